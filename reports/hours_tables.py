"""The branch's tables of its register of meetings: the meetings, hours by member, what differs from what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from content.dates import short_day
from content.hours import tenths_of_hours
from content.words import _
from reports.branch import BranchReport
from reports.branch_figures import study_of
from reports.branch_hours import MemberHours, difference_words
from reports.branch_sentences import unit_names
from reports.document import Cell, Column, Table
from reports.terms import kind_of_meeting
from storage.records import AttendanceStatus, Meeting
from storage.roster import person_of
from storage.spans import MemberSpan


def _table(titles: tuple[tuple[str, int], ...], rows: list[tuple[Cell, ...]]) -> Table:
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows), is_dense=True)


@dataclass(frozen=True)
class SharedLack:
    """What the year so far is without for most of a table's rows, to be said once beneath it; empty: nothing is."""

    words: str = ""
    is_of_all: bool = False

    def in_row(self, words: str) -> str:
        """What a row says of its year in the place of these words."""
        if not self.words or words != self.words:
            return words
        return "" if self.is_of_all else _("year: see the note")

    @property
    def note(self) -> str:
        """What stands beneath the table."""
        if not self.words:
            return ""
        text = (
            _("Note: of everybody here, {words}.") if self.is_of_all else _("Note: where it is referred to, {words}.")
        )
        return text.format(words=self.words)


NOT_SHARED = SharedLack()


def meetings_table(report: BranchReport) -> Table:
    """会议登记: what was held, how many were there; one that was struck stands there and counts nothing."""
    titles = ((_("Line"), 2), (_("Day"), 6), (_("Kind"), 6), (_("Meeting", context="table"), 18),
              (_("Expected", context="session"), 4), (_("Present", context="session"), 4), (_("On leave"), 4),
              (_("Absent"), 4), (_("Made up"), 4), (_("Hours"), 4), (_("Remarks"), 6))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    meetings = report.hours.meetings if report.hours else ()
    named = Counter((one.day, one.title) for one in meetings)
    for number, one in enumerate(meetings, 1):
        away = [_count(one, status) for status in (AttendanceStatus.ON_LEAVE, AttendanceStatus.ABSENT)]
        remarks = [_("struck", context="table")] if one.is_struck else []
        remarks += [_("entered later")] if one.is_late_entry else []
        remarks += [] if one.attendance else [_("attendance not entered", context="table")]
        remarks += [_("{n} signed in", context="table").format(n=one.signed_in)] if one.is_unsettled else []
        counts: tuple[Cell, ...] = (one.expected, one.present, *away, len({up.person for up in one.make_ups}))
        if not one.attendance:  # nobody entered who was there
            counts = ("",) * len(counts)
        rows.append(
            (number, short_day(one.day, report.today), kind_of_meeting(one),
             _with_time(one) if named[one.day, one.title] > 1 else one.title, *counts,
             0 if one.is_struck else tenths_of_hours(one.length_minutes), _(", ").join(remarks))
        )  # fmt: skip
    return _table(titles, rows)


def _with_time(meeting: Meeting) -> str:
    """The title with when it was held: what tells two meetings of one title and day apart."""
    hours = f"{meeting.from_time.hour}:{meeting.from_time:%M}-{meeting.to_time.hour}:{meeting.to_time:%M}"
    return _("{text} ({remarks})").format(text=meeting.title, remarks=hours)


def _count(meeting: Meeting, status: AttendanceStatus) -> int:
    return sum(one.status is status for one in meeting.attendance)


