"""Today, driven by keys: what is marked and written stands in the journal at once."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input

from content.calendar import PUBLISHED
from content.donts import official_list
from content.marks import Mark
from content.workdays import LeaveKind
from screens.kit.form import FormDialog
from screens.kit.help import HelpDialog
from screens.today.lines import kind_words
from screens.today.meaning import MeaningDialog
from screens.today.owed import owed
from screens.today.screen import TodayScreen
from storage.glance import Glance, GlanceMatter
from storage.journal import Journal
from storage.records import Leave, Matter, MatterKind, SelfCheck
from tests.moments import local
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown

SIZE = (80, 24)
TODAY = date(2026, 11, 23)


def written(home: Path) -> Journal:
    return Journal.open(home, clock=lambda: MONDAY)


def checks(home: Path) -> list[SelfCheck]:
    return written(home).checks.all()


def marks_of(home: Path) -> list[Mark | None]:
    found = checks(home)
    if not found:
        return []
    return [found[0].mark(dont.id) for dont in official_list().donts]


def today(pilot: Pilot[None]) -> TodayScreen:
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


async def marked(pilot: Pilot[None], key: str, count: int) -> None:
    await pilot.press(key)
    await until(pilot, lambda: len(today(pilot).seen.marks) == count)


async def sentence_field(pilot: Pilot[None]) -> Input:
    await pilot.press("enter")
    field = pilot.app.screen.query_one("#sentence", Input)
    await until(pilot, lambda: field.has_focus)
    return field


async def write(pilot: Pilot[None], text: str) -> None:
    field = await sentence_field(pilot)
    field.value = ""
    field.post_message(events.Paste(text))
    await until(pilot, lambda: field.value != "")
    await pilot.press("enter")
    await until(pilot, lambda: not field.display)


async def test_six_keys_mark_the_six(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        for count in range(1, 7):
            await marked(pilot, "1", count)
        await until_shown(pilot, "已对照 6 / 6")
    assert marks_of(tmp_path) == [Mark.KEPT] * 6


async def test_keys_pressed_faster_than_the_disk_lose_nothing(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press(*"141414")
        await until(pilot, lambda: len(today(pilot).seen.marks) == 6)
    assert marks_of(tmp_path) == [Mark.KEPT, Mark.NOT_FACED] * 3


async def test_after_not_kept_the_selection_goes_on_and_enter_goes_back_to_write_there(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await marked(pilot, "1", 1)
        await marked(pilot, "3", 2)
        assert today(pilot).rows.selected == 2
        await until_shown(pilot, "回车补说明")
        await write(pilot, "会议通知晚发半天")
        await until_shown(pilot, "会议通知晚发半天")
        assert today(pilot).rows.selected == 2
    second = checks(tmp_path)[0].answer(official_list().donts[1].id)
    assert second is not None
    assert (second.mark, second.sentence) == (Mark.NOT_KEPT, "会议通知晚发半天")


async def test_enter_right_after_the_first_frame_puts_no_second_line_there(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await today(pilot).query("#writing").remove()  # as before what completes the screen puts it there
        first, second = await asyncio.gather(today(pilot).field(), today(pilot).field())
        assert first is second


async def test_a_mark_can_be_changed_and_cleared_and_the_sentence_stays(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await marked(pilot, "2", 1)
        await write(pilot, "一句说明")
        await pilot.press("up", "3")
        await until(pilot, lambda: Mark.NOT_KEPT in today(pilot).seen.marks.values())
        await pilot.press("up", "0")
        await until(pilot, lambda: not today(pilot).seen.marks)
        await until_shown(pilot, "一句说明")
    answers = checks(tmp_path)[0].answers
    assert [(answer.mark, answer.sentence) for answer in answers] == [(None, "一句说明")]


@pytest.mark.slow
async def test_what_was_typed_and_put_aside_is_there_again(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await sentence_field(pilot)
        await pilot.press(*"half", "escape")
        await until_shown(pilot, "half")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "草稿")
        field = await sentence_field(pilot)
        assert field.value == "half"
        await pilot.press("enter")
        await until(pilot, lambda: not field.display)
        assert "草稿" not in screen_text(pilot)
    assert written(tmp_path).drafts.get(f"today/{TODAY}/{official_list().donts[0].id}") == ""


async def test_the_line_of_an_item_says_that_a_sentence_was_begun_there(tmp_path: Path) -> None:
    third = official_list().donts[2]
    Journal.open(tmp_path).drafts.put(f"today/{TODAY}/{third.id}", "写到一半")
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "草稿" in next(x for x in screen_text(pilot).splitlines() if str(third.short) in x))


async def test_listing_for_correction_is_offered_only_where_something_was_not_kept(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await marked(pilot, "1", 1)
        await pilot.press("up")
        await until(pilot, lambda: "列入整改" not in screen_text(pilot))
        await pilot.press("5")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        await pilot.press("3")
        await until_shown(pilot, "列入整改")
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))


@pytest.mark.slow
async def test_what_is_listed_for_correction_in_haste_is_one_matter_that_stands_beneath_at_once(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await marked(pilot, "3", 1)
        await write(pilot, "会议通知晚发半天")
        for _twice in range(2):
            pilot.app.post_message(events.Key("5", "5"))
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        assert len(pilot.app.screen_stack) == 2  # Today, the form
        await pilot.press("ctrl+s")
        await until_shown(pilot, "未办结 1 件")
    (matter,) = written(tmp_path).matters.open()
    first = official_list().donts[0].id
    assert (matter.title, matter.item, matter.check_uid) == ("会议通知晚发半天", first, f"{TODAY}.six-donts")


@pytest.mark.slow
async def test_of_an_item_kept_after_all_it_is_said_that_what_was_listed_and_written_stays(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await marked(pilot, "3", 1)
        await write(pilot, "发晚了")
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "未办结 1 件")
        await pilot.press("up")
        await until(pilot, lambda: today(pilot).rows.selected == 0)
        await pilot.press("1")
        await until_shown(pilot, "列入整改的事项仍在（F5）")
    assert len(written(tmp_path).matters.open()) == 1


async def test_open_matters_stand_beneath_with_the_overdue_first(tmp_path: Path) -> None:
    journal = written(tmp_path)
    for title, due in (("代表建议答复", TODAY + timedelta(days=11)), ("会签意见汇总", TODAY - timedelta(days=2))):
        matter = Matter.new(MONDAY, date(2026, 11, 2), title=title, due_day=due, kind=MatterKind.ASSIGNED)
        journal.matters.add(matter)
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "未办结 2 件")
        lines = screen_text(pilot).splitlines()
        late = next(n for n, line in enumerate(lines) if "会签意见汇总" in line)
        assert "超期2天" in lines[late]
        assert "12月4日" in lines[late + 1]


async def test_matters_without_a_due_day_stand_right_after_the_overdue_in_the_colour_of_a_warning(
    tmp_path: Path,
) -> None:
    due_days = {"报送名单": TODAY + timedelta(days=3), "整理档案": None, "会签意见": TODAY - timedelta(days=2)}
    written(tmp_path).matters.add_many(
        Matter.new(MONDAY, TODAY - timedelta(days=9), title=title, due_day=due) for title, due in due_days.items()
    )
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "未办结 3 件")
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        rows = [strip for strip in strips if any(title in strip.text for title in due_days)]
        assert [row.text.split()[1] for row in rows] == ["会签意见", "整理档案", "报送名单"]
        [said] = [one for one in rows[1] if "未定时限" in one.text]
        warning = Color.parse(pilot.app.theme_variables["warning"]).rich_color.triplet
        assert said.style is not None
        assert said.style.color is not None
        assert said.style.color.triplet == warning


@given(st.lists(st.none() | st.integers(-5, 20), max_size=30), st.integers(1, 12))
def test_no_matter_without_a_due_day_is_pushed_off_today_by_those_that_have_one(
    days: list[int | None], fits: int
) -> None:
    dues = [None if one is None else TODAY + timedelta(days=one) for one in days]
    matters = [GlanceMatter(str(n), f"事项{n}", due) for n, due in enumerate(dues)]
    matters.sort(key=lambda one: (one.due_day is None, one.due_day or TODAY))
    rows = owed(matters, TODAY, fits)
    assert sum(one.number for one in rows) == len(matters)
    undated = [one.title for one in matters if one.due_day is None]
    said = [one.title for one in rows if one.due_day is None]
    assert all(any(title in words for words in said) for title in undated)
    shown = rows if len(rows) <= fits else rows[: max(fits - 1, 1)]
    assert [one.title for one in shown if one.due_day is None] == said
    dated = [one.due_day for one in rows if one.due_day is not None]
    assert dated == sorted(dated)


async def test_matters_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    written(tmp_path).matters.add_many(
        Matter.new(MONDAY, TODAY, title=f"事项{n:02}", due_day=TODAY + timedelta(days=n)) for n in range(12)
    )
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "未办结 12 件")
        shown = sum(f"事项{n:02}" in screen_text(pilot) for n in range(12))
        assert f"还有 {12 - shown} 件，按 F5 查看" in screen_text(pilot)
        assert 3 < shown < 12


async def test_digits_of_full_width_mark_too(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press(*"１２")
        await until_shown(pilot, "已对照 2 / 6")
        field = await sentence_field(pilot)
        await pilot.press("３")
        await until(pilot, lambda: field.value == "３")  # where one writes, it stays as it was typed
    assert marks_of(tmp_path)[:3] == [Mark.KEPT, Mark.PARTLY, None]


async def test_what_another_process_writes_appears(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "没有未办结事项")
        written(tmp_path).matters.add(Matter.new(MONDAY, TODAY, title="从命令行来"))
        await until_shown(pilot, "从命令行来")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (local(2026, 10, 1, 12), "国庆节"),  # the other kinds: tests/content/test_workdays.py
        (local(2031, 3, 3, 12), "按周一至周五推算"),
    ],
)
async def test_the_day_says_what_it_is_and_can_be_answered_all_the_same(
    tmp_path: Path, at: datetime, words: str
) -> None:
    async with app_on(tmp_path, at).run_test(size=SIZE) as pilot:
        await until_shown(pilot, words)
        await marked(pilot, "1", 1)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "工作日"),
        ([LeaveKind.WHOLE], "请假"),
        ([LeaveKind.MORNING], "工作日，上午请假"),
        ([LeaveKind.AFTERNOON], "工作日，下午请假"),
        ([LeaveKind.AFTERNOON, LeaveKind.MORNING], "请假"),
        ([LeaveKind.DUTY], "休息日值班"),
    ],
)
def test_a_day_of_leave_or_duty_says_so(kinds: list[LeaveKind], words: str) -> None:
    seen = Glance(leaves=tuple((TODAY, TODAY, kind) for kind in kinds))
    assert kind_words(seen, TODAY, PUBLISHED) == words


async def test_leave_is_said_beside_the_day(tmp_path: Path) -> None:
    written(tmp_path).leaves.add(Leave.new(MONDAY, TODAY, last_day=TODAY, kind=LeaveKind.MORNING, reason="年休假"))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "星期一 工作日，上午请假")


async def test_after_midnight_a_day_begun_stays_until_a_key_leads_to_the_new_one(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    times = [MONDAY]
    app.desk.clock = lambda: times[0]
    async with app.run_test(size=SIZE) as pilot:
        field = await sentence_field(pilot)
        await pilot.press(*"late")
        times[0] = MONDAY + timedelta(days=1)
        today(pilot)._follow_the_clock()
        await pilot.press("enter")
        await until(pilot, lambda: not field.display)
        await until_shown(pilot, "已过零点")
        assert today(pilot).day == TODAY
        await pilot.press("escape")
        await until_shown(pilot, "2026年11月24日")
        await marked(pilot, "1", 1)
    days = {check.day: check for check in checks(tmp_path)}
    assert sorted(days) == [TODAY, TODAY + timedelta(days=1)]
    assert [answer.sentence for answer in days[TODAY].answers] == ["late"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[b]粗体[/b]", id="markup"),
        pytest.param("\ud800x", id="surrogate"),
        pytest.param("\x1b[31mred\x1b[0m", id="escape", marks=pytest.mark.slow),
        pytest.param("a\x00b\x07c", id="control", marks=pytest.mark.slow),
        pytest.param("🙂👨‍👩‍👧", id="emoji", marks=pytest.mark.slow),
        pytest.param("=cmd|' /C calc'!A0", id="formula", marks=pytest.mark.slow),
        pytest.param("<script>alert(1)</script>", id="script", marks=pytest.mark.slow),
    ],
)
@pytest.mark.slow
async def test_odd_text_is_kept_as_text(tmp_path: Path, text: str) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await marked(pilot, "2", 1)
        await write(pilot, text)
        await until(pilot, lambda: bool(today(pilot).seen.sentences))
        await pilot.press("up")  # the selection went on
        await until_shown(pilot, "说明：")
    (answer,) = checks(tmp_path)[0].answers
    shown = [char for char in text if char.isprintable() and char != "\x1b"]
    assert [char for char in answer.sentence if char in shown] != []
    assert not any(char in answer.sentence for char in "\x00\x07\x1b\ud800")
    if all(char.isprintable() for char in text) and "\ud800" not in text:
        assert answer.sentence == text


@pytest.mark.slow
async def test_a_hundred_thousand_characters_are_saved_whole_and_more_than_fit_are_refused_in_one_line(
    tmp_path: Path,
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await write(pilot, "长" * 100_000)
        assert [len(answer.sentence) for answer in checks(tmp_path)[0].answers] == [100_000]
        field = await sentence_field(pilot)
        field.post_message(events.Paste("长" * 100_001))
        await until(pilot, lambda: len(field.value) == 200_001)
        await pilot.press("enter")
        await until_shown(pilot, "200000")
        assert field.display
        assert len(field.value) == 200_001


async def test_help_and_meaning_open_and_close(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeaningDialog))
        await until_shown(pilot, "部分做到")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_a_mark_that_cannot_be_saved_says_so_and_does_not_stand(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    async with app_on(tmp_path / "home").run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("1")
        await until_shown(pilot, "没能保存")
        await until_shown(pilot, "已对照 0 / 6")


async def test_the_first_answer_says_from_which_day_on_checks_are_due(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await marked(pilot, "1", 1)
        await until_shown(pilot, "自查从2026年11月23日起计算")


@pytest.mark.parametrize("at", [local(2027, 11, 24, 12), local(2027, 11, 23, 12)])
async def test_a_presumed_day_filled_in_late_says_both(tmp_path: Path, at: datetime) -> None:
    async with app_on(tmp_path, at).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "已对照 0 / 6")
        await pilot.press("left")
        await until(pilot, lambda: today(pilot).day < at.date())
        await marked(pilot, "1", 1)
        await until_shown(pilot, "工作日（按周一至周五推算） 补填")
        assert ".." not in screen_text(pilot).splitlines()[1]
