"""Meetings and slips in one line each, for both fronts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from content.dates import day_words, period_words, short_day
from content.hours import hours
from content.words import _, sentences
from desk.meeting_dues import MeetingDue
from desk.slips import SlipLook, SlipNews
from reports.terms import kind_of_meeting, meeting_kind_words
from storage.records import Meeting, MeetingKind


def meeting_words(meeting: Meeting, today: date, *, with_time: bool = False) -> str:
    """`11月20日 集中学习 代表法（应到24，实到22） 补填`; with the time where it tells several apart."""
    day = short_day(meeting.day, today) + (f" {meeting.from_time:%H:%M}" if with_time else "")
    words = _("{day} {kind} {title} (expected {expected}, present {present})")
    if not meeting.attendance:
        words = _("{day} {kind} {title} (attendance not entered)")
    words = words.format(
        day=day, kind=kind_of_meeting(meeting), title=meeting.title,
        expected=meeting.expected, present=meeting.present,
    )  # fmt: skip
    words += _(" {n} signed in").format(n=meeting.signed_in) if meeting.is_unsettled else ""
    return words + (_(" entered later") if meeting.is_late_entry else "") + (_(" struck") if meeting.is_struck else "")


def nobody_words(*, has_roster: bool) -> str:
    """Why nobody is expected at a meeting, and what that leaves open."""
    if has_roster:
        return _("Nobody on the roster is expected on that day: how many were to come stays blank.")
    return _("There is no roster yet, so how many are expected is not known and stays blank.")


def no_roster_words() -> str:
    """Why nobody can be named at a meeting."""
    why = _("There is no roster yet, so nobody can be named as expected, on leave or absent. Nothing was entered.")
    return sentences(why, _("The roster is taken in by: sixdonts branch roster FILE."))


def no_slips_words(meeting: Meeting) -> str:
    """Why a meeting has no slips."""
    if not meeting.attendance:
        return _("The attendance of this meeting is not entered: there are no slips.")
    if not any(one.is_there for one in meeting.attendance) and not meeting.make_ups:
        return _("Nobody was there or made it up: there are no slips.")
    return _("Nobody with a member number was there: there are no slips.")


def not_held_words(due: MeetingDue) -> str:
    """`党员大会 2026年第4季度还没开`, or that it was left out."""
    words = _("{kind}: none in {span}") if due.is_past else _("{kind}: due in {span}")
    return words.format(kind=meeting_kind_words(due.kind), span=period_words(due.span))


def due_lines(dues: Iterable[MeetingDue]) -> list[str]:
    """The kinds not held, each once with its spans: `支委会 2026年10月、2026年11月`."""
    spans: dict[MeetingKind, list[str]] = {}
    for due in dues:
        if due.is_due:
            spans.setdefault(due.kind, []).append(period_words(due.span))
    words = _("{kind} ({spans})", context="meeting")
    return [words.format(kind=meeting_kind_words(kind), spans=_(", ").join(one)) for kind, one in spans.items()]


def slip_words(look: SlipLook, *, is_taken: bool = False) -> str:
    """What a slip comes to, or, once it is taken in, what was done."""
    header, notes = look.slip.header, _(", ").join(one.title for one in look.own_notes)
    if is_taken and look.news in (SlipNews.NEW, SlipNews.ASK, SlipNews.NEWER):
        words = (
            _("Counted: {title}, {day}, {hours} h.") if look.minutes else _("Taken back: {title}, {day}, counts 0 h.")
        )
        return words.format(title=header.title, day=day_words(header.day), hours=hours(look.minutes))
    said = {
        SlipNews.NEW: _("Not counted yet: {title}."),
        SlipNews.ASK: _("You noted on that day: {notes}. Is it the same meeting? Say --same, or --separate."),
        SlipNews.NEWER: _("The branch changed the hours of {title}."),
        SlipNews.SAME: _("Counted already: {title}. Nothing changed."),
        SlipNews.OLD: _("A later slip of {title} counts. Nothing changed."),
        SlipNews.NONE: _("This slip counts no hours for you: {title}. Nothing was taken in."),
        SlipNews.OTHER: _("This slip says nothing of you. Nothing was taken in; pass it on."),
        SlipNews.NO_NUMBER: _("Say first who you are: name and member number, in Set-up."),
        SlipNews.OTHER_BRANCH: _("This slip is from {branch}, which is not your branch. Nothing was taken in."),
    }[look.news]
    return said.format(title=header.title, notes=notes, branch=header.branch)
