"""The year drawn to size: weeks across, days of the week down; a day in one cell, in two where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from textual.content import Content

from content.cells import cell_len, pad
from content.dates import month_words, weekday_sign
from content.words import language
from reports.item_days import State
from screens.kit.chips import chip
from screens.review.grid import DayGrid

FIRST = 6  # where the first week stands
WEEK = 7
ROOMY = 120  # columns from which a day has two cells


class YearGrid(DayGrid):
    """A year of one item, or of all together."""

    def __init__(self, **named: str) -> None:
        super().__init__(**named)  # type: ignore[arg-type]  # Textual's own words
        self.states: dict[date, State] = {}
        self.day = date.min

    def show(self, states: dict[date, State], day: date) -> None:
        """Show the state of every day of a year, the cursor at one."""
        self.states, self.day = states, day
        self.refresh()

    @property
    def cell(self) -> int:
        """How many cells a day has."""
        return 2 if self.app.size.width >= ROOMY else 1

    @property
    def mondays(self) -> list[date]:
        """The first day of every week that has a day of the year."""
        if not self.states:
            return []
        first, last = min(self.states), max(self.states)
        monday = first - timedelta(days=first.weekday())
        return [monday + timedelta(days=WEEK * n) for n in range((last - monday).days // WEEK + 1)]

    def render(self) -> Content:
        """The months over the weeks, then a line a day of the week."""
        return Content("\n").join([self._months(), *self._weekdays()])

    def _months(self) -> Content:
        line = ""
        for place, monday in enumerate(self.mondays):
            firsts = [day for day in _week(monday) if day.day == 1 and day in self.states]
            if firsts:
                words = month_words(firsts[0].month)
                line += " " * (FIRST + place * self.cell - cell_len(line))
                line += words[:3] if language() == "en" else words
        return Content.styled(line, "$text-muted")

    def _weekdays(self) -> Iterator[Content]:
        mondays = self.mondays
        for weekday in range(WEEK):
            days = [monday + timedelta(days=weekday) for monday in mondays]
            here = self.day in days
            head = weekday_sign(days[0]) if days else ""
            cursor = (">" if here and self.has_cursor else " ", "bold $accent")
            label = Content.assemble(cursor, (" " + pad(head, FIRST - 2), "bold" if here else "$text-muted"))
            yield Content("").join([label, *map(self._chip, days)])

    def _chip(self, day: date) -> Content:
        if day not in self.states:
            return Content(" " * self.cell)
        state = self.states[day]
        if day != self.day:
            return chip(state, self.cell)
        cell = Content(pad("_", self.cell)) if state is None else chip(state, self.cell)
        return cell.stylize("bold reverse")

    def at(self, x: int, y: int) -> tuple[date, str] | None:
        """The day under a cell."""
        place, weekday = (x - FIRST) // self.cell, y - 1
        mondays = self.mondays
        if x < FIRST or not 0 <= weekday < WEEK or place >= len(mondays):
            return None
        day = mondays[place] + timedelta(days=weekday)
        return (day, "") if day in self.states else None

    def is_selected(self, day: date, item: str) -> bool:
        """Whether the cursor stands at that day."""
        return day == self.day

    def action_move(self, across: int, down: int) -> None:
        """A week or a day on or back, into the year beside this one too."""
        self.post_message(self.Wanted(self.day + timedelta(days=WEEK * across + down)))


def _week(monday: date) -> list[date]:
    return [monday + timedelta(days=n) for n in range(WEEK)]
