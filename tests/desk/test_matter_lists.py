from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.period import Period
from desk.matter_lists import BY_DUE, BY_GIVER, BY_KIND, OVERDUE, grouped, step_period
from storage.records import Matter, MatterKind
from tests.desk.conftest import MONDAY

TODAY = MONDAY.date()


def matter(title: str, due: int | None, **fields: object) -> Matter:
    due_day = None if due is None else TODAY + timedelta(days=due)
    return Matter.new(MONDAY, TODAY - timedelta(days=9), **{"title": title, "due_day": due_day, **fields})


OPEN = [
    matter("undated", None, given_by="王处长"),
    matter("late", -3, given_by="李处长", kind=MatterKind.ERROR),
    matter("soon", 2, given_by="王处长"),
    matter("nobody's", 5),
]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (BY_DUE, {("late",), ("soon", "nobody's"), ("undated",)}),
        (BY_GIVER, {("late",), ("soon", "undated"), ("nobody's",)}),
        (BY_KIND, {("late",), ("soon", "nobody's", "undated")}),
        (OVERDUE, {("late",)}),
    ],
)
def test_in_each_group_the_earliest_due_stands_first_and_undated_last(order: str, titles: set[tuple[str, ...]]) -> None:
    assert {tuple(one.title for one in group) for _words, group in grouped(OPEN, order, TODAY)} == titles


def test_by_due_day_the_groups_say_how_soon_a_week_from_today_is_within_a_week() -> None:
    matters = [*OPEN, matter("today", 0), matter("in a week", 7), matter("later", 8)]
    assert [(words, [one.title for one in group]) for words, group in grouped(matters, BY_DUE, TODAY)] == [
        ("超期", ["late"]),
        ("一周内", ["today", "soon", "nobody's", "in a week"]),
        ("以后", ["later"]),
        ("未定时限", ["undated"]),
    ]


def test_what_nobody_gave_stands_last() -> None:
    assert [one.title for one in grouped(OPEN, BY_GIVER, TODAY)[-1][1]] == ["nobody's"]


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.lists(st.sampled_from([-1, 1]), max_size=12))
def test_stepping_back_and_on_comes_back(today: date, steps: list[int]) -> None:
    year = Period.parse(f"{today.year}")
    period = year
    for step in steps:
        beside = step_period(period, step, today)
        assert beside.first <= today
        if beside != period:
            assert step_period(beside, -step, today) == period
        period = beside
