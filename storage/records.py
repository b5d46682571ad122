"""What a person writes: frozen records that are checked whenever they are made or changed.

A record has the day it is about (a local date) and the moments it was written and last changed (aware UTC).
Records never change: `record.changed(at, field=…)` makes the next revision and checks it.
"""

from __future__ import annotations

import re
import secrets
from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from content.calendar import Calendar
from content.marks import Mark
from content.models import Question
from content.workdays import LeaveKind
from storage.clock import local_day as local_day
from storage.clock import utc_now as utc_now

TEXT_LIMIT = 200_000
LINE_LIMIT = 2_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean_text(text: str) -> str:
    """What a person typed or pasted, without what no record may hold; line ends become newlines."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """The same on one line, with single spaces where line ends and tabs were."""
    return " ".join(clean_text(text).split())


def _proper(text: str) -> str:
    if _FORBIDDEN.search(text):
        raise ValueError("control characters and lone surrogates are not allowed")
    return text


Text = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(_proper)]
Line = Annotated[str, StringConstraints(max_length=LINE_LIMIT, pattern=r"^[^\n\t]*$"), AfterValidator(_proper)]
Name = Annotated[Line, StringConstraints(min_length=1)]


def new_uid(at: datetime) -> str:
    """A name no other record has; later ones sort later (milliseconds, then chance)."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(5)}"


class Part(BaseModel):
    """A frozen value inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Part):
    """One thing a person recorded."""

    uid: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,80}$")]
    rev: Annotated[int, Field(ge=1)] = 1
    day: date
    written_at: AwareDatetime
    changed_at: AwareDatetime

    @classmethod
    def new(cls, at: datetime, day: date, **fields: Any) -> Self:
        """A first revision, written at `at` about `day`."""
        uid = fields.pop("uid", None) or new_uid(at)
        return cls(uid=uid, day=day, written_at=at, changed_at=at, **fields)

    def changed(self, at: datetime, **fields: Any) -> Self:
        """The next revision, checked like a new record; itself when nothing differs."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        if all(kept[name] == value for name, value in fields.items()):
            return self
        return type(self)(**{**kept, **fields, "rev": self.rev + 1, "changed_at": at})


class Earlier(Part):
    """What stood at an item before it was changed after its day, and why it was changed."""

    mark: Mark | None
    sentence: Text
    written_at: AwareDatetime
    reason: Text


class Answer(Part):
    """The mark and the sentence at one item on one day."""

    item: Name
    mark: Mark | None = None
    sentence: Text = ""
    written_at: AwareDatetime
    earlier: tuple[Earlier, ...] = ()


class SelfCheck(Record):
    """One day's answers to one list. Its uid is made of both, so that a day cannot be doubled."""

    list_id: Name
    edition: Name
    answers: tuple[Answer, ...] = ()

    @staticmethod
    def uid_of(day: date, list_id: str) -> str:
        """The uid of that day's check against that list."""
        return f"{day.isoformat()}.{list_id}"

    def answer(self, item: str) -> Answer | None:
        """The answer at an item, if it has one."""
        return next((answer for answer in self.answers if answer.item == item), None)

    def mark(self, item: str) -> Mark | None:
        """The mark at an item; None is blank."""
        answer = self.answer(item)
        return answer.mark if answer else None

    def answered(self, at: datetime, item: str, *, reason: str = "", **change: Any) -> SelfCheck:
        """The check with `mark` or `sentence` changed at one item.

        After the check's day an answer of an earlier day is kept beside the new one, with the reason.
        """
        old = self.answer(item) or Answer(item=item, written_at=at)
        fields = {"mark": old.mark, "sentence": old.sentence, **change}
        if (fields["mark"], fields["sentence"]) == (old.mark, old.sentence):
            return self
        earlier = old.earlier
        if self.keeps_old(at, item):
            past = Earlier(mark=old.mark, sentence=old.sentence, written_at=old.written_at, reason=reason)
            earlier = (*earlier, past)
        new = Answer(item=item, written_at=at, earlier=earlier, **fields)
        others = tuple(answer for answer in self.answers if answer.item != item)
        return self.changed(at, answers=(*others, new))

    def keeps_old(self, at: datetime, item: str) -> bool:
        """Whether a change now keeps what stands there: the check's day is over, and it was said before today."""
        old = self.answer(item)
        said = old is not None and bool(old.mark or old.sentence)
        return old is not None and said and self.day < local_day(at) and local_day(old.written_at) < local_day(at)

    def is_late(self, answer: Answer) -> bool:
        """Whether an answer was written after the day it is about (补填)."""
        return local_day(answer.written_at) > self.day


class MatterKind(StrEnum):
    """Why a matter is owed an answer: 交办, 整改, 差错, 议定."""

    ASSIGNED = "assigned"
    SHORTFALL = "shortfall"
    ERROR = "error"
    DECISION = "decision"


class MatterState(StrEnum):
    """未办结, 办结, 不再办理."""

    OPEN = "open"
    SETTLED = "settled"
    DROPPED = "dropped"


class Extension(Part):
    """A due day moved, with the reason; the old one is kept."""

    old_due_day: date | None
    due_day: date
    reason: Name
    written_at: AwareDatetime


