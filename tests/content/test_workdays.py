"""Which days are due: the published arrangement where there is one, else Monday to Friday, said so."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.calendar import PUBLISHED, DayKind, published_years
from content.period import Period
from content.words import use
from content.workdays import HALVES, LeaveKind, away_and_on_duty, due_days


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 23), DayKind(is_workday=True)),
        (date(2026, 11, 22), DayKind(is_workday=False)),
        (date(2026, 10, 10), DayKind(is_workday=True)),  # a Saturday, worked in exchange for the National Day week
        (date(2027, 1, 4), DayKind(is_workday=True, is_presumed=True)),
        (date(2027, 1, 2), DayKind(is_workday=False, is_presumed=True)),
        (date(1999, 12, 31), DayKind(is_workday=True, is_presumed=True)),
        (date.max, DayKind(is_workday=True, is_presumed=True)),
    ],
)
def test_kinds_of_days(day: date, kind: DayKind) -> None:
    assert PUBLISHED.kind_of(day) == kind


def test_what_is_said_beside_a_day_is_what_a_reader_would_not_guess() -> None:
    said = {
        date(2026, 11, 23): "",
        date(2026, 11, 22): "休息日",
        date(2026, 10, 1): "国庆节",
        date(2027, 1, 4): "工作日（按周一至周五推算）",
        date(2027, 1, 2): "休息日（按周一至周五推算）",
    }
    assert {day: PUBLISHED.kind_of(day).remark for day in said} == said
    assert PUBLISHED.kind_of(date(2026, 11, 23)).words == "工作日"
    assert PUBLISHED.remarked(date(2026, 10, 1), "10月1日") == "10月1日 国庆节"
    assert PUBLISHED.remarked(date(2026, 11, 23), "11月23日") == "11月23日"
    assert PUBLISHED.remarked(None, "未定") == "未定"


def test_the_last_workday_is_the_day_itself_or_the_nearest_before_it() -> None:
    assert PUBLISHED.last_workday(date(2026, 11, 27)) == date(2026, 11, 27)
    assert PUBLISHED.last_workday(date(2026, 11, 29)) == date(2026, 11, 27)
    assert PUBLISHED.last_workday(date(2026, 10, 7)) == date(2026, 9, 30)  # over the National Day week


def test_the_years_that_are_known_are_those_not_presumed() -> None:
    years = published_years()
    assert 2026 in years
    for year in (years[0], years[-1]):
        assert not PUBLISHED.kind_of(date(year, 6, 1)).is_presumed
    for year in (years[0] - 1, years[-1] + 1):
        assert PUBLISHED.kind_of(date(year, 6, 1)).is_presumed


def test_a_holiday_is_named_in_the_language_spoken() -> None:
    try:
        use("en")
        assert PUBLISHED.kind_of(date(2026, 10, 1)) == DayKind(is_workday=False, holiday="National Day")
        use("zh")
        assert PUBLISHED.kind_of(date(2026, 10, 1)).holiday == "国庆节"
        assert PUBLISHED.kind_of(date(2015, 9, 3)).holiday == "抗战胜利纪念日"
    finally:
        use("zh")


@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_agrees_with_the_calendar_it_is_taken_from(day: date) -> None:
    assert PUBLISHED.kind_of(day).is_workday == chinese_calendar.is_workday(day)


NOVEMBER = Period.month(2026, 11)


def test_due_days_of_a_month() -> None:
    assert len(due_days(NOVEMBER, [], None, date(2026, 12, 31), PUBLISHED)) == 21
    october = due_days(Period.month(2026, 10), [], None, date(2026, 10, 31), PUBLISHED)
    assert [day.day for day in october] == [8, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30]


def test_nothing_is_due_after_today_on_leave_or_before_joining() -> None:
    leaves = [(date(2026, 11, 5), date(2026, 11, 6)), (date(2026, 10, 1), date(2026, 11, 3))]
    due = due_days(NOVEMBER, leaves, date(2026, 11, 4), date(2026, 11, 11), PUBLISHED)
    assert [day.day for day in due] == [4, 9, 10, 11]
    assert due_days(NOVEMBER, [], None, date(2026, 10, 31), PUBLISHED) == []
    assert due_days(NOVEMBER, [], date(2026, 12, 1), date(2026, 12, 31), PUBLISHED) == []


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))
LEAVES = st.lists(st.tuples(DAYS, st.integers(0, 40)).map(lambda leave: (leave[0], leave[0] + timedelta(leave[1]))))


@given(st.tuples(DAYS, DAYS).map(sorted), LEAVES, st.none() | DAYS, DAYS)
def test_a_leave_takes_away_its_own_days_and_no_other(
    ends: list[date], leaves: list[tuple[date, date]], joined: date | None, until: date
) -> None:
    period = Period(*ends)
    without = due_days(period, [], joined, until, PUBLISHED)
    due = due_days(period, iter(leaves), joined, until, PUBLISHED)
    assert due == sorted(set(due))
    assert set(due) <= set(without)
    for day in set(without) - set(due):
        assert any(day in Period(*leave) for leave in leaves)
    for leave in leaves:
        assert not set(due) & set(Period(*leave))


@given(st.tuples(DAYS, DAYS, DAYS).map(sorted), LEAVES)
def test_two_halves_have_the_days_of_the_whole(days: list[date], leaves: list[tuple[date, date]]) -> None:
    first, middle, last = days
    halves = due_days(Period(first, middle), leaves, None, last, PUBLISHED)
    if middle < last:
        halves += due_days(Period(middle + timedelta(1), last), leaves, None, last, PUBLISHED)
    assert halves == due_days(Period(first, last), leaves, None, last, PUBLISHED)


DAYS = st.dates(date(2016, 1, 1), date(2025, 12, 31))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=6), st.none() | DAYS, DAYS)
@pytest.mark.slow
def test_ten_years_of_due_days_equal_a_slow_recount(
    away: list[tuple[date, int]], joined: date | None, until: date
) -> None:
    leaves = [(first, first + timedelta(days=length)) for first, length in away]
    decade = Period(date(2016, 1, 1), date(2025, 12, 31))
    absent = {first + timedelta(days=step) for first, length in away for step in range(length + 1)}
    expected = []
    day = decade.first
    while day <= decade.last:
        counts = day not in absent and (joined is None or day >= joined) and day <= until
        if counts and chinese_calendar.is_workday(day):
            expected.append(day)
        day += timedelta(days=1)
    assert due_days(decade, leaves, joined, until, PUBLISHED) == expected


KINDED = st.lists(
    st.tuples(st.dates(date(2026, 9, 25), date(2026, 10, 15)), st.integers(0, 3), st.sampled_from(LeaveKind)).map(
        lambda one: (one[0], one[0] if one[2] in HALVES else one[0] + timedelta(one[1]), one[2])
    ),
    max_size=6,
)


@given(KINDED)
def test_halves_of_a_day_make_a_day_and_duty_makes_a_day_off_due(leaves: list[tuple[date, date, LeaveKind]]) -> None:
    away, on_duty = away_and_on_duty(leaves)
    period = Period(date(2026, 9, 20), date(2026, 10, 20))
    expected = []
    for number in range(31):
        day = period.first + timedelta(number)
        kinds = [kind for first, last, kind in leaves if first <= day <= last]
        gone = LeaveKind.WHOLE in kinds or (LeaveKind.MORNING in kinds and LeaveKind.AFTERNOON in kinds)
        if not gone and (chinese_calendar.is_workday(day) or LeaveKind.DUTY in kinds):
            expected.append(day)
    assert due_days(period, away, None, period.last, PUBLISHED, on_duty) == expected
