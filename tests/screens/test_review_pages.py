"""Review's other pages: year, shares, sentences, matters, hours and quiz, and the records behind their figures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from content.calendar import PUBLISHED
from content.donts import official_list
from content.marks import DontList, DontLists, Edition
from content.period import Period
from reports.figures import PeriodRecords
from reports.item_days import item_rows
from screens.matters.screen import MattersScreen
from screens.review.behind import BehindPage
from screens.review.pages import HOURS, MATTERS, MONTH, QUIZ, SENTENCES, SHARES, TITLES, YEAR
from screens.review.screen import ReviewScreen
from screens.study.screen import StudyScreen
from screens.today.screen import TodayScreen
from tests.reviewing import everything
from tests.screens.driving import MONDAY, app_on, screen_text, settle, until, until_shown
from tests.screens.test_review import line_with, to_review


async def turn_to(pilot: Pilot[None], screen: ReviewScreen, page: str) -> None:
    while screen.page != page:
        await pilot.press("tab")
        await settle(pilot)


@pytest.mark.slow
async def test_the_year_by_all_and_by_one_item_and_from_a_day_of_it_to_today(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, YEAR)
        await until_shown(pilot, "2026年    全部  已自查")
        await screen._go_to(date(2026, 11, 12))
        await until_shown(pilot, "11月12日 星期四     做到 5  未做到 1")
        await until_shown(pilot, "三 工作不出差错  未做到  会议材料日期写错一处")
        await pilot.press("5", "5", "5")
        await until_shown(pilot, "2026年    工作不出差错")
        thursdays = next(line for line in screen_text(pilot).splitlines() if line.startswith("> 四"))
        assert thursdays.endswith("0131")
        await pilot.press("left")
        await until(pilot, lambda: screen.day == date(2026, 11, 5))
        await pilot.press("right", "down")
        await until(pilot, lambda: screen.day == date(2026, 11, 13))
        await until_shown(pilot, "请假（年休假）")
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until_shown(pilot, "2026年11月12日")


@pytest.mark.slow
async def test_a_click_on_a_day_of_the_year_goes_there(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, YEAR)
        place = next((x, y) for y in range(8) for x in range(120) if screen.year.at(x, y) == (date(2026, 11, 6), ""))
        await pilot.click("#year", offset=place)
        await until(pilot, lambda: screen.day == date(2026, 11, 6))
        await until_shown(pilot, "部分做到 1")


@pytest.mark.parametrize("year", [2026, 2024, 2040])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80", "120"])
@pytest.mark.slow
async def test_every_day_of_a_year_of_53_and_of_54_weeks_has_its_place(
    tmp_path: Path, size: tuple[int, int], year: int
) -> None:
    async with app_on(tmp_path).run_test(size=size) as pilot:
        screen = await to_review(pilot)
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year % 4 == 0 else 365)]
        screen.year.show(dict.fromkeys(days), days[0])
        found = {screen.year.at(x, y) for y in range(8) for x in range(size[0])}
        assert {one[0] for one in found if one} == {*days}


@pytest.mark.slow
async def test_shares_stand_beside_those_of_the_year_before_and_open_their_days(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, SHARES)
        await until_shown(pilot, "去年同期")
        counts = ["11", "1", "0", "0", "3", "15", "14", "0", "0", "0", "1", "15"]
        assert line_with(pilot, "> 11月").split() == [">", "11月", *counts]
        await until_shown(pilot, "2026年11月：应自查15天")
        await until_shown(pilot, "2025年11月1日至11月23日：应自查15天")
        await pilot.press("4")
        await until_shown(pilot, "第4季度")
        await pilot.press("4")
        await until_shown(pilot, "48周 11月23日")
        await pilot.press("4", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, BehindPage))
        await until_shown(pilot, "2026年11月：部分做到（1）")
        assert screen.row is not None
        first_line = screen_text(pilot).splitlines()[0]
        assert first_line.split() == [str(screen.row.dont.short), "2026年", "11月"], "it says of which item"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)


@pytest.mark.slow
async def test_sentences_say_what_came_of_them_and_open_the_day_and_the_matter(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, SENTENCES)
        await pilot.press("5", "5")
        await until_shown(pilot, "2026年    工作不出差错")
        await until_shown(pilot, "会议材料日期写错一处")
        assert line_with(pilot, "> 11月12日").split()[1:] == ["11月12日", "未做到", "未办结", "会议材料日期写错一处"]
        await pilot.press("enter")
        await until_shown(pilot, "已列入整改（1）")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))
        await until_shown(pilot, "核对日期")


@pytest.mark.slow
async def test_matters_are_counted_by_giver_and_kind_and_open(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, MATTERS)
        await until_shown(pilot, "按交办人")
        assert line_with(pilot, "  张主任").split() == ["张主任", "1", "1", "--", "--", "--", "5天（1件）"]
        assert line_with(pilot, "  整改").split() == ["整改", "1", "--", "--", "--", "--", "--"]
        await pilot.press("enter")
        await until_shown(pilot, "答复用时（1）")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MattersScreen))


@pytest.mark.slow
async def test_hours_open_their_notes_and_quiz_its_answers(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, HOURS)
        await until_shown(pilot, "2026年集中学习培训 1.5 学时")
        assert line_with(pilot, "> 11月").split()[1:] == ["11月", "1.5", "--", "--", "1.5", "--"]
        await pilot.press("enter")
        await until_shown(pilot, "集中学习（1）")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, StudyScreen))
        await until_shown(pilot, "监督法学习")
        await to_review(pilot)
        await turn_to(pilot, screen, QUIZ)
        await until_shown(pilot, "答题3次，答对3次")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, BehindPage))
        await pilot.press("enter", "escape")  # no room shows an answer given: nothing happens
        await until(pilot, lambda: pilot.app.screen is screen)


@pytest.mark.parametrize("page", [page for page in TITLES if page != MONTH])
@pytest.mark.slow
async def test_a_page_without_any_record_says_so_and_has_nothing_to_open(tmp_path: Path, page: str) -> None:
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, page)
        await pilot.press("1", "enter", "escape", "escape", "2", "4", "5", "6")
        await settle(pilot)
        await to_review(pilot)
        assert screen.page == page


@pytest.mark.parametrize("text", ["2027-03", "2019", "2026-11-12..2026-11-12", "2017-01-01..2026-12-31"])
@pytest.mark.parametrize("page", [SENTENCES, MATTERS, QUIZ])
@pytest.mark.slow
async def test_any_period_can_be_asked_for(tmp_path: Path, page: str, text: str) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, page)
        await pilot.press("0")
        await until_shown(pilot, "看哪段时间")
        await pilot.press("ctrl+u", *text, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await settle(pilot)
        if text == "2027-03":
            await until_shown(pilot, "2027年3月    这段时间还没到")
        elif text == "2026-11-12..2026-11-12" and page == SENTENCES:
            await pilot.press("5", "5")
            await until_shown(pilot, "会议材料日期写错一处")


@pytest.mark.slow
async def test_a_period_asked_for_on_a_page_of_whole_years_is_told_and_the_other_pages_keep_it(tmp_path: Path) -> None:
    everything(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await to_review(pilot)
        await turn_to(pilot, screen, SHARES)
        await pilot.press("0")
        await until_shown(pilot, "看哪段时间")
        await pilot.press("ctrl+u", *"2026-11-12..2026-11-12", "ctrl+s")
        await until_shown(pilot, "这一页只按2026年整段显示")
        for page in (MATTERS, YEAR, HOURS, MATTERS):
            await turn_to(pilot, screen, page)
            assert page != MATTERS or str(screen.period) == "2026-11-12..2026-11-12"


@pytest.mark.slow
async def test_what_the_period_comes_to_is_saved(tmp_path: Path) -> None:
    everything(tmp_path / "home")
    out = tmp_path / "out"
    out.mkdir()
    async with app_on(tmp_path / "home").run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        await pilot.press("7")
        await until_shown(pilot, "存成 Word 文档和 Markdown")
        await pilot.press("ctrl+u", *str(out), "ctrl+s")
        await until_shown(pilot, "已保存")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
    assert {path.name for path in out.iterdir()} == {"2026年11月_回顾.docx", "2026年11月_回顾.md"}
    assert "会议材料日期写错一处" in (out / "2026年11月_回顾.md").read_text(encoding="utf-8")


@pytest.mark.slow
async def test_twenty_items_and_a_list_of_one_s_own_move_with_the_cursor(tmp_path: Path) -> None:
    official = official_list()
    donts = tuple(official.donts[n % 6]._replace(id=f"item{n}") for n in range(20))
    unit = DontList("unit", official.title, "2026", date(2026, 11, 2), official.source, donts)
    own = DontList("own", official.title, "2026", date(2026, 11, 2), official.source, official.donts[:1])
    records = PeriodRecords(Period.parse("2026-11"), MONDAY.date(), due_days=frozenset({date(2026, 11, 3)}))
    lists = DontLists(official, unit=(Edition(unit.from_day, unit),), personal=(Edition(own.from_day, own),))
    rows = item_rows(records, lists, PUBLISHED, unit.from_day)
    assert len(rows) == 21
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        grid = screen.month
        grid.styles.height = 10
        await settle(pilot)
        for row in rows:
            grid.show(rows, date(2026, 11, 3), row.key)
            await pilot.pause()
            shown = str(grid.render()).splitlines()
            assert len(shown) == 10
            [here] = [line for line in shown if line.startswith(">")]
            assert here[12:].strip().startswith("空")
        assert any("自加清单" in line for line in shown)