class Progress(Part):
    """What was done about a matter on a day."""

    day: date
    text: Text
    written_at: AwareDatetime


class Every(StrEnum):
    """How often a matter comes back: 每周, 每月, 每季度."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Repeat(Part):
    """That a matter comes back once it is settled (例行): how often, from which due day on, its number in the row."""

    every: Every
    first_due_day: date
    number: Annotated[int, Field(ge=0, le=10_000)] = 0
    series: Name

    def next_after(self, day: date, calendar: Calendar) -> tuple[Repeat, date]:
        """The next time whose due day comes after a day, and that due day: on a day off the workday before it.

        Raises:
            ValueError, OverflowError: it lies beyond the calendar.
        """
        number = self.number
        while True:
            number += 1
            due = calendar.last_workday(self._nominal(number))
            if due > day:
                return Repeat(**{**self.model_dump(), "number": number}), due

    def _nominal(self, number: int) -> date:
        first = self.first_due_day
        if self.every is Every.WEEK:
            return first + timedelta(weeks=number)
        months = first.year * 12 + first.month - 1 + number * (3 if self.every is Every.QUARTER else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


class Matter(Record):
    """Something owed an answer, until it is settled. `day` is the day it was given.

    Of an error the title says what went wrong, `cause` why, `result` how it was put right, `prevention` what keeps it
    from happening again. `original` is the line it was noted in, as it was typed; empty when it was filled in a form.
    """

    kind: MatterKind = MatterKind.ASSIGNED
    title: Name
    given_by: Line = ""
    channel: Line = ""
    co_workers: tuple[Name, ...] = ()
    measure: Text = ""
    due_day: date | None = None
    extensions: tuple[Extension, ...] = ()
    progress: tuple[Progress, ...] = ()
    state: MatterState = MatterState.OPEN
    result: Text = ""
    cause: Text = ""
    prevention: Text = ""
    answered_to: Line = ""
    answered_day: date | None = None
    closed_day: date | None = None
    check_uid: str = ""
    item: str = ""
    repeat: Repeat | None = None
    original: Line = ""

    def following(self, at: datetime, calendar: Calendar) -> Matter | None:
        """The matter that comes after this one once it is settled, given on the day it was; None when none does."""
        if self.repeat is None or self.state is not MatterState.SETTLED:
            return None
        day = self.closed_day or local_day(at)
        try:
            repeat, due_day = self.repeat.next_after(max(day, self.due_day or day), calendar)
        except (ValueError, OverflowError):
            return None
        return Matter.new(
            at, day, uid=f"{repeat.series}-{repeat.number}", kind=self.kind, title=self.title, given_by=self.given_by,
            channel=self.channel, co_workers=self.co_workers, measure=self.measure, due_day=due_day, repeat=repeat,
        )  # fmt: skip

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and its due day has passed (超期)."""
        return self.state is MatterState.OPEN and self.due_day is not None and self.due_day < today


class NoteKind(StrEnum):
    """How one studied: 自学, 集中学习, 培训, 补课."""

    SELF = "self"
    GROUP = "group"
    TRAINING = "training"
    MAKE_UP = "make_up"


class StudyNote(Record):
    """A study note; each of its four parts may stay empty.

    `material` is what was read, in words; `items` are ids of items, `matters` uids of matters it has to do with.
    Only what is `offered` (可交流) can be chosen when something leaves.
    """

    title: Name
    material: Line = ""
    quotation: Text = ""
    own_words: Text = ""
    use_at_work: Text = ""
    question: Text = ""
    tags: tuple[Name, ...] = ()
    minutes: Annotated[int, Field(ge=0, le=100_000)] = 0
    kind: NoteKind = NoteKind.SELF
    items: tuple[Name, ...] = ()
    matters: tuple[Name, ...] = ()
    offered: bool = False


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


class Standing(Part):
    """How one question stands after all its attempts; made of them, and made again from them at any time."""

    card: CardState
    asked: Annotated[int, Field(ge=1)] = 1
    right: Annotated[int, Field(ge=0)] = 0
    last_right: bool = False

    @classmethod
    def after(cls, old: Standing | None, attempt: Attempt) -> Standing:
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


class Leave(Record):
    """Days from `day` to `last_day` that were otherwise than the calendar says, and why: leave, training, duty.

    On whole days away nothing is due; half a day away changes nothing of it; on duty a day off is due.
    """

    last_day: date
    reason: Name
    kind: LeaveKind = LeaveKind.WHOLE


class Role(StrEnum):
    """工作人员, 处室负责人."""

    STAFF = "staff"
    HEAD = "head"


class Profile(Part):
    """Who keeps this journal; every field may still be empty."""

    name: Line = ""
    member_no: Line = ""
    office: Line = ""
    post: Line = ""
    branch: Line = ""
    party_group: Line = ""
    role: Role = Role.STAFF
    is_secretary: bool = False
    joined_day: date | None = None
    left_day: date | None = None


class Sent(Record):
    """A submission this person saved: which period and revision, and the file's SHA-256; `day` is when it was made."""

    period: Name
    revision: Annotated[int, Field(ge=1)]
    file_name: Name
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
