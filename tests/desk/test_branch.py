from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from content.period import Period
from desk.branch import standings_of, strike_fault
from desk.desk import Desk
from desk.roster import look, save_roster
from tests.desk.conftest import MONDAY
from tests.screens.sending import PROBLEM, inbox, roster_file, submission

NOVEMBER, TODAY = Period.parse("2026-11"), MONDAY.date()


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """The secretary's desk, with a roster of four."""
    assert save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部")) == 4
    return desk


def test_missing_is_who_sent_nothing_and_has_no_reason(secretary: Desk, tmp_path: Path) -> None:
    ledger = secretary.branch
    ledger.take_in(ledger.look([inbox(tmp_path)], NOVEMBER))
    ledger.excuse("003", NOVEMBER, "休假")
    found = standings_of(secretary, NOVEMBER)
    assert [one.member.name for one in found] == ["张三", "李四", "王五", "赵六"]
    assert [one.member.name for one in found if one.is_missing] == ["赵六"]


@pytest.mark.parametrize(
    ("accepted_by", "day", "fault"),
    [
        ("", TODAY, "accepted_by"),
        ("王书记", TODAY, ""),
        ("王书记", PROBLEM.given_day, ""),
        ("王书记", date(2026, 11, 8), "struck_day"),
        ("王书记", date(2026, 11, 24), "struck_day"),
    ],
)
def test_what_is_not_settled_is_struck_off_only_when_somebody_accepts_it_on_a_day_it_can_be(
    secretary: Desk, tmp_path: Path, accepted_by: str, day: date, fault: str
) -> None:
    file = tmp_path / "张三.txt"
    file.write_bytes(submission("001", PROBLEM))
    secretary.branch.take_in(secretary.branch.look([file], NOVEMBER))
    [problem] = secretary.branch.problems(NOVEMBER)
    assert strike_fault(problem, accepted_by, day, TODAY) == fault
