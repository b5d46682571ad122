"""The steps of a session at the host's desk: pages of each step, who is there, and what is not passed over unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest

from content.contest_events import PRESET_B, Verdict
from content.hall import QuestionView, ReadingView, ScoresView
from content.hall_drawing import draw
from content.lessons import lessons
from content.session_events import AgendaStep, PageTurned, SignedIn, StepKind
from desk.agendas import insert
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan
from storage.hall_file import HallFollower, write_size
from storage.records import Meeting
from storage.sessions import hall_file

AGENDA = tuple(
    AgendaStep(kind=kind, minutes=5)
    for kind in (StepKind.SIGN_IN, StepKind.READING, StepKind.DISCUSSION, StepKind.READING, StepKind.CONTEST)
)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return add_meeting(desk, date(2026, 11, 23), title="代表法", from_time=time(9, 30), to_time=time(10, 30))


@pytest.fixture
def host(desk: Desk, meeting: Meeting) -> Iterator[Host]:
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[1], ("一队", "二队", "三队"), PRESET_B, AGENDA))
    host = Host(desk, live)
    host.enter()  # the test picture
    yield host
    live.close()


def test_a_second_reading_of_the_same_material_begins_at_its_first_page(host: Host) -> None:
    host.next_step()
    last = len(host.live.pages()) - 1
    host.turn(1)
    assert host.live.page == 1
    host.next_step()
    host.next_step()
    assert host.live.page == 0
    seen = host.live.hall_state()
    assert isinstance(seen, ReadingView)
    assert seen.page == 0
    assert last > 0


def test_a_page_that_is_not_there_any_more_is_the_last_one_and_left_turns_back_from_it(host: Host) -> None:
    host.next_step()
    last = len(host.live.pages()) - 1
    host.live.do(PageTurned(page=last + 7))
    assert host.live.page == last
    host.turn(-1)
    assert host.live.page == last - 1


def go_to(host: Host, kind: StepKind) -> None:
    while host.step is not None and host.step.kind is not kind:
        assert not host.next_step()


def test_a_sign_in_of_nobody_is_said_before_enter_leaves_it(host: Host) -> None:
    host.enter()
    assert host.said
    assert host.is_signing_in
    host.digit(2)
    host.digit(2)
    host.enter()
    assert not host.is_signing_in
    host.step_back()
    host.live.do(SignedIn(present=0))
    host.enter()
    assert host.is_signing_in
    host.enter()
    assert not host.is_signing_in


def test_a_contest_without_a_round_is_said_before_enter_leaves_it(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    assert not host.enter()
    assert host.said
    host.erase()
    assert not host.enter()  # the key before it was another one
    assert host.enter()  # the last step of this agenda


@pytest.mark.slow
def test_zero_says_that_a_question_stands_and_that_some_teams_were_asked_less_often(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()
    host.digit(0)
    assert host.said
    host.digit(1)
    host.enter()
    host.digit(0)
    assert host.said.startswith("二队、三队")
    assert host.live.session.contest.state.round is not None
    host.digit(0)
    assert host.live.session.contest.state.round is None


@pytest.mark.slow
def test_a_round_is_begun_by_its_digit_while_the_scores_are_on_the_wall(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(4)
    host.digit(0)
    assert isinstance(host.live.hall_state(), ScoresView)
    host.digit(2)
    assert host.live.session.contest.state.round is not None
    assert host.live.view == "step"


@pytest.mark.slow
def test_before_the_first_round_the_wall_has_the_teams_and_between_two_the_scores(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    assert "一队、二队、三队" in lines_of(host, (40, 12))
    host.digit(4)
    host.digit(0)
    host.enter()
    assert host.live.view == "step"
    assert isinstance(host.live.hall_state(), ScoresView)


@pytest.mark.slow
def test_a_team_that_was_too_early_is_named_with_what_it_costs(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(2)
    host.enter()
    host.digit(3)
    assert host.said.startswith("三队早抢，扣10分")


@pytest.mark.slow
def test_where_one_letter_is_the_answer_it_is_not_partly_right(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()
    host.digit(3)
    assert host.said
    assert host.typing.verdict is None
    host.digit(2)
    assert host.typing.verdict is Verdict.WRONG


def test_counts_typed_before_a_kill_are_there_again_for_the_same_question_only(desk: Desk, host: Host) -> None:
    host.next_step()
    assert insert(host, AgendaStep(kind=StepKind.HANDS, questions=lessons()[1].hands))
    host.next_step()
    host.enter()
    for digit in (1, 2):
        host.digit(digit)
    host.enter()
    host.digit(3)
    again = Host(desk, host.live)
    assert again.typing == host.typing
    assert (again.typing.counts[:2], again.typing.at) == (["12", "3"], 1)
    assert "A 12、B 3" in again.said
    again.erase()
    assert Host(desk, host.live).typing.counts == []
    again.digit(5)
    again.next_step()
    assert Host(desk, host.live).typing.counts == []


def lines_of(host: Host, size: tuple[int, int]) -> str:
    return "\n".join("".join(text for text, _role in line) for line in draw(host.live.hall_state(), *size))


def test_a_wall_smaller_than_the_pages_takes_each_in_parts_and_loses_nothing(desk: Desk, host: Host) -> None:
    host.next_step()
    write_size(hall_file(desk.home, host.live.meeting_uid), (30, 10))
    read = []
    for _turn in range(99):
        seen = host.live.hall_state()
        assert isinstance(seen, ReadingView)
        assert "Ctrl" not in lines_of(host, (30, 10))
        read.append(seen.text)
        before = host.live.session.place
        host.enter()
        if host.live.session.place != before:
            break
    host.step_back()
    assert len(read) > len(host.live.pages())
    assert "".join("".join(read).split()) == "".join("".join(host.live.pages()).split())


def test_a_wall_zoomed_while_a_page_stands_on_it_gets_the_page_anew(desk: Desk, host: Host) -> None:
    host.next_step()
    path = hall_file(desk.home, host.live.meeting_uid)
    follower = HallFollower(path)
    follower.look(0)
    whole = getattr(follower.seen.state, "text", "")
    write_size(path, (30, 10))
    host.live.beat()
    follower.look(1)
    part = getattr(follower.seen.state, "text", "")
    assert part
    assert part != whole
    assert "".join(whole.split()).startswith("".join(part.split()))


@pytest.mark.slow
def test_all_of_why_is_shown_page_by_page_once_it_is_revealed_and_not_before(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()
    assert host.shown is not None
    why = "".join(f"{host.shown.explanation}{host.shown.question.source}".split())
    host.turn(-1)
    assert not isinstance(host.live.hall_state(), ReadingView)
    host.digit(1)
    host.enter()
    host.turn(-1)
    said = ""
    for _turn in range(9):
        seen = host.live.hall_state()
        assert isinstance(seen, ReadingView)
        said += "".join(seen.text.split())
        if seen.page + 1 == seen.pages:
            break
        host.turn(1)
    assert said == why
    host.enter()
    assert isinstance(host.live.hall_state(), QuestionView)
    host.turn(-1)
    host.undo()
    assert not isinstance(host.live.hall_state(), ReadingView)
