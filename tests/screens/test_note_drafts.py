"""The drafts of notes, driven by keys: what was written on either side of Ctrl+R is there again, whatever is done."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.words import _, use
from screens.study.note_editor import NoteEditor
from storage.settings import change_setting
from tests.screens.driving import app_on, screen_text, settle, until, until_shown
from tests.screens.test_study import SIZE, back, editor, enter_room, paste, put, written


async def leave(pilot: Pilot[None]) -> None:
    await pilot.press("escape")
    await back(pilot)


def titled(screen: NoteEditor, title: str) -> bool:
    return screen.values["title"] == title


async def draft_then_blank(pilot: Pilot[None]) -> NoteEditor:
    """A new note begun and left as a draft, then begun again on the blank side with another."""
    await enter_room(pilot)
    await editor(pilot, "1")
    await paste(pilot, "title", "先写的")
    await leave(pilot)
    screen = await editor(pilot, "1")
    await pilot.press("ctrl+r")
    await until(pilot, lambda: screen.values["title"] == "")
    await paste(pilot, "title", "后写的")
    return screen


@pytest.mark.slow
async def test_what_is_written_on_the_blank_side_does_not_replace_the_draft(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await draft_then_blank(pilot)
        await pilot.press("escape")
        await until_shown(pilot, "2份草稿都已保留")
        assert sorted(len(text) > 0 for text in written(tmp_path).drafts.under("note/new").values()) == [True, True]
        screen = await editor(pilot, "1")
        assert screen.values["title"] == "后写的"
        await pilot.press("ctrl+s")
        await back(pilot)
        screen = await editor(pilot, "1")
        assert screen.values["title"] == "先写的"


@pytest.mark.slow
async def test_every_older_draft_is_reached_by_the_key_and_none_is_lost(tmp_path: Path) -> None:
    for place, title in (("", "一"), ("/aside/1", "二"), ("/aside/2", "三")):
        written(tmp_path).drafts.put(f"note/new{place}", f'{{"title": "{title}"}}')
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "1")
        await until_shown(pilot, "共3份草稿")
        for title in ("", "二", "三", "一", "", "二"):
            await pilot.press("ctrl+r")
            await until(pilot, partial(titled, screen, title))
        await paste(pilot, "title", "又")
        await pilot.press("escape")
        await until_shown(pilot, "3份草稿都已保留")
        titles = {json.loads(text)["title"] for text in written(tmp_path).drafts.under("note/new").values()}
        assert titles == {"一", "三", "又"}
        screen = await editor(pilot, "1")
        assert screen.values["title"] == "又"
        await pilot.press("ctrl+s")
        await back(pilot)
        titles = {json.loads(text)["title"] for text in written(tmp_path).drafts.under("note/new").values()}
        assert titles == {"一", "三"}


@pytest.mark.slow
async def test_saving_the_blank_side_leaves_the_draft_for_the_next_note(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await draft_then_blank(pilot)
        await pilot.press("ctrl+s")
        await back(pilot)
        assert [note.title for note in written(tmp_path).notes.all()] == ["后写的"]
        screen = await editor(pilot, "1")
        assert screen.values["title"] == "先写的"
        await pilot.press("ctrl+s")
        await back(pilot)
        assert written(tmp_path).drafts.under("note/new") == {}


@pytest.mark.slow
async def test_a_note_changed_from_what_was_saved_keeps_the_draft_before_it_which_is_asked_about_later(
    tmp_path: Path,
) -> None:
    put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "enter")
        await paste(pilot, "title", "先写的")
        await leave(pilot)
        screen = await editor(pilot, "enter")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.values["title"] == "原来的题目")
        await paste(pilot, "title", "后写的")
        await leave(pilot)
        screen = await editor(pilot, "enter")
        assert screen.values["title"] == "后写的"
        await pilot.press("ctrl+s")
        await back(pilot)
        await settle(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "现为【后写的】，你的是【先写的】")
        screen = await editor(pilot, "enter")
        assert screen.values["title"] == "先写的"


@pytest.mark.slow
async def test_a_new_note_emptied_again_is_no_draft_and_nothing_is_said(tmp_path: Path) -> None:
    written(tmp_path).drafts.put("note/new", '{"title": "abc", "day": "2026-11-20"}')
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "1")
        assert screen.values["title"] == "abc"
        await pilot.press("end", "backspace", "backspace", "backspace")
        await leave(pilot)
        await settle(pilot)
        assert "草稿" not in screen_text(pilot)
        assert written(tmp_path).drafts.under("note/new") == {}


@pytest.mark.slow
async def test_a_draft_typed_back_to_what_was_saved_is_no_draft(tmp_path: Path) -> None:
    there = put(tmp_path, "abc")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "enter")
        await pilot.press("end", "d")
        await leave(pilot)
        assert written(tmp_path).drafts.get(f"note/{there.uid}")
        await editor(pilot, "enter")
        await pilot.press("end", "backspace")
        await leave(pilot)
        assert written(tmp_path).drafts.under("note/") == {}


@pytest.mark.slow
async def test_what_one_wrote_stays_a_draft_when_one_leaves_on_what_was_changed_elsewhere(tmp_path: Path) -> None:
    there = put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "enter")
        await paste(pilot, "title", "这里改的")
        journal = written(tmp_path)
        journal.notes.change(there, lambda note: note.changed(note.changed_at, title="别处改的"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(screen.versions.others))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.values["title"] == "别处改的")
        await leave(pilot)
        assert "这里改的" in written(tmp_path).drafts.get(f"note/{there.uid}")


@pytest.mark.parametrize(("language", "key"), [("zh", "草稿/空白"), ("en", "draft/blank")])
@pytest.mark.slow
async def test_the_key_bar_of_a_new_note_says_what_the_heading_says(tmp_path: Path, language: str, key: str) -> None:
    change_setting(tmp_path, "language", language)
    written(tmp_path).drafts.put("note/new", '{"title": "abc"}')
    try:
        async with app_on(tmp_path).run_test(size=(130, 30)) as pilot:
            await pilot.press("f3")
            await settle(pilot)
            await editor(pilot, "1")
            await until_shown(pilot, key)
            assert _("draft/saved") not in screen_text(pilot)
    finally:
        use("zh")


@pytest.mark.slow
async def test_saving_the_other_side_of_a_note_says_that_its_draft_is_kept(tmp_path: Path) -> None:
    put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await editor(pilot, "enter")
        await paste(pilot, "title", "先写的")
        await leave(pilot)
        screen = await editor(pilot, "enter")
        await pilot.press("ctrl+r")
        await until(pilot, partial(titled, screen, "原来的题目"))
        await paste(pilot, "title", "后写的")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "另有1份草稿保留着")
        await pilot.press("enter")
        await until_shown(pilot, "现为【后写的】，你的是【先写的】")
        screen = await editor(pilot, "escape")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "没有采用的草稿已移入回收站")
        assert written(tmp_path).drafts.under("note/") == {}


@pytest.mark.parametrize("finds_out", [["ctrl+s", "escape"], ["escape"]])
@pytest.mark.slow
async def test_the_draft_of_a_note_deleted_elsewhere_is_where_it_is_said_to_be(
    tmp_path: Path, finds_out: list[str]
) -> None:
    there = put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "enter")
        await paste(pilot, "title", "改了的题目")
        await screen.keeping.now()
        written(tmp_path).notes.remove(there)
        for key in finds_out:
            await pilot.press(key)
            await until_shown(pilot, "在别处删掉了" if key == "ctrl+s" else "草稿已保留：在 F3【学习】按 1 接着写")
        await back(pilot)
        screen = await editor(pilot, "1")
        assert screen.values["title"] == "改了的题目"
        await pilot.press("ctrl+s")
        await until_shown(pilot, "已保存：改了的题目")
        assert written(tmp_path).drafts.under("note/") == {}
