"""Links between records that lead nowhere: the records themselves are whole, and nothing of them is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from storage.journal import Journal

LinkKind = Literal["check", "matter", "slip", "question"]


@dataclass(frozen=True)
class Loose:
    """Links that lead nowhere: of which sort, from how many records of a file's kind, the day of the first of these."""

    link: LinkKind
    kind: str
    count: int
    first_day: date


def loose_links(journal: Journal, question_ids: Collection[str]) -> Iterator[Loose]:
    """A line for each sort; what lies in the trash can be brought back and is no loose end.

    check: a matter's self-check. matter: a matter that a note names. slip: a meeting that is older here than the slip
    its hours came from. question: a question answered once that no bank has any more.
    """
    trashed = {one.record_uid for one in journal.trash.items()}
    checks = {one.uid for one in journal.checks.all()} | trashed
    matters = journal.matters.all()
    known = {one.uid for one in matters} | trashed
    meetings = {one.uid: one.rev for one in journal.meetings.all()}
    notes = journal.notes.all()
    yield from _loose("check", "matters", [one.day for one in matters if one.check_uid and one.check_uid not in checks])
    yield from _loose("matter", "notes", [one.day for one in notes if set(one.matters) - known])
    older = [one.day for one in notes if meetings.get(one.meeting_uid, one.meeting_rev) < one.meeting_rev]
    yield from _loose("slip", "notes", older)
    unasked = [one.day for one in journal.attempts.all() if one.question_id not in question_ids]
    yield from _loose("question", "attempts", unasked)


def _loose(link: LinkKind, kind: str, days: list[date]) -> Iterator[Loose]:
    if days:
        yield Loose(link, kind, len(days), min(days))
