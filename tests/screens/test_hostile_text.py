"""Whatever is pasted into any field of any form is kept as text or refused in one clear line; nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from screens.kit.base import Room
from screens.kit.form import FormDialog
from storage.journal import Journal
from storage.records import Matter
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until
from tests.screens.test_lines import filled

pytestmark = pytest.mark.slow
HOSTILE = {
    "odd": "[b]粗[/b][@click=app.quit]x \x1b[31mred\x1b]0;t\x07 a\x00b\x9d \ud800x\udfff 🙂é <script>x</script>",
    "formula": "=cmd|' /C calc'!A0",
    "long": "长" * 100_000,
}
# The room's key, the keys that lead to a form, of each form there is.
FORMS = {
    "a new matter": ("f5", "1"),
    "settling": ("f5", "2"),
    "dropping": ("f5", "5"),
    "progress": ("f5", "6"),
    "correcting": ("f2", "up", "5"),
    "a remark": ("f7", "3"),
    "a leave": ("f7", "4"),
    "a period": ("f7", "5"),
    "a roster": ("f8", "1", "enter"),
    "a member": ("f8", "1", "down", "down", "enter"),
    "taking in": ("f8", "2"),
    "a reason": ("f8", "4", "enter"),
    "striking off": ("f8", "tab", "5"),
    "a report": ("f8", "6", "enter"),
    "a name": ("f12", "enter"),
}


async def form_of(pilot: Pilot[None], keys: tuple[str, ...]) -> FormDialog:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    await until(pilot, lambda: form.focused is not None)
    return form


@pytest.mark.parametrize(
    "text",
    HOSTILE.values(),
    ids=HOSTILE,
)
@pytest.mark.parametrize("keys", FORMS.values(), ids=FORMS)
async def test_any_text_in_any_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], text: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with app_on(filled(tmp_path)).run_test(size=(80, 24), notifications=True) as pilot:
        form = await form_of(pilot, keys)
        for field in form.query(Input):
            field.focus()
            await until(pilot, lambda field=field: field.has_focus)  # type: ignore[misc]
            field.value = ""
            field.post_message(events.Paste(text))
            await until(pilot, lambda field=field: field.value != "")  # type: ignore[misc]
            assert not any(char in field.value for char in "\x00\x07\x1b\x9d\ud800\udfff\n")
        kept = {field.id: field.value for field in form.query(Input)}
        await pilot.press("ctrl+s")
        await settle(pilot)
        if pilot.app.screen is form:  # refused: one line says why, and everything is still there
            assert str(form.query_one("#fault", Static).content).strip()
            assert {field.id: field.value for field in form.query(Input)} == kept
        for _escape in range(6):
            if isinstance(pilot.app.screen, Room):
                break
            await pilot.press("escape")
            await settle(pilot)
        assert isinstance(pilot.app.screen, Room), screen_text(pilot)


@pytest.mark.parametrize("title", ["\u3164", "\u2800\u2800", "\u200b\u2060", "\ufe0f"])
async def test_a_title_of_which_nothing_can_be_seen_is_a_question_mark(tmp_path: Path, title: str) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.matters.add(Matter.new(MONDAY, MONDAY.date(), title=title))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: any("?" in line for line in screen_text(pilot).splitlines()[2:20]))
        assert not set(title) & set(screen_text(pilot))
