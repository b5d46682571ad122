"""What the name of a file says: the program writes a month there, and who sends the file may change it."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(20\d\d)[年-](\d{1,2})(?!\d)")
_SUBMISSION = re.compile(r".+_.*20\d\d.*\.txt", re.IGNORECASE)  # such as 张三_2026年11月_rev2 (1).txt
_DAY = re.compile(r"20\d\d(-\d{1,2}-|年\d{1,2}月)\d{1,2}")


def months_named(file_name: str) -> set[str]:
    """The months in a file's name, such as 2026-12."""
    return {f"{year}-{int(month):02}" for year, month in _MONTH.findall(file_name)}


def is_named_as_submission(file_name: str) -> bool:
    """Whether a file is named as the program names a submission, or nearly so."""
    return _SUBMISSION.fullmatch(file_name) is not None


def is_named_for(file_name: str, period: str) -> bool:
    """Whether a file's name speaks of this month and of no other; the day on which it was sent says nothing."""
    return months_named(_DAY.sub("", file_name)) == {period}
