from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from content.donts import official_list
from content.marks import Mark
from desk.answer import check_uid, needs_reason, save_answer, sentence_fault, writing_day
from desk.desk import Desk
from storage.records import TEXT_LIMIT
from tests.desk.conftest import MONDAY
from tests.moments import local

SIX = official_list()
TODAY = MONDAY.date()


def test_a_mark_and_a_sentence_are_saved_one_after_the_other_in_one_check(desk: Desk) -> None:
    save_answer(desk, TODAY, SIX, "error", seen={}, mark=Mark.PARTLY)
    save_answer(desk, TODAY, SIX, "error", seen={}, sentence="会议通知晚发半天")
    save_answer(desk, TODAY, SIX, "image", seen={}, mark=Mark.KEPT)
    [check] = desk.journal.checks.all()
    assert (check.uid, check.day, check.list_id) == (check_uid(TODAY, SIX), TODAY, SIX.id)
    assert {(one.item, one.mark, one.sentence) for one in check.answers} == {
        ("error", Mark.PARTLY, "会议通知晚发半天"),
        ("image", Mark.KEPT, ""),
    }


def test_a_mark_cleared_leaves_the_sentence(desk: Desk) -> None:
    save_answer(desk, TODAY, SIX, "error", seen={}, mark=Mark.NOT_KEPT, sentence="漏了一个附件")
    check = save_answer(desk, TODAY, SIX, "error", seen={}, mark=None).check
    answer = check.answer("error")
    assert answer is not None
    assert (answer.mark, answer.sentence) == (None, "漏了一个附件")


def test_a_change_made_on_the_day_keeps_nothing_old(desk: Desk) -> None:
    save_answer(desk, TODAY, SIX, "error", seen={}, mark=Mark.KEPT)
    check = save_answer(desk, TODAY, SIX, "error", seen={}, mark=Mark.PARTLY).check
    assert [one.earlier for one in check.answers] == [()]


def test_a_change_after_the_day_keeps_the_old_answer_and_the_reason(tmp_path: Path) -> None:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    later = Desk(tmp_path, clock=lambda: MONDAY + timedelta(days=1))
    save_answer(desk, TODAY, SIX, "error", seen={}, mark=Mark.KEPT)
    check = save_answer(later, TODAY, SIX, "error", seen={}, mark=Mark.NOT_KEPT, reason="当天没发现").check
    answer = check.answer("error")
    assert answer is not None
    assert [(old.mark, old.reason) for old in answer.earlier] == [(Mark.KEPT, "当天没发现")]


def test_a_day_filled_in_afterwards_is_about_its_own_day(desk: Desk) -> None:
    friday = date(2026, 11, 20)
    check = save_answer(desk, friday, SIX, "error", seen={}, mark=Mark.KEPT).check
    answer = check.answer("error")
    assert answer is not None
    assert check.day == friday
    assert check.is_late(answer)


def test_a_late_entry_changed_on_the_day_it_was_written_keeps_what_it_replaces_and_the_reason(desk: Desk) -> None:
    friday = date(2026, 11, 20)
    save_answer(desk, friday, SIX, "error", seen={}, mark=Mark.KEPT)
    assert not needs_reason(desk.glance(friday), friday, TODAY, "error", sentence="补一句")
    check = save_answer(desk, friday, SIX, "error", seen={}, sentence="补一句").check
    assert [one.earlier for one in check.answers] == [()]  # what was added replaces nothing
    assert needs_reason(desk.glance(friday), friday, TODAY, "error", mark=Mark.NOT_KEPT)
    assert needs_reason(desk.glance(friday), friday, TODAY, "error", sentence="")
    check = save_answer(desk, friday, SIX, "error", seen={}, mark=Mark.NOT_KEPT, reason="按错键").check
    [answer] = check.answers
    assert [(old.mark, old.sentence, old.reason) for old in answer.earlier] == [(Mark.KEPT, "补一句", "按错键")]


CHANGES = st.one_of(
    st.fixed_dictionaries({"mark": st.none() | st.sampled_from(Mark)}),
    st.fixed_dictionaries({"sentence": st.sampled_from(["", "一句", "另一句"])}),
)


@hypothesis(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 2), CHANGES), max_size=6))
@pytest.mark.slow
def test_a_reason_is_asked_exactly_where_the_old_answer_is_kept(steps: list[tuple[int, dict[str, Any]]]) -> None:
    now = MONDAY
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), clock=lambda: now)
        for days, change in steps:
            now += timedelta(days=days)
            asked = needs_reason(desk.glance(TODAY), TODAY, desk.today(), "error", **change)
            before = desk.journal.checks.get(check_uid(TODAY, SIX), TODAY)
            old = before.answer("error") if before else None
            kept = len(old.earlier) if old else 0
            answer = save_answer(desk, TODAY, SIX, "error", seen={}, reason="因", **change).check.answer("error")
            assert (len(answer.earlier) if answer else 0) == kept + asked
        desk.close()


@pytest.mark.parametrize(("length", "fits"), [(0, True), (TEXT_LIMIT, True), (TEXT_LIMIT + 1, False)])
def test_a_sentence_is_refused_only_when_a_record_cannot_hold_it(length: int, fits: bool) -> None:
    assert (sentence_fault("字" * length) == "") is fits


@pytest.mark.parametrize(
    ("begun", "ended", "day"),
    [
        ((23, 59), timedelta(minutes=2), TODAY),
        ((23, 59), timedelta(minutes=60), TODAY),
        ((23, 59), timedelta(minutes=61), TODAY + timedelta(days=1)),
        ((23, 59), timedelta(minutes=-5), TODAY),  # the clock was set back meanwhile
        ((22, 0), timedelta(minutes=30), TODAY),
    ],
)
def test_a_sentence_is_of_the_day_it_was_begun_on_for_an_hour(
    begun: tuple[int, int], ended: timedelta, day: date
) -> None:
    at = local(TODAY.year, TODAY.month, TODAY.day, *begun)
    assert writing_day(at, at + ended) == day


def test_an_answer_begun_on_its_day_is_not_late_and_keeps_nothing_old(tmp_path: Path) -> None:
    after_midnight = local(TODAY.year, TODAY.month, TODAY.day, 23, 59) + timedelta(minutes=2)
    desk = Desk(tmp_path, clock=lambda: after_midnight)
    save_answer(desk, TODAY, SIX, "error", seen={}, begun_day=TODAY, mark=Mark.PARTLY)
    check = save_answer(desk, TODAY, SIX, "error", seen={}, begun_day=TODAY, sentence="漏了一个附件").check
    answer = check.answer("error")
    assert answer is not None
    assert (check.is_late(answer), answer.earlier, answer.written_at) == (False, (), after_midnight)
    late = save_answer(desk, TODAY, SIX, "image", seen={}, mark=Mark.KEPT).check.answer("image")
    assert late is not None
    assert check.is_late(late)
