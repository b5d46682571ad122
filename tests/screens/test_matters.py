from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from content.calendar import PUBLISHED
from content.period import Period
from screens.kit.fields import Choice, LineInput
from screens.kit.form import FormDialog
from screens.matters.screen import MattersScreen
from screens.matters.words import when_words
from storage.journal import Journal
from storage.records import Matter, MatterKind, MatterState, Progress, SelfCheck
from tests.moments import local
from tests.screens.driving import MONDAY, app_on, column_from, screen_text, settle, until, until_shown

SIZE = (80, 24)
TODAY = date(2026, 11, 23)


def written(home: Path) -> Journal:
    return Journal.open(home, clock=lambda: MONDAY)


def put(home: Path, title: str, due: date | None = None, **fields: Any) -> Matter:
    day = fields.pop("day", date(2026, 11, 2))
    return written(home).matters.add(Matter.new(MONDAY, day, title=title, due_day=due, **fields))


def the_open(home: Path) -> list[Matter]:
    return written(home).matters.open()


async def enter_room(pilot: Pilot[None]) -> MattersScreen:
    await pilot.press("f5")
    await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
    screen = pilot.app.screen
    assert isinstance(screen, MattersScreen)
    await until(pilot, lambda: screen.list.option_count > 0)
    await settle(pilot)
    return screen


async def form_open(pilot: Pilot[None]) -> FormDialog:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    await until(pilot, lambda: form.focused is not None or not form.fields)
    return form


async def form_gone(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
    await settle(pilot)  # what was saved is shown


async def fill(pilot: Pilot[None], **values: str) -> None:
    """Type into named fields of the form as a paste does."""
    form = await form_open(pilot)
    for name, text in values.items():
        field = form.query_one(f"#field-{name}", Input)
        field.focus()
        await until(pilot, lambda field=field: field.has_focus)  # type: ignore[misc]
        field.action_delete_left_all()
        field.post_message(events.Paste(text))
        await until(pilot, lambda field=field, text=text: field.value == text)  # type: ignore[misc]


async def test_overdue_first_then_by_due_day_and_undated_last(tmp_path: Path) -> None:
    put(tmp_path, "undated")
    put(tmp_path, "later", date(2026, 12, 4))
    put(tmp_path, "today", TODAY)
    put(tmp_path, "late", date(2026, 11, 21), given_by="办公室主任", kind=MatterKind.DECISION)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await until(pilot, lambda: len(screen.matters) == 4)
        assert [matter.title for matter in screen.matters] == ["late", "today", "later", "undated"]
        await until_shown(pilot, "办公室主任")
        lines = [line for line in screen_text(pilot).splitlines() if line.strip()]
        shown = [line.lstrip("> ").split() for line in lines[3:7]]
        assert [line[0] for line in shown] == ["超期2天", "今天到期", "12月4日", "未定时限"]
        assert shown[0][1:3] == ["议定", "late"]


@pytest.mark.slow
async def test_a_matter_is_added_and_a_short_day_is_shown_as_understood(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="会签意见汇总", given_by="李处长", due_day="11-30", co_workers="王五、赵六")
        await until_shown(pilot, "2026年11月30日 星期一")
        await pilot.press("ctrl+s")
        await form_gone(pilot)
        await until(pilot, lambda: bool(the_open(tmp_path)))
        (matter,) = the_open(tmp_path)
        assert (matter.title, matter.given_by, matter.due_day) == ("会签意见汇总", "李处长", date(2026, 11, 30))
        assert matter.co_workers == ("王五", "赵六")
        assert matter.day == TODAY
        await until_shown(pilot, "11月30日 一    交办")


@pytest.mark.slow
async def test_a_due_day_before_the_given_day_is_refused_in_one_line(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="x", due_day="11-20")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "时限不能早于交办日期")
        assert not the_open(tmp_path)


async def test_a_day_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="x", due_day="2-30")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "没有2-30这一天")


