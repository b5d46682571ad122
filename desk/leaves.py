"""Writing down days of leave or duty. In the desk's thread."""

from __future__ import annotations

from collections.abc import Iterable

from content.period import Period
from content.workdays import HALVES, LeaveKind
from desk.desk import Desk
from storage.errors import ChangedElsewhere
from storage.records import Leave


def overlapping(days: Period, kind: LeaveKind, leaves: Iterable[Leave]) -> Leave | None:
    """One of the leaves that stands on one of these days; the two halves of a day do not overlap."""
    for there in leaves:
        other_half = {kind, there.kind} == set(HALVES)
        if there.day <= days.last and there.last_day >= days.first and not other_half:
            return there
    return None


def write_down(desk: Desk, leave: Leave) -> Leave:
    """Add days of leave, unless others were written down on one of them meanwhile.

    Raises:
        ChangedElsewhere: `there` is the leave that stands on one of these days; nothing is added beside it.
        StorageError: it could not be saved.
    """
    with desk.journal.files.transaction():
        if (there := overlapping(Period(leave.day, leave.last_day), leave.kind, desk.journal.leaves.all())) is not None:
            raise ChangedElsewhere(there)
        return desk.journal.leaves.add(leave)
