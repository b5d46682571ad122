"""Which questions of a session are drawn for what, in which order: so that a printed sheet has every one, as it comes.

A pool is in three parts: those of the contest as it was put together, then a reserve, then a few held back for 加赛.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from content.contest_events import RoundKind
from content.models import Question, QuestionType

_CHOSEN_BY_LETTER = frozenset({QuestionType.SINGLE, QuestionType.TRUE_FALSE})
_ON_BOARDS = frozenset({QuestionType.MULTIPLE, QuestionType.ORDERING, QuestionType.BLANK})
LEAST, PER_TEAM = 20, 6  # questions of a contest, beside those held back


@dataclass(frozen=True)
class Askable:
    """A question that may be asked, and whether an earlier session asked it."""

    question: Question
    was_asked: bool


@dataclass(frozen=True)
class Pool:
    """The questions of a session in the order in which they are drawn."""

    contest: tuple[Question, ...] = ()
    reserve: tuple[Question, ...] = ()
    play_off: tuple[Question, ...] = ()

    def next(self, kind: RoundKind | None, gone: Collection[str], *, is_instead: bool = False) -> Question | None:
        """The next question for a round, or (is_instead) in the place of one; None when none is left."""
        parts: tuple[tuple[Question, ...], ...] = (self.contest, self.reserve)
        if kind is RoundKind.TIEBREAK:
            parts = (self.play_off, self.reserve, self.contest)
        elif is_instead:
            parts = (self.reserve, self.contest)
        if kind is RoundKind.RISK:  # one answered on boards comes first, wherever it is
            parts = (tuple(one for part in parts for one in part),)
        return next((one for part in parts if (one := next_question(part, kind, gone)) is not None), None)

    def left(self, kind: RoundKind, gone: Collection[str]) -> int:
        """How many questions there are yet for a round of that kind."""
        held = self.play_off if kind is RoundKind.TIEBREAK else ()
        return sum(suits(one, kind) and one.id not in gone for one in (*self.contest, *self.reserve, *held))

    def for_a_step(self, count: int, gone: Collection[str]) -> tuple[Question, ...]:
        """Questions of a step that comes in: from the end of the reserve, so that the rounds keep their order."""
        able = [one for one in reversed(self.reserve) if suits(one, None) and one.id not in gone]
        return tuple(able[:count])


def pool_of(questions: Iterable[Question], contest: Sequence[str], held: int) -> Pool:
    """These questions in their parts: the contest's own in its order; the last that suit of the others held back."""
    known = {one.id: one for one in questions}
    own = tuple(known[one] for one in dict.fromkeys(contest) if one in known)
    others = [one for one in known.values() if one not in own]
    able = [one for one in others if suits(one, RoundKind.TIEBREAK)]
    play_off = tuple(able[max(len(able) - held, 0) :])
    return Pool(own, tuple(one for one in others if one not in play_off), play_off)


def wanted_size(teams: int, held: int) -> int:
    """How many questions a contest of so many teams is given: so many that all of them can be printed."""
    return max(LEAST, PER_TEAM * teams) + held


def suits(question: Question, kind: RoundKind | None) -> bool:
    """Whether a question can be played in a round of that kind, or (None) by a show of hands."""
    if kind is RoundKind.RISK:
        return question.type in _ON_BOARDS or question.type in _CHOSEN_BY_LETTER
    return question.type in _CHOSEN_BY_LETTER


def can_be_partly_right(question: Question) -> bool:
    """Whether an answer can be right in part: not where one letter is the answer."""
    return question.type not in _CHOSEN_BY_LETTER


def next_question(questions: Iterable[Question], kind: RoundKind | None, gone: Collection[str]) -> Question | None:
    """The first question that suits and is not among those gone: for 风险 one answered on boards before others."""
    able = [one for one in questions if one.id not in gone and suits(one, kind)]
    if kind is RoundKind.RISK:
        able.sort(key=lambda one: one.type not in _ON_BOARDS)
    return next(iter(able), None)


@dataclass(frozen=True)
class Lack:
    """A round for which there are too few questions."""

    kind: RoundKind
    wanted: int
    there: int


def lacking(questions: Iterable[Question], wanted: Mapping[RoundKind, int]) -> list[Lack]:
    """For which rounds there are too few, said before beginning; a question counts for one round only.

    The rounds that take fewer kinds of questions draw first, so that none is short where there would be enough.
    """
    left = list(questions)
    found = []
    for kind in sorted(wanted, key=lambda kind: (kind is RoundKind.RISK, kind)):
        can = [one for one in left if suits(one, kind)]
        taken = can[: wanted[kind]]
        left = [one for one in left if one not in taken]
        if len(taken) < wanted[kind]:
            found.append(Lack(kind, wanted[kind], len(taken)))
    return found
