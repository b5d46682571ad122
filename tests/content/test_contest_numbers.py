"""The numbers of a contest, written in a form and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.contest_events import PRESET_A, PRESET_B, ContestRules, EarlyRule
from content.contest_numbers import NotANumber, read, written

VALUE, SECONDS = st.integers(0, 10_000), st.integers(0, 3600)
RULES = st.builds(
    ContestRules,
    base=st.integers(-100_000, 100_000), must_right=VALUE, must_wrong=VALUE, buzz_right=VALUE, buzz_wrong=VALUE,
    early=st.sampled_from(EarlyRule), early_penalty=VALUE, next_may_answer=st.booleans(),
    risk_values=st.lists(VALUE, min_size=1, max_size=9).map(tuple), risk_wrong_costs=st.booleans(),
    part_percent=st.integers(0, 100), must_seconds=SECONDS, buzz_seconds=SECONDS, risk_seconds=SECONDS,
    tiebreak_seconds=SECONDS, tiebreak_questions=st.integers(1, 20), together_ms=st.integers(0, 1000),
)  # fmt: skip


@given(RULES)
def test_what_stands_in_the_form_is_what_is_played(rules: ContestRules) -> None:
    assert read(written(rules)) == rules


@pytest.mark.parametrize(
    ("field", "text", "least", "most"),
    [
        ("base", "一百", -100_000, 100_000), ("must_right", "-1", 0, 10_000), ("must_seconds", "3601", 0, 3600),
        ("part_percent", "", 0, 100), ("tiebreak_questions", "0", 1, 20), ("risk_values", "", 0, 10_000),
        ("risk_values", "10、x", 0, 10_000), ("risk_values", "1、" * 10, 0, 10_000), ("buzz_right", "1.5", 0, 10_000),
        ("buzz_right", "1_0", 0, 10_000),
    ],
)  # fmt: skip
def test_what_is_no_such_number_is_named_with_what_may_stand_there(
    field: str, text: str, least: int, most: int
) -> None:
    with pytest.raises(NotANumber) as caught:
        read({**written(PRESET_A), field: text})
    assert (caught.value.field, caught.value.least, caught.value.most) == (field, least, most)


def test_values_are_read_with_any_sign_between_them_and_in_full_width() -> None:
    assert read({**written(PRESET_B), "risk_values": "２０, 40；60 80"}).risk_values == (20, 40, 60, 80)
