"""What was answered in a period, topic by topic: counts with the answers behind them; no points, no times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.catalog import Catalog
from content.marks import Bilingual
from storage.records import Attempt


@dataclass(frozen=True)
class TopicAnswers:
    """The answers to the questions of one topic of one pack."""

    pack: Bilingual | None
    """The title of its pack; None of questions that are in no pack any more."""
    topic: Bilingual | None
    """What it is called; None of those."""
    attempts: tuple[Attempt, ...]
    """The answers, in order."""

    @property
    def questions(self) -> int:
        """How many different questions were asked."""
        return len({attempt.question_id for attempt in self.attempts})

    @property
    def right(self) -> int:
        """How many of the answers were right."""
        return sum(attempt.right for attempt in self.attempts)


def by_topic(attempts: Iterable[Attempt], catalog: Catalog) -> list[TopicAnswers]:
    """Every topic that was asked about, in the order of the packs; answers to what is in no pack any more last."""
    topics = {
        question.id: (number, pack.title, question.topic)
        for number, pack in enumerate(catalog.packs)
        for question in pack.questions
    }
    order = list(dict.fromkeys((number, topic.zh) for number, _title, topic in topics.values()))
    names = {(number, topic.zh): (title, topic) for number, title, topic in topics.values()}
    found: dict[tuple[int, str] | None, list[Attempt]] = {}
    for attempt in attempts:
        known = topics.get(attempt.question_id)
        found.setdefault((known[0], known[2].zh) if known else None, []).append(attempt)
    named = [TopicAnswers(*names[key], tuple(found[key])) for key in order if key in found]
    return [*named, *([TopicAnswers(None, None, tuple(found[None]))] if None in found else [])]
