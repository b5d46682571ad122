"""No key that a room names is silent: what finds nothing to do says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.words import use
from screens.kit.bars import MOVEMENT
from storage.journal import Journal
from storage.records import Profile
from storage.settings import change_setting
from tests.screens.driving import app_on, screen_text, settle, until_shown

ROOMS = ["f2", "f3", "f4", "f5", "f6", "f7", "f8", "f12"]


def named_keys(pilot: Pilot[None]) -> list[str]:
    """The keys of the room that is up, those too that can do nothing now; not those that every room has."""
    of_all = ("go.", "app.", "screen.", "room.")
    own = [one.binding for one in pilot.app.screen.all_bindings if not str(one.binding.id).startswith(of_all)]  # type: ignore[attr-defined]
    return [one.key for one in own if one.description and one.key not in MOVEMENT | {"escape"}]


@pytest.mark.parametrize("door", ROOMS)
@pytest.mark.slow
async def test_in_an_empty_room_every_key_does_something_or_says_that_there_is_nothing(
    tmp_path: Path, door: str
) -> None:
    Journal.open(tmp_path).save_profile(Profile(name="李四", is_secretary=True))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(door)
        await settle(pilot)
        room, silent, keys = pilot.app.screen, list[str](), named_keys(pilot)
        assert keys
        for key in keys:
            before = screen_text(pilot)
            await pilot.press(key)
            await settle(pilot)
            silent += [key] if screen_text(pilot) == before else []
            await pilot.press("escape", "escape", door, "escape")  # a dialog above a page, another room, what was said
            await settle(pilot)
            assert pilot.app.screen is room
        assert not silent


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.slow
async def test_undo_says_that_nothing_was_done_yet(tmp_path: Path, language: str) -> None:
    change_setting(tmp_path, "language", language)
    words = {"zh": "这里没有可以撤销的。", "en": "There is nothing here that could be taken back."}[language]
    try:
        async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            for door in ("f3", "f5", "f12"):
                await pilot.press(door, "3")
                await until_shown(pilot, words)
                await pilot.press("down")
                await settle(pilot)
                assert words not in screen_text(pilot)
    finally:
        use("zh")
