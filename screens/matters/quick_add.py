"""A matter in one line, from whichever screen is up; what was understood is shown, and what was not is asked."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from content.dates import short_day
from content.quick import Quick, read_quick
from content.quick_words import doubt_words, due_day_words, question_words, quick_words
from content.words import _
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import Field, FormDialog, Values
from storage.records import Matter, clean_line

_ANOTHER, _NONE = "another", "none"


async def quick_add(room: Room) -> None:
    """Ask for a matter in one line and write it down; a step."""
    today = room.desk.today()
    form = Drafted(room, "matter/quick")

    async def ask(values: Values) -> Values | None:
        return await ask_due_day(room, read_quick(clean_line(values["line"]), today), today)

    values = await form.fill_in(
        _("A matter in one line"),
        (Field("line", _("Matter"), hint=_("who gave it, by when, what, #how it came")),),
        lambda values: quick_fault(values, today),
        explain=_("Such as: @Zhang by 30 Nov send the survey #phone"),
        note=lambda values: quick_note(values, today),
        further=ask,
    )
    if values is None:
        return
    quick = read_quick(clean_line(values["line"]), today)
    due_day = date.fromisoformat(values["due_day"]) if values["due_day"] else None
    matter = Matter.new(
        room.desk.now(), today, title=quick.title, given_by=quick.given_by, channel=quick.channel, due_day=due_day,
        original=quick.original,
    )  # fmt: skip
    if await room.attempt(lambda: room.desk.journal.matters.add(matter)) is not None:
        await form.drop()
        await room.look_again()
        room.tell(_("Added: {matter}").format(matter=matter_line(matter, today)))


async def ask_due_day(room: Room, quick: Quick, today: date) -> Values | None:
    """The due day of a line: the one it says, or the one chosen when it was not understood; None goes back to it."""
    if quick.why is None:
        return {"due_day": quick.due_day.isoformat() if quick.due_day else ""}
    offered = [(day.isoformat(), due_day_words(day)) for day in quick.offered]
    choices = [(_ANOTHER, _("Write a day")), *offered, (_NONE, _("No due day"))]
    chosen = await room.ask(ChooseDialog(question_words(quick), choices))
    if chosen == _ANOTHER:
        values = await room.ask(
            FormDialog(
                _("By which day?"),
                (Field("due_day", _("Due"), hint=_("such as 11-30, or +5 for five days from today")),),
                lambda values: _day_fault(values, today),
                explain=quick.original,
                note=understood({"due_day": _("Due")}, today),
                does=_("add"),
            )
        )
        day = day_of(values["due_day"], today) if values else None
        return {"due_day": day.isoformat()} if day else None
    return None if chosen is None else {"due_day": "" if chosen == _NONE else chosen}


def _day_fault(values: Values, today: date) -> Fault:
    if fault := wrong_day(values, ("due_day",), today):
        return fault
    day = day_of(values["due_day"], today)
    if day is None:
        return "due_day", _("Write the day, or go back with Esc and choose no due day.")
    return ("due_day", _("The due day lies before today.")) if day < today else None


def quick_note(values: Values, today: date) -> Content:
    """What was understood of the line; beneath it, in the colour of a warning, that there is no due day and why."""
    line = clean_line(values["line"])
    if not line:
        return Content("")
    quick = read_quick(line, today)
    doubt = doubt_words(quick)
    return Content("\n").join([Content(quick_words(quick)), *([Content.styled(doubt, "$warning")] if doubt else [])])


def quick_fault(values: Values, today: date) -> Fault:
    """What is wrong with a matter in one line."""
    if not read_quick(clean_line(values["line"]), today).says_what:
        return "line", _("Say what is to be done.")
    return wrong_length(values)


def matter_line(matter: Matter, today: date) -> str:
    """What was saved, on one line; that it has no due day is said too."""
    due = short_day(matter.due_day, today) or _("no due day")
    return "  ".join(part for part in (matter.title, due, matter.given_by) if part)
