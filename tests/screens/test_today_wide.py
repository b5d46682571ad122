"""Today's second column and the four weeks: what the lines say, without a screen, and how they stand on one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from content.calendar import PUBLISHED
from content.cells import cell_len
from content.donts import official_list
from content.marks import DontLists, Mark, Unmarked
from content.words import use
from content.workdays import LeaveKind
from desk.desk import Desk
from screens.kit.chips import chip, legend
from screens.today.due_calendar import calendar_lines, letters_of, shown_days
from screens.today.lines import LINE_WIDTH, SPINE, USUAL, counts_words, first_lines, matters_lines
from screens.today.panel import panel_lines
from screens.today.screen import TodayScreen
from screens.today.weeks import item_weeks, read_past_weeks, weeks_lines
from storage.glance import Glance, GlanceMatter
from storage.journal import Journal
from storage.records import Leave, Matter, MatterKind, SelfCheck
from storage.settings import change_setting
from tests.screens.driving import MONDAY, app_on, column_from, screen_text, settle, until_shown
from tui.app import SixdontsApp

TODAY = date(2026, 11, 23)
ERROR = next(dont for dont in official_list().donts if dont.id == "error")


def a_check(day: date, mark: Mark | None, sentence: str = "") -> SelfCheck:
    new = SelfCheck.new(MONDAY, day, uid=SelfCheck.uid_of(day, "six-donts"), list_id="six-donts", edition="2012")
    return new.answered(MONDAY, "error", mark=mark, sentence=sentence)


def filled(home: Path) -> Journal:
    """Kept on the workdays from 2 November, but on the 11th (blank), 12th (leave), 17th (partly) and 18th (not)."""
    journal = Journal.open(home, clock=lambda: MONDAY)
    days = [date(2026, 11, day) for day in range(2, 23)]
    others = {17: Mark.PARTLY, 18: Mark.NOT_KEPT}
    for day in days:
        if day.weekday() < 5 and day.day not in (11, 12):
            mark = others.get(day.day, Mark.KEPT)
            journal.checks.add(a_check(day, mark, "会议材料日期写错一处" if mark is Mark.NOT_KEPT else ""))
    journal.leaves.add(
        Leave.new(MONDAY, date(2026, 11, 12), last_day=date(2026, 11, 12), reason="休假", kind=LeaveKind.WHOLE)
    )
    return journal


def matters(*days: int | None) -> Glance:
    dues = [None if one is None else TODAY + timedelta(days=one) for one in days]
    found = [GlanceMatter(str(n), f"第{n}件", due, "张主任") for n, due in enumerate(dues)]
    return Glance(open_matters=tuple(sorted(found, key=lambda one: (one.due_day is None, one.due_day or TODAY))))


def said(seen: Glance, room: int = 33, width: int = 36) -> list[str]:
    return [line.plain for line in panel_lines(seen, TODAY, PUBLISHED, ["待复习 1 题"], room, width)]


def test_a_due_day_beyond_the_known_calendar_is_said_to_be_presumed_on_today() -> None:
    use("zh")
    seen = matters(1, 42)  # 4 January
    assert [("推算" in line) for line in said(seen) if "1月" in line or "2027" in line] == [False, True]
    lines = matters_lines(seen, TODAY, PUBLISHED, 8).plain.splitlines()
    assert [line[: line.index("第")].strip() for line in lines[1:]] == ["11月24日", "2027-01-04（推算）"]
    assert all(cell_len(line) <= 76 for line in lines)
    assert len({cell_len(line[: line.index("第")]) for line in lines[1:]}) == 1
    words = counts_words(seen._replace(is_counted=True), 32, PUBLISHED, frozenset({date(2027, 1, 4)}))
    assert words[-1].endswith("（推算）")


def test_four_weeks_of_an_item_a_chip_a_day(tmp_path: Path) -> None:
    filled(tmp_path)
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    weeks = item_weeks(read_past_weeks(desk, TODAY), desk.lists, desk.calendar, ERROR)
    assert (weeks.first, weeks.due, weeks.recorded) == (date(2026, 10, 26), 14, 13)
    use("zh")
    lines = [line.plain for line in weeks_lines("三", weeks, TODAY, 12, 78)]
    assert lines[0] == "  三  近四周    10月26日至11月22日，应自查14天，此条已填13天"
    assert lines[2] == " " * 16 + "  ".join(["一二三四五六日"] * 4)
    assert lines[3] == " " * 16 + "  ".join([" " * 14, "做做做做做休休", "做做空假做休休", "做半未做做休休"])
    assert lines[5].split() == ["11月18日", "未做到", "会议材料日期写错一处"]
    assert lines[6].split() == ["11月17日", "部分做到"]
    desk.close()


def test_what_was_listed_for_correction_says_so(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    uid = SelfCheck.uid_of(date(2026, 11, 18), "six-donts")
    matter = Matter.new(MONDAY, TODAY, kind=MatterKind.SHORTFALL, title="改", check_uid=uid, item="error")
    journal.matters.add(matter)
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    weeks = item_weeks(read_past_weeks(desk, TODAY), desk.lists, desk.calendar, ERROR)
    assert [(one.day.day, one.is_listed) for one in weeks.fell] == [(18, True), (17, False)]
    desk.close()


def test_no_chips_where_nothing_was_ever_answered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    weeks = item_weeks(read_past_weeks(desk, TODAY), DontLists(official_list()), PUBLISHED, ERROR)
    assert weeks_lines("三", weeks, TODAY, 12, 78) == []
    desk.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_has_a_chip_of_two_cells_and_a_sign_of_its_own(language: str) -> None:
    use(language)
    chips = [chip(state) for state in (*Mark, *Unmarked)]
    assert {one.cell_length for one in (*chips, chip(None))} == {2}
    assert len({one.plain for one in chips}) == len(chips)
    assert all(line.cell_length <= 62 for line in legend(62))
    use("zh")


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.lists(st.integers(-3, 20), max_size=9))
def test_every_due_day_of_the_two_weeks_is_marked_and_no_other(today: date, dues: list[int]) -> None:
    days = shown_days(today)
    assert today in days[:7]
    lettered = {letter: today + timedelta(days=due) for letter, due in zip("abcdefghi", dues, strict=False)}
    letters = letters_of(days, lettered, [])
    assert letters.keys() == set(lettered.values()) & set(days)
    assert all(1 <= len(one) <= 2 for one in letters.values())
    for line in calendar_lines(today, letters, PUBLISHED):
        assert line.cell_length <= 36


def test_a_matter_stands_with_state_day_and_giver_and_its_letter_in_the_calendar() -> None:
    use("zh")
    lines = said(matters(-2, 2, 11))
    assert lines[2:4] == ["a 第0件", "  超期2天   11月21日 六  张主任"]
    assert lines[5:7] == ["b 第1件", "  还有2天   11月25日 三  张主任"]
    assert "23   24   25b  26   27   28   29" in [line.rstrip() for line in lines]
    assert "30   1    2    3    4c   5    6" in [line.rstrip() for line in lines]
    assert "a 已超期，不在表中" in lines


@given(
    st.lists(st.none() | st.integers(-40, 40), max_size=40), st.integers(21, 57), st.integers(36, 56),
    st.integers(1, 60), st.integers(0, 30),
)  # fmt: skip
def test_the_panel_keeps_to_its_lines_and_counts_every_matter(
    days: list[int | None], room: int, width: int, title: int, giver: int
) -> None:
    use("zh")
    seen = matters(*days)
    named = tuple(
        one._replace(title=f"第{one.uid}件" + "题" * title, given_by="处" * giver) for one in seen.open_matters
    )
    lines = said(seen._replace(open_matters=named), room, width)
    assert len(lines) <= room
    assert all(cell_len(line) <= width for line in lines)
    assert lines[-1] == "待复习 1 题"
    together = [int(found[1] or 1) for line in lines if (found := re.match(r"[a-z] (?:第|(\d+)件：)", line))]
    left = [int(found[1]) for line in lines if (found := re.match(r"  还有 ?(\d+) ?件", line))]
    assert sum(together) + sum(left) == len(days)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_to_be_done_about_a_damaged_file_stands_whole_in_the_narrowest_column(language: str) -> None:
    use(language)
    seen = Glance(damaged=("notes/2026-11.json",))
    counts = counts_words(seen, 40, PUBLISHED)
    lines = [line.plain for line in panel_lines(seen, TODAY, PUBLISHED, counts, 26, 36)]
    assert "".join(lines).replace(" ", "").endswith("".join(counts).replace(" ", ""))


@pytest.mark.slow
@pytest.mark.parametrize("size", [(120, 36), (160, 48)])
async def test_the_second_column_adds_and_cuts_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    journal = filled(tmp_path)
    title = "省人大常委会关于督办代表建议办理情况的报告（送审稿）"
    matter = Matter.new(MONDAY, TODAY, title=title, given_by="李副主任", due_day=TODAY + timedelta(days=2))
    journal.matters.add(matter)
    async with app_on(tmp_path).run_test(size=size) as pilot:
        await pilot.press("down", "down")
        await until_shown(pilot, "应自查14天，此条已填13天")
        lines = screen_text(pilot).split("\n")
        column = cell_len(lines[1][: lines[1].index("未办结")])
        assert column == (82 if size[0] == 120 else 102)
        panel = "".join("".join(column_from(line, column) for line in lines).split())
        assert title in panel
        assert "还有2天11月25日三李副主任" in panel
        assert "做做空假做休休  做半未做做休休" in screen_text(pilot)
        before = _places(pilot)
        await pilot.press("1")
        await until_shown(pilot, "已对照 1 / 6")
        assert _places(pilot) == before


@pytest.mark.slow
async def test_a_window_made_wide_gets_the_column_and_a_narrow_one_has_it_no_more(tmp_path: Path) -> None:
    filled(tmp_path)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "近四周填全")
        assert not pilot.app.screen.query("#panel")
        await pilot.resize_terminal(120, 36)
        await until_shown(pilot, "本周、下周到期")
        await until_shown(pilot, "10月26日至11月22日")
        await pilot.resize_terminal(80, 24)
        await until_shown(pilot, "没有未办结事项")
        assert "下周到期" not in screen_text(pilot)
        assert "10月26日至" not in screen_text(pilot)


def _places(pilot: Pilot[None]) -> list[int]:
    words = ["交办工作不延误", "人大形象不受损", "10月26日至", "本周、下周到期", "待复习"]
    lines = screen_text(pilot).split("\n")
    return [next(n for n, line in enumerate(lines) if word in line) for word in words]


async def test_a_room_that_does_not_stand_is_left_alone_by_what_comes_later(tmp_path: Path) -> None:
    """Somebody went to another desk before the first frame was completed, or a window was pulled about meanwhile."""
    async with app_on(tmp_path).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app = cast("SixdontsApp", pilot.app)
        unbuilt = TodayScreen(app.desk, app.doors)
        await unbuilt.complete()
        unbuilt.show_if_there()
        assert not unbuilt.query("*")
        assert not app.parting_words


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_at_80_columns_five_matters_stand_on_today_in_either_language(tmp_path: Path, language: str) -> None:
    change_setting(tmp_path, "language", language)
    journal = Journal.open(tmp_path, clock=lambda: MONDAY)
    for n in range(5):
        journal.matters.add(
            Matter.new(MONDAY, MONDAY.date(), title=f"事{n}", due_day=MONDAY.date() + timedelta(days=n))
        )
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = screen_text(pilot).splitlines()
        assert all(any(f"事{n}" in line for line in lines) for n in range(5)), "\n".join(lines)
        assert not [place for place in range(len(lines) - 3) if not any(lines[place : place + 2])]  # two blank lines
    use("zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_to_who_begins_fits_its_lines(language: str) -> None:
    use(language)
    usual, own = first_lines(USUAL), first_lines(USUAL._replace(marks=("Ctrl+B", "Ctrl+G", "Alt+9", "Ctrl+O")))
    use("zh")
    assert len(usual) == 2
    assert [one for one in (*usual, *own) if cell_len(one) > LINE_WIDTH - SPINE] == []
