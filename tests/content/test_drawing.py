"""The next questions: what is due, most overdue first, then new ones from all topics; by seed, not by chance."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.drawing import draw
from content.marks import Bilingual
from content.models import Question, QuestionType

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def question(question_id: str, topic: str) -> Question:
    words = Bilingual("…")
    return Question(
        id=question_id,
        type=QuestionType.TRUE_FALSE,
        topic=Bilingual(topic),
        difficulty=1,
        stem=words,
        answer=("T",),
        explanation=words,
        source=words,
        edition=words,
    )


QUESTIONS = [question(f"q{number}", "学风会风文风"[2 * (number % 3) :][:2]) for number in range(12)]


def test_what_is_due_comes_first_and_the_most_overdue_at_the_head() -> None:
    due = {"q3": NOW - timedelta(days=1), "q7": NOW - timedelta(days=9), "q5": NOW, "q9": NOW + timedelta(days=1)}
    drawn = draw(QUESTIONS, due, NOW, seed=1)
    assert drawn[:3] == ["q7", "q3", "q5"]
    assert len(drawn) == 5
    assert "q9" not in drawn


def test_an_absence_brings_no_more_than_was_asked_for() -> None:
    due = {question.id: NOW - timedelta(days=30) for question in QUESTIONS}
    assert len(draw(QUESTIONS, due, NOW, seed=1)) == 5


def test_new_questions_are_spread_over_the_topics() -> None:
    topics = {question.id: question.topic.zh for question in QUESTIONS}
    counts = Counter(topics[question_id] for question_id in draw(QUESTIONS, {}, NOW, seed=1))
    assert sorted(counts.values()) == [1, 2, 2]


def test_the_seed_decides() -> None:
    drawn = {tuple(draw(QUESTIONS, {}, NOW, seed=f"2026-11-{day:02d}")) for day in range(1, 21)}
    assert len(drawn) > 10


def test_a_review_of_a_question_that_is_no_more_is_passed_over() -> None:
    assert "gone" not in draw(QUESTIONS, {"gone": NOW - timedelta(days=5)}, NOW, seed=1)


def test_nothing_is_drawn_when_all_is_known_and_nothing_due() -> None:
    assert draw(QUESTIONS, {question.id: NOW + timedelta(days=1) for question in QUESTIONS}, NOW, seed=1) == []


DUE = st.dictionaries(
    st.sampled_from([f"q{n}" for n in range(14)]), st.integers(-9, 9).map(lambda d: NOW + timedelta(d))
)


@given(DUE, st.integers(0, 15), st.text(max_size=5))
def test_any_drawing_is_free_of_doubles_repeatable_and_as_full_as_can_be(
    due: dict[str, datetime], count: int, seed: str
) -> None:
    drawn = draw(QUESTIONS, due, NOW, seed=seed, count=count)
    assert drawn == draw(QUESTIONS, due, NOW, seed=seed, count=count)
    assert len(set(drawn)) == len(drawn)
    may_come = [question.id for question in QUESTIONS if due.get(question.id, NOW) <= NOW]
    assert set(drawn) <= set(may_come)
    assert len(drawn) == min(count, len(may_come))
    new = [question_id in due for question_id in drawn]
    assert new == sorted(new, reverse=True), "every review stands before every new question"


def test_ten_of_five_thousand_take_at_most_ten_milliseconds() -> None:
    many = [question(f"q{number}", f"topic {number % 11}") for number in range(5_000)]
    due = {f"q{number}": NOW - timedelta(minutes=number) for number in range(0, 5_000, 2)}
    taken = []
    for seed in range(20):
        began = time.perf_counter()
        draw(many, due, NOW, seed=seed, count=10)
        taken.append(time.perf_counter() - began)
    assert min(taken) <= 0.010
