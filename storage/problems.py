"""The branch's list of problems (支部问题整改台账): an item owns its wording and its history; nothing else changes it.

What members send only proposes. An accepted item leaves the list by 销号 or by hand, whatever a later submission says.
Everything that happened to it is an event, added at the end; one that was entered by mistake is taken back and stays to
be seen. How an item stands on a day is folded from the events up to it:

    OPEN  --done-->  DONE  --verify-->  VERIFIED  --strike-->  STRUCK
      ^---undone------'------'                                    |
      ^---reopen--------------------------------------------------'        remove: OPEN, DONE, VERIFIED -> REMOVED
    OPEN  --merge-->  MERGED  --split-->  OPEN                             reopen: REMOVED -> OPEN
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from content.dates import day_words
from content.errors import SixdontsError
from content.importing.table import name_key
from content.period import Period
from storage.facts import Instant, PeriodText, Uid
from storage.records import Line, MatterKind, Name, Part, Record, Text
from storage.roster import member_key


class Act(StrEnum):
    """What happens to an item."""

    LIST = "list"  # 列入
    EDIT = "edit"  # its category, wording, measure, cause or remark is put otherwise
    PROGRESS = "progress"  # 进展
    EXTEND = "extend"  # 延期; with the reason and who agreed
    HAND_OVER = "hand_over"  # 移交
    DONE = "done"  # 完成
    UNDONE = "undone"  # taken back: it is not done, or not well
    VERIFY = "verify"  # 验收, by somebody who does not own it; with what was checked
    STRIKE = "strike"  # 销号
    REOPEN = "reopen"  # 重新列入
    MERGE = "merge"  # 归并 into another
    SPLIT = "split"  # taken out of it again
    REMOVE = "remove"  # 人工撤销; with the reason


class Status(StrEnum):
    """How an item stands: 整改中, 已完成待验收, 已验收待销号, 已销号, 已归并, 已撤销."""

    OPEN = "open"
    DONE = "done"
    VERIFIED = "verified"
    STRUCK = "struck"
    MERGED = "merged"
    REMOVED = "removed"


IN_ACCOUNT = frozenset({Status.OPEN, Status.DONE, Status.VERIFIED})  # 在账
# What may be done to an item that stands so, and how it stands then; where nothing is said it stands as before.
NEXT: Mapping[Act, Mapping[Status, Status]] = {
    Act.EDIT: {status: status for status in IN_ACCOUNT},
    Act.PROGRESS: {status: status for status in IN_ACCOUNT},
    Act.EXTEND: {Status.OPEN: Status.OPEN},
    Act.HAND_OVER: {status: status for status in IN_ACCOUNT},
    Act.DONE: {Status.OPEN: Status.DONE},
    Act.UNDONE: {Status.DONE: Status.OPEN, Status.VERIFIED: Status.OPEN},
    Act.VERIFY: {Status.DONE: Status.VERIFIED},
    Act.STRIKE: {Status.VERIFIED: Status.STRUCK},
    Act.REOPEN: {Status.STRUCK: Status.OPEN, Status.REMOVED: Status.OPEN},
    Act.MERGE: {Status.OPEN: Status.MERGED},
    Act.SPLIT: {Status.MERGED: Status.OPEN},
    Act.REMOVE: dict.fromkeys(IN_ACCOUNT, Status.REMOVED),
}
NEEDS_REASON = frozenset({Act.EXTEND, Act.REMOVE, Act.UNDONE, Act.REOPEN})


class Owner(Part):
    """Who sees to an item (责任人): somebody of the roster, by what they are known by in the branch, or others."""

    name: Line = ""
    person: Line = ""

    def is_same(self, other: Owner) -> bool:
        """Whether both are one: by the person where both have one, else by the name."""
        if self.person and other.person:
            return self.person == other.person
        return bool(self.name) and self.name == other.name

    def may_be(self, other: Owner) -> bool:
        """Whether both could be one, by a name among several, with a title, or by the number that was written for it.

        What is known by no person was written down as it came, in older ledgers too.
        """
        if self.person and other.person:
            return self.person == other.person
        mine, others = name_key(self.name), name_key(other.name)
        if not mine or not others:
            return False
        return (
            mine in others
            or others in mine
            or member_key(self.name) == other.person
            or member_key(other.name) == self.person
        )


class Source(Part):
    """Where an item is from: a member's matter in a submission taken in; the member's words at that time."""

    person: Name
    matter_uid: Uid
    period: PeriodText
    sha256: Line = ""
    name: Line = ""


class Event(Part):
    """One thing that happened to an item: on a day, by somebody, written down at a moment.

    Only the fields of its act are filled: `fields` for EDIT, `text` for PROGRESS and what VERIFY checked, `due_day`
    for EXTEND, `owner` for HAND_OVER (and who VERIFY is), `other` for MERGE (the item it went into). `taken_back_at`
    is when it was found to be a mistake: it counts as never entered.
    """

    act: Act
    day: date
    at: Instant
    by: Line = ""
    reason: Text = ""
    text: Text = ""
    owner: Owner | None = None
    due_day: date | None = None
    other: Line = ""
    fields: dict[Line, Text] = {}
    taken_back_at: Instant | None = None


class ListedProblem(Record):
    """An item of the list as it was accepted, with all that happened since; `day` is the one it was listed on (列账日).

    Its wording is copied from the submission, and the branch's own from then on.
    """

    title: Name
    kind: MatterKind = MatterKind.SHORTFALL
    category: Line = ""
    cause: Text = ""
    measure: Text = ""
    given_day: date
    due_day: date | None = None
    item: Line = ""
    owner: Owner = Owner()
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def valid(self) -> tuple[Event, ...]:
        """What happened to it, without what was taken back."""
        return tuple(event for event in self.events if event.taken_back_at is None)

    @property
    def was_listed(self) -> bool:
        """Whether it was put on the list, and that not by mistake."""
        return any(event.act is Act.LIST for event in self.valid)


EDITABLE = ("title", "category", "cause", "measure", "remark")


@dataclass(frozen=True)
class Problem:
    """An item as it stands on a day."""

    uid: str
    """What it is known by."""
    title: str
    """The problem in words (具体问题)."""
    kind: MatterKind
    """A shortfall or an error."""
    category: str
    """问题类别."""
    cause: str
    """原因."""
    measure: str
    """整改措施."""
    owner: Owner
    """责任人."""
    given_day: date
    """The day it is about."""
    listed_day: date
    """列账日."""
    due_day: date | None
    """完成时限."""
    remark: str
    """备注."""
    sources: tuple[Source, ...]
    """The submissions it is from; none: the branch's own."""
    status: Status = Status.OPEN
    """How it stands."""
    done_day: date | None = None
    """完成日期."""
    verified_by: str = ""
    """验收人."""
    verified_day: date | None = None
    """验收日期."""
    basis: str = ""
    """验收依据: what was checked."""
    struck_day: date | None = None
    """销号日期."""
    into: str = ""
    """The item it was merged into."""
    replaced: tuple[tuple[Event, Mapping[str, str]], ...] = ()
    """Each change of its wording, with what stood there before."""
    item: str = ""
    """The item of the list of don'ts it was found at."""
    first_due: date | None = None
    """The due day it was listed with, before any extension."""
    first_owner: Owner = field(default_factory=Owner)
    """Who it was listed for, before it was handed over."""
    history: tuple[Event, ...] = ()
    """All that happened up to that day."""

    @property
    def is_in_account(self) -> bool:
        """Whether it is still to be dealt with (在账)."""
        return self.status in IN_ACCOUNT

    @property
    def last_day(self) -> date:
        """The day of what happened to it last."""
        return max((event.day for event in self.history), default=self.listed_day)

    @property
    def progress(self) -> tuple[Event, ...]:
        """The entries about how far it is, in the order of their days."""
        return tuple(sorted((one for one in self.history if one.act is Act.PROGRESS), key=lambda one: one.day))

    def due_before(self, event: Event) -> date | None:
        """What the due day was when this happened; none: it is no extension, but sets the first (定时限)."""
        before = self.history[: self.history.index(event)] if event in self.history else self.history
        return next((one.due_day for one in reversed(before) if one.act is Act.EXTEND), self.first_due)

    def owner_before(self, event: Event) -> Owner:
        """Whose it was when this happened."""
        before = self.history[: self.history.index(event)] if event in self.history else self.history
        return next((one.owner for one in reversed(before) if one.act is Act.HAND_OVER and one.owner), self.first_owner)

    def earliest_day(self, act: Act) -> date:
        """The first day on which this can have happened: work may have begun before the problem came on the list."""
        if act not in {Act.PROGRESS, Act.DONE, Act.VERIFY}:
            return self.last_day
        # The branch's own problem has the day it was written down, which says nothing of when work on it began.
        since = self.given_day if self.sources or self.given_day < self.listed_day else date.min
        if act is Act.PROGRESS:
            return min(since, self.listed_day)
        days = (event.day for event in self.history if event.act not in {Act.LIST, Act.EDIT})
        return max(days, default=min(since, self.listed_day))

    def is_overdue(self, today: date) -> bool:
        """Whether it should be done by now and is not."""
        return self.status is Status.OPEN and self.due_day is not None and self.due_day < today


