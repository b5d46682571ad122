"""Hours of study by the branch's register of meetings, held against what members sent. A long job."""

from __future__ import annotations

from datetime import date

from content.period import Period
from desk.branch_span import branch_span
from desk.desk import Desk
from reports.branch_hours import BranchHours, hours_of
from storage.records import Meeting
from storage.spans import Span


def branch_hours(desk: Desk, period: Period, span: Span | None = None) -> BranchHours:
    """The hours of a period by register and by submissions; `span` as it was counted already.

    Raises:
        NotRead: some meetings, or part of the ledger, could not be read.
    """
    meetings, today = desk.journal.meetings, desk.today()
    year = Period(Period.month(period.last.year, 1).first, period.last)
    found, of_year = meetings.within(period), meetings.within(year)
    desk.journal.files.must_be_read("meetings")
    return hours_of(_held(found, today), span or branch_span(desk, period), _held(of_year, today))


def _held(found: list[Meeting], today: date) -> list[Meeting]:
    """The meetings in order; one that is to come counts nothing, though everybody stands there as present."""
    return sorted((one for one in found if one.day <= today), key=lambda one: (one.day, one.from_time))
