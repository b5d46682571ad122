"""Tables as offices keep them: read as they are shown, and whatever is not taken is named with its place."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from content.errors import FileFaults
from content.importing.donts import read_list_file
from content.importing.limits import COLUMN_LIMIT, ROW_LIMIT, SHEET_LIMIT
from content.importing.number_format import Moment, Number, Unknown, is_day, shown_number
from content.importing.questions import read_bank_file
from content.importing.table import read_sheets
from content.importing.unchecked import BankFile
from content.words import _

HEADER = ("题干", "选项A", "选项B", "答案")
CHOICE = ("首都是哪里？", "北京", "上海", "A")


def workbook(*rows: Sequence[object]) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "t.xlsx"
    book.save(path)
    return path


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same file with its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    path.write_bytes(target.getvalue())
    return path


def told(bank: BankFile, *words: str) -> bool:
    """Whether one of the remarks has all these words in it."""
    return any(all(word in remark for word in words) for remark in bank.remarks)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1, "0%", "100%"),
        (0.125, "0.0%", "12.5%"),
        (123_456, '0!.0,"万"', "12.3万"),
        (123_456, '0\\.0,"万"', "12.3万"),
        (0.75, "[$-F400]h:mm:ss\\ AM/PM", "18:00:00"),
        (1200, "¥#,##0", "¥1,200"),
        (3, "[$¥-804]#,##0.00", "¥3.00"),
        (5, '0"日"', "5日"),
        (15, '"第"0"条"', "第15条"),
        (1.5, "[h]:mm", "36:00"),
        (7, "000", "007"),
        (-3, "0;(0)", "(3)"),
        (0, '0;-0;"无"', "无"),
        (2 / 3, "# ?/?", "2/3"),
        (13800001111, "000-0000-0000", "138-0000-1111"),
        (2.5, "General", "2.5"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_a_number_is_read_as_the_sheet_shows_it(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


def test_a_format_that_is_not_known_is_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(Unknown):
        shown_number(5, "[DBNum1]0")
    book, sheet = workbook(HEADER, ("几条？", 5, 6, "A"))
    sheet["B2"].number_format = "[DBNum1]0"
    ((row, words),) = read_bank_file(saved(book, tmp_path)).faults
    assert row == 2
    assert "B2" in words


def test_a_whole_date_is_an_option_and_half_a_date_is_asked(tmp_path: Path) -> None:
    book, sheet = workbook(
        HEADER, ("哪一天？", date(2026, 12, 4), date(2026, 12, 5), "A"), ("几成？", date(2026, 2, 3), "四", "A")
    )
    sheet["B2"].number_format = sheet["C2"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["B3"].number_format = 'm"月"d"日"'
    bank = read_bank_file(saved(book, tmp_path))
    (question,) = bank.pack.questions
    assert [option.zh for option in question.options] == ["2026年12月4日", "2026年12月5日"]
    assert told(bank, "B2 2026年12月4日")
    ((row, words),) = bank.faults
    assert (row, "B3" in words, "2月3日" in words) == (3, True, True)


def test_days_count_from_1904_where_the_book_says_so() -> None:
    one, other = Moment.of(1, "yyyy-mm-dd", 1), Moment.of(60, "yyyy-mm-dd", 0)
    assert one is not None
    assert other is not None
    assert (one.shown, other.shown) == ("1904-01-02", "1900-02-28")


def test_the_escapes_of_a_cell_are_its_line_ends_and_its_control_characters(tmp_path: Path) -> None:
    rows = (
        HEADER,
        ("一行_x000D_\n两行", "甲", "_x005F_x000D_", "A"),
        ("响_x001B_[31m", "甲", "乙", "A"),
        ("半_xD83D_", "甲", "乙", "A"),
    )
    bank = read_bank_file(saved(workbook(*rows)[0], tmp_path))
    (question,) = bank.pack.questions
    assert (question.stem.zh, question.options[1].zh) == ("一行\n两行", "_x000D_")
    assert [row for row, _words in bank.faults] == [3, 4]


def test_a_merged_cell_counts_for_all_its_rows_and_that_is_said(tmp_path: Path) -> None:
    book, sheet = workbook(("知识点", *HEADER), ("宪法", *CHOICE), (None, "国旗是什么颜色？", "红", "蓝", "A"))
    sheet.merge_cells("A2:A3")
    bank = read_bank_file(saved(book, tmp_path))
    assert [str(question.topic) for question in bank.pack.questions] == ["宪法", "宪法"]
    assert told(bank, "Sheet", "A2:A3")


def test_a_heading_over_two_rows_is_one_header(tmp_path: Path) -> None:
    book, sheet = workbook(("题干", "选项", None, "答案"), (None, "A", "B", None), CHOICE)
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        sheet.merge_cells(cells)
    (question,) = read_bank_file(saved(book, tmp_path)).pack.questions
    assert [option.zh for option in question.options] == ["北京", "上海"]


def test_hidden_sheets_are_left_out_until_they_are_wanted(tmp_path: Path) -> None:
    book, _sheet = workbook(HEADER, CHOICE)
    for name, state in (("旧题", "hidden"), ("极隐", "veryHidden")):
        hidden = book.create_sheet(name)
        hidden.sheet_state = state
        hidden.append(HEADER)
        hidden.append((f"{name}吗？", "是", "否", "A"))
    path = saved(book, tmp_path)
    bank = read_bank_file(path)
    assert (len(bank.pack.questions), bank.hidden) == (1, ("旧题", "极隐"))
    assert told(bank, "旧题", "1")
    both = read_bank_file(path, with_hidden=True)
    assert (len(both.pack.questions), both.hidden) == (3, ())


def test_sheets_rows_and_columns_that_were_not_read_are_named(tmp_path: Path) -> None:
    book, sheet = workbook(("2026年试题",), (*HEADER, "难度系数"), (*CHOICE, "0.8"))
    sheet["XFD9"] = "远"
    sheet.row_dimensions[3].hidden = True
    for number in range(SHEET_LIMIT):
        book.create_sheet(f"表{number}").append(("没有题目",))
    bank = read_bank_file(saved(book, tmp_path))
    assert len(bank.pack.questions) == 1
    for words in (
        ("Sheet", "E", "难度系数"),
        ("2026年试题",),
        ("XFD9",),
        ("3", "隐藏"),
        ("表0",),
        (f"表{SHEET_LIMIT - 1}",),
    ):
        assert told(bank, *words), words


def test_a_second_table_beside_the_first_is_named(tmp_path: Path) -> None:
    book, _sheet = workbook((*HEADER, None, *HEADER), (*CHOICE, None, "国旗？", "红", "蓝", "A"))
    bank = read_bank_file(saved(book, tmp_path))
    assert len(bank.pack.questions) == 1
    assert told(bank, "F 【题干】", "I 【答案】")


@pytest.mark.parametrize("begins", [1, 2])
def test_a_second_table_that_begins_lower_takes_no_row_of_the_first(tmp_path: Path, begins: int) -> None:
    rows: list[tuple[str, ...]] = [(f"第{number}问对吗？", "甲", "乙", "A") for number in range(4)]
    rows[begins] = (*rows[begins], "", "题干", "答案")
    rows[begins + 1] = (*rows[begins + 1], "", "旁边的题对吗？", "对")
    path = tmp_path / "t.csv"
    path.write_text("\n".join(",".join(row) for row in (HEADER, *rows)), "utf-8")
    bank = read_bank_file(path)
    assert [str(one.stem.zh) for one in bank.pack.questions] == [row[0] for row in rows]
    assert told(bank, f"F{begins + 2}")

    head = "清单名称,综合处清单\n依据,处务会\n内容,部分做到\n"
    path.write_text(f"{head}不让文件积压,晚了,,内容,部分做到\n不让来人久等,晚了,,不让旁落,晚了\n", "utf-8")
    found = read_list_file(path)
    assert [one.official.zh for one in found.dont_list.donts] == ["不让文件积压", "不让来人久等"]
    assert any("D4" in one for one in found.remarks)


def test_a_table_whose_headings_stand_again_further_to_the_left_is_one_beneath(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("编号,题干,答案\n1,对吗？,对\n题干,答案,\n错吗？,错,\n序号,题干,答案\n1,好吗？,对\n", "utf-8")
    assert len(read_bank_file(path).pack.questions) == 3


def test_options_beyond_the_eighth_are_never_dropped(tmp_path: Path) -> None:
    letters = "ABCDEFGHIJ"
    book, _sheet = workbook(("题干", *(f"选项{letter}" for letter in letters), "答案"), ("几个？", *letters, "A"))
    bank = read_bank_file(saved(book, tmp_path))
    assert bank.pack.questions == ()
    assert "J" in bank.faults[0][1]


@pytest.mark.slow
def test_rows_past_the_limit_are_named_and_empty_ones_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [f"第{number}问对吗？,对" for number in range(ROW_LIMIT + 5)]
    path.write_text("\n".join(["题干,答案", *rows]), "utf-8")
    assert [row for row, _words in read_bank_file(path).faults] == [ROW_LIMIT]
    path.write_text("题干,答案" + "\n" * (2 * ROW_LIMIT) + "末尾的一题对吗？,对", "utf-8")
    bank = read_bank_file(path)
    assert (bank.faults, bank.rows) == ((), (2 * ROW_LIMIT + 1,))


@pytest.mark.parametrize(
    "row",
    [
        '<row r="{n}" ht="15"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>',
        pytest.param(
            '<row ht="15" r="{n}">\n  <c s="0" r="A{n}"></c>\n  <c s="0" r="B{n}"> </c>\n</row>\n',
            marks=pytest.mark.slow,
        ),
    ],
)
@pytest.mark.slow
def test_the_one_question_among_rows_that_hold_only_a_format_comes_in(tmp_path: Path, row: str) -> None:
    cells = "".join(row.format(n=n) for n in range(3, 400_000))
    path = saved(workbook(HEADER, CHOICE)[0], tmp_path)
    changed(
        path,
        lambda name, data: (
            data.replace(b"</sheetData>", cells.encode() + b"</sheetData>") if "sheet1" in name else data
        ),
    )
    bank = read_bank_file(path)
    assert (len(bank.pack.questions), bank.faults) == (1, ())


@pytest.mark.slow
def test_one_long_text_in_many_cells_is_refused_with_its_place(tmp_path: Path) -> None:
    rows = [("y" * 30_000, "y" * 30_000, "乙", "A") for _row in range(400)]
    path = saved(workbook(HEADER, *rows)[0], tmp_path)
    with pytest.raises(FileFaults) as caught:  # 24 million characters out of a file of 10 KB
        read_bank_file(path)
    assert "太大" in caught.value.lines("t.xlsx")[0]
    saved(workbook(HEADER, rows[0])[0], tmp_path)
    changed(path, lambda _name, data: data.replace(("y" * 30_000).encode(), ("y" * 40_000).encode()))
    with pytest.raises(FileFaults) as caught:
        read_bank_file(path)
    assert "A2" in caught.value.lines("t.xlsx")[0]
    csv_path = tmp_path / "t.csv"
    csv_path.write_text(f"题干,答案\n{'长' * 40_000},对\n", "utf-8")
    with pytest.raises(FileFaults) as caught:
        read_bank_file(csv_path)
    assert "A2" in caught.value.lines("t.csv")[0]


def xlsx_with(part: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo(part), content)  # dated alike on every worker
    return target.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
HTML = "<html><body><table><tr><td>题干</td></tr></table></body></html>".encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_is_read_by_its_mark(tmp_path: Path, encoding: str) -> None:
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    path = tmp_path / "a.csv"
    path.write_bytes(mark + "题干\t答案\r\n对吗？\t对\r\n".encode(encoding))
    assert read_sheets(path)[0].rows == ((1, ("题干", "答案")), (2, ("对吗？", "对")))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.xlsx", OLE, ".xls"),
        ("a.xls", OLE, ".xls"),
        ("a.xlsx", HTML, "网页"),
        ("a.xls", HTML, "网页"),
        ("a.xls", b'<?xml version="1.0"?><Workbook></Workbook>', "2003"),
        ("a.csv", "题干,答案\r\n对吗？,对\r\n".encode("utf-16-be"), "UTF-16"),
        ("a.txt", "题干\t答案\r\n".encode("utf-16-le"), "UTF-16"),
        ("a.gift", "对吗？\n\n{T}".encode("utf-16-le"), "UTF-16"),
        ("a.xlsx", xlsx_with("word/document.xml", b"<w/>"), "Word"),
        ("a.xlsx", b"PK\x03\x04broken", "损坏"),
        ("a.xlsx", b"", "空"),
        ("~$a.xlsx", b"\x05wang", "~$"),
    ],
)
def test_a_file_of_another_kind_is_told_as_what_it_is(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileFaults) as caught:
        read_bank_file(tmp_path / name)
    (line,) = caught.value.lines(name)
    assert says in line.removeprefix(name)


def test_a_strict_workbook_and_one_of_charts_only_are_told(tmp_path: Path) -> None:
    path = saved(workbook(HEADER, CHOICE)[0], tmp_path)
    usual, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    changed(path, lambda _name, data: data.replace(usual, strict))
    with pytest.raises(FileFaults, match="Strict"):
        read_bank_file(path)
    book, _sheet = workbook(HEADER, CHOICE)
    book.create_chartsheet("走势").add_chart(BarChart())
    bank = read_bank_file(saved(book, tmp_path))
    assert (len(bank.pack.questions), told(bank, "走势")) == (1, True)


def test_a_csv_in_which_excel_made_dates_of_fractions_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(
        "题干,选项A,选项B,答案\n几成？,2月3日,3月4日,A\n哪天上报？3月4日还是5日？,前者,后者,A\n".encode("gb18030")
    )
    bank = read_bank_file(path)
    assert [row for row, _words in bank.faults] == [2, 2]
    assert "B2" in bank.faults[0][1]
    assert len(bank.pack.questions) == 1


def test_a_list_names_what_it_did_not_take(tmp_path: Path) -> None:
    head = (("清单名称", "综合处清单"), ("依据", "处务会决定"), ("制表人", "某某"), ("内容", "部分做到", "责任人"))
    book, _sheet = workbook(*head, ("不让文件积压", "晚了", "某某"))
    book.create_sheet("备注").append(("没有条目",))
    hidden = book.create_sheet("旧清单")
    hidden.sheet_state = "hidden"
    hidden.append(("内容", "部分做到"))
    found = read_list_file(saved(book, tmp_path))
    said = "\n".join(found.remarks)
    assert found.hidden == ("旧清单",)
    assert all(word in said for word in ("制表人", "C 【责任人】", "备注", "旧清单"))


def test_cells_beyond_the_last_column_of_a_csv_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("题干,答案" + "," * COLUMN_LIMIT + "远\n对吗？,对\n", "utf-8")
    assert told(read_bank_file(path), "AO1")


@pytest.mark.slow
def test_no_damage_to_a_workbook_ends_the_program(tmp_path: Path) -> None:
    book, sheet = workbook(("知识点", *HEADER), ("宪法", *CHOICE), (None, "时长？", 1.5, date(2026, 1, 2), "A"))
    sheet.merge_cells("A2:A3")
    path, chance = saved(book, tmp_path), random.Random(14)
    sound = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _time in range(150):
        part = chance.choice([name for name in parts if name.startswith("xl/")])
        data = bytearray(parts[part])
        for _change in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.choice([b"", b"9" * 5000, b"<", b'"', b"\xff", b"-1", b"r"])
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(data) if name == part else content)
        path.write_bytes(target.getvalue())
        with suppress(FileFaults):
            read_bank_file(path)
        at = chance.randrange(len(sound))
        path.write_bytes(sound[:at] + bytes([chance.randrange(256)]) + sound[at + 1 :])
        with suppress(FileFaults):
            read_bank_file(path)


CODES = st.lists(
    st.sampled_from([
        "0", "#", "?", ".", ",", "%", "/", "E+", '"日"', "\\-", "_ ", "[h]", "[Red]", "[$¥-804]", "[>5]", "y", "m", "d",
        "h", "s", "@", "General", "AM/PM", ";", "a", '"',
    ]),
    max_size=7,
).map("".join)  # fmt: skip


@given(st.floats(allow_nan=False, allow_infinity=False), CODES)
def test_no_format_and_no_number_breaks_the_reader(value: float, code: str) -> None:
    if is_day(code):
        moment = Moment.of(value, code, 0)
        assert moment is None or isinstance(moment.shown, str)
    else:
        assert Number.of(value, code) == value


def test_comments_and_rows_struck_out_are_named_with_their_places(tmp_path: Path) -> None:
    book, sheet = workbook(HEADER, CHOICE, ("国旗是什么？", "红旗", "蓝旗", "A"))
    sheet["D2"].comment = Comment("出处待核", "王某")
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    bank = read_bank_file(saved(book, tmp_path))
    assert len(bank.pack.questions) == 2
    assert told(bank, "D2", _("comments are not read"))
    assert told(bank, _("rows struck out are read too: {rows}").format(rows="3"))


def test_cells_written_bold_are_not_called_struck_out(tmp_path: Path) -> None:
    book, sheet = workbook(HEADER, CHOICE)
    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True, strike=False)
    assert not read_bank_file(saved(book, tmp_path)).remarks


def test_rows_that_say_something_only_beside_the_columns_read_are_named_and_bare_numbers_are_not(
    tmp_path: Path,
) -> None:
    rows = [
        ("序号", *HEADER),
        (1, *CHOICE),
        ("二、多选题（每题3分）",),
        (2, "国旗？", "红", "蓝", "A"),
        (3,),
        ("备注：内部使用",),
    ]
    bank = read_bank_file(saved(workbook(*rows)[0], tmp_path))
    assert len(bank.pack.questions) == 2
    assert told(bank, _("row {row}").format(row=3), "二、多选题（每题3分）")
    assert told(bank, _("row {row}").format(row=6), "备注：内部使用")
    assert not told(bank, _("row {row}").format(row=5))


def test_a_text_guarded_from_being_made_a_number_is_that_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('编号,题干,答案\n"=""007""",宪法是根本法,对\n"=A1&""x""",国歌,对\n', encoding="utf-8")
    (sheet,) = read_sheets(path)
    assert [cells[0] for _number, cells in sheet.rows] == ["编号", "007", '=A1&"x"']
