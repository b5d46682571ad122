"""What a meeting's files are called: its title, its day, a few signs of its own; of several alike its time, too."""

from __future__ import annotations

from collections.abc import Iterable

from content.dates import day_words
from content.words import _
from desk.desk import Desk
from storage.records import Meeting
from storage.submission import safe_name, suggested_file_name

OWN_SIGNS = 6  # of the chance in a uid: two meetings of one title and day share them once in sixteen million


def file_stem(desk: Desk, meeting: Meeting) -> str:
    """`学习_2026年11月20日-3f9c2a`: no file of one meeting is that of another, though it was deleted or renamed since.

    Of several of that title and day with the time, to tell them apart: `学习_2026年11月20日-9点30分-3f9c2a`.
    """
    when = day_words(meeting.day)
    alike = [one for one in same_named(desk.journal.meetings.all(), meeting) if one.uid != meeting.uid]
    if alike:
        when += "-" + _("{hour}h{minute:02}", context="file").format(
            hour=meeting.from_time.hour, minute=meeting.from_time.minute
        )
    return suggested_file_name(meeting.title, f"{when}-{meeting.uid[-OWN_SIGNS:]}").removesuffix(".txt")


def same_named(meetings: Iterable[Meeting], meeting: Meeting) -> list[Meeting]:
    """The meetings of that day whose files would have one name, itself among them."""
    name = safe_name(meeting.title).casefold()
    return [one for one in meetings if one.day == meeting.day and safe_name(one.title).casefold() == name]
