"""Cells that an Excel sheet joins over several rows: what stands in them counts for each of the rows."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

from content.importing.table import FILE_LIMIT, Cell, UnreadableError

Filled = Mapping[tuple[int, int], Cell]  # by row, from 1, and by position, from 0


def cells_of_merged(path: Path) -> dict[str, Filled]:
    """By sheet, what the cells beneath the first of a merged range stand for; of a file that `read_sheets` has read.

    Most workbooks have none, and are not opened a second time.

    Raises:
        UnreadableError: the workbook cannot be opened a second time.
    """
    data = path.read_bytes()[: FILE_LIMIT + 1]
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        if not any(b"<mergeCell " in archive.read(name) for name in sheets):
            return {}
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises all kinds for broken files; none may end the program
        raise UnreadableError("cannot_open") from error
    found: dict[str, Filled] = {}
    for sheet in book.worksheets:
        found[sheet.title] = {
            (row, place - 1): sheet.cell(merged.min_row, merged.min_col).value
            for merged in sheet.merged_cells.ranges
            for row in range(merged.min_row + 1, merged.max_row + 1)
            for place in range(merged.min_col, merged.min_col + 1)
        }
    return found
