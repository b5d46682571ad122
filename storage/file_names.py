"""What the name of a file says: the program writes a month there, and who sends the file may change it."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(20\d\d)[年-](\d{1,2})(?!\d)")
_SUBMISSION = re.compile(  # such as 张三_2026年11月_第2版 (1).txt: what a second download is numbered with may follow
    r"(?P<who>.+?)_(?=[^_]*20\d\d)[0-9A-Za-z,年月日第季度周上下半至-]+(?:_报上级|_upwards)?(?:_第\d+版|_rev\d+)?"
    r"\s?(?:[(（]\d+[)）])?\.txt",
    re.IGNORECASE,
)
_REVISION = re.compile(r"_(?:第(\d+)版|rev(\d+))(?=[^_]*$)", re.IGNORECASE)
_DAY = re.compile(r"20\d\d(-\d{1,2}-|年\d{1,2}月)\d{1,2}")


def months_named(file_name: str) -> set[str]:
    """The months in a file's name, such as 2026-12."""
    return {f"{year}-{int(month):02}" for year, month in _MONTH.findall(file_name)}


def sender_named(file_name: str) -> str:
    """Who sends a file by its name, with the number where it stands there; empty where no submission is named so."""
    found = _SUBMISSION.fullmatch(file_name)
    return found["who"] if found else ""


def revision_named(file_name: str) -> int:
    """The revision in a file's name, as the program writes it from the second on; 1 where none stands there."""
    found = _REVISION.search(file_name)
    return int(found[1] or found[2]) if found else 1


def is_named_for(file_name: str, period: str) -> bool:
    """Whether a file's name speaks of this month and of no other; the day on which it was sent says nothing."""
    return months_named(_DAY.sub("", file_name)) == {period}
