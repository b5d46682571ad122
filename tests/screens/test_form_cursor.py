"""The sign before a field goes where the cursor goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.kit.form import Field, FormDialog, no_fault
from tests.screens.driving import app_on, until_shown


async def test_the_sign_stands_at_the_field_the_cursor_is_in_and_at_no_other(tmp_path: Path) -> None:
    fields = [Field("a", "甲"), Field("b", "乙"), Field("c", "丙", options=(("x", "X"), ("y", "Y")))]
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(FormDialog("表", fields, no_fault))
        await until_shown(pilot, "> 甲")
        for shown in ("> 乙", "> 丙"):
            await pilot.press("down")
            await until_shown(pilot, shown)
        await until_shown(pilot, "  甲")


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
