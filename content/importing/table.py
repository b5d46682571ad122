"""Tables from Excel (.xlsx) and text (.csv, in UTF-8 or gb18030), read as rows; hostile files are refused, not opened.

Merged cells, formulas and decorations are read for their values only. What a file says of its own size is not
believed.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from content.encoding import decoded
from content.errors import reason_of

FILE_LIMIT = 8 * 1024 * 1024
UNPACKED_LIMIT = 16 * 1024 * 1024
ROW_LIMIT = 10_000
COLUMN_LIMIT = 40
SHEET_LIMIT = 5

Cell = object
Row = tuple[int, Sequence[Cell]]
Why = Literal["cannot_open", "not_a_table", "too_large"]


class UnreadableError(Exception):
    """A file that holds no table: missing or broken, of another kind (such as .xls), or too large."""

    def __init__(self, why: Why, value: str = "") -> None:
        super().__init__(why, value)
        self.why = why
        self.value = value


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that hold something, each with its number as the sheet counts them, from 1.

    At most one row beyond ROW_LIMIT is there, so that a reader sees when a sheet is too long.
    """

    name: str
    rows: tuple[Row, ...]


def name_key(name: str) -> str:
    """A form in which the ways to write one name are equal: `张 三` and `张三`."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a table file, the first five at most and at least one.

    Raises:
        UnreadableError: there is no table in the file.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".xlsm", ".csv", ".txt"):
        raise UnreadableError("not_a_table", suffix)
    try:
        if not path.is_file():
            raise UnreadableError("cannot_open")
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadableError("cannot_open", reason_of(error)) from error
    if len(data) > FILE_LIMIT:
        raise UnreadableError("too_large")
    return _excel_sheets(data) if suffix.startswith(".xls") else [Sheet("", _csv_rows(data))]


def _excel_sheets(data: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except Exception as error:  # as below: NotImplementedError, for one, where the file asks for a later zip version
        raise UnreadableError("cannot_open") from error
    if unpacked > UNPACKED_LIMIT:
        raise UnreadableError("too_large")
    import openpyxl

    if not openpyxl.DEFUSEDXML:  # it guards against hostile XML; without it no file from others is opened
        raise UnreadableError("cannot_open", "defusedxml")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of decorations it does not read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [Sheet(sheet.title, _excel_rows(sheet)) for sheet in book.worksheets[:SHEET_LIMIT]]
            book.close()
    except Exception as error:  # openpyxl raises all kinds for broken files; none may end the program
        raise UnreadableError("cannot_open") from error
    if not sheets:
        raise UnreadableError("cannot_open")
    return sheets


def _excel_rows(sheet: Any) -> tuple[Row, ...]:  # the types of openpyxl say nothing of sheets opened for reading only
    sheet.reset_dimensions()  # what the file says of its size need not be so
    rows = sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=COLUMN_LIMIT, values_only=True)
    return _with_content(enumerate(rows, start=1))


def _csv_rows(data: bytes) -> tuple[Row, ...]:
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        raise UnreadableError("cannot_open") from None
    if "\0" in text:
        raise UnreadableError("not_a_table")
    delimiter = max(",\t;", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _with_content(enumerate((cells[:COLUMN_LIMIT] for cells in islice(rows, ROW_LIMIT + 1)), start=1))
    except csv.Error as error:
        raise UnreadableError("cannot_open") from error


def _with_content(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple((number, cells) for number, cells in rows if any(cell not in (None, "") for cell in cells))
