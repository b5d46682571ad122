"""Return, receipts and the notice by keys: the secretary's side, and a member's."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.branch.calling import CallDialog
from screens.kit.choose import ChooseDialog
from screens.kit.form import FormDialog
from screens.share.screen import ShareScreen
from storage.receipts import ReceiptHeader, Verdict, write_receipt
from storage.records import Profile
from storage.standings import Standing
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown
from tests.screens.test_branch import NOVEMBER, SIZE, back, dialog_open, enter_room, fill, ledger, secretary
from tests.screens.test_share import enter_room as enter_share
from tests.screens.test_share import record, written

COMMENT = "请写明整改时限"


def standing(home: Path, person: str = "1") -> Standing:
    return next(one.standing for one in ledger(home).standings(NOVEMBER) if one.person == person)


def receipt_for(folder: Path, number: str, name: str, comment: str) -> Path:
    """A receipt with which a submission is returned to a member."""
    header = ReceiptHeader(
        branch="第一党支部", period="2026-11", made_at=MONDAY, program="0", member_no=number, name=name, count=1
    )
    day = MONDAY.date()
    verdict = Verdict(member_no=number, revision=1, state="returned", day=day, comment=comment)
    path = folder / f"{number}.txt"
    path.write_bytes(write_receipt(header, [verdict], ""))
    return path


async def take(pilot: Pilot[None], name: str) -> None:
    """Choose one of what is offered."""
    chooser = pilot.app.screen
    assert isinstance(chooser, ChooseDialog)
    chooser.list.select(name)
    await pilot.press("enter")


@pytest.mark.slow
async def test_eight_returns_with_a_comment_and_lets_it_stand_again_and_six_saves_the_receipts(tmp_path: Path) -> None:
    home, out = secretary(tmp_path, taken=True), tmp_path / "回执"
    out.mkdir()
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await until_shown(pilot, "张三")
        screen.list.select("1")
        await until_shown(pilot, "8 退回")
        await pilot.press("8")
        await dialog_open(pilot, FormDialog)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "请写明退回意见")
        await fill(pilot, comment=COMMENT)
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "退回待重报")
        assert standing(home) is Standing.RETURNED

        await pilot.press("6")
        await dialog_open(pilot, ChooseDialog)
        await until_shown(pilot, "给成员的回执")
        await take(pilot, "receipts")
        await dialog_open(pilot, FormDialog)
        await fill(pilot, folder=str(out))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(list(out.glob("*.txt"))) == 2)
        await pilot.press("enter")
        await back(pilot)
        screen.list.select("1")
        await pilot.press("8")
        await dialog_open(pilot, ChooseDialog)
        await until_shown(pilot, COMMENT)
        await pilot.press("down", "enter")
        await until(pilot, lambda: standing(home) is Standing.RECEIVED)


@pytest.mark.slow
async def test_the_notice_is_shown_to_be_copied_and_saved(tmp_path: Path) -> None:
    home, out = secretary(tmp_path, taken=True), tmp_path / "通知"
    out.mkdir()
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "张三")
        await pilot.press("6")
        await dialog_open(pilot, ChooseDialog)
        await take(pilot, "call")
        await dialog_open(pilot, FormDialog)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "请写截止日期")
        await fill(pilot, due_day="2026-12-04", where="共享盘")
        await pilot.press("ctrl+s")
        await dialog_open(pilot, CallDialog)
        await until_shown(pilot, "2026年12月4日（星期五）")
        await pilot.press("1")
        assert "共享盘" in pilot.app.clipboard
        await pilot.press("enter")
        await fill(pilot, folder=str(out))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(list(out.iterdir())) == 2)


@pytest.mark.slow
async def test_share_shows_what_the_branch_said_and_refuses_what_is_for_another(tmp_path: Path) -> None:
    home = tmp_path / "home"
    record(home, Profile(name="张三", member_no="001", branch="第一党支部"))
    mine, other = receipt_for(tmp_path, "001", "张三", COMMENT), receipt_for(tmp_path, "002", "李四", "别人的意见")
    async with app_on(home).run_test(size=SIZE, notifications=True) as pilot:
        await enter_share(pilot)
        for file, said in ((other, "李四（002）"), (mine, COMMENT)):
            await pilot.press("8")
            await dialog_open(pilot, FormDialog)
            await fill(pilot, file=str(file))
            await pilot.press("ctrl+s")
            await until_shown(pilot, said)
            assert "别人的意见" not in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ShareScreen))
        await until_shown(pilot, f"第1版：支部11月23日退回，意见：{COMMENT}")
    assert len(written(home).submission_receipts.of("2026-11")) == 1
