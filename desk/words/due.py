"""When an open matter is due. Only standard library and content: `sixdonts status` answers without anything slow."""

from __future__ import annotations

from datetime import date

from content.calendar import Calendar
from content.dates import short_day
from content.words import _, ngettext


def due_words(due_day: date | None, today: date, calendar: Calendar) -> str:
    """When something is due: 超期2天, 今天到期, 11月25日, 2027-01-04（推算）, 未定时限."""
    if due_day is None:
        return _("no due day")
    late = (today - due_day).days
    if late > 0:
        return ngettext("{n} day over", "{n} days over", late).format(n=late)
    return _("due today") if late == 0 else calendar.presumed(due_day, short_day(due_day, today))
