"""Listing for correction (列入整改): what was not kept at an item becomes a matter. In the desk's thread."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from content.period import Period
from desk.desk import Desk
from storage.records import Matter, MatterKind

LOOK_BACK_DAYS = 365


def usual_kind(item: str) -> MatterKind:
    """What is listed at an item: an error where it is about errors, else a shortfall."""
    return MatterKind.ERROR if item == "error" else MatterKind.SHORTFALL


def listed_before(desk: Desk, item: str) -> list[Matter]:
    """What was listed at an item within a year, open or closed, the latest first: so that what comes back is seen."""
    shelf, today = desk.journal.matters, desk.today()
    closed = shelf.closed_within(Period(today - timedelta(days=LOOK_BACK_DAYS), today))
    found = [one for one in (*shelf.open(), *closed) if one.item == item]
    return sorted(found, key=lambda one: one.day, reverse=True)


def is_listed(desk: Desk, item: str, check_uid: str) -> bool:
    """Whether an open matter was listed at an item of a day's check."""
    return any((one.item, one.check_uid) == (item, check_uid) for one in desk.journal.matters.open())


def list_once(desk: Desk, day: date, item: str, title: str, **fields: Any) -> bool:
    """List what was not kept on a day at an item; False when an open matter of that item says the same.

    Raises:
        StorageError: it could not be saved.
    """
    shelf = desk.journal.matters
    with desk.journal.files.transaction():
        if any((one.item, one.title) == (item, title) for one in shelf.open()):
            return False
        shelf.add(Matter.new(desk.now(), day, item=item, title=title, **fields))
        return True
