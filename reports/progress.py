"""How well a person knows each topic, of their own answers only: counts with their n, no points, no times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from content.catalog import Catalog
from content.marks import Bilingual
from content.models import Question
from content.spacing import retrievability
from storage.records import QuestionStanding

STUBBORN = 2  # wrong answers after which a question is wrong again and again


@dataclass(frozen=True)
class TopicProgress:
    """How far one topic of one pack is known."""

    pack: Bilingual
    """The title of its pack."""
    topic: Bilingual
    """What it is called."""
    questions: int
    """How many there are."""
    asked: int
    """How many of them were asked."""
    answers: int
    """Answers to them in all."""
    right: int
    """Those that were right."""
    remembered: float | None
    """What part of those asked would be answered rightly now, as the scheduler reckons; None when none was asked."""


def progress(catalog: Catalog, standings: Mapping[str, QuestionStanding], now: datetime) -> list[TopicProgress]:
    """Every topic in the order of the packs."""
    found = []
    for pack in catalog.packs:
        by_topic: dict[str, list[Question]] = {}
        for question in pack.questions:
            by_topic.setdefault(question.topic.zh, []).append(question)
        for questions in by_topic.values():
            known = [standings[question.id] for question in questions if question.id in standings]
            chances = [retrievability(one.card, now) if one.last_right else 0.0 for one in known]
            found.append(
                TopicProgress(
                    pack=pack.title,
                    topic=questions[0].topic,
                    questions=len(questions),
                    asked=len(known),
                    answers=sum(one.asked for one in known),
                    right=sum(one.right for one in known),
                    remembered=sum(chances) / len(chances) if chances else None,
                )
            )
    return found


def stubborn(catalog: Catalog, standings: Mapping[str, QuestionStanding]) -> list[tuple[Question, QuestionStanding]]:
    """What is wrong again and again: at least twice, and the last time too; most often first."""
    found = [
        (question, standings[question.id])
        for question in catalog.questions()
        if question.id in standings
        and not standings[question.id].last_right
        and standings[question.id].asked - standings[question.id].right >= STUBBORN
    ]
    return sorted(found, key=lambda one: (one[1].right - one[1].asked, one[0].id))
