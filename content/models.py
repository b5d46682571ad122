"""What is taught and asked, as checked values that never change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from content.marks import Bilingual
from content.words import _

LETTERS = "ABCDEFGH"
TRUE, FALSE = "T", "F"
GAP = "____"
MOST_GAPS, MOST_POINTS = 6, 8
_LINES = re.compile("_{2,}")
REFERENCE = re.compile(r"\{([A-Z])\}")

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)  # names that Windows keeps for itself


def _folder_name(name: str) -> str:
    if _RESERVED.fullmatch(name):
        raise ValueError(_("{name} cannot be the id of a bank").format(name=name))
    return name


PackId = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,79}$"), AfterValidator(_folder_name)
]  # a bank is kept in a folder of this name
Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._/-]{0,79}$")]


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    BLANK = "blank"
    SHORT = "short"
    ORDERING = "ordering"

    @property
    def words(self) -> str:
        """The type as people read it: 单选题, 多选题, 判断题, 填空题, 简答题, 排序题."""
        return {
            QuestionType.SINGLE: _("single choice"),
            QuestionType.MULTIPLE: _("multiple choice"),
            QuestionType.TRUE_FALSE: _("true or false"),
            QuestionType.BLANK: _("fill in"),
            QuestionType.SHORT: _("short answer"),
            QuestionType.ORDERING: _("ordering"),
        }[self]

    @property
    def has_options(self) -> bool:
        """Whether it is answered by options that have letters."""
        return self in (QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.ORDERING)


class Taught(BaseModel):
    """A frozen value out of a pack."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Gap(Taught):
    """What may be filled in at one gap; the first is how it is best said. The English counts in Chinese too."""

    zh: Annotated[tuple[str, ...], Field(min_length=1)]
    en: tuple[str, ...] = ()

    @property
    def best(self) -> Bilingual:
        """How it is best said."""
        return Bilingual(self.zh[0], self.en[0] if self.en else "")


class Question(Taught):
    """One question with its key; options and key go by the letters the pack gives them.

    answer: the right letters, in order; of an ordering question all letters in the right order; T or F; empty where
        something is written.
    gaps: of a fill-in question one for each `____` of its stem; with `any_order` they may be filled in any order.
    points: of a short answer what it should name; whoever answers says which of them it did.
    An explanation names an option only as `{A}`, because options are shown in another order each time, unless
    `fixed_order` forbids it.
    """

    id: Id
    type: QuestionType
    topic: Bilingual
    difficulty: Annotated[int, Field(ge=1, le=3)]
    stem: Bilingual
    options: tuple[Bilingual, ...] = ()
    answer: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    any_order: bool = False
    points: tuple[Bilingual, ...] = ()
    fixed_order: bool = False
    explanation: Bilingual
    source: Bilingual
    edition: Bilingual
    tags: tuple[str, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """What may be chosen: A, B, C …, or T and F; nothing where something is written."""
        return (TRUE, FALSE) if self.type is QuestionType.TRUE_FALSE else tuple(LETTERS[: len(self.options)])

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterator[str]:
        options = [option.zh for option in self.options]
        if not self.type.has_options and options:
            yield _("a question of this type has no options")
        if self.type.has_options and not 2 <= len(options) <= len(LETTERS):
            yield _("a question has 2 to {most} options").format(most=len(LETTERS))
        if not all(option.strip() for option in options):
            yield _("an option is empty")
        if len(set(options)) < len(options):
            yield _("two options are the same")
        yield from self._problems_of_answer()
        yield from self._problems_of_gaps()
        written = [text for gap in self.gaps for text in (*gap.zh, *gap.en)]
        if any("\n" in text for text in (*written, *(point.zh + point.en for point in self.points))):
            yield _("what is filled in, and each point, stands on one line")
        if (self.type is QuestionType.SHORT) != (1 <= len(self.points) <= MOST_POINTS):
            yield _("a short answer has 1 to {most} points, other types have none").format(most=MOST_POINTS)
        for letter in REFERENCE.findall(self.explanation.zh + self.explanation.en):
            if letter not in LETTERS[: len(options)]:
                yield _("the explanation names {letter}, but there is no such option").format(letter=letter)

    def _problems_of_answer(self) -> Iterator[str]:
        known = "".join(self.letters)
        if not known and self.answer:
            yield _("the answer of this type of question is not a letter")
        elif self.type is QuestionType.ORDERING:
            if sorted(self.answer) != list(self.letters):
                yield _("the answer must name each letter out of {letters} once").format(letters=known)
        elif not set(self.answer) <= set(self.letters) or list(self.answer) != sorted(set(self.answer)):
            yield _("answer must be letters out of {letters}, in order").format(letters=known)
        if self.type is QuestionType.MULTIPLE and len(self.answer) < 2:
            yield _("a multiple choice question has at least two right options")
        if self.type in (QuestionType.SINGLE, QuestionType.TRUE_FALSE) and len(self.answer) != 1:
            yield _("this type of question has exactly one right answer")

    def _problems_of_gaps(self) -> Iterator[str]:
        if self.type is not QuestionType.BLANK:
            if self.gaps:
                yield _("only a fill-in question has gaps")
            return
        stems = [text for text in (self.stem.zh, self.stem.en) if text]
        wanted = [GAP] * len(self.gaps)
        if not 1 <= len(self.gaps) <= MOST_GAPS or any(_LINES.findall(text) != wanted for text in stems):
            words = _("each gap is written {gap} in the stem; there are 1 to {most}, and answers for each")
            yield words.format(gap=GAP, most=MOST_GAPS)


class Material(Taught):
    """Something to read, in Markdown; `quiz_topics` are the Chinese names of topics that questions on it have."""

    id: Id
    title: Bilingual
    topic: Bilingual
    source: Bilingual
    edition: Bilingual
    text: Bilingual
    quiz_topics: tuple[str, ...] = ()


class Pack(Taught):
    """A folder of materials and questions, with edition and source."""

    id: PackId
    title: Bilingual
    edition: Bilingual
    source: Bilingual
    licence: str
    valid_from: date | None = None
    valid_until: date | None = None
    questions: tuple[Question, ...] = ()
    materials: tuple[Material, ...] = ()

    @property
    def content_hash(self) -> str:
        """Sixteen hex digits that change when any word of the pack does."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]
