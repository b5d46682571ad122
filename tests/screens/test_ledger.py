"""The ledger on the screen: orders, quarters, documents, matters that come back, errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from textual.widgets import Input, Static

from content.donts import official_list
from content.marks import Mark
from content.period import Period
from screens.kit.fields import Choice
from storage.records import Every, Matter, MatterKind, MatterState, SelfCheck
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown
from tests.screens.test_matters import SIZE, TODAY, enter_room, fill, form_gone, form_open, put, the_open, written


@pytest.mark.slow
async def test_the_arrows_turn_the_open_matters_from_order_to_order(tmp_path: Path) -> None:
    put(tmp_path, "undated", given_by="王处长")
    put(tmp_path, "late", date(2026, 11, 20), given_by="李处长", kind=MatterKind.ERROR)
    put(tmp_path, "soon", date(2026, 11, 25), given_by="王处长")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        for order, titles in (
            ("按交办人", {("late", "soon", "undated"), ("soon", "undated", "late")}),
            ("按类别", {("soon", "undated", "late"), ("late", "soon", "undated")}),
            ("只看超期", {("late",)}),
            ("按时限", {("late", "soon", "undated")}),
        ):
            await pilot.press("right")
            await until_shown(pilot, order)
            assert tuple(matter.title for matter in screen.matters) in titles
        await pilot.press("f1")
        await until_shown(pilot, "未办结的换一种排列")
        assert "F8" not in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("right")
        await until_shown(pilot, "王处长（2）")
        await until_shown(pilot, "李处长（1）")


@pytest.mark.slow
async def test_closed_matters_of_a_quarter_and_the_documents(tmp_path: Path) -> None:
    put(tmp_path, "新的", state=MatterState.SETTLED, result="已报", closed_day=date(2026, 11, 3))
    put(tmp_path, "旧的", state=MatterState.SETTLED, result="已办", closed_day=date(2026, 8, 3))
    folder = tmp_path / "to"
    folder.mkdir()
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("4")
        await until_shown(pilot, "2026年已结 2 件")
        await pilot.press("left")
        await until_shown(pilot, "[2026年第4季度已结 1 件]")
        assert [matter.title for matter in screen.matters] == ["新的"]
        await pilot.press("left")
        await until_shown(pilot, "2026年第3季度已结 1 件")
        await pilot.press("7")
        await until_shown(pilot, "哪个时段")
        await form_open(pilot)
        for wrong, says in (("2026-9-30..2026-7-1", "2026-07-01..2026-09-30"), ("0206", "0206早于1949年")):
            await fill(pilot, period=wrong)
            await pilot.press("enter")
            await until_shown(pilot, says)
        await fill(pilot, period="2026-Q3")
        await pilot.press("enter")
        await until_shown(pilot, "保存到哪里")
        await fill(pilot, folder=str(folder))
        await pilot.press("enter")
        await until_shown(pilot, "已保存")
    word, markdown, excel = (next(folder.glob(f"*{ending}")) for ending in (".docx", ".md", ".xlsx"))
    assert "旧的" in markdown.read_text("utf-8")
    assert "新的" not in markdown.read_text("utf-8")
    assert any("旧的" in paragraph.text for paragraph in Document(str(word)).paragraphs)
    sheet = openpyxl.load_workbook(excel).active
    assert sheet is not None
    assert "旧的" in {cell for row in sheet.iter_rows(values_only=True) for cell in row}


@pytest.mark.slow
async def test_what_comes_back_stands_there_again_once_it_is_settled_and_undo_takes_both_back(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="报工作预安排", due_day="")
        (await form_open(pilot)).query_one("#field-repeat", Choice).choose(Every.MONTH.value)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "例行事项要有时限")
        await fill(pilot, due_day="月底")
        await pilot.press("ctrl+s")
        await form_gone(pilot)
        await until(pilot, lambda: len(the_open(tmp_path)) == 1)
        await until_shown(pilot, "每月")
        await pilot.press("2")
        await fill(pilot, result="已报")
        await pilot.press("ctrl+s")
        await form_gone(pilot)
        await until(pilot, lambda: [one.due_day for one in the_open(tmp_path)] == [date(2026, 12, 30)])
        await until(pilot, lambda: len(screen.done_before) == 2)
        await pilot.press("3")
        await until(pilot, lambda: [one.due_day for one in the_open(tmp_path)] == [date(2026, 11, 30)])
        assert written(tmp_path).matters.closed_within(Period.parse("2026")) == []


@pytest.mark.slow
async def test_settling_an_error_asks_for_its_cause_and_what_prevents_it(tmp_path: Path) -> None:
    put(tmp_path, "通知日期写错", kind=MatterKind.ERROR)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await fill(pilot, result="已更正", cause="沿用旧稿", prevention="印发前两人核对")
        await pilot.press("ctrl+s")
        await form_gone(pilot)
        await until(pilot, lambda: not the_open(tmp_path))
        (matter,) = written(tmp_path).matters.closed_within(Period.parse("2026"))
        assert (matter.cause, matter.prevention) == ("沿用旧稿", "印发前两人核对")


@pytest.mark.slow
async def test_what_was_listed_at_the_same_item_before_stands_beside_the_new(tmp_path: Path) -> None:
    item = official_list().donts[0].id
    put(tmp_path, "会议通知晚发", kind=MatterKind.SHORTFALL, item=item)
    put(tmp_path, "别的条目", kind=MatterKind.SHORTFALL, item="other")
    check = SelfCheck.new(MONDAY, TODAY, uid=SelfCheck.uid_of(TODAY, "six-donts"), list_id="six-donts", edition="2012")
    written(tmp_path).checks.add(check.answered(MONDAY, item, mark=Mark.NOT_KEPT, sentence="又晚了"))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "又晚了")
        await pilot.press("up", "5")
        await until_shown(pilot, "这一条以前列过1次")
        assert "会议通知晚发" in screen_text(pilot)
        assert "别的条目" not in str(pilot.app.screen.query_one(".explain", Static).content)
        assert pilot.app.screen.query_one("#field-title", Input).value == "又晚了"


@pytest.mark.slow
@pytest.mark.parametrize("count", [2_000])
async def test_two_thousand_open_matters_can_be_worked_with(tmp_path: Path, count: int) -> None:
    written(tmp_path).matters.add_many(
        Matter.new(MONDAY, TODAY, title=f"事项{number}", due_day=TODAY, given_by=f"甲{number % 7}")
        for number in range(count)
    )
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await until_shown(pilot, f"未办结 {count} 件")
        await pilot.press("right")
        await until(pilot, lambda: [len(group) for _words, group in screen.groups] == [286] * 5 + [285] * 2)
        await pilot.press("end", "up")
        await until(pilot, lambda: screen.matter is not None)
