"""Texts that records may hold."""

from __future__ import annotations

import pytest

from content.texts import clean_line


@pytest.mark.parametrize(
    "text", ["\x1b[31m红\x1b[0m", "\x9b1m红", "\x1b]0;title\x07红", "\x1b]8;;http://a\x1b\\红", "\x1bM红"]
)
def test_what_only_a_terminal_understands_is_left_out_whole(text: str) -> None:
    assert clean_line(text) == "红"


def test_brackets_that_somebody_wrote_stay() -> None:
    assert clean_line("[31m] 红 [0m") == "[31m] 红 [0m"
