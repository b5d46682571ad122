"""Minutes as hours of study."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.duration import read_minutes
from content.hours import hours, hours_and_minutes, tenths_of_hours


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0"), (1, "0"), (2, "0"), (3, "0.1"), (15, "0.3"), (45, "0.8"), (360, "6"), (1290, "21.5"), (400, "6.7")],
)
def test_hours_are_shown_to_a_tenth_halves_rounded_up(minutes: int, words: str) -> None:
    assert hours(minutes) == words


@given(st.integers(0, 100_000))
def test_no_hour_is_shown_more_than_three_minutes_off(minutes: int) -> None:
    assert abs(float(hours(minutes)) * 60 - minutes) <= 3 + 1e-6
    assert float(hours(minutes)) == tenths_of_hours(minutes)


@given(st.lists(st.integers(0, 10_000), max_size=12))
def test_in_hours_and_minutes_the_sum_of_what_is_shown_is_the_sum(each: list[int]) -> None:
    shown = [read_minutes(hours_and_minutes(one)) or 0 for one in each]
    assert hours_and_minutes(sum(shown)) == hours_and_minutes(sum(each))
