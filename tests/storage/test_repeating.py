"""Matters that come back, and matters that move between files: never doubled, never lost."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from storage.journal import Journal
from storage.records import Every, Matter, MatterState, Repeat

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def nominal_days(first: date, every: Every, count: int) -> list[date]:
    """The due days of a series before they move off days off, counted one by one."""
    if every is Every.WEEK:
        return [first + timedelta(days=7 * number) for number in range(count)]
    days: list[date] = []
    year, month = first.year, first.month
    while len(days) < count:
        days.append(date(year, month, min(first.day, monthrange(year, month)[1])))
        for _month in range(3 if every is Every.QUARTER else 1):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return days


@given(DAYS, st.sampled_from(Every), st.integers(0, 400))
def test_the_next_due_day_is_the_first_of_the_series_after_a_day(first: date, every: Every, later: int) -> None:
    day = first + timedelta(days=later)
    repeat, due = Repeat(every=every, first_due_day=first, series="s").next_after(day, PUBLISHED)
    moved = []
    for nominal in nominal_days(first, every, 120):
        while not PUBLISHED.kind_of(nominal).is_workday:
            nominal -= timedelta(days=1)
        moved.append(nominal)
    assert due == next(one for one in moved[1:] if one > day)
    assert moved[repeat.number] == due


def monthly(series: str = "s", due: date = date(2026, 10, 31)) -> Matter:
    repeat = Repeat(every=Every.MONTH, first_due_day=due, series=series)
    return Matter.new(AT, date(2026, 10, 8), title="报工作预安排", given_by="张主任", due_day=due, repeat=repeat)


def settled(matter: Matter) -> Matter:
    return matter.changed(AT, state=MatterState.SETTLED, result="已报", closed_day=AT.date())


def test_settling_brings_the_next_once(journal: Journal) -> None:
    first = journal.matters.add(monthly())
    saved, following = journal.matters.settle(first, settled, PUBLISHED)
    assert following is not None
    assert (saved.state, following.state, following.due_day) == (
        MatterState.SETTLED,
        MatterState.OPEN,
        date(2026, 11, 30),
    )
    assert (following.title, following.given_by, following.day) == ("报工作预安排", "张主任", AT.date())
    assert following.result == ""
    assert journal.matters.open() == [following]
    reopened = journal.matters.change(saved, lambda one: one.changed(AT, state=MatterState.OPEN, closed_day=None))
    again, none = journal.matters.settle(reopened, settled, PUBLISHED)
    assert none is None
    assert {one.uid for one in journal.matters.all()} == {again.uid, following.uid}


def test_dropping_ends_the_series(journal: Journal) -> None:
    first = journal.matters.add(monthly())
    dropped, following = journal.matters.settle(
        first, lambda one: one.changed(AT, state=MatterState.DROPPED, closed_day=AT.date()), PUBLISHED
    )
    assert following is None
    assert journal.matters.all() == [dropped]


@pytest.mark.parametrize("due", [date(9999, 12, 31), date(9999, 6, 30)])
def test_a_series_at_the_end_of_the_calendar_ends_there(journal: Journal, due: date) -> None:
    first = journal.matters.add(monthly(due=due))
    saved, following = journal.matters.settle(first, settled, PUBLISHED)
    assert saved.state is MatterState.SETTLED
    assert following is None or following.due_day is not None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "settle", "drop", "reopen", "remove"]), st.integers(0, 5), st.integers(2023, 2026)
    ),
    max_size=25,
)


@settings(max_examples=20, deadline=None)
@given(STEPS)
@pytest.mark.slow
def test_whatever_is_done_every_matter_stands_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    journal = Journal.open(home, clock=lambda: AT)
    expected: dict[str, MatterState] = {}
    for number, (what, which, year) in enumerate(steps):
        there = journal.matters.all()
        if what == "add" or not there:
            expected[journal.matters.add(Matter.new(AT, date(year, 5, 1), title=f"{number}")).uid] = MatterState.OPEN
            continue
        one = there[which % len(there)]
        if what == "remove":
            journal.matters.remove(one)
            del expected[one.uid]
            continue
        state = {"settle": MatterState.SETTLED, "drop": MatterState.DROPPED, "reopen": MatterState.OPEN}[what]
        closed = None if what == "reopen" else date(year, 6, 1)
        moved = partial(Matter.changed, at=AT, state=state, closed_day=closed)
        journal.matters.change(one, moved)
        expected[one.uid] = state
    found = on_disk(home)
    assert {uid: state for uid, state, _file in found} == expected
    assert len(found) == len(expected)
    for _uid, state, file in found:
        assert (file == "open") == (state is MatterState.OPEN)


def on_disk(home: Path) -> list[tuple[str, MatterState, str]]:
    """Uid, state and file of every matter, read anew."""
    found = []
    for file in sorted((home / "matters").glob("*.json")) if (home / "matters").exists() else []:
        for table in json.loads(file.read_text("utf-8")).values():
            found += [(uid, MatterState(document["state"]), file.stem) for uid, document in table.items()]
    return found
