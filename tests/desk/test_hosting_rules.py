"""A contest at the host's desk as its rules have it: who is next, who buzzed, what is counted and what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from itertools import count

import pytest

from content.contest_events import PRESET_B, Protested, Replaced, Verdict
from content.contest_state import answering
from content.hall import HallState, HandsView, QuestionView, ReadingView, ScoresView, SignInView, TextView
from content.hall_drawing import draw
from content.lessons import lessons
from content.models import QuestionType
from content.question_pool import Pool
from content.session_events import SignedIn, StepKind
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_questions import asked_of
from desk.session_results import results_of
from desk.session_start import begin, plan
from storage.records.meetings import Attendance, AttendanceStatus


@pytest.fixture
def host(desk: Desk) -> Iterator[Host]:
    meeting = add_meeting(desk, date(2026, 11, 23), title="代表法", from_time=time(9, 30), to_time=time(10, 30))
    moments = count(1000, 0.01)
    live = LiveSession(desk, meeting.uid, ticks=lambda: next(moments))
    begin(desk, live, meeting, plan(desk, lessons()[1], ("一队", "二队", "三队"), PRESET_B))
    yield Host(desk, live)
    live.close()


def go_to(host: Host, kind: StepKind) -> None:
    host.enter()
    while host.step is not None and host.step.kind is not kind:
        assert not host.next_step()


def type_counts(host: Host, *counts: int) -> None:
    for number in counts:
        for digit in str(number):
            host.digit(int(digit))
        host.enter()


@pytest.mark.slow
def test_a_team_whose_question_was_thrown_out_gets_another(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()
    host.throw_out("题目有误")
    asked = []
    for _question in range(3):
        host.enter()
        assert host.slot is not None
        asked.append(host.slot.team)
        host.digit(1)
        host.enter()
    assert asked == [1, 2, 3]


@pytest.mark.slow
def test_of_three_who_buzz_at_one_moment_all_are_taken(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(2)
    host.enter()
    host.enter()
    for team in (2, 3, 1):
        host.digit(team)
    assert host.slot is not None
    assert (host.slot.queue, host.slot.together) == ((2, 3, 1), (2, 3, 1))
    host.digit(3)
    assert answering(host.live.session.contest.state) == 3
    seen = host.live.hall_state()
    assert isinstance(seen, QuestionView)
    assert (seen.team, seen.waiting) == ("三队", ())  # by these rules nobody answers after the first


@pytest.mark.slow
def test_more_hands_than_people_are_not_taken_and_typed_again(host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.live.do(SignedIn(present=22))
    host.enter()
    type_counts(host, 30, 3, 0, 0)
    assert "33" in host.said
    assert "22" in host.said
    assert host.is_counting
    type_counts(host, 10, 3, 0, 0)
    seen = host.live.hall_state()
    assert isinstance(seen, HandsView)
    assert seen.asking.n == 13


@pytest.mark.slow
def test_what_was_counted_can_be_counted_again_until_it_is_revealed(host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.enter()
    type_counts(host, 1, 2, 3, 4)
    host.turn(-1)
    type_counts(host, 4, 0, 0, 0)
    assert host.live.session.hands is not None
    assert dict(host.live.session.hands.counts) == {"A": 4, "B": 0, "C": 0, "D": 0}


@pytest.mark.slow
def test_the_wall_says_who_is_in_the_play_off_before_its_question_and_with_it(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(5)
    before = host.live.hall_state()
    assert isinstance(before, TextView)
    assert before.lines[0].endswith("一队、二队、三队")
    host.enter()
    seen = host.live.hall_state()
    assert isinstance(seen, QuestionView)
    assert seen.remark.endswith("一队、二队、三队")


@pytest.mark.slow
def test_a_round_without_questions_left_says_so_before_enter(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    assert host.has_next
    host._pool = Pool()
    assert not host.has_next


def test_all_present_says_what_the_register_says(desk: Desk) -> None:
    people = tuple(
        Attendance(member_no=str(number), name=f"某{number}", status=mark)
        for number, mark in enumerate((AttendanceStatus.PRESENT, AttendanceStatus.PRESENT, AttendanceStatus.ON_LEAVE))
    )
    meeting = add_meeting(
        desk, date(2026, 11, 23), title="代表法", from_time=time(9, 30), to_time=time(10, 30), attendance=people
    )
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[1], (), PRESET_B))
    host = Host(desk, live)
    go_to(host, StepKind.SIGN_IN)
    host.all_there()
    assert live.session.present == meeting.present == 2
    assert "1" in host.said
    live.close()


def test_a_small_wall_says_that_lines_of_a_page_do_not_fit_and_has_every_team_of_the_play_off() -> None:
    page = ReadingView(title="代表法", text="代" * 38 * 9, page=0, pages=3)
    assert "Ctrl" in drawn(page)
    teams = "、".join(("代表工委队", "办公室队", "信访局一队", "监察司法委队", "财经委预算工委队"))
    scores = ScoresView(rows=tuple((name, 100, 0) for name in teams.split("、")), remark=f"加赛：{teams}")
    assert "".join(drawn(scores).split()).endswith(f"加赛：{teams}")


def drawn(state: HallState) -> str:
    return "\n".join("".join(text for text, _role in line) for line in draw(state, 30, 10))


@pytest.mark.parametrize("kind", [QuestionType.SINGLE, QuestionType.TRUE_FALSE, QuestionType.MULTIPLE])
@pytest.mark.slow
def test_a_ruling_is_in_part_right_only_where_an_answer_can_be(host: Host, kind: QuestionType) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(1)
    host.enter()
    asked = next(one.question for one in host.known.values() if one.question.type is kind)
    host.live.play(Replaced(slot=1, asked=asked_of(asked, host.live.meeting_uid), reason="换一题"))
    host.digit(2)
    host.enter()
    host.live.play(Protested(slot=1, team=2, about=1))
    (protest,) = host.live.session.contest.state.protests
    offered = {Verdict.RIGHT, Verdict.PASS} | ({Verdict.PART} if kind is QuestionType.MULTIPLE else set())
    assert set(host.rulings(protest)) == offered


@pytest.mark.slow
def test_hands_of_the_audience_stand_in_the_minutes(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    host.digit(4)
    host.enter()
    assert host.shown is not None
    counts = dict(zip([letter for letter, _words in host.shown.choices], (12, 4, 3, 2), strict=False))
    type_counts(host, *counts.values())
    host.enter()
    meeting = host.desk.journal.meetings.get(host.live.meeting_uid)
    assert meeting is not None
    [line] = [one for one in results_of(host.desk, meeting) if str(host.shown.question.stem) in one]
    assert all(f"{letter} {n}" in line for letter, n in counts.items())
    assert line.endswith("".join(host.shown.answer))


@pytest.mark.slow
def test_a_show_of_hands_that_was_revealed_uncounted_stands_in_the_minutes_as_such(host: Host) -> None:
    go_to(host, StepKind.HANDS)
    host.enter()
    assert host.shown is not None
    stem = str(host.shown.question.stem)
    meeting = host.desk.journal.meetings.get(host.live.meeting_uid)
    assert meeting is not None
    assert not [one for one in results_of(host.desk, meeting) if stem in one], "it is only put up"
    while not host.is_revealed:
        host.enter()
    [line] = [one for one in results_of(host.desk, meeting) if stem in one]
    assert f"未计人数；正确答案{''.join(host.shown.answer)}" in line


@pytest.mark.slow
def test_a_round_with_fewer_questions_than_teams_is_begun_only_when_asked_again(host: Host) -> None:
    go_to(host, StepKind.CONTEST)
    letters = [one for one in host.pool.contest if one.type is QuestionType.SINGLE]
    host._pool = Pool(tuple(letters[:2]))
    host.digit(1)
    assert "2" in host.said
    assert host.live.session.contest.state.round is None
    host.digit(1)
    assert host.live.session.contest.state.round is not None


@pytest.mark.parametrize("sign_in", [Host.all_there, lambda host: host.sign_in(SignedIn(present=22))])
def test_that_nobody_is_signed_in_is_said_no_longer_once_somebody_is(
    host: Host, sign_in: Callable[[Host], object]
) -> None:
    go_to(host, StepKind.SIGN_IN)
    assert not host.enter()
    assert "还没有记到会人数" in host.said
    sign_in(host)
    assert host.said == ""


def test_the_wall_expects_as_many_as_the_sign_in_list(host: Host) -> None:
    host.enter()
    host.live.do(SignedIn(present=22, expected=23))
    seen = host.live.hall_state()
    assert isinstance(seen, SignInView)
    assert (seen.present, seen.expected) == (22, 23)
    host.all_there()
    assert host.live.session.present == 23
