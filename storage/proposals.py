"""What members propose for the branch's list of problems (problems.py), and say later of what is on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from content.period import Period
from storage.declined import Declined
from storage.facts import MatterFact
from storage.problems import ListedProblem, Status, as_of


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
    owner_left: bool = False
    """责任人已转出，待移交."""


@dataclass(frozen=True)
class Sent:
    """What the submissions taken in say of matters: every last word, and which matters each counting file names."""

    words: Mapping[tuple[str, str], Word] = field(default_factory=dict)
    """By person and matter, the last word."""
    named: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """By person and period, the matters in the submission that counts."""


def proposals(sent: Sent, items: Sequence[ListedProblem], declined: Iterable[Declined]) -> list[Proposal]:
    """What members sent that is not on the list, in order of its day."""
    known: dict[tuple[str, str], ListedProblem] = {}
    by_uid = {item.uid: item for item in items if item.was_listed}
    for one in by_uid.values():
        known |= {(source.person, source.matter_uid): one for source in one.sources}
    refused = {(one.person, one.matter_uid): one.wording for one in declined if one.wording}
    found = []
    for key, word in sent.words.items():
        item, wording = known.get(key), wording_of(word.matter)
        if refused.get(key) == wording:
            continue
        if item is None:
            found.append(Proposal(word, was_declined=key in refused))
        elif _came_again(whole := _merged_into(item, by_uid), word):
            found.append(Proposal(word, was_struck=whole.uid))
    return sorted(found, key=lambda one: (one.word.matter.given_day, one.id))


def left_off(sent: Sent, items: Sequence[ListedProblem], declined: Iterable[Declined]) -> list[Proposal]:
    """What members sent that was left off the list, in these very words, in order of its day: it stays to be seen."""
    listed = {(source.person, source.matter_uid) for item in items if item.was_listed for source in item.sources}
    found = [
        Proposal(word, left_off=one)
        for one in declined
        if (word := sent.words.get((one.person, one.matter_uid))) is not None
        and wording_of(word.matter) == one.wording
        and (one.person, one.matter_uid) not in listed
    ]
    return sorted(found, key=lambda one: (one.word.matter.given_day, one.id))


def _merged_into(item: ListedProblem, by_uid: Mapping[str, ListedProblem]) -> ListedProblem:
    """The item that stands on the list for this one: itself, or what it was merged into in the end."""
    passed = {item.uid}
    while (now := as_of(item)) and now.status is Status.MERGED and now.into in by_uid and now.into not in passed:
        item = by_uid[now.into]
        passed.add(item.uid)
    return item


def _came_again(item: ListedProblem, word: Word) -> bool:
    """Whether a member names what was struck off as open still, in a period that began after that."""
    now = as_of(item)
    if now is None or now.status not in {Status.STRUCK, Status.REMOVED} or word.matter.closed_day is not None:
        return False
    return Period.parse(word.period).first > now.last_day


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
        batch_undone=any(named is None for _source, named in lists),
        owner_left=gone and is_open,
    )
