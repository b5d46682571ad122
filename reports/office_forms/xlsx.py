"""The tables of a workbook form: where their headings stand, how many blank rows are beneath."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from content.importing.table import Sheet, cell_text, letters_of
from content.words import _
from reports.office_forms.headings import RUNNING, FormColumn, FormTable, Source, counts_columns, heading_row, key_of
from reports.office_forms.sheet import RowXml, SheetXml
from reports.office_forms.workbook import Book


def tables_of(book: Book, sources: Sequence[Source], wanted: Collection[str] = ()) -> tuple[FormTable, ...]:
    """The table of each sheet that is seen, with its headings; `wanted` are further headings that a person named.

    Raises:
        FileFaults: a sheet is damaged, or written otherwise than can be patched.
    """
    return tuple(_table(book, sheet, sources, wanted) for sheet in book.tables.sheets if sheet.rows)


def _table(book: Book, values: Sheet, sources: Sequence[Source], wanted: Collection[str]) -> FormTable:
    sheet = book.sheet(values.name)
    header, columns = _heading_row(values, sheet, sources, wanted)
    if not columns:
        return FormTable(values.name, 0, (), why_not=_("has no row of headings"))
    first = first_row(sheet, values, header, columns)
    rows = blank_rows(sheet, values, first, columns)
    why_not = _why_not(values, first) if not rows else ""
    return FormTable(values.name, header, columns, len(rows), _remarks(sheet, header, columns), why_not)


def _heading_row(
    values: Sheet, sheet: SheetXml, sources: Sequence[Source], wanted: Collection[str]
) -> tuple[int, tuple[FormColumn, ...]]:
    rows = [(row, [cell_text(cell) for cell in cells]) for row, cells in values.rows]
    found, texts = heading_row(rows, sources, wanted)
    columns = tuple(
        FormColumn(place, letters_of(place), " ".join(text.split()))
        for place, text in enumerate(texts) if text and place not in sheet.hidden_columns
    )  # fmt: skip
    return found, columns


def first_row(sheet: SheetXml, values: Sheet, header: int, columns: Sequence[FormColumn]) -> int:
    """The first row beneath the headings, which may be merged over two, and the row that only counts the columns."""
    areas = [sheet.merged_at(header, column.place) for column in columns]
    first = max([header, *(area.bottom for area in areas if area)]) + 1
    cells = next((cells for row, cells in values.rows if row == first), ())
    texts = [cell_text(cells[one.place]) if one.place < len(cells) else "" for one in columns]
    return first + 1 if counts_columns(texts) else first


def blank_rows(sheet: SheetXml, values: Sheet, first: int, columns: Sequence[FormColumn]) -> list[int]:
    """The rows beneath the headings that are there to be filled in, one after the other.

    One that only holds its number or a formula is blank. Where the form has cells for its rows, one without any ends
    them; where nothing at all stands beneath, the rows go on.
    """
    said = {row: cells for row, cells in values.rows if row >= first}
    running = {column.place for column in columns if key_of(column.heading) in RUNNING} | {columns[0].place}
    styled = [_styled(sheet.rows.get(first), columns), first in sheet.rows]
    found: list[int] = []
    row = first
    while row in sheet.rows and _is_blank(sheet, sheet.rows[row], said.get(row, ()), running):
        if styled[0] and not _styled(sheet.rows[row], columns):
            break
        found.append(row)
        row += 1
    is_free = not any(number >= first and _holds(sheet, one) for number, one in sheet.rows.items())
    return found or ([first] if is_free else [])


def _styled(row: RowXml | None, columns: Sequence[FormColumn]) -> bool:
    """Whether a row has a cell with a style of its own under one of the headings."""
    return row is not None and any(row.cells[one.place].style != "0" for one in columns if one.place in row.cells)


def _holds(sheet: SheetXml, row: RowXml) -> bool:
    return any(cell.is_filled or cell.formula is not None for cell in row.cells.values())


def _is_blank(sheet: SheetXml, row: RowXml, values: Sequence[object], running: Collection[int]) -> bool:
    if row.element.attributes.get("hidden") in ("1", "true"):
        return False  # nobody would see what is filled in
    for place, cell in row.cells.items():
        area = sheet.merged_at(row.number, place)
        if area and area.left != area.right and not (area.top == area.bottom == row.number):
            return False  # a block over several rows is no row to be filled in
        text = cell_text(values[place]) if place < len(values) else ""
        if not cell.is_filled or cell.formula is not None or (place < len(values) and not text):
            continue
        if not (place in running and text.isdecimal()):
            return False
    return True


def _why_not(values: Sheet, first: int) -> str:
    """What stands where rows to be filled in should be."""
    cells = next((cells for row, cells in values.rows if row == first), ())
    texts = [text for cell in cells if (text := " ".join(cell_text(cell).split()))]
    texts = [text for text in texts if not text.isdecimal()] or texts
    words = _("has no blank row beneath its headings: row {row} says {text}")
    return words.format(row=first, text=texts[0][:20] if texts else _("nothing, and cannot be filled in"))


def _remarks(sheet: SheetXml, header: int, columns: Sequence[FormColumn]) -> tuple[str, ...]:
    remarks = []
    for column in columns:
        area = sheet.merged_at(header, column.place)
        wide = area.right - area.left + 1 if area else 1
        beneath = sheet.merged_at(area.bottom + 1, column.place) if area else None
        if wide > 1 and (beneath is None or beneath.right - beneath.left + 1 < wide):
            words = _("The heading {name} stands over {n} columns; only the first is filled in.")
            remarks.append(words.format(name=column.heading, n=wide))
    if hidden := [letters_of(place) for place in sorted(sheet.hidden_columns) if place < 40]:
        remarks.append(_("Hidden columns are not filled in: {columns}").format(columns=_(", ").join(hidden[:10])))
    if sheet.is_protected:
        remarks.append(_("The sheet is protected: only cells that are not locked are filled in."))
    return tuple(remarks)
