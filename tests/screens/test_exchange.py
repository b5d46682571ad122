"""Set-up: records exchanged with another computer over a folder, and what two say differently decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from desk.backups import back_up, bring_back_from, look_into
from desk.exchange import undecided
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog
from screens.kit.tell import TellDialog
from screens.settings.screen import SettingsScreen
from storage.cipher import has_vault
from storage.journal import Journal
from storage.records import Profile, StudyNote
from tests.computers import desk_at, go, own_file, retitle, stick_at, write
from tests.computers import titles as titles_of
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.test_matters import fill
from tests.storage.vaults import PASSPHRASE, turn_on, unlock, where
from tui.app import SixdontsApp


def titles(home: Path) -> list[str]:
    return sorted(one.title for one in Journal.open(home).notes.all())


async def open_exchange(pilot: Pilot[None]) -> None:
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    screen.list.select("exchange")
    await pilot.press("enter")


@pytest.mark.slow
async def test_records_of_nobody_named_come_only_when_somebody_says_that_they_are_his(tmp_path: Path) -> None:
    stick, there = stick_at(tmp_path), desk_at(tmp_path, "other")
    there.journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="那边的"))
    go(there, stick)
    async with app_on(tmp_path / "office").run_test(size=(80, 24)) as pilot:
        for answer in (("enter",), ("end", "enter")):
            await open_exchange(pilot)
            await fill(pilot, folder=str(stick))
            await pilot.press("ctrl+s")
            await until_shown(pilot, "没有写明是谁的记录")
            assert titles(tmp_path / "office") == []
            await pilot.press(*answer)
            await settle(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: titles(tmp_path / "office") == ["那边的"])


@pytest.mark.slow
async def test_what_comes_is_shown_and_a_conflict_is_asked_and_decided(tmp_path: Path) -> None:
    office, stick = tmp_path / "office", stick_at(tmp_path)
    journal = Journal.open(office, clock=lambda: MONDAY)
    journal.notes.add(note := StudyNote.new(MONDAY, MONDAY.date(), title="原来"))
    go(desk_at(tmp_path, "office"), stick)
    there = desk_at(tmp_path, "other")
    go(there, stick)
    there.journal.notes.change(note, lambda old: old.changed(MONDAY, title="那边改的"))
    there.journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="那边新写的"))
    go(there, stick)
    journal.notes.change(note, lambda old: old.changed(MONDAY, title="这边改的"))

    async with app_on(office).run_test(size=(80, 24)) as pilot:
        await open_exchange(pilot)
        await fill(pilot, folder=str(stick))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await until_shown(pilot, "新收进：笔记 1")
        await until_shown(pilot, "有 1 条本机与另一台写得不一样")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await until_shown(pilot, "标题：本机：这边改的")
        await until_shown(pilot, "标题：另一台：那边改的")
        assert titles(office) == ["这边改的", "那边新写的"]
        await pilot.press("escape")  # later
        await settle(pilot)
        assert len(undecided(desk_at(tmp_path, "office"))) == 1

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await until_shown(pilot, "待决定 1 条")
        await pilot.press("enter")
        await until_shown(pilot, "保留另一台电脑的")
        await pilot.press("down", "enter")
        await until_shown(pilot, "已决定")
        await settle(pilot)
    assert (titles(office), undecided(desk_at(tmp_path, "office"))) == (["那边改的", "那边新写的"], [])


@pytest.mark.slow
async def test_nothing_new_is_said_and_nothing_is_asked(tmp_path: Path) -> None:
    office, stick = tmp_path / "office", stick_at(tmp_path)
    go(desk_at(tmp_path, "office"), stick)
    async with app_on(office).run_test(size=(80, 24)) as pilot:
        await open_exchange(pilot)
        await fill(pilot, folder=str(stick))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await until_shown(pilot, "本机没有新内容")


@pytest.mark.slow
async def test_what_another_computer_sealed_is_read_once_its_passphrase_is_typed_and_one_is_that_person(
    tmp_path: Path,
) -> None:
    there, stick = desk_at(tmp_path, "there"), stick_at(tmp_path)
    there.journal.save_profile(Profile(name="张三"))
    there.journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="那边新写的"))
    there.take_cipher(turn_on(there.home))
    go(there, stick)
    office = tmp_path / "office"
    Journal.open(office).drafts.put("note/new", "")

    async with app_on(office).run_test(size=(80, 24)) as pilot:
        await open_exchange(pilot)
        await fill(pilot, folder=str(stick))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "加入：输入那台电脑的口令")
        await until_shown(pilot, "本机也启用保险箱，全部记录用同一个口令加密")
        await pilot.press("escape")  # goes back, and not on without those files
        await settle(pilot)
        assert isinstance(pilot.app.screen, SettingsScreen)
        await pilot.press("enter")
        await until_shown(pilot, "通过哪个文件夹互换")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "加入：输入那台电脑的口令")
        await pilot.press("enter")
        await until_shown(pilot, "另一台电脑的口令，或它的恢复密钥")
        await fill(pilot, said="不是这一句口令")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "口令不对")
        assert "正在处理" not in screen_text(pilot)
        await fill(pilot, said=PASSPHRASE)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "已打印或抄下了吗")
        assert not has_vault(office)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "您是张三吗")
        assert has_vault(office)
        await pilot.press("enter")  # who only goes on is not that person
        await settle(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "通过哪个文件夹互换")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "您是张三吗")
        await pilot.press("down", "enter")
        await until_shown(pilot, "新收进")
        assert where(stick, "那边新写的") == []
        await pilot.press("enter")
        await until_shown(pilot, "已互换")
        await settle(pilot)
    desk = desk_at(tmp_path, "office")
    desk.take_cipher(unlock(office))
    assert (titles_of(desk), desk.journal.profile().name) == (["那边新写的"], "张三")
    assert where(office, "那边新写的") == []


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.slow
async def test_files_of_before_a_restore_are_deleted_when_that_is_agreed_to(tmp_path: Path, *, is_whole: bool) -> None:
    office, stick = desk_at(tmp_path, "office"), stick_at(tmp_path)
    office.journal.notes.add(note := StudyNote.new(MONDAY, MONDAY.date(), title="原来"))
    go(office, stick)
    old = own_file(office)
    back_up(office, tmp_path / "kept.zip")
    retitle(office, note, "改了")
    bring_back_from(office, look_into(office, str(tmp_path / "kept.zip")))
    if not is_whole:
        (stick / old).write_bytes((stick / old).read_bytes()[:-9])
    async with app_on(office.home).run_test(size=(80, 24)) as pilot:
        await open_exchange(pilot)
        await fill(pilot, folder=str(stick))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "本机恢复备份以前留下的" if is_whole else "是本机以前留下的，不完整")
        await pilot.press("enter")
        await until_shown(pilot, "删除文件夹里本机以前的1个文件吗")
        if not is_whole:  # something may go with it: Enter alone is no
            await pilot.press("enter")
            await settle(pilot)
        assert (stick / old).exists()
        await pilot.press("enter" if is_whole else "ctrl+s")
        await until_shown(pilot, "已删除以前的1个文件")
        await settle(pilot)
    assert [path.name for path in stick.iterdir()] == [own_file(desk_at(tmp_path, "office"))]


@pytest.mark.slow
async def test_what_lies_open_beside_a_vault_is_left_out_by_enter_and_ones_own_sealed_file_is_written(
    tmp_path: Path,
) -> None:
    """The other computer needs it to join."""
    stick, other = stick_at(tmp_path), desk_at(tmp_path, "other")
    profile = Profile(name="张三", member_no="007")
    other.journal.save_profile(profile)
    write(other, "那边的")
    go(other, stick)
    home = desk_at(tmp_path, "home")
    home.journal.save_profile(profile)
    home.take_cipher(turn_on(home.home))
    async with SixdontsApp([home]).run_test(size=(80, 24)) as pilot:
        await open_exchange(pilot)
        await fill(pilot, folder=str(stick))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "没有加密，谁都可能写过，也收进吗")
        await pilot.press("enter")
        await until_shown(pilot, "没有收进")
        await pilot.press("enter")
        await until(pilot, lambda: len(list(stick.iterdir())) == 2)
        await until_shown(pilot, "本机的文件已写好")
    assert home.journal.notes.all() == []
