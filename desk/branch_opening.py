"""Which month the secretary's room opens on."""

from __future__ import annotations

from datetime import timedelta

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.desk import Desk


def month_to_open(desk: Desk) -> Period:
    """The present month; the one before while that is still collected: no report on it, and nothing of the present yet.

    A ledger that begins with the present month has no month before to collect.
    """
    present = Period.month_of(desk.today())
    before = Period.month_of(present.first - timedelta(days=1))
    begun = desk.branch.periods()
    is_begun = any(present.first <= one.first for one in begun)
    is_collected = any(one.first <= before.first for one in begun) and desk.branch.made.last(before) is None
    return before if is_collected and not is_begun else present


def opened_words(shown: Period, present: Period) -> str:
    """Why another month than the present is shown; empty where it is the present."""
    words = _("This is {period}: its report is not made, and nothing has come for {present} yet.")
    return words.format(period=period_words(shown), present=period_words(present)) if shown != present else ""
