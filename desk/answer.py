"""Saving a mark or a sentence at an item of a day's list. Today imports this before its first frame: nothing slow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from content.dates import day_words
from content.marks import DontList
from content.words import _
from desk.desk import Desk
from desk.opened import fields_as_seen
from storage.clock import local_day
from storage.glance import Glance

if TYPE_CHECKING:
    from storage.records import SelfCheck

WHILE_WRITING = timedelta(hours=1)  # so long a sentence is of the day on which it was begun


class Answered(NamedTuple):
    """An answer that was saved."""

    check: SelfCheck
    """The day's check with it."""
    due_since: date | None
    """The day from which on checks are due, when this answer settled it."""


def due_words_since(day: date) -> str:
    """From when on checks are due, said once."""
    return _("Checks are due from {day} on. Set-up changes it.").format(day=day_words(day))


def check_uid(day: date, dont_list: DontList) -> str:
    """The uid of the check of a day by a list."""
    from storage.records import SelfCheck

    return SelfCheck.uid_of(day, dont_list.id)


def needs_reason(seen: Glance, day: date, today: date, item: str, **change: Any) -> bool:
    """Whether what was seen at an item stays beside a changed `mark` or `sentence`: as `SelfCheck.keeps_old`."""
    there = {"mark": seen.marks.get(item), "sentence": seen.sentences.get(item, "")}
    changed = {name for name, value in change.items() if there[name] != value}
    return bool(changed) and day < today and (item in seen.firm or any(there[name] for name in changed))


def writing_day(begun_at: datetime, now: datetime) -> date:
    """The day on which a sentence counts as written: the one it was begun on, when it is ended soon after."""
    return local_day(begun_at if timedelta() <= now - begun_at <= WHILE_WRITING else now)


def save_answer(
    desk: Desk,
    day: date,
    dont_list: DontList,
    item: str,
    *,
    seen: Mapping[str, object],
    begun_day: date | None = None,
    keep: bool = False,
    **change: Any,
) -> Answered:
    """Save a changed `mark` or `sentence` at an item; the rest of the day's check stays (in the desk's thread).

    `seen` is the mark and the sentence that the person saw there; only what is to be replaced is held against it.

    What stood there is kept beside the new answer, with `reason`, when the day is over: `needs_reason`; or always, to
    `keep` what was written in another window. `due_since` of what comes back is the day from which on checks are due,
    when this answer just settled it. `begun_day` is the day on which the writing was begun, where midnight went by
    since: `writing_day`.

    Raises:
        ChangedElsewhere: what is to be replaced is not what was seen; `there` is the answer as it is.
        StorageError: it could not be saved; the answer is what it was.
    """
    from storage.records import Answer, SelfCheck

    now, uid, is_first = desk.now(), check_uid(day, dont_list), False

    def edit(check: SelfCheck | None) -> SelfCheck:
        nonlocal is_first
        is_first = check is None
        check = check or SelfCheck.new(now, day, uid=uid, list_id=dont_list.id, edition=dont_list.edition)
        new = {name: value for name, value in change.items() if name != "reason"}
        fields_as_seen(check.answer(item) or Answer(item=item, written_at=now), seen, new)
        return check.answered(now, item, begun_day=begun_day, keep=keep, **change)

    saved = desk.journal.checks.edit(uid, day, edit)
    return Answered(saved, day if is_first and _settles_the_first_due_day(desk, day) else None)


def _settles_the_first_due_day(desk: Desk, day: date) -> bool:
    """Whether the only answer of a day, just given, is the first of all, and no beginning was set."""
    from content.period import Period

    journal = desk.journal
    if journal.profile().joined_day or journal.checks.first_day() != day:
        return False
    return len(journal.checks.within(Period(day, day))) == 1


def sentence_fault(sentence: str) -> str:
    """Why a sentence cannot be saved as it stands, in one line; empty when it can."""
    from storage.records import TEXT_LIMIT

    too_long = len(sentence) > TEXT_LIMIT
    return _("A sentence may have {n} characters at most.").format(n=TEXT_LIMIT) if too_long else ""
