"""A right answer stays right however its options are shuffled, and the explanation goes with them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.marking import ShownQuestion, credit, gaps_right, is_right, right_answer, shuffled
from content.marks import Bilingual
from content.models import LETTERS, Question, QuestionType
from content.words import use


def choice(answer: str, options: int = 4) -> Question:
    words = Bilingual("…")
    return Question(
        id="q1",
        type=QuestionType.SINGLE if len(answer) == 1 else QuestionType.MULTIPLE,
        topic=words,
        difficulty=1,
        stem=words,
        options=tuple(Bilingual(f"选项{letter}", f"option {letter}") for letter in LETTERS[:options]),
        answer=tuple(answer),
        explanation=Bilingual("应选{A}，不选{B}。", "Take {A}, not {B}."),
        source=words,
        edition=words,
    )


def true_false(answer: str) -> Question:
    fields = choice("A").model_dump() | {"type": "true_false", "options": (), "answer": (answer,)}
    return Question(**fields | {"explanation": Bilingual("原文如此。")})


def test_single_choice() -> None:
    assert is_right(choice("B"), "B")
    assert not any(is_right(choice("B"), wrong) for wrong in ("A", "C", "D", "", "AB"))


def test_multiple_choice_wants_all_and_nothing_else() -> None:
    assert is_right(choice("AC"), ["C", "A"])
    assert not any(is_right(choice("AC"), wrong) for wrong in ("A", "C", "ABC", "BD", ""))


def test_true_or_false_stays_in_its_order_and_speaks_the_language() -> None:
    assert {shuffled(true_false("F"), seed).order for seed in range(20)} == {("T", "F")}
    shown = shuffled(true_false("F"), seed=3)
    assert shown.answer == ("F",)
    assert shown.choices == (("T", "正确"), ("F", "错误"))
    assert is_right(shown.question, shown.given("F"))
    assert not is_right(shown.question, shown.given("T"))


def test_a_given_order() -> None:
    shown = ShownQuestion(choice("AC"), ("C", "B", "D", "A"))
    assert shown.choices == (("A", "选项C"), ("B", "选项B"), ("C", "选项D"), ("D", "选项A"))
    assert shown.answer == ("A", "D")
    assert shown.given("AC") == ("C", "D")
    assert shown.explanation == Bilingual("应选D，不选B。", "Take D, not B.")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{A}{E}{C}是原文。", "A、C、D是原文。"),
        ("{A}、{E}、{C}是原文，{B}不是。", "A、C、D是原文，E不是。"),
        ("{A}、{C}分别是会前、会中的；{A}、{E}、{C}都对。", "D、A分别是会前、会中的；A、C、D都对。"),
    ],
)
def test_options_named_in_a_row_stand_in_the_order_shown_unless_each_is_said_something_of(
    words: str, shown: str
) -> None:
    question = choice("AC", 5).model_copy(update={"explanation": Bilingual(words)})
    assert ShownQuestion(question, ("C", "D", "E", "A", "B")).explanation.zh == shown


def test_a_letter_that_was_not_shown_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="E"):
        shuffled(choice("A"), 1).given("E")


def test_the_options_change_places_with_the_seed() -> None:
    orders = {shuffled(choice("A"), seed).order for seed in range(200)}
    assert len(orders) == 24
    assert shuffled(choice("A"), "2026-11-23") == shuffled(choice("A"), "2026-11-23")


def test_one_seed_shuffles_two_questions_differently() -> None:
    other = Question(**choice("A").model_dump() | {"id": "q2"})
    assert any(shuffled(choice("A"), seed).order != shuffled(other, seed).order for seed in range(10))


ANSWERS = st.sets(st.sampled_from("ABCDEF"), min_size=1).map(lambda letters: "".join(sorted(letters)))


@given(ANSWERS, st.sets(st.sampled_from("ABCDEF")), st.integers() | st.text())
def test_shuffling_changes_no_mark(answer: str, ticked: set[str], seed: int | str) -> None:
    question = choice(answer, options=6)
    shown = shuffled(question, seed)
    words = dict(shown.choices)
    assert sorted(words) == list("ABCDEF")
    meant = {words[letter] for letter in ticked}
    wanted = {question.options[LETTERS.index(letter)].zh for letter in answer}
    assert is_right(question, shown.given(ticked)) == (meant == wanted)
    assert is_right(question, shown.given(shown.answer))


@given(st.integers())
def test_the_explanation_names_an_option_by_its_letter_on_the_screen(seed: int) -> None:
    shown = shuffled(choice("A"), seed)
    words = dict(shown.choices)
    assert words[shown.explanation.zh[2]] == "选项A"
    assert words[shown.explanation.zh[6]] == "选项B"
    use("en")
    try:
        assert dict(shown.choices)[shown.explanation.en[5]] == "option A"
    finally:
        use("zh")


def of_type(kind: str, **fields: object) -> Question:
    base = choice("A").model_dump() | {"type": kind, "options": (), "answer": (), "explanation": Bilingual("如此。")}
    return Question(**base | fields)


TWO_GAPS = of_type(
    "blank", stem=Bilingual("提前____日，由____通过。"), gaps=({"zh": ("二十", "二十日")}, {"zh": ("三分之二",)})
)
ANY_ORDER = of_type(
    "blank", stem=Bilingual("____和____"), gaps=({"zh": ("议案",)}, {"zh": ("质询案", "质询")}), any_order=True
)
THREE_POINTS = of_type("short", points=(Bilingual("一"), Bilingual("二"), Bilingual("三")))
ORDER = of_type("ordering", options=choice("A").options, answer=("C", "A", "D", "B"))


def test_each_gap_takes_its_variants_only() -> None:
    assert is_right(TWO_GAPS, ["20日", "2/3"])
    assert gaps_right(TWO_GAPS, ["2/3", "20"]) == (False, False)
    assert gaps_right(TWO_GAPS, ["20"]) == (True, False)
    assert not is_right(TWO_GAPS, ["", ""])
    assert is_right(ANY_ORDER, ["质询", "议案"])
    assert gaps_right(ANY_ORDER, ["质询", "质询案"]) == (True, False)


def test_a_short_answer_is_right_when_it_names_every_point() -> None:
    assert is_right(THREE_POINTS, ["1", "2", "3"])
    assert not is_right(THREE_POINTS, ["1", "3"])
    assert credit(THREE_POINTS, ["1", "3", "9"], partial=True) == Fraction(2, 3)
    assert credit(THREE_POINTS, ["0", "1", "4"], partial=True) == Fraction(1, 3)


def test_an_order_is_right_only_whole() -> None:
    assert is_right(ORDER, ["C", "A", "D", "B"])
    assert not any(is_right(ORDER, wrong) for wrong in (["C", "A", "B", "D"], ["C", "A", "D"], []))
    assert credit(ORDER, ["C", "A", "B", "D"], partial=True) == 0


def test_part_of_a_multiple_choice_counts_only_where_a_paper_says_so() -> None:
    assert credit(choice("ACD"), ["A", "C"]) == 0
    assert credit(choice("ACD"), ["A", "C"], partial=True) == Fraction(2, 3)
    assert credit(choice("ACD"), ["A", "B", "C", "D"], partial=True) == 0
    assert credit(TWO_GAPS, ["20", "半数"], partial=True) == Fraction(1, 2)


def test_options_in_a_fixed_order_stay() -> None:
    fixed = Question(**choice("A").model_dump() | {"fixed_order": True})
    assert {shuffled(fixed, seed).order for seed in range(20)} == {tuple("ABCD")}


@given(st.integers(), st.permutations("ABCD"))
def test_an_order_is_never_shown_as_it_should_be_and_marked_the_same_however_shown(seed: int, key: list[str]) -> None:
    question = Question(**ORDER.model_dump() | {"answer": tuple(key)})
    shown = shuffled(question, seed)
    assert shown.order != question.answer
    assert is_right(question, shown.given(shown.answer))
    words = dict(shown.choices)
    assert [words[letter] for letter in shown.answer] == [question.options[LETTERS.index(letter)].zh for letter in key]


def test_what_was_right_in_words() -> None:
    shown = ShownQuestion(choice("AC"), ("C", "B", "D", "A"))
    assert list(shown.answer_words()) == ["A 选项C", "D 选项A"]
    assert list(shuffled(true_false("F"), 1).answer_words()) == ["错误"]
    assert list(shuffled(TWO_GAPS, 1).answer_words()) == ["二十", "三分之二"]
    assert list(shuffled(THREE_POINTS, 1).answer_words()) == ["一", "二", "三"]
    assert next(iter(shuffled(ORDER, 1).answer_words()))[2:] == "选项C"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("blank", {"stem": Bilingual("没有空")}),
        ("blank", {"stem": Bilingual("____和____"), "gaps": ({"zh": ("一",)},)}),
        ("blank", {"stem": Bilingual("____", "no gap"), "gaps": ({"zh": ("一",)},)}),
        ("single", {"options": choice("A").options, "answer": ("A",), "gaps": ({"zh": ("一",)},)}),
        ("short", {}),
        ("short", {"points": (Bilingual("一"),), "answer": ("A",)}),
        ("ordering", {"options": choice("A").options, "answer": ("A", "B")}),
        ("ordering", {"options": choice("A").options, "answer": ("A", "B", "C", "C")}),
        ("true_false", {"options": choice("A").options, "answer": ("T",)}),
        ("multiple", {"options": choice("A").options, "answer": ("A",)}),
    ],
)
def test_a_question_that_does_not_hold_together_is_refused(kind: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Value error"):
        of_type(kind, **fields)


def test_of_what_follows_a_gap_any_beginning_may_be_written_and_nothing_else() -> None:
    question = of_type("blank", stem=Bilingual("提前____日以内。"), gaps=({"zh": ("二十",)},))
    assert all(gaps_right(question, [written]) == (True,) for written in ("20", "20日", "20日以", "二十日以内"))
    assert not any(gaps_right(question, [written]) == (True,) for written in ("20以内", "20内", "20月", "120日", "日"))


def test_in_any_order_what_fits_nowhere_is_wrong_and_the_rest_is_right() -> None:
    assert gaps_right(ANY_ORDER, ["议案", "质询"]) == (True, True)
    assert gaps_right(ANY_ORDER, ["质询", "法案"]) == (True, False)
    assert gaps_right(ANY_ORDER, ["法案", "法案"]) == (False, False)


@pytest.mark.parametrize("question", [choice("AC"), true_false("F"), TWO_GAPS, ANY_ORDER, THREE_POINTS, ORDER])
def test_what_could_be_given_to_be_right_is_right(question: Question) -> None:
    assert is_right(question, right_answer(question))
    assert credit(question, right_answer(question), partial=True) == 1


def test_the_right_answer_of_a_gap_is_the_first_of_its_variants_and_of_points_all_of_them() -> None:
    assert right_answer(TWO_GAPS) == ("二十", "三分之二")
    assert right_answer(THREE_POINTS) == ("1", "2", "3")


@pytest.mark.parametrize("written", ["20", "二十日", "20日", "20日，由"])
def test_what_follows_a_gap_may_be_written_too(written: str) -> None:
    assert gaps_right(TWO_GAPS, [written, "2/3"]) == (True, True)
    assert gaps_right(TWO_GAPS, [f"1{written}", "三分之二通过"]) == (False, True)
