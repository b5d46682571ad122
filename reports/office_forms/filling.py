"""A workbook form filled: only the part of one sheet is patched, and the workbook's that tells Excel to count anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from content.cells import cell_len
from content.importing.table import cell_text as text_of
from content.importing.table import letters_of
from content.words import _
from reports.document import Cell
from reports.office_forms.days import spelled, spelling_of
from reports.office_forms.headings import NOTHING, FormTable, Map, Records
from reports.office_forms.moving import Insertion
from reports.office_forms.package import refused
from reports.office_forms.sheet import CellXml, RowXml, too_long
from reports.office_forms.workbook import BOOK, Book
from reports.office_forms.xlsx import blank_rows, first_row
from reports.office_forms.xml_bytes import Edit, edited, escaped, in_cell, with_attribute, without_attribute

_USUAL_WIDTH, _LINE_POINTS = 8.5, 13  # of a column in characters, and of a line in the usual size
_FREE_LINE_POINTS, _HIGHEST_ROW_POINTS = 16, 409  # of a line where the row may grow, and the most that Excel takes
_LARGEST_NUMBER = 10**15  # beyond it Excel rounds: such numbers are written as text


@dataclass(frozen=True)
class Placed:
    """What goes into one cell of a form: its row, where it is (D7), under which heading, and its text."""

    row: int
    where: str
    heading: str
    key: str
    text: str


@dataclass(frozen=True)
class Plan:
    """A form about to be filled: what goes where, rows that are added, and what is told of it beside."""

    cells: tuple[Placed, ...]
    rows: int
    added_rows: int
    remarks: tuple[str, ...]
    content: bytes


def fill_workbook(book: Book, table: FormTable, chosen: Map, records: Records) -> Plan:
    """The form with the records in it.

    Raises:
        FileFaults: it cannot be filled soundly; nothing of it is.
    """
    return _Filling(book, table, chosen, records).plan()


SUMS = ("合计", "总计", "小计", "共计")
MOST_NAMED = 6


class _Filling:
    def __init__(self, book: Book, table: FormTable, chosen: Map, records: Records) -> None:
        self.book, self.table, self.records = book, table, records
        self.taken = {place: key for place, key in chosen.taken.items() if key != NOTHING}
        self.sheet = book.sheet(table.name)
        self.values = values = next(one for one in book.tables.sheets if one.name == table.name)
        self.first = first_row(self.sheet, values, table.header_row, table.columns)
        self.blank = blank_rows(self.sheet, values, self.first, table.columns)
        self.last = self.blank[-1]
        more = max(0, len(records.rows) - len(self.blank))
        self.moving = Insertion(self.last, self.first, more)
        self.tight: dict[int, None] = {}  # rows that are too low for what is filled in
        self.high: dict[int, int] = {}  # rows without a height of their own, and the points that their texts need
        self.kept: dict[int, None] = {}  # columns whose formulas stay
        self.placed: list[Placed] = []
        self.days = {place: self._spelling(place) for place in self.taken}

    def _spelling(self, place: int) -> str:
        """How days are written as text in a column: as its other cells show them, or those of the table."""
        places = (place, *(one for one in self.taken if one != place))
        styles = (self._style(row, one) for one in places for row in self.blank)
        codes = (self.book.styles.code(style) for style in styles if self.book.styles.is_day(style))
        return spelling_of(codes, (text_of(cell) for _number, cells in self.values.rows for cell in cells))

    def plan(self) -> Plan:
        """The form filled, and what went where."""
        if self.moving.count:
            from reports.office_forms.more_rows import check_moving

            check_moving(self.book, self.sheet, self.moving)
        rows = {self.first + at: self._row_values(self.first + at, row) for at, row in enumerate(self.records.rows)}
        data = self._sheet_bytes(rows)
        parts = {self.sheet.part: data}
        if self.moving.count:
            from reports.office_forms.more_rows import moved_parts

            parts |= moved_parts(self.book, self.sheet, self.moving)
        parts[BOOK] = with_full_calculation(parts.get(BOOK, self.book.package.part(BOOK)))
        heads = {column.place: column.heading for column in self.table.columns}
        remarks = [
            _("Column {name} holds formulas; they stay.").format(name=heads.get(place, letters_of(place)))
            for place in self.kept
        ]
        if own := self._left_to_a_person():
            remarks.append(_("Stays blank, for you to fill in: {names}").format(names=_(", ").join(own)))
        if self.tight:
            some = _(", ").join(map(str, [*self.tight][:8]))
            remarks.append(_("Look at the height of these rows, their texts are long: {rows}").format(rows=some))
        content = self.book.package.with_parts(parts)
        return Plan(tuple(self.placed), len(rows), self.moving.count, (*self.table.remarks, *remarks), content)

    def _left_to_a_person(self) -> list[str]:
        """What around the rows waits to be filled in: a sum that no formula counts, a day, a signature."""
        found: dict[str, None] = {}
        for number, cells in self.values.rows:
            if self.table.header_row <= number <= self.last:
                continue
            row = self.sheet.rows.get(number)
            is_counted = row is not None and any(cell.formula is not None for cell in row.cells.values())
            texts = ["".join(text_of(cell).split()) for cell in cells]
            for place, text in enumerate(texts):
                is_blank = {*texts[place + 1 : place + 2]} <= {"", text}  # cells that are merged say the same
                is_sum = text in SUMS and not is_counted and {*texts[place + 1 :]} <= {"", text}
                if is_sum or (text.endswith((":", "：")) and is_blank):
                    found[text.rstrip(":：")] = None
        return [*found][:MOST_NAMED]

    def _row_values(self, number: int, row: Mapping[str, Cell]) -> dict[int, bytes]:
        """The cells of a row that are written, by their columns, as the part will hold them."""
        found = {}
        model = min(number, self.last)
        for place, key in self.taken.items():
            value, where = row.get(key), f"{letters_of(place)}{number}"
            there = self.sheet.cell(model, place)
            if there is not None and there.formula is not None:
                self.kept[place] = None
                continue
            if value in (None, ""):
                continue
            area = self.sheet.merged_at(model, place)
            if area and (area.top != area.bottom or area.left != place):
                raise refused(_("has {cell} merged with cells of other rows; split them there").format(cell=where))
            style = self._style(model, place)
            if self.sheet.is_protected and self.book.styles.is_locked(style):
                raise refused(_("is protected, and {cell} is locked; take the protection off").format(cell=where))
            said = spelled(value, self.days[place])
            found[place] = self._cell(where, style, value, said)
            if b"inlineStr" in found[place]:  # numbers and days never go on in a second line
                self._make_room(number, model, place, said, style)
            heading = next(column.heading for column in self.table.columns if column.place == place)
            self.placed.append(Placed(number, where, heading, key, said))
        return found

    def _make_room(self, number: int, model: int, place: int, text: str, style: str) -> None:
        """Note how high a row has to be for a text: one with a height of its own keeps that, and is told of."""
        attributes = self.sheet.rows[model].element.attributes if model in self.sheet.rows else {}
        area = self.sheet.merged_at(model, place)
        columns = range(place, (area.right if area else place) + 1)
        width = sum(self.sheet.column_widths.get(column, _USUAL_WIDTH) for column in columns)
        own = attributes.get("ht", "")
        if attributes.get("customHeight") in ("1", "true") and re.fullmatch(r"\d{1,4}(\.\d*)?", own):
            lines = _lines(text, width)
            if lines > 1 and lines * _LINE_POINTS > float(own):
                self.tight[number] = None
        elif self.book.styles.wraps(style) and (lines := _lines(text, width - 1)) > 1:  # LibreOffice finds no height
            high = lines * _FREE_LINE_POINTS
            self.high[number] = max(self.high.get(number, 0), min(high, _HIGHEST_ROW_POINTS))
            if high > _HIGHEST_ROW_POINTS:
                self.tight[number] = None

    def _heightened(self, tag: bytes, row: RowXml, number: int) -> bytes:
        """The tag of a row, as high as its texts need where it was lower; Excel still fits it to what is typed."""
        own = row.element.attributes.get("ht", "")
        is_lower = not re.fullmatch(r"\d{1,4}(\.\d*)?", own) or float(own) < self.high.get(number, 0)
        return with_attribute(tag, "ht", str(self.high[number])) if number in self.high and is_lower else tag

    def _style(self, row: int, place: int) -> str:
        there = self.sheet.cell(row, place)
        if there is not None:
            return there.style
        of_row = self.sheet.rows[row].element.attributes if row in self.sheet.rows else {}
        if of_row.get("customFormat") in ("1", "true") and "s" in of_row:
            return of_row["s"]
        return self.sheet.column_styles.get(place, "0")

    def _cell(self, where: str, style: str, value: Cell, text: str) -> bytes:
        """A cell with its value: numbers and days as such where the form shows them so, all else as its text."""
        tag, styles = self.sheet.prefix, self.book.styles
        said = f' s="{style}"' if style != "0" else ""
        if isinstance(value, int | float) and not styles.is_text(style) and abs(value) < _LARGEST_NUMBER:
            return f'<{tag}c r="{where}"{said}><{tag}v>{value!r}</{tag}v></{tag}c>'.encode()
        if isinstance(value, date) and styles.is_day(style) and value.year > 1904:
            serial = (datetime(value.year, value.month, value.day) - _FIRST[styles.first_day]).days  # noqa: DTZ001
            return f'<{tag}c r="{where}"{said}><{tag}v>{serial}</{tag}v></{tag}c>'.encode()
        if too_long(text):
            raise refused(_("would hold a text longer than a cell can in {cell}; shorten it first").format(cell=where))
        head = f'<{tag}c r="{where}"{said} t="inlineStr"><{tag}is><{tag}t xml:space="preserve">'
        return head.encode() + in_cell(text) + f"</{tag}t></{tag}is></{tag}c>".encode()

    def _sheet_bytes(self, rows: Mapping[int, Mapping[int, bytes]]) -> bytes:
        """The part of the sheet with these cells, rows added and those beneath moved."""
        edits: list[Edit] = []
        for number, row in self.sheet.rows.items():
            content = self._row(row, rows.get(number, {}) if number <= self.last else {})
            if number == self.last:
                content += b"".join(self._added(one, rows[one]) for one in sorted(rows) if one > self.last)
            edits.append((row.element.begin, row.element.end, content))
        if self.last not in self.sheet.rows:  # nothing at all stands beneath the headings
            end = self.sheet.sheet_data.inner_end
            new = b"".join(self._new_row(one, rows[one]) for one in sorted(rows))
            edits.append((end, end, new))
        if self.moving.count:
            from reports.office_forms.more_rows import moved_areas

            edits += moved_areas(self.sheet, self.moving)
        return edited(self.sheet.data, edits)

    def _new_row(self, number: int, values: Mapping[int, bytes]) -> bytes:
        tag = self.sheet.prefix
        cells = b"".join(values[place] for place in sorted(values))
        return f'<{tag}row r="{number}">'.encode() + cells + f"</{tag}row>".encode()

    def _row(self, row: RowXml, values: Mapping[int, bytes]) -> bytes:
        """A row of the form with these cells in it, at the place it moves to."""
        data, element, to = self.sheet.data, row.element, self.moving.row(row.number)
        if not values and to == row.number and not any(cell.formula for cell in row.cells.values()):
            return data[element.begin : element.end]
        tag = data[element.begin : element.inner]
        if to != row.number:
            tag = with_attribute(tag, "r", str(to))
        if values:
            tag = self._heightened(tag, row, row.number)
        if values.keys() - row.cells.keys():
            tag = without_attribute(tag, "spans")
        cells = {place: self._old_cell(cell, to) for place, cell in row.cells.items()} | {**values}
        between = self._extra(row)
        inner = b"".join(cells[place] for place in sorted(cells)) + between
        if element.is_single:
            tag = tag.rstrip(b"/>").rstrip() + b">"
            return tag + inner + f"</{element.written}>".encode() if inner else data[element.begin : element.end]
        return tag + inner + data[element.inner_end : element.end]

    def _extra(self, row: RowXml) -> bytes:
        """What stands in a row beside its cells."""
        others = [one for one in row.element.children if one.name != "c"]
        return b"".join(self.sheet.data[one.begin : one.end] for one in others)

    def _old_cell(self, cell: CellXml, row: int) -> bytes:
        """A cell as it was, at its row; a formula without the value it had, since that is not true any more."""
        data, one = self.sheet.data, cell.element
        tag = data[one.begin : one.inner]
        if row != int("".join(filter(str.isdigit, one.attributes["r"]))):
            tag = with_attribute(tag, "r", f"{letters_of(cell.column)}{row}")
        inner = data[one.inner : one.inner_end]
        formula, value = cell.formula, one.child("v")
        if formula is not None:
            start = one.inner
            edits: list[Edit] = [(value.begin - start, value.end - start, b"")] if value else []
            if self.moving.count and not formula.is_single:
                text = self.moving.formula(formula.text, sheet=self.sheet.name, is_here=True)
                if text != formula.text:
                    edits.append((formula.inner - start, formula.inner_end - start, escaped(text)))
            inner = edited(inner, edits)
        return tag + inner + data[one.inner_end : one.end]

    def _added(self, number: int, values: Mapping[int, bytes]) -> bytes:
        """A row added: the form's last blank row again, without the number that may stand in it."""
        row = self.sheet.rows[self.last]
        tag = with_attribute(self.sheet.data[row.element.begin : row.element.inner], "r", str(number))
        tag = self._heightened(tag, row, number)
        tag = tag.rstrip(b"/>").rstrip() + b">" if row.element.is_single else tag
        cells = {}
        for place, cell in row.cells.items():
            if cell.formula is not None:
                cells[place] = self._old_cell(cell, number)
                continue
            head = with_attribute(
                self.sheet.data[cell.element.begin : cell.element.inner], "r", f"{letters_of(place)}{number}"
            )
            head = without_attribute(head, "t")
            cells[place] = head if head.endswith(b"/>") else head[:-1].rstrip() + b"/>"
        cells |= values
        inner = b"".join(cells[place] for place in sorted(cells))
        return tag + inner + f"</{row.element.written}>".encode()


def _lines(text: str, width: float) -> int:
    """In how many lines a text stands in a cell of so many characters."""
    return sum(max(ceil(cell_len(line) / max(width, 1)), 1) for line in text.split("\n"))


_FIRST = (datetime(1899, 12, 30), datetime(1904, 1, 1))  # noqa: DTZ001
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")


def with_full_calculation(data: bytes) -> bytes:
    """The workbook's part, telling who opens it to count everything anew."""
    from reports.office_forms.xml_bytes import read_elements

    root = read_elements(data)
    there = root.child("calcPr")
    if there is not None:
        tag = with_attribute(data[there.begin : there.inner], "fullCalcOnLoad", "1")
        return edited(data, [(there.begin, there.inner, tag)])
    before = next(one for name in _BEFORE_CALCULATION if (one := root.child(name)) is not None)
    return edited(data, [(before.end, before.end, f'<{before.prefix}calcPr fullCalcOnLoad="1"/>'.encode())])
