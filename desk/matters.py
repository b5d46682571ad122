"""What is done about a matter: added, changed, settled, dropped, opened again. All of it in the desk's thread.

Every job raises ChangedElsewhere when the matter is not the one that was opened, and StorageError when it could not be
saved; the matter is then what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from content.quick import Quick
from desk.desk import Desk
from desk.opened import as_opened
from storage.records import Extension, Matter, MatterKind, MatterState, Progress


def line_fault(quick: Quick, given_on: date) -> str:
    """What keeps a line from being a matter: "title" (nothing is to be done), "due_day" (before it was given), ""."""
    if not quick.says_what:
        return "title"
    return "due_day" if quick.due_day is not None and quick.due_day < given_on else ""


def add_line(
    desk: Desk, quick: Quick, *, given_on: date, kind: MatterKind = MatterKind.ASSIGNED, measure: str = ""
) -> Matter:
    """Add what was understood of a line without a fault, given on that day whatever the line says."""
    return add(
        desk,
        given_on,
        kind=kind,
        title=quick.title,
        given_by=quick.given_by,
        channel=quick.channel,
        due_day=quick.due_day,
        measure=measure,
        original=quick.original,
    )


def add_lines(desk: Desk, quicks: Iterable[Quick], *, given_on: date) -> list[Matter]:
    """Add what several lines without a fault say, all or none; each given on the day it says, else on `given_on`."""
    now = desk.now()
    matters = [
        Matter.new(
            now, one.given_day or given_on, title=one.title, given_by=one.given_by, channel=one.channel,
            due_day=one.due_day, original=one.original,
        )
        for one in quicks
    ]  # fmt: skip
    desk.journal.matters.add_many(matters)
    return matters


def add(desk: Desk, given_on: date, **fields: Any) -> Matter:
    """Add a matter given on a day."""
    return desk.journal.matters.add(Matter.new(desk.now(), given_on, **fields))


def change(desk: Desk, matter: Matter, *, reason: str = "", **fields: Any) -> Matter:
    """Change these fields; a due day moved later is an extension, which keeps the old one and the reason."""
    now, due, old = desk.now(), fields.get("due_day"), matter.due_day
    if due is not None and old is not None and due > old:
        longer = Extension(old_due_day=old, due_day=due, reason=reason, written_at=now)
        fields["extensions"] = (*matter.extensions, longer)
    return desk.journal.matters.change(matter, lambda there: as_opened(there, matter).changed(now, **fields))


def settle(
    desk: Desk, matter: Matter, *, answered_to: str = "", answered_day: date | None = None, **texts: str
) -> tuple[Matter, Matter | None]:
    """Settle a matter with its `result`, and the next of its series, if it comes back.

    Answered today unless a day is given; a matter that was closed before keeps the day it was.
    """
    now, today = desk.now(), desk.today()
    fields = {
        **texts,
        "answered_to": answered_to,
        "answered_day": (answered_day or today) if answered_to else None,
        "state": MatterState.SETTLED,
        "closed_day": matter.closed_day or today,
    }
    return desk.journal.matters.settle(
        matter, lambda there: as_opened(there, matter).changed(now, **fields), desk.calendar
    )


def drop(desk: Desk, matter: Matter, reason: str) -> Matter:
    """Close a matter without settling it; one that was closed before keeps the day it was."""
    return change(desk, matter, state=MatterState.DROPPED, closed_day=matter.closed_day or desk.today(), result=reason)


def note_progress(desk: Desk, matter: Matter, day: date, text: str) -> Matter:
    """Write down what was done so far, after all that was written down; it replaces nothing, so nothing is asked."""
    now = desk.now()
    entry = Progress(day=day, text=text, written_at=now)
    return desk.journal.matters.change(matter, lambda there: there.changed(now, progress=(*there.progress, entry)))


def reopen(desk: Desk, matter: Matter) -> Matter:
    """Open a closed matter again."""
    return change(desk, matter, state=MatterState.OPEN, closed_day=None)
