"""A period of the branch as it is counted: itself, or the months and quarters in it that were collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from content.period import Period
from desk.desk import Desk
from reports.branch_figures import FEWEST_BY_ITEM
from storage.branch import ORIGINALS
from storage.spans import Small, Span, months_in, span_of


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
    span = span_of(period, found, today, parts)
    return replace(span, hidden=_hidden(desk, span)) if with_facts else span


def _hidden(desk: Desk, span: Span) -> frozenset[tuple[Small, Period]]:
    """What is withheld of which units: a report that was made could be subtracted, and would show fewer than five."""
    ledger, found = desk.branch, set[tuple[Small, Period]]()
    for unit in span.units:
        came = ledger.entries(unit)
        now = {piece.received.sha256 for piece in span.pieces if piece.received and piece.period == unit}
        for made in ledger.made.all():
            if str(unit) not in made.figures.units:
                continue
            gone = {*made.sources} - {*came} if made.period == str(unit) else set[str]()  # taken back since
            changed = ((now ^ {*made.sources}) & {*came}) | gone
            shown: Mapping[Small, bool] = {"item_marks": bool(made.figures.items), "quiz": bool(made.figures.told_quiz)}
            for kind, is_shown in shown.items():
                tellers = {came[one].whose if one in came else one for one in changed
                           if one not in came or came[one].header.counts.get(kind)}  # fmt: skip
                if is_shown and 0 < len(tellers) < FEWEST_BY_ITEM:
                    found.add((kind, unit))
    return frozenset(found)
