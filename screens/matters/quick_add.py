"""A matter in one line, from whichever screen is up; what was understood is shown, and what was not is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from textual.content import Content

from content.calendar import Calendar
from content.dates import day_in_full, short_day
from content.quick import Quick, read_quick
from content.quick_lines import MARK, as_one, heading_of, may_be_one, split_lines
from content.quick_words import doubt_words, question_words, quick_words
from content.words import _
from desk.matters import add_lines
from desk.undo import take_away_all
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import Field, FormDialog, Values
from screens.matters.steps import Several, Step
from storage.records import LINE_LIMIT, Matter, clean_line

_ANOTHER, _NONE = "another", "none"
_ONE, _EACH = "one", "each"


async def quick_add(room: Room, done: Callable[[Step], None]) -> None:
    """Ask for a matter in one line and write it down; `done` is told the step, which can be taken back."""
    today, calendar = room.day_of_lines, room.desk.calendar
    form = Drafted(room, "matter/quick")
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
        replace(read_quick(line, today, calendar), due_day=None if day == _NONE else date.fromisoformat(day))
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


async def ask_due_days(
    room: Room, quicks: Sequence[Quick], today: date, answered: dict[str, str]
) -> Sequence[str] | None:
    """The due day of each line, asked where it was not understood; Esc goes back one question, at last to the lines.

    `answered` keeps by the line what was answered, so that going back forgets nothing.
    """
    asked = [quick for quick in quicks if quick.why is not None]
    place = 0
    while place < len(asked):
        quick = asked[place]
        about = f"{quicks.index(quick) + 1}/{len(quicks)}  {quick.original}" if len(quicks) > 1 else quick.original
        answer = await _ask_due_day(room, quick, today, about, answered.get(quick.original, ""))
        if answer is None and place == 0:
            return None
        if answer is not None:
            answered[quick.original] = answer
        place += -1 if answer is None else 1
    understood_days = [quick.due_day.isoformat() if quick.due_day else _NONE for quick in quicks]
    return [answered[one.original] if one.why else day for one, day in zip(quicks, understood_days, strict=True)]


async def _ask_due_day(room: Room, quick: Quick, today: date, about: str, before: str) -> str | None:
    """The due day chosen for a line, beginning at the one chosen before; None goes back."""
    calendar = room.desk.calendar
    offered = [(day.isoformat(), day_in_full(day, calendar)) for day in quick.offered]
    choices = [(_ANOTHER, _("Write a day")), *offered, (_NONE, _("No due day"))]
    at = before if not before or before in dict(choices) else _ANOTHER
    while True:
        chosen: str | None = await room.ask(ChooseDialog(question_words(quick), choices, about=about, at=at))
        if chosen != _ANOTHER:
            return chosen
        written = await _write_day(room, quick, today, before if at == _ANOTHER else "")
        if written is not None:
            return written
        at = _ANOTHER


async def _write_day(room: Room, quick: Quick, today: date, before: str) -> str | None:
    """A day that is written; None goes back to the choice."""
    calendar = room.desk.calendar
    values = await room.ask(
        FormDialog(
            _("By which day?"),
            (Field("due_day", _("Due"), before, hint=_("such as 11-30, or +5 for five days from today")),),
            lambda values: _day_fault(values, today, calendar),
            explain=quick.original,
            note=understood({"due_day": _("Due")}, today, calendar),
            does=_("add"),
        )
    )
    day = day_of(values["due_day"], today, calendar) if values else None
    return day.isoformat() if day else None


def _day_fault(values: Values, today: date, calendar: Calendar) -> Fault:
    if fault := wrong_day(values, ("due_day",), today, calendar):
        return fault
    day = day_of(values["due_day"], today, calendar)
    if day is None:
        return "due_day", _("Write the day, or go back with Esc and choose no due day.")
    return ("due_day", _("The due day lies before today.")) if day < today else None


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
