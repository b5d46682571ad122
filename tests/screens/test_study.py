"""Study, driven by keys: notes are written, found, changed, deleted and brought back; nothing typed is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from content.words import _, use
from screens.kit.bars import keyed
from screens.kit.fields import Choice
from screens.kit.form import FormDialog
from screens.study.hours import HoursDialog
from screens.study.note_editor import NoteEditor
from screens.study.note_links import LinkLine
from screens.study.screen import StudyScreen
from storage.journal import Journal
from storage.records import Matter, NoteKind, StudyNote
from storage.settings import change_setting
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

SIZE = (80, 24)
TODAY = date(2026, 11, 23)


def written(home: Path) -> Journal:
    return Journal.open(home, clock=lambda: MONDAY)


def put(home: Path, title: str, day: date = TODAY, **fields: Any) -> StudyNote:
    return written(home).notes.add(StudyNote.new(MONDAY, day, title=title, **fields))


async def enter_room(pilot: Pilot[None]) -> StudyScreen:
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))
    screen = pilot.app.screen
    assert isinstance(screen, StudyScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    await settle(pilot)
    return screen


async def editor(pilot: Pilot[None], key: str) -> NoteEditor:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
    screen = pilot.app.screen
    assert isinstance(screen, NoteEditor)
    await until(pilot, lambda: screen.focused is not None)
    return screen


async def paste(pilot: Pilot[None], name: str, text: str) -> None:
    field = pilot.app.screen.query_one(f"#field-{name}")
    field.focus()
    await until(pilot, lambda: field.has_focus)
    before = field.text if isinstance(field, TextArea) else ""
    if isinstance(field, Input):
        field.value = ""
    field.post_message(events.Paste(text))
    await until(pilot, lambda: (field.text if isinstance(field, TextArea) else field.value) != before)  # type: ignore[attr-defined]


async def back(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))


@pytest.mark.slow
async def test_a_note_is_written_and_stands_first(tmp_path: Path) -> None:
    put(tmp_path, "旧笔记", TODAY - timedelta(days=3))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        await editor(pilot, "1")
        await paste(pilot, "title", "监督法学习")
        await paste(pilot, "minutes", "40")
        await paste(pilot, "tags", "法律 监督法，法律")
        await paste(pilot, "own_words", "第一句。\n第二句。")
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "40分钟")
        assert [note.title for note in screen.notes] == ["监督法学习", "旧笔记"]
    note = max(written(tmp_path).notes.all(), key=lambda note: note.day)
    assert (note.minutes, note.own_words, note.tags) == (40, "第一句。\n第二句。", ("法律", "监督法"))


def steps(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: its length, whatever else the machine does."""
    counted = [0]

    def count(_frame: object, event: str, _argument: object) -> None:
        counted[0] += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted[0]


@pytest.mark.slow
async def test_a_long_list_costs_by_its_length_and_only_rows_in_view_are_made_into_lines(tmp_path: Path) -> None:
    many = (StudyNote.new(MONDAY, TODAY, title=f"学习第{n}次", minutes=n % 9) for n in range(800))
    written(tmp_path).notes.add_many(many)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        lines = [option.prompt for option in screen.list.options]
        assert len(lines) == 800
        assert sum("_content" in vars(line) for line in lines) < 50
        await pilot.press("end")
        await until_shown(pilot, screen.notes[-1].title)
        whole, notes = steps(screen.show), screen.notes
        screen.notes = notes[:200]
        assert whole < 5 * steps(screen.show)
        await pilot.resize_terminal(60, 24)
        await until_shown(pilot, screen.notes[-1].title)


async def test_hours_count_group_study_and_self_study_stands_beside(tmp_path: Path) -> None:
    put(tmp_path, "集中", minutes=90, kind=NoteKind.GROUP)
    put(tmp_path, "自学", minutes=30)
    put(tmp_path, "去年", date(2025, 3, 3), minutes=600, kind=NoteKind.GROUP)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "2026年集中学习培训 1.5 学时（要求 32），自学 0.5 学时")


