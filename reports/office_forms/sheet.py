"""A sheet of a form as it lies in its part: rows and cells with their bytes, merged areas, what is locked or hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from content.importing.limits import CELL_LIMIT
from content.importing.number_format import is_day
from content.words import _
from reports.office_forms.package import damaged_words, refused
from reports.office_forms.xml_bytes import Element, read_elements

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_TRUE = ("1", "true")


@dataclass(frozen=True)
class CellXml:
    """A cell: its column from 0, its element, its style."""

    column: int
    element: Element

    @property
    def style(self) -> str:
        """The number of its style."""
        return self.element.attributes.get("s", "0")

    @property
    def formula(self) -> Element | None:
        """The formula in it."""
        return self.element.child("f")

    @property
    def is_filled(self) -> bool:
        """Whether a value or a text stands in it, as far as the part says."""
        value, text = self.element.child("v"), self.element.child("is")
        said = "".join(one.text for one in text.every("t")) if text else ""
        return bool(said.strip() or (value and value.text.strip()))


@dataclass(frozen=True)
class RowXml:
    """A row that the part has: its number and its cells by their columns."""

    number: int
    element: Element
    cells: Mapping[int, CellXml]


@dataclass(frozen=True)
class Merged:
    """A merged area: rows as the sheet counts, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetXml:
    """A sheet: its name, its part and what lies in it."""

    name: str
    part: str
    data: bytes
    root: Element
    rows: Mapping[int, RowXml]
    merged: tuple[Merged, ...]
    hidden_columns: frozenset[int]
    is_protected: bool
    column_styles: Mapping[int, str]
    column_widths: Mapping[int, float]

    @property
    def sheet_data(self) -> Element:
        """What holds the rows."""
        return _must(self.root.child("sheetData"))

    @property
    def prefix(self) -> str:
        """What stands before the names of elements."""
        return self.sheet_data.prefix

    def cell(self, row: int, column: int) -> CellXml | None:
        """A cell that the part has."""
        return self.rows[row].cells.get(column) if row in self.rows else None

    def merged_at(self, row: int, column: int) -> Merged | None:
        """The merged area that a cell lies in."""
        for one in self.merged:
            if one.top <= row <= one.bottom and one.left <= column <= one.right:
                return one
        return None


@dataclass
class Styles:
    """What the styles of a workbook say of a cell: how it shows numbers, and whether it is locked."""

    codes: list[str] = field(default_factory=list)
    unlocked: set[int] = field(default_factory=set)
    wrapping: set[int] = field(default_factory=set)
    first_day: int = 0

    def is_text(self, style: str) -> bool:
        """Whether a cell of that style takes everything as text."""
        return self.code(style).strip() == "@"

    def is_day(self, style: str) -> bool:
        """Whether it shows a number as a day, and not only as a month or an hour."""
        code = self.code(style)
        return "d" in code.lower() and is_day(code)

    def is_locked(self, style: str) -> bool:
        """Whether nobody may write in it while the sheet is protected."""
        return int(style) not in self.unlocked if style.isdecimal() and len(style) < 7 else True

    def wraps(self, style: str) -> bool:
        """Whether a long text goes on in further lines of the cell."""
        return style.isdecimal() and len(style) < 7 and int(style) in self.wrapping

    def code(self, style: str) -> str:
        """The format in which it shows numbers."""
        number = int(style) if style.isdecimal() and len(style) < 7 else 0
        return self.codes[number] if number < len(self.codes) else ""


def sheet_of(name: str, part: str, data: bytes) -> SheetXml:
    """A sheet of its part.

    Raises:
        FileFaults: it is damaged, or its rows and cells do not say where they stand.
    """
    root = read_elements(data)
    rows = {}
    for element in _must(root.child("sheetData")).all("row"):
        said = element.attributes.get("r", "")
        if not (said.isdecimal() and len(said) <= 7) or int(said) in rows:
            raise _unplaced()
        cells = {}
        for cell in element.all("c"):
            place = _PLACE.fullmatch(cell.attributes.get("r", ""))
            if place is None or int(place[2]) != int(said):
                raise _unplaced()
            cells[column_of(place[1])] = CellXml(column_of(place[1]), cell)
        rows[int(said)] = RowXml(int(said), element, cells)
    if list(rows) != sorted(rows) or any(list(row.cells) != sorted(row.cells) for row in rows.values()):
        raise _unplaced()
    protection = root.child("sheetProtection")
    hidden, styles, widths = _columns(root)
    return SheetXml(
        name, part, data, root, rows, _merged(root), hidden,
        protection is not None and protection.attributes.get("sheet") in _TRUE, styles, widths,
    )  # fmt: skip


def column_of(letters: str) -> int:
    """The place of a column from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _must(element: Element | None) -> Element:
    if element is None:
        raise refused(damaged_words())
    return element


def _unplaced() -> Exception:
    return refused(_("does not say where each cell stands; open it in Excel or WPS and save it anew"))


def _merged(root: Element) -> tuple[Merged, ...]:
    merges = root.child("mergeCells")
    found = []
    for one in merges.all("mergeCell") if merges else ():
        area = _AREA.fullmatch(one.attributes.get("ref", ""))
        if area:
            found.append(Merged(int(area[2]), column_of(area[1]), int(area[4]), column_of(area[3])))
    return tuple(found)


def _columns(root: Element) -> tuple[frozenset[int], dict[int, str], dict[int, float]]:
    """The hidden columns, the styles that columns give to cells which the part does not have, and how wide they are."""
    widths: dict[int, float] = {}
    hidden: set[int] = set()
    styles: dict[int, str] = {}
    columns = root.child("cols")
    for one in columns.all("col") if columns else ():
        first, last = one.attributes.get("min", ""), one.attributes.get("max", "")
        if not (first.isdecimal() and last.isdecimal() and len(last) < 6):
            continue
        places = range(int(first) - 1, min(int(last), 200))
        if one.attributes.get("hidden") in _TRUE or one.attributes.get("width") == "0":
            hidden |= {*places}
        with suppress(ValueError):
            widths.update(dict.fromkeys(places, float(one.attributes.get("width", ""))))
        if style := one.attributes.get("style"):
            styles.update(dict.fromkeys(places, style))
    return frozenset(hidden), styles, widths


def too_long(text: str) -> bool:
    """Whether a text is longer than a cell can hold, in the units in which it is counted there."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > CELL_LIMIT
