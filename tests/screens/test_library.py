"""The library, driven by keys: read on where it was left, notes and questions by one key, one's own materials."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from content.errors import FileFaults
from screens.kit.form import FormDialog
from screens.quiz.screen import QuizScreen
from screens.quiz.sitting import Asking
from screens.study.library import Library
from screens.study.note_editor import NoteEditor
from screens.study.reader import Reader
from screens.study.screen import StudyScreen
from storage.journal import Journal
from storage.materials import FILE_LIMIT, material_text, not_taken_words, own_materials, save_material
from tests.screens.driving import MONDAY, app_on, until, until_shown

pytestmark = pytest.mark.slow  # whole screens: each takes long, and their rules are shown further down

SIZE = (80, 24)
TODAY = MONDAY.date()


async def library(pilot: Pilot[None]) -> Library:
    await until(pilot, lambda: pilot.app.screen.is_mounted)
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))
    await pilot.press("4")
    await until(pilot, lambda: isinstance(pilot.app.screen, Library) and pilot.app.screen.focused is not None)
    screen = pilot.app.screen
    assert isinstance(screen, Library)
    return screen


async def reader(pilot: Pilot[None], title: str) -> Reader:
    screen = await library(pilot)
    screen.list.select(next(one.id for one in screen.materials if title in one.title.zh))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, Reader) and len(pilot.app.screen.blocks) > 0)
    found = pilot.app.screen
    assert isinstance(found, Reader)
    return found


async def test_reading_goes_on_where_it_was_left(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await reader(pilot, "主题实践活动导读")
        await pilot.press("2")
        await until_shown(pilot, "四、“六个不让”")
        await pilot.press(*["down"] * 5, "enter")
        await until(pilot, lambda: pilot.app.screen is screen and screen.on_top > 3)
        left = screen.on_top
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Library))
        assert Journal.open(tmp_path).looks.place("campaign/overview") == left
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        again = await reader(pilot, "主题实践活动导读")
        await until(pilot, lambda: again.on_top == left)


async def test_a_note_on_a_material_is_begun_with_its_title(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await reader(pilot, "主题实践活动导读")
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and pilot.app.screen.focused is not None)
        assert pilot.app.screen.query_one("#field-material", Input).value == "改进规范提升主题实践活动导读"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Reader))  # reading goes on


async def test_questions_on_a_material_are_of_its_topics(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await reader(pilot, "主题实践活动导读")
        await pilot.press("3")
        await until(pilot, lambda: isinstance(pilot.app.screen, Asking))
        asking = pilot.app.screen
        assert isinstance(asking, Asking)
        assert {shown.question.topic.zh for shown in asking.sitting.questions} == {"总体要求"}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuizScreen))


async def test_an_own_material_is_added_read_and_taken_away(tmp_path: Path) -> None:
    file, home = tmp_path / "讲话.txt", tmp_path / "home"
    file.write_text("第一段。\n第二段。\n", "gb18030")
    async with app_on(home).run_test(size=SIZE) as pilot:
        await library(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        form = pilot.app.screen
        form.query_one("#field-file", Input).value = str(tmp_path / "none.md")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "none.md：不存在")
        form.query_one("#field-file", Input).value = str(file)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "自己的材料")
        await pilot.press("enter")
        await until_shown(pilot, "第二段。")
        await until_shown(pilot, "自己加入：讲话.txt")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Library))
        await pilot.press("delete")
        await until_shown(pilot, "已删除：讲话")
        assert own_materials(home) == ([], [])
        assert file.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("big.md", b"a" * (FILE_LIMIT + 1)), ("binary.md", b"\0\1"), ("code.txt", b"\xff\xff\xff"),
        ("empty.md", b" \n"),
        ("front.md", b"---\ntitle: x\n---\n"), ("page.docx", b"PK"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileFaults) as caught:
        material_text(tmp_path / name, "", "", TODAY)
    assert len(caught.value.faults) == 1


def test_titles_with_any_sign_are_kept_and_the_same_title_replaces(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 甲：乙\n\n正文", "utf-8")
    one = material_text(tmp_path / "a.md", "", "", TODAY)
    title, text = one.title, one.text
    assert title == "甲：乙"
    assert save_material(tmp_path, title, text) == save_material(tmp_path, title, text.replace("正文", "新的"))
    ((material,), faults) = own_materials(tmp_path)
    assert (material.title.zh, material.topic.zh, faults) == ("甲：乙", "自己的材料", [])
    assert "新的" in material.text.zh


def test_front_matter_says_title_topic_and_source_and_what_is_not_taken_is_named(tmp_path: Path) -> None:
    head = "title: 讲话\n主题: 会务\nsource: 办公厅\nauthor: 王\n"
    (tmp_path / "a.md").write_text(f"---\n{head}---\n# 一\n\n正文", "utf-8")
    one = material_text(tmp_path / "a.md", "", "", TODAY)
    save_material(tmp_path, one.title, one.text)
    ((material,), _faults) = own_materials(tmp_path)
    assert (material.title.zh, material.topic.zh, material.source.zh) == ("讲话", "会务", "办公厅")
    assert not_taken_words(one) == "开头这几项没有读取：author"
    given = material_text(tmp_path / "a.md", "我的", "别的", TODAY)
    assert given.title == "我的"
    assert "topic: 别的\n" in given.text


@pytest.mark.slow
async def test_a_paragraph_of_fifty_thousand_characters_and_a_spoilt_file_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("字" * 50_000, "utf-8")
    one = material_text(tmp_path / "long.md", "很长的", "", TODAY)
    save_material(tmp_path / "home", one.title, one.text)
    (tmp_path / "home" / "materials" / "0123456789abcdef.md").write_text("no front matter")
    async with app_on(tmp_path / "home").run_test(size=SIZE) as pilot:
        await reader(pilot, "很长的")
        await pilot.press("end", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Library))
