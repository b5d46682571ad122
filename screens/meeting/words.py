"""All about a meeting, in lines."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from content.dates import day_words
from content.words import _, ngettext
from reports.terms import attendance_words, kind_of_meeting
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.labelled import Labelled, labelled
from storage.records import AttendanceStatus, MakeUp, Meeting, Vote


def details(room: Room, meeting: Meeting, width: int) -> Content:
    """Title, times, who, who was away, topics, decisions, papers' blanks."""
    lines: list[Labelled] = [
        (_("Kind"), kind_of_meeting(meeting)),
        (_("Day"), f"{day_words(meeting.day)}  {meeting.from_time:%H:%M}-{meeting.to_time:%H:%M}"),
        (_("Place", context="minutes"), meeting.place),
        (_("Host", context="meeting"), meeting.host),
        (_("Recorder"), meeting.recorder),
        (_("There"), f"{meeting.present}/{meeting.expected}" if meeting.attendance else ""),
    ]
    if meeting.is_unsettled:
        words = keyed(room, _("{n} signed in, the register has {all}: {meeting.attendance} says who was missing"))
        lines.append(("", words.format(n=meeting.signed_in, all=meeting.present)))
    if meeting.is_struck:
        words = _("Struck: it counts no hours. New slips ({meeting.papers}) take them back.")
        lines.insert(0, ("", keyed(room, words)))
    away = list(AttendanceStatus)[1:]
    lines += [(attendance_words(status), _(", ").join(_marked(meeting, status))) for status in away]
    lines += [(_("Topics", context="minutes"), one.title) for one in meeting.topics]
    lines += [(_("Decided"), "  ".join(filter(None, (one.text, one.owner)))) for one in meeting.decisions]
    lines += [(_("Votes"), _vote_words(one)) for one in meeting.votes]
    called = {one.person: one.name for one in meeting.attendance}
    lines += [(_("Made up"), _make_up_words(called.get(one.person, one.person), one)) for one in meeting.make_ups]
    return labelled(meeting.title, [*lines, (_("Summary", context="meeting"), meeting.summary)], width)


def saying_more(text: Content, rows: int) -> Content:
    """The details, with how many lines `rows` of them leave out said in the blank one beneath the title."""
    lines = text.split("\n", allow_blank=True)
    hidden, blank = len(lines) - rows, [place for place, line in enumerate(lines) if not line.plain][:1]
    if not rows or hidden <= 0 or not blank:
        return text
    words = ngettext("{n} more line: Tab, then arrows", "{n} more lines: Tab, then arrows", hidden).format(n=hidden)
    lines[blank[0]] = Content.styled(words, "$text-muted")
    return Content("\n").join(lines)


def _marked(meeting: Meeting, status: AttendanceStatus) -> Iterable[str]:
    """Who was marked so, with the reason."""
    for one in meeting.attendance:
        if one.status is status:
            yield one.name + (_("({reason})").format(reason=one.reason) if one.reason else "")


def _vote_words(one: Vote) -> str:
    return _("{subject}, in favour {yes}, against {no}, abstained {none}").format(
        subject=one.subject, yes=one.in_favour, no=one.against, none=one.abstained
    )


def _make_up_words(name: str, one: MakeUp) -> str:
    return _("{name} {day}, {n} min").format(name=name, day=day_words(one.day), n=one.minutes)
