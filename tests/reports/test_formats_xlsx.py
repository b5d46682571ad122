"""Excel files: text stays text, days are days, and every sheet can be printed as it is."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as Opened
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Cell, Column, Sheet, Table, Workbook, cell_text, per_cent
from reports.formats import write

COLUMNS = (Column("姓名", 6), Column("应报", 4), Column("日期", 2))
# What no file can hold, between letters that must stay.
UNWRITABLE = "a\ud800b\udfff\x00c\x1b[31m\x85\ufffe\uffff\r\nd\re"


def opened(*sheets: Sheet) -> Opened:
    return openpyxl.load_workbook(io.BytesIO(write(Workbook(sheets), ".xlsx")))


def sheet(*rows: tuple[Cell, ...], columns: tuple[Column, ...] = COLUMNS) -> Worksheet:
    made = opened(Sheet("报送情况", Table(columns, rows), "2026年11月报送情况")).worksheets[0]
    assert isinstance(made, Worksheet)
    return made


@pytest.mark.parametrize("typed", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "http://example.org", "0012", "{=1}", "[b]"])
def test_typed_text_stays_text_whatever_it_looks_like(typed: str) -> None:
    cell = sheet((typed, 1, None))["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (typed, "s", None)


def test_days_and_numbers_can_be_reckoned_with() -> None:
    made = sheet(("张三", 20, date(2026, 1, 2)), ("李四", 21.5, None))
    assert (made["B3"].value, made["B4"].value) == (20, 21.5)
    assert made["C3"].value.date() == date(2026, 1, 2)
    assert made["C3"].number_format == "yyyy-mm-dd"
    assert made["C4"].value is None


def test_a_share_is_a_number_that_is_shown_in_per_cent_and_no_finer_than_shown() -> None:
    rows = [("张三", per_cent(2, 3), None), ("李四", per_cent(2, 3, 1), None), ("王五", per_cent(0, 0), None)]
    made = sheet(*rows)
    assert [(made[f"B{row}"].value, made[f"B{row}"].number_format) for row in (3, 4)] == [(0.67, "0%"), (0.667, "0.0%")]
    assert made["B5"].value is None
    assert [cell_text(share) for _name, share, _day in rows] == ["67%", "66.7%", ""]


@pytest.mark.parametrize("value", [date(1899, 12, 31), 10**18, float("inf"), float("nan")])
def test_what_excel_cannot_reckon_with_is_written_as_text(value: Cell) -> None:
    assert sheet(("张三", value, None))["B3"].data_type == "s"


def test_the_title_stands_over_the_table_and_the_header_is_bold_and_bordered() -> None:
    made = sheet(("张三", 20, None))
    assert made["A1"].value == "2026年11月报送情况"
    assert [str(merged) for merged in made.merged_cells.ranges] == ["A1:C1"]
    assert [cell.value for cell in made[2]] == ["姓名", "应报", "日期"]
    assert all(cell.font.b and cell.border.left.style == "thin" for cell in made[2])
    assert all(cell.border.left.style == "thin" and cell.alignment.wrap_text for cell in made[3])


def test_a_sheet_can_be_read_filtered_and_printed_as_it_is() -> None:
    made = sheet(("张三", 20, None), ("李四", 20, None))
    assert made.freeze_panes == "A3"
    assert made.auto_filter.ref == "A2:C4"
    assert (made.page_setup.paperSize, made.page_setup.orientation) == (9, "landscape")
    fitting = made.sheet_properties.pageSetUpPr
    assert fitting is not None
    assert fitting.fitToPage
    assert (made.page_setup.fitToWidth or 1, made.page_setup.fitToHeight) == (1, 0)
    assert made.print_title_rows == "$2:$2"


@pytest.mark.parametrize(("rows", "pages"), [(10, 0), (28, 1), (30, 1), (42, 0), (60, 2)])
def test_no_page_is_printed_for_the_last_rows_alone(rows: int, pages: int) -> None:
    height = sheet(*[("张三", 20, None)] * rows).page_setup.fitToHeight
    assert (1 if height is None else height) == pages


def test_days_fit_their_column_and_long_text_its_row() -> None:
    made = sheet(("长" * 30, 20, date(2026, 11, 25)), ("短", 1, None))
    assert made.column_dimensions["C"].width > len("2026-11-25")
    height = made.row_dimensions[3].height
    assert height is not None
    assert height >= 5 * 15  # 30 characters in a column of 6
    assert made.row_dimensions[4].height is None


def test_a_table_of_one_column_or_of_no_rows_is_written_too() -> None:
    assert sheet(("甲",), columns=(Column("名", 3),))["A1"].value == "2026年11月报送情况"
    assert sheet().auto_filter.ref == "A2:C2"


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    names = ["[报送]:情况*?/\\", "", "历" * 40, "报送情况", "History", "'引号'", "\x07\n", "😀" * 20]
    made = opened(*(Sheet(name, Table(COLUMNS, ()), "题") for name in names))
    assert made.sheetnames == [
        "报送情况",
        "Sheet",
        "历" * 31,
        "报送情况 (2)",
        "History (2)",
        "引号",
        "Sheet (2)",
        "😀" * 15,
    ]


def test_text_too_long_for_a_cell_is_cut_where_one_sees_it() -> None:
    value = sheet(("不让" * 50_000, 1, None))["A3"].value
    assert len(value) == 32_767
    assert value.endswith("让不让不让…")
    emoji = sheet(("😀" * 20_000, 1, None))["A3"].value
    assert emoji == "😀" * 16_383 + "…"


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=())))
@example(UNWRITABLE)
@pytest.mark.slow
def test_any_text_keeps_every_character_that_can_be_seen(typed: str) -> None:
    made = opened(Sheet(typed, Table((Column(typed, 4), Column("乙", 4)), ((typed, typed),)), typed)).worksheets[0]
    visible = [character for character in typed if character.isprintable()]
    for cell in ("A1", "A2", "A3", "B3"):
        assert [character for character in str(made[cell].value or "") if character.isprintable()] == visible


def test_the_same_workbook_gives_the_same_bytes_at_any_time_and_names_nobody() -> None:
    workbook = Workbook((Sheet("甲", Table(COLUMNS, (("张三", 1, date(2026, 1, 2)),)), "题"),))
    file = write(workbook, ".xlsx")
    assert file == write(workbook, ".xlsx")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
    properties = openpyxl.load_workbook(io.BytesIO(file)).properties
    assert not properties.creator
    assert properties.created.year == 2000


RESULT = "会议布置完毕，材料已核对。"


@pytest.mark.parametrize("signs", [400, 800])
def test_a_long_text_gets_a_column_wide_enough_that_the_highest_row_shows_all_of_it(signs: int) -> None:
    text = (RESULT * signs)[:signs]
    made = sheet(("张三", 1, None), (text, 2, None))
    wide, high = made.column_dimensions["A"].width, made.row_dimensions[4].height
    assert high is not None
    assert signs * 2 / wide * 16 <= high <= 409
    assert made["A4"].alignment.vertical == "center"
    assert made["A5"].value is None


def test_of_a_text_that_no_row_holds_the_beginning_is_seen_and_the_row_is_named_beneath() -> None:
    made = sheet(("张三", 1, None), (RESULT * 200, 2, None))
    assert (made["A4"].alignment.vertical, made["A3"].alignment.vertical) == ("top", "center")
    assert made["A5"].value == "第4行文字过长，打印不全，全文在单元格里。"
    assert made["A4"].value == RESULT * 200
