"""The packs that come with the program hold what they must, in both languages, and their keys are right."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import chain, combinations

import pytest
from rich.cells import cell_len

from content.catalog import Catalog
from content.donts import official_list
from content.marking import is_right, shuffled
from content.marks import Bilingual, Dont, Mark
from content.models import LETTERS, Question, QuestionType

OFFICIAL_WORDS = (
    "不让领导交办的工作在自己手上延误",
    "不让工作职能在自己岗位上削弱",
    "不让工作差错在自己身上发生",
    "不让外来办事的同志在自己的接待中受到冷落",
    "不让不良风气和消极现象在自己身上出现",
    "不让人大形象因为自己的过失受到损害",
)
IDS = ("entrusted", "duty", "error", "visitor", "conduct", "image")
WIDEST_LINE = 72
CATALOG = Catalog.load()
QUESTIONS = CATALOG.questions()
CHOICES = [question for question in QUESTIONS if question.type is not QuestionType.TRUE_FALSE]
SINGLE = [question for question in QUESTIONS if question.type is QuestionType.SINGLE]
TRUE_FALSE = [question for question in QUESTIONS if question.type is QuestionType.TRUE_FALSE]
DONTS = official_list().donts


def alike(texts: list[str], ratio: float) -> list[tuple[str, str]]:
    """Pairs of texts that say nearly the same."""
    found = []
    for first, second in combinations(texts, 2):
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and matcher.ratio() > ratio:
            found.append((first, second))
    return found


def test_the_shipped_packs_are_without_a_fault() -> None:
    assert [str(fault) for fault in CATALOG.faults] == []
    assert [pack.id for pack in CATALOG.packs] == ["campaign", "six-donts"]
    assert all(pack.title.en and pack.source.en for pack in CATALOG.packs)


def test_the_six_stand_word_for_word_in_their_order() -> None:
    assert tuple(dont.official.zh for dont in DONTS) == OFFICIAL_WORDS
    assert tuple(dont.id for dont in DONTS) == IDS


def texts_of(dont: Dont) -> list[Bilingual]:
    return [
        *dont.meanings.values(),
        *dont.examples_kept,
        *dont.examples_not_kept,
        *dont.questions,
        *dont.head_questions,
    ]


@pytest.mark.parametrize("dont", DONTS, ids=IDS)
class TestOneItem:
    def test_has_all_that_helps_to_answer_it(self, dont: Dont) -> None:
        assert len(dont.questions) >= 12
        assert len(dont.head_questions) >= 8
        assert (len(dont.examples_kept), len(dont.examples_not_kept)) == (2, 2)
        assert set(dont.meanings) == set(Mark)

    def test_speaks_both_languages(self, dont: Dont) -> None:
        for text in (dont.official, dont.short, *texts_of(dont)):
            assert re.search("[一-鿿]", text.zh)
            assert re.search("[A-Za-z]", text.en), text.zh
            assert not re.search("[一-鿿]", text.en), text.en

    def test_fits_its_line(self, dont: Dont) -> None:
        assert max(cell_len(dont.short.zh), cell_len(dont.short.en)) <= 26
        for text in (dont.official, *texts_of(dont)):
            assert max(cell_len(text.zh), cell_len(text.en)) <= WIDEST_LINE, text
        for text in dont.meanings.values():
            assert max(cell_len(text.zh), cell_len(text.en)) <= 60, text

    def test_asks_questions(self, dont: Dont) -> None:
        for question in (*dont.questions, *dont.head_questions):
            assert question.zh.endswith("？")
            assert question.en.endswith("?")


def test_no_two_guiding_questions_are_alike() -> None:
    questions = [question for dont in DONTS for question in (*dont.questions, *dont.head_questions)]
    assert alike([question.zh for question in questions], 0.85) == []
    assert len({question.en for question in questions}) == len(questions)


def test_there_are_enough_questions_of_every_type() -> None:
    counts = Counter(question.type for question in QUESTIONS)
    assert sum(counts.values()) >= 40
    assert min(counts[kind] for kind in QuestionType) >= 8


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])
def test_a_question_is_whole(question: Question) -> None:
    texts = [question.stem, question.explanation, question.source, question.topic, question.edition, *question.options]
    for text in texts:
        assert text.zh
        assert text.en
        assert not re.search("[一-鿿]", text.en), text.en
    assert "本活动史料" in question.tags
    assert set(re.findall(r"\{(.)", question.explanation.zh)) == set(re.findall(r"\{(.)", question.explanation.en))
    assert not re.search("以上|[何什]么时[候间]", question.stem.zh + "".join(option.zh for option in question.options))


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])
def test_only_the_key_marks_right_however_it_is_shown(question: Question) -> None:
    shown = shuffled(question, "any day")
    letters = [letter for letter, _words in shown.choices]
    sets = list(chain.from_iterable(combinations(letters, count) for count in range(len(letters) + 1)))
    assert [ticked for ticked in sets if is_right(question, shown.chosen(ticked))] == [shown.answer]


@pytest.mark.parametrize("question", CHOICES, ids=[question.id for question in CHOICES])
def test_options_are_short_and_without_their_letters(question: Question) -> None:
    assert 3 <= len(question.options) <= 6
    for option in question.options:
        assert cell_len(option.zh) <= WIDEST_LINE
        assert cell_len(option.en) <= WIDEST_LINE, option.en
        assert not re.match("[A-Ha-h][.、．)）]", option.zh)
    if question.type is QuestionType.MULTIPLE:
        assert 2 <= len(question.answer) < len(question.options), "if all are right there is nothing to ask"


def test_no_two_stems_are_alike() -> None:
    assert alike([question.stem.zh for question in QUESTIONS], 0.85) == []
    assert len({question.stem.en for question in QUESTIONS}) == len(QUESTIONS)


def test_the_right_letters_are_spread_evenly() -> None:
    letters = Counter(question.answer[0] for question in SINGLE)
    assert all(0.15 <= letters[letter] / len(SINGLE) <= 0.35 for letter in "ABCD"), letters
    false = sum(question.answer == ("F",) for question in TRUE_FALSE) / len(TRUE_FALSE)
    assert 0.35 <= false <= 0.65
    in_multiple = Counter(
        letter for question in QUESTIONS if question.type is QuestionType.MULTIPLE for letter in question.answer
    )
    assert min(in_multiple[letter] for letter in "ABCD") * 2 >= max(in_multiple.values()), in_multiple


def test_the_right_option_is_seldom_the_longest() -> None:
    def longest_is_right(question: Question) -> bool:
        lengths = {letter: cell_len(option.zh) for letter, option in zip(LETTERS, question.options, strict=False)}
        right = lengths.pop(question.answer[0])
        return right > max(lengths.values())

    assert sum(longest_is_right(question) for question in SINGLE) / len(SINGLE) <= 0.30


def test_the_guide_to_the_campaign_is_there_in_both_languages() -> None:
    (material,) = CATALOG.materials
    assert material.id == "campaign/overview"
    for text in (material.title, material.topic, material.source, material.edition, material.text):
        assert text.zh
        assert text.en