async def test_a_deleted_note_comes_back(tmp_path: Path) -> None:
    kept = put(tmp_path, "要紧的笔记")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("delete")
        await until_shown(pilot, "还没有学习笔记")
        assert written(tmp_path).notes.all() == []
        await pilot.press("3")
        await until_shown(pilot, "要紧的笔记")
    assert written(tmp_path).notes.all() == [kept]


@pytest.mark.slow
async def test_what_was_typed_is_there_again_after_the_program_ended(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "1")
        await paste(pilot, "own_words", "写到一半")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "1")
        assert screen.values["own_words"] == "写到一半"
        await pilot.press("ctrl+s")
        await back(pilot)
        await until_shown(pilot, "写到一半")
        again = await editor(pilot, "1")
        assert again.values["own_words"] == ""


@pytest.mark.slow
async def test_escape_keeps_a_draft_and_leaves_the_note(tmp_path: Path) -> None:
    put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "enter")
        await paste(pilot, "title", "改了的题目")
        await pilot.press("escape")
        await back(pilot)
        assert [note.title for note in written(tmp_path).notes.all()] == ["原来的题目"]
        screen = await editor(pilot, "enter")
        assert screen.values["title"] == "改了的题目"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.values["title"] == "原来的题目")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.slow
async def test_a_new_note_left_says_that_its_draft_is_kept_and_begun_again_has_its_whole_heading(
    tmp_path: Path, language: str
) -> None:
    change_setting(tmp_path, "language", language)
    try:
        async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
            await pilot.press("f3")
            await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))
            await editor(pilot, "1")
            await paste(pilot, "title", "写到一半")
            await pilot.press("escape")
            words = _("Kept as a draft: {study.add} in {go.study} Study goes on with it.")
            await until_shown(pilot, keyed(pilot.app.screen, words))
            screen = await editor(pilot, "1")
            await until_shown(pilot, keyed(screen, _("  {note.draft}: the draft, or a blank note")))
    finally:
        use("zh")


@pytest.mark.slow
async def test_a_change_elsewhere_is_never_overwritten_unsaid(tmp_path: Path) -> None:
    there = put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "enter")
        await paste(pilot, "title", "这里改的")
        written(tmp_path).notes.change(there, lambda note: note.changed(MONDAY, title="别处改的"))
        await pilot.press("ctrl+s")
        await until_shown(pilot, "别处改过")
        assert isinstance(pilot.app.screen, NoteEditor)
        assert [note.title for note in written(tmp_path).notes.all()] == ["别处改的"]
        assert screen.values["title"] == "这里改的"
        await pilot.press("ctrl+s")
        await back(pilot)
    assert [note.title for note in written(tmp_path).notes.all()] == ["这里改的"]


@pytest.mark.parametrize(
    ("key", "first", "other"), [("enter", "写到一半", "别处改的"), ("escape", "别处改的", "写到一半")]
)
@pytest.mark.slow
async def test_a_draft_begun_before_another_window_changed_the_note_is_asked_and_both_stay_in_sight(
    tmp_path: Path, key: str, first: str, other: str
) -> None:
    there = put(tmp_path, "原来的题目")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "enter")
        await paste(pilot, "title", "写到一半")
        await pilot.press("escape")
        await back(pilot)
        written(tmp_path).notes.change(there, lambda note: note.changed(MONDAY, title="别处改的"))
        await until_shown(pilot, "别处改的")
        await pilot.press("enter")
        await until_shown(pilot, "现为【别处改的】，你的是【写到一半】")
        screen = await editor(pilot, key)
        assert screen.values["title"] == first
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.values["title"] == other)
        await pilot.press("escape")
        await back(pilot)
        assert [note.title for note in written(tmp_path).notes.all()] == ["别处改的"]
        assert "写到一半" in written(tmp_path).drafts.get(f"note/{there.uid}")


