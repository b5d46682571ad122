"""A matter in one line, from whichever screen is up; what was understood is shown, and what was not is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from textual.content import Content

from content.calendar import Calendar
from content.dates import short_day
from content.quick import read_quick
from content.quick_lines import MARK, as_one, heading_of, may_be_one, split_lines
from content.quick_words import doubt_words, quick_words
from content.words import _
from desk.matters import add_lines
from desk.undo import take_away_all
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.due_days import ask_due_days, due_day_in
from screens.kit.form import Field, Values
from screens.matters.steps import Several, Step
from storage.records import LINE_LIMIT, Matter, clean_line

_ONE, _EACH = "one", "each"


async def quick_add(room: Room, done: Callable[[Step], None]) -> None:
    """Ask for a matter in one line and write it down; `done` is told the step, which can be taken back."""
    today, calendar = room.day_of_lines, room.desk.calendar
    form = Drafted(room, "matter/quick", again="app.quick_add")
    answered: dict[str, str] = {}

    async def ask(values: Values) -> Values | None:
        how = await ask_how_many(room, values)
        if how is None:
            return None
        days = await ask_due_days(
            room, [read_quick(line, today, calendar) for line in quick_lines(values | how)], today, answered
        )
        return None if days is None else {**how, "due_day": " ".join(days)}

    values = await form.fill_in(
        _("A matter in one line"),
        (Field("line", _("Matter"), hint=_("who gave it, by when, what, #how it came"), end_of_line=f" {MARK} "),),
        lambda values: quick_fault(values, today, calendar),
        explain=_("Such as: @Zhang by 30 Nov send the survey #phone"),
        note=lambda values: quick_note(values, today, calendar),
        further=ask,
    )
    if values is None:
        return
    quicks = [
        replace(read_quick(line, today, calendar), due_day=due_day_in(day))
        for line, day in zip(quick_lines(values), values["due_day"].split(), strict=True)
    ]
    matters = await room.attempt(lambda: add_lines(room.desk, quicks, given_on=today))
    if matters is not None:
        await form.drop()
        done(_step(room, matters))
        await room.look_again()
        room.tell(_("Added: {matter}").format(matter="\n".join(matter_line(one, today, calendar) for one in matters)))


def _step(room: Room, matters: Sequence[Matter]) -> Step:
    """The adding of matters, which can be taken back."""
    undo = partial(take_away_all, room.desk, matters)
    return Several(_("Added"), _("Adding taken back: {title}"), matters[0], undo, len(matters))


def quick_lines(values: Values) -> list[str]:
    """The matters in what was typed or pasted: one a line, or one in all where that was chosen."""
    if values.get("how") == _ONE:
        return [as_one(clean_line(values["line"]))]
    return split_lines(clean_line(values["line"])) or [clean_line(values["line"])]


async def ask_how_many(room: Room, values: Values) -> Values | None:
    """Whether lines that look like a notice are one matter or one each; None goes back to them."""
    text = clean_line(values["line"])
    if not may_be_one(text) or len(as_one(text)) > LINE_LIMIT:
        return {}
    count = len(split_lines(text))
    each = _("One a line, {n} in all").format(n=count)
    chosen = await room.ask(
        ChooseDialog(_("Is this one matter, or one a line?"), [(_ONE, _("One matter")), (_EACH, each)])
    )
    return None if chosen is None else {"how": chosen}


def quick_note(values: Values, today: date, calendar: Calendar) -> Content:
    """What was understood of the line; beneath it, in the colour of a warning, that there is no due day and why."""
    if not clean_line(values["line"]):
        return Content("")
    notes = [_line_note(line, today, calendar) for line in quick_lines(values)]
    if heading := heading_of(clean_line(values["line"])):
        notes.append(Content.styled(_("Heading of a table, left out: {words}").format(words=heading), "$warning"))
    return Content("\n").join(notes)


def _line_note(line: str, today: date, calendar: Calendar) -> Content:
    quick = read_quick(line, today, calendar)
    doubt = doubt_words(quick)
    return Content("\n").join(
        [Content(quick_words(quick, calendar)), *([Content.styled(doubt, "$warning")] if doubt else [])]
    )


def quick_fault(values: Values, today: date, calendar: Calendar) -> Fault:
    """What is wrong with a matter in one line."""
    lines = quick_lines(values)
    if not all(read_quick(line, today, calendar).says_what for line in lines):
        return "line", _("Say what is to be done.")
    return next(filter(None, (wrong_length({"line": line}) for line in lines)), None)


def matter_line(matter: Matter, today: date, calendar: Calendar) -> str:
    """What was saved, on one line; that it has no due day is said too."""
    due = calendar.presumed(matter.due_day, short_day(matter.due_day, today)) or _("no due day")
    return "  ".join(part for part in (matter.title, due, matter.given_by) if part)
