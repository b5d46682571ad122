"""A blank is a blank, however it came into a field."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from screens.kit.area import Area
from screens.kit.fields import LineInput
from screens.kit.form import FormDialog
from screens.study.note_editor import NoteEditor
from screens.study.note_parts import PartArea
from storage.journal import Journal
from tests.screens.driving import app_on, settle, until


@pytest.mark.slow
async def test_a_full_width_blank_that_is_typed_is_the_same_as_one_that_is_pasted(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        for paste in (False, True):
            await pilot.press("f9")
            await until(pilot, lambda: isinstance(app.screen, FormDialog) and isinstance(app.focused, Input))
            typed = [events.Key(sign, sign) for sign in "汇总　会签"]
            for event in [events.Paste("汇总　会签")] if paste else typed:
                app.post_message(event)
            await settle(pilot)
            assert isinstance(app.focused, Input)
            assert app.focused.value == "汇总 会签"
            await pilot.press("ctrl+s")
            await until(pilot, lambda: not isinstance(app.screen, FormDialog))
            await settle(pilot)
    titles = [matter.title for matter in Journal.open(tmp_path).matters.all()]
    assert titles == ["汇总 会签", "汇总 会签"]


@pytest.mark.slow
async def test_a_full_width_blank_stays_in_a_text_of_several_lines(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        await pilot.press("f3", "1")
        await until(pilot, lambda: isinstance(app.screen, NoteEditor))
        area = app.screen.query_one("#field-own_words", PartArea)
        area.focus()
        await settle(pilot)
        for event in (events.Key("　", "　"), events.Key("学", "学"), events.Paste("　习")):
            app.post_message(event)
        await settle(pilot)
        assert area.value == "　学　习"


WORDS = {"汇总会签意见": "汇总会签意", "send the list": "send the ", "会议abc": "会议"}


@pytest.mark.slow
async def test_the_key_that_deletes_a_word_takes_one_hanzi_and_not_the_whole_sentence(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted)
        await pilot.press("f3", "1")
        await until(pilot, lambda: isinstance(app.screen, NoteEditor) and app.focused is not None)
        for field in (app.screen.query(LineInput).first(), app.screen.query(Area).first()):
            field.focus()
            for written, left in WORDS.items():
                field.value = written
                await pilot.press("end", "ctrl+w")
                await settle(pilot)
                assert field.value == left