@pytest.mark.slow
async def test_a_draft_of_an_older_program_is_still_read(tmp_path: Path) -> None:
    there = put(tmp_path, "原来的题目")
    written(tmp_path).drafts.put(f"note/{there.uid}", '{"title": "旧稿"}')
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "enter")
        assert screen.values["title"] == "旧稿"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("day", "2月30日", "没有2月30日这一天"),
        ("day", "2026-12-24", "还没有到"),
        ("minutes", "四十", "时长写成 90（分钟）"),
        ("title", "", "请写标题"),
    ],
)
@pytest.mark.slow
async def test_a_fault_is_one_clear_line_and_the_field_is_shown(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "1")
        await paste(pilot, "title", "题目")
        if text:
            await paste(pilot, name, text)
        else:
            pilot.app.screen.query_one(f"#field-{name}", Input).value = ""
        await pilot.press("ctrl+s")
        await until_shown(pilot, words)
        assert pilot.app.screen.focused is pilot.app.screen.query_one(f"#field-{name}")
    assert written(tmp_path).notes.all() == []


@pytest.mark.slow
async def test_a_hundred_thousand_characters_are_saved_whole(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "1")
        await paste(pilot, "title", "长文")
        await paste(pilot, "quotation", "[b]长\x1b\x00文" * 20_000)
        await pilot.press("ctrl+s")
        await back(pilot)
    (note,) = written(tmp_path).notes.all()
    assert note.quotation.replace("\n", "") == "[b]长文" * 20_000


@pytest.mark.slow
async def test_a_note_is_tied_to_items_and_matters_and_offered_for_exchange(tmp_path: Path) -> None:
    matter = written(tmp_path).matters.add(Matter.new(MONDAY, TODAY, title="汇总会签意见"))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "1")
        await paste(pilot, "title", "会签怎样催")
        screen.query_one(LinkLine).focus()
        await pilot.press("enter")
        await until_shown(pilot, "[ ]  交办工作不延误")
        await pilot.press("space", "end", "enter", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until_shown(pilot, "交办工作不延误、汇总会签意见")
        screen.query_one("#field-offered", Choice).value = "yes"
        await pilot.press("ctrl+s")
        await back(pilot)
        (note,) = written(tmp_path).notes.all()
        assert (note.items, note.matters, note.offered) == (("entrusted",), (matter.uid,), True)
        written(tmp_path).matters.remove(matter)
        await pilot.press("enter")
        await until_shown(pilot, "交办工作不延误、（已不在）")
        await pilot.press("ctrl+s")
        await back(pilot)
        assert written(tmp_path).notes.all() == [note]


@pytest.mark.slow
async def test_what_is_chosen_can_be_left_as_it_was(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "1")
        screen.query_one(LinkLine).focus()
        await pilot.press("enter")
        await until_shown(pilot, "[ ]  交办工作不延误")
        await pilot.press("space", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.query_one(LinkLine).value == ""


@pytest.mark.slow
async def test_the_hours_of_a_year_are_shown_turned_and_saved(tmp_path: Path) -> None:
    put(tmp_path / "home", "集中", minutes=90, kind=NoteKind.GROUP)
    put(tmp_path / "home", "去年", date(2025, 3, 3), minutes=600, kind=NoteKind.GROUP)
    async with app_on(tmp_path / "home").run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, HoursDialog))
        await until_shown(pilot, "2026年集中学习培训 1.5 学时")
        await pilot.press("left")
        await until_shown(pilot, "2025年集中学习培训 10 学时")
        await pilot.press("right")
        await until_shown(pilot, "2026年集中学习培训")
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        pilot.app.screen.query_one(Input).value = str(tmp_path)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(list(tmp_path.glob("*学时.*"))) == 2)


@pytest.mark.slow
async def test_time_is_written_as_people_say_it_and_counts_by_the_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("hours_per_half_day = 3\n")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "1")
        await paste(pilot, "title", "培训")
        await paste(pilot, "minutes", "很久")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "时长写成 90（分钟）")
        await paste(pilot, "minutes", "半天")
        await pilot.press("ctrl+s")
        await back(pilot)
        assert [note.minutes for note in written(tmp_path).notes.all()] == [180]


