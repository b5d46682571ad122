"""A unit's own list is read from the table an office made, and every fault is named with its row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.donts import edition_text, official_list, read_edition
from content.errors import FileFaults
from content.importing.donts import example_list, read_list_file
from content.marks import Bilingual, Dont, DontList, Mark
from reports.dont_lists import list_workbook
from reports.formats import write

HEADER = ("内容", "简称", "部分做到", "每日提问")
HEAD = (("清单名称", "综合处清单"), ("依据", "处务会2026年11月决定"))
ITEM = ("不让文件积压", "", "有一件没转出，已说明", "今天的文件都转出了吗？\n登记了吗？")


def table(folder: Path, *rows: Sequence[object], head: Sequence[Sequence[object]] = HEAD) -> Path:
    """An Excel file with the head above the items."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (*head, HEADER, *rows):
        sheet.append(list(row))
    file = folder / "清单.xlsx"
    book.save(file)
    return file


def read(file: Path) -> DontList:
    return read_list_file(file).dont_list


def faults_of(file: Path) -> list[tuple[int, str]]:
    with pytest.raises(FileFaults) as caught:
        read(file)
    return caught.value.faults


def test_a_table_becomes_a_list(tmp_path: Path) -> None:
    head = (*HEAD, ("版本：", "2026年版"), ("启用日期", datetime(2026, 12, 1)))  # noqa: DTZ001 - as Excel gives it
    found = read(table(tmp_path, ITEM, ("不让电话没有回音", "电话有回音", "晚了半天", ""), head=head))
    assert (found.title.zh, found.edition, found.from_day) == ("综合处清单", "2026年版", date(2026, 12, 1))
    first, second = found.donts
    assert (first.official.zh, first.short.zh, second.short.zh) == ("不让文件积压", "不让文件积压", "电话有回音")
    assert first.meanings[Mark.PARTLY].zh == "有一件没转出，已说明"
    assert [question.zh for question in first.questions] == ["今天的文件都转出了吗？", "登记了吗？"]
    assert all(first.meanings[mark].zh for mark in Mark)


def test_an_item_stays_the_same_item_when_rows_change_places_and_when_its_number_does_not(tmp_path: Path) -> None:
    other = ("不让电话没有回音", "电话有回音", "晚了半天", "")
    one, two = (read(table(tmp_path, *rows)).donts for rows in ((ITEM, other), (other, ITEM)))
    assert [dont.id for dont in one] == [dont.id for dont in reversed(two)]
    text = "清单名称,甲\n依据,乙\n编号,内容,部分做到\nA1,不让文件积压,晚\n"
    (tmp_path / "a.csv").write_text(text, "utf-8-sig")
    (tmp_path / "b.csv").write_text(text.replace("文件积压", "文件压在手上"), "gb18030")
    (a,), (b,) = (read(tmp_path / name).donts for name in ("a.csv", "b.csv"))
    assert a.id == b.id
    assert b.official.zh == "不让文件压在手上"


def test_every_fault_is_named_with_its_row(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        ("", "", "晚了", ""),
        ("不让甲", "", "", ""),
        ITEM,
        ITEM,
        ("不让" + "长" * 40, "长", "晚", ""),
        ("不让乙", "一二三四五六七八九十一二三四", "晚", ""),
        ("不让丙", "", "晚\x07"[:1], "问" * 37),
        head=(("清单名称", "甲"), ("启用日期", "2月30日")),
    )
    rows = [(row, words) for row, words in faults_of(file)]
    assert [row for row, _words in rows] == [0, 2, 4, 5, 7, 8, 9, 10]
    said = "\n".join(words for _row, words in rows)
    for words in (
        "缺【依据】",
        "【2月30日】不是日期",
        "缺【内容】",
        "缺【部分做到】",
        "出现了两次",
        "一行放不下",
        "最多13个汉字",
    ):
        assert words in said


@pytest.mark.parametrize("count", [0, 21])
def test_a_list_has_one_to_twenty_items(tmp_path: Path, count: int) -> None:
    assert "1至20" in faults_of(table(tmp_path, *((f"不让{n}", "", "晚", "") for n in range(count))))[0][1].replace(
        " ", ""
    )
    assert len(read(table(tmp_path, *((f"不让{n}", "", "晚", "") for n in range(20)))).donts) == 20


