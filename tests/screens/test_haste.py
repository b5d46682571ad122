"""Somebody who hits keys faster than screens are built, at both desks, in a window pulled about, breaks nothing."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import key_to_character

from desk.desk import Desk
from screens.kit.base import Room
from storage.journal import Journal
from tests.screens.driving import MONDAY, until
from tests.screens.test_lines import filled
from tui.app import SixdontsApp
from tui.in_turn import AfterKeys

ROOMS = ["f1", "f2", "f3", "f4", "f5", "f7", "f8", "f12", "ctrl+t", "ctrl+p", "f9", "ctrl+f"]
MOVES = ["up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "space", "backspace", "ctrl+s"]
SIZES = [(80, 24), (120, 36), (79, 23), (40, 10), (1, 1), (200, 60)]
LETTERS = [*"0123456789", "?", "a", "j", "和"]


def some_keys(chance: random.Random, number: int) -> list[str]:
    """Keys as a hand that slips: mostly rooms and moves."""
    return [chance.choice(chance.choice((ROOMS, MOVES, LETTERS, MOVES))) for _key in range(number)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
async def test_keys_in_haste(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)  # a folder to save to may be typed by chance
    chance = random.Random(seed)
    member = tmp_path / "member"
    Journal.open(member, clock=lambda: MONDAY)
    app = SixdontsApp([Desk(home, clock=lambda: MONDAY) for home in (member, filled(tmp_path))])
    pressed: list[str] = []
    async with app.run_test(size=chance.choice([(80, 24), (120, 36)])) as pilot:
        for _burst in range(60):
            for key in some_keys(chance, chance.randint(1, 12)):
                pressed.append(key)
                app.post_message(events.Key(key, key_to_character(key)))
            if chance.random() < 0.1:
                size = Size(*chance.choice(SIZES))
                app.post_message(events.Resize(size, size))
            if chance.random() < 0.6:
                await pilot.pause()
            assert not app.parting_words, "the program ended after " + " ".join(pressed[-30:])
            if not app.is_running:
                return  # the palette's Quit was hit
        all_taken = asyncio.Event()
        app.post_message(AfterKeys(all_taken.set))
        await until(pilot, lambda: all_taken.is_set() or not app.is_running, 120)
        if not app.is_running:
            return
        await pilot.resize_terminal(80, 24)
        for _way_back in range(6):
            await pilot.press("escape")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Room))