@pytest.mark.slow
async def test_the_arrows_turn_the_notes_from_order_to_order(tmp_path: Path) -> None:
    put(tmp_path, "甲", tags=("法律", "监督"), material="《监督法》")
    put(tmp_path, "乙", date(2026, 10, 8), tags=("监督",), kind=NoteKind.GROUP)
    put(tmp_path, "丙", date(2026, 10, 9))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await enter_room(pilot)
        for words, headings in (
            ("按月", ["2026年11月（1）", "2026年10月（2）"]),
            ("按标签", ["法律（1）", "监督（2）", "没有标签（1）"]),
            ("按材料", ["《监督法》（1）", "没有写材料（2）"]),
            ("按类别", ["自学（2）", "集中学习（1）"]),
            ("", []),
        ):
            await pilot.press("right")
            await until_shown(pilot, words)
            assert [row.cells[0].text for row in screen.list.rows if row.id.startswith("heading/")] == headings
        await pilot.press("right", "right", "down", "down")
        await until(pilot, lambda: screen.note is not None and screen.note.title == "乙")
        await pilot.press("left")
        await until_shown(pilot, "按月")


@pytest.mark.slow
async def test_a_note_becomes_a_template_and_a_template_a_note(tmp_path: Path) -> None:
    put(tmp_path, "支部学习记录", tags=("支部",), own_words="一、学了什么\n二、怎么用", kind=NoteKind.GROUP, minutes=90)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("6")
        await until_shown(pilot, "还没有模板")
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "已存为模板")
        assert list(written(tmp_path).templates.all()) == ["支部学习记录"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await until_shown(pilot, "二、怎么用")
        assert "草稿" not in screen_text(pilot)
        await pilot.press("escape")  # what nobody wrote on is no draft
        await back(pilot)
        assert not written(tmp_path).drafts.get("note/new")
        await pilot.press("6")
        await until_shown(pilot, "笔记模板")
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await until_shown(pilot, "二、怎么用")
        await pilot.press("ctrl+s")
        await back(pilot)
        first, second = written(tmp_path).notes.all()
        assert (first.title, first.kind, first.tags, first.own_words) == (
            second.title, second.kind, second.tags, second.own_words
        )  # fmt: skip
        assert {first.minutes, second.minutes} == {90, 0}


@pytest.mark.slow
async def test_a_template_does_not_push_an_unfinished_note_aside_unasked(tmp_path: Path) -> None:
    written(tmp_path).templates.keep("模板", {"title": "从模板来"})
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await editor(pilot, "1")
        await paste(pilot, "title", "没写完")
        await pilot.press("escape")
        await back(pilot)
        for key, title in (("", "没写完"), ("right", "从模板来")):
            await pilot.press("6")
            await until_shown(pilot, "笔记模板")
            await pilot.press("enter")
            await until_shown(pilot, "还有一篇没写完的笔记")
            await until(pilot, lambda: pilot.app.screen.focused is not None)
            await pilot.press(*filter(None, [key]), "ctrl+s")
            await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
            field = pilot.app.screen.query_one("#field-title", Input)
            await until(pilot, lambda wanted=field, text=title: wanted.value == text)  # type: ignore[misc]
            await pilot.press("escape")
            await back(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("size", [SIZE, (120, 36)])
async def test_the_parts_are_previewed_as_they_read(tmp_path: Path, size: tuple[int, int]) -> None:
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await enter_room(pilot)
        screen = await editor(pilot, "1")
        points = "\n".join(["- **要点**一", *(f"- 要点之{n}" for n in range(40))])
        await paste(pilot, "own_words", points)
        if size == SIZE:
            await pilot.press("ctrl+o")
            await until_shown(pilot, "Ctrl+O 接着写")
        else:
            assert "Ctrl+O" not in screen_text(pilot), "what is shown in any case is not asked for"
        await until_shown(pilot, "- 要点一")
        await pilot.press("up", "down", *["pagedown"] * 5)
        await until_shown(pilot, "- 要点之39")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen.query_one("#parts").display)
        await pilot.press("ctrl+s")
        await back(pilot)
        assert written(tmp_path).notes.all()[0].own_words == points


async def test_a_month_that_cannot_be_read_is_said_where_its_notes_are_missing(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.notes.add(StudyNote.new(MONDAY, MONDAY.date(), title="监督法"))
    for path in (tmp_path / "notes").iterdir():
        path.write_bytes(b"junk")
    app = app_on(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert "已损坏" in screen_text(pilot)
