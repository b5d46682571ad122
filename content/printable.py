"""What of a text may reach a terminal: everything but the signs that could steer it or hide what stands there."""

from __future__ import annotations

import re

_PICTURE = "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
# Control characters but newline and tab, separators of lines, lone surrogates; signs that turn the writing direction
# round or that nobody sees; and what joins two signs, but between pictures, of which it makes one.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
    f"|(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])"
)


def printable(text: str) -> str:
    """The text without what could steer a terminal; newlines and tabs stay."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def printable_line(text: str) -> str:
    """The same on one line."""
    return " ".join(printable(text).split())
