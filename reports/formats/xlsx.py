"""Workbooks as Excel files."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, ClassVar

from content.words import _, mark_for_translation, ngettext
from reports.document import Cell, Fonts, PerCent, Sheet, Table, Workbook, cell_text, clean, text_width

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_767  # characters an Excel cell holds, in UTF-16 units
_LARGEST_NUMBER = 10**15  # beyond it Excel rounds: such numbers are written as text
_TITLE_ROW = 0
_ROWS_TO_FILL_IN = 5_000  # beneath a header, where a column offers choices
_LINE_POINTS, _HIGHEST_ROW_POINTS = 16, 409
_WIDEST_FOR_HEIGHT = 72  # digits: so wide a column gets where its row would else be higher than Excel lets it be
_TITLE_POINTS, _DIGIT_POINTS = 36, 5.25
_PAGE_WIDTH_POINTS, _PAGE_POINTS = 784, 505  # A4 landscape within its margins
_OVERHANG = 0.2  # of a page: so much is set smaller rather than alone on a page


@dataclass(frozen=True)
class Xlsx:
    """A workbook as an Excel file; text stays text, whatever it looks like, days are dates and shares numbers."""

    fonts: Fonts
    """What each part is set in."""

    suffix: ClassVar[str] = ".xlsx"
    title: ClassVar[str] = mark_for_translation("Excel workbook")

    def render(self, workbook: Workbook) -> bytes:
        """The file; a text longer than an Excel cell holds is cut and ends in an ellipsis."""
        import xlsxwriter

        target = io.BytesIO()
        options = {
            "in_memory": True,  # personal records leave no temporary files behind
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        book = xlsxwriter.Workbook(target, options)
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed time: same content, same bytes
        formats = _formats(book, self.fonts)
        names: list[str] = []
        for sheet in workbook.sheets:
            names.append(_sheet_name(sheet.name, names))
            _write_sheet(worksheet := book.add_worksheet(names[-1]), sheet, formats)
            if sheet.chart is not None:
                _add_chart(book, worksheet, sheet, names[-1])
        book.close()
        return target.getvalue()


def _formats(book: xlsxwriter.Workbook, fonts: Fonts) -> dict[str, Format]:
    cell = {"font_name": fonts.number, "font_size": 11, "border": 1, "text_wrap": True, "valign": "vcenter"}
    top = {"valign": "top"}  # of a text higher than its row the beginning is seen, not its middle
    header = cell | {"font_name": fonts.heading, "bold": True, "align": "center"}
    title = {"font_name": fonts.title, "font_size": 18, "align": "center", "valign": "vcenter", "text_wrap": True}
    return {
        "title": book.add_format(title),
        "header": book.add_format(header),
        "plain": book.add_format({"font_name": fonts.number, "font_size": 11}),
        "text": book.add_format(cell),
        "long": book.add_format(cell | top),
        "number": book.add_format(cell | {"align": "center"}),
        "day": book.add_format(cell | {"align": "center", "num_format": "yyyy-mm-dd"}),
        "0%": book.add_format(cell | {"align": "center", "num_format": "0%"}),
        "0.0%": book.add_format(cell | {"align": "center", "num_format": "0.0%"}),
    }


def _write_sheet(worksheet: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    table, last = sheet.table, max(len(sheet.table.columns) - 1, 0)
    header = 2 if sheet.head else 1
    if sheet.head:
        worksheet.write_string(1, 0, _fitting(clean(sheet.head)), formats["plain"])
    title = _fitting(clean(sheet.title))
    if last:
        worksheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, last, "", formats["title"])
    worksheet.write_string(_TITLE_ROW, 0, title, formats["title"])
    worksheet.set_row(_TITLE_ROW, _TITLE_POINTS)
    widths = [_column_width(table, index) for index in range(len(table.columns))]
    for index, column in enumerate(table.columns):
        worksheet.set_column(index, index, widths[index])
        worksheet.write_string(header, index, _fitting(clean(column.title)), formats["header"])
        if column.choices:
            offered = {"validate": "list", "source": list(column.choices), "error_type": "information"}
            worksheet.data_validation(header + 1, index, header + _ROWS_TO_FILL_IN, index, offered)
    points = _write_rows(worksheet, table, widths, formats, header + 1)
    foot = [*(clean(sheet.foot).split("\n") if sheet.foot else ()), *_cut_words(table, widths, header + 2)]
    for number, line in enumerate(foot, header + len(table.rows) + 1):
        worksheet.write_string(number, 0, _fitting(line), formats["plain"])
    worksheet.freeze_panes(header + 1, 0)
    if table.columns:
        worksheet.autofilter(header, 0, header + len(table.rows), last)
    points += _TITLE_POINTS + (header + len(foot)) * _LINE_POINTS
    _set_page(worksheet, header, 0 if sheet.chart is not None else _pages(widths, points))


def _pages(widths: list[int], points: float) -> int:
    """On how many pages a table is set smaller, so that not its last few rows alone stand on one more; 0: on any."""
    scale = min(_PAGE_WIDTH_POINTS / sum(_DIGIT_POINTS * width + 4 for width in widths), 1) if widths else 1
    pages = points * scale / _PAGE_POINTS
    whole = max(int(pages + 0.1), 1)
    return whole if whole - 0.1 < pages <= whole + _OVERHANG else 0


def _add_chart(book: xlsxwriter.Workbook, worksheet: Worksheet, sheet: Sheet, name: str) -> None:
    """Bars drawn by the spreadsheet, from numbers that stand beneath the table."""
    chart, first = sheet.chart, len(sheet.table.rows) + 5
    if chart is None or not chart.rows:
        return
    for column, part in enumerate(chart.parts, 1):
        worksheet.write_string(first, column, _fitting(clean(part)))
    for row, (label, values) in enumerate(chart.rows, first + 1):
        worksheet.write_string(row, 0, _fitting(clean(label)))
        for column, value in enumerate(values, 1):
            worksheet.write_number(row, column, value)
    drawn, last = book.add_chart({"type": "bar", "subtype": "stacked"}), first + len(chart.rows)
    for column in range(1, len(chart.parts) + 1):
        drawn.add_series({
            "name": [name, first, column],
            "categories": [name, first + 1, 0, last, 0],
            "values": [name, first + 1, column, last, column],
        })  # fmt: skip
    drawn.set_title({"name": _fitting(clean(chart.title)), "name_font": {"size": 11}})
    drawn.set_y_axis({"reverse": True})
    drawn.set_legend({"position": "bottom"})
    worksheet.insert_chart(last + 2, 0, drawn)


def _set_page(worksheet: Worksheet, header: int, pages: int) -> None:
    """A4 landscape, one page wide and so many long, or as many as needed (0), the header on each."""
    worksheet.set_paper(9)  # A4
    worksheet.set_landscape()
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)  # inches
    worksheet.fit_to_pages(1, pages)
    worksheet.repeat_rows(header)
    worksheet.center_horizontally()
    worksheet.set_footer("&C&P / &N")


def _column_width(table: Table, index: int) -> int:
    """The column's width in digits, as Excel counts: as wide as asked for, and wide enough for numbers and days.

    A column of long texts is wider, so that all of them is seen in the highest row that Excel has.
    """
    values = [row[index] for row in table.rows]
    longest = max((len(cell_text(value)) for value in values if not isinstance(value, str)), default=0)
    width = max(2 * table.columns[index].width, longest) + 2
    texts = [value for value in values if isinstance(value, str)]
    while width < _WIDEST_FOR_HEIGHT and any(_height(text, width) > _HIGHEST_ROW_POINTS for text in texts):
        width += 2
    return width


def _height(text: str, width: int) -> int:
    """How many points high a text is in a column of so many digits."""
    return _LINE_POINTS * sum(int(2 * text_width(line) // (width - 1)) + 1 for line in text.split("\n"))


def _cut_words(table: Table, widths: list[int], first: int) -> list[str]:
    """Which rows hold more than can be seen in them and printed, by the numbers at the sheet's side; none mostly."""
    cut = [
        str(number)
        for number, row in enumerate(table.rows, first)
        if any(_height(cell_text(cell), width) > _HIGHEST_ROW_POINTS for cell, width in zip(row, widths, strict=True))
    ]
    words = ngettext(
        "Row {rows} is too long to be printed whole; all of it is in its cells.",
        "Rows {rows} are too long to be printed whole; all of it is in their cells.",
        len(cut),
    )
    return [words.format(rows=_(", ").join(cut))] if cut else []


