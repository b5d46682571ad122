"""What is taught and asked, as checked values that never change."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from content.marks import Bilingual
from content.words import _

LETTERS = "ABCDEFGH"
TRUE, FALSE = "T", "F"
REFERENCE = re.compile(r"\{([A-Z])\}")

Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._/-]{0,79}$")]


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"

    @property
    def words(self) -> str:
        """The type as people read it: 单选题, 多选题, 判断题."""
        return {
            QuestionType.SINGLE: _("single choice"),
            QuestionType.MULTIPLE: _("multiple choice"),
            QuestionType.TRUE_FALSE: _("true or false"),
        }[self]


class Taught(BaseModel):
    """A frozen value out of a pack."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(Taught):
    """One question with its key; options and key go by the letters the pack gives them.

    An explanation names an option only as `{A}`, because options are shown in another order each time.
    """

    id: Id
    type: QuestionType
    topic: Bilingual
    difficulty: Annotated[int, Field(ge=1, le=3)]
    stem: Bilingual
    options: tuple[Bilingual, ...] = ()
    answer: tuple[str, ...]
    explanation: Bilingual
    source: Bilingual
    edition: Bilingual
    tags: tuple[str, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """What may be chosen: A, B, C … or T and F."""
        return (TRUE, FALSE) if self.type is QuestionType.TRUE_FALSE else tuple(LETTERS[: len(self.options)])

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        options = [option.zh for option in self.options]
        if self.type is QuestionType.TRUE_FALSE:
            if options:
                raise ValueError(_("a true or false question has no options"))
        elif not 2 <= len(options) <= len(LETTERS):
            raise ValueError(_("a question has 2 to {most} options").format(most=len(LETTERS)))
        if len(set(options)) < len(options):
            raise ValueError(_("two options are the same"))
        if not set(self.answer) <= set(self.letters) or list(self.answer) != sorted(set(self.answer)):
            known = "".join(self.letters)
            raise ValueError(_("answer must be letters out of {letters}, in order").format(letters=known))
        if self.type is QuestionType.MULTIPLE and len(self.answer) < 2:
            raise ValueError(_("a multiple choice question has at least two right options"))
        if self.type is not QuestionType.MULTIPLE and len(self.answer) != 1:
            raise ValueError(_("this type of question has exactly one right answer"))
        for letter in REFERENCE.findall(self.explanation.zh + self.explanation.en):
            if letter not in LETTERS[: len(options)]:
                raise ValueError(_("explanation names {letter}, but there is no such option").format(letter=letter))
        return self


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

    id: Id
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