class NotAllowed(SixdontsError):
    """The list does not allow it.

    `why` is status, reason, day_before, day_given, day_ahead, owner, due_day, due_earlier, due_past, no_name,
    same_owner, into or none; where it is not certain who is meant: several, left, number, like or nobody.
    `said`: what the words are about.
    """

    def __init__(self, why: str, uid: str = "", **said: str) -> None:
        super().__init__(why)
        self.why = why
        self.uid = uid
        self.said = said


def as_of(listed: ListedProblem, day: date | None = None) -> Problem | None:
    """How an item stood at the end of a day (now, unless one is named); None when it was not listed yet."""
    if not listed.was_listed or (day is not None and listed.day > day):
        return None
    found = Problem(
        uid=listed.uid, title=listed.title, kind=listed.kind, category=listed.category, cause=listed.cause,
        measure=listed.measure, owner=listed.owner, given_day=listed.given_day, listed_day=listed.day,
        due_day=listed.due_day, first_due=listed.due_day, remark="", sources=listed.sources, item=listed.item,
        first_owner=listed.owner,
    )  # fmt: skip
    for event in listed.valid:
        if day is None or event.day <= day:
            found = applied(found, event)
    return found


def applied(problem: Problem, event: Event) -> Problem:
    """The item after one more event, whether that is allowed or not."""
    status = NEXT.get(event.act, {}).get(problem.status, problem.status)
    after = replace(problem, status=status, history=(*problem.history, event))
    match event.act:
        case Act.EDIT:
            return _edited(after, event)
        case Act.EXTEND:
            return replace(after, due_day=event.due_day)
        case Act.HAND_OVER if event.owner is not None:
            return _handed_over(after, event.owner)
        case Act.DONE:
            return replace(after, done_day=event.day)
        case Act.UNDONE | Act.REOPEN | Act.SPLIT:
            return _open_again(after)
        case Act.VERIFY:
            return replace(after, verified_by=event.by, verified_day=event.day, basis=event.text)
        case Act.STRIKE:
            return replace(after, struck_day=event.day)
        case Act.MERGE:
            return replace(after, into=event.other)
    return after


