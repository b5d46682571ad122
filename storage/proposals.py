"""What members propose for the branch's list of problems (problems.py), and say later of what is on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from content.period import Period
from storage.declined import Declined
from storage.facts import MatterFact
from storage.problems import ListedProblem, Problem, Status, as_of


def wording_of(matter: MatterFact) -> str:
    """What tells one wording of a matter from another."""
    text = "\n".join((matter.title, matter.measure, str(matter.due_day or "")))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Word:
    """A member's last word on a matter: as the latest submission says that names it."""

    person: str
    """Whose it is, as the branch knows the member."""
    name: str
    """The member's name."""
    matter: MatterFact
    """The matter as it was sent."""
    period: str
    """The period of that submission."""
    sha256: str
    """The file."""
    checksum: str = ""
    """What stands on the file's last line."""
    is_returned: bool = False
    """Whether that submission was returned (退回), so that another is still to come."""


@dataclass(frozen=True)
class Proposal:
    """A matter that a member sent and that is not on the list."""

    word: Word
    """What was sent."""
    was_declined: bool = False
    """Declined before in other words (改后再报)."""
    was_struck: str = ""
    """The item that it once was, struck off or removed since; empty where there was none."""
    left_off: Declined | None = None
    """That it was left off the list, in these very words (未列入); it may be listed all the same."""
    first: Word | None = None
    """The first word that proposes it so, where that is not the last: its period is the one that it belongs to."""
    listed_day: date | None = None
    """Of what a period's documents show: the day after the period from which it is on the list."""

    @property
    def origin(self) -> Word:
        """The word by which it came: a later month that names it again does not take it out of its own."""
        return self.first or self.word

    @property
    def is_returned(self) -> bool:
        """Whether it came only with a submission that was returned."""
        return self.word.is_returned and self.origin.is_returned

    @property
    def waits(self) -> bool:
        """Whether somebody still has to say whether it goes on the list (待列入)."""
        return self.left_off is None and self.listed_day is None

    @property
    def id(self) -> str:
        """What it is chosen by."""
        return f"{self.word.person}/{self.word.matter.uid}"


@dataclass(frozen=True)
class Flags:
    """What the submissions say of an item that its own entries do not."""

    dropped: bool = False
    """成员新版未再列出."""
    changed: bool = False
    """成员已改."""
    says_settled: bool = False
    """成员报办结."""
    batch_undone: bool = False
    """来源批次已撤销."""
    form_removed: bool = False
    """来源纸质代录已删除."""
    owner_left: bool = False
    """责任人已转出，待移交."""


@dataclass(frozen=True)
class Sent:
    """What the submissions taken in say of matters: every last word, and which matters each counting file names."""

    words: Mapping[tuple[str, str], Word] = field(default_factory=dict)
    """By person and matter, the last word."""
    named: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """By person and period, the matters in the submission that counts."""
    said: Mapping[tuple[str, str], Sequence[Word]] = field(default_factory=dict)
    """By person and matter, the word of every period that names it, the earliest first."""

    def first(self, key: tuple[str, str], wording: str = "", after: date = date.min) -> Word | None:
        """The first word on a matter: in that wording where one is given, of a period that began after a day."""
        words = self.said.get(key, ())
        fitting = (one for one in words if not wording or wording_of(one.matter) == wording)
        return next((one for one in fitting if Period.parse(one.period).first > after), None)


def proposals(sent: Sent, items: Sequence[ListedProblem], declined: Iterable[Declined]) -> list[Proposal]:
    """What members sent that is not on the list, in order of its day."""
    by_uid = {item.uid: item for item in items if item.was_listed}
    known, refused = _by_matter(by_uid.values()), _refused(declined)
    found = []
    for key, word in sent.words.items():
        item, wording = known.get(key), wording_of(word.matter)
        if refused.get(key) == wording:
            continue
        if item is None:
            first = sent.first(key, wording if key in refused else "")
            found.append(Proposal(word, was_declined=key in refused, first=first))
        elif (struck := _struck(_merged_into(item, by_uid))) and _came_again(struck, word):
            found.append(Proposal(word, was_struck=struck.uid, first=sent.first(key, after=struck.last_day)))
    return _in_order(found)


