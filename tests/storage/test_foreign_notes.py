"""Other programs' notes: what of a file is not taken is told by name, and so is a day that its text does not say."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from content.errors import FileFaults
from storage.foreign_notes import Incoming, read_jrnl
from storage.note_files import of_other_kinds, plan, read_all, read_note
from storage.records import LINE_LIMIT, NoteKind

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
FILE_DAY = date(2020, 2, 2)


def read(text: str, source: str = "a.md") -> Incoming:
    return read_note(text, source, AT, FILE_DAY)


def kept(folder: Path, text: str, name: str = "a.txt") -> tuple[list[Incoming], list[str]]:
    (folder / name).write_text(text, "utf-8")
    return read_all(folder / name, AT)


def test_keys_that_are_not_known_are_named_and_known_ones_in_chinese_are_read() -> None:
    one = read("---\n标题: 甲\n日期: 2026-11-01\nauthor: 王\nweather:\n  - 晴\n没有冒号的一行\n---\n正文\n")
    assert (one.note.title, one.note.day, one.note.own_words) == ("甲", date(2026, 11, 1), "正文")
    assert one.told == ("a.md：没有读取：author、weather、没有冒号的一行",)


def test_what_stands_twice_counts_once_and_the_second_is_named() -> None:
    one = read(
        "---\ntitle: 甲\ntitle: 乙\ntags: 会务\ntags:\n  - 法治\ndate: 2026-11-01\ndate: 2026-11-01\n---\n正文\n"
    )
    assert (one.note.title, one.note.tags) == ("甲", ("会务",))
    assert one.told == ("a.md：没有读取：title: 乙、tags:、- 法治",)


def test_lists_where_a_text_is_meant_and_values_that_are_none_are_read_as_such() -> None:
    one = read("---\ntitle: [甲, 乙]\ndate: [2026-11-01]\ntags: null\n---\n正文\n")
    assert (one.note.title, one.note.day, one.note.tags, one.told) == ("甲、乙", date(2026, 11, 1), (), ())
    assert read("---\ntitle: ~\ndate: 2026-11-01\n---\n正文\n").note.title == "a"
    with pytest.raises(FileFaults):
        read("---\ndate: [2026-11-01, 2026-11-02]\n---\n正文\n")


def test_a_title_that_is_too_long_is_cut_and_that_is_told() -> None:
    one = read(f"---\ntitle: {'长' * 3000}\ndate: 2026-11-01\n---\n正文\n")
    assert one.note.title == "长" * LINE_LIMIT
    assert "标题" in one.told[0]


def test_a_number_too_long_for_python_spoils_its_entry_of_jrnl_alone(tmp_path: Path) -> None:
    good = '{"date": "2026-11-01", "title": "好", "body": "b"}'
    found, faults = kept(tmp_path, f'{{"entries": [{good}, {{"date": {"9" * 5000}, "title": "坏"}}]}}', "j.json")
    assert ([one.note.title for one in found], len(faults)) == (["好"], 1)


def test_minutes_that_are_no_number_are_named() -> None:
    assert read("---\ndate: 2026-11-01\nminutes: 很久\n---\n正文\n").told == ("a.md：没有读取：minutes: 很久",)
    assert read("---\ndate: 2026-11-01\nminutes: 30\n---\n正文\n").told == ()


def test_a_day_that_only_the_file_has_is_told_and_one_of_its_name_is_not() -> None:
    one = read("正文\n")
    assert one.note.day == FILE_DAY
    assert one.told == ("a.md：没有认出日期，用的是文件的修改日期：2020-02-02",)
    assert read("正文\n", "2026-11-02 乙.md").told == ()


@pytest.mark.parametrize(
    "text",
    [
        "时间：2026年10月12日\n正文\n",
        "正文\n\n王芳\n2026年10月12日\n",
        "# 甲\n- 日期: 2026-10-12\n正文 2026-11-01 里说的\n",
    ],
)
def test_a_day_that_stands_plainly_in_the_text_is_read(text: str) -> None:
    one = read(text)
    assert (one.note.day, one.told) == (date(2026, 10, 12), ())


def test_a_day_within_a_sentence_is_not_taken_for_that_of_the_note() -> None:
    assert read("2026年10月12日通过的决定要学。\n").note.day == FILE_DAY


def test_how_long_and_how_one_studied_are_read_as_people_write_them() -> None:
    one = read('---\ndate: 2026-11-01\nminutes: 90分钟\nkind: 集中学习\ntags: [代表法, 学习\ntitle: 甲"\n---\n正文\n')
    assert (one.note.minutes, one.note.kind, one.note.tags) == (90, NoteKind.GROUP, ("代表法", "学习"))
    assert (one.note.title, one.told) == ("甲", ())
    assert read("---\ndate: 2026-11-01\nkind: 别的\n---\n正文\n").told == ("a.md：没有读取：kind: 别的",)


def test_an_empty_file_is_no_note() -> None:
    with pytest.raises(FileFaults):
        read("\n", "空.md")


def test_toml_between_plus_signs_is_read() -> None:
    one = read('+++\ntitle = "甲"\ndate = 2026-11-01T08:00:00+08:00\ntags = ["一", "二"]\ndraft = true\n+++\n正文\n')
    assert (one.note.title, one.note.day, one.note.tags) == ("甲", date(2026, 11, 1), ("一", "二"))
    assert one.note.own_words == "正文"
    assert one.told == ("a.md：没有读取：draft",)


@pytest.mark.parametrize(
    "text", ["---\ntitle: 甲\n\n正文\n", '+++\ntitle = "甲"\n\n正文\n', "+++\ntitle = 甲\n+++\n正文\n"]
)
def test_front_matter_without_an_end_or_that_is_none_is_a_fault(text: str) -> None:
    with pytest.raises(FileFaults):
        read(text)


def test_a_ruled_line_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\n正文\n").note.own_words == "---\n\n正文"


def test_a_heading_that_is_not_the_title_stays_in_the_text() -> None:
    assert read("---\ntitle: 甲\ndate: 2026-11-01\n---\n# 乙\n正文\n").note.own_words == "# 乙\n正文"
    assert read("---\ntitle: 甲\ndate: 2026-11-01\n---\n# 甲\n正文\n").note.own_words == "正文"


@pytest.mark.parametrize(
    "head", ["[2026-11-01 09:15]", "[2026/11/1 9:15]", "[2026年11月1日 09:15]", "[2026-11-01]", "2026-11-01 09:15"]
)
def test_entries_of_jrnl_have_their_days_in_whatever_form_it_was_told_to_write_them(tmp_path: Path, head: str) -> None:
    found, faults = kept(tmp_path, f"{head} 甲\n一 [2026-11-05] 里说的\n\n{head.replace('11', '10')} 乙\n二\n")
    assert [(one.note.title, one.note.day.month) for one in found][:1] == [("甲", 11)]
    assert ("乙", 10) in [(one.note.title, one.note.day.month) for one in found]
    assert faults == []


def test_a_day_in_brackets_that_could_be_two_is_asked(tmp_path: Path) -> None:
    found, faults = kept(tmp_path, "[11/12/2026 09:15] 甲\n一\n")
    assert found == []
    assert len(faults) == 1
    assert "[11/12/2026 09:15]" in faults[0]


def test_what_of_a_jrnl_entry_is_not_taken_is_named(tmp_path: Path) -> None:
    entry = {"date": "2026-11-01", "time": "09:00", "title": "甲", "body": "一", "starred": True, "mood": "好"}
    (one,), _faults = kept(tmp_path, json.dumps({"entries": [entry]}), "a.json")
    assert one.told == ("a.json：没有读取：starred、mood",)


def test_files_of_other_kinds_in_a_folder_are_named_and_those_of_a_program_are_not(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text("{}", "utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK")
    (tmp_path / "2026-11-01.md").write_text("正文", "utf-8")
    found, faults = read_all(tmp_path, AT)
    assert (len(found), faults) == (1, [])
    assert of_other_kinds(tmp_path) == "另有1个文件不是 .md、.txt，没有读取：b.docx"
    assert of_other_kinds(tmp_path / "2026-11-01.md") == ""


def test_what_is_told_is_only_of_what_comes_in() -> None:
    one = read("正文\n")
    assert plan([], [one]).told == [*one.told]
    assert plan([one.note], [one]).told == []


def test_more_minutes_than_anybody_studies_for_a_note_are_named_and_not_counted() -> None:
    one = read("---\ndate: 2026-11-01\nminutes: 90000\n---\n正文\n")
    assert (one.note.minutes, one.told) == (0, ("a.md：没有读取：minutes: 90000",))
    assert read("---\ndate: 2026-11-01\nminutes: 14400\n---\n正文\n").note.minutes == 14_400


def test_an_export_that_is_cut_off_is_called_so_with_its_line_and_another_file_is_called_no_export() -> None:
    with pytest.raises(FileFaults) as cut_off:
        read_jrnl('{"entries": [\n{"title": "甲", "body"', "j.json", AT)
    assert cut_off.value.faults == [(2, "从这里起不完整或已损坏，请用 jrnl 重新导出")]
    with pytest.raises(FileFaults) as other:
        read_jrnl("会议纪要", "j.json", AT)
    assert other.value.faults == [(0, "不是 jrnl 的导出文件（jrnl --format json）")]


@pytest.mark.parametrize(("day", "says"), [("0206-11-02", "早于1949年"), ("2206-11-02", "距今超过10年")])
def test_a_day_in_a_year_that_nobody_means_is_named_and_the_rest_comes_in(tmp_path: Path, day: str, says: str) -> None:
    for text in (f"---\ndate: {day}\n---\n甲\n", f"甲\n日期：{day}\n乙\n"):
        with pytest.raises(FileFaults) as caught:
            read(text)
        assert f"{day}{says}" in caught.value.faults[0][1]
    entries, told = kept(tmp_path, f"[{day} 09:15] 甲\n\n[2026-11-03 09:15] 乙\n")
    assert ([one.note.title for one in entries], len(told)) == (["乙"], 1)
    assert told[0].startswith(f"a.txt第1条：{day}{says}")


@pytest.mark.parametrize(
    ("front", "line", "says"),
    [
        ("title: 丙\ndate: 2026年11月31日", 3, "没有2026年11月31日这一天，请核对"),
        ("日期：x\n日期: 2026-02-30\ntitle: 丙", 3, "没有2026-02-30这一天，请核对"),
        ("Date: 下周\ntitle: 丙", 2, "【下周】不是日期，应写成如2026-11-23的样子"),
    ],
)
def test_a_day_above_a_note_that_is_none_is_told_at_its_line_without_another_in_its_place(
    front: str, line: int, says: str
) -> None:
    with pytest.raises(FileFaults) as caught:
        read(f"---\n{front}\n---\n正文\n")
    assert caught.value.faults == [(line, says)]
