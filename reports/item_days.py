"""How every item stood on every day of a period: what was answered, or why nothing was. Nothing here judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from content.calendar import Calendar, DayKind
from content.marks import Dont, DontList, DontLists, Mark, Unmarked
from content.workdays import away_and_on_duty
from reports.figures import PeriodRecords
from storage.records import Answer, SelfCheck

State = Mark | Unmarked | None  # None: nothing was asked
Answers = Mapping[tuple[date, str], Mapping[str, Answer]]  # by day and list, then by item


@dataclass(frozen=True)
class ItemDay:
    """One item on one day."""

    day: date
    """The day."""
    kind: DayKind
    """What sort of day it is."""
    check_uid: str = ""
    """The check of the day by the list that has the item, written or not; empty where no list has it."""
    answer: Answer | None = None
    """What was answered; None where nothing stands there."""
    unmarked: Unmarked | None = None
    """Why it has no mark; None where it has one, or where nothing was asked."""

    @property
    def state(self) -> State:
        """Its mark, or why it has none."""
        return self.mark or self.unmarked

    @property
    def mark(self) -> Mark | None:
        """Its mark, if it has one."""
        return self.answer.mark if self.answer else None

    @property
    def is_late(self) -> bool:
        """Whether it was first filled in after its day (补填), changed since or not."""
        return self.answer is not None and self.answer.first_wrote_on > self.day

    @property
    def is_changed(self) -> bool:
        """Whether what stood there was changed after its day."""
        return self.answer is not None and bool(self.answer.earlier)


class ItemRow(NamedTuple):
    """An item through the days of a period."""

    dont: Dont
    """The item."""
    is_personal: bool
    """Whether it is of the person's own list."""
    days: tuple[ItemDay, ...]
    """Every day of the period, in order."""

    @property
    def key(self) -> str:
        """What it is known by among the rows: the same item may stand in an own list too."""
        return f"own/{self.dont.id}" if self.is_personal else self.dont.id

    def visit(self, day: ItemDay) -> str:
        """How Today is asked to show one of the days at this item."""
        return f"{day.check_uid or day.day.isoformat()}/{self.dont.id}"


class _Day(NamedTuple):
    """What a day is, whichever item is asked about."""

    day: date
    kind: DayKind
    lists: tuple[DontList | None, DontList | None]  # the unit's and the person's own
    items: tuple[frozenset[str], frozenset[str]]  # the ids of theirs
    unmarked: Unmarked | None


def item_rows(records: PeriodRecords, lists: DontLists, calendar: Calendar, since: date | None) -> list[ItemRow]:
    """Every item of the unit's list at the period's end, then those that were asked about before.

    Those of the person's own list come last. `since`: the day from which on checks are due.
    """
    days = _days(records, lists, calendar, since)
    answers = {(one.day, one.list_id): {answer.item: answer for answer in one.answers} for one in records.checks}
    rows = []
    for which in (0, 1):
        latest, all_ = _items(days, which, records.today)
        for dont in all_:
            row = ItemRow(dont, which == 1, tuple(_item_day(day, which, dont.id, answers) for day in days))
            if dont.id in latest or any(one.answer or one.unmarked is Unmarked.BLANK for one in row.days):
                rows.append(row)
    return rows


def blank_days(records: PeriodRecords, lists: DontLists) -> list[date]:
    """The due days on which an item of the unit's list has no mark: what `figures` does not count as answered."""
    checks = {check.day: check for check in records.checks if check.list_id == lists.unit_on(check.day).id}
    return [
        day
        for day in sorted(records.due_days)
        if day not in checks or not all(checks[day].mark(dont.id) for dont in lists.unit_on(day).donts)
    ]


def whole_day(rows: Sequence[ItemRow], place: int) -> State:
    """How the unit's items stood together on the day of that place: what was least kept, a blank due day before all."""
    states = {row.days[place].state for row in rows if not row.is_personal}
    order: tuple[State, ...] = (
        Unmarked.BLANK, Mark.NOT_KEPT, Mark.PARTLY, Mark.KEPT, Mark.NOT_FACED, Unmarked.AWAY, Unmarked.OFF,
    )  # fmt: skip
    return next((state for state in order if state in states), None)


def row_of(rows: Iterable[ItemRow], item: str) -> ItemRow | None:
    """The row of an item, by its key or its id, the unit's before the person's own."""
    return next((row for row in rows if item in (row.key, row.dont.id)), None)


def _days(records: PeriodRecords, lists: DontLists, calendar: Calendar, since: date | None) -> list[_Day]:
    away, _on_duty = away_and_on_duty((leave.day, leave.last_day, leave.kind) for leave in records.leaves)
    before: tuple[DontList | None, DontList | None] = (None, None)
    unit = own = frozenset[str]()
    found = []
    for day in records.period:
        kind, unmarked = calendar.kind_of(day), None
        if since is not None and since <= day <= records.today:
            if day in records.due_days:
                unmarked = Unmarked.BLANK
            elif any(first <= day <= last for first, last in away):
                unmarked = Unmarked.AWAY
            elif not kind.is_workday:
                unmarked = Unmarked.OFF
        both = lists.unit_on(day), lists.personal_on(day)
        if both != before:
            before = both
            unit, own = (frozenset(dont.id for dont in one.donts) if one else frozenset() for one in both)
        found.append(_Day(day, kind, both, (unit, own), unmarked))
    return found


def _items(days: Sequence[_Day], which: int, today: date) -> tuple[frozenset[str], list[Dont]]:
    """The ids of one sort of list's items at the end, and all items, the latest first.

    What a list has from a day ahead on is not asked yet.
    """
    found: dict[str, Dont] = {}
    come = [one for one in days if one.day <= today] or days[:1]
    for day in reversed(come):
        own = day.lists[which]
        for dont in own.donts if own else ():
            found.setdefault(dont.id, dont)
    return come[-1].items[which], list(found.values())


def _item_day(day: _Day, which: int, item: str, answers: Answers) -> ItemDay:
    dont_list = day.lists[which]
    if dont_list is None or item not in day.items[which]:
        return ItemDay(day.day, day.kind)
    answer = answers.get((day.day, dont_list.id), {}).get(item)
    if answer is not None and not (answer.mark or answer.sentence or answer.earlier):
        answer = None
    unmarked = None if answer is not None and answer.mark else day.unmarked
    return ItemDay(day.day, day.kind, SelfCheck.uid_of(day.day, dont_list.id), answer, unmarked)
