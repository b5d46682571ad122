"""A context tells words apart in the catalogue and is never shown: not in the palette, the keys, a command's help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from content.words import CONTEXT_END, _, language, use
from screens.kit.base import Room
from storage.journal import Journal
from storage.records import Profile
from storage.settings import change_setting
from tests.screens.driving import MONDAY, app_on, settle, until
from tests.tui.commanding import run
from tui.commands.main import cli
from tui.doors import DOORS


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    use("zh")


@pytest.mark.slow
@pytest.mark.parametrize("spoken", ["zh", "en"])
async def test_no_context_is_shown_in_the_palette_or_at_a_key_of_any_room(own_home: Path, spoken: str) -> None:
    Journal.open(own_home, clock=lambda: MONDAY).save_profile(Profile(name="李四", is_secretary=True))
    change_setting(own_home, "language", spoken)
    app = app_on(own_home)
    async with app.run_test(size=(80, 24)) as pilot:
        for door in DOORS:

            def is_there(room: str = door.room) -> bool:
                return isinstance(app.screen, Room) and room == app.screen.NAME

            await pilot.press(door.key)
            await until(pilot, is_there)
            await settle(pilot)
            assert language() == spoken
            found = [words for command in app.get_system_commands(app.screen) for words in command[:2]]
            assert _(door.title) in found
            bindings = [active.binding for active in app.screen.active_bindings.values()]
            found += [_(words) for binding in bindings for words in (binding.description, binding.tooltip)]
            assert not [words for words in found if CONTEXT_END in words], door.room


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every command, the program itself first."""
    yield path
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            assert below is not None
            yield from commands(below, (*path, name))


@pytest.mark.slow
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_no_context_is_shown_in_the_help_of_any_command(tmp_path: Path, spoken: str) -> None:
    paths = list(commands(cli))
    assert ("branch", "roster") in paths
    for path in paths:
        done = run(tmp_path, *path, "--help", language=spoken)
        assert done.exit_code == 0
        assert ("用法：" if spoken == "zh" else "Usage:") in done.stdout
        assert CONTEXT_END not in done.stdout, path
