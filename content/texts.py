"""The texts that records and events may hold: no control characters, no lone surrogates, of limited length."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

TEXT_LIMIT = 200_000
LINE_LIMIT = 2_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TERMINAL = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b[@-Z\\^_]")


def clean_text(text: str) -> str:
    """What a person typed or pasted, without what no record may hold; line ends become newlines."""
    text = (
        _TERMINAL.sub("", text) if "\x1b" in text or "\x9b" in text else text
    )  # colours and what else is for a terminal
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """The same on one line, with single spaces where line ends and tabs were."""
    return " ".join(clean_text(text).split())


def _proper(text: str) -> str:
    if _FORBIDDEN.search(text):
        raise ValueError("control characters and lone surrogates are not allowed")
    return text


Text = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(_proper)]
Line = Annotated[str, StringConstraints(max_length=LINE_LIMIT, pattern=r"^[^\n\t]*$"), AfterValidator(_proper)]
Name = Annotated[Line, StringConstraints(min_length=1)]
