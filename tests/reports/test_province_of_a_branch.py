"""Of any branch, however messy its months, the province's figures are those of the branch's own report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from content.period import Period
from desk.branch import take_in
from desk.branch_report import report_of
from desk.desk import Desk
from reports.province.report import Line, ProvinceReport
from storage.branch_figures import Figures
from storage.branch_notes import Paper, Return
from storage.errors import NoReport
from storage.facts import Completeness, Fact, QuizFacts, Study
from storage.roster import Member, person_of
from tests.moments import local
from tests.reports.making import marks
from tests.reports.test_province import NOVEMBER, NOW, OCTOBER, QUARTER, TODAY, file_of, handed_up, lake_of, put, report

STANDINGS = ("due", "received", "paper", "missing", "returned", "in_doubt", "wrong_period", "deferred")
STATES = ("kept", "partly", "not_kept", "not_faced", "blank")


def member(chance: Random, number: int) -> Member:
    """One who may have come or gone in the two months."""
    joined = chance.choice([None] * 8 + [date(2026, 10, 15), date(2026, 11, 20)])
    left = None if joined else chance.choice([None] * 8 + [date(2026, 10, 10), date(2026, 11, 5)])
    return Member(member_no=f"{number:03}", name=f"甲{number}", joined_day=joined, left_day=left)


def told(chance: Random, mess: float) -> Iterator[Fact]:
    """What a file tells, the days an item went make up the days due; the messier, the more is missing."""
    due, answered = chance.randint(1, 22), chance.randint(1, 30)
    if chance.random() > mess:
        yield Completeness(answered_days=due // 2, due_days=due, late_days=due // 4)
    if chance.random() > mess:
        yield Study(group_minutes=chance.randint(0, 300), training_minutes=9, make_up_minutes=5, self_minutes=due)
    if chance.random() > mess:
        kept = chance.randint(0, due)
        yield from marks(kept, due - kept)
    if chance.random() > mess:
        yield QuizFacts(answered=answered, right=chance.randint(0, answered))


def month(desk: Desk, chance: Random, mess: float, people: list[Member], period: Period, top: Path) -> None:
    """What comes of everybody in a month, in two revisions of some; and what the secretary notes."""
    files = {}
    for number in range(1, len(people) + 1):
        for revision in range(1, chance.choice([1, 1, 1, 2]) + 1):
            if chance.random() > mess / 2:
                made_at = local(2026, 11, 23 + revision, 9)
                files[f"{number}_{revision}.txt"] = file_of(
                    number, *told(chance, mess), period=str(period), revision=revision, made_at=made_at
                )
    take_in(desk, tuple(desk.branch.look([put(top / str(period), files)], period)), frozenset(), period)
    for person in map(person_of, people):
        if chance.random() < mess / 2:
            came = desk.branch.received(period).get(person)
            if came and chance.random() < 0.3:
                desk.branch.send_back(Return(person=person, sha256=came.sha256, day=TODAY, comment="请补"), period)
            elif chance.random() < 0.5:
                desk.branch.choose(person, period, chance.choice(["leave", "deferred", "not_due"]), "事由")
            else:
                due = chance.choice([0, 20])
                desk.branch.enter_paper(Paper(person=person, day=TODAY, answered_days=due, due_days=due), period)


def row(found: ProvinceReport, name: str) -> Line:
    """The row of the province; nothing at all told is as a row of zeros."""
    rows = [line for line in found.lines(name) if line["level"] == 0]
    return rows[0] if rows else dict.fromkeys(found.tables[name][0], 0)


def sums_equal(found: ProvinceReport, months: list[Figures]) -> None:
    """What five and more told in a month is in the sum, what fewer told is only left out."""
    for name, n, columns in (
        ("days", "told_days", {"answered_days": "answered_days", "due_days": "due_days", "late_days": "late_days"}),
        ("hours", "told_study", {"self_minutes": "self_minutes"}),
        ("quiz", "told_quiz", {"answers": "answered", "right_answers": "right"}),
    ):
        shown, line = [own for own in months if getattr(own, n) >= 5], row(found, name)
        assert line["n"] == sum(getattr(own, n) for own in shown), name
        assert line["left_out"] == sum(getattr(own, n) for own in months if own not in shown), name
        for column, field in columns.items():
            assert line[column] == sum(getattr(own, field) for own in shown), column


def items_equal(found: ProvinceReport, own: Figures) -> None:
    """The counts by item are the branch's, where all who sent it anything told them, and the days."""
    wanted = {(one.list_id, one.item): [one.persons, *(getattr(one, state) for state in STATES)]
              for one in own.items if one.persons == own.told_days == own.files}  # fmt: skip
    shown = {(line["list_id"], line["item"]): [line["n"], *(line[state] for state in STATES)]
             for line in found.lines("items") if line["level"] == 0 and line["n"]}  # fmt: skip
    assert shown == wanted


@pytest.mark.slow
@settings(max_examples=6, deadline=None, phases=(Phase.generate,))
@given(st.integers(0, 10**9), st.sampled_from([0.0, 0.1, 0.2, 0.4]))
def test_of_any_branchs_files_for_the_next_level_the_figures_are_those_of_its_reports(seed: int, mess: float) -> None:
    chance = Random(seed)
    with TemporaryDirectory() as folder:
        top = Path(folder)
        desk = Desk(top / "branch", clock=lambda: NOW)
        people = [member(chance, number) for number in range(1, chance.randint(4, 13))]
        desk.branch.save_roster(people, branch="第一党支部")
        for period in (OCTOBER, NOVEMBER):
            month(desk, chance, mess, people, period, top / "in")
        own = {}
        for period in (OCTOBER, NOVEMBER):
            with suppress(NoReport):  # nothing at all came
                own[period] = report_of(desk, period).figures
        assume(own)
        lake, _taken = lake_of(top, handed_up(desk, top / "up", *own))
        for period, figures in own.items():
            found = report(lake, period)
            sums_equal(found, [figures])
            items_equal(found, figures)
            standings = row(found, "standings")
            assert [standings[name] for name in STANDINGS] == [getattr(figures, name) for name in STANDINGS]
            assert standings["on_leave"] == figures.leave
        sums_equal(report(lake, QUARTER), list(own.values()))
