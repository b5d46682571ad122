"""A matter in one line, from any screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from screens.kit.base import Room
from screens.kit.door import Door
from storage.journal import Journal
from storage.records import Matter
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tui.app import DOORS

SIZE = (80, 24)
LINE = "张主任 11月30日前 报送调研材料 #电话"


def the_open(home: Path) -> list[Matter]:
    return Journal.open(home, clock=lambda: MONDAY).matters.open()


async def write_line(pilot: Pilot[None], line: str) -> None:
    beneath = pilot.app.screen
    await pilot.press("f9")
    await until(pilot, lambda: pilot.app.screen is not beneath and pilot.app.screen.focused is not None)
    pilot.app.screen.query_one(Input).value = line
    await pilot.pause()


@pytest.mark.parametrize("door", [door for door in DOORS if not door.for_secretary], ids=lambda door: door.room)
async def test_a_line_becomes_a_matter_wherever_one_is(tmp_path: Path, door: Door) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press(door.key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Room))
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, LINE)
        await until_shown(pilot, "时限 2026年11月30日 星期一")
        assert not the_open(tmp_path)  # what was understood is shown before it is saved
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        [matter] = the_open(tmp_path)
        assert (matter.title, matter.given_by, matter.channel) == ("报送调研材料", "张主任", "电话")
        assert (matter.day, matter.due_day) == (MONDAY.date(), date(2026, 11, 30))


@pytest.mark.parametrize(
    "keys",
    [("f3", "1"), ("f3", "4"), ("f3", "4", "enter"), ("f4", "enter"), ("f4", "5"), ("f5", "1")],
    ids=["note", "library", "reader", "quiz", "form", "another matter"],
)
async def test_a_line_becomes_a_matter_above_whatever_is_up_and_leaves_that_as_it_was(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        for key in keys:
            before = pilot.app.screen
            await pilot.press(key)
            await until(pilot, lambda before=before: pilot.app.screen is not before)  # type: ignore[misc]
            await settle(pilot)  # the room has read its list
        stack = list(pilot.app.screen_stack)
        await write_line(pilot, LINE)
        assert pilot.app.screen_stack[:-1] == stack
        await pilot.press("f9")  # once is enough
        await pilot.pause()
        assert len(pilot.app.screen_stack) == len(stack) + 1
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        await until(pilot, lambda: pilot.app.screen_stack == stack)


async def test_what_is_not_understood_is_said_and_kept(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, "2月30日前 交稿")
        await until_shown(pilot, "“2月30日”看不出是哪一天")
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        [matter] = the_open(tmp_path)
        assert (matter.title, matter.due_day) == ("2月30日前 交稿", None)


@pytest.mark.parametrize(
    ("line", "fault"),
    [("@张主任 11.30", "请写明是什么事项"), ("11月20日前 交稿", "时限早于今天")],
    ids=["empty", "past"],
)
async def test_a_line_that_cannot_be_a_matter_stays_to_be_mended(tmp_path: Path, line: str, fault: str) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, line)
        await pilot.press("enter")
        await until_shown(pilot, fault)
        assert line in screen_text(pilot)
        assert not the_open(tmp_path)
        await pilot.press("escape")
        await until(pilot, lambda: line in Journal.open(tmp_path, clock=lambda: MONDAY).drafts.get("matter/quick"))
