"""How a matter reads on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from content.dates import day_words, short_day, weekday_words
from content.words import _
from desk.words.due import due_words
from reports.terms import every_words, matter_kind_words, matter_state_words
from screens.kit.due import due_style
from screens.kit.labelled import Labelled, labelled
from storage.records import Matter, MatterState


def details(matter: Matter, today: date, width: int) -> Content:
    """Everything about a matter, its texts folded to `width` cells; what is empty is left out."""
    return labelled(matter.title, _labelled(matter, today), width)


def _labelled(matter: Matter, today: date) -> Iterable[Labelled]:
    """Label, text and colour of each line."""
    state, style = _state(matter, today)
    yield _("State"), state, style
    yield _("Kind"), matter_kind_words(matter.kind), ""
    yield _("Given by"), matter.given_by, ""
    yield _("Channel, no."), matter.channel, ""
    yield _("Given on"), _day(matter.day), ""
    yield _("Due"), _day(matter.due_day) or _("no due day"), "" if matter.due_day else "$warning"
    for longer in matter.extensions:
        days = f"{_day(longer.old_due_day)} > {_day(longer.due_day)}"
        yield _("Extended"), f"{days}\n{longer.reason}", ""
    yield _("Comes back"), every_words(matter.repeat.every) if matter.repeat else "", ""
    yield _("Together with"), "、".join(matter.co_workers), ""
    yield _("Measure"), matter.measure, ""
    for entry in matter.progress:
        yield _("Progress"), f"{short_day(entry.day, today)} {entry.text}", ""
    yield (_("Why") if matter.state is MatterState.DROPPED else _("Result")), matter.result, ""
    yield _("Cause"), matter.cause, ""
    yield _("From now on"), matter.prevention, ""
    yield _("Answered to"), matter.answered_to, ""
    yield _("Answered on"), _day(matter.answered_day), ""
    yield _("As typed"), matter.original if matter.original != matter.title else "", ""


def _state(matter: Matter, today: date) -> tuple[str, str]:
    if matter.state is MatterState.OPEN:
        if matter.due_day is not None and matter.due_day > today:
            return matter_state_words(matter.state), ""
        when, style = due_words(matter.due_day, today), due_style(matter.due_day, today)
        return _("not settled, {when}").format(when=when), style
    return f"{matter_state_words(matter.state)} {_day(matter.closed_day)}", ""


def _day(day: date | None) -> str:
    return f"{day_words(day)} {weekday_words(day)}" if day else ""