def _write_rows(worksheet: Worksheet, table: Table, widths: list[int], formats: dict[str, Format], first: int) -> float:
    """Write the rows, and say how high they are together, in points."""
    points = 0
    for number, row in enumerate(table.rows, first):
        highest = _LINE_POINTS
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            high = _height(cell_text(cell), width)
            _write_cell(worksheet, number, index, cell, formats, is_cut=high > _HIGHEST_ROW_POINTS)
            highest = max(highest, high)
        height = min(highest, _HIGHEST_ROW_POINTS)
        if height > _LINE_POINTS:  # Excel would find the height itself, other programs do not
            worksheet.set_row(number, height)
        points += height
    return points


def _write_cell(
    worksheet: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format], *, is_cut: bool
) -> None:
    if isinstance(cell, date) and cell.year >= 1900:  # where Excel's calendar begins
        worksheet.write_datetime(row, column, cell, formats["day"])
    elif isinstance(cell, PerCent):
        worksheet.write_number(row, column, cell.share, formats["0.0%" if cell.places else "0%"])
    elif isinstance(cell, int | float) and isfinite(cell) and abs(cell) < _LARGEST_NUMBER:
        worksheet.write_number(row, column, cell, formats["number"])
    elif cell is None or cell == "":
        worksheet.write_blank(row, column, None, formats["text"])
    else:
        worksheet.write_string(row, column, _fitting(cell_text(cell)), formats["long" if is_cut else "text"])


def _fitting(text: str) -> str:
    """The text, cut where Excel would drop it whole."""
    return text if _cut(text, _LONGEST_TEXT) == text else _cut(text, _LONGEST_TEXT - 1) + "…"


def _cut(text: str, units: int) -> str:
    """The text's beginning that fits into so many UTF-16 units, which is how Excel counts; no emoji is cut in two."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _sheet_name(name: str, taken: list[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of []:*?/\\, no quote at an end, none used twice."""
    plain = re.sub(r"[\[\]:*?/\\\n\t]", "", clean(name)).strip("' ")
    base = _cut(plain, 31).strip("' ") or "Sheet"
    used, candidate, number = {name.casefold() for name in taken}, base, 1
    while candidate.casefold() in used or candidate.casefold() == "history":  # Excel keeps "History" for itself
        number += 1
        candidate = f"{_cut(base, 26)} ({number})"
    return candidate
