"""Ten seconds before midnight, here and elsewhere: the day does not change under the hands, and says so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from screens.today.screen import TodayScreen
from storage.clock import local_day
from storage.journal import Journal
from tests.screens.driving import app_on, screen_text, settle, until, until_shown
from tui.app import SixdontsApp
from tui.commands.status import status_text

SIZE = (80, 24)
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


@pytest.fixture(params=["Asia/Shanghai", "America/New_York"])
def before(request: pytest.FixtureRequest) -> Iterator[datetime]:
    """23:59:50 on a Friday, where the test runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield datetime(2026, 11, 27, 23, 59, 50, tzinfo=ZoneInfo(request.param)).astimezone(UTC)
    time.tzset()


class Hands:
    """The app with a clock that the test moves on."""

    def __init__(self, home: Path, at: datetime) -> None:
        self.home, self.at = home, at
        self.app: SixdontsApp = app_on(home, at)
        self.app.desk.clock = lambda: self.at

    async def pass_midnight(self, pilot: Pilot[None]) -> TodayScreen:
        """Twenty seconds later the screen looks at the clock."""
        await settle(pilot)
        self.at += timedelta(seconds=20)
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        screen._follow_the_clock()
        await settle(pilot)
        return screen

    def days(self) -> dict[date, int]:
        """How many marks each day has on the disk."""
        checks = Journal.open(self.home, clock=lambda: self.at).checks.all()
        return {check.day: sum(answer.mark is not None for answer in check.answers) for check in checks}

    def sentence(self) -> str:
        """The sentence on the disk."""
        checks = Journal.open(self.home, clock=lambda: self.at).checks.all()
        return "".join(answer.sentence for check in checks for answer in check.answers)

    def status(self) -> str:
        """What `status` says at this moment."""
        return status_text(self.home, self.at, as_json=False)


@pytest.mark.slow
async def test_marks_begun_before_midnight_go_on_to_the_day_begun(tmp_path: Path, before: datetime) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await pilot.press("1", "1", "1")
        await until_shown(pilot, "已对照 3 / 6")
        await hands.pass_midnight(pilot)
        await until_shown(pilot, "已过零点")
        await pilot.press("1", "1", "1")
        await until_shown(pilot, "已对照 6 / 6")
        assert hands.days() == {FRIDAY: 6}
        shown = screen_text(pilot).splitlines()
        assert "11月27日" in shown[1]
        assert "补填" not in shown[1]  # half of it was answered on its day
        assert ["补填" in line for line in shown[3:9]] == [False] * 3 + [True] * 3
        await pilot.press("escape")
        await until_shown(pilot, "11月28日 星期六")
        await pilot.press("2")
        await until(pilot, lambda: hands.days() == {FRIDAY: 6, SATURDAY: 1})
        assert "已过零点" not in screen_text(pilot)


async def test_a_day_not_begun_gives_way_to_the_new_one(tmp_path: Path, before: datetime) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await hands.pass_midnight(pilot)
        await until_shown(pilot, "11月28日 星期六")
        await pilot.press("1")
        await until(pilot, lambda: hands.days() == {SATURDAY: 1})


@pytest.mark.slow
async def test_a_mark_changed_past_midnight_is_a_change_after_its_day(tmp_path: Path, before: datetime) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await pilot.press("1")
        await until_shown(pilot, "已对照 1 / 6")
        await hands.pass_midnight(pilot)
        await pilot.press("up", "3")
        await until_shown(pilot, "修改11月27日的对照结果")


@pytest.mark.parametrize(("after", "is_late"), [(timedelta(seconds=15), False), (timedelta(hours=2), True)])
@pytest.mark.slow
async def test_a_sentence_begun_before_midnight_and_soon_ended_is_of_the_day_begun(
    tmp_path: Path, before: datetime, after: timedelta, is_late: bool
) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await pilot.press("2")
        await until_shown(pilot, "已对照 1 / 6")
        await pilot.press("enter")
        await until_shown(pilot, "> 说明")
        await pilot.press(*"abc")
        hands.at += after
        await hands.pass_midnight(pilot)
        await pilot.press("enter")
        if is_late:
            await until_shown(pilot, "修改11月27日的对照结果")
            return
        await until(pilot, lambda: hands.sentence() == "abc")
        [check] = Journal.open(tmp_path, clock=lambda: hands.at).checks.all()
        assert [check.is_late(answer) for answer in check.answers] == [False]
        assert [local_day(answer.written_at) for answer in check.answers] == [SATURDAY]  # the moment is kept as it was
        assert not any(answer.earlier for answer in check.answers)


@pytest.mark.slow
async def test_the_new_day_is_not_counted_while_the_day_begun_is_shown(tmp_path: Path, before: datetime) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await pilot.press("1", "1", "1", "1", "1", "1")
        await until_shown(pilot, "已对照 6 / 6")
        hands.at += timedelta(days=2)  # Sunday night; what follows is a Monday that is due
        screen = await hands.pass_midnight(pilot)
        assert screen.due is not None
        assert max(screen.due) == FRIDAY


@pytest.mark.slow
async def test_status_says_the_real_day_while_the_screen_stays_on_the_day_begun(
    tmp_path: Path, before: datetime
) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await pilot.press("1", "1")
        await until_shown(pilot, "已对照 2 / 6")
        assert "11月27日 星期五" in hands.status()
        assert "2 / 6" in hands.status()
        await hands.pass_midnight(pilot)
        assert "11月28日 星期六" in hands.status()
        assert "0 / 6" in hands.status()
        assert "11月27日 星期五" in screen_text(pilot)


@pytest.mark.parametrize(("begins", "due"), [("1", SATURDAY), ("", SATURDAY + timedelta(days=1))])
@pytest.mark.slow
async def test_a_line_counts_its_days_from_the_day_that_is_shown(
    tmp_path: Path, before: datetime, begins: str, due: date
) -> None:
    hands = Hands(tmp_path, before)
    async with hands.app.run_test(size=SIZE) as pilot:
        await until_shown(pilot, "11月27日 星期五")
        await pilot.press(*begins)
        await hands.pass_midnight(pilot)
        beneath = pilot.app.screen
        await pilot.press("f9")
        await until(pilot, lambda: pilot.app.screen is not beneath and pilot.app.screen.focused is not None)
        pilot.app.screen.query_one(Input).value = "明天前 报值班表"
        await until_shown(pilot, f"{due.month}月{due.day}日")
        await pilot.press("enter")
        await until(pilot, lambda: bool(Journal.open(tmp_path, clock=lambda: hands.at).matters.open()))
        [matter] = Journal.open(tmp_path, clock=lambda: hands.at).matters.open()
        assert matter.due_day == due
