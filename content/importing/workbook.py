"""The cells of an Excel workbook, taken from its XML as they are shown; limits are checked before anything is copied.

Read by hand and not by a library, because what a library passes over in silence must be named here: hidden sheets,
merged cells, comments, sheets of a chart, formulas without their value, cells beyond the last column.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from content.importing.limits import COLUMN_LIMIT, ROW_LIMIT, TEXT_LIMIT, Cell, Row, UnreadableError
from content.importing.number_format import GENERAL, Moment, Number, Unknown, general, is_day, shown_number
from content.importing.workbook_parts import (
    KEPT_LIMIT,
    TOO_LONG,
    Book,
    Comments,
    PartReader,
    Relations,
    Strings,
    Styles,
    parse,
    unescaped,
)

UNPACKED_LIMIT = 256 * 1024 * 1024  # a million empty rows with borders take this much
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_WHOLE = re.compile(r"-?\d{1,15}")


@dataclass
class SheetPart:
    """One sheet as it stands in the file, with what a person cannot see or a table cannot hold.

    merged: top, bottom row and column (from 0) of each merged area of more than one row. cut_after: the last row that
    was read of a sheet that is too long, else 0.
    """

    name: str
    hidden: bool = False
    is_chart: bool = False
    rows: list[Row] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    cut_after: int = 0


def letters_of(column: int) -> str:
    """The letters of a column that is counted from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read_workbook(archive: zipfile.ZipFile, sheet_limit: int) -> tuple[list[SheetPart], list[str], bool]:
    """The sheets in their order, the names of those beyond the limit, and whether there are pictures in the book.

    Raises:
        UnreadableError: it is too large, or a form of workbook that is not read; with what it is.
    """
    names = {entry.filename: entry for entry in archive.infolist()}
    if "xl/workbook.xml" not in names:
        if sum(entry.file_size for entry in names.values()) > KEPT_LIMIT:
            raise UnreadableError("too_large")
        raise UnreadableError("not_a_table", kind="other_zip")
    book = Book()
    parse(archive, "xl/workbook.xml", book)
    relations = Relations()
    parse(archive, "xl/_rels/workbook.xml.rels", relations)
    strings, styles = Strings(), Styles()
    for part, reader in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)):
        if part in names:
            parse(archive, part, reader)
    found, seen = [], _Budget()
    for name, state, relation in book.sheets[:sheet_limit]:
        kind, target = relations.targets.get(relation, ("", ""))
        sheet = SheetPart(
            name, hidden=state in ("hidden", "veryHidden"), is_chart=kind in ("chartsheet", "dialogsheet")
        )
        if not sheet.is_chart:
            _read_sheet(archive, target, _SheetReader(sheet, strings.texts, styles, book.first_day, seen))
            sheet.comments = _comments_on(archive, target)
        found.append(sheet)
    pictures = any(name.startswith("xl/media/") for name in names)
    return found, [name for name, _state, _relation in book.sheets[sheet_limit:]], pictures


def _read_sheet(archive: zipfile.ZipFile, part: str, reader: _SheetReader) -> None:
    try:
        parse(archive, part, reader)
    except _Enough:
        reader.sheet.cut_after = reader.sheet.rows[-1][0]


def _comments_on(archive: zipfile.ZipFile, sheet: str) -> list[str]:
    folder, _slash, name = sheet.rpartition("/")
    relations, comments, parts = Relations(folder), Comments(), set(archive.namelist())
    if (part := f"{folder}/_rels/{name}.rels") in parts:
        parse(archive, part, relations)
    for kind, target in relations.targets.values():
        if kind == "comments" and target in parts:
            parse(archive, target, comments)
    return comments.places


class _Enough(Exception):
    """More rows than are read."""


