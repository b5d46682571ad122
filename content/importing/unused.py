"""What of a sheet no reader took: columns without a known heading, a second table beside the first, rows above."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from content.importing.table import Cell, Row, Sheet, TableRemark, cell_text, letters_of
from content.words import _

_SHOWN = 16  # characters of a heading or a row


def unused_columns(
    sheet: Sheet, header: int, used: Collection[int], known: Mapping[int, str], row_limit: int = 0
) -> Iterator[TableRemark]:
    """The columns that hold something and were not read.

    used: where the columns stand that were. known: what every known heading of the row means, by its place; one that
    is known but not used stands there twice. row_limit: the last place in the rows that belongs to the table, if any.
    """
    heads = sheet.rows[header][1]
    body = sheet.rows[header + 1 : row_limit or None]
    unknown: list[str] = []
    twice: list[str] = []
    bare: list[str] = []
    for column in range(max((len(cells) for _row, cells in sheet.rows[header:]), default=0)):
        if column in used:
            continue
        heading = cell_text(heads[column]) if column < len(heads) else ""
        first = next((row for row, cells in body if column < len(cells) and cell_text(cells[column])), 0)
        if heading and first:
            named = f"{letters_of(column)} 【{' '.join(heading.split())[:_SHOWN]}】"
            (twice if column in known else unknown).append(named)
        elif heading and column not in known:
            unknown.append(f"{letters_of(column)} 【{' '.join(heading.split())[:_SHOWN]}】")
        elif first:
            bare.append(f"{letters_of(column)}{first}")
    for words, places in (
        (_("columns that are not known, not read: {columns}"), unknown),
        (_("headings that stand there twice, only the first is read (a second table beside it?): {columns}"), twice),
        (_("cells without a heading, not read, from: {columns}"), bare),
    ):
        if places:
            yield TableRemark(words.format(columns=_(", ").join(places)), sheet.name)


def unused_rows(sheet: Sheet, rows: Sequence[Row], used: Collection[int]) -> Iterator[TableRemark]:
    """The rows that hold something and say nothing that is known, each by its number."""
    left = [(number, cells) for number, cells in rows if number not in used]
    for number, cells in left[:_SHOWN]:
        yield TableRemark(_("not read: {text}").format(text=_first_text(cells)), sheet.name, _row(number))
    if len(left) > _SHOWN:
        words = _("and {n} more rows, not read").format(n=len(left) - _SHOWN)
        yield TableRemark(words, sheet.name, _row(left[_SHOWN][0]))


def _row(number: int) -> str:
    return _("row {row}").format(row=number)


def _first_text(cells: Sequence[Cell]) -> str:
    text = next((text for cell in cells if (text := cell_text(cell))), "")
    return " ".join(text.split())[: 2 * _SHOWN]
