"""Every screen, whoever built it: certain widths, what can be read, one cursor, and nothing by colour alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.words import use
from storage.settings import change_setting
from tests.screens.driving import app_on, screen_text
from tests.screens.every_screen import BEFORE, WAYS, back, go, home_of_everything, screen_names
from tests.screens.test_lines import faults
from tests.screens.test_look import colours_of
from tests.screens.test_no_colour import CURSOR, coloured

SIZES = [((80, 24), "zh", "paper"), ((200, 60), "en", "ink")]


def test_every_screen_that_there_is_has_its_line_here() -> None:
    assert screen_names() == set(WAYS) | BEFORE


def types_on_the_last_line(pilot: Pilot[None]) -> bool:
    """Whether an input method would open below the terminal, where some draw over the line or move the screen."""
    types = bool(getattr(pilot.app.focused, "TAKES_TYPING", False))
    return types and pilot.app.cursor_position.y == pilot.app.size.height - 1


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language", "theme"), SIZES, ids=lambda one: f"{one}")
async def test_every_screen_can_be_read_is_cut_nowhere_and_has_signs_of_certain_width_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str, theme: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home = home_of_everything(tmp_path)
    change_setting(home, "language", language)
    change_setting(home, "theme", theme)
    wrong = []
    async with app_on(home).run_test(size=size) as pilot:
        for name, keys in WAYS.items():
            await go(pilot, keys)
            assert type(pilot.app.screen).__name__ == name, f"{keys}:\n{screen_text(pilot)}"
            found = [faults(pilot), *map(str, colours_of(pilot))]
            found += [] if len(CURSOR.findall(screen_text(pilot))) <= 1 else ["two cursors\n" + screen_text(pilot)]
            found += ["one types on the last line"] if types_on_the_last_line(pilot) else []
            wrong += [f"{name}: {one}" for one in found if one]
            await back(pilot)
    use("zh")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
async def test_no_screen_draws_a_colour_where_none_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the rooms the other ground is looked at in test_no_colour.py."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLORFGBG", "15;0")
    async with app_on(home_of_everything(tmp_path)).run_test(size=(80, 24)) as pilot:
        for name, keys in WAYS.items():
            await go(pilot, keys)
            assert type(pilot.app.screen).__name__ == name
            assert not [*coloured(pilot)], name
            await back(pilot)
