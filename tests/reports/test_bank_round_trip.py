"""A bank goes out as a file and comes back as it was; what an office writes wrongly is named, each with its row."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.banks import pack_text
from content.errors import FileFaults
from content.importing.gift import gift_text
from content.importing.questions import read_bank_file
from content.importing.raw import Raw
from content.importing.unchecked import BankFile, bank_of
from content.marks import Bilingual
from content.models import Gap, Pack, Question, QuestionType
from reports.banks import EXAMPLES, bank_table, bank_workbook, template_workbook
from reports.document import Fonts
from reports.formats import write
from tests.content.questions import banks

GIFT_KINDS = (QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.TRUE_FALSE, QuestionType.BLANK)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("banks")


@settings(max_examples=8, deadline=None)
@given(banks())
@pytest.mark.slow
def test_a_bank_comes_back_from_excel_as_it_was(folder: Path, pack: Pack) -> None:
    path = folder / "bank.xlsx"
    path.write_bytes(write(bank_workbook(pack), ".xlsx", Fonts()))
    back = read_bank_file(path)
    assert back.faults == ()
    assert back.pack == pack


@settings(max_examples=8, deadline=None)
@given(banks())
@pytest.mark.slow
def test_a_bank_comes_back_from_toml_as_it_was(folder: Path, pack: Pack) -> None:
    path = folder / "bank.toml"
    path.write_text(pack_text(pack), encoding="utf-8")
    back = read_bank_file(path)
    assert back.faults == ()
    assert back.pack == pack


@settings(max_examples=8, deadline=None)
@given(banks())
@pytest.mark.slow
def test_a_bank_comes_back_from_csv_as_it_was(folder: Path, pack: Pack) -> None:
    path = folder / "bank.csv"
    path.write_bytes(write(bank_table(pack), ".csv", Fonts()))
    back = read_bank_file(path)
    assert back.faults == ()
    assert back.remarks == ()
    assert back.pack == pack


def in_chinese(question: Question) -> Question:
    """The question without its English, which GIFT has no place for."""
    bare = {
        name: Bilingual(getattr(question, name).zh) for name in ("topic", "stem", "explanation", "source", "edition")
    }
    options = tuple(Bilingual(option.zh) for option in question.options)
    gaps = tuple(Gap(zh=gap.zh) for gap in question.gaps)
    return question.model_copy(update={**bare, "options": options, "gaps": gaps, "any_order": False})


@settings(max_examples=15, deadline=None)
@given(banks(GIFT_KINDS))
@pytest.mark.slow
def test_what_gift_can_say_comes_back_from_gift_as_it_was(folder: Path, pack: Pack) -> None:
    text, left_out = gift_text(pack)
    path = folder / "bank.gift"
    path.write_text(text, encoding="utf-8")
    back = read_bank_file(path)
    assert back.faults == ()
    assert back.remarks == ()
    assert all(len(question.gaps) > 1 for question in left_out)
    said = [question for question in pack.questions if question not in left_out]
    assert list(back.pack.questions) == [in_chinese(question) for question in said]


def test_a_wave_in_an_answer_of_our_own_gift_begins_no_other_answer(tmp_path: Path) -> None:
    pack = row(题型="填空题", 题干="几日？____", 答案="约 ～三日").pack
    (tmp_path / "bank.gift").write_text(gift_text(pack)[0], encoding="utf-8")
    (question,) = read_bank_file(tmp_path / "bank.gift").pack.questions
    assert [gap.zh for gap in question.gaps] == [("约 ～三日",)]


def test_the_template_itself_is_without_a_fault_and_offers_types_to_choose(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(write(template_workbook(date(2026, 11, 24)), ".xlsx", Fonts()))
    bank = read_bank_file(path)
    assert bank.faults == ()
    assert [question.type for question in bank.pack.questions] == [
        QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.TRUE_FALSE, QuestionType.BLANK, QuestionType.SHORT,
        QuestionType.ORDERING,
    ]  # fmt: skip
    assert len(bank.pack.questions) == len(EXAMPLES)
    assert bank.pack.questions[3].gaps[1].zh == ("分管负责人", "分管领导")
    with zipfile.ZipFile(path) as archive:
        assert "单选题,多选题" in archive.read("xl/worksheets/sheet1.xml").decode()


def row(**texts: str) -> BankFile:
    options = tuple(texts.pop(f"选项{letter}") for letter in "ABCD" if f"选项{letter}" in texts)
    names = {
        "题型": "type",
        "题干": "stem",
        "答案": "answer",
        "解析": "explanation",
        "难度": "difficulty",
        "编号": "id",
    }
    raw = Raw(2, {names[name]: text for name, text in texts.items() if text}, options, is_row=True)
    return bank_of([raw], {}, "题库")


CHOICE = {"题干": "几日内？", "选项A": "三日", "选项B": "五日", "选项C": "七日"}


@pytest.mark.parametrize("answer", ["AB", "A,B", "A、B", "ａｂ", " b a ", "B;A", "A/B"])
def test_several_letters_are_read_however_they_are_written(answer: str) -> None:
    (question,) = row(**CHOICE, 答案=answer).pack.questions
    assert (question.type, question.answer) == (QuestionType.MULTIPLE, ("A", "B"))


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("对", "T"),
        ("√", "T"),
        ("正确", "T"),
        ("T", "T"),
        ("是", "T"),
        ("错", "F"),
        ("×", "F"),
        ("x", "F"),
        ("错误。", "F"),
    ],
)
def test_true_and_false_are_read_however_they_are_written(answer: str, key: str) -> None:
    (question,) = row(题干="材料要核对。", 答案=answer).pack.questions
    assert (question.type, question.answer) == (QuestionType.TRUE_FALSE, (key,))


def test_the_words_of_an_option_are_an_answer_too() -> None:
    (question,) = row(**CHOICE, 答案="五日").pack.questions
    assert (question.type, question.answer) == (QuestionType.SINGLE, ("B",))


@pytest.mark.parametrize("number", ["", "12"])
def test_letters_in_an_explanation_follow_the_shuffle(number: str) -> None:
    said = "应选B，A、C都不对，A4纸、AB角、C级不在此列。"
    (question,) = row(**CHOICE, 答案="B", 编号=number, 解析=said).pack.questions
    assert question.explanation.zh == "应选{B}，{A}、{C}都不对，A4纸、AB角、C级不在此列。"


def test_options_that_speak_of_the_others_are_not_shuffled() -> None:
    (question,) = row(**{**CHOICE, "选项C": "以上都对"}, 答案="C").pack.questions
    assert question.fixed_order


def test_true_and_false_written_as_options() -> None:
    (question,) = row(题型="判断题", 题干="对吗？", 选项A="正确", 选项B="错误", 答案="B").pack.questions
    assert question.answer == ("F",)


@pytest.mark.parametrize(
    ("stem", "answer", "gaps"),
    [
        ("提前（　　）日发出。", "七|7", [("七", "7")]),
        ("提前___日，发给________。", "七；组成人员", [("七",), ("组成人员",)]),
        ("提前____日，发给____。", "七\n组成人员|委员", [("七",), ("组成人员", "委员")]),
    ],
)
def test_gaps_are_read_as_offices_write_them(stem: str, answer: str, gaps: list[tuple[str, ...]]) -> None:
    (question,) = row(题型="填空题", 题干=stem, 答案=answer).pack.questions
    assert [gap.zh for gap in question.gaps] == gaps


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({**CHOICE, "答案": "E"}, "A"),
        ({**CHOICE, "答案": "第二个"}, "A"),
        ({**CHOICE, "答案": ""}, "公式"),
        ({**CHOICE, "题干": "", "答案": "A"}, "请补上"),
        ({**CHOICE, "答案": "A", "题型": "连线题"}, "单选题"),
        ({**CHOICE, "答案": "A", "难度": "特难"}, "1"),
        ({**CHOICE, "答案": "A", "题干": "<p>几日？</p>"}, "纯文字"),
        ({**CHOICE, "答案": "AB", "题型": "单选"}, "一个"),
        ({**CHOICE, "答案": "A", "选项B": "三日"}, "相同"),
        ({"题干": "几日____？几人____？", "答案": "三", "题型": "填空题"}, "空"),
        ({"题干": "没有空", "答案": "三", "题型": "填空题"}, "____"),
        ({"题干": "对吗？", "答案": "也许", "题型": "判断题"}, "对"),
        ({**CHOICE, "答案": "A", "编号": "一号/甲"}, "字母"),
        ({**CHOICE, "答案": "A", "题型": "论述题"}, "不用选项"),
        ({**CHOICE, "答案": "A", "选项B": "#REF!"}, "#REF!"),
        ({**CHOICE, "答案": "A", "解析": "应选{E}。"}, "解析提到选项 E"),
    ],
)
def test_each_fault_says_what_to_write_instead(texts: dict[str, str], says: str) -> None:
    bank = row(**texts)
    assert bank.pack.questions == ()
    assert [line for line, _words in bank.faults] == [2]
    assert says in bank.faults[0][1]


def test_every_fault_of_a_row_is_named_at_once() -> None:
    bank = row(**{**CHOICE, "题干": "<p>几日？</p>"}, 答案="", 题型="连线题", 难度="特难")
    assert len(bank.faults) == 4


def test_points_written_one_behind_another_are_several() -> None:
    (question,) = row(题干="会后要办哪几件事？", 答案="印发纪要；列出时限；跟踪督办。", 题型="简答题").pack.questions
    assert [point.zh for point in question.points] == ["印发纪要", "列出时限", "跟踪督办。"]


def test_an_explanation_in_gift_names_options_by_their_words() -> None:
    (question,) = row(**CHOICE, 答案="B", 解析="应选{B}，{A}不对。").pack.questions
    text, _left_out = gift_text(Pack(**{**dict(row(**CHOICE, 答案="B").pack), "questions": (question,)}))
    assert "应选“五日”，“三日”不对。" in text
    assert "\\{A\\}" not in text.partition("::")[2]


def test_one_question_twice_is_named_with_both_rows() -> None:
    raws = [Raw(number, {"stem": "对吗？", "answer": "对"}) for number in (2, 7)]
    bank = bank_of(raws, {}, "题库")
    assert len(bank.pack.questions) == 1
    assert bank.faults[0][0] == 7
    assert "2" in bank.faults[0][1]


def test_the_same_row_has_the_same_id_again_and_a_given_id_stays() -> None:
    first, again = (row(**CHOICE, 答案="B").pack.questions[0].id for _time in range(2))
    assert first == again
    bank = row(**CHOICE, 答案="B", 编号="12").pack
    assert bank.questions[0].id == f"{bank.id}-12"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.xlsx", b""),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.csv", b"\xff\xfe\x00\x00"),
        ("a.csv", "甲,乙\n1,2\n".encode()),
        ("a.txt", b"\x00\x01"),
        ("a.toml", b"id = "),
        ("a.toml", "题目".encode("gb18030")),
        ("a.pdf", b"%PDF"),
        ("missing.xlsx", None),
    ],
)
def test_what_is_no_bank_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileFaults) as caught:
        read_bank_file(path)
    assert len(caught.value.lines(name)) == 1


def test_a_bank_can_lie_nowhere_but_in_its_folder(tmp_path: Path) -> None:
    for name in ("../evil", "a/b", "con", ".x", "题库"):
        bank = bank_of([Raw(2, {"stem": "对吗？", "answer": "对"})], {"id": name}, "题库")
        assert [line for line, _words in bank.faults] == [0], name
        assert bank.pack.questions == ()


def test_options_in_one_cell_remarks_in_heads_and_a_date_where_a_fraction_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    rows: list[list[object]] = [
        ["题干（必填）", "选项", "正确答案（字母）"],
        ["几日？", "A.三日B.五日C、七日", "B"],
        ["几日呢？", "A、三日；B、五日；", "A"],
        ["几日啊？", "三日\n五日", "B"],
        ["多数是？", date(2026, 2, 3), "A"],
        ["哪天？", "A.4日 | B.5日", "A"],
    ]
    for one in rows:
        book.active.append(one)
    book.active["B5"].number_format = 'm"月"d"日"'
    book.save(path)
    bank = read_bank_file(path)
    assert [[option.zh for option in one.options] for one in bank.pack.questions] == [
        ["三日", "五日", "七日"], ["三日", "五日"], ["三日", "五日"], ["4日", "5日"],
    ]  # fmt: skip
    assert [line for line, _words in bank.faults] == [5]
    assert "B5" in bank.faults[0][1]
    assert "2月3日" in bank.faults[0][1]


def test_a_percentage_is_read_as_it_is_shown_and_letters_before_options_are_taken_off(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["题干", "选项A", "选项B", "答案"])
    sheet.append(["几日内？", "A.三日", "B、五日", "B"])
    sheet.append(["A级还是B级？", "A级", "B级", "B"])
    sheet.append(["比例不低于____。", None, None, 0.5])
    sheet["D4"].number_format = "0%"
    book.save(tmp_path / "bank.xlsx")
    bank = read_bank_file(tmp_path / "bank.xlsx")
    first, second, third = bank.pack.questions
    assert [option.zh for option in first.options] == ["三日", "五日"]
    assert [option.zh for option in second.options] == ["A级", "B级"]
    assert third.gaps[0].zh == ("50%",)


def test_a_text_table_with_braces_in_it_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("题干,选项A,选项B,答案,解析\n几日？,三日,五日,B,选{B}\n", encoding="utf-8")
    assert len(read_bank_file(path).pack.questions) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_of_an_office_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "题库.csv"
    text = "序号,题目,A,B,C,D,正确答案,答案解析\n1,几日内？,三日,五日,七日,,B,五日\n2,要核对。,,,,,对,\n"
    path.write_bytes(text.encode(encoding))
    bank = read_bank_file(path, source="办会规定")
    assert bank.faults == ()
    first, second = bank.pack.questions
    assert (first.answer, len(first.options), str(first.source), str(first.topic)) == (("B",), 3, "办会规定", "题库")
    assert second.type is QuestionType.TRUE_FALSE


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.sampled_from([".gift", ".txt", ".csv", ".toml"]))
def test_no_text_breaks_the_reader(folder: Path, text: str, suffix: str) -> None:
    path = folder / f"any{suffix}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(FileFaults):
        bank = read_bank_file(path)
        assert len(bank.rows) == len(bank.pack.questions)
