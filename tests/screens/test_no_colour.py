"""With NO_COLOR, and on 16 colours: every state is a word, and one `>` stands where one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.screens.driving import app_on, screen_text, settle
from tests.screens.looking import faint_texts
from tests.screens.test_lines import filled

SIZE = (80, 24)
CURSOR = re.compile(r"^ {0,2}> ", re.MULTILINE)  # a dialog begins a cell or two within the room
STATES = {
    "f2": ["做到", "未做到", "未填", "超期2天"],
    "f3": ["集中学习", "自学"],
    "f4": ["今日测验"],
    "f5": ["[未办结 2 件]", "超期2天"],
    "f7": ["[x]", "[ ]", "[本月]"],
    "f8": ["已报", "未报", "[报送情况]"],
    "f12": ["跟随终端"],
}
OPENED = [("f2", "ctrl+p"), ("f5", "ctrl+p"), ("f9",), ("f5", "1"), ("f5", "2"), ("f12", "enter")]
READ = [("f1",), ("f5", "f1"), ("f5", "1", "f1")]


def coloured(pilot: Pilot[None]) -> Iterator[str]:
    """The texts that are drawn in a colour or on one."""
    for strip in pilot.app.screen._compositor.render_strips(pilot.app.size):
        for segment in strip:
            for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                if colour is not None and len(set(colour.get_truecolor())) > 1:
                    yield segment.text


@pytest.mark.parametrize("theme", ["paper", "ink"])
@pytest.mark.slow
async def test_without_colour_every_state_is_a_word_and_the_cursor_a_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLORFGBG", "0;15" if theme == "paper" else "15;0")
    async with app_on(filled(tmp_path)).run_test(size=SIZE) as pilot:
        for key, words in STATES.items():
            await pilot.press(key)
            await settle(pilot)
            shown = screen_text(pilot)
            assert not [*coloured(pilot), *faint_texts(pilot)], f"after {key}"
            assert len(CURSOR.findall(shown)) == 1, f"after {key}:\n{shown}"
            assert not [one for one in words if one not in shown], f"after {key}:\n{shown}"


@pytest.mark.slow
async def test_one_cursor_stands_on_the_terminal_whatever_is_open_above_a_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with app_on(filled(tmp_path)).run_test(size=SIZE) as pilot:
        for keys in (*OPENED, *READ):
            await pilot.press(*keys)
            await settle(pilot)
            shown = screen_text(pilot)
            assert len(CURSOR.findall(shown)) == (keys in OPENED), f"after {keys}:\n{shown}"
            await _back(pilot)
            assert len(CURSOR.findall(screen_text(pilot))) == 1, f"back from {keys}:\n{screen_text(pilot)}"


@pytest.mark.slow
async def test_the_cursor_of_the_palette_follows_the_arrows(tmp_path: Path) -> None:
    async with app_on(filled(tmp_path)).run_test(size=SIZE) as pilot:
        await pilot.press("f5", "ctrl+p")
        await settle(pilot)
        first = _selected(pilot)
        await pilot.press("down")
        await settle(pilot)
        assert first.startswith("> 打开")  # what one does in the room comes first
        assert _selected(pilot).startswith("> 增加")


async def _back(pilot: Pilot[None]) -> None:
    app: App[None] = pilot.app
    while len(app.screen_stack) > 2:  # Textual's own screen, and the room
        await pilot.press("escape")
        await settle(pilot)


def _selected(pilot: Pilot[None]) -> str:
    return next(line for line in screen_text(pilot).splitlines() if line.startswith("> "))
