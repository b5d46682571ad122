"""The colour of a due day, where rooms show one."""

from __future__ import annotations

from datetime import date


def due_style(due_day: date | None, today: date) -> str:
    """Bold red for what is overdue, another colour for today and where no day is set, none for a day to come."""
    if due_day is None:
        return "$warning"
    return "bold $error" if due_day < today else "$mark-partly" if due_day == today else ""
