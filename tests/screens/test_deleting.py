"""One rule for Del in every list: gone at once, named with the key that brings it back, and back again selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from content.marks import Bilingual
from content.models import Pack, Question, QuestionType
from screens.kit.rows import Rows
from storage.banks import load_packs
from storage.journal import Journal
from storage.materials import own_materials, save_material
from storage.records import Leave, Matter, MatterState, Remark, StudyNote
from tests.own_banks import bring_in
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

DAY = MONDAY.date()
TITLES = ("甲件", "乙件", "丙件")


def journal(home: Path) -> Journal:
    return Journal.open(home, clock=lambda: MONDAY)


def put_matters(home: Path, **fields: Any) -> None:
    for place, title in enumerate(TITLES):
        due = date(2026, 12, 1 + place)
        journal(home).matters.add(Matter.new(MONDAY, date(2026, 11, 2), title=title, due_day=due, **fields))


def put_notes(home: Path) -> None:
    for title in TITLES:
        journal(home).notes.add(StudyNote.new(MONDAY, DAY, title=title, tags=(title,)))


def put_templates(home: Path) -> None:
    for title in TITLES:
        journal(home).templates.keep(title, {"title": title})


def put_materials(home: Path) -> None:
    for title in TITLES:
        save_material(home, title, f"---\ntitle: {title}\ntopic: 本处\nsource: 本处\nedition: 1\n---\n\n正文\n")


def put_banks(home: Path) -> None:
    for place, title in enumerate(TITLES):
        words = {"title": Bilingual(title), "edition": Bilingual("1"), "source": Bilingual("本处")}
        about = {name: Bilingual("本处") for name in ("topic", "source", "edition", "explanation")}
        question = Question(
            id=f"q-{place}", type=QuestionType.TRUE_FALSE, difficulty=1, answer=("T",), stem=Bilingual(title), **about
        )
        bring_in(home, Pack(id=f"own-{place}", licence="-", questions=(question,), **words))


def put_remarks(home: Path) -> None:
    for question in load_packs(home).questions()[:3]:
        uid = Remark.uid_of(question.id)
        journal(home).remarks.add(Remark.new(MONDAY, DAY, uid=uid, question_id=question.id, faulty="有误"))


def put_leaves(home: Path) -> None:
    for place, title in enumerate(TITLES):
        day = date(2026, 11, 4 + place)
        journal(home).leaves.add(Leave.new(MONDAY, day, last_day=day, reason=title))


@dataclass(frozen=True)
class OneList:
    """A list, how it is filled and reached, and what lies in it."""

    put: Callable[[Path], None]
    keys: tuple[str, ...]
    there: Callable[[Path], object]


CLOSED: dict[str, Any] = {"state": MatterState.SETTLED, "closed_day": DAY, "result": "办了"}
LISTS = {
    "matters": OneList(put_matters, ("f5",), lambda home: sorted(one.title for one in journal(home).matters.open())),
    "closed matters": OneList(
        partial(put_matters, **CLOSED), ("f5", "4"),
        lambda home: sorted(one.title for one in journal(home).matters.all()),
    ),
    "notes": OneList(put_notes, ("f3",), lambda home: sorted(one.title for one in journal(home).notes.all())),
    "notes by tag": OneList(
        put_notes, ("f3", "right"), lambda home: sorted(one.title for one in journal(home).notes.all())
    ),
    "templates": OneList(put_templates, ("f3", "6"), lambda home: journal(home).templates.all()),
    "materials": OneList(put_materials, ("f3", "4"), own_materials),
    "banks": OneList(put_banks, ("f4", "8"), lambda home: {pack.id for pack in load_packs(home).packs}),
    "flagged questions": OneList(put_remarks, ("f4", "7"), lambda home: journal(home).remarks.all()),
    "leave": OneList(put_leaves, ("f12",), lambda home: journal(home).leaves.all()),
}  # fmt: skip


def the_list(pilot: Pilot[None]) -> Rows:
    return pilot.app.screen.query_one("#list", Rows)


def deletable(pilot: Pilot[None]) -> bool:
    """Whether Del works on the selected row."""
    active = pilot.app.screen.active_bindings.get("delete")
    return active is not None and active.enabled


async def to_rows(pilot: Pilot[None], one: OneList) -> list[str]:
    """Go to the list; the ids of the rows of it that can be deleted, in order."""
    await until_shown(pilot, "已对照")
    for key in one.keys:
        await pilot.press(key)
        await settle(pilot)
    await until(pilot, lambda: bool(pilot.app.screen.query("#list")) and bool(the_list(pilot).rows))
    found = []
    for row in [row for row in the_list(pilot).rows if not row.is_heading]:
        the_list(pilot).select(row.id)
        await pilot.pause()
        if deletable(pilot):
            found.append(row.id)
    assert len(found) >= 3
    return found


async def selected(pilot: Pilot[None], id_: str) -> None:
    await until(pilot, lambda: the_list(pilot).highlighted_id == id_)
    await settle(pilot)


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
async def test_what_del_takes_away_is_named_with_its_key_and_comes_back_selected(tmp_path: Path, name: str) -> None:
    one = LISTS[name]
    one.put(tmp_path)
    before = one.there(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24), notifications=True) as pilot:
        ids = await to_rows(pilot, one)
        first, second = ids[-3], ids[-2]
        last_row = the_list(pilot).rows[-1].id  # in Set-up a line that adds leave stands beneath it
        after_last = first if last_row == ids[-1] else last_row
        the_list(pilot).select(second)
        await pilot.press("delete")
        await until_shown(pilot, "已删除：")
        assert "按 3 取回" in screen_text(pilot)
        assert one.there(tmp_path) != before
        await selected(pilot, ids[-1])  # the next
        await pilot.press("delete")
        await until(pilot, lambda: ids[-1] not in {row.id for row in the_list(pilot).rows})
        await selected(pilot, after_last)  # where the list ends, the one before
        for back in (ids[-1], second):
            await pilot.press("3")
            await until_shown(pilot, "已取回：")
            await selected(pilot, back)
    assert one.there(tmp_path) == before


@pytest.mark.slow
async def test_what_was_deleted_on_a_page_comes_back_after_the_page_was_closed_and_from_the_trash(
    tmp_path: Path,
) -> None:
    put_templates(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24), notifications=True) as pilot:
        ids = await to_rows(pilot, LISTS["templates"])
        for _again in range(2):
            await pilot.press("delete")
            await until_shown(pilot, "按 3 取回")
            await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("6", "3")
        await until_shown(pilot, "已取回：")
        await selected(pilot, ids[-2] if ids[-2] in {row.id for row in the_list(pilot).rows} else ids[-1])
        await pilot.press("escape", "f12")
        await settle(pilot)
        the_list(pilot).select("trash")
        await pilot.press("enter")
        await until_shown(pilot, "笔记模板")
        await pilot.press("enter")
        await until_shown(pilot, "近30天没有删除过内容")
    assert sorted(journal(tmp_path).templates.all()) == sorted(TITLES)


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
async def test_what_is_back_already_is_said_to_be_and_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    one = LISTS[name]
    one.put(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24), notifications=True) as pilot:
        ids = await to_rows(pilot, one)
        the_list(pilot).select(ids[-2])
        await pilot.press("delete")
        await until_shown(pilot, "按 3 取回")
        await settle(pilot)
        one.put(tmp_path) if name in ("templates", "materials", "leave") else bring_all_back(tmp_path)
        there = one.there(tmp_path)
        await pilot.press("3")
        await until_shown(pilot, "没有取回")
    assert one.there(tmp_path) == there


def bring_all_back(home: Path) -> None:
    """What another window does: everything comes back from where it was put."""
    trash = journal(home).trash
    for item in trash.items():
        trash.restore(item.uid)
    for file in home.glob("banks/*/*.removed"):
        file.rename(file.with_suffix(""))
