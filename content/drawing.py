"""Which questions come next: no clock and no chance but what is passed in."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice, zip_longest

from content.errors import SixdontsError
from content.models import Question, QuestionType


def reviews_today(due: Mapping[str, datetime], now: datetime, *, answered: int, cap: int) -> list[str]:
    """The reviews of today, most overdue first: at most what `cap` leaves after those answered today already.

    What is left over waits until tomorrow, so that a backlog is spread over the days after an absence.
    """
    ordered = sorted((at, question_id) for question_id, at in due.items() if at <= now)
    return [question_id for _at, question_id in ordered[: max(cap - answered, 0)]]


def draw(
    questions: Iterable[Question], reviews: Sequence[str], asked: Collection[str], *, seed: str | int, count: int = 5
) -> list[str]:
    """The ids of at most `count` questions: first the reviews in their order, then new ones, which nobody `asked` yet.

    New ones are taken in turn from each topic, so that no topic fills the sitting while another has one left. The
    same arguments give the same questions.
    """
    topics = {question.id: question.topic.zh for question in questions}
    drawn = [question_id for question_id in reviews if question_id in topics][:count]
    new = {question_id: topic for question_id, topic in topics.items() if question_id not in asked}
    in_turn = (question_id for question_id in _in_turn(new, seed, count) if question_id not in drawn)
    return drawn + list(islice(in_turn, count - len(drawn)))


def draw_practice(
    questions: Iterable[Question], last_asked: Mapping[str, datetime], *, seed: str | int, count: int = 10
) -> list[str]:
    """The ids of at most `count` questions to practise: those never asked, in turn from each topic, then the others,
    longest ago first.
    """
    topics = {question.id: question.topic.zh for question in questions}
    new = {question_id: topic for question_id, topic in topics.items() if question_id not in last_asked}
    old = sorted((at, question_id) for question_id, at in last_asked.items() if question_id in topics)
    again = (question_id for _at, question_id in old)
    return list(islice(chain(_in_turn(new, seed, count), again), count))


class TooFew(SixdontsError, ValueError):
    """There are fewer questions of a type than a paper asks for: (type, wanted, there) each."""

    def __init__(self, lacking: list[tuple[QuestionType, int, int]]) -> None:
        super().__init__(lacking)
        self.lacking = lacking


def draw_paper(questions: Iterable[Question], counts: Mapping[QuestionType, int], *, seed: str | int) -> list[Question]:
    """The questions of a paper, type by type in the order of the types, each type's in turn from each topic.

    Raises:
        TooFew: there are not enough of some type.
    """
    by_type: dict[QuestionType, dict[str, Question]] = {kind: {} for kind in QuestionType}
    for question in questions:
        by_type[question.type][question.id] = question
    wanted = {kind: counts.get(kind, 0) for kind in QuestionType}
    if lacking := [(kind, n, len(by_type[kind])) for kind, n in wanted.items() if len(by_type[kind]) < n]:
        raise TooFew(lacking)
    drawn: list[Question] = []
    for kind, number in wanted.items():
        topics = {question_id: question.topic.zh for question_id, question in by_type[kind].items()}
        ids = islice(_in_turn(topics, f"{seed} {kind}", number), number)
        drawn += [by_type[kind][question_id] for question_id in ids]
    return drawn


def _in_turn(topics: Mapping[str, str], seed: str | int, count: int) -> Iterator[str]:
    """Question ids from each topic in turn, in an order that follows from the seed; at least `count` if there are."""
    by_topic: dict[str, list[str]] = {}
    for question_id, topic in topics.items():
        by_topic.setdefault(topic, []).append(question_id)
    chance = random.Random(seed)  # noqa: S311 - what to ask, no secret
    groups = [chance.sample(ids, min(count, len(ids))) for ids in by_topic.values()]
    chance.shuffle(groups)
    return (question_id for question_id in chain.from_iterable(zip_longest(*groups)) if question_id)