async def test_settling_needs_a_result_and_keeps_to_whom_it_was_answered(tmp_path: Path) -> None:
    put(tmp_path, "督办件")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await form_open(pilot)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "办结要写办理结果")
        await fill(pilot, result="已报送", answered_to="办公室")
        await pilot.press("ctrl+s")
        await form_gone(pilot)
        await until(pilot, lambda: not the_open(tmp_path))
        (matter,) = written(tmp_path).matters.closed_within(Period.parse("2026"))
        assert (matter.state, matter.result, matter.closed_day) == (MatterState.SETTLED, "已报送", TODAY)
        assert (matter.answered_to, matter.answered_day) == ("办公室", TODAY)
        assert written(tmp_path).drafts.get(f"matter/{matter.uid}/settle") == ""


@pytest.mark.slow
async def test_undo_brings_back_what_was_settled_just_now(tmp_path: Path) -> None:
    before = put(tmp_path, "督办件")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await fill(pilot, result="误记")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not the_open(tmp_path))
        await form_gone(pilot)
        await until_shown(pilot, "没有未办结的事项")
        await settle(pilot)
        await pilot.press("3")
        await until(pilot, lambda: bool(the_open(tmp_path)))
        (matter,) = the_open(tmp_path)
        assert (matter.result, matter.state) == (before.result, MatterState.OPEN)


@pytest.mark.slow
async def test_undo_does_not_touch_what_somebody_changed_since(tmp_path: Path) -> None:
    matter = put(tmp_path, "督办件")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("enter")
        await fill(pilot, measure="先催办")
        await pilot.press("ctrl+s")
        await form_gone(pilot)
        await until(pilot, lambda: the_open(tmp_path)[0].measure == "先催办")
        written(tmp_path).matters.change(matter, lambda there: there.changed(MONDAY, given_by="主任"))
        await pilot.press("3")
        await until_shown(pilot, "没有撤销")
        assert (the_open(tmp_path)[0].measure, the_open(tmp_path)[0].given_by) == ("先催办", "主任")


async def test_a_closed_matter_is_found_and_reopened(tmp_path: Path) -> None:
    put(tmp_path, "旧件", state=MatterState.SETTLED, closed_day=date(2026, 3, 5), result="办了")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        screen = await enter_room(pilot)
        await until_shown(pilot, "2026年已结 1 件")
        await pilot.press("4")
        await until(pilot, lambda: screen.matter is not None and screen.matter.title == "旧件")
        await until_shown(pilot, "3月5日")
        await pilot.press("2")
        await until(pilot, lambda: [matter.title for matter in the_open(tmp_path)] == ["旧件"])
        assert the_open(tmp_path)[0].closed_day is None


async def test_not_pursued_needs_a_reason(tmp_path: Path) -> None:
    put(tmp_path, "旧件")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("5")
        await form_open(pilot)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "请写不再办理的原因")
        await fill(pilot, reason="任务取消")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not the_open(tmp_path))
        (matter,) = written(tmp_path).matters.closed_within(Period.parse("2026"))
        assert (matter.state, matter.result) == (MatterState.DROPPED, "任务取消")


@pytest.mark.slow
async def test_a_due_day_moved_later_keeps_the_old_one_and_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "汇总", date(2026, 11, 25))
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("enter")
        await fill(pilot, due_day="12-4")
        await pilot.press("ctrl+s")
        await until_shown(pilot, "时限延后，请写原因")
        await fill(pilot, reason="等会签")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: the_open(tmp_path)[0].due_day == date(2026, 12, 4))
        (longer,) = the_open(tmp_path)[0].extensions
        assert (longer.old_due_day, longer.due_day, longer.reason) == (date(2026, 11, 25), date(2026, 12, 4), "等会签")


@pytest.mark.slow
async def test_progress_is_written_down(tmp_path: Path) -> None:
    put(tmp_path, "汇总")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("6")
        await fill(pilot, text="已收三家意见")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(the_open(tmp_path)[0].progress))
        (entry,) = the_open(tmp_path)[0].progress
        assert (entry.day, entry.text) == (TODAY, "已收三家意见")


@pytest.mark.slow
async def test_a_form_that_was_left_is_offered_again(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="写到一半")
        await pilot.press("escape")
        await until_shown(pilot, "草稿已保留")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await until_shown(pilot, "接着填")
        await pilot.press("enter")
        await until_shown(pilot, "增加事项")
        form = await form_open(pilot)
        assert form.values["title"] == "写到一半"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [matter.title for matter in the_open(tmp_path)] == ["写到一半"])
        await until(pilot, lambda: written(tmp_path).drafts.get("matter/new") == "")


