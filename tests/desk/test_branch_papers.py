"""What came on paper: the figures of the form, its problems proposed like any other, and no figure that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from desk.branch import accept, flags_by_item, proposals_of
from desk.branch_papers import enter_paper, paper_fault, paper_values, take_paper_out
from desk.desk import Desk
from desk.roster import look, save_roster
from storage.standings import Standing
from tests.screens.sending import roster_file

NOVEMBER = Period.parse("2026-11")
EMPTY = paper_values(None)


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """A desk whose branch has four members."""
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    return desk


def test_hours_are_counted_in_hours_and_the_member_counts_as_received_on_paper(secretary: Desk) -> None:
    values = {**EMPTY, "answered_days": "18", "due_days": "20", "group_minutes": "1.5", "training_minutes": "半天"}
    assert paper_fault(values, NOVEMBER) is None
    paper = enter_paper(secretary, "3", NOVEMBER, values, None)
    assert (paper.answered_days, paper.due_days, paper.group_minutes, paper.training_minutes) == (18, 20, 90, 240)
    assert secretary.branch.standings(NOVEMBER)[2].standing is Standing.PAPER


def test_its_problems_are_proposed_and_entered_again_they_are_the_same(secretary: Desk) -> None:
    first = enter_paper(secretary, "3", NOVEMBER, {**EMPTY, "problem_1": "材料晚交", "problem_2": "缺会一次"}, None)
    found = [one.word for one in proposals_of(secretary)]
    assert {(word.name, word.matter.title) for word in found} == {("王五", "材料晚交"), ("王五", "缺会一次")}
    again = enter_paper(secretary, "3", NOVEMBER, {**EMPTY, "problem_1": "缺会一次"}, first)
    assert [one.uid for one in again.problems] == [first.problems[1].uid]
    assert [one.word.matter.title for one in proposals_of(secretary)] == ["缺会一次"]


def test_of_a_problem_whose_form_was_taken_out_it_is_said_that_the_form_was(secretary: Desk) -> None:
    form = enter_paper(secretary, "3", NOVEMBER, {**EMPTY, "problem_1": "材料晚交"}, None)
    [item] = accept(secretary, proposals_of(secretary))
    take_paper_out(secretary, "3", NOVEMBER, form)
    flags = flags_by_item(secretary)[item.uid]
    assert (flags.form_removed, flags.batch_undone) == (True, False)


def test_what_was_entered_stands_in_the_form_again(secretary: Desk) -> None:
    values = {**EMPTY, "answered_days": "18", "due_days": "20", "self_minutes": "2.5", "problem_1": "材料晚交"}
    assert paper_values(enter_paper(secretary, "3", NOVEMBER, values, None)) == values


@pytest.mark.parametrize(
    ("name", "text"),
    [("answered_days", "十八"), ("due_days", "400"), ("group_minutes", "很多"), ("self_minutes", "99999")],
)
def test_a_figure_that_cannot_be_is_blamed_on_its_field(name: str, text: str) -> None:
    found = paper_fault({**EMPTY, name: text}, NOVEMBER)
    assert found is not None
    assert found[0] == name


def test_more_days_checked_than_due_are_not_entered() -> None:
    assert paper_fault({**EMPTY, "answered_days": "21", "due_days": "20"}, NOVEMBER) is not None


@pytest.mark.parametrize(
    ("period", "name", "most", "over"),
    [
        ("2026-11", "due_days", "30", "31"),
        ("2028-02", "due_days", "29", "30"),
        ("2028", "due_days", "366", "367"),
        ("2026-11", "group_minutes", "720", "720.02"),
        ("2026", "group_minutes", "1000", "1000.02"),
        ("2026", "self_minutes", "60000分钟", "60001分钟"),
    ],
)
def test_no_more_days_and_hours_are_entered_than_the_period_holds(period: str, name: str, most: str, over: str) -> None:
    assert paper_fault({**EMPTY, name: most}, Period.parse(period)) is None
    found = paper_fault({**EMPTY, name: over}, Period.parse(period))
    assert found is not None
    assert found[0] == name


def test_a_field_left_empty_is_nought_and_there_are_five_lines_for_problems(secretary: Desk) -> None:
    assert paper_fault({**EMPTY, "answered_days": "1"}, NOVEMBER) is not None
    paper = enter_paper(secretary, "3", NOVEMBER, EMPTY, None)
    assert (paper.answered_days, paper.due_days, paper.self_minutes, paper.problems) == (0, 0, 0, ())
    assert [name for name in EMPTY if name.startswith("problem_")] == [f"problem_{n}" for n in range(1, 6)]
