"""A form of either kind behind one face: its tables, and filled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from content.words import _
from reports.office_forms.docx import DOCUMENT, WordForm
from reports.office_forms.filling import Plan, fill_workbook
from reports.office_forms.headings import FormTable, Map, Records, Source
from reports.office_forms.package import Package, macro_words, refused
from reports.office_forms.workbook import BOOK, Book
from reports.office_forms.xlsx import tables_of


class OfficeForm(Protocol):
    """A form that can be filled."""

    suffix: str

    def tables(self, sources: Sequence[Source], wanted: Collection[str] = ()) -> tuple[FormTable, ...]:
        """Its tables, with the headings found; `wanted` are further headings that a person named."""

    def fill(self, table: FormTable, chosen: Map, records: Records) -> Plan:
        """The form with the records in one of its tables."""


class WorkbookForm:
    """An Excel workbook."""

    suffix = ".xlsx"

    def __init__(self, data: bytes) -> None:
        self._book = Book(data)

    def tables(self, sources: Sequence[Source], wanted: Collection[str] = ()) -> tuple[FormTable, ...]:
        """The table of each sheet that is seen."""
        return tables_of(self._book, sources, wanted)

    def fill(self, table: FormTable, chosen: Map, records: Records) -> Plan:
        """The workbook with the records in one of its sheets."""
        return fill_workbook(self._book, table, chosen, records)


def form_of(data: bytes) -> OfficeForm:
    """The form that the bytes of a file are.

    Raises:
        FileFaults: they are none, or one that cannot be filled; why, and what to do.
    """
    package = Package(data)
    if b"macroEnabled" in package.part("[Content_Types].xml"):
        raise refused(macro_words())
    if BOOK in package:
        return WorkbookForm(data)
    if DOCUMENT in package:
        return WordForm(package)
    raise refused(_("is no form that can be filled: choose a workbook (.xlsx) or a Word document (.docx)"))
