"""What is drawn in which order: the contest's own first, a reserve, and a few held back for a play-off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.catalog import Catalog
from content.contest_events import RoundKind
from content.models import Question
from content.question_pool import Pool, can_be_partly_right, pool_of, suits, wanted_size


@pytest.fixture(scope="module")
def some() -> list[Question]:
    return list(Catalog.shipped().questions())[:40]


def test_the_last_that_suit_are_held_back_and_no_round_but_a_play_off_takes_them(some: list[Question]) -> None:
    pool = pool_of(some, [one.id for one in some[5:15]], 3)
    assert pool.contest == tuple(some[5:15])
    assert pool.play_off == tuple([one for one in (*some[:5], *some[15:]) if suits(one, RoundKind.TIEBREAK)][-3:])
    gone: set[str] = set()
    while (question := pool.next(RoundKind.AUDIENCE, gone)) is not None:
        gone.add(question.id)
    assert not gone & {one.id for one in pool.play_off}
    assert pool.left(RoundKind.AUDIENCE, gone) == 0
    assert pool.left(RoundKind.TIEBREAK, gone) == 3
    first = pool.next(RoundKind.TIEBREAK, gone)
    assert first == pool.play_off[0]


def test_another_question_in_ones_place_comes_from_the_reserve_and_a_step_s_from_its_end(some: list[Question]) -> None:
    pool = pool_of(some, [one.id for one in some[:10]], 2)
    able = [one for one in pool.reserve if suits(one, RoundKind.MUST)]
    assert pool.next(RoundKind.MUST, ()) in pool.contest
    assert pool.next(RoundKind.MUST, (), is_instead=True) == able[0]
    assert pool.for_a_step(2, ()) == (able[-1], able[-2])
    assert pool.next(RoundKind.MUST, {one.id for one in pool.reserve}, is_instead=True) in pool.contest


@given(own=st.integers(0, 40), held=st.integers(0, 30))
def test_every_question_stands_in_one_part(some: list[Question], own: int, held: int) -> None:
    pool = pool_of(some, [one.id for one in some[:own]], held)
    parts = [*pool.contest, *pool.reserve, *pool.play_off]
    assert sorted(one.id for one in parts) == sorted(one.id for one in some)
    assert len(pool.play_off) <= held


def test_more_teams_have_more_questions_and_an_empty_pool_has_none() -> None:
    assert wanted_size(9, 3) > wanted_size(6, 3) > wanted_size(2, 3)
    assert Pool().next(RoundKind.TIEBREAK, ()) is None


def test_only_where_more_than_a_letter_is_the_answer_can_it_be_partly_right(some: list[Question]) -> None:
    for one in some:
        assert can_be_partly_right(one) is not suits(one, None)


def test_a_risk_round_takes_what_is_answered_on_boards_first_wherever_it_is(some: list[Question]) -> None:
    boards = [one for one in some if can_be_partly_right(one) and suits(one, RoundKind.RISK)]
    letters = [one for one in some if suits(one, None)]
    pool = pool_of(some, [one.id for one in (*letters[:5], boards[-1])], 0)
    gone: list[str] = []
    while (question := pool.next(RoundKind.RISK, gone)) is not None:
        gone.append(question.id)
    assert gone[0] == boards[-1].id
    assert set(gone[: len(boards)]) == {one.id for one in boards}
    assert len(gone) > len(boards)
