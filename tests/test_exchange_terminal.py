"""Two computers and one stick in a real terminal: what was changed on both is asked, decided, and told to the other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desk.exchange import undecided
from tests.computers import desk_at, go, in_conflict, stick_at, titles
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]


def to_the_line(run: Terminal, words: str) -> None:
    run.press("\x1b[F")
    while words not in run.selected:
        before = run.selected
        run.press("up")
        run.until(words[:1], when=lambda before=before: run.selected != before)  # type: ignore[misc]


def test_a_conflict_is_asked_in_the_app_and_the_other_computer_follows(tmp_path: Path) -> None:
    stick, first, second = stick_at(tmp_path), desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    in_conflict(first, second, stick=stick)

    run = Terminal(first.home, documents=tmp_path)
    run.until("已对照 0 / 6")
    run.press("f12")
    run.until("姓名")
    to_the_line(run, "两台电脑")
    run.press("enter")
    run.until("通过哪个文件夹互换")
    run.press("\x1b[F", "\x15")  # End, and all before it goes
    run.paste(str(stick))
    run.press("ctrl+s")
    run.until("这样互换吗", "写得不一样")
    run.press("enter")
    run.until("标题：本机：单位电脑的题目", "标题：另一台：家里电脑的题目", "两份都保留")
    run.press("\x1b[F")
    run.until("两份都保留", when=lambda: "两份都保留" in run.selected)
    run.press("enter")
    run.until("已决定")
    run.end()

    first, second = desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    go(first, stick)
    go(second, stick)
    assert titles(first) == titles(second) == ["单位电脑的题目", "家里电脑的题目"]
    assert undecided(second) == []


def test_the_command_asks_in_a_terminal_and_keeps_what_was_chosen(tmp_path: Path) -> None:
    stick, first, second = stick_at(tmp_path), desk_at(tmp_path, "office"), desk_at(tmp_path, "home")
    in_conflict(first, second, stick=stick)

    run = Terminal(first.home, "exchange", str(stick), documents=tmp_path)
    run.until("这样互换吗")
    run.press("enter")
    run.until("标题：另一台", "保留哪一份")
    run.press(*"that", "enter")
    run.until("请输入编号：1、2、3")
    run.press("2", "enter")
    run.until("已决定 1 条")
    assert titles(desk_at(tmp_path, "office")) == ["家里电脑的题目"]
