"""Quizzes of a branch by topic, and the questions answered worst: over everybody who ticked it, never by person. Pure.

As with the counts by item, a group is those who told it for one period; one of fewer than five is left out of every
sum, so that no difference of two tables shows it. Of topics only a share is shown, which cannot be taken off a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from content.period import Period
from content.words import _
from reports.branch_figures import FEWEST_BY_ITEM, facts_of
from reports.document import Cell, Column, Table, per_cent
from storage.facts import QuizQuestion, QuizTopic
from storage.spans import Piece

HARDEST = 10  # questions
F = TypeVar("F", QuizTopic, QuizQuestion)


@dataclass(frozen=True)
class TopicFigures:
    """Of a topic: how many persons told it (in a longer period of each shorter one), answered and right."""

    topic: str
    """Its Chinese name."""
    n: int
    """How many told it."""
    answered: int
    """How many questions they answered."""
    right: int
    """How many of them rightly."""


@dataclass(frozen=True)
class QuestionFigures:
    """Of a question: how many persons answered it, and how many of them rightly the first time."""

    question: str
    """Its id."""
    stem: str
    """Its words, as far as they were sent."""
    topic: str
    """Its topic."""
    n: int
    """How many answered it."""
    right: int
    """How many of them were right the first time."""

    @property
    def facility(self) -> float:
        """The facility index (难度指数): the share of those who were right; the lower, the harder."""
        return self.right / self.n


def topic_figures(pieces: Iterable[Piece]) -> tuple[list[TopicFigures], int]:
    """The topics that five or more told, by name; and how many others there are."""
    groups: dict[str, dict[Period, list[QuizTopic]]] = {}
    for piece in pieces:
        for fact in facts_of(QuizTopic, piece):
            groups.setdefault(fact.topic, {}).setdefault(piece.period, []).append(fact)
    found = []
    for topic, by_period in sorted(groups.items()):
        if facts := _shown(by_period):
            answered, right = sum(one.answered for one in facts), sum(one.right for one in facts)
            found.append(TopicFigures(topic, len(facts), answered, right))
    return found, len(groups) - len(found)


def hardest(pieces: Iterable[Piece]) -> list[QuestionFigures]:
    """The questions that most were wrong in the first time, of those that five or more answered; the hardest first."""
    groups: dict[str, dict[Period, list[QuizQuestion]]] = {}
    for piece in pieces:
        for fact in facts_of(QuizQuestion, piece):
            groups.setdefault(fact.question, {}).setdefault(piece.period, []).append(fact)
    found = []
    for name, by_period in groups.items():
        if facts := _shown(by_period):
            right = sum(one.first_right for one in facts)
            found.append(QuestionFigures(name, facts[-1].stem, facts[-1].topic, len(facts), right))
    wrong = [one for one in found if one.right < one.n]
    return sorted(wrong, key=lambda one: (one.facility, -one.n, one.question))[:HARDEST]


def _shown(by_period: Mapping[Period, list[F]]) -> list[F]:
    return [fact for group in by_period.values() if len(group) >= FEWEST_BY_ITEM for fact in group]


def topic_table(pieces: Iterable[Piece]) -> Table:
    """专题答题: by topic how many told it and the share answered rightly; how many topics are not shown."""
    found, withheld = topic_figures(pieces)
    rows: list[tuple[Cell, ...]] = [(one.topic, one.n, per_cent(one.right, one.answered)) for one in found]
    if rows and withheld:
        rows.append((_("{n} topics of fewer than five, not shown").format(n=withheld), "", ""))
    titles = ((_("Topic", context="quiz"), 35), (_("n"), 12), (_("share right"), 12))
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows))


def hardest_table(pieces: Iterable[Piece]) -> Table:
    """难题: the hardest questions with their facility index and how many answered them."""
    rows = [
        (number, one.stem, one.topic, one.n, f"{one.facility:.2f}") for number, one in enumerate(hardest(pieces), 1)
    ]
    titles = (
        (_("Line"), 2),
        (_("Quiz question"), 32),
        (_("Topic", context="quiz"), 10),
        (_("n"), 5),
        (_("Facility index"), 8),
    )
    return Table(tuple(Column(title, width) for title, width in titles), tuple(rows))
