"""What became of matters in a period, by who gave them and by kind: counts with the matters behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from content.period import Period
from storage.clock import local_day
from storage.records import Matter, MatterKind, MatterState


@dataclass(frozen=True)
class MatterFigures:
    """Matters of one giver, of one kind, or all."""

    name: str
    """Whose or which: a giver's name, empty where none was named; the value of a kind; empty of all."""
    given: tuple[Matter, ...]
    """Given on a day of the period."""
    settled: tuple[Matter, ...]
    """Settled in it."""
    late: tuple[Matter, ...]
    """Those of the settled that were done after their due day."""
    dropped: tuple[Matter, ...]
    """Not pursued further from a day of it on."""
    overdue: tuple[Matter, ...]
    """Open at its end, or today while it runs, with a due day that had passed; none in a period to come."""
    extended: tuple[Matter, ...]
    """Whose due day was moved in it."""

    @property
    def answered(self) -> tuple[Matter, ...]:
        """Those settled that say on which day they were answered."""
        return tuple(matter for matter in self.settled if matter.answered_day is not None)

    @property
    def median_days(self) -> float | None:
        """The median of the days from the day given to the day answered; None where none was."""
        taken = [days for matter in self.answered if (days := days_taken(matter)) is not None]
        return median(taken) if taken else None

    @property
    def every(self) -> tuple[Matter, ...]:
        """All of them, each once, in order of the day given."""
        found = {one.uid: one for one in (*self.given, *self.settled, *self.dropped, *self.overdue, *self.extended)}
        return tuple(sorted(found.values(), key=lambda one: (one.day, one.uid)))


def days_taken(matter: Matter) -> int | None:
    """How many days an answer took, counted from the day the matter was given; None where it has no day."""
    return None if matter.answered_day is None else (matter.answered_day - matter.day).days


def due_on(matter: Matter, day: date) -> date | None:
    """The due day as it stood at the end of a day: what was moved later had its old one then."""
    due = matter.due_day
    for longer in reversed(matter.extensions):
        if local_day(longer.written_at) > day:
            due = longer.old_due_day
    return due


def days_late(matter: Matter) -> int:
    """How many days after its due day a settled matter was done (逾期办结); 0 where it was in time or had none.

    Done is the day it was answered, else the day it was settled; the due day is the one it was extended to last.
    """
    done = matter.answered_day or matter.closed_day
    if matter.state is not MatterState.SETTLED or done is None:
        return 0
    return max((done - matter.due_day).days, 0) if matter.due_day else 0


def matter_figures(matters: Iterable[Matter], period: Period, today: date, name: str = "") -> MatterFigures:
    """The counts of some matters in a period."""
    matters, end = list(matters), min(period.last, today)
    closed = [one for one in matters if one.closed_day is not None and one.closed_day in period]
    settled = tuple(one for one in closed if one.state is MatterState.SETTLED)
    return MatterFigures(
        name,
        given=tuple(one for one in matters if one.day in period),
        settled=settled,
        late=tuple(filter(days_late, settled)),
        dropped=tuple(one for one in closed if one.state is MatterState.DROPPED),
        overdue=tuple(one for one in matters if period.first <= today and was_overdue(one, end)),
        extended=tuple(one for one in matters if any(local_day(ext.written_at) in period for ext in one.extensions)),
    )


def by_giver(matters: Iterable[Matter], period: Period, today: date) -> list[MatterFigures]:
    """The counts of each giver, the one with most matters first; who was not named last."""
    found = _grouped(matters, period, today, lambda one: one.given_by)
    return sorted(found, key=lambda one: (not one.name, -len(one.every), one.name))


def by_kind(matters: Iterable[Matter], period: Period, today: date) -> list[MatterFigures]:
    """The counts of each kind that there is, in the order of the kinds."""
    order = [kind.value for kind in MatterKind]
    return sorted(_grouped(matters, period, today, lambda one: one.kind.value), key=lambda one: order.index(one.name))


def _grouped(
    matters: Iterable[Matter], period: Period, today: date, name_of: Callable[[Matter], str]
) -> list[MatterFigures]:
    groups: dict[str, list[Matter]] = {}
    for matter in matters:
        groups.setdefault(name_of(matter), []).append(matter)
    found = [matter_figures(group, period, today, name) for name, group in groups.items()]
    return [one for one in found if one.every]


def was_open(matter: Matter, day: date) -> bool:
    """Whether it had been given and was not closed at the end of a day."""
    return matter.day <= day and (matter.closed_day is None or matter.closed_day > day)


def was_overdue(matter: Matter, day: date) -> bool:
    """Whether it was open at the end of a day, and its due day as it stood then had passed."""
    if not was_open(matter, day):
        return False
    due = due_on(matter, day)
    return due is not None and due < day
