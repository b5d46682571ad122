"""Every bank that comes with the program keeps the rules that docs/content.md gives; a fault is named with its id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, combinations, permutations

import pytest
from rich.cells import cell_len

from content.catalog import Catalog
from content.marking import is_right, shuffled
from content.models import GAP, LETTERS, REFERENCE, Pack, Question, QuestionType
from tests.content.alike import alike
from tests.content.citing import citing_fault
from tests.content.form_rules import absolute_shares, betrayed, form_faults, rights_of_five

LEAST = {"campaign": 78, "congress-law": 450, "documents": 140, "conduct": 250}
WIDEST_LINE = 72
CATALOG = Catalog.shipped()
PACKS = {pack.id: pack for pack in CATALOG.packs}
HAN = "[一-鿿]"


@pytest.fixture(params=LEAST)
def pack(request: pytest.FixtureRequest) -> Pack:
    return PACKS[request.param]


def named(pack: Pack, wanted: set[QuestionType]) -> list[Question]:
    return [question for question in pack.questions if question.type in wanted]


def test_the_shipped_packs_are_without_a_fault() -> None:
    assert [str(fault) for fault in CATALOG.faults] == []
    assert set(PACKS) == {*LEAST, "six-donts"}


def test_there_are_enough_questions_of_every_type(pack: Pack) -> None:
    all_of_it = len(pack.questions)
    share = {kind: count / all_of_it for kind, count in Counter(question.type for question in pack.questions).items()}
    assert all_of_it >= LEAST[pack.id]
    assert share[QuestionType.SINGLE] <= 0.45, share
    assert share[QuestionType.MULTIPLE] >= 0.15, share
    assert share[QuestionType.TRUE_FALSE] >= 0.12, share
    assert share[QuestionType.BLANK] >= 0.12, share
    assert share.get(QuestionType.ORDERING, 0) + share.get(QuestionType.SHORT, 0) >= 0.05, share


def faults_of_words(question: Question) -> Iterator[str]:
    """What is wrong with how a question is worded."""
    stem, options = question.stem.zh, [option.zh for option in question.options]
    if re.search("以上(都|均|各项|选项)|以下(都|均)不", stem + "".join(options)):
        yield "an option speaks of the others, which are shuffled"
    if re.search("第几[条款项章]|[何什]么时[候间]|何时|起施行|哪一年", stem):
        yield "asks for the number of an article, or for a date of force"
    for text in (stem, *options, question.explanation.zh, *(point.zh for point in question.points)):
        if re.search(f"(?<={HAN})[,;:?!()]|[,;:?!()](?={HAN})", text):
            yield f"half-width punctuation in {text[:30]}"
    for option in question.options:
        if max(cell_len(option.zh), cell_len(option.en)) > WIDEST_LINE:
            yield f"the option {option.zh} is too long"
        if re.match("[A-Ha-h][.、．)）]", option.zh):
            yield f"the option {option.zh} begins with a letter"
    if len(question.explanation.zh) < 15:
        yield "the explanation explains nothing"
    if question.type.has_options and not 3 <= len(options) <= 6:
        yield "has too few options, or too many"
    if question.type is QuestionType.MULTIPLE and len(question.answer) == len(options):
        yield "if all options are right there is nothing to ask"
    if question.type is QuestionType.BLANK and re.search(f"[(（]\\s*[)）]|(?<!_)_{{1,3}}(?!_)|{GAP}_", stem):
        yield f"a gap is written {GAP}"
    wrong = set(question.letters) - set(question.answer)
    if question.type is QuestionType.SINGLE and not wrong & set(REFERENCE.findall(question.explanation.zh)):
        yield "the explanation says of no wrong option why it is wrong"


def test_questions_are_worded_as_they_should_be(pack: Pack) -> None:
    faults = [f"{question.id}: {fault}" for question in pack.questions for fault in faults_of_words(question)]
    assert faults == []


def test_what_is_cited_is_there(pack: Pack) -> None:
    if pack.id == "campaign":
        assert [question.id for question in pack.questions if "本活动史料" not in question.tags] == []
        return
    faults = {question.id: citing_fault(question.source.zh, question.edition.zh) for question in pack.questions}
    assert {question_id: fault for question_id, fault in faults.items() if fault} == {}


def wrongly_marked(question: Question) -> Iterator[str]:
    """Every answer to a question that is marked as it should not be."""
    shown = shuffled(question, "any day")
    letters = [letter for letter, _words in shown.choices]
    if question.type is QuestionType.BLANK:
        for place, gap in enumerate(question.gaps):
            for text in (*gap.zh, *gap.en):
                filled = [(text if at == place else other.zh[0]) for at, other in enumerate(question.gaps)]
                if not is_right(question, filled):
                    yield f"{text} is not accepted"
            if is_right(question, [("不对" if at == place else other.zh[0]) for at, other in enumerate(question.gaps)]):
                yield "anything is accepted"
        return
    if question.type is QuestionType.SHORT:
        numbers = [str(number) for number in range(1, len(question.points) + 1)]
        if not is_right(question, numbers) or is_right(question, numbers[:-1]):
            yield "the points do not count"
        return
    if question.type is QuestionType.ORDERING:
        tries = list(permutations(letters)) if len(letters) <= 5 else [tuple(letters), shown.answer]
    else:
        tries = list(chain.from_iterable(combinations(letters, count) for count in range(len(letters) + 1)))
    right = [ticked for ticked in tries if is_right(question, shown.given(ticked))]
    if right != [shown.answer]:
        yield f"{right} are marked right"


def test_only_the_key_marks_right_however_it_is_shown(pack: Pack) -> None:
    assert [f"{question.id}: {fault}" for question in pack.questions for fault in wrongly_marked(question)] == []


def test_no_question_has_a_fault_of_form(pack: Pack) -> None:
    assert {question.id: faults for question in pack.questions if (faults := form_faults(question))} == {}
    assert list(betrayed(pack.questions)) == []


def test_absolute_words_lean_to_neither_side_and_the_number_of_right_options_varies(pack: Pack) -> None:
    right, wrong = absolute_shares(pack.questions)
    assert abs(right - wrong) <= 0.04, (right, wrong)
    of_five = rights_of_five(pack.questions)
    assert all(of_five[count] >= sum(of_five.values()) / 5 for count in (2, 3, 4)), of_five


def test_there_are_cases_of_an_office_in_every_pack(pack: Pack) -> None:
    assert sum("案例" in question.tags for question in pack.questions) * 8 >= len(pack.questions)


def test_no_two_stems_are_alike() -> None:
    assert alike([question.stem.zh for question in CATALOG.questions()], 0.85) == []


def test_the_right_letters_are_spread_evenly(pack: Pack) -> None:
    single = named(pack, {QuestionType.SINGLE})
    letters = Counter(question.answer[0] for question in single)
    assert all(0.15 <= letters[letter] / len(single) <= 0.35 for letter in "ABCD"), letters
    judged = named(pack, {QuestionType.TRUE_FALSE})
    assert 0.35 <= sum(question.answer == ("F",) for question in judged) / len(judged) <= 0.65
    several = Counter(letter for question in named(pack, {QuestionType.MULTIPLE}) for letter in question.answer)
    assert min(several[letter] for letter in "ABCD") * 2 >= max(several.values()), several


def test_the_right_option_is_seldom_the_longest(pack: Pack) -> None:
    def longest_is_right(question: Question) -> bool:
        lengths = {letter: cell_len(option.zh) for letter, option in zip(LETTERS, question.options, strict=False)}
        right = lengths.pop(question.answer[0])
        return right > max(lengths.values())

    single = named(pack, {QuestionType.SINGLE})
    found = [question.id for question in single if longest_is_right(question)]
    assert len(found) / len(single) <= 0.30, found


def test_the_campaign_speaks_both_languages() -> None:
    def faults(question: Question) -> Iterator[str]:
        texts = [question.stem, question.explanation, question.source, question.topic, question.edition]
        for text in (*texts, *question.options, *question.points):
            if not text.en or re.search(HAN, text.en):
                yield f"{question.id}: {text.zh[:20]}"
        if any(not gap.en for gap in question.gaps):
            yield f"{question.id}: a gap has no English"
        if set(REFERENCE.findall(question.explanation.zh)) != set(REFERENCE.findall(question.explanation.en)):
            yield f"{question.id}: the explanations name other options"

    assert list(chain.from_iterable(map(faults, PACKS["campaign"].questions))) == []


def test_every_material_is_asked_about(pack: Pack) -> None:
    topics = {question.topic.zh for question in pack.questions}
    assert pack.materials
    for material in pack.materials:
        assert set(material.quiz_topics) & topics, material.id
        assert len(material.text.zh) >= 400, material.id
