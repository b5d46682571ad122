"""The lock: what a wrong passphrase leaves alone, where an opened vault leads, and what locks it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.words import use
from desk.desk import Desk
from screens.kit.form import FormDialog
from screens.lock.screen import LockScreen, PassphraseLine
from screens.settings.screen import SettingsScreen
from screens.study.note_editor import NoteEditor
from screens.study.screen import StudyScreen
from screens.today.screen import TodayScreen
from storage.cipher import has_vault
from storage.files import Files
from storage.journal import Journal
from storage.records import StudyNote
from storage.sealed import header_at
from storage.settings import change_setting, read_settings
from storage.vault import new_recovery_key
from storage.vaulting import turned_on, with_new_key
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.test_lines import faults
from tests.screens.test_look import colours_of
from tests.storage.vaults import PASSPHRASE, PLANTED, QUICK, turn_on, unlock, where
from tui.app import SixdontsApp


def locked(home: Path) -> Path:
    """A data folder with a note, locked."""
    Journal.open(home, clock=lambda: MONDAY).notes.add(StudyNote.new(MONDAY, MONDAY.date(), title=PLANTED))
    turn_on(home)
    return home


def line(pilot: Pilot[None]) -> PassphraseLine:
    return pilot.app.screen.query_one(PassphraseLine)


async def opened(pilot: Pilot[None], name: type = TodayScreen) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, LockScreen))
    line(pilot).value = PASSPHRASE
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, name))


async def test_the_first_screen_is_the_lock_and_the_passphrase_leads_to_today(tmp_path: Path) -> None:
    async with app_on(locked(tmp_path)).run_test(size=(80, 24)) as pilot:
        assert isinstance(pilot.app.screen, LockScreen)
        assert PLANTED not in screen_text(pilot)
        await opened(pilot)
        await pilot.press("f3")
        await until_shown(pilot, PLANTED)


async def test_a_wrong_passphrase_is_told_and_stays_and_typing_replaces_it(tmp_path: Path) -> None:
    async with app_on(locked(tmp_path)).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"wrong", "enter")
        await until_shown(pilot, "口令不对")
        await settle(pilot)
        assert line(pilot).value == "wrong"
        assert "wrong" not in screen_text(pilot)
        assert "*****" in screen_text(pilot)
        await pilot.press(*"worse", "enter")
        assert line(pilot).value == "worse"
        await until_shown(pilot, "口令不对")
        await pilot.press("end", *"r")
        assert line(pilot).value == "worser"
        await pilot.press("escape")
        assert line(pilot).value == ""
        await opened(pilot)


async def test_no_key_leads_past_the_lock(tmp_path: Path) -> None:
    async with app_on(locked(tmp_path)).run_test(size=(80, 24)) as pilot:
        for key in ("f2", "f3", "f5", "f8", "f9", "f12", "ctrl+f", "ctrl+l", "escape"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, LockScreen), key


@pytest.mark.slow
async def test_locking_keeps_what_is_being_typed_and_comes_back_to_the_room(tmp_path: Path) -> None:
    home = locked(tmp_path)
    first = app_on(home)
    async with first.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        await until_shown(pilot, PLANTED)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press(*"half", "ctrl+l")
        await until(pilot, lambda: not first.is_running)
    assert first.is_locking
    assert where(home, "half") == []
    assert "half" in "".join(Journal.open(home, cipher=unlock(home)).drafts.under("").values())
    again = SixdontsApp([Desk(home, clock=lambda: MONDAY)], first.come_back)
    async with again.run_test(size=(80, 24)) as pilot:
        await opened(pilot, StudyScreen)
        await pilot.press("1")
        await until_shown(pilot, "half")


async def test_it_locks_by_itself_when_nobody_pressed_a_key_for_so_long(tmp_path: Path) -> None:
    home = locked(tmp_path)
    change_setting(home, "lock_after_minutes", 3)
    app, now = app_on(home), [0.0]
    app.clocks = lambda: (now[0], 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        now[0] = 170.0
        await pilot.press("f3")
        now[0] = 349.0
        await app.lock_if_idle()
        assert not app.is_locking
        now[0] = 350.0
        await app.lock_if_idle()
        await until(pilot, lambda: not app.is_running)
    assert app.is_locking


@pytest.mark.parametrize("is_by_itself", [False, True])
@pytest.mark.slow
async def test_what_cannot_be_kept_is_not_locked_away(tmp_path: Path, is_by_itself: bool) -> None:
    home = locked(tmp_path)
    change_setting(home, "lock_after_minutes", 3)
    app, now = app_on(home), [0.0]
    app.clocks = lambda: (now[0], 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f3", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await settle(pilot)
        another = unlock(home)
        with_new_key(Files(home, cipher=another), another, PASSPHRASE, new_recovery_key())
        await pilot.press(*"half")
        await settle(pilot)
        now[0] = 181.0
        await (app.lock_if_idle() if is_by_itself else pilot.press("ctrl+l"))
        await until_shown(pilot, "没有上锁")
        assert app.is_running
        assert not app.is_locking
        assert "half" in screen_text(pilot)
        await pilot.press(*"way")
        assert "halfway" in screen_text(pilot)
        await pilot.press("escape", "ctrl+l")
        await until(pilot, lambda: not app.is_running)
    assert app.is_locking


@pytest.mark.parametrize("minutes", [0, 3])
async def test_without_a_vault_or_a_time_nothing_locks(tmp_path: Path, minutes: int) -> None:
    if not minutes:
        locked(tmp_path)
    change_setting(tmp_path, "lock_after_minutes", minutes)
    app, now = app_on(tmp_path), [0.0]
    app.clocks = lambda: (now[0], now[0])
    async with app.run_test(size=(80, 24)) as pilot:
        if not minutes:
            await opened(pilot)
        now[0] = 10_000.0
        await app.lock_if_idle()
        assert not app.is_locking
        if minutes:
            await pilot.press("ctrl+l")
            await until_shown(pilot, "保险箱没有启用")


async def in_set_up(pilot: Pilot[None]) -> None:
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    screen.list.select("vault")
    await pilot.press("enter")


async def fill_in(pilot: Pilot[None], *words: str) -> None:
    await until(pilot, lambda: type(pilot.app.screen) is FormDialog)
    for one in words:
        await pilot.press(*one, "enter")


def header_mark(home: Path) -> str:
    """By which key the vault is sealed."""
    header = header_at(home)
    assert header is not None
    return header.mark


@pytest.mark.slow
async def test_a_recovery_key_that_was_shown_and_not_put_to_use_is_called_so(tmp_path: Path) -> None:
    Journal.open(tmp_path, clock=lambda: MONDAY).notes.add(StudyNote.new(MONDAY, MONDAY.date(), title=PLANTED))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await in_set_up(pilot)
        await fill_in(pilot, "six cups of tea", "six cups of tea")
        await until_shown(pilot, "已打印或抄下了吗")
        await pilot.press("escape")
        await until_shown(pilot, "刚才显示的恢复密钥不起作用")
        assert not has_vault(tmp_path)


@pytest.mark.slow
async def test_set_up_turns_it_on_gives_it_another_key_and_turns_it_off(tmp_path: Path) -> None:
    home = tmp_path
    Journal.open(home, clock=lambda: MONDAY).notes.add(StudyNote.new(MONDAY, MONDAY.date(), title=PLANTED))
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await in_set_up(pilot)
        await fill_in(pilot, "short", "short")
        await until_shown(pilot, "至少8个字符")
        await pilot.press("escape")
        await in_set_up(pilot)
        await fill_in(pilot, "six cups of tea", "six cups of tea")
        await until_shown(pilot, "已打印或抄下了吗")
        assert "下一项" not in screen_text(pilot)  # there is none
        await pilot.press("enter", "enter")
        assert not has_vault(home)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "保险箱已启用")
        await until_shown(pilot, "以前写的备份")
        assert "正在处理" not in screen_text(pilot)
        assert where(home) == []
        await pilot.press("enter", "f3")
        await until_shown(pilot, PLANTED)
        await in_set_up(pilot)
        await until_shown(pilot, "停用保险箱")
        await pilot.press("enter")
        await until_shown(pilot, "不自动上锁")
        await pilot.press("home", "enter")
        await until_shown(pilot, "自动上锁：不自动上锁")
        assert read_settings(home).settings.lock_after_minutes == 0
        await in_set_up(pilot)
        await until_shown(pilot, "停用保险箱")
        await pilot.press(*["down"] * 4, "enter")
        await until_shown(pilot, "此后全部记录不加密")
        await fill_in(pilot, "not the one")
        await until_shown(pilot, "口令不对")
        assert has_vault(home)
        await in_set_up(pilot)
        await until_shown(pilot, "停用保险箱")
        mark = header_mark(home)
        await pilot.press(*["down"] * 3, "enter")
        await fill_in(pilot, "six cups of tea")
        await until_shown(pilot, "用新密钥重新加密全部记录")
        await fill_in(pilot, "seven cups of tea", "seven cups of tea")
        await until_shown(pilot, "已打印或抄下了吗")
        assert header_mark(home) == mark
        await pilot.press("ctrl+s")
        await until_shown(pilot, "全部记录已用新密钥加密")
        assert header_mark(home) != mark
        await in_set_up(pilot)
        await until_shown(pilot, "停用保险箱")
        await pilot.press(*["down"] * 4, "enter")
        await fill_in(pilot, "seven cups of tea")
        await until_shown(pilot, "保险箱已停用")
        await settle(pilot)
        assert not has_vault(home)
        assert where(home) != []


@pytest.mark.parametrize(("size", "language", "theme"), [((80, 24), "zh", "paper"), ((120, 36), "en", "ink")])
@pytest.mark.slow
async def test_the_lock_can_be_read_and_is_cut_nowhere(
    tmp_path: Path, size: tuple[int, int], language: str, theme: str
) -> None:
    home = locked(tmp_path)
    change_setting(home, "language", language)
    change_setting(home, "theme", theme)
    async with app_on(home).run_test(size=size) as pilot:
        await pilot.press(*"wrong", "enter")
        await until_shown(pilot, "口令不对" if language == "zh" else "not the passphrase")
        found = [one for one in (faults(pilot), *map(str, colours_of(pilot))) if one]
    use("zh")
    assert not found, "\n".join(found)


async def test_who_needed_the_recovery_key_is_told_how_to_have_a_passphrase_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Journal.open(home, clock=lambda: MONDAY).notes.add(StudyNote.new(MONDAY, MONDAY.date(), title=PLANTED))
    recovery_key = new_recovery_key()
    turned_on(Files(home), PASSPHRASE, recovery_key, costs=QUICK)
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, LockScreen))
        line(pilot).value = recovery_key
        await pilot.press("enter")
        await until_shown(pilot, "已用恢复密钥打开")
