"""What forms have in common: days and periods as people write them, and texts that a record can take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from content.calendar import Calendar
from content.dates import day_in_full, no_day_words, parse_day
from content.words import _
from screens.kit.form import Values
from storage.records import LINE_LIMIT, TEXT_LIMIT, clean_line

Fault = tuple[str, str] | None  # the field to blame, and one clear line


def day_of(text: str, today: date, calendar: Calendar) -> date | None:
    """The day that was written; None for nothing.

    Raises:
        ValueError: it is no day.
    """
    return parse_day(text, today, calendar) if text.strip() else None


def wrong_day(values: Mapping[str, str], names: Collection[str], today: date, calendar: Calendar) -> Fault:
    """The first of the named fields that cannot be read as a day."""
    for name in names:
        try:
            day_of(values.get(name, ""), today, calendar)
        except ValueError as error:
            words = _("Which day? Write 11-30, 2026-11-30, or +5 for five days from today.")
            return name, no_day_words(error, words)
    return None


def day_ahead(values: Mapping[str, str], names: Collection[str], today: date, calendar: Calendar) -> Fault:
    """The first of the named fields, each a day on which something happened, with a day that has not come yet."""
    for name in names:
        if (day_of(values[name], today, calendar) or today) > today:
            return name, _("That day has not come yet.")
    return None


def wrong_length(values: Mapping[str, str], long: Collection[str] = ()) -> Fault:
    """The first field with more characters than a record takes; those named `long` take more."""
    for name, text in values.items():
        limit, there = (TEXT_LIMIT if name in long else LINE_LIMIT), len(clean_line(text))
        if there > limit:
            return name, _("At most {n} characters here; there are {there}.").format(n=limit, there=there)
    return None


def empty_field(values: Mapping[str, str], needed: Mapping[str, str]) -> Fault:
    """The first field that is needed and empty; `needed` has the words for each."""
    return next(((name, words) for name, words in needed.items() if not clean_line(values[name])), None)


def understood(labels: Mapping[str, str], today: date, calendar: Calendar) -> Callable[[Values], str]:
    """What says which days were understood, with their weekday: so that 11-30 is seen to be 11月30日 星期一."""

    def note(values: Values) -> str:
        said = (_understood(label, values[name], today, calendar) for name, label in labels.items())
        return "  ".join(filter(None, said))

    return note


def _understood(label: str, text: str, today: date, calendar: Calendar) -> str:
    try:
        day = day_of(text, today, calendar)
    except ValueError:
        return ""
    return "" if day is None else f"{label} {day_in_full(day, calendar)}"
