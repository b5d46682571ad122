"""A table as CSV: UTF-8 with a mark at the beginning, so that Excel reads the Chinese; no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import ClassVar

from content.words import mark_for_translation
from reports.document import Cell, Workbook, cell_text


@dataclass(frozen=True)
class Csv:
    """The first sheet of a workbook as text with commas."""

    suffix: ClassVar[str] = ".csv"
    title: ClassVar[str] = mark_for_translation("CSV table")

    def render(self, workbook: Workbook) -> bytes:
        """The bytes of the file."""
        table = workbook.sheets[0].table
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow([_plain(column.title) for column in table.columns])
        writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
        return target.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    """The cell as text; a text that a spreadsheet would run gets an apostrophe in front."""
    text = cell_text(cell)
    return (
        f"'{text}" if isinstance(cell, str) and text.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")) else text
    )
