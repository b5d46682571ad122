"""Set-up: records exchanged with another computer over a folder, and what two say differently decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from desk.exchange import undecided
from screens.kit.choose import ChooseDialog
from screens.kit.form import AskDialog
from screens.kit.tell import TellDialog
from screens.settings.screen import SettingsScreen
from storage.journal import Journal
from storage.records import StudyNote
from tests.computers import desk_at, go, stick_at
from tests.screens.driving import MONDAY, app_on, settle, until, until_shown
from tests.screens.test_matters import fill


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


async def test_nothing_new_is_said_and_nothing_is_asked(tmp_path: Path) -> None:
    office, stick = tmp_path / "office", stick_at(tmp_path)
    go(desk_at(tmp_path, "office"), stick)
    async with app_on(office).run_test(size=(80, 24)) as pilot:
        await open_exchange(pilot)
        await fill(pilot, folder=str(stick))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await until_shown(pilot, "两边都没有新内容")
