"""Tables from Excel (.xlsx) and text (.csv), read as rows, with all that was not taken.

Text is in UTF-8, gb18030, or UTF-16 with its mark.

A cell counts as the sheet shows it, a merged cell for each of its rows. What a file says of its own size is not
believed; hostile files are refused, not opened. Hidden sheets stand apart, so that whoever reads can ask.
"""

from __future__ import annotations

import csv
import errno
import io
import re
import unicodedata
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.encoding import decoded
from content.errors import reason_of
from content.importing.limits import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    FILE_LIMIT,
    ROW_LIMIT,
    SHEET_LIMIT,
    WORKBOOK_LIMIT,
    Cell,
    Row,
    UnreadableError,
    unreadable_words,
)
from content.importing.number_format import Moment, Number, general
from content.importing.workbook import UNPACKED_LIMIT, SheetPart, letters_of, read_workbook
from content.parsing import UnparsableError, parsing
from content.printable import printable
from content.words import _

__all__ = [
    "FILE_LIMIT", "ROW_LIMIT", "Cell", "Row", "Sheet", "TableFile", "TableRemark", "UnreadableError", "belong_to",
    "cell_text", "decoded", "excel_file", "letters_of", "name_key", "places_of", "read_data", "read_sheets",
    "read_table", "unreadable_words",
]  # fmt: skip

PLACES_SHOWN = 6
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OF_WORKBOOKS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_GUARDED = re.compile(r'="([^"]*)"')
_SHARING = (32, 33)  # what Windows says of a file that another program keeps for itself


@dataclass(frozen=True)
class TableRemark:
    """Something of a file that was not taken, or taken otherwise than it may look: what, and where."""

    words: str
    sheet: str = ""
    place: str = ""  # a cell B5, a column F, a row 7

    def __str__(self) -> str:
        """The remark in one line, its place in front."""
        where = " ".join(filter(None, (_("sheet {sheet}").format(sheet=self.sheet) if self.sheet else "", self.place)))
        return _("{where}: {words}").format(where=where, words=self.words) if where else self.words


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that hold something, each with its number as the sheet counts them, from 1.

    At most one row beyond ROW_LIMIT is there; `is_cut` says that the sheet goes on.
    """

    name: str
    rows: tuple[Row, ...]
    is_cut: bool = False


@dataclass(frozen=True)
class TableFile:
    """What a file holds: the sheets a person sees, those that are hidden, and all that was not read."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[Sheet, ...] = ()
    remarks: tuple[TableRemark, ...] = ()


def name_key(name: str) -> str:
    """A form in which the ways to write one name are equal: `张 三` and `张三`."""
    return "".join(printable(unicodedata.normalize("NFKC", name)).split()).casefold()


def places_of(known: Mapping[int, str]) -> dict[str, int]:
    """Where each column stands, the first of that name; `known` is what each heading means, by its place."""
    found: dict[str, int] = {}
    for place, column in known.items():
        found.setdefault(column, place)
    return found


def belong_to(columns: Iterable[int], headings: Iterable[int]) -> bool:
    """Whether headings beneath those of a table are its own, once more or of a table beneath it, by their places.

    Else they stand beside it, and its own rows go on there.
    """
    own, found = [*columns], [*headings]
    return min(found) <= max(own) and max(found) >= min(own)


def cell_text(cell: Cell) -> str:
    """What a cell shows, with "\\n" line ends and nothing at its edges."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Moment):
        return cell.shown
    if isinstance(cell, Number):
        return (general(cell) if cell.shown is None else cell.shown).strip()
    if isinstance(cell, float):
        return general(cell)
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a table file that a person sees, at least one.

    Raises:
        UnreadableError: there is no table in the file.
    """
    return list(read_table(path).sheets)


