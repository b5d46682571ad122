"""A clerk's Monday in a real terminal: three quick-adds, an extension, two settled with answers, a late check."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.clock import local_day, utc_now
from storage.journal import Journal
from storage.records import MatterState, SelfCheck
from tests.terminal import Terminal
from tests.test_whole_card import go_to

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

DUE = "5个工作日内"


def test_a_clerks_monday(tmp_path: Path) -> None:
    home = tmp_path / "home"
    today = local_day(utc_now())
    run = Terminal(home, documents=tmp_path)
    run.until("已对照 0 / 6")
    for number, line in enumerate(
        (f"张主任 {DUE} 报送调研材料 #电话", "明天 会签意见汇总 @李处长", "王副主任 督办件反馈"), start=1
    ):
        run.press("f9")
        run.until("记一件事项", "回车 保存")
        run.paste(line)
        run.press("enter")
        run.until(f"未办结 {number} 件")
    run.press("f5")
    run.until("[未办结 3 件]")
    extend(run, today)
    settle(run, "会签意见汇总", "已汇总报出", "李处长", left=2)
    settle(run, "督办件反馈", "已书面反馈", "王副主任", left=1)
    missed = today - timedelta(days=3)
    fill_in_late(run, missed)
    run.end()

    journal = Journal.open(home)
    (still_open,) = journal.matters.open()
    assert (still_open.title, still_open.given_by, still_open.channel) == ("报送调研材料", "张主任", "电话")
    (longer,) = still_open.extensions
    assert (longer.reason, still_open.due_day) == ("等三个处回复", today + timedelta(days=30))
    assert longer.old_due_day is not None
    assert longer.old_due_day < longer.due_day
    closed = {one.title: one for one in journal.matters.all() if one.state is MatterState.SETTLED}
    assert {title: (one.result, one.answered_to, one.answered_day) for title, one in closed.items()} == {
        "会签意见汇总": ("已汇总报出", "李处长", today),
        "督办件反馈": ("已书面反馈", "王副主任", today),
    }
    (check,) = journal.checks.all()
    assert (check.day, check.uid) == (missed, SelfCheck.uid_of(missed, "six-donts"))
    assert len(check.answers) == 6
    assert all(check.is_late(answer) and not answer.earlier for answer in check.answers)


def extend(run: Terminal, today: date) -> None:
    go_to(run, "报送调研材料")
    run.press("enter")
    run.until("修改事项", "Ctrl+S 保存")
    for _field in range(5):
        run.press("down")
    run.press(*["\x15"])  # Ctrl+U empties the field
    run.paste("+30")
    run.press("down")
    run.paste("等三个处回复")
    run.press("ctrl+s")
    run.until("延期", when=lambda: "修改事项" not in run.text)


def settle(run: Terminal, title: str, result: str, answered_to: str, left: int) -> None:
    go_to_top(run)
    go_to(run, title)
    run.press("2")
    run.until("Ctrl+S 保存", "办理结果")
    run.paste(result)
    run.press("down")
    run.paste(answered_to)
    run.press("ctrl+s")
    run.until(f"[未办结 {left} 件]")


def go_to_top(run: Terminal) -> None:
    run.press("\x1b[H")
    run.until(when=lambda: run.selected != "")


def fill_in_late(run: Terminal, day: date) -> None:
    run.press("f2")
    run.until("已对照 0 / 6")
    run.press("8")
    run.until("其他日期", "回车 前往")
    run.paste(f"{day.month}-{day.day}")
    run.press("enter")
    run.until("Esc 回到今日")
    for count in range(1, 7):
        run.press("1")
        run.until(f"已对照 {count} / 6")
    run.press("escape")
    run.until("左右 换日", "已对照 0 / 6")
