"""A matter in one line, from any screen."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input

from screens.kit.base import Room
from screens.kit.door import Door
from storage.journal import Journal
from storage.records import Matter
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tui.doors import DOORS

SIZE = (80, 24)
LINE = "张主任 11月30日前 报送调研材料 #电话"


def the_open(home: Path) -> list[Matter]:
    return Journal.open(home, clock=lambda: MONDAY).matters.open()


async def write_line(pilot: Pilot[None], line: str) -> None:
    beneath = pilot.app.screen
    await pilot.press("f9")
    await until(pilot, lambda: pilot.app.screen is not beneath and pilot.app.screen.focused is not None)
    pilot.app.screen.query_one(Input).value = line
    await pilot.pause()


def warned(pilot: Pilot[None]) -> bool:
    """Whether what is said about the due day stands in the colour of a warning."""
    warning = Color.parse(pilot.app.theme_variables["warning"]).rich_color.triplet
    lines = pilot.app.screen._compositor.render_strips(pilot.app.size)
    doubts = [one for strip in lines for one in strip if "未定时限" in one.text]
    return bool(doubts) and all(
        one.style is not None and one.style.color is not None and one.style.color.triplet == warning for one in doubts
    )


@pytest.mark.slow
@pytest.mark.parametrize("door", [door for door in DOORS if not door.for_secretary], ids=lambda door: door.room)
async def test_a_line_becomes_a_matter_wherever_one_is(tmp_path: Path, door: Door) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press(door.key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Room))
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, LINE)
        await until_shown(pilot, "时限 2026年11月30日 星期一")
        assert not the_open(tmp_path)  # what was understood is shown before it is saved
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        [matter] = the_open(tmp_path)
        assert (matter.title, matter.given_by, matter.channel) == ("报送调研材料", "张主任", "电话")
        assert (matter.day, matter.due_day) == (MONDAY.date(), date(2026, 11, 30))


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("f3", "4", "enter"), id="reader"),
        pytest.param(("f4", "enter"), id="quiz"),
        pytest.param(("f5", "1"), id="another matter"),
        pytest.param(("f3", "1"), id="note", marks=pytest.mark.slow),
        pytest.param(("f3", "4"), id="library", marks=pytest.mark.slow),
        pytest.param(("f4", "5"), id="form", marks=pytest.mark.slow),
    ],
)
async def test_a_line_becomes_a_matter_above_whatever_is_up_and_leaves_that_as_it_was(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        for key in keys:
            before = pilot.app.screen
            await pilot.press(key)
            await until(pilot, lambda before=before: pilot.app.screen is not before)  # type: ignore[misc]
            await settle(pilot)  # the room has read its list
        stack = list(pilot.app.screen_stack)
        await write_line(pilot, LINE)
        assert pilot.app.screen_stack[:-1] == stack
        await pilot.press("f9")  # once is enough
        await pilot.pause()
        assert len(pilot.app.screen_stack) == len(stack) + 1
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        await until(pilot, lambda: pilot.app.screen_stack == stack)


@pytest.mark.parametrize(
    ("line", "doubt", "keys", "due"),
    [
        ("2月30日前 交稿", "没有【2月30日】这一天", ["end", "enter"], None),
        ("12月中旬 上会", "【12月中旬】是哪一天", ["enter", *"12-15", "enter"], date(2026, 12, 15)),
        ("12月3日报初稿，12月10日定稿", "以哪一天为限", ["down", "down", "enter"], date(2026, 12, 10)),
        ("11月20日前 交稿", "【11月20日】已经过去", ["enter", *"+2", "enter"], date(2026, 11, 25)),
    ],
    ids=["unreal", "fuzzy", "several", "past"],
)
@pytest.mark.slow
async def test_what_is_not_understood_is_said_and_the_first_enter_asks(
    tmp_path: Path, line: str, doubt: str, keys: list[str], due: date | None
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, line)
        await until_shown(pilot, "未定时限：")
        assert doubt in screen_text(pilot)
        assert warned(pilot)
        await pilot.press("enter")
        await until_shown(pilot, "不定时限")
        assert not the_open(tmp_path)
        for key in keys:
            before = pilot.app.screen
            await pilot.press(key)
            if key == "enter":
                await until(pilot, lambda before=before: pilot.app.screen is not before)  # type: ignore[misc]
        await until(pilot, lambda: bool(the_open(tmp_path)))
        [matter] = the_open(tmp_path)
        assert (matter.title, matter.original, matter.due_day) == (line, line, due)


async def test_escape_from_the_question_goes_back_to_the_line(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, "尽快 交稿")
        form = pilot.app.screen
        await pilot.press("enter")
        await until_shown(pilot, "不定时限")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is form)
        assert form.query_one(Input).value == "尽快 交稿"
        form.query_one(Input).value = "12月4日前 交稿"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        assert [one.due_day for one in the_open(tmp_path)] == [date(2026, 12, 4)]


async def test_a_line_without_any_day_is_saved_at_once_and_says_that_it_has_no_due_day(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, "准备 2-3 份 材料 @王处")
        await until_shown(pilot, "未定时限。")
        assert warned(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        [matter] = the_open(tmp_path)
        assert (matter.title, matter.given_by, matter.original) == (
            "准备 2-3 份 材料",
            "王处",
            "准备 2-3 份 材料 @王处",
        )
        await until_shown(pilot, "  未定时限      准备 2-3 份 材料")


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
@pytest.mark.slow
async def test_today_in_a_line_is_the_day_of_the_clock_ten_seconds_before_midnight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = datetime(2026, 11, 27, 23, 59, 50, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        async with app_on(tmp_path, at).run_test(size=SIZE) as pilot:
            await until_shown(pilot, "F9记事项")
            await write_line(pilot, "下班前 报值班表")
            await until_shown(pilot, "2026年11月27日 星期五")
            await pilot.press("enter")
            await until(pilot, lambda: bool(the_open(tmp_path)))
            [matter] = the_open(tmp_path)
            assert (matter.day, matter.due_day) == (date(2026, 11, 27), date(2026, 11, 27))
            await until_shown(pilot, "今天到期")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("line", ["@张主任 11.30", "12月4日前"])
@pytest.mark.slow
async def test_a_line_that_cannot_be_a_matter_stays_to_be_mended(tmp_path: Path, line: str) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, line)
        await pilot.press("enter")
        await until_shown(pilot, "请写明是什么事项")
        assert line in screen_text(pilot)
        assert not the_open(tmp_path)
        await pilot.press("escape")
        await until(pilot, lambda: line in Journal.open(tmp_path, clock=lambda: MONDAY).drafts.get("matter/quick"))


async def test_lines_that_are_pasted_are_a_matter_each(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await write_line(pilot, "")
        pilot.app.screen.query_one(Input).post_message(events.Paste("1. 张主任 11月30日前 报材料\n2. 整理档案"))
        await until_shown(pilot, "整理档案")
        await pilot.press("enter")
        await until(pilot, lambda: len(the_open(tmp_path)) == 2)
        assert {one.title for one in the_open(tmp_path)} == {"报材料", "整理档案"}


@pytest.mark.slow
async def test_a_notice_is_asked_about_and_what_was_added_together_is_taken_back_together(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await write_line(pilot, "各位：⏎1.报工作总结⏎2.报明年计划")
        await pilot.press("enter")
        await until_shown(pilot, "这是一件事项，还是一行一件？")
        assert not the_open(tmp_path)
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(the_open(tmp_path)) == 3)
        await until_shown(pilot, "3 撤销")
        await pilot.press("3")
        await until(pilot, lambda: not the_open(tmp_path))


async def test_a_line_left_half_written_says_by_which_key_it_goes_on(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"app.quick_add" = "ctrl+b"\n', encoding="utf-8")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+b")
        await until(pilot, lambda: bool(pilot.app.screen.query(Input)))
        await pilot.press(*"half", "escape")
        await until_shown(pilot, "草稿已保留：再按 Ctrl+B 接着写。")


@pytest.mark.parametrize(("key", "left"), [("enter", "接着填"), ("escape", "")])
@pytest.mark.slow
async def test_what_is_typed_while_a_draft_is_asked_about_stands_alone_and_the_draft_waits_unless_refused(
    tmp_path: Path, key: str, left: str
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await write_line(pilot, "old")
        await pilot.press("escape")
        await until_shown(pilot, "草稿已保留：再按 F9 接着写。")
        await pilot.press("f9")
        await until_shown(pilot, "接着填")
        await pilot.press(*"new")
        await until_shown(pilot, "刚才输入的，已留着：new")
        await until_shown(pilot, "上面那份草稿已保留：")
        await pilot.press(key)
        await until(pilot, lambda: bool(pilot.app.screen.query(Input)))
        assert pilot.app.screen.query_one(Input).value == "new"
        await pilot.press("enter")
        await until(pilot, lambda: [one.title for one in the_open(tmp_path)] == ["new"])
        await settle(pilot)
        await pilot.press("f9")
        await until(pilot, lambda: bool(pilot.app.screen.query(".title")))
        await settle(pilot)
        assert ("接着填" in screen_text(pilot), "old" in screen_text(pilot)) == (bool(left), bool(left))
        if left:
            await pilot.press("enter", "enter")
            await until(pilot, lambda: len(the_open(tmp_path)) == 2)
            assert not Journal.open(tmp_path, clock=lambda: MONDAY).drafts.under("matter/quick")


async def choose(pilot: Pilot[None], *keys: str) -> None:
    """Press keys at a question, the last of which answers it."""
    before = pilot.app.screen
    await pilot.press(*keys)
    await until(pilot, lambda: pilot.app.screen is not before)


@pytest.mark.slow
async def test_of_several_lines_each_question_names_its_matter_and_going_back_forgets_no_answer(
    tmp_path: Path,
) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, "会后报纪要⏎11月30日前报总结⏎12月3日报初稿，12月10日定稿")
        await pilot.press("enter")
        await until_shown(pilot, "1/3  会后报纪要")
        await choose(pilot, "end", "enter")  # no due day
        await until_shown(pilot, "3/3  12月3日报初稿，12月10日定稿")
        await choose(pilot, "escape")
        await until_shown(pilot, "1/3  会后报纪要")
        await choose(pilot, "enter")  # the answer given before is where one begins
        await until_shown(pilot, "3/3  12月3日报初稿，12月10日定稿")
        assert not the_open(tmp_path)
        await choose(pilot, "down", "down", "enter")
        await until(pilot, lambda: len(the_open(tmp_path)) == 3)
        assert {one.original: one.due_day for one in the_open(tmp_path)} == {
            "会后报纪要": None,
            "11月30日前报总结": date(2026, 11, 30),
            "12月3日报初稿，12月10日定稿": date(2026, 12, 10),
        }


@pytest.mark.slow
async def test_a_day_that_is_not_written_after_all_goes_back_to_the_choice(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await until_shown(pilot, "F9记事项")
        await write_line(pilot, "12月中旬 上会")
        await pilot.press("enter")
        await until_shown(pilot, "不定时限")
        await choose(pilot, "enter")
        await until_shown(pilot, "哪一天到期？")
        await choose(pilot, "escape")
        await until_shown(pilot, "不定时限")
        assert not the_open(tmp_path)


async def test_a_due_day_far_ahead_is_taken_where_it_is_chosen_on_purpose(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await write_line(pilot, "2040年12月1日前 交总表")
        await pilot.press("enter")
        await until_shown(pilot, "距今超过10年，以哪天为限")
        await until_shown(pilot, "2040年12月1日 星期六")
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        [matter] = the_open(tmp_path)
        assert (matter.due_day, matter.original) == (date(2040, 12, 1), "2040年12月1日前 交总表")
