"""What a submission can say: a header and facts of fifteen kinds, flat and frozen, each one line of the file.

The field names are part of the file format: once released they are permanent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Literal, Self, TypeAlias, TypeVar, get_args

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from content.marks import Mark
from content.workdays import LeaveKind
from storage.branch_figures import Figures
from storage.fact_types import Count as Count
from storage.fact_types import Instant as Instant
from storage.fact_types import PeriodText as PeriodText
from storage.fact_types import Uid as Uid
from storage.records import Line, MatterKind, MatterState, Name, NoteKind, Part, Text

LARGEST_SENT = 10**12
FactName = Literal[
    "completeness", "on_leave", "item_marks", "sentence", "matter", "note", "study", "attended", "quiz", "remark",
    "quiz_topic", "quiz_question", "branch_figures", "branch_member", "branch_problem",
]  # fmt: skip

Counts = Annotated[dict[FactName, Count], AfterValidator(lambda counts: dict(sorted(counts.items())))]


class Header(Part):
    """Who sends which period, made against which list; `counts` says how many facts of each kind follow.

    `list_items` are the ids of the list's items, so that a reader sees whether marks are there for all of them;
    `item_words` says each item that a fact may name, because a reader need not have the list. `format` is 2 where
    meetings attended are named, which the first programs do not know, and 1 in all that they can read; it is 3 for
    what a branch sends to the next level, where the branch stands for the member, and 4 where quizzes are told by
    topic, which the programs before do not know either; and 5 is 3 where what became of a problem later is told.
    """

    fact: Literal["header"] = "header"
    format: Literal[1, 2, 3, 4, 5] = 1
    list_id: Name
    list_edition: Name
    list_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]
    list_items: Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)]
    list_title: Line = ""
    item_words: Annotated[dict[Name, Line], Field(max_length=200)] = {}
    member_no: Name
    name: Name
    branch: Line = ""
    party_group: Line = ""
    office: Line = ""
    period: PeriodText
    revision: Annotated[int, Field(ge=1, le=10_000)] = 1
    made_at: Instant
    program: Name
    counts: Counts

    @property
    def is_of_branch(self) -> bool:
        """Whether a branch stands in the place of the member."""
        return self.format in OF_BRANCHES


class Completeness(Part):
    """On how many due days every item was answered, and how many of those were answered late (补填)."""

    fact: Literal["completeness"] = "completeness"
    answered_days: Count
    due_days: Count
    late_days: Count


class OnLeave(Part):
    """Days away, on which nothing was due unless it was half a day; or days off on duty, which were due. And why."""

    fact: Literal["on_leave"] = "on_leave"
    first_day: date
    last_day: date
    reason: Name
    kind: LeaveKind = LeaveKind.WHOLE

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError("the last day lies before the first")
        return self


class ItemMarks(Part):
    """On how many due days an item went which way, `blank` among them; for every item of the list, or for none."""

    fact: Literal["item_marks"] = "item_marks"
    item: Name
    kept: Count
    partly: Count
    not_kept: Count
    not_faced: Count
    blank: Count

    @property
    def marked(self) -> int:
        """On how many days it has a mark."""
        return self.kept + self.partly + self.not_kept + self.not_faced


class SentenceFact(Part):
    """What was written at an item on a day; `late` when it was written after that day."""

    fact: Literal["sentence"] = "sentence"
    day: date
    item: Name
    mark: Mark | None
    sentence: Text
    late: bool


class MatterFact(Part):
    """One matter as it stood when the submission was made."""

    fact: Literal["matter"] = "matter"
    uid: Uid
    kind: MatterKind
    title: Name
    given_by: Line = ""
    channel: Line = ""
    given_day: date
    measure: Text = ""
    due_day: date | None = None
    state: MatterState = MatterState.OPEN
    result: Text = ""
    answered_to: Line = ""
    answered_day: date | None = None
    closed_day: date | None = None
    item: Line = ""
    latest_progress: Text = ""


class NoteFact(Part):
    """One study note."""

    fact: Literal["note"] = "note"
    uid: Uid
    day: date
    title: Name
    material: Line = ""
    quotation: Text = ""
    own_words: Text = ""
    use_at_work: Text = ""
    question: Text = ""
    tags: tuple[Name, ...] = ()
    minutes: Count = 0
    kind: NoteKind = NoteKind.SELF


class Study(Part):
    """Minutes studied in the period, by kind."""

    fact: Literal["study"] = "study"
    group_minutes: Count
    training_minutes: Count
    make_up_minutes: Count
    self_minutes: Count


class Attended(Part):
    """A meeting of the branch this member attended, by the uid of its register, and what it counts in the hours.

    Its minutes are among those of `Study`; the branch holds them against its own register.
    """

    fact: Literal["attended"] = "attended"
    meeting_uid: Uid
    day: date
    title: Name
    minutes: Count


class QuizFacts(Part):
    """How many questions were answered, and how many of them rightly."""

    fact: Literal["quiz"] = "quiz"
    answered: Count
    right: Count

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.right > self.answered:
            raise ValueError("more right than answered")
        return self


class QuizTopic(Part):
    """How many questions of a topic, by its Chinese name, were answered, and how many of them rightly."""

    fact: Literal["quiz_topic"] = "quiz_topic"
    topic: Name
    answered: Count
    right: Count

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.right > self.answered:
            raise ValueError("more right than answered")
        return self


class QuizQuestion(Part):
    """Whether the first answer of the period to a question was right; its words are there for who lacks its bank."""

    fact: Literal["quiz_question"] = "quiz_question"
    question: Name
    topic: Name
    stem: Name
    first_right: bool


class RemarkFact(Part):
    """What the member adds in their own words."""

    fact: Literal["remark"] = "remark"
    text: Text


class BranchFigures(Figures):
    """What a branch counts of a period; there is one."""

    fact: Literal["branch_figures"] = "branch_figures"

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.due != self.received + self.leave + self.missing or self.largest > LARGEST_SENT:
            raise ValueError("the columns do not add up, or a number is larger than any branch's")
        return self


class BranchMember(Part):
    """Somebody who belonged to the branch in the period, and for how many of its units they were due and received.

    The next level sees by it who stands in two branches, and counts them once; nothing else is said of a person.
    """

    fact: Literal["branch_member"] = "branch_member"
    member_no: Name
    name: Name
    joined_day: date | None = None
    left_day: date | None = None
    due: Count = 0
    received: Count = 0
    leave: Count = 0


LaterAct: TypeAlias = Literal[
    "done", "undone", "verify", "strike", "reopen", "merge", "split", "remove", "hand_over", "extend"
]


class LaterEvent(Part):
    """What happened to an item after the period's last day: to whom it was handed over, by when it is due now."""

    act: LaterAct
    day: date
    owner: Line = ""
    due_day: date | None = None


