"""What can come up in a session stands on its printed sheet, and a tie can always be settled."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, time

import docx
import pytest

from content.contest_events import PRESET_A, PRESET_B, RoundKind
from content.contest_state import ranking
from content.lessons import lessons
from content.question_pool import Pool
from content.session_events import StepKind
from desk.agendas import new_step
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_start import begin, plan, sheet_files
from storage.records import Meeting

SIX = ("一队", "二队", "三队", "四队", "五队", "六队")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return add_meeting(desk, date(2026, 11, 23), title="保密", from_time=time(9, 30), to_time=time(10, 30))


@pytest.fixture
def host(desk: Desk, meeting: Meeting) -> Iterator[Host]:
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[0], SIX[:2], PRESET_A))
    host = Host(desk, live, lot=lambda teams: sorted(teams, reverse=True))
    host.enter()
    while host.step is not None and host.step.kind is not StepKind.CONTEST:
        host.next_step()
    yield host
    live.close()


def play(host: Host, round_digit: int) -> list[str]:
    """The stems of all the questions a round of 必答 or 观众 has, until none is left."""
    host.digit(round_digit)
    stems = []
    for _question in range(99):
        host.said = ""
        host.enter()
        if host.said or host.shown is None:
            break
        stems.append(str(host.shown.question.stem))
        if round_digit == 1:
            host.digit(4)
        else:
            for _letter in host.shown.choices:
                host.digit(1)
                host.enter()
        host.enter()
    host.digit(0)
    host.digit(0)
    host.enter()
    return stems


@pytest.mark.parametrize("teams", [2, 6])
@pytest.mark.slow
def test_every_question_that_can_come_up_stands_on_the_sheet_with_those_of_the_play_off_last(
    desk: Desk, meeting: Meeting, teams: int
) -> None:
    for lesson in lessons():
        planned = plan(desk, lesson, SIX[:teams], PRESET_A)
        [page] = sheet_files(desk, meeting, planned, desk.home).values()
        printed = "\n".join(cell.text for table in docx.Document(io.BytesIO(page)).tables for cell in table._cells)
        known = {one.id: str(one.stem) for one in desk.catalog.questions()}
        assert len(planned.pool) >= 6 * teams
        assert not planned.lacks
        assert not [one for one in planned.pool if known[one] not in printed], lesson.id


@pytest.mark.slow
def test_the_sheet_has_the_rules_in_force_the_order_of_the_teams_and_how_a_tie_ends(
    desk: Desk, meeting: Meeting
) -> None:
    rules = PRESET_B.model_copy(update={"base": 80, "must_seconds": 25, "tiebreak_questions": 4, "part_percent": 40})
    planned = plan(desk, lessons()[1], SIX[:2], rules)
    [page] = sheet_files(desk, meeting, planned, desk.home).values()
    printed = "\n".join(cell.text for table in docx.Document(io.BytesIO(page)).tables for cell in table._cells)
    for said in ("基础分80分", f"1 {SIX[0]}、2 {SIX[1]}", "限时25秒", "20、40、60", "该队本题不再答", "满4题", "40%"):
        assert said in printed, said
    [without] = sheet_files(desk, meeting, plan(desk, lessons()[1], (), rules), desk.home).values()
    assert "基础分" not in "\n".join(
        cell.text for table in docx.Document(io.BytesIO(without)).tables for cell in table._cells
    )


@pytest.mark.slow
def test_however_long_a_round_goes_on_a_play_off_still_has_its_questions(host: Host) -> None:
    assert host.left(RoundKind.TIEBREAK) > 3
    must = play(host, 1)
    audience = play(host, 4)
    assert must
    assert not audience
    assert host.left(RoundKind.TIEBREAK) == 3
    host.digit(5)
    host.enter()
    assert host.slot is not None
    assert host.slot.kind is RoundKind.TIEBREAK


def test_where_no_question_is_left_at_all_the_lot_settles_a_play_off(host: Host) -> None:
    host.digit(5)
    for _press in range(3):  # shown, open, nobody
        host.enter()
    host.digit(1)
    assert host.live.session.contest.state.round is not None  # two more can be asked
    host._pool = Pool()
    assert host.lot_can_be_drawn
    host.digit(1)
    assert [teams for _place, teams in ranking(host.live.session.contest.state)] == [(2,), (1,)]


@pytest.mark.slow
def test_a_question_in_ones_place_and_a_step_put_in_leave_the_order_of_the_sheet(desk: Desk, host: Host) -> None:
    own = host.step.questions if host.step else ()
    host.digit(1)
    host.enter()
    host.replace("题目有误")
    assert host.slot is not None
    assert host.slot.asked.question == next(one.id for one in host.pool.reserve if host.known[one.id].question.letters)
    step = new_step(host, StepKind.QUIZ, "", 5)
    assert step.questions
    assert not {*step.questions} & {*own}
    assert step.questions[0] != host.slot.asked.question
    host.digit(1)
    host.enter()
    host.enter()
    assert host.slot.asked.question == own[1]
