"""Forms made like those of an office: a title, whose it is, headings over two rows, blank rows, a sum, signatures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Protection, Side

from reports.document import Cell
from reports.office_forms.filling import Plan, fill_workbook
from reports.office_forms.headings import Records, Source, matched
from reports.office_forms.workbook import Book
from reports.office_forms.xlsx import tables_of

SHEET = "xl/worksheets/sheet1.xml"
HEADS = ("序号", "事 项", "交办人", "交办时间*", "办理时限", "办理情况", None, "反馈对象", "学时（小时）", "备注")
FIRST = 5
SOURCES = (
    Source("line", "序号"), Source("title", "事项"), Source("given_by", "交办人"),
    Source("given_on", "交办日期", ("交办时间",)), Source("due", "时限", ("办理时限",)),
    Source("result", "办理结果", ("办理情况",)), Source("closed_on", "办结时间"), Source("answered_to", "反馈对象"),
    Source("hours", "学时"), Source("channel", "方式"),
)  # fmt: skip


def form(blank: int = 10, change: Callable[[Any], object] | None = None) -> bytes:
    """A form with that many blank rows; `change` is given its sheet before it is saved."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "交办 事项"
    line = Side(style="thin")
    sheet.merge_cells("A1:J1")
    sheet["A1"], sheet["A2"], sheet["F4"], sheet["G4"] = "办理情况登记表", "填报单位：综合处", "办理结果", "办结时间"
    for place, heading in enumerate(HEADS, 1):
        sheet.cell(3, place, heading)
    sheet.merge_cells("F3:G3")
    for letter in "ABCDEHIJ":
        sheet.merge_cells(f"{letter}3:{letter}4")
    end = FIRST + blank
    for row in range(3, end + 1):
        sheet.row_dimensions[row].height = 30
        for place in range(1, 11):
            sheet.cell(row, place).border = Border(line, line, line, line)
            sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="center")
    for row in range(FIRST, end):
        sheet.cell(row, 1, row - FIRST + 1)
        sheet.cell(row, 4).number_format = 'yyyy"年"m"月"d"日"'
    sheet.cell(end, 1, "合计")
    sheet.merge_cells(start_row=end, end_row=end, start_column=1, end_column=8)
    sheet.cell(end, 9, f"=SUM(I{FIRST}:I{end - 1})")
    sheet.cell(end + 2, 1, "填表人：")
    sheet.cell(end + 2, 6, "负责人：")
    sheet.print_title_rows, sheet.print_area = "3:4", f"A1:J{end + 2}"
    sheet["A2"].comment = Comment("按月填报", "综合处")
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(number: int, **other: Cell) -> dict[str, Cell]:
    """A row of the records."""
    return {
        "line": number, "title": f"第{number}件", "given_by": "王处", "given_on": date(2026, 11, number % 28 + 1),
        "due": "12月5日", "result": "已办结", "closed_on": None, "answered_to": "李四", "hours": 1.5, **other,
    }  # fmt: skip


def records(count: int, **other: Cell) -> Records:
    """That many rows."""
    return Records(SOURCES, tuple(row(number, **other) for number in range(1, count + 1)))


def filled(data: bytes, rows: Records, chosen: Mapping[int, str] | None = None) -> Plan:
    """The first table of a form with the rows in it."""
    book = Book(data)
    table = tables_of(book, rows.sources)[0]
    return fill_workbook(book, table, matched(table, rows, chosen), rows)


def parts_of(data: bytes) -> dict[str, bytes]:
    """What each part of a file holds, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with a part changed, or added where it has none of that name."""
    out = io.BytesIO()
    parts = parts_of(data)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in dict.fromkeys((*parts, name)):
            archive.writestr(one, change(parts.get(one, b"")) if one == name else parts[one])
    return out.getvalue()


def cells(data: bytes) -> dict[str, Any]:
    """What stands in the cells of the first sheet, as another program reads it."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def unlocked(sheet: Any, letters: str) -> None:
    """Protect a sheet, and let columns of its blank rows be written in."""
    sheet.protection.sheet = True
    for letter in letters:
        for number in range(FIRST, FIRST + 10):
            sheet[f"{letter}{number}"].protection = Protection(locked=False)