class BranchProblem(Part):
    """An item of the branch's list as it stood on the last day of the period, and what became of it until now.

    A line without `later` is written as the programs did that did not know it.
    """

    fact: Literal["branch_problem"] = "branch_problem"
    uid: Uid
    title: Name
    kind: MatterKind
    category: Line = ""
    measure: Text = ""
    owner: Line = ""
    listed_day: date
    due_day: date | None = None
    status: Literal["open", "done", "verified", "struck"]
    done_day: date | None = None
    verified_by: Line = ""
    struck_day: date | None = None
    later: Annotated[tuple[LaterEvent, ...], Field(max_length=20, exclude_if=lambda later: not later)] = ()

    def is_overdue(self, day: date) -> bool:
        """Whether it was in hand and past its due day."""
        return self.status == "open" and self.due_day is not None and self.due_day < day


Fact = (
    Completeness | OnLeave | ItemMarks | SentenceFact | MatterFact | NoteFact | Study | Attended | QuizFacts
    | QuizTopic | QuizQuestion | RemarkFact | BranchFigures | BranchMember | BranchProblem
)  # fmt: skip
F = TypeVar("F", bound=Fact)
OF_A_BRANCH = frozenset({"branch_figures", "branch_member", "branch_problem"})
OF_BRANCHES = frozenset({3, 5})


def of_kind(kind: type[F], facts: Iterable[Fact]) -> list[F]:
    """The facts of one kind, in their order."""
    return [fact for fact in facts if isinstance(fact, kind)]


def counts_of(facts: Iterable[Fact]) -> dict[FactName, int]:
    """How many facts of each kind there are: what a header's `counts` must say."""
    found = Counter(fact.fact for fact in facts)
    return {name: found[name] for name in sorted(get_args(FactName)) if found[name]}


def format_of(facts: Iterable[Fact]) -> Literal[1, 2, 3, 4, 5]:
    """The first version of the format that has all these facts."""
    facts = tuple(facts)
    if any(isinstance(fact, BranchProblem) and fact.later for fact in facts):
        return 5
    if any(fact.fact in OF_A_BRANCH for fact in facts):
        return 3
    if any(isinstance(fact, QuizTopic | QuizQuestion) for fact in facts):
        return 4
    return 2 if any(isinstance(fact, Attended) for fact in facts) else 1


def _identity(fact: Fact) -> tuple[object, ...]:
    """What no two facts of one submission share."""
    match fact:
        case MatterFact() | NoteFact() | BranchProblem():
            return fact.fact, fact.uid
        case Attended():
            return fact.fact, fact.meeting_uid
        case SentenceFact():
            return fact.fact, fact.day, fact.item
        case OnLeave():
            return fact.fact, fact.first_day, fact.last_day, fact.kind
        case ItemMarks():
            return fact.fact, fact.item
        case QuizTopic():
            return fact.fact, fact.topic
        case QuizQuestion():
            return fact.fact, fact.question
        case BranchMember():
            return fact.fact, fact.member_no
    return (fact.fact,)


def check_together(header: Header, facts: Sequence[Fact]) -> None:
    """Pass when header and facts agree.

    Raises:
        PydanticCustomError: of type "counts", "doubled", "item_marks" or "line", whichever does not hold.
    """
    if header.counts != counts_of(facts) or header.format != format_of(facts):
        raise PydanticCustomError("counts", "the header counts other facts than there are")
    if len({_identity(fact) for fact in facts}) < len(facts):
        raise PydanticCustomError("doubled", "a fact is there twice")
    _check_columns(facts)
    marked = {fact.item for fact in facts if isinstance(fact, ItemMarks)}
    if marked and marked != set(header.list_items):
        raise PydanticCustomError("item_marks", "marks are there for some of the items only")
    if header.is_of_branch and not all(fact.fact in OF_A_BRANCH or isinstance(fact, RemarkFact) for fact in facts):
        raise PydanticCustomError("line", "what a branch sends holds nothing that a member sends")


def _check_columns(facts: Sequence[Fact]) -> None:
    """Pass when a branch's columns are those of its members: what is taken off one of them later is in the sum."""
    members = [fact for fact in facts if isinstance(fact, BranchMember)]
    figures = [fact for fact in facts if isinstance(fact, BranchFigures)]
    for name in ("due", "received", "leave"):
        if sum(getattr(one, name) for one in members) != sum(getattr(one, name) for one in figures):
            raise PydanticCustomError("counts", "the members say other than the figures")
