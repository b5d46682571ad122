"""Questions pasted out of Word, tables cut short, and notices of two years: read, or told by their true cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.errors import FileFaults
from content.holidays import read_notice
from content.importing.limits import UnreadableError
from content.importing.questions import read_bank_file
from content.importing.table import read_table
from content.importing.unchecked import BankFile


def bank(folder: Path, text: str, name: str = "pasted.txt") -> BankFile:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_bank_file(path)


@pytest.mark.parametrize(
    "text",
    [
        "1、首都是（ A ）\nA．北京\nB．上海\n2、特区是（B）。\nA.北京 B.深圳\n",
        "首都是（Ａ）　Ａ、北京　Ｂ、上海\n特区是（Ｂ） A．北京\tB．深圳\n",
        "首都是哪里？A.北京 B.上海 答案：A\n特区是哪里？A.北京 B.深圳　【答案】B\n",
        "首都是哪里\n[A] 北京\n[B] 上海\n【答案】A\n\n特区是哪里\n【A】北京\n【B】深圳\n【答案】B\n",
        "首都是（A） A.北京\nB.上海\n\n特区是（B） A.北京\nB.深圳\n",
    ],
)
def test_choices_pasted_from_word_come_in_without_a_line_for_the_answer(tmp_path: Path, text: str) -> None:
    read = bank(tmp_path, text)
    assert read.faults == ()
    assert [question.answer for question in read.pack.questions] == [("A",), ("B",)]
    assert [option.zh for option in read.pack.questions[0].options] == ["北京", "上海"]
    assert [option.zh for option in read.pack.questions[1].options] == ["北京", "深圳"]


def test_statements_with_their_marks_in_brackets_are_true_or_false_each(tmp_path: Path) -> None:
    read = bank(tmp_path, "水往低处流。（√）\n水往高处流。（ × ）\n\n太阳东升（对）\n")
    assert [question.answer for question in read.pack.questions] == [("T",), ("F",), ("T",)]


@pytest.mark.parametrize(("letter", "named"), [("C", "C"), ("A", "A"), ("Ｄ", "D")])
def test_an_option_out_of_turn_is_named_by_its_letter(tmp_path: Path, letter: str, named: str) -> None:
    read = bank(tmp_path, f"首都是哪里\nA. 北京\n{letter}. 上海\n答案：A\n")
    assert [words for _line, words in read.faults] == [f"选项 {named} 的位置上应当是 B；请按 A、B、C 的顺序写"]


def test_two_answers_to_one_question_are_asked_and_a_second_level_is_named(tmp_path: Path) -> None:
    read = bank(tmp_path, "首都是哪里\nA. 北京\nB. 上海\n答案：A\n答案：B\n难度：易\n难度：难\n")
    assert [words for _line, words in read.faults] == ["写了两个答案：A、B；请只留正确的一个"]
    assert any("难" in remark for remark in read.remarks)


def test_gift_in_a_text_file_with_a_letter_in_brackets_stays_gift(tmp_path: Path) -> None:
    (question,) = bank(tmp_path, "::v::夜盲症缺维生素（A）还是别的？{=维生素 ~钙}\n").pack.questions
    assert question.answer == ("A",)


def why(path: Path) -> str:
    with pytest.raises(UnreadableError) as error:
        read_table(path)
    return error.value.words


def test_a_quotation_mark_left_open_is_named_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    for behind in ("错\n", "错\n" * 200_000):
        path.write_text(f'题干,答案\n水是湿的,对\n"没有闭合,对\n下一,{behind}', "utf-8")
        assert "第3行" in why(path)


def test_a_cell_longer_than_any_is_told_as_that_not_as_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("题干,答案\n" + "好" * 200_000 + ",对\n", "utf-8")
    assert "超过32767字：第2行" in why(path)


def test_a_folder_a_missing_and_an_empty_file_are_each_told(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "empty.xlsx").write_bytes(b"")
    said = [why(tmp_path / name) for name in ("folder.xlsx", "none.xlsx", "empty.xlsx")]
    assert ["文件夹" in said[0], "不存在" in said[1], "空" in said[2]] == [True, True, True]


@pytest.mark.parametrize(
    "second", ["元旦：2027年1月1日放假。", "春节：2027年2月5日至13日放假，共9天。", "国庆节：2025年10月1日放假。"]
)
def test_a_notice_of_two_years_is_asked_apart(second: str) -> None:
    with pytest.raises(FileFaults):
        read_notice(f"2026年和2027年部分节假日安排\n元旦：2026年1月1日放假。\n{second}\n")


def test_a_holiday_across_the_new_year_still_comes_in() -> None:
    read = read_notice("2028年部分节假日安排\n元旦：2027年12月31日至2028年1月2日放假，共3天。\n")
    assert len(read.off) == 3
