"""Is this answer right, and in which order are the options shown; the same for the same seed.

What is given to a question is a tuple of texts: letters of the pack where options are chosen, in the order chosen
where the order is what is asked; what was written in each gap, "" where nothing was; and of a short answer the
numbers, from 1, of the points that whoever answered says it names.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from content.marks import Bilingual
from content.models import GAP, LETTERS, REFERENCE, TRUE, Gap, Question, QuestionType
from content.words import _
from content.written import plain, said

_IN_A_ROW = re.compile(  # options named one after another, of which nothing is said in that order
    r"\{[A-Z]\}(?:[、，,]?\s?\{[A-Z]\})+(?![^。；;.]*(?:分别|依次|respectively|in turn))"
)


def is_right(question: Question, given: Sequence[str]) -> bool:
    """Whether all is right: exactly the right letters, the right order, every gap, every point."""
    return credit(question, given) == 1


def right_answer(question: Question) -> tuple[str, ...]:
    """What could be given to be right."""
    if question.type is QuestionType.BLANK:
        return tuple(gap.zh[0] for gap in question.gaps)
    if question.type is QuestionType.SHORT:
        return tuple(str(number) for number in range(1, len(question.points) + 1))
    return question.answer


def credit(question: Question, given: Sequence[str], *, partial: bool = False) -> Fraction:
    """How much of a question was answered, from 0 to 1; less than all counts as nothing unless it may be `partial`.

    Partial credit of a multiple choice is the part of the right options that were chosen, and none with a wrong one.
    """
    if question.type is QuestionType.ORDERING:
        return Fraction(tuple(given) == question.answer)
    if question.type is QuestionType.BLANK:
        share = Fraction(sum(gaps_right(question, given)), len(question.gaps))
    elif question.type is QuestionType.SHORT:
        named = {str(number) for number in range(1, len(question.points) + 1)} & set(given)
        share = Fraction(len(named), len(question.points))
    elif set(given) <= set(question.answer):
        share = Fraction(len(set(given)), len(question.answer))
    else:
        share = Fraction(0)
    return share if partial or share == 1 else Fraction(0)


def gaps_right(question: Question, given: Sequence[str]) -> tuple[bool, ...]:
    """Of each gap, whether what was written there may stand there; in any order, each accepted once.

    What follows a gap in the question may be written too: 5日 in `____日内`.
    """
    written = [said(text) for text in (*given, *[""] * len(question.gaps))][: len(question.gaps)]
    accepted = [_accepted(gap) for gap in question.gaps]
    if question.any_order:
        orders = permutations(accepted)
        tries = [tuple(text in texts for text, texts in zip(written, order, strict=True)) for order in orders]
        return max(tries, key=lambda right: (sum(right), right))
    behind = [[plain(part) for part in stem.split(GAP)[1:]] for stem in (question.stem.zh, question.stem.en) if stem]
    return tuple(
        text in texts or any(_without(text, words) in texts for words in following)
        for text, texts, following in zip(written, accepted, zip(*behind, strict=True), strict=True)
    )


def _without(text: str, following: str) -> str:
    """The text without the beginning of what follows it, where it ends with that."""
    ends = (length for length in range(min(len(text), len(following)), 0, -1) if text.endswith(following[:length]))
    return text[: -next(ends, 0) or None]


def _accepted(gap: Gap) -> set[str]:
    return {said(text) for text in (*gap.zh, *gap.en)} - {""}


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its options in the order shown."""

    question: Question
    """The question as its pack has it."""
    order: tuple[str, ...]
    """The pack's letters, in the order in which the options stand on the screen."""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Each letter as shown, with the words beside it, in the language spoken now."""
        if self.question.type is QuestionType.TRUE_FALSE:
            return tuple((letter, _("true") if letter == TRUE else _("false")) for letter in self.order)
        options = dict(zip(self.question.letters, self.question.options, strict=True))
        return tuple((self.shown(letter), str(options[letter])) for letter in self.order)

    @property
    def answer(self) -> tuple[str, ...]:
        """The right letters as shown; in order, and of an ordering question in the right one."""
        if self.question.type is QuestionType.ORDERING:
            return tuple(self.shown(letter) for letter in self.question.answer)
        return tuple(sorted(self.shown(letter) for letter in self.question.answer))

    @property
    def explanation(self) -> Bilingual:
        """Why it is so, naming the options by the letters shown."""
        original = self.question.explanation
        zh, en = self._naming_shown(original.zh, "、"), self._naming_shown(original.en, ", ")
        return Bilingual(zh, en)

    def _naming_shown(self, text: str, between: str) -> str:
        """The text with the letters shown; several in a row in their order, but where the order is what is asked."""

        def in_order(found: re.Match[str]) -> str:
            return between.join(sorted(self.shown(letter) for letter in REFERENCE.findall(found[0])))

        if self.question.type is not QuestionType.ORDERING:
            text = _IN_A_ROW.sub(in_order, text)
        return REFERENCE.sub(lambda found: self.shown(found[1]), text)

    def answer_words(self) -> Iterator[str]:
        """What would have been right, part by part, as a person reads it: `A 三日`, 正确, 三分之二, each point."""
        if self.question.type is QuestionType.BLANK:
            yield from (str(gap.best) for gap in self.question.gaps)
        elif self.question.type is QuestionType.SHORT:
            yield from map(str, self.question.points)
        elif self.question.type is QuestionType.TRUE_FALSE:
            yield dict(self.choices)[self.answer[0]]
        else:
            words = dict(self.choices)
            yield from (f"{letter} {words[letter]}" for letter in self.answer)

    def shown(self, letter: str) -> str:
        """The letter under which an option of the pack is shown."""
        return letter if self.question.type is QuestionType.TRUE_FALSE else LETTERS[self.order.index(letter)]

    def given(self, shown: Collection[str]) -> tuple[str, ...]:
        """What is recorded and marked of letters chosen as shown: the pack's, in order or as ordered.

        Where something is written it is what was written, without change.

        Raises:
            ValueError: a letter that was not shown.
        """
        if not self.question.letters:
            return tuple(shown)
        originals = dict(zip((letter for letter, _words in self.choices), self.order, strict=True))
        if unknown := set(shown) - set(originals):
            raise ValueError(f"not shown: {sorted(unknown)}")
        given = dict.fromkeys(originals[letter] for letter in shown)
        return tuple(given if self.question.type is QuestionType.ORDERING else sorted(given))


def shuffled(question: Question, seed: str | int) -> ShownQuestion:
    """The question with its options in an order that follows from the seed and the question.

    T and F stay, and so do options in a fixed order. An ordering question is never shown in the right order.
    """
    order = list(question.letters)
    if question.type is not QuestionType.TRUE_FALSE and not question.fixed_order:
        random.Random(f"{seed} {question.id}").shuffle(order)  # noqa: S311 - an order for the eye, no secret
        if question.type is QuestionType.ORDERING and tuple(order) == question.answer:
            order.append(order.pop(0))
    return ShownQuestion(question, tuple(order))
