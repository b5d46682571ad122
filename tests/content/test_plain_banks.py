"""Aiken and GIFT as other programs write them."""

from __future__ import annotations

from content.importing.aiken import read_aiken
from content.importing.gift import read_gift
from content.importing.unchecked import bank_of
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
