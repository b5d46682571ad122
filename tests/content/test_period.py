"""A period is what was written, day for day, and is written again as shortly as it can be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.period import Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-11-01..2026-11-15", date(2026, 11, 1), date(2026, 11, 15)),
        ("2026-11-05..2026-11-05", date(2026, 11, 5), date(2026, 11, 5)),
    ],
)
def test_what_is_written_is_read_to_the_day_and_written_again_as_it_was(text: str, first: date, last: date) -> None:
    period = Period.parse(f" {text} ")
    assert (period.first, period.last) == (first, last)
    assert str(period) == text


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "2026-11"),
        (date(2026, 4, 1), date(2026, 6, 30), "2026-Q2"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 11, 16), date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 17), date(2026, 11, 23), "2026-11-17..2026-11-23"),  # seven days, but no week
        (date(2026, 11, 16), date(2026, 11, 21), "2026-11-16..2026-11-21"),
        (date(2026, 11, 16), date(2026, 11, 23), "2026-11-16..2026-11-23"),
        (date(2026, 1, 1), date(2026, 4, 30), "2026-01-01..2026-04-30"),
    ],
)
def test_days_that_are_a_month_a_quarter_a_year_or_a_week_are_written_so(first: date, last: date, written: str) -> None:
    assert str(Period(first, last)) == written


@pytest.mark.parametrize(
    "text",
    ["", "26", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-W54", "2025-W53", "2026-11-15..2026-11-14", "二〇二六",
     "２０２６", "2026-11-31..2026-12-01", "2026-11-01..", "2026-11-05"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.parse(text)


DAYS = st.dates(date(1, 2, 1), date(9999, 11, 30))  # the day before and after their months is one too


@given(DAYS, st.integers(0, 400))
def test_a_period_is_read_again_as_it_was_written_and_holds_its_days_only(first: date, more: int) -> None:
    period = Period(first, date.fromordinal(min(first.toordinal() + more, date(9999, 11, 30).toordinal())))
    assert Period.parse(str(period)) == period
    days = list(period)
    assert days == sorted(set(days))
    assert (days[0], days[-1], len(days)) == (period.first, period.last, (period.last - period.first).days + 1)
    assert all(day in period for day in (period.first, period.last))
    assert not any(day in period for day in (period.first - timedelta(days=1), period.last + timedelta(days=1)))


@given(DAYS)
def test_the_month_of_a_day_is_all_days_of_that_month(day: date) -> None:
    assert {(one.year, one.month) for one in Period.month_of(day)} == {(day.year, day.month)}
    before, after = Period.month_of(day).first - timedelta(days=1), Period.month_of(day).last + timedelta(days=1)
    assert day.month not in (before.month, after.month)
