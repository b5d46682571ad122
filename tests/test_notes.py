"""A note in a real terminal: written by paste, found by a word and by first letters, out as Markdown and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.journal import Journal
from storage.records import NoteKind, StudyNote
from tests.terminal import PROGRAM, TOP, Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

TITLE = "宪法第三章读书笔记"
OWN_WORDS = "常委会对重大事项作出决定，经办人先查依据。\n“谁提出、谁说明”要写进方案。"


def command(home: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(TOP), "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def find_and_open(run: Terminal, words: str) -> None:
    run.press("2")
    run.until("几个词用空格隔开")
    run.paste(words)
    run.press("enter")
    run.until(TITLE, when=lambda: TITLE in run.selected)
    run.press("enter")
    run.until("Ctrl+S 保存", TITLE)
    run.press("escape")
    run.until("找到", when=lambda: TITLE in run.selected)  # back to what was found
    run.press("escape")
    run.until("F3学习", "1 新笔记")


def test_a_note_is_written_found_and_goes_out_and_back(tmp_path: Path) -> None:
    home, other, folder = tmp_path / "home", tmp_path / "other", tmp_path / "notes"
    run = Terminal(home, documents=tmp_path)
    run.until("已对照 0 / 6")
    run.press("f3")
    run.until("还没有学习笔记")
    run.press("1")
    run.until("Ctrl+S 保存")
    run.paste(TITLE)
    for _field in range(2):
        run.press("tab")
    run.paste("1.5小时")
    for _field in range(7):
        run.press("tab")
    run.paste(OWN_WORDS)
    run.press("ctrl+s")
    run.until(TITLE, "1 新笔记")
    find_and_open(run, "经办人")
    find_and_open(run, "xfds")
    run.end()

    (note,) = Journal.open(home).notes.all()
    assert (note.title, note.minutes, note.kind, note.own_words) == (TITLE, 90, NoteKind.SELF, OWN_WORDS)
    command(home, "export", "notes", str(folder))
    command(other, "import", "notes", str(folder), "--yes")
    assert "没有需要导入的" in command(other, "import", "notes", str(folder), "--yes")
    (back,) = Journal.open(other).notes.all()

    def said(one: StudyNote) -> dict[str, object]:
        return one.model_dump(exclude={"rev", "changed_at"})

    assert said(back) == said(note)
