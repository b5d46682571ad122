"""Forms to fill in by hand: the month's check sheet and the list of matters."""

from __future__ import annotations

from datetime import date

from content.calendar import Calendar
from content.dates import period_words
from content.marks import DontList
from content.period import Period
from content.words import _
from reports.document import Annex, Cell, Column, Document, Table, TableNote

HALF, TOLD_ROWS, MATTER_ROWS = 16, 12, 13


def check_sheet(dont_list: DontList, month: Period, calendar: Calendar) -> Document:
    """A row an item, a column a day, half a month in each table; on the back the sentences."""
    days = list(month)
    legend = _("1 kept  2 partly  3 not kept  4 not faced; blank: not checked. Sentences on the back.")
    told = (Column(_("Day"), 4), Column(_("Item"), 8), Column(_("What happened"), 40))
    return Document(
        _("{list}: check sheet of {month}").format(list=dont_list.title, month=period_words(month)),
        (
            TableNote(_("Name: ____________   Office: ____________") + "　" + _("No classified content.")),
            _half(dont_list, days[:HALF], calendar),
            TableNote(""),
            _half(dont_list, days[HALF:], calendar),
            TableNote(legend),
            Annex(_("Back"), _("What happened")),
            Table(told, (("", "", ""),) * TOLD_ROWS, is_dense=True, row_points=24),
        ),
        landscape=True,
    )


def _half(dont_list: DontList, days: list[date], calendar: Calendar) -> Table:
    heads = (Column(_("Item"), 12), *(Column(str(day.day), 3) for day in days))
    off: tuple[Cell, ...] = (_("day off"), *("" if calendar.kind_of(day).is_workday else "/" for day in days))
    rows: tuple[tuple[Cell, ...], ...] = tuple((str(dont.short), *[""] * len(days)) for dont in dont_list.donts)
    return Table(heads, (off, *rows), is_dense=True, row_points=18)


def matters_sheet(month: Period) -> Document:
    """A row a matter: what, who gave it, by when, what came of it, answered to whom."""
    columns = (
        Column(_("Line"), 2), Column(_("Matter"), 14), Column(_("Given by"), 6), Column(_("Given on"), 4),
        Column(_("Due"), 4), Column(_("Result"), 12), Column(_("Answered to, on"), 7),
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple((number, *[""] * 6) for number in range(1, MATTER_ROWS + 1))
    return Document(
        _("Matters of {month}").format(month=period_words(month)),
        (
            TableNote(_("Name: ____________   Office: ____________") + "　" + _("No classified content.")),
            Table(columns, rows, is_dense=True, row_points=24),
        ),
        landscape=True,
    )