def test_what_is_no_list_is_refused_with_one_line(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    contents = {"a.xlsx": b"no zip", "b.xlsx": bomb.getvalue(), "c.csv": "甲,乙\n丙,丁".encode(), "d.doc": b"x",
                "e.toml": b"id = 3", "f.toml": b"\xff", "g.csv": b"", "h.csv": b"\x00" * 99}  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        assert len(faults_of(tmp_path / name)) == 1
    for missing in (tmp_path / "none.xlsx", tmp_path, tmp_path / "none.toml"):
        assert len(faults_of(missing)) == 1


def test_a_formula_counts_as_what_it_came_to_and_merged_or_far_cells_do_no_harm(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("综合处清单",), *HEAD, HEADER, ITEM):
        sheet.append(list(row))
    sheet.merge_cells("A1:D1")
    sheet["XFD1048576"] = "far"
    sheet["B6"] = "=1+1"
    book.save(tmp_path / "x.xlsx")
    (dont,) = read(tmp_path / "x.xlsx").donts
    assert dont.official.zh == "不让文件积压"


def test_the_template_is_read_back_as_the_example(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(write(list_workbook(example_list(), date(2026, 12, 1)), ".xlsx"))
    found = read(file)
    assert (found.title, found.source, found.from_day) == (
        example_list().title,
        example_list().source,
        date(2026, 12, 1),
    )
    for one, other in zip(found.donts, example_list().donts, strict=True):
        assert (one.official, one.short, one.meanings, one.questions) == (
            other.official, other.short, other.meanings, other.questions
        )  # fmt: skip


words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), min_size=1).filter(
    str.strip
)
bilingual = st.builds(Bilingual, words, st.one_of(st.just(""), words))
texts = st.lists(bilingual, max_size=3).map(tuple)
lists = st.builds(
    DontList,
    st.just("own"), bilingual, words, st.dates(), bilingual,
    st.lists(
        st.builds(Dont, st.from_regex(r"[a-z]{1,8}", fullmatch=True), bilingual, bilingual,
                  st.fixed_dictionaries(dict.fromkeys(Mark, bilingual)), texts, texts, texts, texts),
        min_size=1, max_size=4, unique_by=lambda dont: dont.id,
    ).map(tuple),
)  # fmt: skip


@settings(max_examples=40, deadline=None)  # each writes a file
@given(lists)
@pytest.mark.slow
def test_a_kept_list_is_read_as_just_the_same(tmp_path_factory: pytest.TempPathFactory, dont_list: DontList) -> None:
    file = tmp_path_factory.getbasetemp() / "edition.toml"
    file.write_bytes(edition_text(dont_list).encode())
    assert read_edition(file) == dont_list


def test_the_six_are_kept_as_they_are_and_an_end_is_an_end(tmp_path: Path) -> None:
    file = tmp_path / "e.toml"
    file.write_text(edition_text(official_list()), "utf-8")
    assert read_edition(file) == official_list()
    file.write_text(edition_text(None), "utf-8")
    assert read_edition(file) is None


@pytest.mark.parametrize("text", ["#REF!", "####", "3.3E+17"])
def test_what_excel_made_of_an_item_or_of_the_head_is_a_fault_with_its_row(tmp_path: Path, text: str) -> None:
    assert [row for row, _words in faults_of(table(tmp_path, (text, "", "晚", "")))] == [4]
    assert [row for row, _words in faults_of(table(tmp_path, ITEM, head=(*HEAD, ("版本", text))))] == [3]


def test_headings_again_are_no_item_and_signs_nobody_sees_make_no_other_item(tmp_path: Path) -> None:
    found = read(table(tmp_path, ITEM, HEADER, ("不让\u200b电话没有回音", "", "晚", "")))
    assert [dont.official.zh for dont in found.donts] == ["不让文件积压", "不让电话没有回音"]
    twice = faults_of(table(tmp_path, ITEM, (ITEM[0] + "\ufe0f", *ITEM[1:])))
    assert [row for row, _words in twice] == [5]
    assert faults_of(table(tmp_path, ("\u3164", "", "晚", "")))
