"""The sign before a field goes where the cursor goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from content.cells import cell_len
from screens.kit.form import Field, FormDialog, no_fault
from tests.screens.driving import app_on, screen_text, settle, until, until_shown


async def test_the_sign_stands_at_the_field_the_cursor_is_in_and_at_no_other(tmp_path: Path) -> None:
    fields = [Field("a", "甲"), Field("b", "乙"), Field("c", "丙", options=(("x", "X"), ("y", "Y")))]
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(FormDialog("表", fields, no_fault))
        await until_shown(pilot, "> 甲")
        for shown in ("> 乙", "> 丙"):
            await pilot.press("down")
            await until_shown(pilot, shown)
        await until_shown(pilot, "  甲")


async def test_an_input_method_opens_in_the_field_before_anything_is_typed(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(FormDialog("表", [Field("a", "甲"), Field("b", "乙", "写了")], no_fault))
        for label, behind in (("> 甲", 0), ("> 乙", cell_len("写了"))):
            await until_shown(pilot, label)
            await settle(pilot)
            lines = screen_text(pilot).splitlines()
            row = next(number for number, line in enumerate(lines) if label in line)
            assert pilot.app.cursor_position == (17 + behind, row), screen_text(pilot)
            await pilot.press("down")


@pytest.mark.slow
async def test_a_key_goes_on_behind_words_and_takes_the_place_of_a_day_or_a_number(tmp_path: Path) -> None:
    values = {"title": "报送材料", "due_day": "2026-11-30", "minutes": "45", "folder": "/home/甲"}
    fields = [Field(name, name, value) for name, value in values.items()]
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        form = FormDialog("表", fields, no_fault)
        pilot.app.push_screen(form)
        await until_shown(pilot, "> title")
        for name in values:
            await until_shown(pilot, f"> {name}")
            await pilot.press("2", "down")
        assert form.values == {"title": "报送材料2", "due_day": "2", "minutes": "2", "folder": "2"}


async def test_what_is_typed_at_a_choice_finds_its_word_or_is_said_and_changes_nothing(tmp_path: Path) -> None:
    options = (("a", "一队"), ("b", "对"), ("c", "部分对"))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        form = FormDialog("表", [Field("a", "甲", options=options), Field("b", "乙")], no_fault)
        pilot.app.push_screen(form)
        await until_shown(pilot, "> 甲")
        for sign in "部分":
            pilot.app.post_message(events.Key(sign, sign))
        await until(pilot, lambda: form.values["a"] == "c")
        await pilot.press("left", "left")
        pilot.app.post_message(events.Paste("对方说，表述等同"))
        await until_shown(pilot, "没有记下：对方说，表述等同")
        await pilot.press("left", "right")
        for sign in "对方":  # the first of them is a word of the choice
            pilot.app.post_message(events.Key(sign, sign))
        await until_shown(pilot, "没有记下：对方。")
        assert form.values["a"] == "a"
        await pilot.press("down", "x")
        assert form.values["b"] == "x"
