"""The key of a room leads there from every full screen, or it is said what is to be done first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from screens.kit.form import FormDialog
from screens.kit.help import HelpDialog
from screens.matters.screen import MattersScreen
from screens.quiz.banks import Banks
from screens.quiz.flagged import Flagged
from screens.quiz.mock_paper import MockPaperScreen
from screens.quiz.sitting import Asking
from screens.quiz.topics import Topics
from screens.search.screen import SearchScreen
from screens.study.hours import HoursDialog
from screens.study.library import Library
from screens.study.note_draft import draft_place
from screens.study.note_editor import NoteEditor
from screens.study.reader import Reader
from screens.study.templates import Templates
from screens.today.screen import TodayScreen
from storage.journal import Journal
from storage.records import StudyNote
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

pytestmark = pytest.mark.slow  # whole screens: each takes long, and their rules are shown further down

SIZE = (80, 24)
WAYS = [
    (["f3", "1"], NoteEditor), (["f3", "4"], Library), (["f3", "4", "enter"], Reader), (["f4", "1"], Asking),
    (["ctrl+f"], SearchScreen), (["f1"], HelpDialog), (["f4", "8"], Banks),
    (["f4", "4"], Topics), (["f4", "5", "ctrl+s"], MockPaperScreen),
    (["f3", "5"], HoursDialog), (["f3", "6"], Templates), (["f4", "7"], Flagged),
]  # fmt: skip


async def go(pilot: Pilot[None], keys: list[str], screen: type) -> None:
    await until(pilot, lambda: pilot.app.screen.is_mounted)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    await settle(pilot)


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "screen"), WAYS, ids=lambda value: getattr(value, "__name__", "-"))
async def test_a_room_is_reached_from_every_full_screen_and_nothing_comes_up_behind_it(
    tmp_path: Path, keys: list[str], screen: type
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go(pilot, keys, screen)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
        await settle(pilot)
        assert isinstance(pilot.app.screen, MattersScreen)
        assert len(pilot.app.screen_stack) == 1  # the room


async def test_what_is_written_in_a_note_is_kept_when_a_room_is_gone_to(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go(pilot, ["f3", "1"], NoteEditor)
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"law", "f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
    journal = Journal.open(tmp_path)
    assert json.loads(journal.drafts.get(draft_place(None)))["title"] == "law"


async def test_from_a_note_that_search_opened_the_key_leads_to_the_room_and_not_back_to_the_search(
    tmp_path: Path,
) -> None:
    Journal.open(tmp_path, clock=lambda: MONDAY).notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="宪法学习"))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await go(pilot, ["ctrl+f", "x", "f", "x", "x"], SearchScreen)
        await until(pilot, lambda: bool(getattr(pilot.app.screen, "found", None)))
        await go(pilot, ["enter", "enter"], NoteEditor)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("f9")  # and the room's steps begin as before
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))


async def test_a_form_says_that_it_is_to_be_finished_first_and_keeps_what_is_in_it(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await go(pilot, ["f9"], FormDialog)
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"law", "f12")
        await until_shown(pilot, "或按 Esc 离开，再按 F12")
        assert "law" in screen_text(pilot)


async def test_who_is_no_secretary_is_told_whom_the_branch_is_for(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        await pilot.press("f8")
        await until_shown(pilot, "供支部书记使用")
        assert isinstance(pilot.app.screen, TodayScreen)
