"""Quitting loses nothing that was pressed or typed before: it comes behind it, however fast the keys came."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path

import pexpect
import pytest
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from content.marks import Mark
from screens.kit.form import FormDialog
from screens.study.note_editor import NoteEditor
from storage.journal import Journal
from tests.screens.driving import app_on, settle, until
from tests.terminal import KEYS, Terminal


def burst(pilot: Pilot[None], *keys: str) -> None:
    """Keys that come in at once, and then the one that quits."""
    for key in (*keys, "ctrl+q"):
        pilot.app.post_message(events.Key(key, key_to_character(key)))


async def ended(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: not pilot.app.is_running)


def marks(home: Path) -> list[Mark | None]:
    return [answer.mark for check in Journal.open(home).checks.all() for answer in check.answers]


async def test_six_marks_and_the_key_that_quits_in_one_burst_are_six_marks(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, *"111111")
        await ended(pilot)
    assert marks(tmp_path) == [Mark.KEPT] * 6


async def test_what_is_pressed_after_the_key_that_quits_is_too_late(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        burst(pilot, "1")
        pilot.app.post_message(events.Key("3", "3"))
        await ended(pilot)
    assert marks(tmp_path) == [Mark.KEPT]


async def test_a_mark_that_waits_for_another_program_is_saved_before_the_end(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        holding, let_go = threading.Event(), threading.Event()

        def hold() -> None:
            with Journal.open(tmp_path).files.transaction():
                holding.set()
                assert let_go.wait(10)

        other = threading.Thread(target=hold)
        other.start()
        assert holding.wait(10)
        asked = app.desk.asked
        burst(pilot, "1", "3", "2")
        while app.desk.asked == asked:
            await asyncio.sleep(0)
        assert app.is_running
        let_go.set()
        other.join()
        await ended(pilot)
    assert marks(tmp_path) == [Mark.KEPT, Mark.NOT_KEPT, Mark.PARTLY]


async def test_a_form_saved_in_the_burst_is_saved(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        burst(pilot, *"abc", "ctrl+s")
        await ended(pilot)
    assert [matter.title for matter in Journal.open(tmp_path).matters.all()] == ["abc"]


@pytest.mark.slow
async def test_a_note_saved_in_the_burst_is_saved_and_leaves_no_draft(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await editor(pilot)
        await pilot.press(*"abc")
        burst(pilot, "ctrl+s")
        await ended(pilot)
    journal = Journal.open(tmp_path)
    assert ([note.title for note in journal.notes.all()], journal.drafts.get("note/new")) == (["abc"], "")


async def editor(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("f3", "1")
    await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and pilot.app.screen.focused is not None)


@pytest.mark.slow
async def test_what_was_typed_into_a_note_a_moment_ago_is_a_draft(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await editor(pilot)
        burst(pilot, *"abc")
        await ended(pilot)
    assert '"abc"' in Journal.open(tmp_path).drafts.get("note/new")


async def test_what_was_typed_into_a_form_a_moment_ago_is_a_draft(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        burst(pilot, *"abc")
        await ended(pilot)
    assert any('"abc"' in text for text in Journal.open(tmp_path).drafts.under("").values())


async def test_a_sentence_typed_a_moment_ago_is_a_draft(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("3", "enter")
        await until(pilot, lambda: pilot.app.screen.has_class("-writing") and pilot.app.focused is not None)
        await until(pilot, lambda: getattr(pilot.app.focused, "id", "") == "sentence")
        burst(pilot, *"abc")
        await ended(pilot)
    assert list(Journal.open(tmp_path).drafts.under("today/").values()) == ["abc"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.parametrize("sent", range(5))
def test_marks_and_the_key_that_quits_written_at_once_to_a_real_terminal_are_kept(tmp_path: Path, sent: int) -> None:
    home = tmp_path / "home"
    run = Terminal(home, documents=tmp_path)
    run.until("已对照 0 / 6")
    run.child.send("131211" + KEYS["ctrl+q"])
    run.child.expect(pexpect.EOF, timeout=30)
    run.child.close()
    assert run.child.exitstatus == 0
    kept, not_kept, partly = Mark.KEPT, Mark.NOT_KEPT, Mark.PARTLY
    assert marks(home) == [kept, not_kept, kept, partly, kept, kept]
