"""What a class of people answered to the questions of a paper, question by question; never by person. Pure.

Facility index: the share of those who answered the paper that had the question right, from 0 to 1. Discrimination is
not computed: under fifty papers it says little, and over fifty it would need a row of each person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from content.marking import credit
from content.models import Question

Extreme = Literal["", "all", "nobody"]


@dataclass(frozen=True)
class ItemFigures:
    """How one question was answered."""

    question: Question
    """The question."""
    n: int
    """How many papers had it, answered or left blank."""
    right: int
    """How many had it right."""
    blank: int
    """How many left it blank."""
    wrong: tuple[tuple[str, int], ...]
    """The wrong letters of the pack that were chosen, with how often, the most chosen first; T and F likewise."""

    @property
    def facility(self) -> float:
        """The facility index."""
        return self.right / self.n if self.n else 0.0

    @property
    def extreme(self) -> Extreme:
        """Whether all had it right, or nobody; said from five papers on."""
        if self.n < 5:
            return ""
        return "all" if self.right == self.n else "nobody" if not self.right else ""


def analysed(questions: Sequence[Question], papers: Iterable[Mapping[str, Sequence[str] | None]]) -> list[ItemFigures]:
    """The figures of each question over papers: by question id what was given, empty where it was left blank.

    None stands where a paper did not ask it or its answer could not be read: it does not count.
    """
    given: dict[str, list[Sequence[str]]] = {question.id: [] for question in questions}
    for paper in papers:
        for name, answer in paper.items():
            if answer is not None and name in given:
                given[name].append(answer)
    return [_figures(question, given[question.id]) for question in questions]


def _figures(question: Question, given: Sequence[Sequence[str]]) -> ItemFigures:
    right = sum(credit(question, one) == 1 for one in given)
    wrong = Counter(letter for one in given for letter in one if letter in question.letters)
    for letter in question.answer:
        wrong.pop(letter, None)
    most = sorted(wrong.items(), key=lambda one: (-one[1], one[0]))
    return ItemFigures(question, len(given), right, sum(not one for one in given), tuple(most))
