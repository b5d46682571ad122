"""The rules of form notice each kind of fault when it is planted in a sound question."""

from __future__ import annotations

import pytest

from content.marks import Bilingual
from content.models import Gap, Question, QuestionType
from tests.content.form_rules import absolute_shares, betrayed, form_faults, rights_of_five


def asked(kind: str = "single", **changed: object) -> Question:
    """A sound question of the kind, but for what is changed."""
    fields: dict[str, object] = {
        "id": "planted-001", "type": QuestionType(kind), "topic": Bilingual("议事"), "difficulty": 1,
        "stem": Bilingual("省人大常委会的年度监督工作计划，由谁通过？"),
        "explanation": Bilingual("计划由主任会议通过，并向社会公布。{A}通过的是决议。"),
        "source": Bilingual("《监督法》第六十三条第二款"), "edition": Bilingual("2024年修正"),
    }  # fmt: skip
    if kind in ("single", "multiple"):
        fields["options"] = tuple(map(Bilingual, ("常委会会议", "主任会议", "专门委员会", "办事机构", "政府")))
        fields["answer"] = ("B",) if kind == "single" else ("B", "C")
    else:
        fields["explanation"] = Bilingual("计划由主任会议通过，并向社会公布。")
    return Question.model_validate(fields | changed)


def options(*words: str) -> tuple[Bilingual, ...]:
    return tuple(map(Bilingual, words))


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_a_sound_question_has_no_fault(kind: str) -> None:
    assert form_faults(asked(kind)) == []


PLANTED = {
    "is a part of": asked(options=options("主任会议", "主任会议和常委会", "主席团", "秘书长")),
    "the right options alone begin": asked(
        "multiple", options=options("市长", "主任会议", "主任委员", "秘书长", "厅长"), answer=("B", "C")
    ),
    "the wrong options alone begin": asked(options=options("省政府", "主任会议", "省政协", "省政法委")),
    "the stem has the right option": asked(stem=Bilingual("常委会主任会议通过的计划，由谁通过？")),
    "the stem has what is to be filled in": asked(
        "blank", stem=Bilingual("主任会议的计划由____通过。"), gaps=(Gap(zh=("主任会议",)),)
    ),
    "an invented option": asked(options=options("主席团", "主任会议", "法律没有规定", "秘书长")),
    "a point stands in the stem": asked("short", points=options("监督工作计划")),
    "a catch-all point": asked("short", points=options("其他")),
    "the explanation speaks of learners": asked(explanation=Bilingual("由主任会议通过，{A}容易混淆，是另一回事。")),
    "nobody looked through": asked(explanation=Bilingual("只有主任会议可以通过它，{A}通过的是决议。")),
    "the explanation names 《立法法》": asked(explanation=Bilingual("由主任会议通过；{A}的职权见《立法法》。")),
    "the explanation names 第八条": asked(explanation=Bilingual("由主任会议通过；{A}的职权见第八条。")),
    "under which heading": asked(id="campaign-900", stem=Bilingual("这句话属于哪个部分？")),
}


@pytest.mark.parametrize("words", PLANTED)
def test_a_planted_fault_is_named(words: str) -> None:
    assert any(words in fault for fault in form_faults(PLANTED[words]))


def test_a_stem_that_tells_the_key_of_another_is_named() -> None:
    gap = asked("blank", stem=Bilingual("专项工作报告由____委托的负责人作。"), gaps=(Gap(zh=("政府",)),))
    assert list(betrayed([gap, asked(id="planted-002")])) == []
    told = asked(id="planted-002", stem=Bilingual("专项工作报告由政府委托的负责人作，对吗？"))
    assert list(betrayed([gap, told])) != []


def test_absolute_words_and_numbers_of_right_options_are_counted() -> None:
    judged = [
        asked("true_false", answer=(key,), stem=Bilingual(stem))
        for key, stem in (("T", "必须报告。"), ("T", "可以报告。"), ("F", "可以不报告。"))
    ]
    assert absolute_shares(judged) == (0.5, 0.0)
    assert rights_of_five([asked("multiple"), asked("multiple", answer=("A", "B", "C"))]) == {2: 1, 3: 1}
