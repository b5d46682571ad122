"""近况: the last weeks of an item, with days left blank and days off."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from content.donts import official_list
from content.marks import Mark
from content.period import Period
from content.workdays import LeaveKind
from desk.desk import Desk
from reports.figures import records_of
from screens.today.recent import RECENT_DAYS, RecentDialog, recent_days, recent_lines
from storage.journal import Journal
from storage.records import Leave, SelfCheck
from tests.moments import local
from tests.screens.driving import MONDAY, app_on, screen_text, until, until_shown

FIRST = official_list().donts[0]
TODAY = MONDAY.date()


def answered(home: Path, day: int, mark: Mark, written: int = 0) -> None:
    at = local(2026, 11, written or day, 17)
    about = date(2026, 11, day)
    check = SelfCheck.new(at, about, uid=SelfCheck.uid_of(about, "six-donts"), list_id="six-donts", edition="2012")
    Journal.open(home, clock=lambda: at).checks.add(check.answered(at, FIRST.id, mark=mark))


def lines_of(home: Path, item: int = 0) -> list[str]:
    desk = Desk(home, clock=lambda: MONDAY)
    records = records_of(desk.journal, Period(TODAY - timedelta(days=RECENT_DAYS - 1), TODAY), TODAY, desk.calendar)
    dont = official_list().donts[item]
    days = recent_days(records, desk.lists, desk.calendar, dont, desk.journal.first_due_day())
    found = [" ".join(line.plain.split()) for line in recent_lines(days, TODAY)]
    desk.close()
    return found


def test_days_left_blank_days_off_and_days_of_leave_stand_among_those_answered(tmp_path: Path) -> None:
    answered(tmp_path, 16, Mark.KEPT)
    answered(tmp_path, 20, Mark.NOT_KEPT)
    leave = Leave.new(MONDAY, date(2026, 11, 18), last_day=date(2026, 11, 19), reason="出差", kind=LeaveKind.WHOLE)
    Journal.open(tmp_path, clock=lambda: MONDAY).leaves.add(leave)
    assert lines_of(tmp_path) == [
        "11月23日 未填",
        "11月21日至11月22日 休息日",
        "11月20日 未做到",
        "11月18日至11月19日 请假",
        "11月17日 未填",
        "11月16日 做到",
    ]


def test_an_answer_on_a_day_off_says_so_and_one_written_later_when(tmp_path: Path) -> None:
    answered(tmp_path, 21, Mark.KEPT)
    answered(tmp_path, 20, Mark.PARTLY, written=23)
    assert lines_of(tmp_path)[1:] == [
        "11月22日 休息日",
        "11月21日 做到 休息日",
        "11月20日 部分做到 11月23日补填",
    ]


def test_before_the_first_answer_nothing_was_due(tmp_path: Path) -> None:
    assert lines_of(tmp_path) == []
    answered(tmp_path, 23, Mark.KEPT)
    assert lines_of(tmp_path, item=1) == ["11月23日 未填"]


async def test_each_state_stands_in_its_colour(tmp_path: Path) -> None:
    answered(tmp_path, 20, Mark.NOT_KEPT)
    async with app_on(tmp_path).run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "11月23日 星期一")
        await pilot.press("7")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecentDialog))
        await until_shown(pilot, "未做到")
        await until_shown(pilot, "11月21日至11月22日")
        assert "未填" in screen_text(pilot)
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        [colour] = {
            segment.style.color.get_truecolor().hex
            for strip in strips
            for segment in strip
            if segment.text.strip() == "未做到" and segment.style and segment.style.color
        }
        assert colour == pilot.app.theme_variables["mark-not-kept"].lower()
