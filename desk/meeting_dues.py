"""Which kinds of meetings are due in a quarter, by how often the settings say each is to be held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from content.period import Period
from desk.desk import Desk
from storage.records import Meeting, MeetingKind


@dataclass(frozen=True)
class MeetingDue:
    """A kind of meeting in one of the spans it is to be held in: the meetings of it, and whether one still is due.

    is_past: whether the span is over, so that it was left out.
    """

    kind: MeetingKind
    span: Period
    held: tuple[Meeting, ...]
    is_past: bool

    @property
    def is_due(self) -> bool:
        """Whether it was not held."""
        return not self.held


def due_this_quarter(desk: Desk) -> list[MeetingDue]:
    """The kinds due in the quarter of today: a row for each span up to today's, in the order of the settings.

    Raises:
        NotRead: some meetings could not be read, so that one held could be missing.
    """
    today = desk.today()
    quarter = Period.quarter_of(today)
    meetings = desk.journal.meetings.within(Period.parse(str(today.year)))
    desk.journal.files.must_be_read("meetings")
    return dues(meetings, desk.settings.meetings_due, quarter, today)


def dues(meetings: Iterable[Meeting], rules: str, quarter: Period, today: date) -> list[MeetingDue]:
    """The same for any quarter, by rules such as `general:quarter committee:month`; unknown kinds are passed over."""
    everything, found = list(meetings), list[MeetingDue]()
    for kind, how_often in read_rules(rules):
        for span in _spans(how_often, quarter, today):
            held = tuple(one for one in everything if is_held(one, kind, today) and one.day in span)
            found.append(MeetingDue(kind, span, held, span.last < today))
    return found


def is_held(meeting: Meeting, kind: MeetingKind, today: date) -> bool:
    """Whether a meeting counts as one of its kind: it was held by today and not struck."""
    return meeting.kind is kind and meeting.day <= today and not meeting.is_struck


def read_rules(rules: str) -> list[tuple[MeetingKind, str]]:
    """How often each kind is to be held: "month", "quarter" or "year"."""
    pairs = [rule.partition(":") for rule in rules.split()]
    known = {str(kind) for kind in MeetingKind}
    return [(MeetingKind(kind), how_often) for kind, _colon, how_often in pairs if kind in known]


def _spans(how_often: str, quarter: Period, today: date) -> list[Period]:
    if how_often == "year":
        return [Period.parse(f"{quarter.first.year:04}")]
    if how_often == "quarter":
        return [quarter]
    first = quarter.first
    months = [Period.parse(f"{first.year:04}-{first.month + later:02}") for later in range(3)]
    return [month for month in months if month.first <= today]
