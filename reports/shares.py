"""How often an item stood in each state, part by part of a period, and in the same parts a year before."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from content.marks import Mark, Unmarked
from content.period import Period, Span
from reports.item_days import ItemDay, ItemRow, State

FIRST, LAST = date(2, 1, 1), date(9990, 12, 31)  # beyond them, where nobody has records, no days are counted
STATES: tuple[Mark | Unmarked, ...] = (*Mark, Unmarked.BLANK)


@dataclass(frozen=True)
class Share:
    """The due days of an item in one period."""

    period: Period
    """The days that were looked at."""
    days: tuple[ItemDay, ...]
    """The due days whose list has the item, in order: what every share is out of."""

    def of(self, state: State) -> tuple[ItemDay, ...]:
        """Those on which it stood in a state."""
        return tuple(day for day in self.days if day.state == state)

    @property
    def n(self) -> int:
        """How many days the shares are out of."""
        return len(self.days)


@dataclass(frozen=True)
class Compared:
    """A period beside the same one a year before."""

    now: Share
    """The period."""
    before: Share | None
    """The same a year before; None where that year has no such week."""


def share(row: ItemRow | None, due_days: Iterable[date], period: Period) -> Share:
    """The due days of an item in a period that lies within its row; none where there is no such row."""
    due = due_days if isinstance(due_days, frozenset) else frozenset(due_days)
    days = row.days if row else ()
    start = max((period.first - days[0].day).days, 0) if days else 0  # they follow on each other
    within = days[start : max((period.last - days[0].day).days + 1, 0)] if days else ()
    return Share(period, tuple(one for one in within if one.day in due and one.check_uid))


def year_before(period: Period, span: Span) -> Period | None:
    """The same week, month, quarter or year of the year before; a part of one is compared with the whole.

    None: that year has no week of this number.
    """
    if period.first < FIRST:
        return None
    if span is not Span.WEEK:
        middle = period.first.replace(year=period.first.year - 1, day=1)
        return span.of(middle)
    year, week, _weekday = period.first.isocalendar()
    try:
        return Span.WEEK.of(date.fromisocalendar(year - 1, week, 1))
    except ValueError:
        return None


def so_far(part: Period, before: Period, span: Span, today: date) -> Period:
    """The days of the year before that answer to those gone by of a part that runs; all once it is over."""
    if not part.first <= today < part.last:
        return before
    if span is Span.WEEK:
        return Period(before.first, before.first + (today - part.first))
    _weekday, days = monthrange(today.year - 1, today.month)
    return Period(before.first, date(today.year - 1, today.month, min(today.day, days)))


def before_of(part: Period, span: Span, today: date) -> Period | None:
    """The same days of the year before: as `year_before`, as far as the part has come."""
    before = year_before(part, span)
    return so_far(part, before, span, today) if before else None


def days_needed(period: Period) -> Period:
    """The days to be read for its parts: those of the year before as well, and weeks that reach over an edge, twice."""
    first = date(min(max(period.first.year - 1, FIRST.year), LAST.year), 1, 1)
    return Period(first - timedelta(days=13), max(first, min(period.last, LAST)) + timedelta(days=6))


def compared(row: ItemRow | None, due_days: Iterable[date], year: Period, span: Span, today: date) -> list[Compared]:
    """The parts of a year up to today, each beside the same days a year before; the row holds both years."""
    due = frozenset(due_days)
    parts = [span.of(part.first) for part in span.within(year)]
    found = []
    for part in parts:
        if part.first <= today:
            before = before_of(part, span, today)
            found.append(Compared(share(row, due, part), share(row, due, before) if before else None))
    return found
