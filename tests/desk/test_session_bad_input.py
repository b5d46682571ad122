"""What goes wrong in a meeting room: a clock set anew, a full hall, questions that run out, a team renamed midway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from content.contest_events import PRESET_B, RoundKind, TeamRenamed
from content.contest_refusals import Refusal
from content.contest_state import totals
from content.hall import QuestionView, SignInView, TestPicture
from content.lessons import lessons
from content.session_events import SignedIn, StepKind
from desk.desk import Desk
from desk.hosting import Host
from desk.meeting_papers import minutes_files, sign_in_files
from desk.meetings import add_meeting, change_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan
from storage.hall_file import HallFollower
from storage.records import Attendance, AttendanceStatus, Meeting
from storage.sessions import hall_file
from tests.desk.conftest import MONDAY

DAY = date(2026, 11, 23)


class Moment:
    """The clock on the wall of the computer, which somebody sets."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def desk(tmp_path: Path, moment: Moment) -> Desk:
    return Desk(tmp_path / "desk", clock=moment)


def crowd(count: int) -> tuple[Attendance, ...]:
    return tuple(Attendance(person=f"{n}", member_no=f"{n:03}", name=f"同志{n}") for n in range(1, count + 1))


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    times = {"from_time": time(9, 30), "to_time": time(10, 30)}
    return add_meeting(desk, DAY, title="代表建议的办理", attendance=crowd(300), **times)


@pytest.fixture
def host(desk: Desk, meeting: Meeting) -> Iterator[Host]:
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[1], ("一队", "二队"), PRESET_B))
    yield Host(desk, live)
    live.close()


def contest(host: Host) -> None:
    host.enter()
    while host.step is not None and host.step.kind is not StepKind.CONTEST:
        host.next_step()


@pytest.mark.slow
def test_three_hundred_sign_in_and_stand_on_the_papers(desk: Desk, meeting: Meeting, host: Host) -> None:
    host.enter()
    assert host.happens(SignedIn(present=299))
    seen = host.live.hall_state()
    assert isinstance(seen, SignInView)
    assert (seen.expected, seen.present) == (300, 299)
    people = list(meeting.attendance)
    people[7] = Attendance(**{**people[7].model_dump(), "status": AttendanceStatus.ON_LEAVE, "reason": "公差"})
    changed = change_meeting(desk, meeting, attendance=tuple(people))
    assert (changed.expected, changed.present) == (300, 299)
    assert all(sign_in_files(desk, changed, desk.home).values())
    text = next(data for path, data in minutes_files(desk, changed, desk.home).items() if path.suffix == ".md").decode()
    assert "同志8（公差）" in text
    assert "同志300" in text


@pytest.mark.slow
def test_a_team_renamed_midway_keeps_its_points_and_takes_no_other_team_s_name(host: Host) -> None:
    contest(host)
    host.digit(1)
    host.enter()
    host.digit(1)
    assert host.live.play(TeamRenamed(team=1, name="二队")) is Refusal.NAME_TAKEN
    assert host.live.play(TeamRenamed(team=1, name="综合处队")) is None
    seen = host.live.hall_state()
    assert isinstance(seen, QuestionView)
    assert seen.team == "综合处队"
    host.enter()
    assert totals(host.live.session.contest.state) == {1: 110, 2: 100}


@pytest.mark.slow
def test_questions_that_run_out_are_said_and_the_round_can_be_ended(host: Host) -> None:
    contest(host)
    host.digit(1)
    for _question in range(host.left(RoundKind.MUST) + 1):
        host.said = ""
        host.enter()
        if host.said:
            break
        host.digit(4)
        host.enter()
    assert host.said
    assert host.slot is not None
    assert host.slot.is_closed
    host.digit(0)  # one team was asked less often, which is said
    host.digit(0)
    assert host.live.session.contest.state.round is None


@pytest.mark.parametrize("change", [timedelta(days=-400), timedelta(hours=-3), timedelta(days=4000)])
@pytest.mark.slow
def test_a_clock_set_anew_moves_neither_question_nor_answering_time_nor_score(
    desk: Desk, meeting: Meeting, host: Host, moment: Moment, change: timedelta
) -> None:
    contest(host)
    host.digit(1)
    host.enter()
    before = host.live.left_ms()
    moment.now += change
    assert before is not None
    assert 0 <= before - (host.live.left_ms() or 0) < 5000
    host.digit(1)
    host.enter()
    used, of_step = host.live.minutes()
    assert 0 <= of_step <= 600
    assert 0 <= used <= 600
    state = host.live.session.contest.state
    host.live.close()
    again = LiveSession(desk, meeting.uid)
    assert again.unreadable == 0
    assert totals(again.session.contest.state) == totals(state) == {1: 110, 2: 100}
    again.close()


@pytest.mark.slow
def test_a_wall_opened_again_shows_what_stands_there_now(desk: Desk, meeting: Meeting, host: Host) -> None:
    path = hall_file(desk.home, meeting.uid)
    first = HallFollower(path)
    first.look(0)
    contest(host)
    host.digit(1)
    host.enter()
    again = HallFollower(path)
    again.look(0)
    assert again.seen.state == host.live.hall_state()
    assert again.seen.unreadable == 0


def test_a_desk_left_while_the_wall_is_tried_comes_back_to_the_test_picture_and_counts_from_the_beginning(
    desk: Desk, meeting: Meeting, host: Host, moment: Moment
) -> None:
    moment.now += timedelta(minutes=30)
    host.live.close()
    again = LiveSession(desk, meeting.uid)
    try:
        assert isinstance(again.hall_state(), TestPicture)
        assert again.minutes() == (0, 0)
        at_again = Host(desk, again)
        at_again.enter()
        assert isinstance(again.hall_state(), SignInView)
        moment.now += timedelta(minutes=2)
        assert again.minutes() == (2, 2)
        at_again.next_step()
        assert again.session.took[0] == 2
    finally:
        again.close()
