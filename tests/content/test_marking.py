"""A right answer stays right however its options are shuffled, and the explanation goes with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.marking import ShownQuestion, is_right, shuffled
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
    assert is_right(shown.question, shown.chosen("F"))
    assert not is_right(shown.question, shown.chosen("T"))


def test_a_given_order() -> None:
    shown = ShownQuestion(choice("AC"), ("C", "B", "D", "A"))
    assert shown.choices == (("A", "选项C"), ("B", "选项B"), ("C", "选项D"), ("D", "选项A"))
    assert shown.answer == ("A", "D")
    assert shown.chosen("AC") == ("C", "D")
    assert shown.explanation == Bilingual("应选D，不选B。", "Take D, not B.")


def test_a_letter_that_was_not_shown_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="E"):
        shuffled(choice("A"), 1).chosen("E")


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
    assert is_right(question, shown.chosen(ticked)) == (meant == wanted)
    assert is_right(question, shown.chosen(shown.answer))


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
