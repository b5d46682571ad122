"""A period of the branch as it is counted: itself, or the months and quarters in it that were collected."""

from __future__ import annotations

from content.period import Period
from desk.desk import Desk
from storage.branch import ORIGINALS
from storage.spans import Span, months_in, span_of


def branch_span(desk: Desk, period: Period, *, with_facts: bool = True) -> Span:
    """How everybody stands in a period and what is counted of it. A long job: it opens every file it counts.

    Raises:
        NotRead: part of the ledger, or a file taken in, could not be read.
    """
    ledger, today = desk.branch, desk.today()
    inside = [
        one for one in ledger.periods() if period.first <= one.first and one.last <= period.last and one.first <= today
    ]
    begun = [one for one in inside if months_in(one)] if months_in(period) else []
    found = {one: ledger.standings(one, with_facts=with_facts) for one in begun or [period]}
    parts = {one: ledger.standings(one, with_facts=False) for one in inside if with_facts and one not in found}
    if with_facts:
        ledger.files.must_be_read(ORIGINALS)  # here, because a file that is read again is read by then
    return span_of(period, found, today, parts)
