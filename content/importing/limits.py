"""How much of a table is read, what a cell can be, and why a file can be no table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from content.parsing import UnparsableError
from content.words import _

FILE_LIMIT = 8 * 1024 * 1024
WORKBOOK_LIMIT = 32 * 1024 * 1024  # with a million rows that hold only a format
ROW_LIMIT = 10_000  # rows that hold something
COLUMN_LIMIT = 40
SHEET_LIMIT = 20
CELL_LIMIT = 32_767  # characters; Excel holds no more in one
TEXT_LIMIT = 16 * 1024 * 1024  # characters of all cells together

Cell = object  # None, str, bool, int, float, Number or Moment
Row = tuple[int, Sequence[Cell]]
Why = Literal["cannot_open", "not_a_table", "too_large"]
Kind = Literal[
    "", "damaged", "locked", "owner_file", "password", "old_excel", "web_page", "xml_table", "other_zip", "strict",
    "charts_only", "utf16", "long_cell", "no_text", "open_quote", "no_file", "missing", "empty",
]  # fmt: skip


class UnreadableError(UnparsableError):
    """A file that holds no table: missing or broken, of another kind, or too large; `kind` says what it is."""

    def __init__(self, why: Why, value: str = "", kind: Kind = "") -> None:
        super().__init__(value or why)
        self.why = why
        self.value = value
        self.kind = kind

    @property
    def words(self) -> str:
        """What the file is and what to do, in a line; empty where only `why` is known."""
        return {
            "damaged": _("is damaged: it cannot be opened as an Excel workbook; save it anew in Excel"),
            "locked": _("is open in another program; close it there (Excel, WPS) and try again"),
            "owner_file": _("is only the mark Excel makes while a workbook is open; choose the file without ~$"),
            "password": _("has a password; open it in Excel, take the password off and save it"),
            "old_excel": _("is an old Excel workbook (.xls), whatever its name says; save it in Excel as .xlsx"),
            "web_page": _("is a web page, not a workbook; open it in Excel and save it as .xlsx"),
            "xml_table": _("is an XML table of 2003, not a workbook; open it in Excel and save it as .xlsx"),
            "other_zip": _("is no Excel workbook inside (perhaps Word, WPS or OpenDocument); save it as .xlsx"),
            "strict": _("is a Strict Open XML workbook; save it in Excel as the usual .xlsx"),
            "charts_only": _("has only charts, no sheet with cells"),
            "utf16": _("is encoded in UTF-16 (Excel's Unicode text); save it as CSV UTF-8 or .xlsx"),
            "long_cell": _("has more than {n} characters in one cell: {place}"),
            "open_quote": _("a quotation mark is opened in row {place} and not closed; close it, or save as .xlsx"),
            "no_file": _("is a folder or a device, not a file; choose a file"),
            "missing": _("is not there; check the name and the folder"),
            "empty": _("is empty"),
            "no_text": _("is no text; save it as .xlsx or as CSV"),
        }.get(self.kind, "").format(n=CELL_LIMIT, place=self.value)  # fmt: skip


def unreadable_words(error: UnreadableError, no_table: str, too_large: str) -> str:
    """One line on a file that holds no table; what is no table and what is too large each reader says itself."""
    if error.kind:
        return error.words
    if error.why == "not_a_table":
        return no_table
    if error.why == "too_large":
        return too_large
    return _("cannot be read: {reason}").format(reason=error.value or _("missing or broken"))
