"""A learning session's events: steps go on and are changed live, hands are counted, a contest plays in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.agenda import AgendaRefusal, Session, after, fold, step_words, why_not
from content.contest_events import Asked, Corrected, Opened, Team
from content.contest_refusals import Refusal
from content.session_events import (
    AgendaStep,
    ContestStepped,
    DecisionNoted,
    HandsAsked,
    HandsRevealed,
    HandsTyped,
    PageTurned,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    SessionReopened,
    SignedIn,
    StepBegan,
    StepChanged,
    StepDropped,
    StepInserted,
    StepKind,
    StepMoved,
)

READING = AgendaStep(kind=StepKind.READING, title="释义第四节", minutes=10, material="npc/guide")
TALK = AgendaStep(kind=StepKind.DISCUSSION, minutes=18)
STEPS = (AgendaStep(kind=StepKind.SIGN_IN, minutes=4), READING, TALK, AgendaStep(kind=StepKind.CLOSING, minutes=8))
OPENED = SessionOpened(title="代表建议的办理", steps=STEPS)
ASKED = Asked(question="npc/deputies-026", option_order=("B", "A"))


def session(*events: SessionEvent) -> Session:
    found = fold([OPENED, *events])
    assert found.ignored == 0
    return found


def titles(found: Session) -> list[StepKind]:
    return [step.kind for step in found.steps]


def test_steps_to_come_are_moved_shortened_inserted_and_dropped_while_it_runs() -> None:
    found = session(
        StepBegan(place=1, took_minutes=6),
        StepMoved(place=3, to=2),
        StepChanged(place=3, minutes=9),
        StepInserted(place=4, step=READING),
        StepDropped(place=2),
    )
    assert titles(found) == [StepKind.SIGN_IN, StepKind.READING, StepKind.DISCUSSION, StepKind.READING]
    assert (found.steps[2].minutes, found.planned_minutes, found.took[0]) == (9, 33, 6)


def test_the_step_under_way_can_be_extended_and_not_moved() -> None:
    found = session(StepBegan(place=1))
    assert why_not(found, StepChanged(place=1, minutes=15)) is None
    assert why_not(found, StepMoved(place=1, to=3)) is AgendaRefusal.STEP_OVER
    assert why_not(found, StepChanged(place=0, minutes=5)) is AgendaRefusal.STEP_OVER
    assert why_not(found, StepDropped(place=9)) is AgendaRefusal.NO_SUCH_STEP


def test_a_page_is_kept_by_material_when_the_session_comes_back_to_it() -> None:
    found = session(StepBegan(place=1), PageTurned(page=3), StepBegan(place=2))
    assert found.page == 0
    assert after(found, StepBegan(place=1)).page == 3


def test_hands_are_counted_and_their_key_shown_once() -> None:
    assert why_not(session(), HandsTyped(counts={"A": 1})) is AgendaRefusal.NO_QUESTION
    found = session(HandsAsked(asked=ASKED), HandsTyped(counts={"A": 5, "B": 12}), HandsRevealed())
    assert found.hands is not None
    assert (found.hands.n, found.hands.is_revealed) == (17, True)
    assert found.asked == {"npc/deputies-026"}
    assert why_not(found, HandsRevealed()) is AgendaRefusal.REVEALED


def test_a_decision_noted_again_takes_the_place_of_the_first() -> None:
    found = session(
        DecisionNoted(uid="d1", text="核对"), SignedIn(present=17), DecisionNoted(uid="d1", text="月底核对")
    )
    assert ([one.text for one in found.decisions], found.present) == (["月底核对"], 17)


def test_a_contest_plays_within_a_session_by_its_own_rules() -> None:
    found = session(ContestStepped(step=Opened(teams=(Team(id=1, name="一队"),))))
    assert found.contest.state.teams == {1: "一队"}
    assert why_not(found, ContestStepped(step=Corrected(team=2, delta=5, reason="漏"))) is Refusal.NO_SUCH_TEAM


def test_after_its_end_nothing_happens_any_more() -> None:
    found = session(SessionClosed())
    assert after(found, SignedIn(present=3)).present == 0
    assert why_not(found, SignedIn(present=3)) is AgendaRefusal.CLOSED


EVENTS = st.one_of(
    st.builds(StepBegan, place=st.integers(0, 6), took_minutes=st.integers(0, 9)),
    st.builds(StepMoved, place=st.integers(0, 6), to=st.integers(0, 6)),
    st.builds(StepChanged, place=st.integers(0, 6), minutes=st.integers(0, 60)),
    st.builds(StepInserted, place=st.integers(0, 6), step=st.just(READING)),
    st.builds(StepDropped, place=st.integers(0, 6)),
    st.builds(PageTurned, page=st.integers(0, 9)),
)


@given(st.lists(EVENTS, max_size=40))
def test_what_was_held_already_is_never_changed(events: list[SessionEvent]) -> None:
    found = session()
    for event in events:
        before = found
        found = after(found, event)
        held = before.steps[: before.place]
        assert found.steps[: before.place] == held
        assert found.step in found.steps
        assert isinstance(event, StepBegan) or found.place == before.place


def test_every_kind_of_step_has_its_words() -> None:
    assert len({step_words(kind) for kind in StepKind}) == len(StepKind)


def test_the_minutes_a_step_took_go_with_it_when_one_comes_in_before_it() -> None:
    found = session(StepBegan(place=1, took_minutes=6), StepBegan(place=2, took_minutes=9), StepBegan(place=0))
    assert found.took[:2] == (6, 9)
    found = after(found, StepInserted(place=1, step=TALK))
    assert dict(zip(found.steps, found.took, strict=False))[READING] == 9
    assert dict(zip(found.steps, after(found, StepDropped(place=1)).took, strict=False))[STEPS[0]] == 6


@pytest.mark.parametrize("why", AgendaRefusal)
def test_every_refusal_has_its_words(why: AgendaRefusal) -> None:
    assert why.words


def test_each_step_that_reads_has_its_own_page_and_takes_it_along() -> None:
    steps = (READING, TALK, READING)
    begun = SessionOpened(title="学习", steps=steps), PageTurned(page=4), StepBegan(place=2)
    assert fold(begun).page == 0
    back = (*begun, PageTurned(page=1), StepBegan(place=0))
    assert fold(back).page == 4
    assert fold((*back, StepMoved(place=2, to=1), StepBegan(place=1))).page == 1


def test_a_session_ended_too_early_can_be_gone_on_with_and_one_under_way_cannot_be_reopened() -> None:
    ended = session(StepBegan(place=2), SessionClosed())
    assert why_not(ended, StepBegan(place=1)) is AgendaRefusal.CLOSED
    again = after(ended, SessionReopened())
    assert (again.is_closed, again.place) == (False, 2)
    assert why_not(again, StepBegan(place=1)) is None
    assert why_not(again, SessionReopened()) is AgendaRefusal.NOT_CLOSED
