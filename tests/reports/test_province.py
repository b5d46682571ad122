"""A province's figures: those of one branch are the branch's own, and nothing is counted twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from desk.branch import accept, proposals_of, take_in
from desk.branch_report import report_of
from desk.desk import Desk
from desk.upward import hand_up, may_leave, prepare
from reports.branch import BranchReport
from reports.document import PerCent
from reports.province.report import Line, ProvinceReport, province_report
from reports.province.tables import workbook
from storage.branch_figures import Figures
from storage.facts import Completeness, Fact, MatterFact, QuizFacts, QuizTopic, Study, format_of
from storage.problems import Act
from storage.province import Lake, write_rows
from storage.province_rows import head_of, rows_of
from storage.province_taking import Taken
from storage.province_taking import take_in as take_into
from storage.records import MatterKind
from storage.roster import Member
from storage.submission import read
from tests.moments import local
from tests.reports.making import ITEM_WORDS, ITEMS, marks
from tests.screens.sending import submission

OCTOBER, NOVEMBER, QUARTER = Period.parse("2026-10"), Period.parse("2026-11"), Period.parse("2026-Q4")
NOW = local(2026, 11, 30, 17)
TODAY = date(2026, 11, 30)
PEOPLE = tuple(Member(member_no=f"{n:03}", name=f"甲{n}") for n in range(1, 10))


def file_of(n: int, *facts: Fact, **header: Any) -> bytes:
    """What the member of that number sends."""
    fields = {"name": f"甲{n}", "list_items": ITEMS, "item_words": ITEM_WORDS, "format": format_of(facts), **header}
    return submission(f"{n:03}", *facts, **fields)


def told(n: int, period: str) -> tuple[Fact, ...]:
    """All nine tell their marks, six a quiz; the numbers say whose they are."""
    month = int(period[-2:])
    facts: list[Fact] = [
        Completeness(answered_days=10 + n, due_days=20, late_days=n % 3),
        Study(group_minutes=60 * n, training_minutes=month, make_up_minutes=5, self_minutes=7 * n),
        MatterFact(
            uid=f"{period}-{n}", kind=MatterKind.SHORTFALL, title=f"问题{n}", given_day=date(2026, month, 3),
            due_day=date(2026, month, 10 + n),
        ),
    ]  # fmt: skip
    facts += marks(10 + n, n, month % 4, 1)
    if n <= 6:
        facts += [QuizFacts(answered=10 * n, right=5 * n), QuizTopic(topic="监督法", answered=10 * n, right=4 * n)]
    return tuple(facts)


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def lake_of(top: Path, *folders: Path) -> tuple[Lake, Taken]:
    top.mkdir(exist_ok=True)
    lake = Lake(top / "lake")
    return lake, take_into(lake, folders, TODAY)


def report(lake: Lake, period: Period, today: date = TODAY) -> ProvinceReport:
    return province_report(lake, period, today, 32)


def row(found: ProvinceReport, name: str, level: int = 0, **where: Any) -> Line:
    (one,) = [
        line
        for line in found.lines(name)
        if line["level"] == level and all(line[column] == value for column, value in where.items())
    ]
    return one


@pytest.fixture
def branch(tmp_path: Path) -> Desk:
    """A branch that took in the files of two months, and has a list of problems of its own."""
    desk = Desk(tmp_path / "branch", clock=lambda: NOW)
    desk.branch.save_roster([*PEOPLE, Member(member_no="010", name="未报")], branch="第一党支部")
    for period in (OCTOBER, NOVEMBER):
        files = put(tmp_path / "member-files", {f"{n}_{period}.txt": file_of(n, *told(n, str(period)),
                                                                             period=str(period))
                                                for n in range(1, 10)})  # fmt: skip
        take_in(desk, tuple(desk.branch.look([files], period)), frozenset(), period)
    items = accept(desk, proposals_of(desk))
    uids = [one.uid for one in items]
    ledger = desk.branch.list
    ledger.act(uids[:3], ledger.event(Act.DONE), ledger.event(Act.VERIFY, by="甲9"), ledger.event(Act.STRIKE))
    return desk


def handed_up(desk: Desk, folder: Path, *periods: Period) -> Path:
    folder.mkdir(exist_ok=True)
    for period in periods:
        every = {one.uid for one in may_leave(desk, period)}
        hand_up(desk, prepare(desk, period, "07", "机关党委", every), folder)
    return folder


def figures_equal(found: ProvinceReport, own: BranchReport) -> None:
    n: Figures = own.figures
    assert (days := row(found, "days"))["n"] == n.told_days
    assert (days["answered_days"], days["due_days"], days["late_days"]) == (n.answered_days, n.due_days, n.late_days)
    hours = row(found, "hours")
    assert hours["n"] == n.told_study
    assert hours["counted_minutes"] == n.group_minutes + n.training_minutes + n.make_up_minutes
    assert hours["self_minutes"] == n.self_minutes
    quiz = row(found, "quiz")
    assert (quiz["n"], quiz["answers"], quiz["right_answers"]) == (n.told_quiz, n.answered, n.right)
    states = ("kept", "partly", "not_kept", "not_faced", "blank")
    shown = {
        (one["list_id"], one["item"], one["words"]): [one[state] for state in states]
        for one in found.lines("items")
        if one["level"] == 0
    }
    assert shown == {(one.list_id, one.item, one.words): [getattr(one, state) for state in states] for one in n.items}
    assert {one["n"] for one in found.lines("items")} == {sum(one.told - one.withheld for one in n.lists)}


@pytest.mark.slow
def test_items_stand_in_the_order_of_their_list_as_the_newest_file_has_it(tmp_path: Path) -> None:
    files = {f"{n}.txt": file_of(n, *marks(1, 2, 3, 4)) for n in range(6)}
    lake, _taken = lake_of(tmp_path, put(tmp_path / "a", files))
    assert shown_items(lake) == list(ITEMS) != sorted(ITEMS)
    turned = tuple(reversed(ITEMS))
    late = file_of(0, *marks(1, 2, 3, 4), list_items=turned, revision=2, made_at=local(2026, 12, 3, 9))
    take_into(lake, [put(tmp_path / "a", {"0.txt": late})], TODAY)
    assert shown_items(lake) == list(turned)


@pytest.mark.slow
def test_items_of_a_lake_of_before_stand_by_id(tmp_path: Path) -> None:
    """The programs before did not say in which order a list has its items."""
    lake = Lake(tmp_path)
    with lake.held(), lake.workshop() as workshop, (workshop / "rows").open("w", encoding="utf-8") as out:
        for n in range(6):
            sent = read(file_of(n, *marks(1, 2, 3, 4)))
            rows = rows_of(head_of(sent.header, str(n), "a.txt", "甲局"), sent.header, sent.facts)
            write_rows(out, ({**row, "item": None} if row["fact"] == "header" else row for row in rows))
        out.flush()
        lake.put(str(NOVEMBER), Path(out.name), ())
    assert shown_items(lake) == sorted(ITEMS)


def shown_items(lake: Lake) -> list[str]:
    """The items in the order of their table."""
    return [line["item"] for line in report(lake, NOVEMBER).lines("items") if line["level"] == 0]


@pytest.mark.parametrize("period", [NOVEMBER, QUARTER], ids=str)
@pytest.mark.slow
def test_of_one_branchs_members_the_figures_are_those_of_the_branchs_report(
    branch: Desk, tmp_path: Path, period: Period
) -> None:
    lake, taken = lake_of(tmp_path, tmp_path / "member-files")
    assert len(taken.decisions) == 18
    found = report(lake, period)
    figures_equal(found, report_of(branch, period))
    assert row(found, "topics")["right_per_cent"] == 40
    cells = [cell for one in workbook(found).sheets for line in one.table.rows for cell in line]
    shares = 1 + 4 * len(ITEMS) + 1 + 1  # of hours, items, quiz, topic
    assert sum(isinstance(cell, PerCent) for cell in cells) == 3 * shares
    assert not any(str(cell).endswith("%") for cell in cells if isinstance(cell, str))
    assert row(found, "topics")["n"] == 6 * (2 if period == QUARTER else 1)


@pytest.mark.parametrize("period", [NOVEMBER, QUARTER], ids=str)
@pytest.mark.slow
def test_of_one_branchs_file_for_the_next_level_the_figures_are_those_of_its_report(
    branch: Desk, tmp_path: Path, period: Period
) -> None:
    lake, _taken = lake_of(tmp_path, handed_up(branch, tmp_path / "up", OCTOBER, NOVEMBER))
    found, own = report(lake, period), report_of(branch, period)
    figures_equal(found, own)
    columns = ("due", "received", "paper", "missing", "returned", "in_doubt", "wrong_period", "deferred")
    standings = row(found, "standings")
    assert [standings[name] for name in columns] == [getattr(own.figures, name) for name in columns]
    assert standings["on_leave"] == own.figures.leave
    problems = row(found, "problems")
    assert (problems["at_first"], problems["at_last"]) == (own.figures.problems_before, own.figures.problems_after)
    assert (problems["came"], problems["struck"]) == (own.figures.problems_listed, own.figures.problems_struck)
    assert problems["overdue"] == sum(one.is_overdue(own.stood_on) for one in own.problems)
    assert problems["named"] == len(own.problems)


@pytest.mark.slow
def test_members_whose_branch_sent_its_file_too_are_counted_once_and_named(branch: Desk, tmp_path: Path) -> None:
    up = handed_up(branch, tmp_path / "up", OCTOBER, NOVEMBER)
    alone, _taken = lake_of(tmp_path / "alone", up)
    lake, _taken = lake_of(tmp_path, up, tmp_path / "member-files")
    found = report(lake, QUARTER)
    figures_equal(found, report_of(branch, QUARTER))
    noticed = found.lines("noticed")
    assert {one["why"] for one in noticed} == {"in_branch"}
    assert sum(one["files"] for one in noticed) == 18
    assert row(found, "standings") == row(report(alone, QUARTER), "standings")


@pytest.mark.parametrize("people", [2, 5])
@pytest.mark.slow
def test_a_quarters_file_made_of_months_counts_persons_and_not_their_months(tmp_path: Path, people: int) -> None:
    desk = Desk(tmp_path / "branch", clock=lambda: local(2026, 12, 30, 17))
    desk.branch.save_roster(PEOPLE[:people], branch="第一党支部")
    for period in map(Period.parse, ("2026-10", "2026-11", "2026-12")):
        files = put(tmp_path / "in", {f"{n}_{period}.txt": file_of(n, *told(n, str(period))[:2], period=str(period))
                                      for n in range(1, people + 1)})  # fmt: skip
        take_in(desk, tuple(desk.branch.look([files], period)), frozenset(), period)
    lake, _taken = lake_of(tmp_path, handed_up(desk, tmp_path / "up", QUARTER))
    found = report(lake, QUARTER, date(2026, 12, 30))
    shown = (0, 6) if people == 2 else (15, 0)
    for name in ("days", "hours"):
        assert {(one["n"], one["left_out"]) for one in found.lines(name)} == {shown}
