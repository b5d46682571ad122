"""Forms to fill in by hand: the month's check sheet and the list of matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from content.calendar import Calendar
from content.dates import period_words
from content.marks import DontList
from content.period import Period
from content.words import _
from content.workdays import Days, due_days
from reports.document import Annex, Cell, Column, Document, Table, TableNote

HALF, TOLD_ROWS, MATTER_ROWS = 16, 12, 13
LINE = "_" * 12  # where a name is written by hand


@dataclass(frozen=True)
class Person:
    """Who fills the forms in, as far as that is known, and the days away and on duty, each a first and a last day."""

    name: str = ""
    office: str = ""
    away: tuple[Days, ...] = ()
    on_duty: tuple[Days, ...] = ()


def check_sheet(dont_list: DontList, month: Period, calendar: Calendar, person: Person) -> Document:
    """A row an item, a column a day, half a month in each table; on the back the sentences."""
    signs = _signs(month, calendar, person)
    legend = _("1 kept  2 partly  3 not kept  4 not faced; blank: not checked. Sentences on the back.")
    told = (Column(_("Day"), 4), Column(_("Item"), 8), Column(_("What happened"), 40))
    return Document(
        _("{list}: check sheet of {month}").format(list=dont_list.title, month=period_words(month)),
        (
            TableNote(_who(person)),
            _half(dont_list, signs[:HALF]),
            TableNote(""),
            _half(dont_list, signs[HALF:]),
            TableNote(legend),
            Annex(_("Back"), _("What happened")),
            Table(told, (("", "", ""),) * TOLD_ROWS, is_dense=True, row_points=24),
        ),
        landscape=True,
    )


def _who(person: Person) -> str:
    words = _("Name: {name}   Office: {office}")
    return words.format(name=person.name or LINE, office=person.office or LINE) + "　" + _("No classified content.")


def _signs(month: Period, calendar: Calendar, person: Person) -> list[tuple[date, str]]:
    """Each day with the sign above it: none where a check is due."""
    usual = due_days(month, (), None, month.last, calendar, person.on_duty)
    due = due_days(month, person.away, None, month.last, calendar, person.on_duty)
    leave = _("L", context="sheet")
    return [(day, "" if day in due else leave if day in usual else "/") for day in month]


def _half(dont_list: DontList, signs: list[tuple[date, str]]) -> Table:
    heads = (Column(_("Item"), 12), *(Column(str(day.day), 3) for day, _sign in signs))
    off: tuple[Cell, ...] = (_("/ day off, L leave", context="sheet"), *(sign for _day, sign in signs))
    rows: tuple[tuple[Cell, ...], ...] = tuple((str(dont.short), *[""] * len(signs)) for dont in dont_list.donts)
    return Table(heads, (off, *rows), is_dense=True, row_points=18)


def matters_sheet(month: Period, person: Person) -> Document:
    """A row a matter: what, who gave it, by when, what came of it, answered to whom."""
    columns = (
        Column(_("Line"), 2), Column(_("Matter"), 14), Column(_("Given by"), 6), Column(_("Given on"), 4),
        Column(_("Due"), 4), Column(_("Result"), 12), Column(_("Answered to, on"), 7),
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple((number, *[""] * 6) for number in range(1, MATTER_ROWS + 1))
    return Document(
        _("Matters of {month}").format(month=period_words(month)),
        (
            TableNote(_who(person)),
            Table(columns, rows, is_dense=True, row_points=24),
        ),
        landscape=True,
    )
