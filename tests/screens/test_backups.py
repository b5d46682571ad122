"""Set-up: records brought back from a backup, one of several, and the way back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.words import use
from desk.backups import back_up, look_into
from desk.desk import Desk
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog, FormDialog
from screens.kit.pick import PickDialog
from screens.settings.backups import _bring_back, _choices
from screens.settings.screen import SettingsScreen
from storage.journal import Journal
from storage.records import Profile, StudyNote
from tests.screens.driving import MONDAY, app_on, settle, until, until_shown


def note(home: Path, title: str, days_ago: int = 0) -> StudyNote:
    at = MONDAY - timedelta(days=days_ago)
    Journal.open(home, clock=lambda: at).notes.add(made := StudyNote.new(at, at.date(), title=title))
    return made


def titles(home: Path) -> set[str]:
    return {one.title for one in Journal.open(home).notes.all()}


async def choose(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, ChooseDialog)
    await until(pilot, lambda: dialog.list.option_count > 0)
    dialog.list.select(name)
    await pilot.press("enter")


@pytest.mark.slow
async def test_one_of_two_lost_notes_comes_back_and_goes_again(tmp_path: Path) -> None:
    note(tmp_path, "甲", 2)
    note(tmp_path, "乙", 2)
    note(tmp_path, "丙")
    for file in (tmp_path / "notes").iterdir():
        file.unlink()
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        await until(pilot, lambda: screen.list.option_count > 0)
        screen.list.select("backups")
        await pilot.press("enter")
        await choose(pilot, MONDAY.date().isoformat())
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await until_shown(pilot, "乙")
        await pilot.press("space", "ctrl+s")
        await until_shown(pilot, "已取回 1 项")
        await settle(pilot)
        assert len(titles(tmp_path)) == 1
        await choose(pilot, "undo")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: titles(tmp_path) == set())


@pytest.mark.slow
async def test_a_single_record_is_shown_by_its_name_before_it_comes_back(tmp_path: Path) -> None:
    note(tmp_path, "甲", 2)
    note(tmp_path, "丙")
    for file in (tmp_path / "notes").iterdir():
        file.unlink()
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        await until(pilot, lambda: screen.list.option_count > 0)
        screen.list.select("backups")
        await pilot.press("enter")
        await choose(pilot, MONDAY.date().isoformat())
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await until_shown(pilot, "甲")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: titles(tmp_path) == {"甲"})


def test_what_the_program_keeps_for_itself_is_one_line_beneath_what_a_person_wrote(tmp_path: Path) -> None:
    use("zh")
    note(tmp_path / "other", "甲")
    journal = Journal.open(tmp_path / "other", clock=lambda: MONDAY)
    for place in ("today/1", "today/2"):
        journal.drafts.put(place, "写到一半")
    path, _count, _unread = back_up(Desk(tmp_path / "other"), tmp_path / "all.zip")
    desk = Desk(tmp_path / "desk")
    words = [*_choices(look_into(desk, str(path)), desk.lists).values()]
    assert [" ".join(one.split()) for one in words] == ["笔记 2026-11-23 甲 现在没有", "程序自己的登记，2条"]


def test_a_list_can_be_ticked_by_its_own_title(tmp_path: Path) -> None:
    list_file = tmp_path / "home" / "lists/personal/2026-01-01.toml"
    list_file.parent.mkdir(parents=True)
    list_file.write_text('title = "我的清单"', encoding="utf-8")
    path, _count, _unread = back_up(Desk(tmp_path / "home", clock=lambda: MONDAY), tmp_path / "it.zip")
    desk = Desk(tmp_path / "desk")
    words = [*_choices(look_into(desk, str(path)), desk.lists).values()]
    assert [" ".join(one.split()) for one in words] == ["对照清单 我的清单 现在没有"]


@pytest.mark.slow
async def test_of_a_record_that_is_otherwise_it_is_shown_in_what(tmp_path: Path) -> None:
    note(tmp_path, "甲", 2)
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.drafts.put("note/new", "今天的第一次保存")
    journal.notes.change(journal.notes.all()[0], lambda old: old.changed(MONDAY, own_words="改过"))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        await until(pilot, lambda: screen.list.option_count > 0)
        screen.list.select("backups")
        await pilot.press("enter")
        await choose(pilot, MONDAY.date().isoformat())
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await until_shown(pilot, "现在【改过】")


@pytest.mark.slow
async def test_another_persons_backup_is_named_and_enter_alone_brings_nothing_of_it(tmp_path: Path) -> None:
    homes = {name: tmp_path / name for name in ("周海涛", "王小明")}
    for name, home in homes.items():
        Journal.open(home, clock=lambda: MONDAY).save_profile(Profile(name=name))
    back_up(Desk(homes["周海涛"], clock=lambda: MONDAY), tmp_path / "his.zip")
    async with app_on(homes["王小明"]).run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        room = pilot.app.screen
        assert isinstance(room, SettingsScreen)
        room.begin(_bring_back, room, str(tmp_path / "his.zip"))
        await until_shown(pilot, "要取回的是周海涛的记录，本机是王小明的")
        await pilot.press("enter", "enter")
        assert isinstance(pilot.app.screen, FormDialog)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
