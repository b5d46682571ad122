"""A mock paper: what stands in it is on the disk at once, is marked when it is handed in, and survives a kill."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from content.catalog import Catalog
from content.drawing import TooFew
from content.marking import right_answer
from content.models import QuestionType
from storage.errors import ChangedElsewhere, StorageError
from storage.journal import Journal
from storage.mock import MockPaper, PaperForm, paper_plan
from storage.records import SittingKind, SittingPlan
from storage.sitting import Sitting, folded, overview, plan_for

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CATALOG = Catalog.shipped()
FORM = PaperForm({QuestionType.SINGLE: 3, QuestionType.MULTIPLE: 2, QuestionType.TRUE_FALSE: 1}, minutes=30)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def kept(journal: Journal) -> SittingPlan:
    plan = overview(journal, CATALOG, NOW, 20).paper
    assert plan is not None
    return plan


def test_a_paper_has_what_was_asked_for_and_says_what_it_lacks() -> None:
    plan = paper_plan(FORM, CATALOG, NOW)
    types = Counter(CATALOG.question(question_id).type for question_id in plan.question_ids)
    assert types == FORM.counts
    with pytest.raises(TooFew):
        paper_plan(PaperForm({QuestionType.SINGLE: 9_999}), CATALOG, NOW)


def test_what_was_put_is_there_again_and_nothing_is_marked_before_it_is_handed_in() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    paper.put(4, ("A", "B"))
    paper.put(4, ("B", "C"))
    paper.put(0, ("A",))
    again = MockPaper(journal, CATALOG, clock, kept(journal))
    assert again.questions == paper.questions
    assert (again.given(4), again.given(0), again.given(1), again.unanswered) == (("B", "C"), ("A",), (), 4)
    assert journal.attempts.all() == []


def test_handing_in_marks_everything_at_once_and_leaves_nothing_behind() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    for number in range(4):
        paper.put(number, right_answer(paper.questions[number].question))
    paper.put(4, paper.questions[4].question.answer[:1])
    marked = paper.hand_in()
    assert [answered.right for answered, _share in marked] == [True] * 4 + [False] * 2
    assert [attempt.right for attempt in journal.attempts.all()] == [True] * 4 + [False]
    assert overview(journal, CATALOG, NOW, 20).paper is None
    assert journal.schedule() == folded({}, journal.attempts.all(), NOW)


def test_part_of_an_answer_counts_where_the_paper_says_so() -> None:
    journal = Journal.in_memory()
    form = PaperForm({QuestionType.MULTIPLE: 1}, partial=True)
    paper = MockPaper(journal, CATALOG, Clock(), paper_plan(form, CATALOG, NOW))
    key = paper.questions[0].question.answer
    paper.put(0, key[:1])
    ((answered, share),) = paper.hand_in()
    assert not answered.right
    assert share == Fraction(1, len(key))


def test_time_runs_on_also_while_the_program_is_closed() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    paper.put(0, ("A",))
    clock.now += timedelta(minutes=20)
    assert MockPaper(journal, CATALOG, clock, kept(journal)).time_left() == timedelta(minutes=10)
    clock.now += timedelta(days=1)
    assert paper.time_left() == timedelta(0)
    assert MockPaper(journal, CATALOG, clock, paper_plan(PaperForm({}), CATALOG, NOW)).time_left() is None


def test_a_paper_is_handed_in_once_whoever_does_it() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    paper.put(0, ("A",))
    other = MockPaper(journal, CATALOG, clock, kept(journal))
    first, second = paper.hand_in(), other.hand_in()
    assert [answered.right for answered, _share in first] == [answered.right for answered, _share in second]
    assert len(journal.attempts.all()) == 1


def test_two_windows_at_one_paper_lose_no_answer_and_bring_no_paper_back() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    paper.put(0, ("A",))
    other = MockPaper(journal, CATALOG, clock, kept(journal))
    paper.put(1, ("A",))
    other.put(2, ("B",))
    assert [other.given(number) for number in range(3)] == [("A",), ("A",), ("B",)]
    other.hand_in()
    with pytest.raises(ChangedElsewhere):
        paper.put(3, ("A",))
    assert overview(journal, CATALOG, NOW, 20).paper is None


def test_a_paper_just_begun_takes_the_place_of_one_that_was_given_up() -> None:
    journal, clock = Journal.in_memory(), Clock()
    MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW)).put(0, ("A",))
    second = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    second.put(1, ("B",))
    assert (kept(journal).uid, len(kept(journal).given)) == (second.plan.uid, 1)


def test_a_paper_survives_whatever_else_is_begun() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    paper.put(0, ("A",))
    plan = plan_for(SittingKind.DAILY, overview(journal, CATALOG, NOW, 20), CATALOG, NOW, count=1)
    sitting = Sitting(journal, CATALOG, clock, plan)
    shown = sitting.questions[0]
    sitting.answer(["1"] if shown.question.points else [shown.choices[0][0]] if shown.choices else ["x"])
    sitting.close()
    assert kept(journal) == paper.plan


def test_a_kill_while_handing_in_hands_in_all_or_nothing(tmp_path: Path) -> None:
    paper = MockPaper(Journal.open(tmp_path, clock=lambda: NOW), CATALOG, Clock(), paper_plan(FORM, CATALOG, NOW))
    for number in range(3):
        paper.put(number, ("A",))
    (tmp_path / "schedule.json.tmp").mkdir()
    with pytest.raises(StorageError):
        paper.hand_in()
    journal = Journal.open(tmp_path, clock=lambda: NOW)
    assert journal.attempts.all() == []
    assert kept(journal) == paper.plan
    (tmp_path / "schedule.json.tmp").rmdir()
    paper.hand_in()
    assert len(Journal.open(tmp_path, clock=lambda: NOW).attempts.all()) == 3


def test_what_was_given_to_a_question_that_changed_is_left_out() -> None:
    journal, clock = Journal.in_memory(), Clock()
    paper = MockPaper(journal, CATALOG, clock, paper_plan(FORM, CATALOG, NOW))
    question = paper.questions[0].question
    paper.put(0, ("D",))
    fewer = type(question)(
        **{**dict(question), "options": question.options[:2], "answer": ("A",), "explanation": question.source}
    )
    plan = overview(journal, CATALOG.changed({question.id: fewer}, set()), NOW, 20).paper
    assert plan is not None
    assert plan.given == {}
