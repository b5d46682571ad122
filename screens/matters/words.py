"""How a matter reads on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from content.cells import fold, pad
from content.dates import day_words, short_day, short_weekday, weekday_words
from content.words import _, ngettext
from desk.words.due import due_words
from reports.terms import every_words, matter_kind_words, matter_state_words
from screens.kit.due import due_style
from storage.records import Matter, MatterState

LABEL_WIDTH = 14
Labelled = tuple[str, str, str]
"""A label, the text and its colour."""


def when_words(matter: Matter, today: date) -> str:
    """When an open matter is due, at most 15 cells; a day to come with its weekday: `超期2天`, `11月25日 三`."""
    words, day = due_words(matter.due_day, today), matter.due_day
    return f"{words} {short_weekday(day)}" if day is not None and day > today else words


def details(matter: Matter, today: date, width: int) -> Content:
    """Everything about a matter in blocks, its texts folded to `width` cells; what is empty is left out."""
    title = [Content.styled(line, "bold") for line in fold(matter.title, width)]
    blocks = [title, list(_lines(_facts(matter, today), width))]
    if matter.progress:
        count = ngettext("{n} entry of progress", "{n} entries of progress", len(matter.progress))
        head = Content.styled(count.format(n=len(matter.progress)), "bold")
        entries = [(short_day(entry.day, today), entry.text, "") for entry in matter.progress]
        blocks.append([head, *_lines(entries, width)])
    blocks.append(list(_lines(_outcome(matter), width)))
    return Content("\n\n").join(Content("\n").join(block) for block in blocks if block)


def _lines(labelled: Iterable[Labelled], width: int) -> Iterable[Content]:
    """A line a label, at the spine what it says; what does not fit goes on beneath it."""
    for label, text, style in labelled:
        if text:
            first, *others = (line for part in text.split("\n") for line in fold(part, width - LABEL_WIDTH))
            yield Content.assemble((pad(label, LABEL_WIDTH), "$text-muted"), (first, style))
            yield from (Content.assemble(" " * LABEL_WIDTH, (line, style)) for line in others)


def _facts(matter: Matter, today: date) -> Iterable[Labelled]:
    """How it stands, and what was asked."""
    state, style = _state(matter, today)
    yield _("State"), state, style
    yield _("Kind"), matter_kind_words(matter.kind), ""
    yield _("Given by"), matter.given_by, ""
    yield _("Channel, no."), matter.channel, ""
    yield _("Given on"), _day(matter.day), ""
    yield _("Due"), _day(matter.due_day) or _("no due day"), "" if matter.due_day else "$warning"
    for longer in matter.extensions:
        days = f"{_short(longer.old_due_day, today)} > {_short(longer.due_day, today)}"
        yield _("Extended"), f"{days}\n{longer.reason}", ""
    yield _("Comes back"), every_words(matter.repeat.every) if matter.repeat else "", ""
    yield _("Together with"), "、".join(matter.co_workers), ""
    yield _("Measure"), matter.measure, ""


def _outcome(matter: Matter) -> Iterable[Labelled]:
    """What came of it, and how it was written down at first."""
    yield (_("Why") if matter.state is MatterState.DROPPED else _("Result")), matter.result, ""
    yield _("Cause"), matter.cause, ""
    yield _("From now on"), matter.prevention, ""
    yield _("Answered to"), matter.answered_to, ""
    yield _("Answered on"), _day(matter.answered_day), ""
    yield _("As typed"), matter.original if matter.original != matter.title else "", ""


def _short(day: date | None, today: date) -> str:
    return short_day(day, today) or _("no due day")


def _state(matter: Matter, today: date) -> tuple[str, str]:
    if matter.state is MatterState.OPEN:
        if matter.due_day is not None and matter.due_day > today:
            return matter_state_words(matter.state), ""
        when, style = due_words(matter.due_day, today), due_style(matter.due_day, today)
        return _("not settled, {when}").format(when=when), style
    return f"{matter_state_words(matter.state)} {_day(matter.closed_day)}", ""


def _day(day: date | None) -> str:
    return f"{day_words(day)} {weekday_words(day)}" if day else ""
