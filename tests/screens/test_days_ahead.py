"""What a form says has happened is on no day to come; a day that stood there before may stay."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import PUBLISHED
from screens.matters.forms import matter_fault, progress_fault
from storage.records import Matter
from tests.screens.driving import MONDAY

TODAY, TOMORROW = MONDAY.date(), "11-24"
EMPTY = {"title": "交表", "due_day": "", "repeat": "", "reason": "", "given_by": ""}


@pytest.mark.parametrize(
    ("day", "is_refused"), [(TOMORROW, True), ("明天", True), ("今天", False), ("11-20", False), ("", False)]
)
def test_a_matter_is_given_and_progress_made_on_no_day_to_come(day: str, is_refused: bool) -> None:
    fault = matter_fault({**EMPTY, "day": day}, None, TODAY, PUBLISHED)
    assert (fault == ("day", "这一天还没有到。")) == is_refused == (fault is not None)
    fault = progress_fault({"text": "已催办", "day": day}, TODAY, PUBLISHED)
    assert (fault == ("day", "这一天还没有到。")) == is_refused == (fault is not None)


def test_a_given_day_that_stands_there_already_does_not_keep_the_rest_from_being_changed() -> None:
    old = Matter.new(MONDAY, date(2026, 12, 1), title="交表")
    assert matter_fault({**EMPTY, "day": "2026-12-01"}, old, TODAY, PUBLISHED) is None
    assert matter_fault({**EMPTY, "day": "2026-12-02"}, old, TODAY, PUBLISHED) is not None
