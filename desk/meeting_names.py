"""What a meeting's files are called: its title and day; of several of one title on one day its time, too."""

from __future__ import annotations

from collections.abc import Iterable

from content.dates import day_words
from content.words import _
from desk.desk import Desk
from storage.records import Meeting
from storage.submission import safe_name, suggested_file_name


def file_stem(desk: Desk, meeting: Meeting) -> str:
    """`学习_2026年11月20日`, or `学习_2026年11月20日_9点30分`: no file of one meeting is that of another."""
    when = day_words(meeting.day)
    alike = [one for one in same_named(desk.journal.meetings.all(), meeting) if one.uid != meeting.uid]
    if alike:
        when += "_" + _("{hour}h{minute:02}", context="file").format(
            hour=meeting.from_time.hour, minute=meeting.from_time.minute
        )
    if any(one.from_time == meeting.from_time for one in alike):
        when += f"_{meeting.uid[-6:]}"
    return suggested_file_name(meeting.title, when).removesuffix(".txt")


def same_named(meetings: Iterable[Meeting], meeting: Meeting) -> list[Meeting]:
    """The meetings of that day whose files would have one name, itself among them."""
    name = safe_name(meeting.title).casefold()
    return [one for one in meetings if one.day == meeting.day and safe_name(one.title).casefold() == name]