def _edited(problem: Problem, event: Event) -> Problem:
    was = {name: getattr(problem, name) for name in EDITABLE}
    now = {name: event.fields.get(name, was[name]) for name in EDITABLE}
    return replace(
        problem,
        replaced=(*problem.replaced, (event, {name: text for name, text in was.items() if text != now[name]})),
        title=now["title"] or problem.title,
        category=now["category"],
        cause=now["cause"],
        measure=now["measure"],
        remark=now["remark"],
    )


def _handed_over(problem: Problem, owner: Owner) -> Problem:
    """With another owner; what that one verified has nobody to verify it any more."""
    after = replace(problem, owner=owner)
    known = [event.owner or Owner() for event in problem.history if event.act is Act.VERIFY]
    if problem.verified_by and owner.may_be(Owner(name=problem.verified_by, person=known[-1].person)):
        return replace(_open_again(after), status=Status.OPEN)
    return after


def _open_again(problem: Problem) -> Problem:
    return replace(problem, done_day=None, verified_by="", verified_day=None, basis="", struck_day=None, into="")


def check(problem: Problem, event: Event, today: date, owners: Iterable[Owner] = ()) -> None:
    """Pass when an event may happen to an item now; `owners` are those of the items merged into it.

    Raises:
        NotAllowed: it may not.
    """
    if problem.status not in NEXT.get(event.act, {}):
        raise NotAllowed("status", problem.uid, act=event.act, status=problem.status)
    is_first_due = event.act is Act.EXTEND and problem.due_day is None
    if event.act in NEEDS_REASON and not is_first_due and not event.reason.strip():
        raise NotAllowed("reason", problem.uid)
    if event.day < (first := problem.earliest_day(event.act)):
        step = next((one.act for one in reversed(problem.history) if one.day == first), Act.LIST)
        raise NotAllowed("day_given" if event.day < problem.given_day else "day_before", problem.uid,
                         day=day_words(first), act=step)  # fmt: skip
    if event.day > today:
        raise NotAllowed("day_ahead", problem.uid)
    if event.act is Act.EXTEND:
        _check_extension(problem, event)
    if event.act is Act.HAND_OVER and not (event.owner and event.owner.name):
        raise NotAllowed("no_name", problem.uid)
    if event.act is Act.HAND_OVER and event.owner == problem.owner:
        raise NotAllowed("same_owner", problem.uid, who=problem.owner.name)
    if event.act is Act.VERIFY:
        verifier = Owner(name=event.by, person=event.owner.person if event.owner else "")
        if not event.by.strip() or any(verifier.may_be(one) for one in (problem.owner, *owners)):
            raise NotAllowed("owner", problem.uid)


