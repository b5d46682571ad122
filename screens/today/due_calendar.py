"""This week and the next as a small calendar: on which days something is due, by the letters of the matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual.content import Content

from content.calendar import Calendar
from content.cells import pad
from content.dates import short_weekday

COLUMN = 5  # two cells of a number, two letters, a blank
DAYS = 14
MOST_LETTERS = 2
UNLETTERED = "+"  # a matter that is not shown with a letter


def shown_days(today: date) -> list[date]:
    """The days of this week and the next."""
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(days=n) for n in range(DAYS)]


def letters_of(days: Sequence[date], lettered: Mapping[str, date | None], others: Sequence[date]) -> dict[date, str]:
    """What stands beside the number of each day on which something is due, in at most two signs."""
    found: dict[date, str] = {}
    for day in days:
        letters = "".join(letter for letter, due in lettered.items() if due == day)
        letters += UNLETTERED if day in others else ""
        if len(letters) > MOST_LETTERS:
            letters = letters[: MOST_LETTERS - 1] + UNLETTERED
        if letters:
            found[day] = letters
    return found


def calendar_lines(today: date, letters: Mapping[date, str], calendar: Calendar) -> list[Content]:
    """The weekdays, and a line a week; today stands out, days off are quiet."""
    days = shown_days(today)
    heads = "".join(pad(short_weekday(day), COLUMN) for day in days[:7]).rstrip()
    weeks = [Content("").join(_day(day, today, letters, calendar) for day in days[at : at + 7]) for at in (0, 7)]
    return [Content.styled(heads, "$text-muted"), *weeks]


def _day(day: date, today: date, letters: Mapping[date, str], calendar: Calendar) -> Content:
    said = f"{day.day}{letters.get(day, '')}"
    style = "bold" if day == today else "" if calendar.kind_of(day).is_workday else "$text-muted"
    if day in letters:
        style = f"{'bold ' if day == today else ''}$due on $due-ground"
    return Content.assemble((said, style), " " * (COLUMN - len(said)))
