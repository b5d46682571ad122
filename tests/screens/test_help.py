"""Every key of a room stands in its help, whether it does something just now or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.pilot import Pilot

from content.words import _
from screens.kit.bars import key_words
from screens.kit.base import Room
from screens.kit.help import HelpDialog
from storage.journal import Journal
from storage.records import Profile
from tests.screens.driving import MONDAY, app_on, settle, until
from tui.doors import DOORS


def bindings_of(room: Room) -> Iterator[Binding]:
    """Every binding that the room and its list declare, in their classes."""
    for node in (room, room.focused):
        for one in type(node).__mro__:
            if one.__module__.startswith("screens."):
                for _key, binding in BindingsMap(vars(one).get("BINDINGS", ())):
                    yield binding


async def help_of(pilot: Pilot[None]) -> str:
    """What F1 says, without the blanks at which lines are folded."""
    await pilot.press("f1")
    await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
    screen = pilot.app.screen
    assert isinstance(screen, HelpDialog)
    return "".join(screen.content.plain.split())


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.room)
@pytest.mark.slow
async def test_every_key_of_a_room_stands_in_its_help(tmp_path: Path, door: object) -> None:
    key, name = getattr(door, "key", ""), getattr(door, "room", "")
    Journal.open(tmp_path, clock=lambda: MONDAY).save_profile(Profile(name="李四", is_secretary=True))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Room) and name == pilot.app.screen.NAME)
        await settle(pilot)
        room = pilot.app.screen
        assert isinstance(room, Room)
        said = await help_of(pilot)
        lacking = {
            (binding.key, words)
            for binding in bindings_of(room)
            if (words := _(binding.tooltip or binding.description))
            if words != key_words(binding.key)
            if "".join((key_words(binding.key) + words).split()) not in said
        }
    assert not lacking


@pytest.mark.parametrize("key", ["f2", "f6"])
@pytest.mark.slow
async def test_no_key_is_explained_by_its_own_name_and_no_role_offered_where_there_is_one(
    tmp_path: Path, key: str
) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        said = await help_of(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, HelpDialog)
        lines = [line.split() for line in screen.content.plain.splitlines()]
    assert not [line for line in lines if len(line) == 2 and line[0] == line[1]]
    assert "示例机关" not in said
