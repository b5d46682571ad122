"""Set-up, the data folder: what is wrong is named, and mended where somebody agrees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.kit.form import AskDialog
from screens.kit.tell import TellDialog
from screens.settings.folder import by_keys
from screens.settings.screen import SettingsScreen
from storage.journal import Journal
from storage.records import StudyNote
from tests.screens.driving import MONDAY, app_on, settle, until, until_shown


async def open_folder(pilot: Pilot[None]) -> None:
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    screen.list.select("home")
    await pilot.press("enter")


@pytest.mark.slow
async def test_a_folder_is_mended_after_it_was_agreed_to_and_left_alone_before(tmp_path: Path) -> None:
    home = tmp_path / "home"
    journal = Journal.open(home, clock=lambda: MONDAY)
    note = journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="甲"))
    file = next((home / "notes").glob("*.json"))
    tables = json.loads(file.read_bytes())
    other = {**tables["records"][note.uid], "uid": "other", "title": "网盘上的"}
    copy = file.with_name(f"{file.stem} (1).json")
    copy.write_text(json.dumps({"records": {**tables["records"], "other": other}}), encoding="utf-8")
    for path in home.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await open_folder(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await until_shown(pilot, copy.name)
        await pilot.press("escape")
        await settle(pilot)
        assert copy.exists()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await until_shown(pilot, "没有问题。")
        await pilot.press("escape", "enter")
        await until_shown(pilot, "没有问题。")
    assert {one.title for one in Journal.open(home).notes.all()} == {"甲", "网盘上的"}
    assert not copy.exists()


@pytest.mark.slow
async def test_what_no_repair_can_mend_is_told_and_nothing_is_asked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Journal.open(home, clock=lambda: MONDAY).drafts.put("note/new", "写")
    home.chmod(0o700)
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        (home / "format.json").unlink()
        (home / "format.json").mkdir()
        await open_folder(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, TellDialog))
        await until_shown(pilot, "请把它移到别处")


def test_in_set_up_no_command_is_named_that_a_key_does() -> None:
    said = "\n".join(
        (
            "leaves.json is gone. Bring it back: sixdonts doctor --repair",
            "One stands only in a copy: sixdonts restore 2026-11-20 --record notes/01a1",
            "Mend it with: chmod 700 /home/me/records",
            "Look for it: sixdonts backup list. sixdonts restore --undo takes it back. Anew: sixdonts backup now",
        )
    )
    words = by_keys("F12", said, "/home/me/records")
    assert "sixdonts" not in words
    assert "chmod" not in words
    assert "2026-11-20" in words