@dataclass
class _Budget:
    """How many characters all cells have together: one long text may stand in many cells."""

    characters: int = 0

    def spend(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > TEXT_LIMIT:
            raise UnreadableError("too_large")


class _SheetReader(PartReader):
    """The cells of a sheet."""

    def __init__(self, sheet: SheetPart, strings: list[str], styles: Styles, first_day: int, budget: _Budget) -> None:
        super().__init__()
        self.sheet = sheet
        self._strings, self._first_day, self._budget = strings, first_day, budget
        self._codes, self._struck = styles.codes, styles.struck
        self._row, self._column = 0, -1
        self._cells: list[Cell] = []
        self._kind, self._style, self._has_formula, self._aside, self._said = "", 0, False, False, False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._row_begins, "c": self._cell_begins, "mergeCell": self._merged, "col": self._columns,
        }  # fmt: skip

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell or what stands in it begins."""
        if taken := self._starts.get(name):
            taken(attributes)
        elif name in ("v", "t"):
            self.collecting = not self._aside
            self._said = True
        elif name == "rPh":
            self._aside = True
        elif name == "f":
            self._has_formula = True

    def end(self, name: str) -> None:
        """A row, a cell or what stands in it ends."""
        self.collecting = False
        if name == "c":
            self._cell_ends()
        elif name == "row":
            self._row_ends()
        elif name == "rPh":
            self._aside = False

    def _row_begins(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        self._row = int(said) if said.isdecimal() and len(said) <= 7 else self._row + 1
        self._column, self._cells = -1, []
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.append(self._row)

    def _row_ends(self) -> None:
        if self._cells:
            self.sheet.rows.append((self._row, tuple(self._cells)))
            if len(self.sheet.rows) > ROW_LIMIT:
                raise _Enough

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = _column_of(place[1]) if place else self._column + 1
        style = attributes.get("s", "0")
        self._kind = attributes.get("t", "n")
        self._style = int(style) if style.isdecimal() and len(style) < 7 else 0
        self._has_formula = self._said = False

    def _cell_ends(self) -> None:
        text, place = self.taken(), f"{letters_of(self._column)}{self._row}"
        if self._has_formula and not text and (self._kind != "str" or not self._said):
            self.sheet.formulas.append(place)
        cell = self._value(text) if self._said else None
        if cell in (None, ""):
            return
        if isinstance(cell, str):
            if cell == TOO_LONG:
                raise UnreadableError("too_large", f"{self.sheet.name} {place}", kind="long_cell")
            self._budget.spend(cell)
        if self._column >= COLUMN_LIMIT:
            self.sheet.beyond.append(place)
            return
        if self._style in self._struck and self.sheet.struck_rows[-1:] != [self._row]:
            self.sheet.struck_rows.append(self._row)
        self._cells += [None] * (self._column + 1 - len(self._cells))
        self._cells[self._column] = cell

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            return self._strings[int(text)] if text.isdecimal() and len(text) < 9 else ""
        if self._kind in ("inlineStr", "str"):
            return unescaped(text)
        if self._kind == "e":
            return text
        if self._kind == "b":
            return text == "1"
        code = self._codes[self._style] if self._style < len(self._codes) else GENERAL
        if self._kind == "d":
            return _iso_day(text, code)
        return _number(text, code, self._first_day)

    def _merged(self, attributes: dict[str, str]) -> None:
        first, _colon, last = attributes.get("ref", "").partition(":")
        one, other = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if one and other and int(other[2]) > int(one[2]) and _column_of(one[1]) < COLUMN_LIMIT:
            self.sheet.merged.append((int(one[2]), int(other[2]), _column_of(one[1])))

    def _columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal() and len(last) < 6:
            columns = range(int(first) - 1, min(int(last), COLUMN_LIMIT))
            self.sheet.hidden_columns += [letters_of(column) for column in columns]


def _number(text: str, code: str, first_day: int) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return text
    if value in (float("inf"), float("-inf")) or value != value:
        return text
    if is_day(code) and (moment := Moment.of(value, code, first_day)) is not None:
        return moment
    plain: Cell = (
        int(text) if _WHOLE.fullmatch(text) else int(value) if value.is_integer() and abs(value) < 1e15 else value
    )
    try:
        if code == GENERAL or shown_number(value, code) == general(value):
            return plain
    except Unknown:
        pass
    return Number.of(value, code)


def _iso_day(text: str, code: str) -> Cell:
    try:
        at = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text
    days = (at.replace(tzinfo=None) - datetime(1899, 12, 30)) / (datetime(1900, 1, 2) - datetime(1900, 1, 1))  # noqa: DTZ001
    return Moment.of(days, code if is_day(code) else "yyyy-mm-dd", 0) or text
