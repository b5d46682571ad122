"""How long one studied, as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.duration import HourRules, read_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0), ("90", 90), ("９０", 90), ("90分钟", 90), ("1.5小时", 90), ("2学时", 120), ("两学时", 120),
        ("半小时", 30), ("一个半小时", 90), ("2个半小时", 150),
        ("1小时30分", 90), ("1小时半", 90), ("1h30", 90), ("1:30", 90), ("2 hours", 120), ("半天", 240), ("1天", 480),
        ("一天半", 720), ("1.5天", 720), ("2个半天", 480), ("3天", 1440), ("1 day", 480), ("半日", 240),
        ("很久", None), ("小时", None), ("天", None), ("1小时x", None), ("1:90", None), ("-5", None), ("1e3", None),
        ("1234567", None), ("123456", 123456), ("1:59", 119), ("1:60", None), ("x1天", None),
    ],
)  # fmt: skip
def test_what_is_written_is_understood_or_refused(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


def test_a_day_counts_what_the_settings_say() -> None:
    rules = HourRules(per_day=6, per_half_day=3)
    assert [read_minutes(text, rules) for text in ("1天", "半天", "一天半", "2学时")] == [360, 180, 540, 120]


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    minutes = read_minutes(text)
    assert minutes is None or minutes >= 0
