"""Digits typed blind do what a slow model of them does, whatever was answered before."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from textual import events

from content.donts import official_list
from content.marks import Mark
from screens.kit.fields import LineInput
from screens.today.screen import TodayScreen
from storage.journal import Journal
from storage.records import SelfCheck
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.terminal import Terminal

ITEMS = official_list().donts
MARKS = {"1": Mark.KEPT, "2": Mark.PARTLY, "3": Mark.NOT_KEPT, "4": Mark.NOT_FACED}
SENTENCE_DUE = (Mark.PARTLY, Mark.NOT_KEPT)


@dataclass
class Model:
    """What the digits are to do, one at a time."""

    marks: list[Mark | None]
    selected: int = 0
    to_write: int | None = field(default=None)

    def __post_init__(self) -> None:
        """Begin at the first blank item."""
        self.selected = self.marks.index(None) if None in self.marks else 0

    def lists(self) -> bool:
        """Whether 5 would list something for correction: where one is to write, or at the selected item."""
        return self.marks[self.selected if self.to_write is None else self.to_write] in SENTENCE_DUE

    def press(self, digit: str) -> None:
        """Mark, then the next blank one after it, else the next; 0 clears and stays; 5 has nothing to list."""
        if digit == "5":
            return
        here = self.selected
        self.marks[here] = MARKS.get(digit)
        self.to_write = here if self.marks[here] in SENTENCE_DUE else None
        if digit == "0":
            return
        after = [*range(here + 1, len(self.marks)), *range(here)]
        blank = [place for place in after if self.marks[place] is None]
        self.selected = blank[0] if blank else min(here + 1, len(self.marks) - 1)


def answered(home: Path, marks: list[Mark | None]) -> None:
    check = SelfCheck.new(
        MONDAY, MONDAY.date(), uid=SelfCheck.uid_of(MONDAY.date(), "six-donts"), list_id="six-donts", edition="2012"
    )
    for dont, mark in zip(ITEMS, marks, strict=True):
        check = check.answered(MONDAY, dont.id, mark=mark)
    if any(marks):
        Journal.open(home, clock=lambda: MONDAY).checks.add(check)


def on_disk(home: Path) -> list[Mark | None]:
    found = Journal.open(home, clock=lambda: MONDAY).checks.all()
    return [found[0].mark(dont.id) if found else None for dont in ITEMS]


async def type_blind(home: Path, model: Model, digits: str) -> None:
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until_shown(pilot, "已对照")
        await settle(pilot)
        for digit in digits:
            if digit == "5" and model.lists():
                continue  # it opens a form
            model.press(digit)
            pilot.app.post_message(events.Key(digit, digit))
        await settle(pilot)
        wanted = {dont.id: mark for dont, mark in zip(ITEMS, model.marks, strict=True) if mark}
        await until(pilot, lambda: screen.seen.marks == wanted)
        assert on_disk(home) == model.marks
        assert screen.rows.selected == model.selected
        shown = screen_text(pilot)
        to_write = model.selected if model.to_write is None else model.to_write
        assert ("回车补说明" in shown) is (model.to_write is not None), shown
        await pilot.press("enter")
        line = screen.query_one("#sentence", LineInput)
        await until(pilot, lambda: line.has_focus)
        assert str(ITEMS[to_write].short) in line.placeholder


@pytest.mark.slow
@hypothesis(max_examples=12, deadline=None)
@given(
    st.lists(st.none() | st.sampled_from(Mark), min_size=6, max_size=6),
    st.text(alphabet="012345", min_size=1, max_size=14),
)
@example([None] * 6, "111111")
@example([Mark.KEPT] * 6, "3")
@example([None, Mark.KEPT, None, None, Mark.KEPT, None], "231425")
def test_digits_typed_blind_do_what_a_slow_model_does(before: list[Mark | None], digits: str) -> None:
    with TemporaryDirectory() as folder:
        answered(Path(folder), before)
        asyncio.run(type_blind(Path(folder), Model(list(before)), digits))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.parametrize("digits", ["123412", "3021144", "111111222222"])
def test_digits_sent_in_one_burst_are_all_taken_in_a_real_terminal(tmp_path: Path, digits: str) -> None:
    model = Model([None] * 6)
    for digit in digits:
        model.press(digit)
    run = Terminal(tmp_path / "home", documents=tmp_path)
    run.until("已对照 0 / 6")
    run.child.send(digits)
    done = sum(mark is not None for mark in model.marks)
    run.until(f"已对照 {done} / 6", f"> {'一二三四五六'[model.selected]}")
    run.end()
    found = Journal.open(tmp_path / "home").checks.all()
    assert [found[0].mark(dont.id) for dont in ITEMS] == model.marks
