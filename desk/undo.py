"""Taking back what was done to records; every function runs in the desk's thread and says whether it could."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.period import Period
from desk.desk import Desk
from desk.leaves import overlapping
from desk.opened import as_opened, remove
from storage.errors import ChangedElsewhere
from storage.records import Leave, Matter

TITLES = ("title", "reason", "faulty", "text")  # where the kinds say what they are
IDENTITY = frozenset({"uid", "rev", "written_at", "changed_at"})


def put_back(desk: Desk, saved: Matter, before: Matter) -> bool:
    """Give a matter its earlier fields, unless somebody changed it since."""
    now = desk.now()
    fields = {name: getattr(before, name) for name in Matter.model_fields if name not in IDENTITY}
    try:
        desk.journal.matters.change(saved, lambda there: as_opened(there, saved).changed(now, **fields))
    except ChangedElsewhere:
        return False
    return True


def unsettle(desk: Desk, saved: Matter, before: Matter, following: Matter | None) -> bool:
    """Take a settling back, and the next of the series with it unless something was written there since."""
    if not put_back(desk, saved, before):
        return False
    shelf = desk.journal.matters
    there = next((one for one in shelf.open() if following is not None and one.uid == following.uid), None)
    if there is not None and there == following:
        shelf.remove(there)
    return True


def take_away(desk: Desk, matter: Matter) -> bool:
    """Move a matter that was just added to the trash, unless somebody changed it since."""
    try:
        remove(desk, desk.journal.matters, matter)
    except ChangedElsewhere:
        return False
    return True


def take_away_all(desk: Desk, matters: Sequence[Matter]) -> bool:
    """Move matters that were just added together to the trash; one changed since stays, and that is said."""
    done = [take_away(desk, matter) for matter in matters]
    return all(done)


def bring_back(desk: Desk, kind: str, uid: str) -> bool:
    """Bring a record of a kind back from the trash, unless something was written in its place since."""
    return desk.journal.trash.bring_back(kind, uid)


@dataclass(frozen=True)
class Lying:
    """A record in the trash: what brings it back, the day it was deleted, and what it is called."""

    kind: str
    uid: str
    day: date
    title: str


def lying(desk: Desk) -> list[Lying]:
    """What lies in the trash, the latest deleted first; of a record deleted several times what it said last.

    Raises:
        NotRead: the trash could not be read; it is not given out as empty.
    """
    found: dict[tuple[str, str], Lying] = {}
    items = desk.journal.trash.items()
    desk.journal.files.must_be_read("trash")
    for item in items:
        one = Lying(item.kind, item.record_uid, item.day, _called(item.document) or item.record_uid)
        found.setdefault((one.kind, one.uid), one)
    return list(found.values())


def _called(said: Mapping[str, Any]) -> str:
    """What a record in the trash is called on one line; of a draft of a form what was written in its first field."""
    title = str(next((said[name] for name in TITLES if said.get(name)), ""))
    with suppress(ValueError):
        if title.startswith("{") and isinstance(form := json.loads(title), dict):
            title = str(next((form[name] for name in (*TITLES, *form) if form.get(name)), ""))
    return " ".join(title.split())


def bring_lying_back(desk: Desk, one: Lying) -> bool:
    """Bring back what lies in the trash, by the rule of its kind."""
    if one.kind != "leaves":
        return bring_back(desk, one.kind, one.uid)
    leaves = [item for item in desk.journal.trash.items() if (item.kind, item.record_uid) == (one.kind, one.uid)]
    return bool(leaves) and bring_leave_back(desk, Leave.model_validate(leaves[0].document))


def bring_leave_back(desk: Desk, leave: Leave) -> bool:
    """Bring a leave back, unless others were written down on one of its days since."""
    with desk.journal.files.transaction():
        others = [one for one in desk.journal.leaves.all() if one.uid != leave.uid]
        days = Period(leave.day, leave.last_day)
        if overlapping(days, leave.kind, others) is not None:
            return False
        return bring_back(desk, "leaves", leave.uid)
