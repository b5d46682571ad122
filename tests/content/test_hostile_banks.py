"""Tables that somebody made to hurt, or that grew out of hand: a list of faults, no crash, nothing half taken."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from content.errors import FileFaults
from content.importing.questions import read_bank_file
from content.importing.table import ROW_LIMIT


def book(path: Path, rows: list[list[object]]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(path)
    return made


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 64 * 1024 * 1024)
    assert path.stat().st_size < 100_000
    with pytest.raises(FileFaults) as caught:
        read_bank_file(path)
    assert "太大" in caught.value.lines("bomb.xlsx")[0]


def test_hostile_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    book(path, [["题干", "答案"], ["对吗？", "对"]])
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, entity if name.endswith("sheet1.xml") else old.read(name))
    path.write_bytes(target.getvalue())
    with pytest.raises(FileFaults):
        read_bank_file(path)


def test_a_cell_at_the_far_end_formulas_merged_cells_and_empty_rows(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    made = book(path, [["题型", "题干", "选项A", "选项B", "答案"], ["单选", "几日？", "三日", "五日", '="A"']])
    sheet = made.active
    assert sheet is not None
    sheet["XFD1048576"] = "远"
    for row in (5, 6):
        for column, text in zip("ABCDE", ("单选", f"第{row}问？", "三日", "五日", "B"), strict=True):
            sheet[f"{column}{row}"] = text
    sheet.merge_cells("B5:B6")
    made.save(path)
    bank = read_bank_file(path)
    assert [question.stem.zh for question in bank.pack.questions] == ["第5问？"]
    assert [line for line, _words in bank.faults] == [2, 6]
    assert "公式" in bank.faults[0][1]
    assert "同样的题" in bank.faults[1][1]
    assert any("B5:B6" in remark for remark in bank.remarks)
    assert any("XFD1048576" in remark for remark in bank.remarks)


@pytest.mark.slow
def test_thirty_thousand_rows_are_too_many_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    lines = ["题干,答案", *(f"第{number}问对吗？,对" for number in range(30_000))]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    bank = read_bank_file(path)
    assert [line for line, _words in bank.faults] == [ROW_LIMIT]
    assert str(ROW_LIMIT) in bank.faults[0][1]


def test_sheets_by_type_and_a_word_for_each_fault(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    made = book(path, [["题干", "选项A", "选项B", "答案"], ["甲？", "一", "二", "A"], ["乙？", "一", "二", "C"]])
    assert made.active is not None
    made.active.title = "单选题"
    judged = made.create_sheet("判断题")
    for row in (["题干", "答案"], ["丙。", "√"], ["丁。", "X"], ["戊。", "不知道"]):
        judged.append(row)
    made.save(path)
    bank = read_bank_file(path)
    assert [question.answer for question in bank.pack.questions] == [("A",), ("T",), ("F",)]
    assert [(line, "单选题" in words, "判断题" in words) for line, words in bank.faults] == [
        (3, True, False), (4, False, True),
    ]  # fmt: skip
