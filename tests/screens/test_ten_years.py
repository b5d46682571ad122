"""Every room of a member opens as readily after ten busy years: nothing is looked through once for each line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.screens.driving import MONDAY, app_on, until_shown
from tests.screens.every_screen import back, go
from tui.demo.folders import write_journal
from tui.demo.office import MEMBER

pytestmark = pytest.mark.slow
MOST_SECONDS = 3.0
"""Of the processor, for one step; each takes well under one. Looking through all notes for each took ten."""
STEPS = {
    "Today": ("f2",),
    "Study": ("f3",),
    "Study by month": ("f3", "right"),
    "Study by tag": ("f3", "right", "right"),
    "the last note": ("f3", "end"),
    "Quiz": ("f4",),
    "Quiz by topic": ("f4", "4"),
    "Matters": ("f5",),
    "settled matters": ("f5", "right"),
    "Review": ("f6",),
    "Review of a year": ("f6", "right", "right"),
    "what is behind a figure": ("f6", "tab", "tab", "enter"),
    "a look back": ("f6", "8"),
    "Share": ("f7",),
    "search": ("ctrl+f", "的"),
}


async def test_no_step_takes_long_after_ten_years(tmp_path: Path) -> None:
    write_journal(tmp_path, MEMBER, MONDAY, 7, years=10, much=True)
    took: dict[str, float] = {}
    async with app_on(tmp_path, MONDAY).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "待复习")
        for step, keys in STEPS.items():
            begin = time.process_time()
            await go(pilot, keys)
            took[step] = time.process_time() - begin
            await back(pilot)
    assert max(took.values()) < MOST_SECONDS, took
