"""The records behind figures, in a list; Enter opens one in its room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.binding import Binding
from textual.widgets import OptionList

from content.calendar import Calendar
from content.dates import short_day, short_weekday
from content.marks import Unmarked, mark_words
from content.words import _, mark_for_translation
from desk.words.due import due_words
from reports.item_days import ItemDay, ItemRow
from reports.terms import matter_state_words
from screens.kit.list_screens import ListPage
from screens.kit.marks import MARK_COLOURS
from screens.kit.rows import Cell, Row, Rows, heading
from screens.review.page import Entry, Group
from storage.records import Matter, MatterState, StudyNote

DAY, STATE, OUTCOME = 14, 11, 18  # cells


class BehindRows(Rows):
    """The records."""

    BINDINGS = [
        Binding("enter", "select", mark_for_translation("open"), id="behind.open",
                tooltip=mark_for_translation("Open the record where it was written")),
    ]  # fmt: skip


class BehindPage(ListPage[Entry]):
    """A whole screen of records; the result is the one to be opened."""

    CAN_BE_LEFT = True
    HELP = mark_for_translation("The records that the figures were counted from. Enter opens one where it was written.")
    BINDINGS = [Binding("escape", "leave", mark_for_translation("close"), id="behind.leave")]

    def __init__(self, title: str, groups: Sequence[Group]) -> None:
        super().__init__(title, BehindRows(id="list", empty=_("There is no record behind it.")))
        self.groups = tuple(group for group in groups if group.entries)

    def rows(self) -> Sequence[Row]:
        """The records under the figures they were counted for."""
        rows: list[Row] = []
        for place, group in enumerate(self.groups):
            rows.append(heading(str(place), _("{words} ({n})").format(words=group.words, n=len(group.entries))))
            rows += [Row(f"{place}/{number}", entry.cells) for number, entry in enumerate(group.entries)]
        return rows

    @property
    def entry(self) -> Entry | None:
        """The selected record."""
        place, slash, number = (self.list.highlighted_id or "").partition("/")
        return self.groups[int(place)].entries[int(number)] if slash and place.isdigit() else None

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        if self.entry is not None and self.entry.room:
            self.dismiss(self.entry)


def day_entry(row: ItemRow, one: ItemDay, today: date) -> Entry:
    """A day of an item."""
    words = mark_words(one.mark) if one.mark or one.unmarked is Unmarked.BLANK else one.kind.words
    said = " ".join(one.answer.sentence.split()) if one.answer else ""
    cells = (day_cell(one.day, today), Cell(words, STATE, MARK_COLOURS[one.mark]), Cell(said))
    return Entry("today", row.visit(one), cells)


def matter_entry(matter: Matter, today: date, calendar: Calendar) -> Entry:
    """A matter: when it was given, how it stands, who gave it, and what it is."""
    if matter.state is MatterState.OPEN:
        state = due_words(matter.due_day, today, calendar)
    else:
        state = f"{matter_state_words(matter.state)} {short_day(matter.closed_day, today)}"
    cells = (day_cell(matter.day, today), Cell(state, OUTCOME), Cell(matter.given_by, 10), Cell(matter.title))
    return Entry("matters", matter.uid, cells)


def note_entry(note: StudyNote, hours: str, today: date) -> Entry:
    """A study note with its hours."""
    cells = (day_cell(note.day, today), Cell(hours, 6, is_number=True), Cell(note.title))
    return Entry("study", note.uid, cells)


def day_cell(day: date, today: date) -> Cell:
    """A day with its day of the week, before a record."""
    return Cell(f"{short_day(day, today)} {short_weekday(day)}", DAY, "$text-muted")
