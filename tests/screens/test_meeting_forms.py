"""The forms of a meeting: what a line noted in the session says of who and when stands in the fields already."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import Calendar
from content.contest_events import PRESET_A
from content.contest_numbers import written
from screens.meeting.contest_numbers import _fields
from screens.meeting.forms import who_and_when

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("李娜12月4日前报送清单", date(2026, 12, 4)),
        ("李娜 2026-12-14 前报送清单", date(2026, 12, 14)),
        ("每周五前由李娜核对台账，12月4日起", None),
        ("李娜从2026年12月4日 起每周核对", None),
        ("2026-12-14起由李娜值守", None),
        ("李娜12月4日开始清点，12月31日前报送", date(2026, 12, 31)),
    ],
)
def test_the_day_from_which_on_something_is_done_is_no_due_day(text: str, day: date | None) -> None:
    assert who_and_when(text, ["李娜", "王芳"], TODAY, Calendar()) == ("李娜", day)


def test_f1_says_the_unit_of_every_number_of_a_contest() -> None:
    unexplained = [one.label for one in _fields(written(PRESET_A)) if not one.options and not one.about]
    assert not unexplained
