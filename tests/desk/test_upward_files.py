"""Files from below that are strange, or do not follow on each other: the report still comes, and says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from content.period import Period
from desk.branch import take_in
from desk.branch_report import files_from, report_of
from desk.desk import Desk
from reports.branch_tables import tables
from reports.joint import joint
from storage.collecting import DecisionKind
from storage.facts import BranchFigures, BranchMember, Study
from storage.roster import Member
from storage.submission import read
from tests.moments import local
from tests.screens.sending import submission

NOVEMBER, QUARTER = Period.parse("2026-11"), Period.parse("2026-Q4")
BRANCHES = (Member(member_no="1", name="第一党支部"), Member(member_no="2", name="第二党支部"))
MOST = 10**12


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The desk of a committee with two branches."""
    desk = Desk(tmp_path / "desk", clock=lambda: local(2026, 12, 28, 9))
    desk.branch.save_roster(BRANCHES, branch="机关党委")
    return desk


def of_branch(number: str, period: str = "2026-11", **figures: Any) -> bytes:
    facts = (
        BranchFigures(units=(period,), due=1, received=1, **figures),
        BranchMember(member_no=f"{number}01", name="甲", due=1, received=1),
    )
    name = BRANCHES[int(number) - 1].name
    return submission(number, *facts, name=name, branch="机关党委", period=period, format=3)


def comes(desk: Desk, content: bytes, period: Period = NOVEMBER) -> DecisionKind:
    path = desk.home.parent / "in.txt"
    path.write_bytes(content)
    decisions = tuple(desk.branch.look([path], period))
    take_in(desk, decisions, frozenset(), period)
    return decisions[0].kind


def test_columns_that_do_not_add_up_are_no_branchs() -> None:
    with pytest.raises(ValidationError):
        BranchFigures(units=("2026-11",), due=1, received=5)


def test_figures_that_are_not_those_of_the_members_are_refused(desk: Desk) -> None:
    good = of_branch("1")
    assert read(good).facts
    figures = BranchFigures(units=("2026-11",), due=1, received=1)
    with pytest.raises(ValueError, match="members"):
        submission("1", figures, name="第一党支部", branch="机关党委", format=3)


def test_the_largest_numbers_of_all_branches_are_summed(desk: Desk) -> None:
    for number in ("1", "2"):
        assert comes(desk, of_branch(number, self_minutes=MOST)) is DecisionKind.NEW
    assert joint(report_of(desk, NOVEMBER).span).figures.self_minutes == 2 * MOST


def test_the_largest_numbers_of_all_members_are_summed(desk: Desk, tmp_path: Path) -> None:
    study = Study(group_minutes=0, training_minutes=0, make_up_minutes=0, self_minutes=1_000_000)
    for one in BRANCHES:
        comes(desk, submission(one.member_no, study, name=one.name, branch="机关党委"))
    report = report_of(desk, NOVEMBER)
    assert report.figures.self_minutes == 2_000_000
    assert files_from(desk, report, tmp_path)


def test_one_file_of_a_branch_among_those_of_members_does_not_make_it_a_report_on_branches(desk: Desk) -> None:
    desk.branch.save_roster([*BRANCHES, Member(member_no="3", name="王五", joined_day=local(2026, 1, 1).date())])
    comes(desk, of_branch("1"))
    for number, name in (("2", "第二党支部"), ("3", "王五")):
        comes(desk, submission(number, name=name, branch="机关党委"))
    files = files_from(desk, report_of(desk, NOVEMBER), Path("out"))
    assert not [path for path in files if "各支部" in path.name]
    assert report_of(desk, NOVEMBER).figures.told_days == 2


def test_a_branch_whose_months_do_not_follow_on_each_other_is_named(desk: Desk) -> None:
    comes(desk, of_branch("1", "2026-10", problems_listed=2, problems_after=2), Period.parse("2026-10"))
    comes(desk, of_branch("1", "2026-12", problems_before=7, problems_after=7), Period.parse("2026-12"))
    comes(desk, of_branch("2", "2026-12", problems_before=7, problems_after=7), Period.parse("2026-12"))
    assert joint(report_of(desk, QUARTER).span).unbalanced == ("第一党支部",)


@pytest.mark.parametrize("period", ["2026-11", "2026-Q4"])
def test_the_table_of_who_sent_what_names_branches_as_branches(desk: Desk, period: str) -> None:
    assert comes(desk, of_branch("1")) is DecisionKind.NEW
    titles = [column.title for column in dict(tables(report_of(desk, Period.parse(period))))["报送情况"].columns]
    assert titles[1] == "支部"
    assert not {"姓名", "党小组", "处室职务"} & set(titles)
