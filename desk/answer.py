"""Saving a mark or a sentence at an item of a day's list. Today imports this before its first frame: nothing slow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from content.dates import day_words
from content.marks import DontList
from content.words import _
from desk.desk import Desk

if TYPE_CHECKING:
    from storage.records import SelfCheck


@dataclass(frozen=True)
class Answered:
    """An answer that was saved."""

    check: SelfCheck
    """The day's check with it."""
    due_since: date | None
    """The day from which on checks are due, when this answer settled it."""


def due_words_since(day: date) -> str:
    """From when on checks are due, said once."""
    return _("Checks are due from {day} on. Set-up (F12) changes it.").format(day=day_words(day))


def check_uid(day: date, dont_list: DontList) -> str:
    """The uid of the check of a day by a list."""
    from storage.records import SelfCheck

    return SelfCheck.uid_of(day, dont_list.id)


def save_answer(desk: Desk, day: date, dont_list: DontList, item: str, **change: Any) -> Answered:
    """Save a changed `mark` or `sentence` at an item; the rest of the day's check stays (in the desk's thread).

    An answer of an earlier day is kept beside the new one, with `reason`. `due_since` of what comes back is the day
    from which on checks are due, when this answer just settled it.

    Raises:
        StorageError: it could not be saved; the answer is what it was.
    """
    from storage.records import SelfCheck

    now, uid = desk.now(), check_uid(day, dont_list)

    def edit(check: SelfCheck | None) -> SelfCheck:
        check = check or SelfCheck.new(now, day, uid=uid, list_id=dont_list.id, edition=dont_list.edition)
        return check.answered(now, item, **change)

    due_before = desk.journal.first_due_day()
    saved = desk.journal.checks.edit(uid, day, edit)
    due_since = desk.journal.first_due_day()
    return Answered(saved, due_since if due_since != due_before else None)


def sentence_fault(sentence: str) -> str:
    """Why a sentence cannot be saved as it stands, in one line; empty when it can."""
    from storage.records import TEXT_LIMIT

    too_long = len(sentence) > TEXT_LIMIT
    return _("A sentence may have {n} characters at most.").format(n=TEXT_LIMIT) if too_long else ""
