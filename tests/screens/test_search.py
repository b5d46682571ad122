"""Search, driven by keys: found as one types, opened where it belongs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from content.marks import Mark
from content.search import Query, hits
from screens.matters.screen import MattersScreen
from screens.search.screen import MOST_SHOWN, SearchScreen, folded_with
from screens.study.note_editor import NoteEditor
from screens.study.reader import Reader
from screens.today.screen import TodayScreen
from storage.journal import Journal
from storage.records import Matter, MatterState, SelfCheck, StudyNote
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown

SIZE = (80, 24)
TODAY = MONDAY.date()
FRIDAY = date(2026, 11, 20)


def record(home: Path) -> None:
    journal = Journal.open(home, clock=lambda: MONDAY)
    journal.notes.add(
        StudyNote.new(MONDAY, TODAY, title="宪法学习", own_words="先看总纲，再看国家机构。", tags=("法律",))
    )
    journal.matters.add(Matter.new(MONDAY, TODAY, title="汇总会签意见"))
    journal.matters.add(
        Matter.new(
            MONDAY, TODAY, title="印发纪要", state=MatterState.SETTLED, result="已印发", closed_day=date(2026, 8, 3)
        )
    )
    uid = SelfCheck.uid_of(FRIDAY, "six-donts")
    check = SelfCheck.new(MONDAY, FRIDAY, uid=uid, list_id="six-donts", edition="2012")
    journal.checks.add(check.answered(MONDAY, "error", mark=Mark.PARTLY, sentence="文号错了一处"))


async def look_for(pilot: Pilot[None], words: str) -> SearchScreen:
    await until(pilot, lambda: pilot.app.screen.is_mounted)
    await pilot.press("ctrl+f")
    await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen) and pilot.app.screen.focused is not None)
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    screen.query_one("#line").value = words  # type: ignore[attr-defined] # a LineInput
    await until(pilot, lambda: len(screen.list.rows) > 0)
    return screen


@pytest.mark.parametrize("size", [SIZE, pytest.param((120, 36), marks=pytest.mark.slow)])
@pytest.mark.slow
async def test_a_note_is_found_by_first_letters_and_opened(tmp_path: Path, size: tuple[int, int]) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await look_for(pilot, "xfxx")
        await until_shown(pilot, "宪法学习")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press("escape")  # back to what was found
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        again = pilot.app.screen
        assert isinstance(again, SearchScreen)
        await until(pilot, lambda: again.list.has_focus and again.entry is not None)
        assert again.text == "xfxx"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


@pytest.mark.slow
async def test_enter_hit_before_anything_was_found_goes_to_what_is_found(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen) and pilot.app.screen.focused is not None)
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        pilot.app.post_message(events.Paste("会签"))
        pilot.app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: screen.list.has_focus)
        assert screen.entry is not None
        assert screen.entry.title == "汇总会签意见"


@pytest.mark.slow
async def test_a_sentence_opens_its_day_at_its_item(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await look_for(pilot, "文号")
        await until_shown(pilot, "工作不出差错")
        await pilot.press("enter", "enter")
        await until_shown(pilot, "11月20日 星期五")
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: screen.rows.dont.id == "error")


@pytest.mark.parametrize("title", ["汇总会签意见", "印发纪要"])
@pytest.mark.slow
async def test_a_matter_is_opened_in_the_ledger_whether_open_or_closed(tmp_path: Path, title: str) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await look_for(pilot, f"{title} kind:事项")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
        screen = pilot.app.screen
        assert isinstance(screen, MattersScreen)
        await until(pilot, lambda: screen.matter is not None and screen.matter.title == title)


@pytest.mark.slow
async def test_a_material_is_opened_to_read(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await look_for(pilot, "改进规范提升 类别:材料")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Reader))


@pytest.mark.slow
async def test_what_is_not_there_and_what_is_not_understood_is_said(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await look_for(pilot, "宪法")
        screen.query_one("#line").value = "没有这个"  # type: ignore[attr-defined]
        await until_shown(pilot, "没有找到")
        screen.query_one("#line").value = "宪法 时段:2026-13"  # type: ignore[attr-defined]
        await until_shown(pilot, "【2026-13】不是时段")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


@pytest.mark.slow
async def test_many_hits_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.notes.add_many(
        StudyNote.new(MONDAY, TODAY - timedelta(days=n), title=f"学习{n}") for n in range(MOST_SHOWN + 9)
    )
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await look_for(pilot, "学习 kind:note")
        await until_shown(pilot, f"找到 {MOST_SHOWN + 9} 条")
        assert len(screen.list.rows) == MOST_SHOWN
        assert "学习0" in screen_text(pilot)


@pytest.mark.slow
async def test_what_was_deleted_in_the_meantime_is_said_and_the_search_goes_on(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await look_for(pilot, "xfxx")
        elsewhere = Journal.open(tmp_path, clock=lambda: MONDAY)
        elsewhere.notes.remove(elsewhere.notes.all()[0])
        await pilot.press("enter", "enter")
        await until_shown(pilot, "已经不在了")
        assert isinstance(pilot.app.screen, SearchScreen)


@pytest.mark.slow
async def test_search_hit_twice_in_haste_is_opened_once_and_esc_leads_back_to_the_room(tmp_path: Path) -> None:
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
        for _twice in range(2):
            pilot.app.post_message(events.Key("ctrl+f", None))
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen) and pilot.app.screen.focused is not None)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))


@pytest.mark.slow
async def test_a_matter_among_the_hits_says_how_it_stands_and_when_it_is_due(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    for title, due in (("会签甲", TODAY - timedelta(days=2)), ("会签乙", TODAY + timedelta(days=7)), ("会签丙", None)):
        journal.matters.add(Matter.new(MONDAY, TODAY, title=title, due_day=due))
    record(tmp_path)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await look_for(pilot, "会签")
        shown = screen_text(pilot)
        assert "未办结，超期2天 会签甲" in shown
        assert "未办结，11月30日 会签乙" in shown
        assert "未办结，未定时限 会签丙" in shown
        (await look_for(pilot, "纪要")).list.focus()
        await until_shown(pilot, "办结 印发纪要")


@given(st.text(st.sampled_from("监督法 a㎡ \n，会签"), max_size=80), st.integers(0, 20))
def test_what_was_found_is_marked_on_every_line_it_is_folded_into(text: str, width: int) -> None:
    spans = hits(text, Query(("监督", "m2")))
    lines = list(folded_with(text, spans, width))
    marked = "".join(line[start:end] for line, within in lines for start, end in within)
    assert "".join(marked.split()) == "".join("".join(text[start:end].split()) for start, end in spans)


async def test_the_highlight_of_a_row_lies_on_the_word(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    journal.matters.add(Matter.new(MONDAY, TODAY, title="房屋", measure="先量 30㎡ 再报"))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        screen = await look_for(pilot, "30m2")
        cell = screen.list.rows[0].cells[-1]
        assert [cell.text[start:end] for start, end in cell.hits] == ["30㎡"]
        assert cell.text == " ".join(cell.text.split())  # a row is cut on one line, its blanks made one


@pytest.mark.slow
async def test_that_nothing_was_found_is_said_once(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        await pilot.press("ctrl+f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        await pilot.press(*"无此事")
        await until_shown(pilot, "没有找到")
        assert "0 条" not in screen_text(pilot)
