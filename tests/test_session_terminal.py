"""An hour of study in two real terminals: the host's desk and the wall; each is killed midway and nothing is lost."""

from __future__ import annotations

import io
import os
import time as clock
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from content.contest_state import totals
from desk.desk import Desk
from desk.meetings import add_meeting, expected_at
from desk.session import LiveSession
from desk.slips import SlipNews, look_at_slip, take_in_slip
from storage.branch import BranchLedger
from storage.clock import local_day, utc_now
from storage.journal import Journal
from storage.records import MeetingKind, NoteKind, Profile
from storage.roster import read_roster
from tests.screens.sending import roster_file
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

APART = 0.4  # seconds between two presses of Enter that are both meant


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    Journal.open(folder).save_profile(Profile(name="李四", member_no="002", branch="第一党支部", is_secretary=True))
    BranchLedger.open(folder).save_roster(read_roster(roster_file(tmp_path)).members, branch="第一党支部")
    desk = Desk(folder)
    people = expected_at(desk, MeetingKind.STUDY, desk.today()).people
    add_meeting(desk, desk.today(), title="十一月学习", from_time=time(9, 30), to_time=time(10, 30), attendance=people)
    desk.close()
    return folder


@pytest.fixture
def wall(home: Path, tmp_path: Path) -> Iterator[Terminal]:
    run = Terminal(home, "hall", documents=tmp_path)
    run.resize(40, 12)
    yield run
    run.kill()


def enter(run: Terminal, *words: str) -> None:
    """Press Enter, far enough from the one before, and wait for these words."""
    end = clock.monotonic() + APART
    run.until(when=lambda: clock.monotonic() > end)
    run.press("enter")
    run.until(*words)


def open_meetings(home: Path, documents: Path) -> Terminal:
    run = Terminal(home, documents=documents)
    run.until("已对照 0 / 6")
    run.press("f8")
    run.until("报送情况")
    run.press("0")
    run.until("十一月学习", "2 到会")
    return run


def begin(run: Terminal, wall: Terminal) -> None:
    run.press("4")
    run.until("学什么")
    run.press("down", "enter")
    run.until("主持学习", "Ctrl+S 继续")
    run.paste("一队、二队")
    run.press("ctrl+s")
    run.until("先保存主持人用表")
    run.press("escape")
    run.until("正在试投屏")
    wall.until("12")
    enter(run, "1 全部到会")


def sign_in(run: Terminal, wall: Terminal) -> None:
    run.press("2")
    run.until("姓名、拼音首字母或编号")
    run.press("4")
    run.until("缺席")
    run.press("ctrl+s")
    run.until("已到 3")
    wall.until("应到      4", "已到      3")


def show_of_hands(run: Terminal, wall: Terminal) -> None:
    enter(run, "这一步有1道题")
    enter(run, ">A")
    wall.until("从哪一天起算")
    assert "正确" not in wall.text
    for letter, count in (("B", "1"), ("C", "2"), ("D", "0")):
        run.press(count)
        enter(run, f">{letter}")
    enter(run, "n = 3")
    enter(run, "末题进下一步")
    wall.until("正确", "答题 3 人")


def read_together(run: Terminal, wall: Terminal) -> None:
    enter(run, "第1页")
    wall.until("1/3", "交办")
    enter(run, "第2页")
    wall.until("2/3")


def skip_to_contest(run: Terminal, wall: Terminal) -> None:
    for step in ("步骤 4/7", "步骤 5/7", "步骤 6/7"):
        run.press("tab")
        run.until("进下一步", "离开主持台")
        while "进下一步" not in run.selected:
            run.press("down")
            run.until()
        enter(run, step)
    run.until("哪一轮")


def buzzer_question(run: Terminal, wall: Terminal, team: str, verdict: str) -> None:
    enter(run, "开抢")
    enter(run, "哪队抢到")
    run.press(team)
    run.until("随后抢到的队")
    enter(run, "判定")
    wall.until("在答")
    assert "正确" not in wall.text
    run.press(verdict)
    run.until("[")
    enter(run, "出示下一题")
    wall.until("正确")


