"""A person's own keys: they do what they are for, and whatever names a key names them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import BindingsMap
from textual.screen import Screen
from textual.widgets import Input, TextArea

from content.keys import AT_THE_WALL, EVERYWHERE, chosen_keys, usual_keys
from screens.kit.form import FormDialog
from screens.kit.help import HelpDialog
from screens.matters.screen import MattersScreen
from storage.journal import Journal
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown
from tools.keys_doc import bindings
from tui.app import OFF_THE_WALL
from tui.palette import Palette

KEYS = """\
[keys]
go.matters = "f4"
go.quiz = "f5"
app.quick_add = "ctrl+n"
app.quit = "ctrl+g"
screen.help = "f10"
matters.add = "n"
today.kept = "2"
today.partly = "1"
today.recent = "no"
"""


@pytest.fixture
def home(own_home: Path) -> Path:
    own_home.mkdir()
    (own_home / "settings.toml").write_text(KEYS, encoding="utf-8")
    return own_home


@pytest.mark.slow
async def test_own_keys_work_and_bars_help_palette_and_tour_name_them(home: Path) -> None:
    async with app_on(home).run_test(size=(120, 36)) as pilot:
        await until_shown(pilot, "第10行：today.recent 不能用【no】这个键，仍用 7")
        shown = screen_text(pilot)
        assert "F4事项" in shown
        assert "F5测验" in shown
        assert "Ctrl+N 记事项 F10帮助" in shown
        assert "没有未办结事项。Ctrl+N 记一件" in shown
        assert "  2 做到  1 部分做到  3 未做到" in shown  # each where it was

        await pilot.press("escape", "2", "1")
        await until_shown(pilot, "部分做到  工作职能不削弱")
        (check,) = Journal.open(home, clock=lambda: MONDAY).checks.all()
        assert [answer.mark.value for answer in check.answers if answer.mark] == ["kept", "partly"]

        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
        assert "按 2、1、3、4 标这一条" in screen_text(pilot)
        assert "Ctrl+N" in screen_text(pilot)
        await pilot.press("f10")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpDialog))

        await pilot.press("ctrl+p", *"bc")
        await until(pilot, lambda: isinstance(pilot.app.screen, Palette))
        await pilot.press("backspace", "backspace", *"zj")  # 增加 by its initials
        await until_shown(pilot, "F4 N")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
        await until_shown(pilot, "N 增加")
        await pilot.press("1")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys\ntoday.recent = 'r'\n", "第1行格式有误"),
        ("[keys]\ntoday.recent = r\n", "第2行格式有误"),
        ("keys = 'today.recent'\n", "第1行：keys"),
    ],
)
async def test_a_slip_that_takes_all_own_keys_away_is_said_at_the_start(text: str, said: str, own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "settings.toml").write_text(text, encoding="utf-8")
    async with app_on(own_home).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, said)


@pytest.mark.slow
async def test_what_one_types_is_typed_though_a_letter_is_a_key_of_the_room(home: Path) -> None:
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        form: Screen[object] = pilot.app.screen
        await pilot.press(*"plan n")
        await until_shown(pilot, "plan n")
        assert pilot.app.screen is form
        await pilot.press("ctrl+g")
        await until(pilot, lambda: not pilot.app.is_running)


@pytest.mark.slow
async def test_the_tour_names_the_keys_in_use(home: Path) -> None:
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await pilot.app.run_action("app.tour")
        for _room in range(3):
            await pilot.press("enter")
        await until_shown(pilot, "F4 事项")
        assert "Ctrl+N，一行就能记下一件" in screen_text(pilot)
        assert "F9" not in screen_text(pilot)


def test_no_key_that_a_field_needs_can_be_given_to_what_answers_while_one_writes() -> None:
    needed = {key for field in (Input, TextArea) for key in BindingsMap(field.BINDINGS).key_to_bindings}
    writing = [action for action, keys in usual_keys().items() if keys[0].startswith(("f", "ctrl+", "alt+"))]
    assert {"note.save", "app.quick_add", "note.part1"} <= set(writing)
    for key in needed - {"f6", "f7"}:  # here they lead to rooms, in a field too
        for action in writing:
            assert key in usual_keys()[action] or not chosen_keys({action: key})[0], (action, key)


@pytest.mark.slow  # every screen is imported
def test_which_keys_answer_at_the_wall_is_known() -> None:
    everywhere = {binding.id: binding for _key, binding in bindings() if binding.id in usual_keys()}
    said = {action for action, binding in everywhere.items()
            if action.partition(".")[0] in EVERYWHERE
            and binding.action.removeprefix("app.").partition("(")[0] not in OFF_THE_WALL}  # fmt: skip
    assert said == AT_THE_WALL
