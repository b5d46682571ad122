"""Aiken and GIFT as other programs write them."""

from __future__ import annotations

import pytest

from content.importing.aiken import read_aiken
from content.importing.gift import read_gift
from content.importing.raw import Raw
from content.importing.unchecked import BankFile, bank_of
from content.models import QuestionType

AIKEN = """\
会议材料提前几日发出？
A. 三日
B) 五日
C．七日
ANSWER: C

Which one?
A. first
B. second
ANSWER: D

没有答案的一题
A. 甲
B. 乙
"""
GIFT = r"""
// 一份从别处来的题库
$CATEGORY: $course$/会务

::q-1:: 谁主持会议？ {=主任 ~秘书长#他负责协调 ~办公厅主任 ####由主任主持。}

::标题里有空格 的::[html]<p>材料要<b>核对</b>。</p>{TRUE}

哪些要写明？ {~%50%时间 ~%50%地点 ~%-100%结果}

会前 {=七 =7} 日发出。

比例是1\:2，写作 \{x\=1\} ，对吗？{F}

要点 {}

多少天？ {#5:1}

配对 {=甲 -> 乙 =丙 -> 丁}

没有答案
"""


def test_aiken_is_read_and_its_faults_have_their_lines() -> None:
    bank = bank_of(read_aiken(AIKEN)[0], {}, "会务")
    (question,) = bank.pack.questions
    assert (question.type, question.answer, question.stem.zh) == (
        QuestionType.SINGLE, ("C",), "会议材料提前几日发出？"
    )  # fmt: skip
    assert [option.zh for option in question.options] == ["三日", "五日", "七日"]
    assert [line for line, _words in bank.faults] == [7, 12]


def test_gift_is_read_and_what_is_not_asked_here_is_named() -> None:
    read = read_gift(GIFT)
    assert read.head == {}
    bank = bank_of(read.raws, {}, "会务", faults=read.faults)
    single, judged, several, gap, escaped = bank.pack.questions
    assert (single.id, single.answer, single.topic.zh, single.explanation.zh) == (
        f"{bank.pack.id}-q-1",
        ("A",),
        "会务",
        "由主任主持。",
    )
    assert [option.zh for option in single.options] == ["主任", "秘书长", "办公厅主任"]
    assert (judged.type, judged.stem.zh, judged.answer) == (QuestionType.TRUE_FALSE, "材料要核对。", ("T",))
    assert (several.type, several.answer) == (QuestionType.MULTIPLE, ("A", "B"))
    assert (gap.type, gap.stem.zh, gap.gaps[0].zh) == (QuestionType.BLANK, "会前 ____ 日发出。", ("七", "7"))
    assert (escaped.stem.zh, escaped.answer) == ("比例是1:2，写作 {x=1} ，对吗？", ("F",))
    assert [line for line, _words in bank.faults] == [15, 17, 19, 21]


AIKEN_OF_AN_OFFICE = """\
一、单项选择题

1．首都是哪里？
Ａ．北京
Ｂ．上海
答案：A
解析：宪法第一百四十三条。
首都是北京。

2．国旗是什么颜色？
a) 红 b) 蓝
答案：a

3．公文要核对。（ √ ）
【答案】√

4．几日内答复（ B ）
A、三日 | B、五日
正确答案：B
"""


def test_aiken_is_read_as_offices_write_it_and_headings_are_named() -> None:
    raws, remarks = read_aiken(AIKEN_OF_AN_OFFICE)
    bank = bank_of(raws, {}, "题库")
    assert bank.faults == ()
    assert [question.stem.zh for question in bank.pack.questions] == [
        "首都是哪里？", "国旗是什么颜色？", "公文要核对。（　　）", "几日内答复（　　）",
    ]  # fmt: skip
    assert [question.answer for question in bank.pack.questions] == [("A",), ("A",), ("T",), ("B",)]
    assert [len(question.options) for question in bank.pack.questions] == [2, 2, 0, 2]
    assert bank.pack.questions[0].explanation.zh == "宪法第一百四十三条。\n首都是北京。"
    assert len(remarks) == 1
    assert "一、单项选择题" in remarks[0]


@pytest.mark.parametrize(
    ("stem", "answer", "asked", "options"),
    [
        ("首都是（ A ）A.北京 B.上海", "A", "首都是（　　）", ["北京", "上海"]),
        ("首都是（　）\nA.北京 | B.上海", "A", "首都是（　）", ["北京", "上海"]),
        ("首都是（ A ）A、北京；B、上海", "", "首都是（　　）", ["北京", "上海"]),
    ],
)
def test_options_and_answer_written_into_the_question_are_taken_out(
    stem: str, answer: str, asked: str, options: list[str]
) -> None:
    (question,) = bank_of([Raw(2, {"stem": stem, "answer": answer})], {}, "题库").pack.questions
    assert (question.stem.zh, [option.zh for option in question.options]) == (asked, options)
    assert question.answer == ("A",)


def test_an_answer_in_the_brackets_that_is_not_the_key_is_asked() -> None:
    bank = bank_of([Raw(2, {"stem": "首都是（ B ）", "answer": "A"}, ("北京", "上海"))], {}, "题库")
    assert bank.pack.questions == ()
    assert "B" in bank.faults[0][1]


def gift(text: str) -> BankFile:
    read = read_gift(text)
    return bank_of(read.raws, read.head, "题库", faults=read.faults, remarks=read.remarks)


@pytest.mark.parametrize(
    ("text", "stem", "gaps"),
    [
        ("水由 {=氢} 和 {=氧} 组成。", "水由 ____ 和 ____ 组成。", [("氢",), ("氧",)]),
        ("会前｛＝七　＝7｝日发出。", "会前____日发出。", [("七", "7")]),
        ("会前{＝七}日发出。", "会前____日发出。", [("七",)]),
        ("会前 {=%100%七 =%50%六} 日发出。", "会前 ____ 日发出。", [("七",)]),
    ],
)
def test_gaps_in_gift_are_read_however_they_are_written(text: str, stem: str, gaps: list[tuple[str, ...]]) -> None:
    (question,) = gift(text).pack.questions
    assert (question.stem.zh, [gap.zh for gap in question.gaps]) == (stem, gaps)


def test_tags_over_several_lines_go_and_pictures_comments_and_parts_are_named() -> None:
    bank = gift(
        '[html]<p\nclass\\="x">如图<img\nsrc\\="@@PLUGINFILE@@/1.png">所示？</p>{=甲#对了 ~%50%乙}\n\n'
        "$CATEGORY: $course$/top/法规/宪法//总纲\n\n对吗？{正确}\n"
    )
    first, second = bank.pack.questions
    assert (first.stem.zh, first.answer) == ("如图所示？", ("A",))
    assert (second.topic.zh, second.answer) == ("宪法/总纲", ("T",))
    for word in ("1.png", "评语", "部分得分", "法规"):
        assert any(word in remark for remark in bank.remarks), word


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("要点 {}", "论述题"),
        ("多少天？ {#5:1}", "数值"),
        ("配对 {=甲 -> 乙 =丙 -> 丁}", "配对"),
        ("只是一段文字", "没有"),
        ("几处 {=甲 ~乙} 和 {=丙}", "几处"),
        ("几处 {甲乙}", "="),
        ("没有关上 {=甲", "{ }"),
    ],
)
def test_each_form_of_gift_that_is_not_asked_has_a_line_of_its_own(text: str, says: str) -> None:
    bank = gift(text)
    ((row, words),) = bank.faults
    assert row == 1
    assert says in words
