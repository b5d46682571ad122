"""A session at the desk: kept at every step, seen by the hall, resumed after a kill, written into the meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from content.agenda import points_in_line
from content.contest_events import (
    Buzzed,
    BuzzOpened,
    ClockStarted,
    Judged,
    Opened,
    Paused,
    QuestionShown,
    Resumed,
    Revealed,
    RoundBegan,
    RoundKind,
    Team,
    Verdict,
)
from content.contest_refusals import Refusal
from content.hall import Black, HandsView, QuestionView, ReadingView, ScoresView, SignInView, TestPicture, TextView
from content.markdown import headings
from content.models import Question, QuestionType
from content.question_pool import lacking, next_question, suits
from content.session_events import (
    AgendaStep,
    Blackened,
    DecisionNoted,
    HandsAsked,
    HandsRevealed,
    HandsTyped,
    PageTurned,
    SessionOpened,
    SignedIn,
    StepBegan,
    StepInserted,
    StepKind,
)
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting, change_meeting
from desk.session import LiveSession
from desk.session_questions import askable, asked_before, asked_of, shown_of
from desk.session_start import stands
from storage.errors import ChangedElsewhere, ReadOnly
from storage.hall_file import HallFollower
from storage.records import Meeting
from storage.sessions import hall_file, session_file
from tests.desk.conftest import MONDAY

DAY = date(2026, 11, 23)
TEAMS = (Team(id=1, name="一队"), Team(id=2, name="二队"))


def test_where_the_part_is_not_in_the_material_any_more_the_hall_is_headed_by_the_material(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    live, material = opened(), desk.materials[0]
    parts = ((headings(str(material.text))[0], "共读"), ("没有的一节", str(material.title)))
    for place, (part, title) in enumerate(parts, start=1):
        step = AgendaStep(kind=StepKind.READING, title="共读", material=material.id, part=part)
        assert live.do(StepInserted(place=place, step=step)) is None
        assert live.do(StepBegan(place=place)) is None
        found = live.hall_state()
        assert isinstance(found, ReadingView)
        assert found.title == title


class Ticks:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return add_meeting(desk, DAY, title="代表建议的办理", from_time=time(9, 30), to_time=time(10, 30))


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def opened(desk: Desk, meeting: Meeting, ticks: Ticks) -> Iterator[Callable[[], LiveSession]]:
    """What opens the session; every one opened is closed at the end."""
    found: list[LiveSession] = []

    def open_one() -> LiveSession:
        live = LiveSession(desk, meeting.uid, ticks=ticks)
        live.begin(SessionOpened(title="代表建议的办理", branch="第一党支部", steps=steps(desk), expected=24))
        found.append(live)
        return live

    yield open_one
    for live in found:
        live.close()


def steps(desk: Desk) -> tuple[AgendaStep, ...]:
    material = desk.materials[0].id
    return (
        AgendaStep(kind=StepKind.SIGN_IN, minutes=4),
        AgendaStep(kind=StepKind.READING, title="共读", minutes=10, material=material),
        AgendaStep(kind=StepKind.DISCUSSION, title="讨论", points=("谁、哪天、怎么问？",), minutes=18),
        AgendaStep(kind=StepKind.CONTEST, minutes=16),
    )


def single(desk: Desk) -> Question:
    return next(one.question for one in askable(desk) if one.question.type is QuestionType.SINGLE)


def contest(live: LiveSession, question: Question) -> None:
    for event in (
        Opened(teams=TEAMS), RoundBegan(kind=RoundKind.BUZZ, teams=(1, 2)),
        QuestionShown(slot=1, asked=asked_of(question, "seed")), BuzzOpened(slot=1), ClockStarted(left_ms=30_000),
    ):  # fmt: skip
        assert live.play(event) is None


def hall(desk: Desk, meeting: Meeting) -> HallFollower:
    follower = HallFollower(hall_file(desk.home, meeting.uid))
    follower.look(0)
    return follower


def test_what_happened_stands_where_the_hall_cannot_be_told_and_it_is_told_again(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    path = hall_file(desk.home, meeting.uid)
    path.mkdir(parents=True)
    live = opened()
    host = Host(desk, live)
    assert host.next_step() is False
    assert (live.session.place, bool(live.hall_fault)) == (1, True)
    assert host.said.startswith("已记下")
    path.rmdir()
    live.beat()
    assert live.hall_fault is None
    assert isinstance(hall(desk, meeting).seen.state, ReadingView)
    path.unlink()
    path.mkdir()
    assert change_meeting(desk, live.end(meeting), place="三楼").steps, "over, though the hall's file cannot be written"


def test_the_hall_follows_the_steps(desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]) -> None:
    live, question = opened(), single(desk)
    live.do(SignedIn(present=17))
    found = hall(desk, meeting).seen.state
    assert isinstance(found, SignInView)
    assert (found.expected, found.present) == (24, 17)
    live.do(StepBegan(place=1))
    live.do(PageTurned(page=1))
    found = hall(desk, meeting).seen.state
    assert isinstance(found, ReadingView)
    assert (found.page, found.text) == (1, live.pages()[1])
    live.do(HandsAsked(asked=asked_of(question, "seed")))
    live.do(HandsTyped(counts={"A": 5}))
    found = hall(desk, meeting).seen.state
    assert isinstance(found, HandsView)
    assert (found.asking.n, found.asking.answer) == (5, ())
    live.do(HandsRevealed())
    assert isinstance(found := hall(desk, meeting).seen.state, HandsView)
    assert found.asking.answer
    live.do(StepBegan(place=2))
    assert isinstance(found := hall(desk, meeting).seen.state, TextView)
    assert found.lines == ("谁、哪天、怎么问？",)
    live.do(Blackened(is_black=True))
    assert hall(desk, meeting).seen.state == Black()
    live.do(Blackened(is_black=False))
    live.turn_to("test")
    assert hall(desk, meeting).seen.state == TestPicture()


def test_the_hall_s_file_never_holds_id_key_or_explanation_before_the_reveal(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    live, question = opened(), single(desk)
    live.do(StepBegan(place=3))
    contest(live, question)
    live.play(Buzzed(slot=1, team=2))
    live.play(Judged(slot=1, team=2, verdict=Verdict.RIGHT))
    path = hall_file(desk.home, meeting.uid)
    before = path.read_text(encoding="utf-8")
    assert question.stem.zh[:10] in before
    assert not any(one in before for one in (question.id, question.explanation.zh[:12], question.source.zh, "seed"))
    assert isinstance(found := hall(desk, meeting).seen.state, QuestionView)
    assert found.asking.answer == ()
    live.play(Revealed(slot=1))
    assert isinstance(found := hall(desk, meeting).seen.state, QuestionView)
    assert found.asking.answer
    assert question.id not in path.read_text(encoding="utf-8")
    live.turn_to("scores")
    assert isinstance(found := hall(desk, meeting).seen.state, ScoresView)
    assert found.rows == (("一队", 100, 0), ("二队", 110, 10))


def test_what_cannot_happen_is_said_and_not_kept(desk: Desk, opened: Callable[[], LiveSession]) -> None:
    live = opened()
    contest(live, single(desk))
    assert live.play(Judged(slot=1, team=2, verdict=Verdict.RIGHT)) is Refusal.NOT_ITS_TURN
    assert live.undo() is None
    count = len(session_file(desk.home, live.meeting_uid).read_bytes().splitlines())
    assert count == 1 + 5 + 1


def test_a_killed_desk_goes_on_where_it_was_and_the_clock_stands_at_the_last_beat(
    desk: Desk, meeting: Meeting, ticks: Ticks, opened: Callable[[], LiveSession]
) -> None:
    live = opened()
    live.do(StepBegan(place=3))
    contest(live, single(desk))
    ticks.now += 4
    live.beat()
    live.close()
    ticks.now = 5.0  # another start of the computer
    again = opened()
    assert (again.session.place, again.stopped_at_ms, again.left_ms()) == (3, 26_000, 26_000)
    assert not again.session.contest.state.clock.running
    assert hall(desk, meeting).seen.left_now(9) == 26_000


def test_a_clock_stood_while_the_laptop_slept(ticks: Ticks, desk: Desk, opened: Callable[[], LiveSession]) -> None:
    live = opened()
    contest(live, single(desk))
    for _beat in range(3):
        ticks.now += 2
        live.beat()
    ticks.now += 3600
    live.beat()
    assert (live.stopped_at_ms, live.left_ms()) == (24_000, 24_000)


def test_only_a_clock_s_own_events_set_it_and_a_break_takes_nothing_off(
    ticks: Ticks, desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    live = opened()
    live.do(StepBegan(place=3))
    contest(live, single(desk))
    ticks.now += 5
    live.do(DecisionNoted(uid="d1", text="月底前核对"))
    assert (live.left_ms(), hall(desk, meeting).seen.left_now(0)) == (25_000, 25_000)
    live.play(Paused(left_ms=25_000))
    ticks.now += 600
    assert live.left_ms() == 25_000
    live.play(Resumed())
    ticks.now += 1
    assert live.left_ms() == 24_000


@pytest.mark.parametrize(("later", "together"), [(0.079, True), (0.081, False)])
@pytest.mark.slow
def test_two_buzzers_at_one_moment_are_for_a_person_to_rule(
    ticks: Ticks, desk: Desk, opened: Callable[[], LiveSession], later: float, together: bool
) -> None:
    live = opened()
    assert live.buzz(1) is Refusal.NO_SUCH_QUESTION
    contest(live, single(desk))
    assert live.buzz(2) is None
    ticks.now += later
    assert live.buzz(1) is None
    slot = live.session.contest.state.slots[1]
    assert (slot.queue, slot.together) == ((2, 1), (2, 1) if together else ())
    assert live.buzz(1) is Refusal.BUZZED_BEFORE


def test_a_second_desk_watches(desk: Desk, opened: Callable[[], LiveSession]) -> None:
    first, second = opened(), opened()
    assert (first.is_read_only, second.is_read_only) == (False, True)
    first.do(SignedIn(present=9))
    assert second.look_again().present == 9
    with pytest.raises(ReadOnly):
        second.do(SignedIn(present=10))


def test_at_its_end_steps_and_decisions_stand_in_the_meeting_and_the_hall_s_file_is_gone(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    live = opened()
    live.do(SignedIn(present=17))
    live.do(StepBegan(place=1, took_minutes=6))
    live.do(DecisionNoted(uid="d1", text="月底前核对"))
    changed = live.end(meeting)
    assert changed.signed_in == 17
    assert [(one.kind, one.planned_minutes, one.minutes) for one in changed.steps[:2]] == [
        ("sign_in", 4, 6), ("reading", 10, 0)
    ]  # fmt: skip
    assert [one.title for one in changed.steps[1:3]] == [f"{desk.materials[0].title} 共读", "讨论"]
    assert [one.text for one in changed.decisions] == ["月底前核对"]
    assert not hall_file(desk.home, meeting.uid).exists()
    assert live.session.is_closed


def test_a_session_ended_too_early_is_gone_on_with_and_ended_again_with_nothing_twice(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    live = opened()
    live.do(StepBegan(place=1, took_minutes=6))
    live.do(DecisionNoted(uid="d1", text="月底前核对"))
    once = live.end(meeting)
    live.close()
    assert stands(desk, once) == "over"
    again = opened()
    again.reopen()
    assert stands(desk, once) == "under way"
    assert isinstance(hall(desk, meeting).seen.state, ReadingView)
    again.do(DecisionNoted(uid="d2", text="每周五清点"))
    twice = again.end(once)
    assert [one.text for one in twice.decisions] == ["月底前核对", "每周五清点"]
    assert [one.minutes for one in twice.steps[:2]] == [6, 0]
    assert stands(desk, twice) == "over"


def test_the_minutes_of_the_steps_add_up_and_a_short_step_was_held_all_the_same(tmp_path: Path) -> None:
    now = [MONDAY]
    desk = Desk(tmp_path / "home", clock=lambda: now[0])
    meeting = add_meeting(desk, MONDAY.date(), title="学习", from_time=time(9), to_time=time(10))
    live = LiveSession(desk, meeting.uid)
    steps = tuple(AgendaStep(kind=StepKind.OTHER, title=f"第{n}步", points=("谁？", "哪天")) for n in range(6))
    live.begin(SessionOpened(title="学习", steps=steps))
    for place in (1, 2, 3, 4):
        now[0] += timedelta(seconds=100)
        live.do(StepBegan(place=place, took_minutes=live.minutes_taken()))
    now[0] += timedelta(seconds=10)
    ended = live.end(meeting)
    minutes = [one.minutes for one in ended.steps]
    assert (sum(one or 0 for one in minutes), minutes[4:]) == (6, [0, None])
    now[0] += timedelta(hours=3)
    live.reopen()
    now[0] += timedelta(seconds=100)
    again = live.end(ended)
    live.close()
    assert sum(one.minutes or 0 for one in again.steps) == 8


def test_what_is_discussed_stands_in_one_line_with_one_sign_between() -> None:
    assert points_in_line(("谁问？", "哪天回", "下次看")) == "谁问？哪天回；下次看"


def test_a_meeting_changed_elsewhere_meanwhile_keeps_the_session_open(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    live = opened()
    change_meeting(desk, meeting, place="三楼")
    with pytest.raises(ChangedElsewhere):
        live.end(meeting)
    assert live.do(SignedIn(present=3)) is None


# Questions


def test_questions_fit_the_wall_and_those_asked_before_come_last(desk: Desk, opened: Callable[[], LiveSession]) -> None:
    first = askable(desk)
    assert {one.question.type for one in first}.isdisjoint({QuestionType.SHORT})
    live = opened()
    live.do(HandsAsked(asked=asked_of(first[0].question, "seed")))
    contest(live, first[1].question)
    assert asked_before(desk.home) == {first[0].question.id, first[1].question.id}
    later = askable(desk)
    assert [one.was_asked for one in later[-2:]] == [True, True]
    assert not later[0].was_asked


def test_hands_and_buzzers_take_single_choice_and_true_or_false_only(desk: Desk) -> None:
    by_type = {one.question.type: one.question for one in askable(desk)}
    for kind in (None, RoundKind.BUZZ, RoundKind.MUST):
        assert {one for one, question in by_type.items() if suits(question, kind)} == {
            QuestionType.SINGLE, QuestionType.TRUE_FALSE
        }  # fmt: skip
    risk = next_question((one.question for one in askable(desk)), RoundKind.RISK, ())
    assert risk is not None
    assert risk.type in {QuestionType.MULTIPLE, QuestionType.ORDERING, QuestionType.BLANK}


def test_too_few_questions_are_said_before_it_begins(desk: Desk) -> None:
    some = [one.question for one in askable(desk) if one.question.type is QuestionType.SINGLE][:5]
    assert lacking(some, {RoundKind.MUST: 3, RoundKind.RISK: 2}) == []
    [lack] = lacking(some, {RoundKind.RISK: 4, RoundKind.MUST: 3})
    assert (lack.kind, lack.wanted, lack.there) == (RoundKind.RISK, 4, 2)


def test_a_question_is_drawn_once(desk: Desk) -> None:
    gone: set[str] = set()
    some = [one.question for one in askable(desk)][:40]
    while (question := next_question(some, RoundKind.BUZZ, gone)) is not None:
        assert question.id not in gone
        gone.add(question.id)
    assert gone == {one.id for one in some if suits(one, RoundKind.BUZZ)}


def test_a_question_that_left_its_bank_is_said_to_be_gone_and_harms_nothing(
    desk: Desk, meeting: Meeting, opened: Callable[[], LiveSession]
) -> None:
    from content.contest_events import Asked

    assert shown_of(desk, Asked(question="no-such", option_order=("A", "B"))) is None
    live = opened()
    live.do(HandsAsked(asked=Asked(question="no-such", option_order=("A", "B"))))
    assert isinstance(found := hall(desk, meeting).seen.state, HandsView)
    assert found.asking.choices == ()


def test_two_desks_of_one_folder_are_at_their_own_moment(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "other", clock=lambda: MONDAY)
    assert asked_before(desk.home) == frozenset()
