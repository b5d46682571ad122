"""Which questions come next: no clock and no chance but what is passed in."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain, islice, zip_longest

from content.models import Question


def draw(
    questions: Iterable[Question], due: Mapping[str, datetime], now: datetime, *, seed: str | int, count: int = 5
) -> list[str]:
    """The ids of at most `count` questions: first the reviews that are due, most overdue first, then new ones.

    New ones, which are those without an entry in `due`, are taken in turn from each topic, so that no topic fills
    the sitting while another has one left. The same arguments give the same questions.
    """
    topics = {question.id: question.topic.zh for question in questions}
    reviews = sorted((at, question_id) for question_id, at in due.items() if at <= now and question_id in topics)
    drawn = [question_id for _at, question_id in reviews[:count]]
    by_topic: dict[str, list[str]] = {}
    for question_id, topic in topics.items():
        if question_id not in due:
            by_topic.setdefault(topic, []).append(question_id)
    chance = random.Random(seed)  # noqa: S311 - what to ask today, no secret
    groups = [chance.sample(ids, min(count, len(ids))) for ids in by_topic.values()]
    chance.shuffle(groups)
    in_turn = (question_id for question_id in chain.from_iterable(zip_longest(*groups)) if question_id)
    return drawn + list(islice(in_turn, count - len(drawn)))
