"""A line planned for a month: a day of that month is taken, a day that could count from today too is asked."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import Calendar
from content.period import Period
from content.quick_plans import read_plan

CALENDAR = Calendar()
FRIDAY, LAST = date(2026, 11, 27), date(2026, 11, 30)
DECEMBER = Period.parse("2026-12")


@pytest.mark.parametrize(
    ("line", "today", "month", "day"),
    [
        ("整理会议记录 月底", LAST, 12, 31),
        ("月末前报", FRIDAY, 12, 31),
        ("报表 15日", FRIDAY, 12, 15),
        ("二十号前报表", FRIDAY, 12, 20),
        ("30日前报表", FRIDAY, 12, 30),
        ("report by end of the month", LAST, 12, 31),
        ("12月5日前报表", FRIDAY, 12, 5),
        ("1月10日前报表", FRIDAY, 1, 10),
        ("下周五报", LAST, 12, 11),
    ],
)
def test_a_day_of_the_month_is_that_months_and_a_full_date_stays(line: str, today: date, month: int, day: int) -> None:
    read = read_plan(line, DECEMBER, today, CALENDAR)
    assert (read.why, read.due_day and (read.due_day.month, read.due_day.day)) == (None, (month, day))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("联系代表走访 下周五", ["2026-12-04", "2026-12-11"]),
        ("下月底前报", ["2026-12-31", "2027-01-31"]),
        ("本月底前报", ["2026-11-30", "2026-12-31"]),
        ("3日内报", ["2026-11-30", "2026-12-04"]),
        ("明日报", ["2026-11-28", "2026-12-02"]),
        ("周日去", ["2026-11-29", "2026-12-06"]),
    ],
)
def test_a_day_that_counts_from_now_or_from_then_is_asked(line: str, offered: list[str]) -> None:
    read = read_plan(line, DECEMBER, FRIDAY, CALENDAR)
    assert (read.due_day, [str(day) for day in read.offered]) == (None, offered)
    assert read.why is not None
    assert read.asked
    assert all(words in line for words in read.asked)


def test_a_day_of_a_month_gone_by_is_asked_and_never_past() -> None:
    read = read_plan("整理会议记录 月底", Period.parse("2026-11"), date(2026, 12, 3), CALENDAR)
    assert (read.due_day, read.offered) == (None, (date(2026, 12, 31),))


def test_what_names_no_day_is_asked_as_in_any_line_or_has_none() -> None:
    assert read_plan("节前发通知", DECEMBER, FRIDAY, CALENDAR).why is not None
    assert read_plan("整理档案", DECEMBER, FRIDAY, CALENDAR).why is None
