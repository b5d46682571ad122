"""The packs that come with the program hold what they must, in both languages, and their keys are right."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from content.catalog import Catalog
from content.donts import official_list
from content.marks import Bilingual, Dont, Mark
from tests.content.alike import alike

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
CATALOG = Catalog.shipped()
DONTS = official_list().donts


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

    def test_asks_no_question_always_on_the_same_weekday(self, dont: Dont) -> None:
        assert len(dont.questions) % 7
        assert len(dont.head_questions) % 7


def test_no_two_guiding_questions_are_alike() -> None:
    questions = [question for dont in DONTS for question in (*dont.questions, *dont.head_questions)]
    assert alike([question.zh for question in questions], 0.85) == []
    assert len({question.en for question in questions}) == len(questions)


def test_the_campaign_is_to_be_read_in_both_languages() -> None:
    materials = [material for material in CATALOG.materials if material.id.startswith("campaign/")]
    assert {material.id.partition("/")[2] for material in materials} == {
        "overview", "improvements", "procedures", "raising-and-six",
    }  # fmt: skip
    for material in materials:
        for text in (material.title, material.topic, material.source, material.edition, material.text):
            assert text.zh
            assert text.en
            assert not re.search("[一-鿿]", text.en), text.en
    told = " ".join(material.text.zh for material in materials)
    assert all(words in told for words in OFFICIAL_WORDS)
