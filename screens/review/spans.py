"""Weeks, months, quarters, years: the one a day lies in, and those beside it."""

from __future__ import annotations

from datetime import date, timedelta

from content.period import Period

FIRST_DAY = date(2000, 1, 1)  # nothing is looked for before it


def shifted(day: date, period: Period, step: int) -> date:
    """The day in the period before or after: the same day of the month where there is one, else its edge."""
    if step < 0:
        beside = Period.month_of(period.first - timedelta(days=1))
    else:
        beside = Period.month_of(period.last + timedelta(days=1))
    return min(date(beside.first.year, beside.first.month, 1) + timedelta(days=day.day - 1), beside.last)
