"""`today` in a real terminal: single keys."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from storage.journal import Journal
from tests.own_banks import true_or_false
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]


def is_asked(run: Terminal, number: int) -> bool:
    """Whether so many items were asked."""
    return run.text.count("保持不变 >") == number


def test_a_key_is_enough_and_enter_after_it_skips_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run = Terminal(home, "today", documents=tmp_path)
    for number in (1, 2, 3):
        run.until(f"{number}. ", when=partial(is_asked, run, number))
        run.press("1", "enter")
    run.until("4. ")
    run.press("3")
    run.until("写一句说明")
    run.press("会", "enter")
    run.until("5. ")
    run.press("0")
    run.until("6. ")
    run.press("\x03")
    run.until("已保存", "4 / 6")

    (check,) = Journal.open(home).checks.all()
    assert [answer.mark.value for answer in check.answers if answer.mark] == ["kept", "kept", "kept", "not_kept"]
    assert check.answers[-1].sentence == "会"


def test_quiz_says_why_it_asks_again(tmp_path: Path) -> None:
    true_or_false(tmp_path / "home")
    run = Terminal(tmp_path / "home", "quiz", "1", "--topic", "本处", documents=tmp_path)
    run.until("写一个序号 >")
    run.press("9", "9", "enter")
    run.until("没有看懂：")
    run.press("\x03")
    run.until("没有答题")
