"""A leave counts for the whole period: days in its words that do not cover it are asked about."""

from __future__ import annotations

import pytest

from content.calendar import PUBLISHED
from content.period import Period
from content.words import use
from desk.branch_leave import is_in_part, leave_question

NOVEMBER = Period.parse("2026-11")


@pytest.mark.parametrize("words", [
    "病假，11月3日", "病假，3日", "事假11月3日至5日", "事假 3-5日", "病假，11-03", "年休假5天",
    "病假半天", "公假，上半月", "病假，11月3日至30日", "病假三天", "产假，10月1日至11月20日", "2026-11-03 病假",
])  # fmt: skip
def test_some_days_are_not_the_whole_month(words: str) -> None:
    assert is_in_part(words, NOVEMBER, PUBLISHED)


@pytest.mark.parametrize("words", [
    "病假", "产假", "病假，11月1日至30日", "病假，11月2日至30日", "产假，9月1日至12月20日", "病假，10月8日起",
    "脱产学习30天", "病假，1日至30日", "2026-11-01至2026-11-30 病假",
])  # fmt: skip
def test_all_its_workdays_are_the_whole_month_and_no_days_are_left_to_who_says_so(words: str) -> None:
    assert not is_in_part(words, NOVEMBER, PUBLISHED)


@pytest.mark.parametrize(("words", "asked"), [
    ("年休假", "【年休假】没有写起止日期。仍按2026年11月整期请假？"), ("病假，11月3日", "没有覆盖2026年11月整期"),
    ("病假，11月1日至30日", ""), ("产假，整月", ""), ("脱产学习30天", ""),
])  # fmt: skip
def test_a_leave_that_names_no_days_is_asked_about_too(words: str, asked: str) -> None:
    use("zh")
    question = leave_question(words, NOVEMBER, PUBLISHED)
    assert asked in question
    assert bool(question) == bool(asked)