def register_hours(report: BranchReport, shared: SharedLack = NOT_SHARED) -> Table:
    """学时汇总 by the register; what a member sent of the same meetings and beside them stands next to it.

    `shared` is said beneath the table, and no more in its rows. Of who sent nothing there is no 0: nobody knows.
    """
    titles = ((_("Line"), 2), (_("Name"), 5), (_("Party group"), 5), (_("Present / expected"), 5),
              (_("By the register"), 5), (_("Of it made up"), 4), (_("Sent of the same"), 5),
              (_("Sent beside, not counted"), 6), (_("Self-study (for information)"), 5),
              (_("Year by the register"), 5), (_("Year as sent"), 5), (_("Required"), 3),
              (_("Remarks"), 6))  # fmt: skip
    if report.hours is None or not report.hours.held:
        return _table(titles, [])
    spans = {person_of(one.member): one for one in report.span.members}
    rows = [_row(report, number, one, spans, shared) for number, one in enumerate(report.hours.members, 1)]
    members, has_sent = report.hours.members, any(one.has_sent for one in report.hours.members)
    sums = [
        *(tenths_of_hours(sum(getattr(one, name) for one in members)) for name in ("registered", "made_up")),
        *(_as_sent(sum(getattr(one, name) for one in members), has_sent) for name in ("sent", "other", "alone")),
    ]
    there = f"{report.hours.present}/{report.hours.expected}"
    total: tuple[Cell, ...] = ("", _("Total"), _("n = {n}").format(n=len(rows)), there, *sums, "", "", "", "")
    return _table(titles, [*rows, total] if rows else [])


def _as_sent(minutes: int, has_sent: bool) -> Cell:
    """The hours of what was sent; blank where nothing was."""
    return tenths_of_hours(minutes) if minutes or has_sent else ""


def _row(
    report: BranchReport, number: int, one: MemberHours, spans: Mapping[str, MemberSpan], shared: SharedLack
) -> tuple[Cell, ...]:
    person, member = person_of(one.member), one.member
    required: Cell = report.hours_target if report.hours_target and "党员" in member.political_status else ""
    figures: tuple[Cell, ...] = (
        *map(tenths_of_hours, (one.registered, one.made_up)),
        *(_as_sent(minutes, one.has_sent) for minutes in (one.sent, one.other, one.alone)),
    )
    of_year = report.hours.year_minutes.get(person, 0) if report.hours else 0
    remark = _("differs {n}").format(n=len(one.differs)) if one.differs else ""
    span = spans.get(person)
    if not one.has_sent:  # who has left, or is on leave, is missing nowhere
        is_missing = span is not None and any(there.is_missing for there in span.counted)
        remark = _("missing", context="member") if is_missing else _("nothing came")
    remark = _(", ").join(filter(None, (remark, shared.in_row(year_lacks(report, person)))))
    return (
        number, (span or one).member.name, member.party_group, f"{one.attended}/{one.expected}", *figures,
        tenths_of_hours(of_year), _as_sent(report.year_minutes.get(person, 0), one.has_sent), required, remark,
    )  # fmt: skip


def year_lacks(report: BranchReport, person: str) -> str:
    """Of which months that were collected nobody's hours are in somebody's year so far; empty where all are."""
    names = unit_names(report.year_lacking.get(person, ()), report.period)
    return _("year without {names}").format(names=names) if names else ""


def shared_lack(report: BranchReport) -> SharedLack:
    """What the year so far is without for more than half of those who stand in the table of hours."""
    persons = [person_of(one.member) for one in report.span.members if any(study_of(piece) for piece in one.pieces)]
    if report.hours is not None and report.hours.held:
        persons = [person_of(one.member) for one in report.hours.members]
    counts = Counter(year_lacks(report, person) for person in persons)
    words, n = counts.most_common(1)[0] if counts else ("", 0)
    return SharedLack(words, is_of_all=n == len(persons)) if words and n > 1 and len(persons) < 2 * n else NOT_SHARED


def differences_table(report: BranchReport) -> Table:
    """学时核对: every meeting of which the register and a member do not say the same."""
    titles = ((_("Line"), 2), (_("Name"), 6), (_("Meeting", context="table"), 24), (_("By the register"), 8),
              (_("As sent"), 8), (_("What differs"), 12))  # fmt: skip
    names = {person_of(one.member): one.member.name for one in report.span.members}
    found = [(one, differs) for one in (report.hours.members if report.hours else ()) for differs in one.differs]
    rows: list[tuple[Cell, ...]] = [
        (number, names.get(person_of(one.member), one.member.name), differs.title,
         tenths_of_hours(differs.registered), tenths_of_hours(differs.sent), difference_words(differs.why))
        for number, (one, differs) in enumerate(found, 1)
    ]  # fmt: skip
    return _table(titles, rows)
