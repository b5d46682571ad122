"""A question comes back on a day, not at an hour; later after each right answer, tomorrow after a wrong one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.spacing import after, retrievability
from storage.clock import local_day
from storage.records import CardState

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture(params=["Asia/Shanghai", "UTC", "America/Los_Angeles"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system has no tzset")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def card_after(card: CardState | None, right: bool, at: datetime) -> CardState:
    return CardState(**after(card, right, at))


def is_local_midnight(at: datetime) -> bool:
    local = at.astimezone()
    return (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)


@pytest.mark.parametrize("hours", [0, 6, 14, 23])
def test_after_a_wrong_answer_it_is_due_all_of_tomorrow(zone: str, hours: int) -> None:
    at = AT + timedelta(hours=hours)
    card = card_after(None, False, at)
    assert is_local_midnight(card.due)
    assert local_day(card.due) == local_day(at) + timedelta(days=1)


@pytest.mark.parametrize("at", [datetime(2026, 3, 7, 20, tzinfo=UTC), datetime(2026, 10, 31, 20, tzinfo=UTC)])
def test_a_change_of_the_clocks_moves_no_due_day(zone: str, at: datetime) -> None:
    card = card_after(None, False, at)
    assert is_local_midnight(card.due)
    assert local_day(card.due) == local_day(at) + timedelta(days=1)


def test_each_right_answer_on_its_day_makes_the_next_interval_longer() -> None:
    card, intervals = card_after(None, True, AT), []
    for _n in range(6):
        answered = card.due + timedelta(hours=10)
        card = card_after(card, True, answered)
        intervals.append((card.due - answered).days)
    assert intervals == sorted(set(intervals))
    assert intervals[0] >= 1


def test_a_wrong_answer_brings_a_well_known_question_back_soon() -> None:
    card = card_after(None, True, AT)
    for _n in range(6):
        card = card_after(card, True, card.due + timedelta(hours=10))
    at = card.due + timedelta(hours=10)
    assert card_after(card, False, at).due < card_after(card, True, at).due


def test_a_right_answer_one_was_unsure_of_comes_again_sooner_but_not_as_soon_as_a_wrong_one() -> None:
    card = card_after(None, True, AT)
    at = card.due + timedelta(hours=10)
    sure, unsure, wrong = (
        CardState(**after(card, right, at, unsure=unsure))
        for right, unsure in ((True, False), (True, True), (False, True))
    )
    assert wrong.due < unsure.due < sure.due
    assert card_after(card, True, at) == sure, "who says nothing is sure"


def test_what_is_remembered_fades_with_the_days() -> None:
    card = card_after(None, True, AT)
    chances = [retrievability(card, AT + timedelta(days=days)) for days in (0, 1, 10, 100)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.95
    assert 0 < chances[-1] < 0.9


def test_a_clock_set_back_does_no_harm() -> None:
    card = card_after(None, True, AT)
    earlier = AT - timedelta(days=400)
    assert local_day(card_after(card, True, earlier).due) > local_day(earlier)


def test_a_card_without_its_numbers_begins_anew() -> None:
    empty = CardState(state=2, step=None, stability=None, difficulty=None, due=AT, last_review=None)
    assert after(empty, True, AT) == after(None, True, AT)


@pytest.mark.parametrize("unknown", ["stability", "last_review"])
def test_of_a_card_without_its_numbers_nothing_is_remembered(unknown: str) -> None:
    card = card_after(None, True, AT)
    assert retrievability(card, AT) > 0
    assert retrievability(card.model_copy(update={unknown: None}), AT) == 0


@given(
    st.lists(st.tuples(st.booleans(), st.timedeltas(timedelta(0), timedelta(days=800))), min_size=1, max_size=15),
    st.timedeltas(timedelta(0), timedelta(days=12_000)).map(lambda later: AT + later),
)
def test_any_history_gives_a_card_that_can_be_kept_and_gone_on_from(
    answers: list[tuple[bool, timedelta]], at: datetime
) -> None:
    card = None
    for right, pause in answers:
        at += pause
        following = card_after(card, right, at)
        assert following == card_after(card, right, at)
        assert is_local_midnight(following.due)
        assert local_day(following.due) > local_day(at)
        assert following.last_review == at
        card = CardState.model_validate_json(following.model_dump_json())
        assert card == following
