"""A matter in one line, from whichever screen is up; what was understood is shown before it is saved."""

from __future__ import annotations

from datetime import date

from content.calendar import Calendar
from content.dates import short_day
from content.quick import Quick, quick_words, read_quick
from content.words import _
from desk.matters import add_line, line_fault
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.form import Field, Values
from storage.records import clean_line


async def quick_add(room: Room) -> None:
    """Ask for a matter in one line and write it down; a step."""
    today, calendar = room.desk.today(), room.desk.calendar
    form = Drafted(room, "matter/quick")
    values = await form.fill_in(
        _("A matter in one line"),
        (Field("line", _("Matter"), hint=_("who gave it, by when, what, #how it came")),),
        lambda values: quick_fault(values, today, calendar),
        explain=_("Such as: @Zhang 11-30 send the survey #phone"),
        note=lambda values: quick_words(read_quick(clean_line(values["line"]), today, calendar), calendar),
    )
    if values is None:
        return
    quick = read_quick(clean_line(values["line"]), today, calendar)
    if await room.attempt(lambda: add_line(room.desk, quick, given_on=today)) is not None:
        await form.drop()
        await room.look_again()
        room.tell(_("Added: {matter}").format(matter=quick_line(quick, today)))


def quick_fault(values: Values, today: date, calendar: Calendar) -> Fault:
    """What is wrong with a matter in one line."""
    faults = {
        "title": _("Say what is to be done."),
        "due_day": _("The due day lies before today. Was it given earlier? Then add it in Matters, with that day."),
    }
    fault = line_fault(read_quick(clean_line(values["line"]), today, calendar), today)
    return ("line", faults[fault]) if fault else wrong_length(values)


def quick_line(quick: Quick, today: date) -> str:
    """What was saved, on one line."""
    parts = (quick.title, short_day(quick.due_day, today), quick.given_by)
    return "  ".join(part for part in parts if part)
