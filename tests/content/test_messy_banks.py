"""Banks as people type them in a hurry: read as they are meant, or what is doubtful is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.importing.cell_words import split_variants, written_variants
from content.importing.questions import read_bank_file
from content.importing.unchecked import BankFile

HEADER = "题干,选项A,选项B,答案\n"


def bank(folder: Path, text: str, name: str = "bank.txt") -> BankFile:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_bank_file(path)


OPTIONS = "A. 主任\nB. 秘书长\nC. 处长\n"


@pytest.mark.parametrize(
    "text",
    [
        f"谁主持？\n{OPTIONS}正确答案 B\n",
        f"谁主持？\n{OPTIONS}答案是B\n",
        f"谁主持？\n{OPTIONS}答：B\n",
        f"谁主持？\n{OPTIONS}ANSWER:B\n",
        f"谁主持？ 答案：B\n{OPTIONS}",
        f"谁主持？\n答案：B\n{OPTIONS}",
        "谁主持？\nA 主任\nB 秘书长\nC 处长\n答案：B\n",
        "谁主持？\nA主任\nB秘书长\nC处长\n答案：B\n",
        "谁主持？A. 主任 B. 秘书长 C. 处长\n答案:B\n",
        "谁主持？\u200b\nA.\u200b 主任\nB\ufe0f. 秘书长\nC. 处长\u00a0\n答案：\u200bB\n",
        f"（1）谁主持？\n{OPTIONS}答案：B\n",
        f"谁主持？\n{OPTIONS}我的答案：C\n正确答案：B\n",
        f"谁主持？\n{OPTIONS}选B\n",
        f"谁主持？\n{OPTIONS}[答案] B\n",
        f"谁主持？\n{OPTIONS}（答案：B）\n",
        f"谁主持？\n{OPTIONS}答 案：B项。\n",
        f"谁主持？\n{OPTIONS}答案=B\n",
        f"谁主持？\n{OPTIONS}Correct answer: B\n",
        f"谁主持？\n{OPTIONS}答案：B. 秘书长\n",
        "谁主持？\n• A. 主任\n• B. 秘书长\n• C. 处长\n答案：B\n",
        "谁主持？\nA-主任\nB·秘书长\nC，处长\n答案：B\n",
        f"单选题\n谁主持？\n{OPTIONS}答案：B\n------\n- 1 -\n",
    ],
)
def test_one_question_written_in_many_ways_is_the_same(tmp_path: Path, text: str) -> None:
    read = bank(tmp_path, text)
    assert read.faults == ()
    (question,) = read.pack.questions
    assert (question.stem.zh, question.answer) == ("谁主持？", ("B",))
    assert [option.zh for option in question.options] == ["主任", "秘书长", "处长"]


def test_an_option_may_speak_of_an_answer_or_go_on_in_a_second_line(tmp_path: Path) -> None:
    (question,) = bank(tmp_path, "哪句话对？\nA. 标准答案：无\nB. 有\n（两份）\nC. 多\n答案：B\n").pack.questions
    assert [option.zh for option in question.options] == ["标准答案：无", "有\n（两份）", "多"]


@pytest.mark.parametrize("stem", ["按附件（A）谁主持？", "（A）主持。", "（D）和（A）谁先？"])
def test_a_letter_that_stays_in_a_question_beside_another_answer_is_told(tmp_path: Path, stem: str) -> None:
    read = bank(tmp_path, f"{stem}\n{OPTIONS}答案：B\n")
    assert [question.answer for question in read.pack.questions] == [("B",)]
    assert len(read.remarks) == 1
    assert "B" in read.remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        "谁主持？\n① 主任\n② 秘书长\n答案：②\n",
        "谁主持？\n1. 主任\n2. 秘书长\n答案：2\n",
        "谁主持？\n答案：B\n",
        "谁主持？\n\u0410. 主任\n\u0412. 秘书长\n答案：\u0412\n",
    ],
)
def test_an_answer_that_names_an_option_nobody_read_is_a_fault(tmp_path: Path, text: str) -> None:
    assert len(bank(tmp_path, text).faults) == 1


@pytest.mark.parametrize("answer", ["A或C", "B. 处长", "ABD"])
def test_an_answer_that_is_not_sure_is_a_fault(tmp_path: Path, answer: str) -> None:
    assert len(bank(tmp_path, f"谁主持？\n{OPTIONS}答案：{answer}\n").faults) == 1


@pytest.mark.parametrize(
    "row",
    [
        "代码？,3.3E+17,没有,A",
        "3.30101E+17,甲,乙,A",
        "几号？,甲,乙,1.2E+11",
        "证号？,330106199001011000,没有,A",
        "首都？,########,上海,B",
        "首都？,=B1,上海,B",
        "1月2日,甲,乙,A",
    ],
)
def test_what_excel_made_of_a_cell_of_a_csv_is_a_fault(tmp_path: Path, row: str) -> None:
    read = bank(tmp_path, HEADER + row + "\n", "bank.csv")
    assert read.pack.questions == ()
    assert any("2" in words or "3" in words or "#" in words for _row, words in read.faults)


@pytest.mark.parametrize("cell", ["330106199001011234", "2E5", "-1", "1.10", "007"])
def test_what_excel_did_not_change_is_none(tmp_path: Path, cell: str) -> None:
    read = bank(tmp_path, f"{HEADER}哪个？,{cell},没有,A\n", "bank.csv")
    assert (read.faults, read.remarks) == ((), ())


@pytest.mark.parametrize("total", ["合计", "合计4题", "总计：4 道题", "共计4道小题。"])
def test_a_row_that_counts_the_questions_is_named_and_stops_nothing(tmp_path: Path, total: str) -> None:
    read = bank(tmp_path, f"题目,选项A,选项B,答案\n首都？,北京,上海,A\n{total},,,\n", "bank.csv")
    assert (len(read.pack.questions), read.faults) == (1, ())
    assert [remark for remark in read.remarks if total in remark]


def test_options_under_numbers_are_options_and_a_row_of_totals_is_named(tmp_path: Path) -> None:
    read = bank(tmp_path, "题目,选项1,选项二,答案\n首都？,北京,上海,A\n合计,1,,\n", "bank.csv")
    (question,) = read.pack.questions
    assert [option.zh for option in question.options] == ["北京", "上海"]
    assert [remark for remark in read.remarks if "合计" in remark]


def test_an_option_of_fillers_alone_is_empty(tmp_path: Path) -> None:
    assert bank(tmp_path, f"{HEADER}首都？,北京,\u3164,A\n", "bank.csv").faults
    assert bank(tmp_path, "首都？ {=北京 ~\u3164}\n", "bank.gift").faults


@pytest.mark.parametrize(
    "text",
    [
        "：：题1：：首都？ {=北京 ~上海}\n",
        "首都？ {=A.北京 ~B.上海}\n",
        "首都？ {=北京 〜上海}\n",
        "首都？ {=北京 ～上海}\n",
        "首都？ {~%100%北京 ~%0%上海}\n",
    ],
)
def test_gift_typed_with_an_input_method_is_read(tmp_path: Path, text: str) -> None:
    read = bank(tmp_path, text, "bank.gift")
    (question,) = read.pack.questions
    assert (question.stem.zh, [option.zh for option in question.options]) == ("首都？", ["北京", "上海"])
    assert not [remark for remark in read.remarks if "题1" not in remark]


@pytest.mark.parametrize("answers", ["=%50%甲 ~乙", "~%30%甲 ~%30%乙 ~丙"])
def test_weights_that_do_not_make_a_whole_are_told(tmp_path: Path, answers: str) -> None:
    assert len(bank(tmp_path, f"哪些？ {{{answers}}}\n", "bank.gift").remarks) == 1


def test_questions_without_an_empty_line_between_them_are_two(tmp_path: Path) -> None:
    read = bank(tmp_path, "首都？ {=北京 ~上海}\n国旗？ {=红\n~蓝}\n", "bank.gift")
    assert [question.stem.zh for question in read.pack.questions] == ["首都？", "国旗？"]


def test_options_headed_in_a_second_row_are_read_and_that_is_said(tmp_path: Path) -> None:
    text = "题干,选项,,,答案\n,A,B,C,\n谁主持？,主任,秘书长,处长,B\n"
    read = bank(tmp_path, text, "two.csv")
    (question,) = read.pack.questions
    assert [option.zh for option in question.options] == ["主任", "秘书长", "处长"]
    assert read.remarks == ("表头有两行，已合起来读取",)


def test_an_answer_taken_out_of_the_brackets_is_said_to_be(tmp_path: Path) -> None:
    read = bank(tmp_path, HEADER + "主持人是（ B ）,主任,秘书长,\n谁记录（ A ）？,主任,秘书长,A\n", "in.csv")
    assert [(one.stem.zh, one.answer) for one in read.pack.questions] == [
        ("主持人是（　　）", ("B",)),
        ("谁记录（　　）？", ("A",)),
    ]
    assert read.remarks == ("有 1 道题的答案写在题干括号里，已移作答案，起于第2行",)


def test_a_text_without_an_answer_is_not_told_of_formulas(tmp_path: Path) -> None:
    read = bank(tmp_path, f"谁主持？\n{OPTIONS}\n谁记录？\n{OPTIONS}答案：B\n")
    assert [words for _line, words in read.faults] == ["答案是空的，请补上"]


@pytest.mark.parametrize("texts", [("｜",), ("a", "｜"), ("|",), ("\\｜",), ("a|b｜c\\", "d")])
def test_bars_of_either_width_in_an_answer_come_back(texts: tuple[str, ...]) -> None:
    assert split_variants(written_variants(texts)) == texts


def test_a_table_without_a_column_for_answers_has_them_in_the_brackets_of_its_questions(tmp_path: Path) -> None:
    read = bank(tmp_path, "题目,A,B,C\n代表任期为（ C ）。,三年,四年,五年\n哪些是（AB）,人大,政府,学会\n", "b.csv")
    assert not read.faults
    assert ["".join(one.answer) for one in read.pack.questions] == ["C", "AB"]
    missing = bank(tmp_path, "题目,A,B\n代表任期,三年,五年\n", "b.csv")
    assert [row for row, _words in missing.faults] == [2]


def test_gift_questions_with_titles_need_no_empty_line_and_stay_in_the_category_above_them(tmp_path: Path) -> None:
    text = "$CATEGORY: 甲\n::一::任期{~三年 =五年}\n::二::根本法。{T}\n::三::会期{=3天}\n$CATEGORY: 乙\n代表{F}\n"
    read = bank(tmp_path, text, "b.gift")
    assert not read.faults
    assert [(str(one.topic), one.type.value) for one in read.pack.questions] == [
        ("甲", "single"), ("甲", "true_false"), ("甲", "blank"), ("乙", "true_false")
    ]  # fmt: skip
