"""What was answered to questions, when they come again, and what a person holds against them."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from pydantic import AwareDatetime, Field

from content.models import Question
from storage.records.kit import Line, Name, Part, Record, Text


class CardState(Part):
    """How well a question is remembered: what fsrs needs to go on from here."""

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: AwareDatetime
    last_review: AwareDatetime | None


class Attempt(Record):
    """One answer to one question, with the card's state after it.

    chosen: what was given, as `content.marking` says. unsure: whether whoever answered said so.
    sitting: the uid of the sitting it was given in.
    """

    pack_id: Name
    question_id: Name
    chosen: tuple[Line, ...]
    right: bool
    unsure: bool = False
    sitting: Line = ""
    card: CardState


class QuestionStanding(Part):
    """How one question stands after all its attempts; made of them, and made again from them at any time."""

    card: CardState
    asked: Annotated[int, Field(ge=1)] = 1
    right: Annotated[int, Field(ge=0)] = 0
    last_right: bool = False

    @classmethod
    def after(cls, old: QuestionStanding | None, attempt: Attempt) -> QuestionStanding:
        """How it stands after one more attempt."""
        asked, right = (old.asked, old.right) if old else (0, 0)
        return cls(card=attempt.card, asked=asked + 1, right=right + attempt.right, last_right=attempt.right)


class Remark(Record):
    """What a person holds against a question: why it is faulty, that it is not to be asked, or how it should read."""

    question_id: Name
    faulty: Text = ""
    set_aside: bool = False
    corrected: Question | None = None

    @staticmethod
    def uid_of(question_id: str) -> str:
        """The uid of the remark on that question: there is one at most."""
        return sha256(question_id.encode()).hexdigest()[:24]


class SittingKind(StrEnum):
    """What is asked: the few of the day, what is due, what was wrong, topics, a mock paper, or on and on."""

    DAILY = "daily"
    REVIEW = "review"
    WRONG = "wrong"
    TOPIC = "topic"
    PAPER = "paper"
    ENDLESS = "endless"


class SittingPlan(Part):
    """A sitting that was begun: which questions, in which order. Its answers are the attempts that name it.

    given: of a mock paper what stands at each question so far; its attempts are written when it is handed in.
    minutes: how long a mock paper may take; 0 is without limit. partial: whether part of an answer counts.
    """

    uid: Name
    kind: SittingKind
    question_ids: tuple[Name, ...]
    began_at: AwareDatetime
    topics: tuple[Name, ...] = ()
    minutes: Annotated[int, Field(ge=0, le=600)] = 0
    partial: bool = False
    given: dict[str, tuple[Line, ...]] = {}
