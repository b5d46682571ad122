"""Is this answer right, and in which order are the options shown; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass

from content.marks import Bilingual
from content.models import LETTERS, REFERENCE, TRUE, Question, QuestionType
from content.words import _


def is_right(question: Question, chosen: Collection[str]) -> bool:
    """Whether exactly the right letters of the pack were chosen; the order does not matter."""
    return set(chosen) == set(question.answer)


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its options in the order shown; `order[0]` is the pack's letter of what stands first."""

    question: Question
    order: tuple[str, ...]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Each letter as shown, with the words beside it, in the language spoken now."""
        if self.question.type is QuestionType.TRUE_FALSE:
            return tuple((letter, _("true") if letter == TRUE else _("false")) for letter in self.order)
        options = dict(zip(self.question.letters, self.question.options, strict=True))
        return tuple((self.shown(letter), str(options[letter])) for letter in self.order)

    @property
    def answer(self) -> tuple[str, ...]:
        """The right letters as shown, in order."""
        if self.question.type is QuestionType.TRUE_FALSE:
            return self.question.answer
        return tuple(sorted(self.shown(letter) for letter in self.question.answer))

    @property
    def explanation(self) -> Bilingual:
        """Why it is so, naming the options by the letters shown."""
        original = self.question.explanation
        zh, en = (REFERENCE.sub(lambda found: self.shown(found[1]), text) for text in (original.zh, original.en))
        return Bilingual(zh, en)

    def shown(self, letter: str) -> str:
        """The letter under which an option of the pack is shown."""
        return letter if letter not in LETTERS else LETTERS[self.order.index(letter)]

    def chosen(self, shown: Collection[str]) -> tuple[str, ...]:
        """The pack's letters of the options chosen as shown, in order: what is recorded and marked.

        Raises:
            ValueError: a letter that was not shown.
        """
        originals = dict(zip((letter for letter, _words in self.choices), self.order, strict=True))
        if unknown := set(shown) - set(originals):
            raise ValueError(f"not shown: {sorted(unknown)}")
        return tuple(sorted({originals[letter] for letter in shown}))


def shuffled(question: Question, seed: str | int) -> ShownQuestion:
    """The question with its options in an order that follows from the seed and the question; T and F stay."""
    order = list(question.letters)
    if question.type is not QuestionType.TRUE_FALSE:
        random.Random(f"{seed} {question.id}").shuffle(order)  # noqa: S311 - an order for the eye, no secret
    return ShownQuestion(question, tuple(order))
