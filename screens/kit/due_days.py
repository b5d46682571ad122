"""By which day: asked where a line about a matter did not say it, wherever such a line is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.calendar import Calendar
from content.dates import day_in_full
from content.quick import Quick
from content.quick_words import question_words
from content.words import _
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day
from screens.kit.choose import ChooseDialog
from screens.kit.form import Field, FormDialog, Values

_ANOTHER, _NONE = "another", "none"


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


def due_day_in(answer: str) -> date | None:
    """The day of one answer, None where none was chosen."""
    return None if answer == _NONE else date.fromisoformat(answer)


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
