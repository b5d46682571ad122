"""The desk's lines: a ruling counts there too, why an answer is right has the rows that are free."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from content.contest_events import PRESET_B, Buzzed, Protested, Replaced, RoundKind, Ruled, Verdict
from content.lessons import lessons
from content.marking import ShownQuestion
from content.models import QuestionType
from content.question_pool import Pool
from content.session_events import StepKind
from content.words import _, use
from desk.desk import Desk
from desk.hosting import Host
from desk.meetings import add_meeting
from desk.session import LiveSession
from desk.session_questions import asked_of
from desk.session_start import begin, plan
from screens.meeting.host_lines import host_lines
from tests.screens.driving import MONDAY


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    meeting = add_meeting(desk, MONDAY.date(), title="代表法", from_time=time(9, 30), to_time=time(10, 30))
    live = LiveSession(desk, meeting.uid)
    begin(desk, live, meeting, plan(desk, lessons()[1], ("一队", "二队"), PRESET_B))
    host = Host(desk, live)
    host.enter()
    while host.step is not None and host.step.kind is not StepKind.CONTEST:
        host.next_step()
    host.digit(1)
    host.enter()
    yield host
    live.close()
    desk.close()


def shown(host: Host, height: int = 36) -> list[str]:
    return [line.plain for line in host_lines(host, 80, height, host.desk.clock().astimezone())]


@pytest.mark.slow
def test_a_ruling_changes_what_the_desk_says_of_the_answer(host: Host) -> None:
    host.digit(1)
    host.enter()
    assert next(line for line in shown(host) if "一队" in line).endswith("对")
    host.live.play(Protested(slot=1, team=2, about=1))
    host.live.play(Ruled(protest=1, verdict=Verdict.WRONG, reason="答非所问"))
    assert next(line for line in shown(host) if "一队" in line).endswith("错")


def test_what_the_keys_do_while_a_team_answers_is_said_whole_in_english_too(host: Host) -> None:
    host.digit(4)
    assert shown(host)[-1].endswith("4 不答 [不答]   回车 记下并揭晓   Esc 退回")
    use("en")
    said = shown(host)[-1]
    use("zh")
    assert said.endswith("4 no answer [no answer]   Enter reveals   Esc back")


@pytest.mark.slow
def test_why_an_answer_is_right_is_whole_where_rows_are_free_and_gives_way_where_not(host: Host) -> None:
    question = host.shown
    assert question is not None
    why = "".join(f"{question.explanation} {question.question.source}".split())
    assert why in "".join("".join(shown(host)).split())
    for height in range(24, 40):
        lines = shown(host, height)
        assert len(lines) == height
        assert any("二队" in line for line in lines)


@pytest.mark.slow
def test_the_keys_say_that_no_question_is_left(host: Host) -> None:
    host.digit(1)
    host.enter()
    assert "回车 出示下一题" in shown(host)[-1]
    host._pool = Pool()
    assert "没有可用的题" in shown(host)[-1]


@pytest.mark.slow
def test_the_desk_says_who_is_in_the_play_off(host: Host) -> None:
    while host.live.session.contest.state.rounds:
        host.undo()
    host.digit(5)
    assert sum("参加加赛" in line for line in shown(host)) == 2


@pytest.mark.slow
def test_the_rounds_say_how_many_questions_they_have_and_a_second_team_s_place_is_told(host: Host) -> None:
    host.digit(1)
    host.enter()
    host.digit(0)
    host.digit(0)
    line = next(one for one in shown(host) if "哪一轮" in one)
    assert f"1 必答 余{host.left(RoundKind.MUST)}" in line
    host.digit(2)
    host.enter()
    host.enter()
    host.live.play(Buzzed(slot=2, team=2))
    assert "随后抢到的队" in shown(host)[-1]
    host.live.play(Buzzed(slot=2, team=1))
    assert "随后抢到的队" not in shown(host)[-1]
    assert any("一队" in one and one.endswith(_("{n}. in the queue").format(n=2)) for one in shown(host))


@pytest.mark.slow
def test_a_value_that_was_chosen_stands_beside_its_team_and_a_question_thrown_out_is_not_right(host: Host) -> None:
    host.digit(1)
    host.enter()
    host.throw_out("念错了")
    assert next(one for one in shown(host) if "一队" in one).endswith("作废")
    host.digit(0)
    host.digit(3)
    host.digit(2)
    assert any(one.endswith("分值40分") for one in shown(host))


@pytest.mark.slow
def test_the_desk_says_the_order_of_an_ordering_question_before_it_is_revealed(host: Host) -> None:
    ordering = next(one for one in host.known.values() if one.question.type is QuestionType.ORDERING).question
    asked = asked_of(ordering, host.live.meeting_uid)
    host.live.play(Replaced(slot=1, asked=asked, reason="换一题"))
    order = " ".join(ShownQuestion(ordering, asked.option_order).answer)
    key = next(line for line in shown(host) if order in line)
    assert "正确顺序" in key or "Right order" in key
    assert not any(line.lstrip().startswith("对 ") for line in shown(host))
