"""A form of the office's own filled in on the screen: columns looked through, mended, shown, saved beside the form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from desk.desk import Desk
from desk.office_forms import kept_columns
from screens.branch.handing import OFFICE_FORM
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, FormDialog
from screens.kit.office_form import FORM_FILE, ColumnsPage
from screens.kit.tell import TellDialog
from storage.journal import Journal
from storage.records import Matter
from tests.reports.office_forms.forms import cells, form
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until
from tests.screens.every_screen import back, go, home_of_everything

SIZE = (80, 24)


def _filled(home: Path, folder: Path) -> Path:
    """Somebody with two matters, and a form that was filled in before."""
    journal = Journal.open(home, clock=lambda: MONDAY)
    for day, title in ((2, "会签意见汇总"), (3, "督办件反馈")):
        journal.matters.add(Matter.new(MONDAY, date(2026, 11, day), title=title, measure="先核对"))
    folder.mkdir()
    path = folder / "登记表.xlsx"
    path.write_bytes(form())
    journal.folders.keep(FORM_FILE, str(path))
    return path


async def _press(pilot: Pilot[None], key: str, kind: type[object]) -> None:
    await pilot.press(key)
    await until(pilot, lambda: type(pilot.app.screen) is kind)
    await settle(pilot)


@pytest.mark.slow
async def test_a_column_is_mended_and_the_filled_form_lies_beside_it(own_home: Path, tmp_path: Path) -> None:
    path = _filled(own_home, tmp_path / "表")
    before = path.read_bytes()
    async with app_on(own_home).run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await settle(pilot)
        await _press(pilot, "8", FormDialog)
        await _press(pilot, "ctrl+s", ColumnsPage)
        assert "J 备注 <- 留空" in screen_text(pilot)
        page = pilot.app.screen
        assert isinstance(page, ColumnsPage)
        page.list.select("9")
        await _press(pilot, "enter", ChooseDialog)
        choose = pilot.app.screen
        assert isinstance(choose, ChooseDialog)
        choose.list.select("measure")
        await _press(pilot, "enter", ColumnsPage)
        assert "J 备注 <- 整改措施" in screen_text(pilot)
        await _press(pilot, "ctrl+s", AskDialog)
        assert "B5 事 项：会签意见汇总" in screen_text(pilot)
        await _press(pilot, "enter", FormDialog)
        pilot.app.screen.query_one(Input).value = str(path.parent)
        await _press(pilot, "ctrl+s", TellDialog)
    [made] = [one for one in path.parent.iterdir() if one != path]
    assert made.suffix == ".xlsx"
    assert path.read_bytes() == before
    done = cells(made.read_bytes())
    assert (done["B5"], done["J5"], done["B6"]) == ("会签意见汇总", "先核对", "督办件反馈")
    desk = Desk(own_home, clock=lambda: MONDAY)
    assert kept_columns(desk, "matters") == {"备注": "measure"}
    desk.close()


@pytest.mark.slow
async def test_why_a_form_cannot_be_filled_is_read_on_a_page_and_esc_leaves_all(own_home: Path, tmp_path: Path) -> None:
    path = _filled(own_home, tmp_path / "表")
    async with app_on(own_home).run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await settle(pilot)
        await _press(pilot, "8", FormDialog)
        await _press(pilot, "ctrl+s", ColumnsPage)
        await pilot.press("escape")
        await settle(pilot)
        path.write_bytes(path.read_bytes()[:-40])
        await _press(pilot, "8", FormDialog)
        await _press(pilot, "ctrl+s", TellDialog)
        assert "登记表.xlsx" in screen_text(pilot)
        assert "损坏" in screen_text(pilot)
    assert [one.name for one in path.parent.iterdir()] == ["登记表.xlsx"]
    desk = Desk(own_home, clock=lambda: MONDAY)
    assert kept_columns(desk, "matters") == {}
    desk.close()


@pytest.mark.slow
async def test_share_and_the_branch_lead_there_with_tables_of_their_own(tmp_path: Path) -> None:
    async with app_on(home_of_everything(tmp_path)).run_test(size=SIZE) as pilot:
        for keys, words in ((("f7", "9"), "自查汇总"), (("f8", "6", f"~{OFFICE_FORM}"), "支部问题整改台账")):
            await go(pilot, keys)
            assert "填哪一类记录" in screen_text(pilot)
            assert words in screen_text(pilot)
            await _press(pilot, "enter", FormDialog)
            await back(pilot)
