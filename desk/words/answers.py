"""The words for when an answer was written."""

from __future__ import annotations

from datetime import date

from content.dates import short_day
from content.words import _
from storage.records import Answer


def written_words(day: date, answer: Answer, today: date) -> str:
    """When what stands at a day was first written and when changed, where that was after the day; else empty."""
    said = []
    if answer.first_wrote_on > day:
        said.append(_("filled in on {day}").format(day=short_day(answer.first_wrote_on, today)))
    if answer.earlier:
        said.append(_("changed on {day}").format(day=short_day(answer.wrote_on, today)))
    return _(", ").join(said)
