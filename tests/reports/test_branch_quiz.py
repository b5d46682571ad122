"""Quizzes by topic and question: what leaves, and what a branch may show of it."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.marks import Bilingual
from content.models import Question, QuestionType
from content.period import Period
from content.words import use
from reports.branch_quiz import HARDEST, hardest, hardest_table, topic_figures, topic_table
from reports.branch_tables import room_of, tables
from reports.document import PerCent
from reports.quiz_facts import quiz_facts, quiz_topic_words
from storage.facts import Fact, QuizQuestion, QuizTopic
from storage.records import Attempt
from storage.records.quiz import CardState
from storage.spans import Piece
from tests.reports.making import AT, a_report, received

NOVEMBER, DECEMBER = Period.parse("2026-11"), Period.parse("2026-12")


def question(name: str, topic: str = "宪法") -> Question:
    text = Bilingual(f"{name}的题干")
    return Question(
        id=name, type=QuestionType.TRUE_FALSE, topic=Bilingual(topic), difficulty=1, stem=text, answer=("T",),
        explanation=text, source=text, edition=text,
    )  # fmt: skip


def attempt(name: str, right: bool, minutes: int = 0) -> Attempt:
    at = AT + timedelta(minutes=minutes)
    return Attempt.new(at, at.date(), pack_id="p", question_id=name, chosen=("T",), right=right, card=CARD)


CARD = CardState(state=1, step=0, stability=None, difficulty=None, due=AT, last_review=None)
BANK = MappingProxyType({one.id: one for one in (question("q1"), question("q2"), question("q3", "监督法"))})


def pieces(*told: tuple[Fact, ...], period: Period = NOVEMBER) -> list[Piece]:
    """A piece for each, of a member each."""
    report = a_report({f"{n:03}": received(f"{n:03}", f"甲{n}", *facts) for n, facts in enumerate(told, 1)})
    return [Piece(piece.member, period, piece.received) for piece in report.span.pieces]


def answer(name: str, *, right: bool) -> QuizQuestion:
    return QuizQuestion(question=name, topic="宪法", stem=f"{name}的题干", first_right=right)


def test_of_each_question_the_first_answer_counts_and_of_a_topic_all() -> None:
    use("zh")
    attempts = [attempt("q1", True, 9), attempt("q1", False), attempt("q3", True), attempt("gone", True)]
    facts = quiz_facts(attempts, BANK)
    assert facts == (
        QuizTopic(topic="宪法", answered=2, right=1),
        QuizTopic(topic="监督法", answered=1, right=1),
        QuizQuestion(question="q1", topic="宪法", stem="q1的题干", first_right=False),
        QuizQuestion(question="q3", topic="监督法", stem="q3的题干", first_right=True),
    )
    assert quiz_topic_words(facts) == (
        "按知识点：宪法答2次，答对1次；监督法答1次，答对1次。各题本期首次作答2道，答对1道。"
    )
    assert quiz_facts([attempt("gone", True)], BANK) == ()
    assert quiz_topic_words(()) == ""


def test_a_topic_and_a_question_of_fewer_than_five_are_not_shown_and_their_number_is_said() -> None:
    use("zh")
    topic, rare = QuizTopic(topic="宪法", answered=10, right=8), QuizTopic(topic="监督法", answered=1, right=0)
    told: list[tuple[Fact, ...]] = [(topic, answer("q1", right=n > 2)) for n in range(1, 6)]
    told[0] = (*told[0], rare, answer("q2", right=False))
    assert topic_figures(pieces(*told))[1] == 1
    rows = topic_table(pieces(*told)).rows
    assert rows == (("宪法", 5, PerCent(0.8, 0)), ("另有1个知识点不足5人，不显示", "", ""))
    assert hardest_table(pieces(*told)).rows == ((1, "q1的题干", "宪法", 5, "0.60"),)
    four = pieces(*told[1:])
    assert topic_table(four).rows == ()
    assert hardest_table(four).rows == ()


def test_a_month_in_which_fewer_than_five_told_it_is_in_no_sum_of_a_longer_period() -> None:
    told: list[tuple[Fact, ...]] = [
        (QuizTopic(topic="宪法", answered=2, right=1), answer("q1", right=False)) for _n in range(5)
    ]
    month, one_more = pieces(*told), pieces(told[0], period=DECEMBER)
    assert topic_figures([*month, *one_more]) == topic_figures(month)
    assert hardest([*month, *one_more]) == hardest(month)
    other = pieces(*told, period=DECEMBER)
    assert [one.n for one in topic_figures([*month, *other])[0]] == [10]
    assert [one.n for one in hardest([*month, *other])] == [10]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(5, 8)), min_size=1, max_size=14))
def test_the_hardest_stand_first_and_what_all_knew_is_none_of_them(rights: list[tuple[int, int]]) -> None:
    people: list[list[Fact]] = [[] for _n in range(8)]
    for number, (right, n) in enumerate(rights):
        for person in range(n):
            people[person].append(answer(f"q{number:02}", right=person < right))
    found = hardest(pieces(*map(tuple, people)))
    indices = [one.facility for one in found]
    assert indices == sorted(indices)
    wanted = {f"q{number:02}": min(right, n) / n for number, (right, n) in enumerate(rights) if right < n}
    assert len(found) == min(len(wanted), HARDEST)
    assert {one.question: one.facility for one in found}.items() <= wanted.items()
    assert not indices or max(indices) <= sorted(wanted.values())[len(found) - 1]


def test_both_tables_stand_among_the_branchs_and_fit_and_name_nobody() -> None:
    use("zh")
    told: tuple[Fact, ...] = (QuizTopic(topic="宪法", answered=2, right=1), answer("q1", right=False))
    report = a_report({f"{n:03}": received(f"{n:03}", f"甲{n}", *told) for n in range(1, 6)})
    found = {name: table for name, table in tables(report) if name in {"答题（按知识点）", "失分较多的题目"}}
    assert len(found) == 2
    for table in found.values():
        assert sum(column.width for column in table.columns) <= room_of(len(table.columns), 10.5)
        assert "甲" not in str(table.rows)


@pytest.mark.parametrize("wrong", [{"answered": 1, "right": 2}, {"topic": ""}])
def test_what_no_topic_can_say_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"more right|at least 1"):
        QuizTopic.model_validate({"topic": "宪法", "answered": 2, "right": 1, **wrong})