def read_table(path: Path) -> TableFile:
    """All a table file holds.

    Raises:
        UnreadableError: there is no table in the file; with what it is.
    """
    data, suffix = read_data(path), path.suffix.lower()
    if path.name.startswith("~$"):
        raise UnreadableError("not_a_table", kind="owner_file")
    if suffix not in (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt"):
        raise UnreadableError("not_a_table", suffix)
    if data.startswith(b"PK"):
        return excel_file(data)
    _refuse_other_kinds(data)
    if suffix in (".xls", ".et"):
        raise UnreadableError("not_a_table", suffix)
    if suffix not in (".csv", ".txt"):
        raise UnreadableError("cannot_open", kind="damaged")
    return _csv_file(data)


def read_data(path: Path) -> bytes:
    """What stands in a file that is no larger than a table can be.

    Raises:
        UnreadableError: it cannot be opened, or is too large.
    """
    try:
        if not path.is_file():
            raise UnreadableError("cannot_open", kind="no_file" if path.exists() else "missing")
        with path.open("rb") as file:
            data = file.read(WORKBOOK_LIMIT + 1)
    except OSError as error:
        is_shared = getattr(error, "winerror", None) in _SHARING or error.errno == errno.EBUSY
        raise UnreadableError("cannot_open", reason_of(error), kind="locked" if is_shared else "") from error
    if not data.strip():
        raise UnreadableError("not_a_table", kind="empty")
    if len(data) > (WORKBOOK_LIMIT if data.startswith(b"PK") else FILE_LIMIT):
        raise UnreadableError("too_large")
    return data


def _refuse_other_kinds(data: bytes) -> None:
    """Name what a file is by its first bytes, whatever its name says."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableError("not_a_table", kind="password" if locked else "old_excel")
    if is_utf16(data):
        raise UnreadableError("not_a_table", kind="utf16")
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"<head", b"<div", b"mime-version:")):
        is_xml = start.startswith(b"<?xml") and b"<html" not in start
        raise UnreadableError("not_a_table", kind="xml_table" if is_xml else "web_page")


def is_utf16(data: bytes) -> bool:
    """Whether a text is encoded in UTF-16 without the mark for it: such a one is named; one with the mark is read."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    begin = data[:4000]
    blanks = (b"\t\0", b"\0\t", b",\0", b"\0,", b"\n\0", b"\0\n")
    return len(data) % 2 == 0 and begin.count(b"\0") < len(begin) // 2 + 1 and any(
        begin[place : place + 2] in blanks for place in range(0, len(begin), 2)
    )  # fmt: skip


def excel_file(data: bytes) -> TableFile:
    """All a workbook holds, of its bytes.

    Raises:
        UnreadableError: there is no table in it; with what it is.
    """
    try:
        with parsing(), zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
                raise UnreadableError("too_large")
            if any(entry.compress_type not in _OF_WORKBOOKS for entry in archive.infolist()):
                raise UnreadableError("cannot_open", kind="damaged")  # others unpack without a limit
            parts, left_out, pictures = read_workbook(archive, SHEET_LIMIT)
    except UnreadableError:
        raise
    except UnparsableError as error:
        raise UnreadableError("cannot_open", kind="damaged") from error
    if not parts or all(part.is_chart for part in parts):
        raise UnreadableError("not_a_table", kind="charts_only" if parts else "damaged")
    remarks = [remark for part in parts for remark in _remarks_on(part)]
    words = _("not read: at most {n} sheets are").format(n=SHEET_LIMIT)
    remarks += [TableRemark(words, name) for name in left_out]
    remarks += [TableRemark(_("there are pictures in the workbook; they are not read"))] if pictures else []
    sheets = [(part.hidden, _sheet(part, remarks)) for part in parts if not part.is_chart]
    shown = tuple(sheet for hidden, sheet in sheets if not hidden) or (Sheet("", ()),)
    return TableFile(shown, tuple(sheet for hidden, sheet in sheets if hidden), tuple(remarks))


def _remarks_on(part: SheetPart) -> list[TableRemark]:
    """What of a sheet is not read, or is read although nobody sees it."""
    if part.is_chart:
        return [TableRemark(_("a sheet of a chart; not read"), part.name)]
    found = []
    for words, places in (
        (_("beyond the last column that is read ({column})").format(column=letters_of(COLUMN_LIMIT - 1)), part.beyond),
        (_("a formula without its value counts as empty"), part.formulas),
        (_("comments are not read"), part.comments),
    ):
        found += [TableRemark(words, part.name, _some(places))] if places else []
    full = {number for number, _cells in part.rows}
    if hidden := [str(number) for number in part.hidden_rows if number in full]:
        found.append(TableRemark(_("hidden rows are read too: {rows}").format(rows=_some(hidden)), part.name))
    if part.struck_rows:
        rows = _some([str(number) for number in part.struck_rows])
        found.append(TableRemark(_("rows struck out are read too: {rows}").format(rows=rows), part.name))
    if part.hidden_columns and part.rows:
        columns = _some(part.hidden_columns)
        found.append(TableRemark(_("hidden columns are read too: {columns}").format(columns=columns), part.name))
    return found


