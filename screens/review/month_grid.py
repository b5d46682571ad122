"""The month drawn to size: an item a line, a day in two cells, weeks apart; 31 days fit 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from textual.content import Content

from content.cells import cut, pad
from content.dates import weekday_sign
from content.words import _
from reports.item_days import ItemDay, ItemRow
from screens.kit.chips import WIDTH, chip
from screens.kit.marks import item_number
from screens.review.grid import DayGrid

NAME, FIRST = 6, 12  # cells of an item's name; where the first day stands
HEADS = 2  # lines above the items


class MonthGrid(DayGrid):
    """Items down, days across, and beneath them what was written or changed after its day."""

    def __init__(self, **named: str) -> None:
        super().__init__(**named)  # type: ignore[arg-type]  # Textual's own words
        self.rows: tuple[ItemRow, ...] = ()
        self.day = date.min
        self.item = 0  # the selected item's place
        self.top = 0

    def show(self, rows: Sequence[ItemRow], day: date, item: str) -> None:
        """Show these rows, the cursor at a day and an item; at the first where that is not among them."""
        self.rows, self.day = tuple(rows), day
        self.item = next((place for place, row in enumerate(rows) if row.key == item), 0)
        self._follow()
        self.refresh()

    @property
    def days(self) -> tuple[date, ...]:
        """The days across."""
        return tuple(one.day for one in self.rows[0].days) if self.rows else ()

    @property
    def lines_wanted(self) -> int:
        """How many lines show every item."""
        return HEADS + len(self._lines) + 1

    @property
    def _lines(self) -> list[int | str]:
        """The items by their places, and the line before those of an own list."""
        lines: list[int | str] = []
        for place, row in enumerate(self.rows):
            if row.is_personal and (place == 0 or not self.rows[place - 1].is_personal):
                lines.append(_("Own list"))
            lines.append(place)
        return lines

    @property
    def _room(self) -> int:
        return max((self.size.height or self.lines_wanted) - HEADS - 1, 1)

    def _follow(self) -> None:
        here = self._lines.index(self.item) if self.rows else 0
        self.top = max(min(self.top, here), here - self._room + 1, 0)
        self.top = min(self.top, max(len(self._lines) - self._room, 0))

    def on_resize(self) -> None:
        """Keep the selected item in sight."""
        self._follow()

    def render(self) -> Content:
        """The heads, the items, and the line of what was written late or changed."""
        shown = self._lines[self.top : self.top + self._room]
        lines = [*self._heads(), *map(self._line, shown)]
        if self.rows:
            lines.append(self._line_of_flags())
        return Content("\n").join(lines)

    def _heads(self) -> Iterator[Content]:
        """The days of the week, and the first day, each Monday's and the selected day's number."""
        for of in (weekday_sign, self._number):
            parts = []
            for day in self.days:
                here = day == self.day
                parts.append(Content.styled(pad(of(day), WIDTH), "bold" if here else "$text-muted"))
            yield self._across(Content(" " * FIRST), parts)

    def _number(self, day: date) -> str:
        near = abs((day - self.day).days) == 1  # its number would stand against that of the selected day
        wanted = day == self.day or ((day.day == 1 or day.weekday() == 0) and not near)
        return str(day.day) if wanted else ""

    def _across(self, label: Content, cells: Sequence[Content]) -> Content:
        """A label and the days, a blank before each Monday but the first day."""
        parts = [label]
        for day, cell in zip(self.days, cells, strict=True):
            if day.weekday() == 0 and day != self.days[0]:
                parts.append(Content(" "))
            parts.append(cell)
        return Content("").join(parts)

    def _line(self, line: int | str) -> Content:
        if isinstance(line, str):
            return Content.styled("  " + line, "$text-muted")
        row, here = self.rows[line], line == self.item
        own = [one for one in self.rows if one.is_personal == row.is_personal]
        number = item_number(own.index(row), len(own))
        label = Content.assemble(
            (">" if here and self.has_cursor else " ", "bold $accent"),
            (f" {number} {pad(cut(str(row.dont.short), NAME), NAME)} ", "bold" if here else ""),
        )
        if here:
            ground = "$block-cursor-background" if self.has_cursor else "$block-cursor-blurred-background"
            label = label.stylize(f"on {ground}")
        return self._across(label, [self._chip(one, here and one.day == self.day) for one in row.days])

    def _chip(self, one: ItemDay, is_here: bool) -> Content:
        cell = chip(one.state)
        if is_here and one.state is None:
            cell = Content(pad("_", WIDTH))
        return cell.stylize("bold reverse") if is_here else cell

    def _line_of_flags(self) -> Content:
        """Beneath each day 补 or 改 where an answer was written or changed later; of the selected item in bold."""
        parts = []
        for place, _day in enumerate(self.days):
            days = [row.days[place] for row in self.rows]
            own = self.rows[self.item].days[place]
            changed, late = any(one.is_changed for one in days), any(one.is_late for one in days)
            sign = late_sign() if late and not changed else changed_sign() if changed else ""
            if own.is_late or own.is_changed:
                sign = changed_sign() if own.is_changed else late_sign()
            style = "bold" if own.is_late or own.is_changed else "$text-muted"
            parts.append(Content.styled(pad(sign, WIDTH), style))
        label = pad(f"{late_sign()} {changed_sign()}", FIRST - 3)
        return self._across(Content.styled(f"  {label} ", "$text-muted"), parts)

    def at(self, x: int, y: int) -> tuple[date, str] | None:
        """The day and item under a cell; on the heads the day at the selected item, on its name the selected day."""
        left, found = FIRST, None
        for day in self.days:
            left += day.weekday() == 0 and day != self.days[0]
            if left <= x < left + WIDTH:
                found = day
            left += WIDTH
        lines, place = self._lines, self.top + y - HEADS
        line = lines[place] if HEADS <= y < HEADS + self._room and place < len(lines) else self.item
        if isinstance(line, str) or not self.rows or (found is None and (x >= FIRST or line == self.item)):
            return None
        return found or self.day, self.rows[line].key

    def is_selected(self, day: date, item: str) -> bool:
        """Whether the cursor stands at that day and item."""
        return bool(self.rows) and (day, item) == (self.day, self.rows[self.item].key)

    def action_move(self, across: int, down: int) -> None:
        """A day on or back, into the month beside this one too; an item up or down."""
        place = min(max(self.item + down, 0), len(self.rows) - 1)
        self.post_message(self.Wanted(self.day + timedelta(days=across), self.rows[place].key if self.rows else ""))


def late_sign() -> str:
    """What stands beneath a day with something filled in later: 补."""
    return _("+", context="chip")


def changed_sign() -> str:
    """What stands beneath a day with something changed later: 改."""
    return _("*", context="chip")