def left_off(sent: Sent, items: Sequence[ListedProblem], declined: Iterable[Declined]) -> list[Proposal]:
    """What members sent that was left off the list, in these very words, in order of its day: it stays to be seen."""
    listed = _by_matter(item for item in items if item.was_listed)
    found = [
        Proposal(word, left_off=one, first=sent.first(key, one.wording))
        for one in declined
        if (word := sent.words.get(key := (one.person, one.matter_uid))) is not None
        and wording_of(word.matter) == one.wording
        and key not in listed
    ]
    return _in_order(found)


def not_listed_in(
    sent: Sent, items: Sequence[ListedProblem], declined: Iterable[Declined], period: Period
) -> list[Proposal]:
    """What members had sent by a period's end that was not on the list then, in the words they sent: the documents'.

    What was sent later, or listed from a later day, changes none of it. What was left off stands only in the periods
    that named it, and so does what is on the list from a day after.
    """
    listed = _by_matter(item for item in items if item.was_listed)
    refused, found = {(one.person, one.matter_uid): one for one in declined if one.wording}, []
    for key, words in sent.said.items():
        by_then = [one for one in words if Period.parse(one.period).first <= period.last]
        if not by_then or ((item := listed.get(key)) is not None and item.day <= period.last):
            continue
        word, off = by_then[-1], refused.get(key)
        is_off = off is not None and wording_of(word.matter) in {off.wording, off.before}
        if (item is not None or is_off) and Period.parse(word.period).first < period.first:
            continue
        found.append(Proposal(word, left_off=off if is_off else None, listed_day=item.day if item else None))
    again = (one for one in proposals(sent, items, declined) if one.was_struck)
    found += [one for one in again if Period.parse(one.origin.period).first <= period.last]
    return _in_order(found)


def _in_order(found: Iterable[Proposal]) -> list[Proposal]:
    return sorted(found, key=lambda one: (one.word.matter.given_day, one.id))


def _by_matter(items: Iterable[ListedProblem]) -> dict[tuple[str, str], ListedProblem]:
    """By person and matter, the item that it is the source of."""
    return {(source.person, source.matter_uid): item for item in items for source in item.sources}


def _refused(declined: Iterable[Declined]) -> dict[tuple[str, str], str]:
    return {(one.person, one.matter_uid): one.wording for one in declined if one.wording}


def _merged_into(item: ListedProblem, by_uid: Mapping[str, ListedProblem]) -> ListedProblem:
    """The item that stands on the list for this one: itself, or what it was merged into in the end."""
    passed = {item.uid}
    while (now := as_of(item)) and now.status is Status.MERGED and now.into in by_uid and now.into not in passed:
        item = by_uid[now.into]
        passed.add(item.uid)
    return item


def _struck(item: ListedProblem) -> Problem | None:
    """The item as it stands, if it was struck off or withdrawn."""
    now = as_of(item)
    return now if now is not None and now.status in {Status.STRUCK, Status.REMOVED} else None


def _came_again(struck: Problem, word: Word) -> bool:
    """Whether a member names what was struck off as open still, in a period that began after that."""
    return word.matter.closed_day is None and Period.parse(word.period).first > struck.last_day


def flags_of(item: ListedProblem, sent: Sent, left: Mapping[str, date], today: date) -> Flags:
    """What the submissions and the roster say of an item; `left` is the day each person left the branch."""
    now = as_of(item)
    words = [word for source in item.sources if (word := sent.words.get((source.person, source.matter_uid)))]
    lists = [(source, sent.named.get((source.person, source.period))) for source in item.sources]
    gone = now is not None and now.owner.person in left and left[now.owner.person] <= today
    is_open = now is not None and now.is_in_account
    return Flags(
        dropped=any(named is not None and source.matter_uid not in named for source, named in lists),
        changed=any(word.matter.title != item.title for word in words),
        says_settled=is_open
        and now is not None
        and now.status is Status.OPEN
        and any(word.matter.closed_day is not None for word in words),
        batch_undone=any(named is None and source.sha256 for source, named in lists),
        form_removed=any(named is None and not source.sha256 for source, named in lists),
        owner_left=gone and is_open,
    )
