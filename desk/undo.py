"""Taking back what was done to records; every function runs in the desk's thread and says whether it could."""

from __future__ import annotations

from desk.desk import Desk
from desk.opened import as_opened, remove
from storage.errors import ChangedElsewhere
from storage.records import Matter

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


def bring_back(desk: Desk, kind: str, uid: str) -> bool:
    """Bring a record of a kind back from the trash."""
    trash = desk.journal.trash
    lying = [item for item in trash.items() if (item.kind, item.record_uid) == (kind, uid)]
    for item in lying[:1]:
        trash.restore(item.uid)
    return bool(lying)
