"""What the secretary makes for others from the one menu: reports that are kept, the way up, the way to the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.branch.upward import PreviewPage
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, FormDialog
from screens.kit.review import ReviewDialog
from storage.facts import RemarkFact
from storage.proposals import proposals
from storage.submission import read
from tests.screens.driving import app_on, screen_text, until, until_shown
from tests.screens.sending import submission
from tests.screens.test_branch import NOVEMBER, SIZE, dialog_open, enter_room, fill, ledger, secretary


async def choose(pilot: Pilot[None], words: str) -> None:
    """Open the menu and take the line with these words."""
    await pilot.press("6")
    await dialog_open(pilot, ChooseDialog)
    dialog = pilot.app.screen
    assert isinstance(dialog, ChooseDialog)
    await until_shown(pilot, words)
    place = next(place for place, (_name, said) in enumerate(dialog.choices) if words in said)
    await pilot.press(*["down"] * place, "enter")


async def save_in(pilot: Pilot[None], folder: Path) -> None:
    await dialog_open(pilot, FormDialog)
    await fill(pilot, folder=str(folder))
    await pilot.press("enter")


@pytest.mark.slow
async def test_a_report_is_kept_and_a_later_recount_is_said_on_the_screen(tmp_path: Path) -> None:
    home, out = secretary(tmp_path, taken=True), tmp_path / "out"
    out.mkdir()
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose(pilot, "2026年11月的报告和台账")
        await save_in(pilot, out)
        await until(pilot, lambda: len(ledger(home).made.all()) == 1)
        await until_shown(pilot, "已保存")
        await pilot.press("enter")
        await until_shown(pilot, "张三")
        assert "留存报告" not in screen_text(pilot)
        file = tmp_path / "王五.txt"
        file.write_bytes(submission("003"))
        ledger(home).take_in(ledger(home).look([file], NOVEMBER))
        await pilot.press("left")
        await until_shown(pilot, "2026年10月")
        await pilot.press("right")
        await until_shown(pilot, "与留存报告不一致")
    assert ledger(home).made.all()[0].figures.received == 2


@pytest.mark.slow
async def test_figures_go_up_after_they_were_seen_and_only_what_was_ticked_with_them(tmp_path: Path) -> None:
    home, out = secretary(tmp_path, taken=True), tmp_path / "out"
    out.mkdir()
    books = ledger(home)
    [item] = books.list.accept(proposals(books.sent(), books.items(), books.list.declined()))
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose(pilot, "报上级")
        await dialog_open(pilot, FormDialog)
        await fill(pilot, number="01", to="机关党委")
        await pilot.press("enter")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, item.title)
        await pilot.press("1", "enter")
        await dialog_open(pilot, PreviewPage)
        await until_shown(pilot, "应报4人，已报2人")
        await pilot.press("enter")
        await save_in(pilot, out)
        await until(pilot, lambda: bool(list(out.glob("*.txt"))))
    [file] = out.glob("*.txt")
    sent = read(file.read_bytes())
    assert (sent.header.member_no, sent.header.branch, sent.header.counts["branch_problem"]) == ("01", "机关党委", 1)


@pytest.mark.slow
async def test_the_ledger_is_handed_on_taken_over_and_gone_back_from(tmp_path: Path) -> None:
    home, out, other = secretary(tmp_path, taken=True), tmp_path / "out", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    new = secretary(other, roster=True)
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose(pilot, "交出整本台账")
        await save_in(pilot, out)
        await until(pilot, lambda: bool(list(out.glob("*.zip"))))
    [file] = out.glob("*.zip")
    async with app_on(new).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose(pilot, "接收交来的台账")
        await dialog_open(pilot, FormDialog)
        await fill(pilot, file=str(file))
        await pilot.press("enter")
        await dialog_open(pilot, AskDialog)
        await until_shown(pilot, "收到材料2份")
        await pilot.press("enter")
        await until(pilot, lambda: len(ledger(new).batches()) == 1)
        await until_shown(pilot, "已接收")
        await choose(pilot, "恢复上次接收前的台账")
        await dialog_open(pilot, AskDialog)
        await pilot.press("enter")
        await until(pilot, lambda: not ledger(new).batches())


@pytest.mark.slow
async def test_a_remark_stands_in_the_report_once_it_was_ticked(tmp_path: Path) -> None:
    home = secretary(tmp_path)
    file = tmp_path / "张三.txt"
    file.write_bytes(submission("001", RemarkFact(text="请协调会议室")))
    ledger(home).take_in(ledger(home).look([file], NOVEMBER))
    async with app_on(home).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose(pilot, "选择写入报告的意见建议")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "请协调会议室")
        await pilot.press("1", "enter")
        await until(pilot, lambda: list(ledger(home).noted(NOVEMBER).put) == ["1/2026-11/remark"])


@pytest.mark.slow
async def test_a_folder_that_was_written_for_one_thing_is_not_offered_for_another(tmp_path: Path) -> None:
    async with app_on(secretary(tmp_path, taken=True)).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await choose(pilot, "督办单")
        await fill(pilot, folder=str(tmp_path / "督办"))
        await pilot.press("escape")
        await until_shown(pilot, "草稿已保留")
        await choose(pilot, "换届交接")
        await dialog_open(pilot, FormDialog)
        assert str(tmp_path / "督办") not in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, FormDialog))
        await choose(pilot, "督办单")
        await until_shown(pilot, "接着填吗")
