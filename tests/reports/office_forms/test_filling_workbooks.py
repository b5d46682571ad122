"""An office's workbook filled: what it had stays byte for byte, and what is read back is what was put in."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment

from content.errors import FileFaults
from content.importing.table import cell_text, excel_file
from reports.document import clean
from reports.office_forms.headings import Records
from reports.office_forms.workbook import BOOK, Book
from reports.office_forms.xlsx import tables_of
from tests.reports.office_forms.forms import (
    FIRST,
    SHEET,
    SOURCES,
    cells,
    filled,
    form,
    parts_of,
    records,
    row,
    unlocked,
    with_part,
)


def test_every_part_but_the_sheet_and_the_books_own_is_the_forms_byte_for_byte() -> None:
    data = with_part(form(), BOOK, lambda part: part.replace(b' fullCalcOnLoad="1"', b""))
    assert b"fullCalcOnLoad" not in parts_of(data)[BOOK]
    done = parts_of(filled(data, records(4)).content)
    assert [*done] == [*parts_of(data)]
    assert {name for name, content in parts_of(data).items() if done[name] != content} == {SHEET, BOOK}
    assert b'fullCalcOnLoad="1"' in done[BOOK]


def test_the_packed_bytes_of_untouched_parts_are_carried_over_and_not_packed_anew() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts_of(form()).items():
            archive.writestr(zipfile.ZipInfo(name, (2011, 1, 2, 3, 4, 6)), content)
    done = filled(out.getvalue(), records(2)).content
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        kinds = {one.filename: (one.compress_type, one.date_time) for one in archive.infolist()}
    assert kinds["xl/styles.xml"] == (zipfile.ZIP_STORED, (2011, 1, 2, 3, 4, 6))
    assert kinds[SHEET] == (zipfile.ZIP_DEFLATED, (2011, 1, 2, 3, 4, 6))


def test_a_part_with_a_chinese_name_is_patched_under_that_name_and_time() -> None:
    out, name = io.BytesIO(), "xl/worksheets/工作表.xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts_of(form()).items():
            said = content.replace(b"/xl/worksheets/sheet1.xml", f"/{name}".encode())
            archive.writestr(zipfile.ZipInfo(name if one == SHEET else one, (2011, 1, 2, 3, 4, 6)), said)
    done = filled(out.getvalue(), records(2)).content
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        entry = archive.getinfo(name)
    local = done[entry.header_offset : entry.header_offset + 30 + len(name.encode())]
    assert local[30:] == name.encode()
    assert local[6:8] == entry.flag_bits.to_bytes(2, "little")
    assert local[10:14] == out.getvalue()[10:14]  # the time of the first part, which all have
    assert done[-22:-14] == b"PK\x05\x06" + bytes(4)
    assert cells(done)["B6"] == "第2件"


def test_a_cell_that_is_not_there_looks_as_its_row_or_its_column_says() -> None:
    def bare(part: bytes) -> bytes:
        part = re.sub(rb'<c r="[BE]\d+"[^>]*(/>|></c>)', b"", part)
        part = part.replace(b'<row r="5" ', b'<row r="5" s="1" customFormat="1" ')
        columns = b'<cols><col min="2" max="2" width="9" style="2"/></cols>'
        return re.sub(rb"<cols>.*</cols>|(?=<sheetData>)", columns, part, count=1)

    done = filled(with_part(form(), SHEET, bare), records(2)).content
    said = re.findall(r'<c r="([BE][56])"( s="\d+")?', parts_of(done)[SHEET].decode())
    assert said == [("B5", ' s="1"'), ("E5", ' s="1"'), ("B6", ' s="2"'), ("E6", "")]
    assert cells(done)["E6"] == "12月5日"


def test_a_book_that_says_nothing_of_counting_is_told_to_count_where_excel_looks_for_it() -> None:
    data = with_part(form(), BOOK, lambda part: re.sub(rb"<calcPr[^>]*/>", b"", part))
    assert b"calcPr" not in parts_of(data)[BOOK]
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/>' in parts_of(filled(data, records(1)).content)[BOOK]


def test_headings_over_two_rows_are_found_however_they_are_spaced_and_marked() -> None:
    table = tables_of(Book(form()), SOURCES)[0]
    assert (table.name, table.header_row, table.blank_rows) == ("交办 事项", 4, 10)
    assert [column.heading for column in table.columns][:4] == ["序号", "事 项", "交办人", "交办时间*"]
    plan = filled(form(), records(1))
    assert {one.where: one.key for one in plan.cells} == {
        "A5": "line", "B5": "title", "C5": "given_by", "D5": "given_on", "E5": "due", "F5": "result",
        "H5": "answered_to", "I5": "hours",
    }  # fmt: skip


def test_days_and_numbers_are_such_where_the_form_shows_them_so_and_all_else_is_text() -> None:
    done = cells(filled(form(), records(2, result="=1+1", channel="+86")).content)
    assert done["D5"] == datetime(2026, 11, 2)  # noqa: DTZ001
    assert done["I5"] == 1.5
    assert done["E5"] == "12月5日"
    sheet = parts_of(filled(form(), records(2, result="=1+1")).content)[SHEET].decode()
    assert re.search(r'<c r="F5" s="\d+" t="inlineStr"><is><t xml:space="preserve">=1\+1</t></is></c>', sheet)


def test_the_styles_and_the_height_of_the_forms_rows_stay() -> None:
    before, after = form(), filled(form(), records(14)).content
    sheets: list[Any] = [openpyxl.load_workbook(io.BytesIO(data)).worksheets[0] for data in (before, after)]
    for number in range(FIRST, FIRST + 14):
        model = min(number, FIRST + 9)
        assert sheets[1].row_dimensions[number].height == 30
        for place in range(1, 11):
            assert sheets[1].cell(number, place)._style == sheets[0].cell(model, place)._style


def test_what_stands_beneath_moves_down_and_its_sum_counts_the_rows_added() -> None:
    plan = filled(form(), records(13))
    assert plan.added_rows == 3
    done = cells(plan.content)
    assert (done["A18"], done["I18"], done["A20"], done["F20"]) == ("合计", "=SUM(I5:I17)", "填表人：", "负责人：")
    assert [done[f"B{row}"] for row in range(5, 18)] == [f"第{number}件" for number in range(1, 14)]
    sheet = openpyxl.load_workbook(io.BytesIO(plan.content)).worksheets[0]
    assert "A18:H18" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.print_area == "'交办 事项'!$A$1:$J$20"
    assert sheet.print_title_rows == "$3:$4"


def test_a_sum_no_longer_says_what_it_was_before_the_form_was_filled() -> None:
    stale = with_part(form(), SHEET, lambda part: re.sub(rb"(<f>SUM[^<]*</f>)<v ?/?>(</v>)?", rb"\1<v>0</v>", part))
    assert b"<v>0</v>" in parts_of(stale)[SHEET]
    assert b"<v>0</v>" not in parts_of(filled(stale, records(2)).content)[SHEET]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["_x0041_", "=1+1", "<a&b>", " 两边 ", "\r\n", "]]>", "\x07", "一\n二", "\ufffe", "𠮷"]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=16), st.integers(1, 12))
@pytest.mark.slow
def test_what_is_read_back_is_what_was_put_in_and_no_other_cell_changed(texts: list[str], blank: int) -> None:
    rows = Records(SOURCES, tuple(row(number, title=text) for number, text in enumerate(texts, 1)))
    form_data = form(blank)
    plan = filled(form_data, rows)
    found = {
        number: values for number, values in excel_file(plan.content).sheets[0].rows if number >= FIRST
    }  # fmt: skip
    for number, text in enumerate(texts, FIRST):
        assert cell_text(found[number][1]) == clean(text).strip()
    added = plan.added_rows
    before, after = cells(form_data), cells(plan.content)
    end = FIRST + blank
    for place, value in before.items():
        at = int(re.sub(r"\D", "", place))
        if at < FIRST:
            assert after[place] == value
        elif at > end:
            assert after[re.sub(r"\d+", str(at + added), place)] == value


def test_a_cell_that_the_part_does_not_have_is_put_in_where_it_belongs() -> None:
    bare = with_part(form(), SHEET, lambda part: re.sub(rb'<c r="[BE]\d+"[^>]*(/>|></c>)', b"", part))
    done = cells(filled(bare, records(3)).content)
    assert (done["B6"], done["E7"]) == ("第2件", "12月5日")


@pytest.mark.parametrize("count", [3, 12])
def test_a_column_of_formulas_stays_and_is_named(count: int) -> None:
    def running(sheet: Any) -> None:
        for number in range(FIRST, FIRST + 10):
            sheet[f"A{number}"] = "=ROW()-4"

    plan = filled(form(10, running), records(count))
    assert cells(plan.content)[f"A{FIRST + count - 1}"] == "=ROW()-4"
    assert any("序号" in remark for remark in plan.remarks)


def _refusal(data: bytes, count: int = 12) -> str:
    with pytest.raises(FileFaults) as refused:
        filled(data, records(count))
    return refused.value.faults[0][1]


def test_rows_are_refused_where_nobody_can_say_what_moves() -> None:
    def shared(part: bytes) -> bytes:
        return part.replace(b"<f>SUM", b'<f t="shared" ref="I15" si="0">SUM')

    def table(sheet: Any) -> None:
        from openpyxl.worksheet.table import Table as ExcelTable

        sheet["A22"], sheet["B22"] = "一", "二"
        sheet.add_table(ExcelTable(displayName="t", ref="A22:B24"))

    def note(sheet: Any) -> None:
        from openpyxl.comments import Comment

        sheet["A17"].comment = Comment("签名", "某")

    def name(sheet: Any) -> None:
        from openpyxl.workbook.defined_name import DefinedName

        sheet.parent.defined_names["明细"] = DefinedName("明细", attr_text="'交办 事项'!$I$7")

    def other(sheet: Any) -> None:
        sheet.parent.create_sheet("汇总")["A1"] = "='交办 事项'!I15"

    said = {
        "shared": _refusal(with_part(form(), SHEET, shared)), "table": _refusal(form(10, table)),
        "note": _refusal(form(10, note)), "name": _refusal(form(10, name)), "other": _refusal(form(10, other)),
        "one cell": _refusal(form(10, lambda sheet: sheet.__setitem__("I16", "=I14+1"))),
        "looked up": _refusal(form(10, lambda sheet: sheet.__setitem__("I16", "=INDEX(I5:I14,3)"))),
        "locked": _refusal(form(10, lambda sheet: unlocked(sheet, "ABCDEFGHI"))),
    }  # fmt: skip
    assert len({*said.values()}) >= 6
    assert all("2" in words for words in said.values())
    filled(with_part(form(), SHEET, shared), records(9))  # none is needed: none of it matters


def test_a_protected_form_takes_only_what_a_person_could_write() -> None:
    plan = filled(form(10, lambda sheet: unlocked(sheet, "ABCDEFGHI")), records(3))
    assert cells(plan.content)["B7"] == "第3件"
    assert "C5" in _refusal(form(10, lambda sheet: unlocked(sheet, "ABDEFGHI")), 3)


def test_programs_links_and_signatures_in_a_form_are_refused() -> None:
    macro = _refusal(with_part(form(), "xl/vbaProject.bin", lambda _part: b"x"), 1)
    typed = with_part(
        form(), "[Content_Types].xml", lambda part: part.replace(b".sheet.main", b".sheet.macroEnabled.main")
    )
    assert _refusal(typed, 1) == macro
    linked = _refusal(with_part(form(), "xl/externalLinks/externalLink1.xml", lambda _part: b"<a/>"), 1)
    signed = _refusal(with_part(form(), "_xmlsignatures/sig1.xml", lambda _part: b"<a/>"), 1)
    assert len({macro, linked, signed}) == 3


def test_a_form_without_blank_rows_says_what_stands_there() -> None:
    table = tables_of(Book(form(10, lambda sheet: sheet.__setitem__("B5", "（示例）"))), SOURCES)[0]
    assert table.blank_rows == 0
    assert "（示例）" in table.why_not


def test_a_form_without_any_known_heading_shows_those_it_has() -> None:
    def unknown(sheet: Any) -> None:
        for letter in "ABCDEFGHIJ":
            if letter != "G":  # it lies under its neighbour
                sheet[f"{letter}3"] = f"甲{letter}"
        sheet["F4"], sheet["G4"] = "乙", "丙"

    table = tables_of(Book(form(10, unknown)), SOURCES)[0]
    assert [column.heading for column in table.columns][:2] == ["甲A", "甲B"]


def test_a_hidden_column_is_not_filled_and_a_merged_cell_is_refused() -> None:
    plan = filled(form(10, lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True)), records(2))
    assert not [one for one in plan.cells if one.key == "given_by"]
    assert any("C" in remark for remark in plan.remarks)
    assert "C5" in _refusal(form(10, lambda sheet: sheet.merge_cells("C5:C14")), 2)


def test_a_hidden_row_is_not_filled() -> None:
    data = form(10, lambda sheet: setattr(sheet.row_dimensions[9], "hidden", True))
    assert tables_of(Book(data), SOURCES)[0].blank_rows == 4


def test_cells_merged_within_each_row_are_merged_in_the_rows_added_too() -> None:
    def pairs(sheet: Any) -> None:
        for number in range(FIRST, FIRST + 3):
            sheet.merge_cells(f"B{number}:C{number}")

    plan = filled(form(3, pairs), Records(SOURCES[:2], records(5).rows))
    sheet = openpyxl.load_workbook(io.BytesIO(plan.content)).worksheets[0]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"B{number}:C{number}" for number in range(5, 10)} <= merged
    assert [sheet[f"B{number}"].value for number in range(5, 10)] == [f"第{number}件" for number in range(1, 6)]


def test_a_form_that_was_written_as_a_stream_is_filled() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_where: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(form()).items():
            archive.writestr(name, content)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        assert all(one.flag_bits & 8 for one in archive.infolist())
    assert cells(filled(out.getvalue(), records(2)).content)["B6"] == "第2件"


def test_a_row_that_only_counts_the_columns_belongs_to_the_headings() -> None:
    def counted(sheet: Any) -> None:
        for letter, text in zip("ABCDEFGHIJ", ("甲", *map(str, range(1, 10))), strict=True):
            sheet[f"{letter}5"] = text

    plan = filled(form(10, counted), records(11))
    done = cells(plan.content)
    assert (done["B5"], done["B6"], plan.added_rows) == ("1", "第1件", 2)
    assert done["I17"] == "=SUM(I5:I16)"


def test_rows_too_low_for_their_texts_are_named_and_keep_their_height() -> None:
    def wide(sheet: Any) -> None:
        sheet.column_dimensions["B"].width = 30

    rows = Records(SOURCES, (row(1), row(2, title="代表建议答复，" * 6), row(3, title="一\n二\n三")))
    plan = filled(form(10, wide), rows)
    assert any(remark.endswith("6、7") for remark in plan.remarks)
    assert not any("行高" in remark for remark in filled(form(10, wide), records(3)).remarks)


def free(sheet: Any) -> None:
    """Rows that have no height of their own, whose cells wrap."""
    for letter in "ABCDEFGHIJ":
        sheet.column_dimensions[letter].width = 12
    for number in range(FIRST, FIRST + 10):
        sheet.row_dimensions[number].height = None


def test_rows_without_a_height_get_that_of_their_texts_and_stay_free_to_grow() -> None:
    long = {5: "短", 6: "代表建议答复，" * 6, 7: "一\n二\n三", 16: "代表建议答复，" * 3}
    rows = Records(SOURCES, tuple(row(number - 4, title=long.get(number, "短")) for number in range(FIRST, FIRST + 12)))
    plan = filled(form(10, free), rows)
    sheet = openpyxl.load_workbook(io.BytesIO(plan.content)).worksheets[0]
    heights = {number: sheet.row_dimensions[number].height for number in (5, 6, 7, 8, 16)}
    assert (heights[5], heights[8], heights[7]) == (None, None, 48)
    assert heights[6] >= 84 / 12 * 13
    assert heights[16] >= 42 / 12 * 13
    assert b"customHeight" not in re.findall(rb'<row [^>]*r="6"[^>]*>', parts_of(plan.content)[SHEET])[0]
    assert not any("行高" in remark for remark in plan.remarks)


def test_a_row_free_to_grow_whose_text_no_row_holds_is_named() -> None:
    rows = Records(SOURCES, (row(1), row(2, title="代表建议答复，" * 60)))
    assert any(remark.endswith("：6") for remark in filled(form(10, free), rows).remarks)


def test_cells_that_do_not_wrap_make_no_row_higher() -> None:
    def unwrapped(sheet: Any) -> None:
        free(sheet)
        for number in range(FIRST, FIRST + 10):
            sheet.cell(number, 2).alignment = Alignment()

    plan = filled(form(10, unwrapped), Records(SOURCES, (row(1, title="代表建议答复，" * 6),)))
    assert openpyxl.load_workbook(io.BytesIO(plan.content)).worksheets[0].row_dimensions[5].height is None


def test_a_text_longer_than_a_cell_holds_is_refused_and_nothing_is_cut() -> None:
    with pytest.raises(FileFaults, match="B5"):
        filled(form(), records(1, title="字" * 32_768))


def test_a_password_and_an_old_file_are_told_apart() -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    locked = old + "EncryptedPackage".encode("utf-16-le")
    assert ".xls" in _refusal(old)
    assert "密码" in _refusal(locked)


@pytest.mark.parametrize("cut", [0, 3, 100, 1000, -30, -1])
def test_what_is_no_sound_file_is_refused(cut: int) -> None:
    with pytest.raises(FileFaults):
        filled(form()[:cut], records(1))


def test_a_day_in_a_cell_without_a_format_of_days_is_spelled_as_the_forms_others_are() -> None:
    due = date(2026, 12, 5)
    assert cells(filled(form(), records(2, due=due)).content)["E5"] == "2026年12月5日", "as the days beside it"
    remarked = cells(filled(form(), records(1, due="2026-12-05（推算）")).content)
    assert remarked["E5"] == "2026年12月5日（推算）"
    assert cells(filled(form(), records(1, result="2026-12-05前已报")).content)["F5"] == "2026-12-05前已报", "own words"

    def bare(sheet: Any) -> None:
        for number in range(5, 15):
            sheet.cell(number, 4).number_format = "General"

    def slashed(sheet: Any) -> None:
        bare(sheet)
        for number in range(5, 15):
            sheet.cell(number, 5).number_format = "yyyy/m/d"

    def signed(sheet: Any) -> None:
        bare(sheet)
        sheet["A17"] = "填报日期：____年__月__日"

    for change, said in ((bare, "2026-11-02"), (slashed, "2026/11/2"), (signed, "2026年11月2日")):
        assert cells(filled(form(change=change), records(1)).content)["D5"] == said
