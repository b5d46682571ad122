"""Banks on the screen: a table comes in checked, goes out, and becomes a paper."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot

from content.catalog import Catalog
from screens.kit.fields import LineInput
from screens.kit.form import AskDialog, FormDialog
from screens.kit.page import PageDialog
from screens.kit.tell import TellDialog
from screens.quiz.banks import Banks
from screens.quiz.screen import QuizScreen
from storage.banks import load_packs
from tests.screens.driving import app_on, until, until_shown

pytestmark = pytest.mark.slow  # whole screens: each takes long, and their rules are shown further down

SIZE = (80, 24)


async def enter_banks(pilot: Pilot[None]) -> Banks:
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))
    await until_shown(pilot, "题库")
    await pilot.press("8")
    return await banks(pilot)


async def banks(pilot: Pilot[None]) -> Banks:
    await until(pilot, lambda: isinstance(pilot.app.screen, Banks))
    screen = pilot.app.screen
    assert isinstance(screen, Banks)
    await until_shown(pilot, "程序自带")
    return screen


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Fill in the form that comes up, and save it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and not isinstance(pilot.app.screen, AskDialog))
    form = pilot.app.screen
    for name, text in values.items():
        form.query_one(f"#field-{name}", LineInput).value = text
    await pilot.press("ctrl+s")


def table(folder: Path, answer: str = "A") -> Path:
    path = folder / "处室题库.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["题干", "选项A", "选项B", "选项C", "答案"], ["几日内办结？", "三日", "五日", "七日", answer]):
        book.active.append(row)
    book.save(path)
    return path


def table_of_two(folder: Path) -> Path:
    """One question of which the key is no option, and a sound one beneath it."""
    path = table(folder, answer="D")
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active.append(["谁主持？", "主任", "秘书长", "代表", "B"])
    book.save(path)
    return path


def own(home: Path) -> list[str]:
    not_own = {pack.id for pack in Catalog.shipped().packs}
    return [pack.title.zh for pack in load_packs(home).packs if pack.id not in not_own]


async def test_a_table_comes_in_and_can_be_taken_away(tmp_path: Path) -> None:
    home, path = tmp_path / "home", table(tmp_path)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_banks(pilot)
        await pilot.press("1")
        await fill(pilot, file=str(path))
        await until_shown(pilot, "新的：1题")
        assert own(home) == []
        await pilot.press("enter")
        await until(pilot, lambda: own(home) == ["处室题库"])
        screen = await banks(pilot)
        await until(pilot, lambda: (screen.list.highlighted_id or "").startswith("bank-"))
        await pilot.press("delete")
        await until(pilot, lambda: own(home) == [])


async def test_a_table_with_a_fault_is_shown_by_row_and_nothing_comes_in(tmp_path: Path) -> None:
    home, path = tmp_path / "home", table(tmp_path, answer="D")
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_banks(pilot)
        await pilot.press("1")
        await fill(pilot, file=str(tmp_path / "没有.xlsx"))
        await until_shown(pilot, "没有这个文件")
        await fill(pilot, file=str(path))
        await until(pilot, lambda: isinstance(pilot.app.screen, PageDialog))
        await until_shown(pilot, "第2行")
        await until_shown(pilot, "还没有导入")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))  # with the file still named
        await until_shown(pilot, "处室题库.xlsx")
        await pilot.press("escape")
        await banks(pilot)
    assert own(home) == []


async def test_the_sound_questions_of_a_table_with_a_fault_come_in_where_that_is_wanted(tmp_path: Path) -> None:
    home, path = tmp_path / "home", table_of_two(tmp_path)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_banks(pilot)
        await pilot.press("1")
        await fill(pilot, file=str(path))
        await until_shown(pilot, "第2行")
        await pilot.press("enter")
        await until_shown(pilot, "只导入其余1题吗")
        assert own(home) == []
        await pilot.press("enter")
        await until_shown(pilot, "新的：1题")
        await pilot.press("enter")
        await until(pilot, lambda: own(home) == ["处室题库"])
    [pack] = [pack for pack in load_packs(home).packs if pack.title.zh == "处室题库"]
    assert [one.stem.zh for one in pack.questions] == ["谁主持？"]


@pytest.mark.slow
async def test_a_bank_goes_out_as_a_template_a_file_and_a_paper(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "out"
    folder.mkdir()
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_banks(pilot)
        await pilot.press("2")
        await fill(pilot, folder=str(folder))
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await pilot.press("enter")
        await banks(pilot)
        await pilot.press("5")
        await until_shown(pilot, "写成什么格式")
        await pilot.press("down", "down", "enter")
        await fill(pilot, folder=str(folder))
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await pilot.press("enter")
        await banks(pilot)
        await pilot.press("4")
        await fill(pilot, title="测验")
        await fill(pilot, folder=str(folder))
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
    suffixes = sorted(path.suffix for path in folder.iterdir())
    assert suffixes == [".docx"] * 3 + [".json", ".toml", ".xlsx"]


async def test_a_bank_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "banks" / "own" / "pack.toml"
    path.parent.mkdir(parents=True)
    path.write_text("id = ", encoding="utf-8")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_banks(pilot)
        await until_shown(pilot, "own/pack.toml")


async def test_the_preview_names_what_is_not_taken_and_asks_for_hidden_sheets(tmp_path: Path) -> None:
    path = table(tmp_path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["F1"] = "难度系数"
    old = book.create_sheet("旧题")
    old.sheet_state = "hidden"
    for row in (["题干", "选项A", "选项B", "答案"], ["几人？", "三", "五", "A"]):
        old.append(row)
    book.save(path)
    async with app_on(tmp_path / "home").run_test(size=SIZE) as pilot:
        await enter_banks(pilot)
        await pilot.press("1")
        await fill(pilot, file=str(path))
        await until_shown(pilot, "有隐藏的工作表：旧题")
        await pilot.press("escape")
        await until_shown(pilot, "难度系数")
        await until_shown(pilot, "旧题")
        await pilot.press("enter")
        await until(pilot, lambda: len(own(tmp_path / "home")) == 1)
