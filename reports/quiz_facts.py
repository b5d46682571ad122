"""A person's answers of a period by topic and question, as they may leave if that is ticked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from content.cells import cut
from content.models import Question
from content.texts import clean_line
from content.words import _
from storage.facts import Fact, QuizQuestion, QuizTopic
from storage.records import Attempt

STEM_CELLS = 72  # enough to know a question by; who has the bank finds it by its id


def quiz_facts(attempts: Iterable[Attempt], questions: Mapping[str, Question]) -> tuple[QuizTopic | QuizQuestion, ...]:
    """By topic how many were answered and rightly, and of each question whether the period’s first answer was.

    What is asked no more, and in no bank any more, is left out.
    """
    known = sorted((one for one in attempts if one.question_id in questions), key=lambda one: one.written_at)
    topics: dict[str, list[bool]] = {}
    first: dict[str, bool] = {}
    for attempt in known:
        topics.setdefault(_line(questions[attempt.question_id].topic.zh), []).append(attempt.right)
        first.setdefault(attempt.question_id, attempt.right)
    told = [QuizTopic(topic=topic, answered=len(all_), right=sum(all_)) for topic, all_ in sorted(topics.items())]
    return *told, *(_question(questions[one], first_right=right) for one, right in sorted(first.items()))


def quiz_topic_words(facts: Iterable[Fact]) -> str:
    """宪法答10次，答对8次；……各题本期首次作答12道，答对9道。. Empty where nothing is told by topic."""
    all_ = tuple(facts)
    one = _("{topic}: answered {answered}, right {right}")
    topics = [
        one.format(topic=fact.topic, answered=fact.answered, right=fact.right)
        for fact in all_
        if isinstance(fact, QuizTopic)
    ]
    questions = [fact for fact in all_ if isinstance(fact, QuizQuestion)]
    text = _("By topic: {list}. First answers of these days, question by question: {n}, right: {right}.")
    right = sum(fact.first_right for fact in questions)
    return text.format(list=_("; ").join(topics), n=len(questions), right=right) if topics else ""


def _question(question: Question, *, first_right: bool) -> QuizQuestion:
    return QuizQuestion(
        question=question.id,
        topic=_line(question.topic.zh),
        stem=cut(clean_line(question.stem.zh), STEM_CELLS) or question.id,
        first_right=first_right,
    )


def _line(text: str) -> str:
    return clean_line(text) or "-"