@pytest.mark.slow
async def test_a_title_that_means_a_day_gets_no_usual_due_day_and_is_asked_about(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        form = await form_open(pilot)
        assert form.values["due_day"] == "2026-11-30"
        await fill(pilot, title="节前或下周三把值班表报上来")
        await until(pilot, lambda: form.values["due_day"] == "")
        await until_shown(pilot, "是哪一天")
        await fill(pilot, title="12月4日前报值班表")
        await until(pilot, lambda: form.values["due_day"] == "2026-12-04")


@pytest.mark.slow
async def test_what_is_typed_is_a_draft_before_anything_is_pressed(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="写到一半")
        await until(pilot, lambda: "写到一半" in written(tmp_path).drafts.get("matter/new"))


async def test_odd_text_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    titles = ["[b]粗[/b] [red", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "好😀👨‍👩‍👧的"]
    for title in titles:
        put(tmp_path, title, given_by=title)
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        for title in titles:
            await until(pilot, lambda title=title: screen_text(pilot).count(title[:7]) >= 2)  # type: ignore[misc]


@pytest.mark.slow
async def test_a_title_too_long_says_so_and_stays_in_the_field(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await fill(pilot, title="长" * 100_000)
        await pilot.press("ctrl+s")
        await until_shown(pilot, "这里最多2000字")
        form = await form_open(pilot)
        assert len(form.values["title"]) == 100_000


@pytest.mark.slow
async def test_what_was_not_kept_is_listed_for_correction_once(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await until_shown(pilot, "未填")
        for back in ((), ("up",)):  # back to the item: a digit goes on
            await pilot.press(*back, "3")
            await until_shown(pilot, "未做到")
            await pilot.press("5")
            await until_shown(pilot, "2026年11月30日 星期一")
            await fill(pilot, title="通知晚发半天", measure="提前一天核对")
            await pilot.press("ctrl+s")
            await until(pilot, lambda: not isinstance(pilot.app.screen, FormDialog))
            await until(pilot, lambda: bool(the_open(tmp_path)))
        await until_shown(pilot, "没有重复列入")
        (matter,) = the_open(tmp_path)
        assert (matter.title, matter.measure, matter.item) == ("通知晚发半天", "提前一天核对", "entrusted")
        assert (matter.kind, matter.due_day, matter.given_by) == (MatterKind.SHORTFALL, date(2026, 11, 30), "")
        assert matter.check_uid == SelfCheck.uid_of(TODAY, "six-donts")


@pytest.mark.slow
async def test_the_due_day_is_preset_by_kind_in_workdays_until_somebody_writes_another(tmp_path: Path) -> None:
    async with app_on(tmp_path, local(2026, 9, 24, 9)).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        await until(pilot, lambda: form.values["due_day"] == "2026-10-09")  # the National Day holiday lies between
        form.query_one("#field-kind", Choice).choose("decision")
        await until(pilot, lambda: form.values["due_day"] == "2026-10-15")
        form.query_one("#field-due_day", LineInput).value = "10-20"
        form.query_one("#field-kind", Choice).choose("error")
        await pilot.pause()
        assert form.values["due_day"] == "10-20"


async def test_two_columns_from_120(tmp_path: Path) -> None:
    put(tmp_path, "汇总", date(2026, 11, 25), measure="先催办再汇总", given_by="李处长")
    async with app_on(tmp_path, local(2026, 11, 23, 9)).run_test(size=(120, 36)) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "先催办再汇总")
        line = next(line for line in screen_text(pilot).splitlines() if "11月25日" in line)
        assert "交办人" in line.split("李处长")[1]  # the details stand beside the list


@pytest.mark.parametrize("size", [(100, 30), (120, 36), (160, 48)])
@pytest.mark.slow
async def test_where_there_is_room_headings_say_how_soon_and_days_have_their_weekday(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    put(tmp_path, "汇总", date(2026, 11, 21), given_by="办公室")
    put(tmp_path, "反馈", date(2026, 11, 25), given_by="张主任")
    put(tmp_path, "归档")
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await enter_room(pilot)
        lines = [line[2:].split() for line in screen_text(pilot).splitlines()]
        said = [line[0] for line in lines if line and line[0].endswith("（1）")]
        assert said == ["超期（1）", "一周内（1）", "未定时限（1）"]
        assert ["11月25日", "三", "交办", "反馈", "张主任"] in [line[:5] for line in lines]


async def test_where_lines_are_few_the_due_days_alone_say_how_soon(tmp_path: Path) -> None:
    put(tmp_path, "汇总", date(2026, 11, 21))
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        await enter_room(pilot)
        assert "超期2天" in screen_text(pilot)
        assert "超期（1）" not in screen_text(pilot)


async def test_the_details_are_blocks_and_what_was_done_stands_in_one_of_its_own(tmp_path: Path) -> None:
    done = Progress(day=date(2026, 11, 18), text="已收到三个处室的意见，还差法规处和联络处。", written_at=MONDAY)
    put(tmp_path, "汇总", date(2026, 11, 11), day=date(2026, 11, 4), progress=(done,))
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await enter_room(pilot)
        panel = [column_from(line, 82).rstrip() for line in screen_text(pilot).splitlines()]
        assert panel[1:3] == ["汇总", ""]
        assert "时限        2026年11月11日 星期三" in panel  # on one line
        at = panel.index("进展 1 条")
        assert not panel[at - 1]
        assert panel[at + 1 : at + 3] == ["11月18日    已收到三个处室的意见，还", " " * 12 + "差法规处和联络处。"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
@pytest.mark.slow
async def test_a_title_that_80_columns_show_whole_is_whole_everywhere(tmp_path: Path, size: tuple[int, int]) -> None:
    title = "关于代表建议第12号办理情况的答复送审"
    put(tmp_path, title, date(2026, 11, 21), given_by="办公厅秘书")
    async with app_on(tmp_path).run_test(size=size) as pilot:
        screen = await enter_room(pilot)
        line = next(line for line in screen_text(pilot).splitlines() if line.startswith("> 超期2天"))
        assert title in line
        assert "办公厅秘书" in line
        assert screen.matter is not None


async def test_the_line_as_it_was_typed_stands_in_the_details_where_the_title_is_another(tmp_path: Path) -> None:
    put(tmp_path, "报送名单", original="王处 12月4日前 报送名单")
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await enter_room(pilot)
        shown = screen_text(pilot)
        assert "原话" in shown
        assert "王处12月4日前报送名单" in "".join(shown.split())
        assert "未定时限" in shown


async def test_before_the_ledger_is_read_no_number_of_matters_is_said(tmp_path: Path) -> None:
    put(tmp_path, "one")
    async with app_on(tmp_path).run_test(size=SIZE) as pilot:
        unread = MattersScreen(pilot.app.desk, ())  # type: ignore[attr-defined]
        assert not any(sign.isdigit() for sign in unread.view.render().plain)
        screen = await enter_room(pilot)
        await until(pilot, lambda: "未办结 1 件" in screen.view.render().plain)


@pytest.mark.slow
async def test_what_is_taken_back_is_called_by_what_it_was(tmp_path: Path) -> None:
    put(tmp_path, "报简报")
    async with app_on(tmp_path).run_test(size=SIZE, notifications=True) as pilot:
        await enter_room(pilot)
        await until_shown(pilot, "> 未定时限")
        await pilot.press("enter")
        await form_open(pilot)
        await pilot.press("2", "ctrl+s")
        await until_shown(pilot, "已修改 报简报2")
        await pilot.press("3")
        await until_shown(pilot, "已撤销修改：报简报2")


def test_a_day_of_another_year_takes_no_more_of_the_line_than_it_must() -> None:
    days = {date(2026, 12, 1): "12月1日 二", date(2027, 1, 4): "2027-01-04（推算）", date(2026, 11, 21): "超期2天"}
    for day, words in days.items():
        matter = Matter.new(MONDAY, MONDAY.date(), title="汇总", due_day=day)
        assert when_words(matter, MONDAY.date(), PUBLISHED) == words
