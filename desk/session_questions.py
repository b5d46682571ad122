"""Which questions a session can ask: suited to hands or to a round, readable from the last row, not asked before."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.agenda import fold
from content.contest_events import Asked, RoundKind
from content.hall import fits
from content.marking import ShownQuestion, shuffled
from content.models import Question, QuestionType
from desk.desk import Desk
from storage.kinds import text_files
from storage.sessions import FOLDER, logged_in

_CHOSEN_BY_LETTER = frozenset({QuestionType.SINGLE, QuestionType.TRUE_FALSE})
_ON_BOARDS = frozenset({QuestionType.MULTIPLE, QuestionType.ORDERING, QuestionType.BLANK})


@dataclass(frozen=True)
class Askable:
    """A question that may be asked, and whether an earlier session asked it."""

    question: Question
    was_asked: bool


def askable(desk: Desk, topics: Collection[str] = (), but: str = "") -> tuple[Askable, ...]:
    """The questions of these Chinese topics (all when none is named) that can be asked in a hall, new ones first.

    but: the uid of the meeting whose own session does not count as an earlier one.
    """
    before = asked_before(desk.home, but)
    found = [
        Askable(question, question.id in before)
        for question in desk.catalog.questions(topics)
        if question.type is not QuestionType.SHORT and fits(ShownQuestion(question, question.letters))
    ]
    return tuple(sorted(found, key=lambda one: one.was_asked))


def asked_before(home: Path, but: str = "") -> frozenset[str]:
    """The questions that any session at this desk put before people, but for that of one meeting."""
    found: set[str] = set()
    for file in text_files(home, FOLDER):
        if file.stem != but:
            session = fold(one.event for one in logged_in(file)[0])
            found |= session.asked | session.contest.seen
    return frozenset(found)


def suits(question: Question, kind: RoundKind | None) -> bool:
    """Whether a question can be played in a round of that kind, or (None) by a show of hands."""
    if kind is RoundKind.RISK:
        return question.type in _ON_BOARDS or question.type in _CHOSEN_BY_LETTER
    return question.type in _CHOSEN_BY_LETTER


@dataclass(frozen=True)
class Lack:
    """A round for which there are too few questions."""

    kind: RoundKind
    wanted: int
    there: int


def lacking(questions: Iterable[Askable], wanted: Mapping[RoundKind, int]) -> list[Lack]:
    """For which rounds there are too few, said before beginning; a question counts for one round only.

    The rounds that take fewer kinds of questions draw first, so that none is short where there would be enough.
    """
    left = [one.question for one in questions]
    found = []
    for kind in sorted(wanted, key=lambda kind: (kind is RoundKind.RISK, kind)):
        can = [one for one in left if suits(one, kind)]
        taken = can[: wanted[kind]]
        left = [one for one in left if one not in taken]
        if len(taken) < wanted[kind]:
            found.append(Lack(kind, wanted[kind], len(taken)))
    return found


def next_question(questions: Iterable[Askable], kind: RoundKind | None, gone: Collection[str]) -> Question | None:
    """The first question that suits and is not among those gone: for 风险 one answered on boards before others."""
    able = [one.question for one in questions if one.question.id not in gone and suits(one.question, kind)]
    if kind is RoundKind.RISK:
        able.sort(key=lambda one: one.type not in _ON_BOARDS)
    return next(iter(able), None)


def asked_of(question: Question, seed: str) -> Asked:
    """A question as an event names it, its options in an order that follows from the seed."""
    return Asked(
        question=question.id,
        edition=" ".join(str(question.edition).split())[:200],
        version=version_of(question),
        option_order=shuffled(question, seed).order,
    )


def version_of(question: Question) -> str:
    """Sixteen hex digits that change when any word of the question does."""
    return hashlib.sha256(question.model_dump_json().encode()).hexdigest()[:16]


def shown_of(desk: Desk, asked: Asked) -> ShownQuestion | None:
    """The question of an event as it is shown; None when the bank does not have it any more, or in other options."""
    try:
        question = desk.catalog.question(asked.question)
    except KeyError:
        return None
    same = sorted(asked.option_order) == sorted(question.letters)
    return ShownQuestion(question, asked.option_order) if same else None
