"""No size of the terminal ends the program or takes from it what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.geometry import Size
from textual.widgets import Input

from content.cells import cell_len
from content.words import use
from screens.kit.form import FormDialog
from screens.today.screen import TodayScreen
from storage.journal import Journal
from tests.screens.driving import MONDAY, app_on, settle, until
from tests.terminal import Terminal
from tui.sizes import too_small_lines

TOO_SMALL = [(79, 24), (80, 23), (79, 23), (40, 10), (1, 1), (0, 0)]


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    use("zh")


@pytest.mark.parametrize("language", ["zh", "en"])
@given(width=st.integers(0, 130), height=st.integers(0, 40))
def test_what_is_needed_is_said_within_any_terminal(language: str, width: int, height: int) -> None:
    use(language)
    lines = too_small_lines(Size(width, height), "ctrl+q")
    assert len(lines) <= height
    assert all(cell_len(line) <= width for line in lines)
    if width >= 7 and height >= 1:
        assert "80x24" in "".join(lines)


@pytest.mark.parametrize("size", TOO_SMALL)
@pytest.mark.slow
async def test_what_was_typed_and_the_focus_stay_and_keys_hit_unseen_do_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and isinstance(app.focused, Input))
        dialog, line = app.screen, app.focused
        await pilot.press(*"abc")
        await pilot.resize_terminal(*size)
        assert app.is_too_small
        await pilot.press("d", "enter", "escape")
        app.post_message(events.Paste("pasted"))
        await settle(pilot)
        await pilot.resize_terminal(100, 30)
        assert not app.is_too_small
        assert (app.screen, app.focused, app.size) == (dialog, line, Size(100, 30))
        await pilot.press("d")
        assert isinstance(line, Input)
        assert line.value == "abcd"
    assert Journal.open(tmp_path).matters.all() == []


async def test_a_program_begun_in_a_small_terminal_begins_and_a_digit_marks_nothing_unseen(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("1")
        await settle(pilot)
        assert app.is_too_small
        await pilot.resize_terminal(80, 24)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and not app.is_too_small)
        await settle(pilot)
    [check] = Journal.open(tmp_path, clock=lambda: MONDAY).checks.all()
    assert [answer.mark.value for answer in check.answers if answer.mark] == ["partly"]


@pytest.mark.parametrize(
    ("settings", "said", "dead", "leaving"),
    [
        ("app.quit = 'f14, ctrl+g'", "按 F14 退出", "ctrl+q", "ctrl+g"),
        ("", "按 Ctrl+Q 退出", "f5", "ctrl+q"),
    ],
)
async def test_in_a_terminal_too_small_the_key_in_use_quits_and_is_named(
    settings: str, said: str, dead: str, leaving: str, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text(f"[keys]\n{settings}\n", encoding="utf-8")
    app = app_on(tmp_path)
    async with app.run_test(size=(60, 18)) as pilot:
        await until(pilot, lambda: app.is_too_small)
        await settle(pilot)
        assert said in "".join(line for row in app._small.lines for line, _style in row)
        await pilot.press(dead)
        assert app.is_running
        await pilot.press(leaving)
        await until(pilot, lambda: not app.is_running)


@pytest.mark.slow
def test_a_real_terminal_says_what_it_needs_and_shows_everything_again(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", documents=tmp_path)
    terminal.until("F5事项")
    terminal.press("f9")
    terminal.until("记一件事项")
    terminal.press("会签")
    before = terminal.until("会签", "未定时限")
    for width, height in ((79, 23), (40, 10), (79, 24)):
        terminal.resize(width, height)
        shown = terminal.until("窗口太小", f"{width}x{height}")
        assert "记一件事项" not in shown
    terminal.resize(80, 24)
    assert terminal.until("记一件事项", when=lambda: "窗口太小" not in terminal.text) == before
    terminal.resize(40, 10)
    terminal.until("窗口太小")
    terminal.end()
