"""Review: the month grid, the way from a blank day to Today and back, and what is told apart."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.review.screen import ReviewScreen
from screens.today.screen import TodayScreen
from storage.journal import Journal
from tests.moments import local
from tests.reviewing import BLANK, a_check, fill
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown


async def to_review(pilot: Pilot[None]) -> ReviewScreen:
    await pilot.press("f6")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


def line_with(pilot: Pilot[None], words: str) -> str:
    return next(line for line in screen_text(pilot).splitlines() if words in line)


async def test_the_month_shows_every_item_on_every_day(tmp_path: Path) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await until_shown(pilot, "2026年11月    已自查12天（应自查15天）  未填3天")
        heads = next(line for line in screen_text(pilot).splitlines() if "一二三四五六日" in line)
        assert heads == " " * 12 + "日 " + "一二三四五六日 " * 4 + "一"
        assert line_with(pilot, "三 工作") == "  三 工作..    做做做做做休休 做空做未假休休 做做空做做休休 空"
        assert line_with(pilot, "一 交办") == "> 一 交办..    做做做做半休休 做空做做假休休 做做空做做休休 空"
        assert line_with(pilot, "  补 改  ").split() == ["补", "改", "补改"]


@pytest.mark.slow
async def test_a_late_entry_a_change_a_blank_a_leave_and_a_day_off_are_words_beneath_the_grid(tmp_path: Path) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        said = {}
        for number in (5, 6, 7, 10, 12, 13):
            await screen._go_to(date(2026, 11, number))
            await settle(pilot)
            said[number] = " ".join(line_with(pilot, f"11月{number}日 ").split())
        assert said[5] == "11月5日 星期四 一 交办工作不延误 做到 11月8日补填"
        assert said[6] == "11月6日 星期五 一 交办工作不延误 部分做到 11月9日改动"
        assert said[7] == "11月7日 星期六 一 交办工作不延误 休息日"
        assert said[10] == "11月10日 星期二 一 交办工作不延误 未填"
        assert said[13] == "11月13日 星期五 一 交办工作不延误 请假（年休假）"
        await screen._go_to(date(2026, 11, 12))
        await pilot.press("down", "down")
        await until_shown(pilot, "三 工作不出差错  未做到")
        await until_shown(pilot, "会议材料日期写错一处")
        await until_shown(pilot, "已列入整改：未办结，12月6日")


@pytest.mark.slow
async def test_at_120_the_totals_of_an_item_stand_on_its_line_with_its_whole_name(tmp_path: Path) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await to_review(pilot)
        await until_shown(pilot, "合计（天）")
        await until(pilot, lambda: "二 工作职能不削弱" in line_with(pilot, "二 工作..    "))
        line = line_with(pilot, "二 工作..    ")
        assert line.split()[-6:] == ["12", "0", "0", "0", "3", "15"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.slow
async def test_every_heading_of_the_shares_has_its_numbers_also_where_there_are_more_lines_than_rows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=size) as pilot:
        screen = await to_review(pilot)
        await settle(pilot)
        await pilot.press("tab", "tab")
        await until_shown(pilot, "去年同期")
        await pilot.press("4", "4")
        await until_shown(pilot, "48周")
        head = next(line for line in screen_text(pilot).splitlines() if line.count("应") == 2)
        assert head.split()[:14] == [*"做半未免空应"] * 2 + (["未填1天（100%）"] if size[0] > 80 else [])
        assert line_with(pilot, "47周").split()[2:14] == ["4", "0", "0", "0", "1", "5", *["--"] * 6]
        assert screen.page == "shares"


@pytest.mark.slow
async def test_from_blank_day_to_blank_day_each_filled_in_late(tmp_path: Path) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await pilot.press("2")  # nothing comes after this month
        await until_shown(pilot, "后面的还没到")
        for day in BLANK:
            await pilot.press("3")
            await until(pilot, lambda day=day: screen.day == day)  # type: ignore[misc]
            await until_shown(pilot, f"11月{day.day}日")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
            await until_shown(pilot, f"2026年11月{day.day}日")
            await until_shown(pilot, "已对照 0 / 6")
            for count in range(1, 7):
                await pilot.press("1")
                await until_shown(pilot, f"已对照 {count} / 6")
            await to_review(pilot)
        await until_shown(pilot, "已自查14天（应自查15天）  未填1天")
        await pilot.press("3")
        await until(pilot, lambda: screen.day == MONDAY.date())
    for day in BLANK:
        [check] = [one for one in Journal.open(tmp_path).checks.all() if one.day == day]
        assert all(check.is_late(answer) for answer in check.answers)


async def test_the_next_blank_day_is_found_in_another_month_and_where_there_is_none_that_is_said(
    tmp_path: Path,
) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    days = [MONDAY.date() - timedelta(days=back) for back in range(40)]
    journal.checks.add_many(a_check(day, local(day.year, day.month, day.day, 9)) for day in days)
    missing = date(2026, 10, 21)
    journal.checks.remove(next(one for one in journal.checks.all() if one.day == missing))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await pilot.press("3")
        await until(pilot, lambda: screen.day == missing)
        await until_shown(pilot, "2026年10月")
        journal.checks.add(a_check(missing, MONDAY))
        await pilot.press("3")
        await until_shown(pilot, "应自查的日子都填了")


async def test_the_next_blank_day_is_one_of_the_month_shown_before_it_is_one_of_another(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    days = [MONDAY.date() - timedelta(days=back) for back in range(40)]
    missing = [date(2026, 10, 21), date(2026, 11, 5), date(2026, 11, 11)]
    journal.checks.add_many(a_check(day, local(day.year, day.month, day.day, 9)) for day in days if day not in missing)
    journal.checks.add(a_check(date(2026, 10, 12), MONDAY))
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await pilot.press("3")
        await until_shown(pilot, "回到2026年11月第一个未填的日子")
        assert screen.day == missing[1]
        await pilot.press("3")
        await until(pilot, lambda: screen.day == missing[2])
        journal.checks.add(a_check(missing[1], MONDAY))
        await pilot.press("3")
        await until_shown(pilot, "2026年11月没有其他未填的，转到这一天")
        assert screen.day.month == 10


@pytest.mark.slow
async def test_the_arrows_go_on_into_the_month_beside_and_not_beyond_this_one(tmp_path: Path) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await screen._go_to(date(2026, 11, 1))
        await pilot.press("left")
        await until_shown(pilot, "2026年10月    从2026年11月2日起应自查")
        assert screen.day == date(2026, 10, 31)
        await pilot.press("2")
        await until_shown(pilot, "2026年11月    已自查")
        await screen._go_to(date(2026, 11, 30))
        await pilot.press("right", "enter")
        await until_shown(pilot, "这一天还没有到")
        assert screen.day == date(2026, 11, 30)


@pytest.mark.slow
async def test_a_click_selects_a_day_and_a_second_one_opens_it(tmp_path: Path) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        grid = screen.month
        place = next(
            (x, y) for y in range(8) for x in range(80) if grid.at(x, y) == (date(2026, 11, 12), "error") and y > 1
        )
        await pilot.click("#month", offset=place)
        await until_shown(pilot, "三 工作不出差错  未做到")
        await pilot.click("#month", offset=place)
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until_shown(pilot, "2026年11月12日")
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        assert today.rows.dont.id == "error"


@pytest.mark.parametrize("text", ["2027-03", "2026-13", "1998-05", "2026-11-03..2026-11-03", "2017-01-01..2026-12-31"])
@pytest.mark.slow
async def test_a_period_that_is_odd_ends_in_no_fault(tmp_path: Path, text: str) -> None:
    fill(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await pilot.press("0")
        await until_shown(pilot, "看哪段时间")
        await pilot.press("ctrl+u")
        await pilot.press(*text)
        await pilot.press("ctrl+s")
        await settle(pilot)
        if text == "2026-13":
            await until_shown(pilot, "看不出时段")
            await pilot.press("escape")
        elif text == "2027-03":
            await until_shown(pilot, "这段时间还没到")
        await until(pilot, lambda: pilot.app.screen is screen)


@pytest.mark.slow
async def test_without_any_record_the_month_says_so(tmp_path: Path) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await until_shown(pilot, "还没有自查记录。  按 F2 填今日。")
        await pilot.press("3")
        await until_shown(pilot, "应自查的日子都填了")
