"""Which questions a session can ask: suited to hands or to a round, readable from the last row, not asked before."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path

from content.agenda import fold
from content.contest_events import Asked
from content.hall import fits
from content.marking import ShownQuestion, shuffled
from content.models import Question, QuestionType
from content.question_pool import Askable, suits
from desk.desk import Desk
from storage.kinds import text_files
from storage.sessions import logged_in
from storage.sessions_folder import FOLDER


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


def drawn_from(
    desk: Desk, own: Sequence[str], size: int, *, hands: Collection[str] = (), but: str = ""
) -> list[Question]:
    """The questions a session draws from: its own, then others of their topics, then of their packs, new ones first.

    hands: what is asked in a show of hands, and so in no round. size: how many at most; its own are always there.
    """
    known = {one.question.id: one.question for one in askable(desk, but=but) if one.question.id not in hands}
    first = [known.pop(one) for one in own if one in known]
    topics = {str(one.topic) for one in first}
    packs = {desk.catalog.pack_of(one.id).id for one in first}
    near = [one for one in known.values() if str(one.topic) in topics or not first]
    far = [one for one in known.values() if one not in near and desk.catalog.pack_of(one.id).id in packs]
    far.sort(key=lambda one: not suits(one, None))  # such are lacking
    return [*first, *near, *far][: max(size, len(first))]


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