def _some(places: Sequence[str]) -> str:
    more = _(" and {n} more").format(n=len(places) - PLACES_SHOWN) if len(places) > PLACES_SHOWN else ""
    return _(", ").join(places[:PLACES_SHOWN]) + more


def _sheet(part: SheetPart, remarks: list[TableRemark]) -> Sheet:
    """The sheet with each merged cell in all its rows; which ones these are goes to the remarks."""
    numbers = [number for number, _cells in part.rows]
    rows = [list(cells) for _number, cells in part.rows]
    filled: list[str] = []
    steps = 0
    for top, bottom, column in part.merged:
        first, last = bisect_left(numbers, top), bisect_left(numbers, bottom + 1)
        steps += last - first
        if steps > ROW_LIMIT * COLUMN_LIMIT:
            raise UnreadableError("too_large")
        if first == last or numbers[first] != top or column >= len(rows[first]):
            continue
        value, before = rows[first][column], len(filled)
        for cells in rows[first + 1 : last]:
            cells += [None] * (column + 1 - len(cells))
            if cells[column] in (None, "") and value not in (None, ""):
                cells[column] = value
                filled[before:] = [f"{letters_of(column)}{top}:{letters_of(column)}{bottom}"]
    if filled:
        words = _("merged cells count for each of their rows: {cells}").format(cells=_some(filled))
        remarks.append(TableRemark(words, part.name))
    made = tuple((number, tuple(cells)) for number, cells in zip(numbers, rows, strict=True))
    return Sheet(part.name, made, is_cut=bool(part.cut_after))


def _csv_file(data: bytes) -> TableFile:
    text = text_of(data)
    delimiter = max(",\t;", key=text.partition("\n")[0].count)
    rows: list[Row] = []
    beyond: list[str] = []
    try:
        with parsing():
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            for number, cells in enumerate(reader, start=1):
                for column, cell in enumerate(cells):
                    if len(cell) > CELL_LIMIT:
                        place = f"{letters_of(column)}{number}"
                        raise UnreadableError("too_large", place, kind="long_cell")
                beyond += [f"{letters_of(COLUMN_LIMIT)}{number}"] if any(cells[COLUMN_LIMIT:]) else []
                if any(cells[:COLUMN_LIMIT]):
                    rows.append((number, tuple(map(_unguarded, cells[:COLUMN_LIMIT]))))
                if len(rows) > ROW_LIMIT:
                    break
    except UnreadableError:
        raise
    except UnparsableError as error:  # the csv module knows one limit, that of a cell
        last = rows[-1][0] if rows else 0
        open_quote = _row_left_open(text, delimiter)
        place = str(open_quote) if open_quote else _("row {row}").format(row=last + 1)
        raise UnreadableError("cannot_open", place, kind="open_quote" if open_quote else "long_cell") from error
    if len(rows) <= ROW_LIMIT and (row := _row_left_open(text, delimiter)):
        raise UnreadableError("cannot_open", str(row), kind="open_quote")
    words = _("beyond the last column that is read ({column})").format(column=letters_of(COLUMN_LIMIT - 1))
    remarks = (TableRemark(words, place=_some(beyond)),) if beyond else ()
    return TableFile((Sheet("", tuple(rows), is_cut=len(rows) > ROW_LIMIT),), (), remarks)


def _unguarded(cell: str) -> str:
    """`="001"` is how programs keep a text from being made a number; any other formula stands as it is."""
    found = _GUARDED.fullmatch(cell)
    return found[1] if found else cell


def _row_left_open(text: str, delimiter: str) -> int:
    """The row whose last cell begins with a quotation mark that is never closed; 0 where there is none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 1
    try:
        for row, _cells in enumerate(reader, start=2):  # noqa: B007
            pass
    except csv.Error as error:
        return row if "unexpected end" in str(error) else 0
    return 0


def text_of(data: bytes) -> str:
    """A text in UTF-8 or gb18030, or in UTF-16 with its mark.

    Raises:
        UnreadableError: it is none of them; UTF-16 without its mark is named.
    """
    if is_utf16(data):
        raise UnreadableError("not_a_table", kind="utf16")
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        raise UnreadableError("not_a_table", kind="no_text") from None
    if "\0" in text:
        raise UnreadableError("not_a_table", kind="no_text")
    return text
