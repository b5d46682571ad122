"""An office's Word form filled: only the part of its text is patched, and its rows are said again as they look."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from content.errors import FileFaults
from reports.document import clean
from reports.office_forms.docx import DOCUMENT
from reports.office_forms.filling import Plan
from reports.office_forms.forms import form_of
from reports.office_forms.headings import FormTable, Records, matched
from tests.reports.office_forms.forms import SOURCES, parts_of, records, row, with_part

HEADS = ("序号", "事项", "交办人", "办理情况", "备注")


def document(blank: int = 4, change: Callable[[Any], object] | None = None) -> bytes:
    """A form with a head table, the table that is filled in, a sum and a line to sign."""
    made = docx.Document()
    made.add_paragraph("办理情况登记表")
    head = made.add_table(rows=1, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "填报单位：综合处", "日期："
    table = made.add_table(rows=blank + 2, cols=len(HEADS), style="Table Grid")
    for place, text in enumerate(HEADS):
        table.cell(0, place).text = text
    for number in range(1, blank + 1):
        table.cell(number, 0).text = str(number)
        mark = table.cell(number, 1).paragraphs[0].paragraph_format.element.get_or_add_pPr()
        look = OxmlElement("w:rPr")
        look.append(OxmlElement("w:b"))
        mark.append(look)
        table.rows[number].height = Pt(30)
    table.cell(blank + 1, 0).merge(table.cell(blank + 1, 4)).text = "合计"
    made.add_paragraph("负责人（签名）：")
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(data: bytes, rows: Records) -> FormTable:
    return form_of(data).tables(rows.sources)[1]


def filled(data: bytes, rows: Records) -> Plan:
    """The second table of a form with the rows in it."""
    form = form_of(data)
    table = form.tables(rows.sources)[1]
    return form.fill(table, matched(table, rows), rows)


def texts(data: bytes) -> list[list[str]]:
    """What stands in the second table, as another program reads it."""
    return [[cell.text for cell in one.cells] for one in docx.Document(io.BytesIO(data)).tables[1].rows]


def test_only_the_text_is_patched_and_all_around_the_table_stays() -> None:
    data = document()
    plan = filled(data, records(3))
    before, after = parts_of(data), parts_of(plan.content)
    assert {name for name in before if before[name] != after[name]} == {DOCUMENT}
    assert [*before] == [*after]
    assert texts(plan.content)[1] == ["1", "第1件", "王处", "已办结", ""]
    assert texts(plan.content)[4] == ["4", "", "", "", ""]
    assert [one.text for one in docx.Document(io.BytesIO(plan.content)).paragraphs] == [
        "办理情况登记表",
        "负责人（签名）：",
    ]


def test_rows_beyond_the_blank_ones_look_as_the_last_of_them_and_the_sum_stays_beneath() -> None:
    plan = filled(document(), records(7))
    assert plan.added_rows == 3
    table = docx.Document(io.BytesIO(plan.content)).tables[1]
    assert [one.cells[1].text for one in table.rows] == ["事项", *(f"第{n}件" for n in range(1, 8)), "合计"]
    assert {one.height for one in table.rows[1:8]} == {Pt(30)}
    assert all(one.cells[1].paragraphs[0].runs[0].bold for one in table.rows[1:8])
    assert not table.rows[7].cells[2].paragraphs[0].runs[0].bold


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=9), st.integers(1, 6))
@pytest.mark.slow
def test_what_is_read_back_is_what_was_put_in(said: list[str], blank: int) -> None:
    rows = Records(SOURCES, tuple(row(number, title=text) for number, text in enumerate(said, 1)))
    done = texts(filled(document(blank), rows).content)
    assert [one[1].strip() for one in done[1 : len(said) + 1]] == [clean(text).strip() for text in said]
    assert done[-1][0] == "合计"
    assert len(done) == max(len(said), blank) + 2


def test_marks_that_may_stand_once_are_not_said_again() -> None:
    def mark(made: Any) -> None:
        cell = made.tables[1].rows[4].cells[4]
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        begin.set(qn("w:id"), "7")
        begin.set(qn("w:name"), "此处")
        end.set(qn("w:id"), "7")
        cell.paragraphs[0]._p.extend([begin, end])

    part = parts_of(filled(document(4, mark), records(7)).content)[DOCUMENT]
    assert part.count("此处".encode()) == 1


def test_a_column_that_word_numbers_is_left_to_it() -> None:
    def numbered(made: Any) -> None:
        for one in made.tables[1].rows[1:5]:
            one.cells[0].text = ""
            one.cells[0].paragraphs[0].style = made.styles["List Number"]
            number = OxmlElement("w:numPr")
            one.cells[0].paragraphs[0]._p.get_or_add_pPr().append(number)

    plan = filled(document(4, numbered), records(6))
    assert [one[0] for one in texts(plan.content)[1:7]] == [""] * 6


def test_a_row_that_only_counts_the_columns_belongs_to_the_headings() -> None:
    def counted(made: Any) -> None:
        for place, text in enumerate(("甲", "1", "2", "3", "4")):
            made.tables[1].cell(1, place).text = text

    plan = filled(document(4, counted), records(4))
    assert plan.added_rows == 1
    assert [one[1] for one in texts(plan.content)] == ["事项", "1", "第1件", "第2件", "第3件", "第4件", "合计"]
    assert [one[0] for one in texts(plan.content)[2:6]] == ["1", "2", "3", "4"]


def test_rows_of_a_fixed_height_are_told() -> None:
    def fixed(made: Any) -> None:
        for one in made.tables[1].rows:
            one.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY

    told = {*filled(document(4, fixed), records(2)).remarks} - {*filled(document(4), records(2)).remarks}
    assert len(told) == 1


def test_what_around_the_rows_waits_for_a_person_is_named_and_what_is_filled_in_is_not() -> None:
    def around(made: Any) -> None:
        made.add_paragraph("填报单位：综合处\t填报日期：    年  月  日")
        made.add_paragraph("填表人：____  处室负责人（签字）：")
        made.add_paragraph("本表说明如下：")
        made.add_paragraph("备注：逐件填写")

    [told] = filled(document(4, around), records(2)).remarks
    assert told == "没有填、请自己填的：负责人（签名）、填报日期、填表人、处室负责人（签字）、日期、合计"


def test_a_text_that_fills_most_of_a_page_in_a_narrow_column_is_named() -> None:
    long, short = row(1, result="材料已核对，" * 60), row(2, result="材料已核对，" * 10)
    told = [one for one in filled(document(), Records(SOURCES, (short, long))).remarks if "请看看" in one]
    assert told == ["请看看这几格，文字很长：第3行第4列"]
    assert not any("请看看" in one for one in filled(document(), Records(SOURCES, (short,))).remarks)


def test_a_cell_merged_over_rows_is_refused() -> None:
    with pytest.raises(FileFaults):
        filled(document(4, lambda made: made.tables[1].cell(1, 2).merge(made.tables[1].cell(4, 2))), records(2))


def test_macros_protection_and_controls_are_refused() -> None:
    def protected(made: Any) -> None:
        lock = OxmlElement("w:documentProtection")
        lock.set(qn("w:enforcement"), "1")
        made.settings.element.append(lock)

    def control(made: Any) -> None:
        made.tables[1].rows[1].cells[1]._tc.append(OxmlElement("w:sdt"))

    typed = with_part(
        document(), "[Content_Types].xml", lambda part: part.replace(b".document.main", b".macroEnabled.main")
    )
    said = set()
    for data in (typed, document(4, protected), with_part(document(), "word/vbaProject.bin", lambda _part: b"x")):
        with pytest.raises(FileFaults) as refused:
            form_of(data)
        said.add(refused.value.faults[0][1])
    assert len(said) == 2
    assert _table(document(4, control), records(1)).why_not
    assert not _table(document(), records(1)).why_not


def test_no_line_of_a_form_ends_within_a_day_and_days_are_spelled_as_its_own_are() -> None:
    done = filled(document(), records(1, result=date(2026, 12, 5))).content
    assert parts_of(done)[DOCUMENT].count(b"<w:noBreakHyphen/>") == 2
    assert texts(done)[1][3] == "2026-12-05"

    def in_chinese(made: Any) -> None:
        made.add_paragraph("填报日期：    年  月  日")

    done = filled(document(change=in_chinese), records(1, result=date(2026, 12, 5))).content
    assert texts(done)[1][3] == "2026年12月5日"