def protest(run: Terminal) -> None:
    run.press("tab")
    run.until("队伍抗议")
    enter(run, "抗议（停表）")
    run.press("ctrl+s")
    run.until("未裁定")
    run.press("tab")
    run.until("裁定抗议")
    enter(run, "裁定")
    run.press("right")
    run.until("[对]")
    run.press("down")
    run.until("> 原因")
    run.paste("表述等同")
    run.press("ctrl+s")
    run.until("110", "出示下一题")


def test_an_hour_with_a_wall_survives_the_kill_of_each_window(home: Path, wall: Terminal, tmp_path: Path) -> None:
    wall.until("学习还没有开始")
    run = open_meetings(home, tmp_path)
    begin(run, wall)
    sign_in(run, wall)
    show_of_hands(run, wall)
    read_together(run, wall)
    skip_to_contest(run, wall)
    run.press("2")
    run.until("出示下一题")
    buzzer_question(run, wall, team="1", verdict="2")
    run.until("-10")
    protest(run)

    run.kill()  # the desk
    wall.until("主持台没有回应", seconds=40)
    run = open_meetings(home, tmp_path)
    run.press("4")
    run.until("步骤 6/7", "110")
    wall.kill()
    again = Terminal(home, "hall", documents=tmp_path)
    again.resize(40, 12)
    buzzer_question(run, again, team="2", verdict="1")
    run.press("0")
    again.until("得分", "一队", "110")
    finish(run, again, tmp_path)
    again.kill()
    run.end()
    what_was_kept(home, tmp_path)


def test_a_killed_wall_of_one_window_comes_back_before_anything_private_shows(home: Path, tmp_path: Path) -> None:
    run = open_meetings(home, tmp_path)
    run.press("4")
    run.until("学什么")
    run.press("down", "enter")
    run.until("主持学习", "Ctrl+S 继续")
    run.press("up")  # to the last field: the wall
    run.until("> 投屏")
    run.press("right", "ctrl+s")
    run.until("先保存主持人用表")
    run.press("escape")
    run.until("最后一排")
    run.kill()
    again, seen = Terminal(home, documents=tmp_path), io.StringIO()
    again.child.logfile_read = seen
    again.until("学习还没有结束", "接着投屏")
    again.press("enter")
    again.until("最后一排")
    enter(again, "请到门口签到表签名")
    assert "已对照" not in seen.getvalue()
    again.kill()


def finish(run: Terminal, wall: Terminal, documents: Path) -> None:
    enter(run, "哪一轮")
    enter(run, "步骤 7/7")
    run.press("f9")
    run.until("本次会议议定")
    run.paste("每周五清点建议")
    run.press("ctrl+s")
    run.until("议定：每周五清点建议")
    enter(run, "结束这次学习")
    run.press("down")
    enter(run, "要哪些材料")
    wall.until("谢谢大家")
    run.press("ctrl+s")
    run.until("保存到哪里")
    run.press("ctrl+s")
    run.until("已保存", "回车 关闭")
    run.press("enter")
    run.until("2 到会")


def what_was_kept(home: Path, documents: Path) -> None:
    names = sorted(path.name for path in documents.glob("十一月学习*"))
    assert len([name for name in names if "会议记录" in name]) == 2
    assert len([name for name in names if "成绩单" in name]) == 2
    (meeting,) = Journal.open(home).meetings.all()
    assert (meeting.expected, meeting.present) == (4, 3)
    assert [one.text for one in meeting.decisions] == ["每周五清点建议"]
    desk = Desk(home)
    live = LiveSession(desk, meeting.uid)
    assert totals(live.session.contest.state) == {1: 110, 2: 110}
    live.close()
    (slip,) = documents.glob("凭条/李四*")
    look = look_at_slip(desk, slip.read_bytes())
    assert look.news is SlipNews.NEW
    take_in_slip(desk, look)
    assert look_at_slip(desk, slip.read_bytes()).news is SlipNews.SAME
    (note,) = desk.journal.notes.all()
    assert (note.kind, note.minutes, note.day) == (NoteKind.GROUP, 60, local_day(utc_now()))
    desk.close()
