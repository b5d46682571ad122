"""The branch's list of problems for a command line: what is shown of it, and which item a short id means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from content.importing.table import name_key
from content.period import Period
from content.words import _
from desk.branch import problems_of, proposals_of, sent_by
from desk.branch_people import asked_for, is_asked_for
from desk.desk import Desk
from reports.branch import is_due_soon
from reports.terms import status_words
from storage.problems import Owner, Problem, Status, as_of
from storage.proposals import Proposal

SHORTEST = 4  # characters of an id


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for; what is empty or false asks for nothing."""

    status: str = ""
    owner: str = ""
    category: str = ""
    overdue: bool = False
    soon: bool = False


def listed(desk: Desk, period: Period, wanted: Wanted) -> list[Problem]:
    """What stands on the list for a period and is as wanted; what was merged or withdrawn only where asked for."""
    status = Status(wanted.status) if wanted.status else None
    found = desk.branch.list.standing(period.last) if status in {Status.MERGED, Status.REMOVED} else []
    found = found or problems_of(desk, period)
    today, asked = min(desk.today(), period.last), asked_for(desk, wanted.owner)
    return [
        one
        for one in found
        if (status is None or one.status is status)
        and (not wanted.owner or is_asked_for(asked, one.owner))
        and (not wanted.category or name_key(one.category) == name_key(wanted.category))
        and (not wanted.overdue or one.is_overdue(today))
        and (not wanted.soon or is_due_soon(one, today))
    ]


def urgency(one: Problem, today: date) -> tuple[bool, bool, date, str, str]:
    """What a list to work from is sorted by: overdue first, then by the due day; what is struck off stands last.

    Many are due on one day: those of one person stand together.
    """
    return one.status is Status.STRUCK, not one.is_overdue(today), one.due_day or date.max, one.owner.name, one.title


def changed_since(desk: Desk, problems: Iterable[Problem]) -> dict[str, str]:
    """By item, in a few words how it stands now, of those shown otherwise as of an earlier day."""
    now = {item.uid: found for item in desk.branch.items() if (found := as_of(item)) is not None}
    return {
        one.uid: _("now {state}").format(state=status_words(now[one.uid].status))
        for one in problems
        if one.uid in now and now[one.uid].status is not one.status
    }


def proposed(desk: Desk, period: Period, wanted: Wanted) -> list[Proposal]:
    """What members propose up to a period, of one of them where that is asked for."""
    return of_owner(desk, sent_by(proposals_of(desk), period), wanted.owner)


def of_owner(desk: Desk, proposals: Iterable[Proposal], owner: str) -> list[Proposal]:
    """Those of one member, by name or number; all where none is named."""
    asked = asked_for(desk, owner)
    return [
        one for one in proposals if not owner or is_asked_for(asked, Owner(name=one.word.name, person=one.word.person))
    ]


def short_ids(ids: Iterable[str]) -> Mapping[str, str]:
    """By id, the shortest end of it that no other has, of at least four characters."""
    every = list(dict.fromkeys(ids))
    return {one: _shortest(one, every) for one in every}


def _shortest(one: str, every: Sequence[str]) -> str:
    for length in range(SHORTEST, len(one)):
        if sum(other.endswith(one[-length:]) for other in every) == 1:
            return one[-length:]
    return one


def meant(which: str, ids: Iterable[str]) -> str | None:
    """The one id that was written, whole or its end; None where that is none or several."""
    every = list(dict.fromkeys(ids))
    if which in every:
        return which
    found = [one for one in every if one.endswith(which)] if len(which) >= SHORTEST else []
    return found[0] if len(found) == 1 else None
