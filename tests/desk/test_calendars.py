"""A desk goes by the holidays of its own data folder, as they stand there now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content.calendar import DayKind
from content.dates import parse_day
from content.holidays import read_notice
from desk.desk import Desk
from storage.calendar import save_notice
from tests.reports.making import AT

SPRING = "2027年部分节假日安排\n春节：2月5日至11日放假，共7天。2月14日（周日）上班。"
OTHER = "2027年部分节假日安排\n元旦：1月1日放假。"


@pytest.fixture
def two_desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """Two desks open at once, whose data folders hold different arrangements of 2027."""
    for name, notice in (("one", SPRING), ("other", OTHER)):
        save_notice(tmp_path / name, read_notice(notice))
    return Desk(tmp_path / "one", clock=lambda: AT), Desk(tmp_path / "other", clock=lambda: AT)


def test_a_second_desk_takes_no_holiday_from_the_first(two_desks: tuple[Desk, Desk]) -> None:
    one, other = two_desks
    day, before = date(2027, 2, 8), date(2027, 2, 4)
    assert one.calendar.kind_of(day) == DayKind(is_workday=False, holiday="春节")
    assert other.calendar.kind_of(day).is_workday
    assert parse_day("3个工作日内", before, one.calendar) == date(2027, 2, 15)
    assert parse_day("3个工作日内", before, other.calendar) == date(2027, 2, 9)


def test_a_desk_without_notices_beside_it_still_only_presumes(two_desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    third = Desk(tmp_path / "none", clock=lambda: AT)
    assert two_desks[0].calendar.kind_of(date(2027, 2, 14)) == DayKind(is_workday=True)
    assert third.calendar.kind_of(date(2027, 3, 1)) == DayKind(is_workday=True, is_presumed=True)


def test_a_notice_that_came_or_went_counts_at_once(two_desks: tuple[Desk, Desk]) -> None:
    one, other = two_desks
    save_notice(other.home, read_notice(SPRING))
    assert other.calendar.kind_of(date(2027, 2, 8)).holiday == "春节"
    (one.home / "calendar" / "2027.txt").unlink()
    assert one.calendar.kind_of(date(2027, 2, 8)).is_presumed
