"""The next questions: what is due, most overdue first, then new ones from all topics; by seed, not by chance."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.drawing import TooFew, draw, draw_paper, draw_practice, reviews_today
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


def reviews(due: dict[str, datetime], answered: int = 0, cap: int = 20) -> list[str]:
    return reviews_today(due, NOW, answered=answered, cap=cap)


def test_what_is_due_comes_first_and_the_most_overdue_at_the_head() -> None:
    due = {"q3": NOW - timedelta(days=1), "q7": NOW - timedelta(days=9), "q5": NOW, "q9": NOW + timedelta(days=1)}
    assert reviews(due) == ["q7", "q3", "q5"]
    drawn = draw(QUESTIONS, reviews(due), due, seed=1)
    assert drawn[:3] == ["q7", "q3", "q5"]
    assert len(drawn) == 5
    assert "q9" not in drawn


def test_an_absence_is_spread_over_the_days_after_it() -> None:
    due = {f"q{number}": NOW - timedelta(days=30, minutes=number) for number in range(50)}
    assert reviews(due) == [f"q{number}" for number in range(49, 29, -1)]
    assert len(reviews(due, answered=15)) == 5
    assert reviews(due, answered=23) == []


def test_new_questions_are_spread_over_the_topics() -> None:
    topics = {question.id: question.topic.zh for question in QUESTIONS}
    for drawn in (draw(QUESTIONS, [], {}, seed=1), draw_practice(QUESTIONS, {}, seed=1, count=5)):
        assert sorted(Counter(topics[question_id] for question_id in drawn).values()) == [1, 2, 2]


def test_which_topic_comes_first_changes_from_day_to_day() -> None:
    topics = {question.id: question.topic.zh for question in QUESTIONS}
    first = {topics[draw(QUESTIONS, [], {}, seed=f"2026-11-{day:02d}")[0]] for day in range(1, 21)}
    assert first == set(topics.values())


def test_a_sitting_is_five_questions_and_practice_ten_unless_another_number_is_said() -> None:
    assert len(draw(QUESTIONS, [], {}, seed=1)) == 5
    assert len(draw_practice(QUESTIONS, {}, seed=1)) == 10


def test_the_seed_decides() -> None:
    drawn = {tuple(draw(QUESTIONS, [], {}, seed=f"2026-11-{day:02d}")) for day in range(1, 21)}
    assert len(drawn) > 10


def test_a_review_of_a_question_that_is_no_more_is_passed_over() -> None:
    assert "gone" not in draw(QUESTIONS, ["gone"], ["gone"], seed=1)


def test_nothing_is_drawn_when_all_is_known_and_nothing_due() -> None:
    assert draw(QUESTIONS, [], [question.id for question in QUESTIONS], seed=1) == []


def test_practice_takes_the_new_ones_first_and_then_what_was_asked_longest_ago() -> None:
    asked = {f"q{number}": NOW - timedelta(days=number) for number in range(2, 12)}
    drawn = draw_practice(QUESTIONS, asked, seed=1, count=4)
    assert set(drawn[:2]) == {"q0", "q1"}
    assert drawn[2:] == ["q11", "q10"]


DUE = st.dictionaries(
    st.sampled_from([f"q{n}" for n in range(14)]), st.integers(-9, 9).map(lambda d: NOW + timedelta(d))
)


@given(DUE, st.integers(0, 15), st.text(max_size=5))
def test_any_drawing_is_free_of_doubles_repeatable_and_as_full_as_can_be(
    due: dict[str, datetime], count: int, seed: str
) -> None:
    drawn = draw(QUESTIONS, reviews(due), due, seed=seed, count=count)
    assert drawn == draw(QUESTIONS, reviews(due), due, seed=seed, count=count)
    assert len(set(drawn)) == len(drawn)
    may_come = [question.id for question in QUESTIONS if due.get(question.id, NOW) <= NOW]
    assert set(drawn) <= set(may_come)
    assert len(drawn) == min(count, len(may_come))
    new = [question_id in due for question_id in drawn]
    assert new == sorted(new, reverse=True), "every review stands before every new question"
    practice = draw_practice(QUESTIONS, due, seed=seed, count=count)
    assert len(set(practice)) == len(practice) == min(count, len(QUESTIONS))


@given(st.integers(0, 6), st.text(max_size=5))
def test_a_paper_has_just_what_was_asked_for(count: int, seed: str) -> None:
    counts = {QuestionType.TRUE_FALSE: count}
    paper = draw_paper(QUESTIONS, counts, seed=seed)
    assert paper == draw_paper(QUESTIONS, counts, seed=seed)
    assert len({question.id for question in paper}) == len(paper) == count
    topics = Counter(question.topic.zh for question in paper)
    assert max(topics.values(), default=0) - min(topics.values(), default=0) <= 1


def test_a_paper_says_what_it_lacks() -> None:
    with pytest.raises(TooFew) as caught:
        draw_paper(QUESTIONS, {QuestionType.TRUE_FALSE: 13, QuestionType.SINGLE: 1}, seed=1)
    assert caught.value.lacking == [(QuestionType.SINGLE, 1, 0), (QuestionType.TRUE_FALSE, 13, 12)]
