"""Whatever a file of the data folder or of the inbox says, no sign of it steers the terminal that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.filter import LineFilter
from textual.pilot import Pilot

from screens.kit.base import Room
from tests.hostile import NEVER, make_hostile
from tests.screens.driving import app_on, screen_text, settle, until
from tests.screens.test_lines import filled, keys_of
from tui.doors import DOORS
from tui.exit_filter import ExitFilter


def never_shown(pilot: Pilot[None]) -> set[str]:
    """The signs on the screen that must not be there."""
    text = screen_text(pilot)
    return {sign for sign in text if sign in NEVER or sign == "\x1b" or "\ud800" <= sign <= "\udfff"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "room", [door.room if door.room in ("today", "branch") else pytest.param(door.room, marks=pytest.mark.slow)
             for door in DOORS]
)  # fmt: skip
async def test_no_sign_of_a_file_steers_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home = filled(tmp_path)
    make_hostile(home, tmp_path / "报送")
    async with app_on(home).run_test(size=(120, 36), notifications=True) as pilot:
        door = next(door for door in DOORS if door.room == room)
        await pilot.press(door.key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Room) and room == pilot.app.screen.NAME)
        await settle(pilot)
        assert not never_shown(pilot)
        pressed: set[str] = set()
        while keys := [key for key in keys_of(pilot) if key not in pressed]:
            pressed.add(keys[0])
            await pilot.press(keys[0])
            await settle(pilot)
            assert not never_shown(pilot), f"after {keys[0]}"
            for _escape in range(4):
                await pilot.press("escape")
                await settle(pilot)


async def test_without_the_filter_such_signs_would_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def passed_on(_self: LineFilter, segments: list[object], _background: object) -> list[object]:
        return segments

    home = filled(tmp_path)
    make_hostile(home, tmp_path / "报送")
    monkeypatch.setattr(ExitFilter, "apply", passed_on)
    async with app_on(home).run_test(size=(120, 36)) as pilot:
        await pilot.press("f5")
        await settle(pilot)
        assert "\u202e" in never_shown(pilot)
