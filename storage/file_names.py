"""Which month the name of a file speaks of: the program writes it there, and who sends the file may change it."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(20\d\d)[年-](\d{1,2})(?!\d)")
_DAY = re.compile(r"20\d\d(-\d{1,2}-|年\d{1,2}月)\d{1,2}")


def months_named(file_name: str) -> set[str]:
    """The months in a file's name, such as 2026-12."""
    return {f"{year}-{int(month):02}" for year, month in _MONTH.findall(file_name)}


def is_named_for(file_name: str, period: str) -> bool:
    """Whether a file's name speaks of this month and of no other; the day on which it was sent says nothing."""
    return months_named(_DAY.sub("", file_name)) == {period}
