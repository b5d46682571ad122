"""The year on one page: every month's standings and columns, and nothing said of months without any."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from content.period import Period
from desk.branch_year import year_of
from desk.desk import Desk
from desk.roster import look, save_roster
from storage.standings import Standing
from tests.screens.sending import inbox, roster_file

NOVEMBER = Period.parse("2026-11")


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose branch has four members, of whom two sent November."""
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    ledger = desk.branch
    ledger.take_in(ledger.look([inbox(tmp_path)], NOVEMBER))
    return desk


def test_a_month_shows_how_everybody_stood_and_its_columns(secretary: Desk) -> None:
    secretary.branch.choose("3", NOVEMBER, "leave", "休假")
    year = year_of(secretary, 2026)
    november = [(line.member.name, line.months[10].standing) for line in year.lines if line.months[10]]
    assert november == [
        ("张三", Standing.RECEIVED), ("李四", Standing.RECEIVED), ("王五", Standing.LEAVE), ("赵六", Standing.MISSING),
    ]  # fmt: skip
    found = year.totals[10]
    assert found is not None
    assert (found.due, found.received, found.leave, found.missing) == (4, 2, 1, 1)


def test_of_months_for_which_nothing_was_collected_or_that_lie_ahead_nothing_is_said(secretary: Desk) -> None:
    year = year_of(secretary, 2026)
    assert [place for place, found in enumerate(year.totals, 1) if found] == [11]
    assert {place for line in year.lines for place, one in enumerate(line.months, 1) if one} == {11}


def test_who_left_stays_in_the_months_they_belonged_to(secretary: Desk, tmp_path: Path) -> None:
    kept = [one for one in secretary.branch.roster() if one.name != "李四"]
    secretary.branch.save_roster(kept)
    names = [line.member.name for line in year_of(secretary, 2026).lines]
    assert names == ["张三", "王五", "赵六", "李四"]


def test_a_year_is_told_without_what_the_files_hold(secretary: Desk) -> None:
    [*files] = [line.months[10].received for line in year_of(secretary, 2026).lines if line.months[10]]
    assert [one.facts for one in files if one] == [(), ()]


def test_a_file_that_is_lost_still_counts_as_sent(secretary: Desk) -> None:
    for path in (secretary.home / "branch" / "originals").iterdir():
        path.unlink()
    assert [found.received for found in year_of(secretary, 2026).totals if found] == [2]


def test_a_month_is_told_from_its_first_day_on(secretary: Desk) -> None:
    secretary.branch.choose("3", Period.parse("2026-12"), "leave", "休假")
    for day, months in ((date(2026, 11, 30), [11]), (date(2026, 12, 1), [11, 12])):
        at = Desk(secretary.home, clock=lambda day=day: datetime(day.year, day.month, day.day, 8).astimezone())  # type: ignore[misc]
        year = year_of(at, 2026)
        assert [place for place, found in enumerate(year.totals, 1) if found] == months
        assert {len(line.months) for line in year.lines} == {12}
