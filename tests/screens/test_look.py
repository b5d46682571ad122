"""The look of the rooms: styles name tokens only, states show without colour, a second column cuts nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from content.cells import cell_len
from screens.kit.rows import Rows
from storage.branch import BranchLedger
from storage.journal import Journal
from storage.records import NoteKind, Profile, StudyNote
from storage.roster import read_roster
from storage.settings import change_setting
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until_shown
from tests.screens.looking import faint_texts, uncertain_signs
from tests.screens.sending import roster_file
from tests.screens.test_lines import filled

ROOMS = Path(__file__).parents[2] / "screens"
STYLES = sorted(ROOMS.glob("*/*.tcss"))
WITH_STYLES = sorted(
    path for path in ROOMS.glob("*/*.py") if path.parent.name != "kit" and " DEFAULT_CSS = " in path.read_text("utf-8")
)
KEYS = ("f2", "f3", "f4", "f5", "f6", *("tab",) * 6, "f7", "f8", "f12", "f1", "ctrl+p", "f9")
TITLE = "监督法：听取和审议专项工作报告，工作评议"


@pytest.mark.parametrize("style", [*STYLES, *WITH_STYLES], ids=lambda style: style.name)
def test_a_room_s_own_style_names_no_colour_and_no_column(style: Path) -> None:
    text = style.read_text(encoding="utf-8")
    if style.suffix == ".py":
        text = "".join(re.findall(r' DEFAULT_CSS = """(.*?)"""', text, re.DOTALL))
        assert text
    assert not re.findall(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b(?=\s*[;}])|\brgb|\bhsl", text)
    assert not re.findall(r"(?:width|max-width|min-width): *\d+ *;", text)


def notes(home: Path) -> None:
    journal = Journal.open(home, clock=lambda: MONDAY)
    for n in range(3):
        day = MONDAY.date() - timedelta(days=n)
        journal.notes.add(StudyNote.new(MONDAY, day, title=f"{TITLE}{n}", own_words="一段", kind=NoteKind.GROUP))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
@pytest.mark.slow
async def test_what_80_columns_show_whole_is_whole_in_the_first_of_two_columns(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    notes(tmp_path)
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await pilot.press("f3")
        for n in range(3):
            await until_shown(pilot, f"{TITLE}{n}")
        assert ".." not in screen_text(pilot)


async def test_the_selected_row_is_known_without_colour(tmp_path: Path) -> None:
    notes(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "down")
        await until_shown(pilot, f"{TITLE}2")
        await settle(pilot)
        with_cursor = [line for line in screen_text(pilot).splitlines() if line.lstrip().startswith(">")]
        assert len(with_cursor) == 1
        assert f"{TITLE}1" in with_cursor[0]


def colours_of(pilot: Pilot[None]) -> set[tuple[str, str]]:
    """The pairs of colours that a terminal of 16 colours would draw a text in, where it could not be told apart."""
    found = set()
    for strip in pilot.app.screen._compositor.render_strips(pilot.app.size):
        for segment in strip:
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor:
                text, ground = (one.downgrade(ColorSystem.STANDARD) for one in (style.color, style.bgcolor))
                if text == ground:
                    found.add((segment.text.strip(), str(text.number)))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["paper", "ink"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (200, 60)], ids=lambda size: f"{size[0]}")
async def test_every_room_can_be_read_in_both_themes_and_with_16_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home = filled(tmp_path)
    change_setting(home, "theme", theme)
    async with app_on(home).run_test(size=size) as pilot:
        for key in KEYS:
            await pilot.press(key)
            await settle(pilot)
            assert not [*faint_texts(pilot), *uncertain_signs(pilot)], f"after {key}"
            assert not colours_of(pilot), f"after {key}"
            if key in KEYS[-3:]:
                await pilot.press("escape")
                await settle(pilot)


async def test_an_empty_list_says_at_the_spine_what_is_absent_and_which_key_helps(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        for key, words in (("f3", "还没有学习笔记"), ("f5", "没有未办结的事项")):
            await pilot.press(key)
            await until_shown(pilot, words)
            line = next(line for line in screen_text(pilot).splitlines() if words in line)
            assert line.startswith(" " * 16 + words)
            assert "1" in line


@pytest.mark.slow
async def test_numbers_stand_at_the_right_of_their_columns_with_their_heads(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    for minutes, month in ((90, 1), (1290, 3), (60, 11)):
        day = MONDAY.date().replace(month=month)
        journal.notes.add(StudyNote.new(MONDAY, day, title=TITLE, kind=NoteKind.GROUP, minutes=minutes))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "5")
        await until_shown(pilot, "全年")
        shown = screen_text(pilot).splitlines()
        words = {"时:分": "集中学习", "1月": "1:30", "3月": "21:30", "11月": "1:00", "全年": "24:00"}
        ends = {
            _end_of(line, words[line.split()[0]]) for line in shown if line[2:].split()[:1] and line.split()[0] in words
        }
        assert len(ends) == 1
        await pilot.press("escape", "f4", "4")
        await until_shown(pilot, "估计记得")
        heads, *rows = (line for line in screen_text(pilot).splitlines() if "已答" in line or " / " in line)
        assert {_end_of(line, line[: line.index("/") + 4].split()[-1]) for line in rows} == {_end_of(heads, "已答")}


def _end_of(line: str, words: str) -> int:
    """The cell behind the words, where they stand for themselves for the first time."""
    found = re.search(rf"(?<=\s){re.escape(words)}(?=\s|$)", line)
    assert found, (line, words)
    return cell_len(line[: found.end()])


@pytest.mark.parametrize("keys", [("f5", "1"), ("f3", "1")])
@pytest.mark.slow
async def test_the_cursor_before_a_field_goes_where_the_keys_go(tmp_path: Path, keys: tuple[str, str]) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press(keys[0])
        await settle(pilot)
        await pilot.press(keys[1])
        await settle(pilot)
        await settle(pilot)
        rows = []
        for _field in range(3):
            focused = pilot.app.screen.focused
            assert focused is not None
            marked = [place for place, line in enumerate(screen_text(pilot).splitlines()) if re.match(" {0,2}> ", line)]
            assert marked == [focused.region.y]
            rows += marked
            await pilot.press("tab")
            await settle(pilot)
        assert len({*rows}) > 1


@pytest.mark.slow
async def test_the_way_out_and_the_help_end_the_key_bar_behind_what_one_does(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "1")
        await until_shown(pilot, "Alt+1")
        keys = screen_text(pilot).splitlines()[-1]
        assert keys.rstrip().endswith("Esc 离开  F1 帮助")
        assert keys.index("Ctrl+S") < keys.index("Esc")


async def test_an_empty_list_does_not_offer_to_open_and_one_with_lines_does(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await until_shown(pilot, "新笔记")
        await settle(pilot)
        assert "回车" not in screen_text(pilot).splitlines()[-1]
        notes(tmp_path)
        await pilot.press("f2", "f3")
        await until_shown(pilot, "回车 打开")


@pytest.mark.slow
async def test_what_an_empty_list_says_names_only_keys_that_work_there(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.save_profile(Profile(name="李四", branch="第一党支部", is_secretary=True))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        named = set()
        for roster in (False, True):
            for key in ("f3", "f5", "f7", "f8", "tab", "tab", "0"):
                await pilot.press(key)
                await settle(pilot)
                for rows in pilot.app.screen.query(Rows):
                    keys = set(re.findall(r"按 ?(\d)", "" if rows.rows else rows.empty))
                    working = {name for name, one in pilot.app.screen.active_bindings.items() if one.enabled}
                    assert keys <= working, (key, rows.empty)
                    named |= {rows.empty} if keys else set()
            if not roster:
                ledger = BranchLedger.open(tmp_path, clock=lambda: MONDAY)
                ledger.save_roster(read_roster(roster_file(tmp_path)).members, branch="第一党支部")
        assert len(named) >= 4