def _check_extension(problem: Problem, event: Event) -> None:
    """Only a later day is an extension, and one that is still to come."""
    if event.due_day is None or event.due_day == problem.due_day:
        raise NotAllowed("due_day", problem.uid)
    if problem.due_day is not None and event.due_day < problem.due_day:
        raise NotAllowed("due_earlier", problem.uid, day=day_words(problem.due_day))
    if event.due_day < event.day:
        raise NotAllowed("due_past", problem.uid)


def listed_in(items: Iterable[ListedProblem], period: Period) -> list[Problem]:
    """What stands on the list of a period, as it stood on its last day: in account then, or struck off within it."""
    found = [now for item in items if (now := as_of(item, period.last)) is not None]
    return [one for one in found if one.is_in_account or (one.status is Status.STRUCK and one.last_day >= period.first)]


def latest_act(items: Iterable[ListedProblem]) -> tuple[list[str], Event] | None:
    """What happened last on the whole list, and to which items at once; None when nothing can be taken back."""
    last = [(item.valid, item.uid) for item in items if item.valid]
    if not last:
        return None
    # A clock may stand still between two acts: then the one that has more before it is the later.
    event = max((events for events, _uid in last), key=lambda events: (events[-1].at, len(events)))[-1]
    return [uid for events, uid in last if (events[-1].at, events[-1].act) == (event.at, event.act)], event
