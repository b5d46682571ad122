"""Other lists on the screen: long ones, one's own beside the unit's, editions by day, and taking one over."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from content.donts import edition_text
from content.importing.donts import example_list
from screens.kit.form import FormDialog
from screens.kit.rows import Rows
from screens.today.dont_rows import DontRows
from screens.today.screen import TodayScreen
from storage.glance import Glance
from storage.journal import Journal
from storage.lists import Place, read_lists, save_list
from storage.records import MatterKind, SelfCheck
from tests.lists import a_list
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown

TODAY = MONDAY.date()
TWENTY = tuple(f"item{n}" for n in range(1, 21))


def answered(screen: TodayScreen, number: int) -> bool:
    return len(screen.seen.marks) == number


class Rowed(DontRows):
    """Rows in a room of a given height, off any screen."""

    height = 6

    @property
    def room(self) -> int:
        return min(len(self.lines), self.height)


@given(st.integers(1, 20), st.integers(0, 20), st.integers(3, 25), st.lists(st.integers(-25, 25), max_size=8))
def test_the_selected_item_is_always_shown(first: int, own: int, height: int, moves: list[int]) -> None:
    lists = [a_list("one", *(f"a{n}" for n in range(first)))]
    lists += [a_list("own", *(f"b{n}" for n in range(own)))] if own else []
    rows = Rowed(lists, Glance())
    rows.height = height
    for move in moves:
        rows.set_reactive(DontRows.selected, min(max(rows.selected + move, 0), len(rows.donts) - 1))
        rows._follow()
        shown = rows.render().plain.split("\n")
        assert len(shown) == rows.room
        assert [line for line in shown if line.startswith(">") and rows.dont.id in line]
        assert sum("more line" in line or "还有" in line for line in shown) == (rows.top > 0) + (
            rows.top + rows.room < len(rows.lines)
        )


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.slow)])
async def test_twenty_items_and_an_own_list_are_answered_by_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", *TWENTY))
    save_list(tmp_path, Place.PERSONAL, TODAY, a_list("mine", "m1", "m2"))
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await until_shown(pilot, "已对照 0 / 20  个人 0 / 2")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        for number in range(1, 23):
            await pilot.press("1")
            await until(pilot, partial(answered, screen, number))
        await until_shown(pilot, "已对照 20 / 20  个人 2 / 2")
        assert "个人清单：mine清单" in screen_text(pilot)
    journal = Journal.open(tmp_path)
    for list_id, items in (("ours", 20), ("mine", 2)):
        check = journal.checks.get(SelfCheck.uid_of(TODAY, list_id), TODAY)
        assert check is not None
        assert len(check.answers) == items


async def test_a_line_under_the_mouse_is_selected_where_the_list_has_moved(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", *TWENTY))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "已对照 0 / 20")
        rows = pilot.app.screen.query_one(DontRows)
        rows.selected = 19
        await until_shown(pilot, "item20")
        line = next(n for n, text in enumerate(screen_text(pilot).split("\n")) if " item15短" in text)
        await pilot.click(offset=(20, line))
        await until(pilot, lambda: rows.dont.id == "item15")


@pytest.mark.slow
async def test_days_gone_by_keep_their_list_and_a_shortfall_knows_its_own(tmp_path: Path) -> None:
    save_list(tmp_path, Place.UNIT, TODAY, a_list("ours", "a"))
    save_list(tmp_path, Place.PERSONAL, TODAY, a_list("mine", "m"))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "a短")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await pilot.press("left")
        await until_shown(pilot, "交办工作不延误")
        assert "m短" not in screen_text(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "个人 0 / 1")
        await pilot.press("down", "3")
        await until_shown(pilot, "未做到")
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "未办结 1 件")
    (matter,) = Journal.open(tmp_path).matters.open()
    assert (matter.kind, matter.item, matter.check_uid) == (MatterKind.SHORTFALL, "m", f"{TODAY}.mine")


@pytest.mark.slow
async def test_a_list_is_taken_over_and_ended_in_set_up(tmp_path: Path) -> None:
    file, home = tmp_path / "l.toml", tmp_path / "home"
    file.write_text(edition_text(example_list()), "utf-8")
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "交办工作不延误")
        await pilot.press("f12")
        await until_shown(pilot, "个人信息")

        async def fill(*texts: str) -> None:
            rows = pilot.app.screen.query_one(Rows)
            rows.highlighted = next(place for place, row in enumerate(rows.rows) if row.id == "lists")
            await pilot.press("enter")
            await until(
                pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None
            )
            for field, text in zip(pilot.app.screen.query(Input), texts, strict=True):
                field.value = text
            await pilot.press("ctrl+s")

        await fill(str(tmp_path / "none.xlsx"), "")
        await until_shown(pilot, "不存在")
        pilot.app.screen.query(Input).first().value = str(file)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "不让文件在自己手上积压")
        await pilot.press("enter")
        await until_shown(pilot, "某处日常工作对照清单")
        await pilot.press("f2")
        await until_shown(pilot, "文件不积压")
        await pilot.press("f12")
        await until_shown(pilot, "某处日常工作对照清单")
        await fill("", "12-01")
        await until_shown(pilot, "自2026年12月1日起停用")
        await pilot.press("enter")
        await until(pilot, lambda: read_lists(home).unit_on(date(2026, 12, 1)).id == "six-donts")
    assert read_lists(home).unit_on(TODAY).id == "example"
