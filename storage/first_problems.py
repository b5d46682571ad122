"""The list of problems as the first programs kept it: made anew from the submissions each time, with the branch's part.

    branch/problems/2026.json    the branch's part of problems, by the year they were given

Read only, to make items of it (see problems.py): everything that stood on that list was accepted without being asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from content.period import Period
from storage.branch_records import Collection, Entry
from storage.clock import local_day
from storage.facts import MatterFact
from storage.problems import Act, Event, ListedProblem, Owner, Source
from storage.records import Line, Record, Text
from storage.roster import member_key


class ProblemState(Record):
    """The branch's own part of a problem, kept apart from what the member sent; its uid is the problem's.

    A problem the branch added itself is in `own`, and `responsible` says who sees to it.
    """

    category: Line = ""
    accepted_by: Line = ""
    accepted_day: date | None = None
    struck_day: date | None = None
    remark: Text = ""
    own: MatterFact | None = None
    responsible: Line = ""


def problem_uid(member_no: str, matter_uid: str) -> str:
    """What a member's matter was known by in the branch, whichever submission named it."""
    return hashlib.sha256(f"{member_key(member_no)}\n{matter_uid}".encode()).hexdigest()[:24]


def items_of(collections: Iterable[Collection], states: Iterable[ProblemState], at: datetime) -> list[ListedProblem]:
    """Every problem that stood on the list, struck off or not, as an item, with what the branch did as events.

    Its uid is the one it had, so that making the items twice makes them once.
    """
    by_uid = {state.uid: state for state in states}
    found: dict[str, ListedProblem] = {}
    known = sorted(collections, key=lambda one: (Period.parse(one.period).last, one.day))
    for collection in known:
        for entry in _counting(collection).values():
            for matter in entry.problems:
                uid = problem_uid(entry.member_no, matter.uid)
                found[uid] = _item(uid, matter, entry, collection.period, by_uid.get(uid), found.get(uid), at)
    for state in by_uid.values():
        if state.own is not None:
            found[state.uid] = _item(state.uid, state.own, None, "", state, None, at)
    return list(found.values())


def _counting(collection: Collection) -> dict[str, Entry]:
    """By person, the entry that counted for the first programs, of those that they took in."""
    return {entry.whose: entry for entry in collection.entries if not entry.person}


def _item(
    uid: str,
    matter: MatterFact,
    entry: Entry | None,
    period: str,
    state: ProblemState | None,
    before: ListedProblem | None,
    at: datetime,
) -> ListedProblem:
    """The item of a problem: the latest words on it, listed when it first came."""
    listed = before.day if before else Period.parse(period).last if period else matter.given_day
    listed = min(listed, local_day(at), *([state.struck_day] if state and state.struck_day else ()))
    sources = before.sources if before else ()
    if entry is not None:
        one = Source(
            person=entry.whose, matter_uid=matter.uid, period=period, sha256=entry.sha256, name=entry.header.name
        )
        sources = (*sources, one)
    owner = (
        Owner(name=entry.header.name, person=entry.whose) if entry else Owner(name=state.responsible if state else "")
    )
    return ListedProblem(
        uid=uid,
        day=listed,
        written_at=at,
        changed_at=at,
        title=matter.title,
        kind=matter.kind,
        category=state.category if state else "",
        measure=matter.measure,
        given_day=matter.given_day,
        due_day=matter.due_day,
        item=matter.item,
        owner=owner,
        sources=sources,
        events=tuple(_events(listed, state, at, _came_at(entry, before) or at)),
    )


def _came_at(entry: Entry | None, before: ListedProblem | None) -> datetime | None:
    """When what the problem came with was taken in: then it stood on the list, unasked."""
    return before.events[0].at if before else entry.taken_at if entry else None


def _events(listed: date, state: ProblemState | None, at: datetime, came_at: datetime) -> Iterable[Event]:
    yield Event(act=Act.LIST, day=listed, at=came_at)
    if state is None:
        return
    day = max(state.struck_day or state.accepted_day or listed, listed)
    if state.remark:
        yield Event(act=Act.EDIT, day=listed, at=at, fields={"remark": state.remark})
    if state.accepted_by or state.struck_day:
        yield Event(act=Act.DONE, day=day, at=at)
        yield Event(act=Act.VERIFY, day=day, at=at, by=state.accepted_by)
    if state.struck_day:
        yield Event(act=Act.STRIKE, day=day, at=at)
