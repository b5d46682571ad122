"""Several matters in one text, one on a line, as they are pasted from a message or a list."""

from __future__ import annotations

import re

from content.quick_times import fold_width

MARK = "⏎"
"""What stands for the end of a line where only one line can be shown."""
_NUMBERING = re.compile(  # what stands before a line of a list or of a quotation
    r"\s*(?:[>•·●○■□◆*—–-]\s+|>+\s*|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)\s*|(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)\s*"
    r"(?=[^\d\s]|\d{1,2}月|\d{4}[年.-])|\d{1,2}\.\s+|[①-⑳⑴-⒛㈠-㈩]\s*)+(?=\S)"
)


def split_lines(text: str) -> list[str]:
    """The lines of a text that hold something; of a list without the numbers and signs in front of them."""
    lines = [line.strip() for line in re.split(rf"[\r\n\x0b\x0c\x85\u2028\u2029{MARK}]", text)]
    lines = [line for line in lines if any(sign.isalnum() for sign in line)]
    return [_unnumbered(line) for line in lines] if len(lines) > 1 else lines


def _unnumbered(line: str) -> str:
    found = _NUMBERING.match(fold_width(line))
    return line[found.end() :] if found else line
