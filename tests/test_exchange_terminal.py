"""Two computers and one stick in a real terminal: what was changed on both is asked, decided, and told to the other."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.exchange import exchange, look_at_folder, undecided
from storage.journal import Journal
from storage.records import StudyNote
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]
AT, DAY = datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23)


def titles(home: Path) -> list[str]:
    return sorted(one.title for one in Journal.open(home).notes.all())


def to_the_line(run: Terminal, words: str) -> None:
    run.press("\x1b[F")
    while words not in run.selected:
        before = run.selected
        run.press("up")
        run.until(words[:1], when=lambda before=before: run.selected != before)  # type: ignore[misc]


def test_a_conflict_is_asked_in_the_app_and_the_other_computer_follows(tmp_path: Path) -> None:
    office, home, stick = tmp_path / "office", tmp_path / "home", tmp_path / "stick"
    stick.mkdir()
    first, second = (Desk(one, clock=lambda: AT) for one in (office, home))
    first.journal.notes.add(note := StudyNote.new(AT, DAY, title="原来的题目"))
    for desk in (first, second):
        exchange(desk, look_at_folder(desk, stick))
    first.journal.notes.change(note, lambda old: old.changed(AT, title="单位电脑的题目"))
    second.journal.notes.change(note, lambda old: old.changed(AT, title="家里电脑的题目"))
    exchange(second, look_at_folder(second, stick))

    run = Terminal(office, documents=tmp_path)
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

    for desk in (first, second):
        exchange(Desk(desk.home, clock=lambda: AT), look_at_folder(Desk(desk.home, clock=lambda: AT), stick))
    assert titles(office) == titles(home) == ["单位电脑的题目", "家里电脑的题目"]
    assert undecided(Desk(home)) == []


def test_the_command_asks_in_a_terminal_and_keeps_what_was_chosen(tmp_path: Path) -> None:
    office, home, stick = tmp_path / "office", tmp_path / "home", tmp_path / "stick"
    stick.mkdir()
    first, second = (Desk(one, clock=lambda: AT) for one in (office, home))
    first.journal.notes.add(note := StudyNote.new(AT, DAY, title="原来的题目"))
    for desk in (first, second):
        exchange(desk, look_at_folder(desk, stick))
    first.journal.notes.change(note, lambda old: old.changed(AT, title="单位电脑的题目"))
    second.journal.notes.change(note, lambda old: old.changed(AT, title="家里电脑的题目"))
    exchange(second, look_at_folder(second, stick))

    run = Terminal(office, "exchange", str(stick), documents=tmp_path)
    run.until("这样互换吗")
    run.press("enter")
    run.until("标题：另一台", "保留哪一份")
    run.press(*"there", "enter")
    run.until("已决定 1 条")
    assert titles(office) == ["家里电脑的题目"]
