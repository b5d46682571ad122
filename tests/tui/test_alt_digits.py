"""Alt and a digit, as a terminal sends them, lead to a part of the note and type nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.journal import Journal
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]


def test_alt_and_a_digit_lead_to_the_parts_of_a_note(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run = Terminal(home, documents=tmp_path)
    run.until("已对照 0 / 6")
    run.press("f3", "1")
    run.until("新学习笔记")
    run.press("题", "目")
    run.until("题目")
    for digit, words in (("2", "乙"), ("4", "丁"), ("1", "甲")):
        run.press(f"\x1b{digit}")
        run.press(words)
        run.until(words)
    run.press("\x13")  # Ctrl+S
    run.until("题目", when=lambda: bool(Journal.open(home).notes.all()))
    run.end()
    (note,) = Journal.open(home).notes.all()
    assert (note.title, note.quotation, note.own_words, note.question) == ("题目", "甲", "乙", "丁")
