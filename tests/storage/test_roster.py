"""The roster comes out of the tables offices keep, and what is wrong is named by its row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.importing.table import ROW_LIMIT
from desk.roster_words import unused_words
from storage.roster import DOUBTS, Member, RosterFault, RosterReading, member_key, read_roster
from storage.roster_columns import Unused
from storage.roster_numbers import numbered

HEADER = ("编号", "姓名", "处室", "职务", "党小组", "政治面貌", "转入日期", "转出日期")
ZHANG = Member(
    member_no="001",
    name="张三",
    office="办公室",
    post="主任科员",
    party_group="第一党小组",
    political_status="中共党员",
    joined_day=date(2024, 3, 1),
)


def excel(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def test_excel_with_a_title_above_and_blank_rows(tmp_path: Path) -> None:
    reading = read_roster(
        excel(
            tmp_path / "名册.xlsx",
            ("第一党支部人员名册",),
            (),
            ("编 号", "姓　名", "处室（单位）", "职务", "党小组", "政治面貌", "转入\n日期", "转出日期"),
            ("001", "张　三", "办公室", "主任科员", "第一党小组", "中共党员", datetime(2024, 3, 1), None),  # noqa: DTZ001
            (),
            (2, "Li Si", None, None, None, None, "2026年3月1日", "2026.11.30"),
        )
    )
    assert reading.faults == ()
    assert reading.members[0] == ZHANG
    assert reading.members[1] == Member(
        member_no="2", name="Li Si", joined_day=date(2026, 3, 1), left_day=date(2026, 11, 30)
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_in_the_encodings_that_excel_writes(tmp_path: Path, encoding: str, separator: str) -> None:
    row = ("001", "张三", "办公室", "主任科员", "第一党小组", "中共党员", "2024-3-1", "")
    content = "\r\n".join(separator.join(cells) for cells in (HEADER, row)) + "\r\n"
    reading = read_roster(text(tmp_path / "名册.csv", content, encoding))
    assert reading.members == (ZHANG,)
    assert reading.faults == ()


def test_english_column_names(tmp_path: Path) -> None:
    content = "Member No.,Name,Office,Post,Party group,Political status,Joined,Left\n1,Ann Li,Legal,Clerk,G1,CPC,,\n"
    reading = read_roster(text(tmp_path / "roster.csv", content))
    assert reading.members == (
        Member(member_no="1", name="Ann Li", office="Legal", post="Clerk", party_group="G1", political_status="CPC"),
    )


def test_faults_name_the_row_and_the_rest_goes_in(tmp_path: Path) -> None:
    reading = read_roster(
        excel(
            tmp_path / "名册.xlsx",
            ("编号", "姓名", "转入日期"),
            ("001", "张三", "2026-2-30"),
            ("1", "李四", None),
            ("002", None, None),
            (None, "王五", None),
            ("003", "赵六", None),
        )
    )
    assert [(member.member_no, member.name) for member in reading.members] == [("001", "张三"), ("003", "赵六")]
    assert reading.faults == (
        RosterFault("impossible_date", 2, "joined_day", "2026-2-30"),
        RosterFault("doubled_number", 3, "member_no", "1", first_row=2),
        RosterFault("empty_name", 4, value="002"),
        RosterFault("empty_number", 5, value="王五"),
    )


def test_row_numbers_are_those_excel_shows_for_text_with_line_ends_in_cells(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", '编号,姓名,职务\n1,张三,"主任\n科员"\n\n,李四,\n'))
    assert reading.members[0].post == "主任 科员"
    assert [(fault.code, fault.row) for fault in reading.faults] == [("empty_number", 4)]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    without_number = read_roster(text(tmp_path / "a.csv", "名册\n姓名,处室\n张三,办公室\n"))
    assert without_number.members == ()
    assert without_number.faults == (RosterFault("missing_column", 2, "member_no"),)
    nothing = read_roster(text(tmp_path / "b.csv", ""))
    assert [(fault.code, fault.said) for fault in nothing.faults] == [("not_a_table", "是空的")]


def test_running_number_serves_where_there_is_no_other_and_that_is_said(tmp_path: Path) -> None:
    only = read_roster(text(tmp_path / "a.csv", "序号,姓名\n1,张三\n"))
    assert [member.member_no for member in only.members] == ["1"]
    assert [fault.code for fault in only.faults] == ["running_number_used"]
    both = read_roster(text(tmp_path / "b.csv", "序号,姓名,编号\n1,张三,A7\n"))
    assert [member.member_no for member in both.members] == ["A7"]
    assert both.faults == ()


@pytest.mark.parametrize(
    "written",
    ["2026-3-1", "2026/03/01", "2026.3.1", "2026年3月1日", "２０２６年３月１日", "20260301", "2026-03-01 00:00:00"],
)
def test_days_as_people_write_them(tmp_path: Path, written: str) -> None:
    reading = read_roster(text(tmp_path / "a.csv", f"编号,姓名,加入日期\n1,张三,{written}\n"))
    assert reading.faults == ()
    assert reading.members[0].joined_day == date(2026, 3, 1)


def test_excel_day_number_without_date_format(tmp_path: Path) -> None:
    reading = read_roster(excel(tmp_path / "a.xlsx", ("编号", "姓名", "加入日期"), (1, "张三", 46082)))
    assert reading.members[0].joined_day == date(2026, 3, 1)


@pytest.mark.parametrize(
    "written",
    ["2026.13", "2026", "明天", "0206-11-02", "2206-11-02", "2206-11", "2026-13-01", "99999999999999999999", "0"],
)
def test_what_is_no_day_is_named_and_left_empty(tmp_path: Path, written: str) -> None:
    reading = read_roster(text(tmp_path / "a.csv", f"编号,姓名,加入日期\n1,张三,{written}\n"))
    assert reading.members[0].joined_day is None
    assert reading.faults == (RosterFault("impossible_date", 2, "joined_day", written),)


@pytest.mark.parametrize("written", ["2062-03-01", "2099年1月", "2037-01", "2037.1.1"])
def test_a_day_more_than_ten_years_ahead_is_named_and_left_empty(tmp_path: Path, written: str) -> None:
    table = text(tmp_path / "a.csv", f"编号,姓名,加入日期,离开日期\n1,张三,{written},\n2,李四,,{written}\n")
    reading = read_roster(table, date(2026, 11, 27))
    assert [(member.joined_day, member.left_day) for member in reading.members] == [(None, None)] * 2
    assert reading.faults == (
        RosterFault("impossible_date", 2, "joined_day", written),
        RosterFault("impossible_date", 3, "left_day", written),
    )


def test_a_day_within_ten_years_is_taken(tmp_path: Path) -> None:
    table = text(tmp_path / "a.csv", "编号,姓名,加入日期\n1,张三,2036-12-31\n")
    assert read_roster(table, date(2026, 11, 27)).members[0].joined_day == date(2036, 12, 31)


@pytest.mark.parametrize("written", ["2019.7", "2019-07", "2019/7", "2019年7月", "２０１９年 ７月", 2019.7])
def test_of_a_month_alone_the_first_day_is_taken_and_asked_about(tmp_path: Path, written: str | float) -> None:
    reading = read_roster(excel(tmp_path / "a.xlsx", ("编号", "姓名", "加入日期"), (1, "张三", written)))
    assert reading.members[0].joined_day == date(2019, 7, 1)
    [fault] = reading.faults
    assert (fault.code, fault.row, fault.column) == ("month_alone", 2, "joined_day")
    assert fault.code in DOUBTS


def test_the_sheet_that_holds_the_roster_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["填表说明"])
    second = book.create_sheet("名册")
    second.append(["编号", "姓名"])
    second.append([1, "张三"])
    book.save(tmp_path / "a.xlsx")
    assert [member.name for member in read_roster(tmp_path / "a.xlsx").members] == ["张三"]


def code_of(path: Path) -> str:
    reading = read_roster(path)
    assert reading.members == ()
    (fault,) = reading.faults
    return fault.code


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    assert code_of(tmp_path / "missing.xlsx") == "cannot_open"
    (tmp_path / "older.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert code_of(tmp_path / "older.xls") == "not_a_table"
    (tmp_path / "folder.csv").mkdir()
    assert code_of(tmp_path / "folder.csv") == "cannot_open"
    (tmp_path / "text.xlsx").write_text("no zip")
    assert code_of(tmp_path / "text.xlsx") == "cannot_open"
    (tmp_path / "zeros.csv").write_bytes(bytes(1000))
    assert code_of(tmp_path / "zeros.csv") == "not_a_table"
    (tmp_path / "cell.csv").write_text("编号,姓名\n1," + '"' + "a" * 200_000)
    assert code_of(tmp_path / "cell.csv") == "cannot_open"
    with (tmp_path / "huge.csv").open("wb") as huge:
        huge.truncate(100_000_000)
    assert code_of(tmp_path / "huge.csv") == "too_large"


@pytest.mark.slow
def test_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))
    assert code_of(tmp_path / "bomb.xlsx") == "too_large"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    excel(tmp_path / "good.xlsx", ("编号", "姓名"), (1, "张三"))
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {"ab"[n % 2]}{n} "{"&a;" * 10}">' for n in range(20))
        + "]>"
    )
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad:
        for entry in good.namelist():
            content = good.read(entry).decode()
            if "sheet1" in entry:
                content = laughs + content.replace("<?xml version='1.0' encoding='UTF-8'?>", "")
            bad.writestr(entry, content)
    assert code_of(tmp_path / "bad.xlsx") == "cannot_open"


@pytest.mark.slow
def test_rows_beyond_the_limit_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    rows = "\n".join(f"{number},张{number}" for number in range(1, ROW_LIMIT + 10))
    reading = read_roster(text(tmp_path / "a.csv", f"编号,姓名\n{rows}\n"))
    assert len(reading.members) == ROW_LIMIT - 1
    assert [fault.code for fault in reading.faults] == ["too_many_rows"]


def test_hostile_cells_stay_text(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "编号,姓名,职务\n1,\x1b[31m=cmd|calc,<script>[b]\u2028x\n"))
    assert reading.members[0].name == "=cmd|calc"
    assert reading.members[0].post == "<script>[b]x"


def test_one_number_written_in_several_ways_is_one() -> None:
    assert member_key("7") == member_key("007") == member_key("７") == member_key(" 7 ")
    assert member_key("A07") == member_key("a07") != member_key("A7")
    assert member_key("0") == member_key("00") != member_key("")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_reading(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.csv").write_bytes("编号,姓名,加入日期\n".encode() + content)
    read_roster(folder / "any.csv")


def small_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (["编号", "姓名"], [1, "张三"]):
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GOOD_EXCEL = small_workbook()


def test_later_zip_version_is_no_traceback(tmp_path: Path) -> None:
    place = GOOD_EXCEL.index(b"PK\x01\x02") + 6  # the version needed, in the zip's directory
    (tmp_path / "a.xlsx").write_bytes(GOOD_EXCEL[:place] + b"\xff\x00" + GOOD_EXCEL[place + 2 :])
    assert code_of(tmp_path / "a.xlsx") == "cannot_open"


@given(st.lists(st.tuples(st.integers(0, len(GOOD_EXCEL) - 1), st.integers(0, 255)), min_size=1, max_size=5))
def test_any_damage_to_an_excel_file_gives_a_reading(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(GOOD_EXCEL)
    for place, byte in changes:
        content[place] = byte
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(content)
    read_roster(path)


def read_as(reading: RosterReading) -> dict[str, str]:
    return {column.title: column.column for column in reading.columns}


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("所在支部", "branch"), ("所属党支部", "branch"), ("所属党小组", "party_group"), ("现任职务", "post"),
        ("工号", "member_no"), ("人员编号", "member_no"), ("党员编号", "member_no"), ("职务（职级）", "post"),
        ("政治 面貌", "political_status"), ("所在 处室*", "office"), ("调离时间", "left_day"),
    ],
)  # fmt: skip
def test_headings_of_many_offices_are_known(tmp_path: Path, title: str, column: str) -> None:
    others = [one for one in ("编号", "姓名") if column != "member_no" or one != "编号"]
    reading = read_roster(text(tmp_path / "a.csv", f"{title},{','.join(others)}\n007,008,张三\n"))
    assert read_as(reading)[title.strip()] == column


def test_columns_rows_and_sheets_that_were_not_used_are_named(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "名册.xlsx",
        ("机关党支部人员名册",),
        ("序号", "编号", "姓名", "民族", "备注", None),
        (1, "001", "张三", "汉族", None, None),
        (2, "002", "李四", "回族", "2026年9月调出", "圆珠笔记"),
        ("合计", "2人", None, None, None, None),
        (None, None, "制表人：王五", None, None, None),
    )
    book = openpyxl.load_workbook(path)
    book.create_sheet("去年").append(["编号", "姓名"])
    book.create_sheet("空表")
    book.save(path)
    reading = read_roster(path)
    assert [member.name for member in reading.members] == ["张三", "李四"]
    assert reading.faults == ()
    assert reading.unused == (
        Unused("column", "民族", name="D"),
        Unused("column", "备注", name="E"),
        Unused("remark", "2026年9月调出", 4, "李四"),
        Unused("column", "", name="F"),
        Unused("row", "合计 2人", 5),
        Unused("row", "制表人：王五", 6),
        Unused("sheet", "去年"),
    )


@pytest.mark.parametrize("total", ["合计", "总 计", "小计：", "共3人", "人数", "Total"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_row_of_totals_is_no_member(tmp_path: Path, total: str, place: int) -> None:
    cells = ["3", "3"]
    cells[place] = total
    reading = read_roster(text(tmp_path / "a.csv", f"编号,姓名\n001,张三\n{','.join(cells)}\n"))
    assert [member.name for member in reading.members] == ["张三"]
    assert [(unused.kind, unused.row) for unused in reading.unused] == [("row", 3)]


def test_a_merged_cell_counts_for_all_its_rows(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "名册.xlsx",
        ("党小组", "编号", "姓名", "处室"),
        ("第一党小组", "001", "张三", "综合处"),
        (None, "002", "李四", None),
        (None, "003", "王五", None),
        ("第二党小组", "004", "赵六", None),
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A2:A4")
    book.worksheets[0].merge_cells("D2:D3")
    book.save(path)
    reading = read_roster(path)
    assert [(member.party_group, member.office) for member in reading.members] == [
        ("第一党小组", "综合处"), ("第一党小组", "综合处"), ("第一党小组", ""), ("第二党小组", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number", [3.3010219900101e17, 330102199001011234, "3.30102E+17", "330102199001011000", "#N/A"]
)
def test_a_number_that_excel_spoiled_stops_with_its_row(tmp_path: Path, number: object) -> None:
    reading = read_roster(excel(tmp_path / "a.xlsx", ("编号", "姓名"), ("001", "张三"), (number, "李四")))
    assert reading.stops
    assert [(fault.code, fault.row) for fault in reading.faults] == [("damaged_number", 3)]
    assert "李四" in reading.faults[0].value


def test_a_sound_long_number_is_read(tmp_path: Path) -> None:
    reading = read_roster(
        excel(tmp_path / "a.xlsx", ("编号", "姓名"), ("33010219900101123X", "张三"), (20260001, "李四"))
    )
    assert [member.member_no for member in reading.members] == ["33010219900101123X", "20260001"]
    assert not reading.stops


def test_a_number_twice_stops_with_both_rows(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "编号,姓名\n００７,张三\n008,李四\n7,王五\n"))
    assert reading.stops
    assert reading.faults == (RosterFault("doubled_number", 4, "member_no", "7", 2),)


def test_tables_side_by_side_are_both_read(tmp_path: Path) -> None:
    reading = read_roster(
        text(
            tmp_path / "a.csv",
            "编号,姓名,处室,,编号,姓名,处室\n1,张三,甲,,3,王五,丙\n2,李四,乙,,4,赵六,丁\n5,孙七,戊\n",
        )
    )
    assert [(member.member_no, member.name, member.office) for member in reading.members] == [
        ("1", "张三", "甲"), ("2", "李四", "乙"), ("5", "孙七", "戊"), ("3", "王五", "丙"), ("4", "赵六", "丁"),
    ]  # fmt: skip
    assert (reading.faults, reading.unused) == ((), ())


def test_a_number_in_two_tables_side_by_side_stops(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "编号,姓名,编号,姓名\n1,张三,2,李四\n3,王五,1,赵六\n"))
    assert [(fault.code, fault.row, fault.first_row) for fault in reading.faults] == [("doubled_number", 3, 2)]


def test_of_two_columns_of_one_kind_the_second_is_named(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "编号,姓名,职务,职级\n1,张三,处长,二级调研员\n"))
    assert reading.members[0].post == "处长"
    assert reading.unused == (Unused("column", "职级", name="D"),)


def test_headings_again_and_headings_over_some_rows_are_no_members(tmp_path: Path) -> None:
    content = "编号,姓名\n第一党小组,\n1,张三\n姓名,编号\n李四,2\n"
    reading = read_roster(text(tmp_path / "a.csv", content))
    assert [(member.member_no, member.name) for member in reading.members] == [("1", "张三"), ("2", "李四")]
    assert reading.unused == (Unused("row", "第一党小组", 2),)


def test_headings_again_without_that_of_the_numbers_lose_no_row_silently(tmp_path: Path) -> None:
    content = "编号,姓名,处室\n1,张三,综合处\n序,姓名,处室\n2,李四,综合处\n姓名\n王五\n"
    reading = read_roster(text(tmp_path / "a.csv", content))
    assert [member.name for member in reading.members] == ["张三"]
    assert (reading.faults[0].code, reading.faults[0].value) == ("empty_number", "李四")
    said = {fault.value for fault in reading.faults} | {word for one in reading.unused for word in one.text.split()}
    assert {"李四", "王五"} <= said


def test_headings_again_without_one_of_the_columns_end_no_reading(tmp_path: Path) -> None:
    content = "编号,姓名,处室\n1,张三,综合处\n2,李四,\n编号,姓名\n3,王五\n"
    reading = read_roster(text(tmp_path / "a.csv", content))
    assert [member.name for member in reading.members] == ["张三", "李四", "王五"]
    assert reading.unused == (Unused("blank", "处室", 3, name="1"),)


def test_the_branch_of_everybody_is_read(tmp_path: Path) -> None:
    reading = read_roster(
        text(tmp_path / "a.csv", "编号,姓名,所在支部\n1,张三,第一党支部\n2,李四,第二党支部\n3,王五,\n")
    )
    assert reading.branches == {"1": "第一党支部", "2": "第二党支部"}


def test_people_without_numbers_keep_those_they_had_and_get_free_ones(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "姓名,所在支部\n张三,第一党支部\n王五,第二党支部\n赵六,\n张三,\n"))
    assert (reading.members, len(reading.unnumbered)) == ((), 4)
    known = (Member(member_no="2", name="张 三"), Member(member_no="001", name="李四"))
    found = numbered(reading, known)
    assert [(member.member_no, member.name) for member in found.members] == [
        ("2", "张三"), ("003", "王五"), ("004", "赵六"), ("005", "张三"),
    ]  # fmt: skip
    assert found.branches == {"2": "第一党支部", "003": "第二党支部"}
    assert found.faults == (RosterFault("same_name", 5, "name", "张三", first_row=2),)


def test_running_numbers_that_begin_anew_are_no_member_numbers(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "序号,姓名,党小组\n1,张三,一\n2,李四,一\n1,王五,二\n"))
    assert (reading.members, [member.name for member in reading.unnumbered]) == ((), ["张三", "李四", "王五"])
    assert not reading.stops


@pytest.mark.parametrize("begins", [0, 1])
@pytest.mark.parametrize("headings", ["编号,姓名", "编号,姓名,处室", "姓名,电话"])
def test_a_table_that_begins_lower_beside_the_first_takes_nobody_away(
    tmp_path: Path, begins: int, headings: str
) -> None:
    rows = ["001,张三", "002,李四", "003,王五"]
    rows[begins] += f",,{headings}"
    rows[begins + 1] += ",,9,赵六,1"
    reading = read_roster(text(tmp_path / "r.csv", "\n".join(["编号,姓名", *rows])))
    assert [one.name for one in reading.members] == ["张三", "李四", "王五"]
    assert {"D", "E"} <= {one.name for one in reading.unused if one.kind == "column"}


def test_names_alone_beside_a_numbered_table_are_named_not_read(tmp_path: Path) -> None:
    reading = read_roster(text(tmp_path / "a.csv", "编号,姓名,配偶处室,姓名\n1,张三,甲,周八\n"))
    assert [(member.member_no, member.name) for member in reading.members] == [("1", "张三")]
    assert [unused.name for unused in reading.unused] == ["C", "D"]


def test_people_on_another_sheet_are_counted_and_have_to_be_agreed_to(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, rows in (("一组", ["001 张三"]), ("二组", ["002 李四", "003 王五"]), ("说明", [])):
        sheet = book.create_sheet(title)
        for row in ["编号 姓名"] * bool(rows) + rows or ["填表说明"]:
            sheet.append(row.split())
    book.save(tmp_path / "a.xlsx")
    reading = read_roster(tmp_path / "a.xlsx")
    assert [member.name for member in reading.members] == ["张三"]
    assert reading.faults == (RosterFault("members_elsewhere", value="二组", first_row=2),)
    assert reading.unused == (Unused("sheet", "说明"),)
    assert {fault.code for fault in reading.faults} <= DOUBTS


@pytest.mark.parametrize("name", ["#N/A", "####", "123", "张三、李四", "张三\n李四", "张" * 61])
def test_what_is_no_name_of_one_person_is_a_doubt(tmp_path: Path, name: str) -> None:
    reading = read_roster(excel(tmp_path / "a.xlsx", ("编号", "姓名"), ("001", name)))
    assert [fault.code for fault in reading.faults if fault.code in DOUBTS] == ["doubtful_name"]


@pytest.mark.parametrize("name", ["张三（女，回族）", "阿卜杜拉·买买提", "J. Smith", "欧阳 三"])
def test_names_of_other_kinds_are_none(tmp_path: Path, name: str) -> None:
    assert read_roster(excel(tmp_path / "a.xlsx", ("编号", "姓名"), ("001", name))).faults == ()


def test_signs_nobody_sees_are_no_part_of_a_number_or_a_name(tmp_path: Path) -> None:
    rows = [("编号\u200b", "姓\ufeff名"), ("001\ufe0f", "张\u200b三"), ("\u3164", "李\U000e0100四"), ("003", "\u3164")]
    reading = read_roster(excel(tmp_path / "a.xlsx", *rows))
    assert [(member.member_no, member.name) for member in reading.members] == [("001", "张三")]
    assert [person.name for person in reading.unnumbered] == ["李四"]
    assert [fault.code for fault in reading.faults] == ["empty_number", "empty_name"]
    twice = read_roster(excel(tmp_path / "b.xlsx", ("编号", "姓名"), ("001", "张三"), ("001\u200b", "李四")))
    assert twice.stops


def test_a_day_before_all_and_a_leaving_before_the_joining_are_doubts(tmp_path: Path) -> None:
    rows = [
        ("编号", "姓名", "转入日期", "转出日期"),
        ("1", "张三", "2026-05-01", "2026-04-01"),
        ("2", "李四", date(1900, 1, 5), None),
    ]
    reading = read_roster(excel(tmp_path / "a.xlsx", *rows))
    assert [fault.code for fault in reading.faults] == ["left_before_joined", "impossible_date"]
    assert [(member.joined_day, member.left_day) for member in reading.members] == [
        (date(2026, 5, 1), None),
        (None, None),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("编号", "001", "002"), ("姓名", "张三", "李四")],
        [("支部名册",), ("编号", "001", "002"), ("姓名", "张三", "李四")],
        [("序号", "1", "2"), ("姓名", "张三", "李四"), ("职务", "甲", "乙")],
    ],
)
def test_a_roster_that_lies_sideways_takes_nobody_in(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    reading = read_roster(excel(tmp_path / "a.xlsx", *rows))
    assert (reading.members, reading.unnumbered) == ((), ())
    assert "sideways" in [fault.code for fault in reading.faults]


@pytest.mark.parametrize("rows", [
    [
        ("第三党支部名册", None, None, None, None, "本年转出人员", None, None),
        ("编号", "姓名", "处室", "职务", None, "姓名", "编号", "转往"),
        ("B3-01", "张伟", "办公室", "主任", None, "曹阳", "B3-25", "第五党支部"),
        ("B3-02", "李娜", "秘书处", "干部", None, "邓超", "B3-26", "省直机关"),
    ],
    [
        ("编号", "姓名", "处室", "职务"), ("B3-01", "张伟", "办公室", "主任"), ("B3-02", "李娜", "秘书处", "干部"),
        ("本年转出人员",), ("编号", "姓名", "处室", "职务"),
        ("B3-25", "曹阳", "第五党支部", ""), ("B3-26", "邓超", "省直机关", ""),
    ],
])  # fmt: skip
def test_a_second_table_of_who_is_gone_is_said_and_asked_about_and_nobody_in_it_is_a_member(
    tmp_path: Path, rows: list[tuple[str | None, ...]]
) -> None:
    reading = read_roster(excel(tmp_path / "a.xlsx", *rows))
    assert [member.name for member in reading.members] == ["张伟", "李娜"]
    [fault] = [one for one in reading.faults if one.code in DOUBTS]
    assert (fault.code, fault.value, fault.first_row) == ("other_table", "本年转出人员", 2)


def test_a_sign_for_the_same_as_above_is_read_so_and_told(tmp_path: Path) -> None:
    rows = (
        ("编号", "姓名", "处室", "党小组"),
        ("001", "张三", "办公室", "一组"),
        ("002", "李四", "同上", "〃"),
        ("003", "王五", '"', "二组"),
    )
    reading = read_roster(excel(tmp_path / "名册.xlsx", *rows))
    assert [(one.office, one.party_group) for one in reading.members] == [
        ("办公室", "一组"), ("办公室", "一组"), ("办公室", "二组")
    ]  # fmt: skip
    assert reading.unused == (
        Unused("ditto", "同上", 3, "办公室"), Unused("ditto", "〃", 3, "一组"), Unused("ditto", '"', 4, "办公室")
    )  # fmt: skip
    assert unused_words(reading.unused[0]) == "第3行：【同上】按上一行读作【办公室】。"
