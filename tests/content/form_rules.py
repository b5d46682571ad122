"""What is wrong with the form of a question: what gives it away, what its explanation must not say."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

from content.models import GAP, Question, QuestionType

# What 只, 才, 专 and 最 in an explanation rest on: id, and where in the whole text it was looked for.
SEARCHED: dict[str, str] = tomllib.loads(Path(__file__).with_name("searched.toml").read_text(encoding="utf-8"))

ABSOLUTE = re.compile("只(?!是在)|仅|必须|一律|不得|擅自|未经|任何|均须|都要|都必须|绝对|立即|直接")
NOWHERE = re.compile(
    "(法律|条例|标准|意见|文中|本条|办法|规定)(里|中)?(并)?(没有|未)(作)?(这样的|此类|有关|相关)?(规定|写|提|要求)|不作规定|没有规定|无规定|文中没有"
)
OF_LEARNERS = re.compile(
    "容易|常见的?(错|误)|误以为|误认为|往往|许多人|很多人|不少人|多数人|有人会|最常|常被|常误|混淆|别把|不要把|不要当|记住|记牢|注意区分|不要颠倒"
)
EXCLUSIVE = re.compile(
    "只(?!要|好|不过|读|言)|才(?!能|智|干|华)|专(?!门|业|员|项|题|职|用|家|属|利|线|区|栏|班|人|款|案|区|委|业|长)|最(?!高人民|高检|高法|后|近|低|长|短|多|少|高|大|小|终|晚|迟|早|初)"
)
NAMED = re.compile("《([^》]+)》")
HEADING = re.compile(
    "(哪一?(个)?|哪些|下列哪).{0,6}(标题|小标题|部分|方面之下|方面里|条目下|题目下)|属于哪一?(个)?(部分|方面|条)"
)
CATCH_ALL = re.compile(
    "^(其他|其它|等(等|情形)?|法律、?(行政法规)?规定的其他|.*的其他(情形|事项|职责|职权|工作|义务|权利|要求|纪律)$|依法应当.*其他)"
)
SHARED = 2  # signs


def give_aways(question: Question) -> Iterator[str]:
    """What of stem and options gives the key away."""
    stem = question.stem.zh
    texts = dict(zip(question.letters, (option.zh for option in question.options), strict=False))
    for one, other in permutations(texts, 2):
        if texts[one] in texts[other]:
            yield f"option {one} is a part of option {other}"
    right = [texts[letter] for letter in question.answer if letter in texts]
    wrong = [text for letter, text in texts.items() if letter not in question.answer]
    if question.type in (QuestionType.SINGLE, QuestionType.MULTIPLE):
        if len(right) > 1 and _shared([*right]) and not any(text.startswith(_shared(right)) for text in wrong):
            yield f"the right options alone begin with {_shared(right)}"
        if len(wrong) > 1 and _shared(wrong) and not any(text.startswith(_shared(wrong)) for text in right):
            yield f"the wrong options alone begin with {_shared(wrong)}"
        for text in right:
            if len(text) >= 2 and text in stem and not any(len(other) >= 2 and other in stem for other in wrong):
                yield f"the stem has the right option {text}"
    for gap in question.gaps:
        rest = stem.replace(GAP, "\n")
        for text in gap.zh[:1]:
            if len(text) >= 2 and text in rest:
                yield f"the stem has what is to be filled in: {text}"
    for option in question.options:
        if NOWHERE.search(option.zh):
            yield f"an invented option: {option.zh}"
    for point in question.points:
        if point.zh in stem:
            yield f"a point stands in the stem: {point.zh}"
        if CATCH_ALL.search(point.zh):
            yield f"a catch-all point: {point.zh}"


def _shared(texts: Sequence[str]) -> str:
    """What all of several texts begin with, when it is two signs or more."""
    length = 0
    while all(len(text) > length for text in texts) and len({text[length] for text in texts}) == 1:
        length += 1
    return texts[0][:length] if length >= SHARED else ""


def overreaching(question: Question) -> Iterator[str]:
    """What an explanation says that its source does not carry, or that is no business of it."""
    said = question.explanation.zh
    if found := OF_LEARNERS.search(said):
        yield f"the explanation speaks of learners: {found[0]}"
    if (found := EXCLUSIVE.search(said)) and question.id not in SEARCHED:
        yield f"the explanation says {found[0]} and nobody looked through the whole text for it"
    for name in NAMED.findall(said):
        if name not in question.source.zh and name not in question.stem.zh and "campaign" not in question.id:
            yield f"the explanation names 《{name}》, the source does not"
    if (found := re.search("(第[一二三四五六七八九十百零〇]+条)", said)) and found[1] not in question.source.zh:
        yield f"the explanation names {found[1]}, the source does not"
    if question.id.startswith("campaign") and HEADING.search(question.stem.zh):
        yield "asks under which heading a phrase stands"


def form_faults(question: Question) -> list[str]:
    """All that is wrong with the form of one question."""
    return [*give_aways(question), *overreaching(question)]


def betrayed(questions: Sequence[Question]) -> Iterator[str]:
    """Questions whose key another stem of the same document tells word for word."""

    def context(question: Question) -> list[str]:
        filled, found = question.stem.zh, []
        for gap in question.gaps:
            before = filled.index(GAP)
            found.append(filled[max(0, before - 5) : before] + gap.zh[0])
            filled = filled.replace(GAP, gap.zh[0], 1)
        return [text for text in found if len(text) >= 7]

    for question in questions:
        for text in context(question):
            for other in questions:
                if (
                    other.id != question.id
                    and text in other.stem.zh
                    and not (other.type is QuestionType.TRUE_FALSE and other.answer == ("F",))
                ):
                    yield f"{question.id}: {other.id} tells {text}"


def absolute_shares(questions: Sequence[Question]) -> tuple[float, float]:
    """How many of the right and of the wrong statements and options have an absolute word."""
    has: dict[bool, list[bool]] = {True: [], False: []}
    for question in questions:
        if question.type is QuestionType.TRUE_FALSE:
            has[question.answer == ("T",)].append(bool(ABSOLUTE.search(question.stem.zh)))
        elif question.type in (QuestionType.SINGLE, QuestionType.MULTIPLE):
            for letter, option in zip(question.letters, question.options, strict=True):
                has[letter in question.answer].append(bool(ABSOLUTE.search(option.zh)))
    return tuple(sum(values) / max(1, len(values)) for values in (has[True], has[False]))  # type: ignore[return-value]


def rights_of_five(questions: Sequence[Question]) -> Counter[int]:
    """Of the multiple choice questions with five options: how many have so many right ones."""
    return Counter(len(one.answer) for one in questions if one.type is QuestionType.MULTIPLE and len(one.options) == 5)
