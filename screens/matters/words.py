"""How a matter reads on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from content.calendar import Calendar
from content.dates import day_words, short_day, short_weekday, weekday_words
from content.words import _, ngettext
from desk.words.due import due_words
from reports.terms import every_words, matter_kind_words, matter_state_words
from screens.kit.due import due_style
from screens.kit.labelled import Labelled, labelled
from storage.records import Matter, MatterState


def when_words(matter: Matter, today: date, calendar: Calendar) -> str:
    """When an open matter is due; a day to come with its weekday, or with its year: `超期2天`, `11月25日 三`.

    Both, and that it is presumed, would take the room of the titles, from every line of the list.
    """
    words, day = due_words(matter.due_day, today, calendar), matter.due_day
    is_near = day is not None and day > today and day.year == today.year
    return f"{words} {short_weekday(day)}" if day is not None and is_near else words


def details(matter: Matter, today: date, calendar: Calendar, width: int) -> Content:
    """Everything about a matter in blocks, its texts folded to `width` cells; what is empty is left out."""
    blocks = [labelled(matter.title, (), width), labelled("", _facts(matter, today, calendar), width)]
    if matter.progress:
        count = ngettext("{n} entry of progress", "{n} entries of progress", len(matter.progress))
        entries = [(short_day(entry.day, today), entry.text, "") for entry in matter.progress]
        head = labelled(count.format(n=len(matter.progress)), (), width)
        blocks.append(Content("\n").join([head, labelled("", entries, width)]))
    blocks.append(labelled("", _outcome(matter), width))
    return Content("\n\n").join(block for block in blocks if block)


def _facts(matter: Matter, today: date, calendar: Calendar) -> Iterable[Labelled]:
    """How it stands, and what was asked."""
    state, style = _state(matter, today, calendar)
    yield _("State"), state, style
    yield _("Kind"), matter_kind_words(matter.kind), ""
    yield _("Given by"), matter.given_by, ""
    yield _("Channel, no."), matter.channel, ""
    yield _("Given on"), _day(matter.day), ""
    yield (
        _("Due"),
        calendar.presumed(matter.due_day, _day(matter.due_day)) or _("no due day"),
        "" if matter.due_day else "$warning",
    )
    for longer in matter.extensions:
        old, new = (calendar.presumed(day, _short(day, today)) for day in (longer.old_due_day, longer.due_day))
        yield _("Extended"), f"{old} > {new}\n{longer.reason}", ""
    yield _("Comes back"), every_words(matter.repeat.every) if matter.repeat else "", ""
    yield _("Together with"), "、".join(matter.co_workers), ""
    yield _("Measure"), matter.measure, ""


def _outcome(matter: Matter) -> Iterable[Labelled]:
    """What came of it, and how it was written down at first."""
    yield (_("Why") if matter.state is MatterState.DROPPED else _("Result")), matter.result, ""
    yield _("Cause", context="error"), matter.cause, ""
    yield _("From now on"), matter.prevention, ""
    yield _("Answered to"), matter.answered_to, ""
    yield _("Answered on"), _day(matter.answered_day), ""
    yield _("As typed"), matter.original if matter.original != matter.title else "", ""


def _short(day: date | None, today: date) -> str:
    return short_day(day, today) or _("no due day")


def _state(matter: Matter, today: date, calendar: Calendar) -> tuple[str, str]:
    if matter.state is MatterState.OPEN:
        if matter.due_day is not None and matter.due_day > today:
            return matter_state_words(matter.state), ""
        when, style = due_words(matter.due_day, today, calendar), due_style(matter.due_day, today)
        return _("not settled, {when}").format(when=when), style
    return f"{matter_state_words(matter.state)} {_day(matter.closed_day)}", ""


def _day(day: date | None) -> str:
    return f"{day_words(day)} {weekday_words(day)}" if day else ""
