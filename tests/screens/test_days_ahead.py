"""What a form says has happened is on no day to come; a day that stood there before may stay."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import PUBLISHED
from content.words import use
from screens.matters.forms import matter_changes, matter_fault, progress_fault
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


FAR = Matter.new(MONDAY, date(2026, 11, 2), title="交表", due_day=date(2040, 12, 1))
FORM = {
    **dict.fromkeys(("given_by", "channel", "co_workers", "measure", "repeat", "reason"), ""),
    "title": "交总表", "kind": "assigned", "day": "2026-11-02", "due_day": "2040-12-01",
}  # fmt: skip


def test_a_due_day_far_ahead_that_stands_there_already_does_not_keep_the_rest_from_being_changed() -> None:
    assert matter_fault(FORM, FAR, TODAY, PUBLISHED) is None
    assert matter_changes(FORM, FAR, TODAY, PUBLISHED) == {"title": "交总表"}
    nearer = {**FORM, "due_day": "2026-12-01"}
    assert matter_fault(nearer, FAR, TODAY, PUBLISHED) is None
    assert matter_changes(nearer, FAR, TODAY, PUBLISHED)["due_day"] == date(2026, 12, 1)


def test_a_due_day_far_ahead_that_is_written_is_refused_and_its_way_is_said() -> None:
    use("zh")
    for matter, day in ((None, "2040-12-01"), (FAR, "2040-12-02")):
        fault = matter_fault({**FORM, "due_day": day}, matter, TODAY, PUBLISHED)
        assert fault == ("due_day", f"{day}距今超过10年，请核对年份。确是这一天的，按【记事项】写成一行，提问时选它。")
