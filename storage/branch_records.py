"""What the secretary's ledger holds about the roster and what came in; the list of problems is in problems.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from content.period import Period
from storage.branch_notes import Called, Choice, Paper, Refused, Reminder, Return
from storage.facts import Fact, Header, Instant, MatterFact, PeriodText, Uid
from storage.proposals import Sent, Word
from storage.records import Line, MatterKind, Name, Part, Record
from storage.roster import Member, member_key

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


PROBLEM_KINDS = frozenset({MatterKind.SHORTFALL, MatterKind.ERROR})


class RosterBefore(Part):
    """The roster as it was before the last change."""

    branch: Line = ""
    members: tuple[Member, ...] = ()
    former: tuple[Member, ...] = ()


class Roster(Record):
    """The branch's name and who belongs to it; there is one. `before` is what the last change can be undone to.

    `former` are those who belonged to it and are not on the roster any more, each with a day of leaving.
    """

    branch: Line = ""
    members: tuple[Member, ...] = ()
    former: tuple[Member, ...] = ()
    before: RosterBefore | None = None


class Entry(Part):
    """One submission taken in. The file itself is kept, unchanged, under the SHA-256 of all of it.

    `checksum` is the one on the file's last line, which people see; empty in entries of the first programs. `person`
    is whose it is, fixed at taking in: a number may belong to somebody else later; empty in entries of the first
    programs, whose problems stood on the branch's list unasked.
    """

    sha256: Sha256
    member_no: Name
    header: Header
    taken_at: Instant
    batch: Uid
    file_name: Line
    problems: tuple[MatterFact, ...] = ()
    checksum: Sha256 | Literal[""] = ""
    person: Line = ""

    @property
    def whose(self) -> str:
        """What the branch knows the member by."""
        return self.person or member_key(self.member_no)


class Excuse(Part):
    """What the first programs kept of a member who sent nothing: free text, which decides nothing now."""

    member_no: Name
    reason: Name


class Collection(Record):
    """All that came in for one period, in the order it was taken in; `day` is the period's first.

    `put` are the remarks and notes of members that the secretary puts in the report, by their ids there.
    """

    period: PeriodText
    entries: tuple[Entry, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    choices: tuple[Choice, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    returns: tuple[Return, ...] = ()
    refused: tuple[Refused, ...] = ()
    papers: tuple[Paper, ...] = ()
    put: tuple[Line, ...] = ()
    calls: tuple[Called, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether anything was taken in or noted for the period."""
        return any((self.entries, self.excuses, self.choices, self.refused, self.papers))

    def standing(self) -> dict[str, Entry]:
        """By person, the entry that counts: the last, since none goes in below the revision that stands."""
        return {entry.whose: entry for entry in self.entries}

    def still_wanted(self, entries: Sequence[Entry], chosen: frozenset[str]) -> list[Entry]:
        """Those of the entries that may be added: not there, and not before what stands unless chosen by SHA-256.

        What was chosen stands above one of the same revision, or made earlier; of several chosen of one member, the
        first.
        """
        known, stands = {entry.sha256 for entry in self.entries}, self.standing()
        picked: set[str] = set()
        wanted: list[Entry] = []
        for entry in entries:
            is_chosen = entry.sha256 in chosen
            if entry.sha256 in known or (is_chosen and entry.whose in picked):
                continue
            there = stands.get(entry.whose)
            if there is None or _goes_before(entry.header, there.header, is_chosen=is_chosen):
                wanted.append(entry)
                stands[entry.whose] = entry
                picked |= {entry.whose} if is_chosen else set()
        return wanted


def _goes_before(new: Header, there: Header, *, is_chosen: bool) -> bool:
    """Whether one may stand in the place of another."""
    if is_chosen:
        return new.revision >= there.revision or new.made_at > there.made_at
    return new.revision > there.revision and new.made_at >= there.made_at


@dataclass(frozen=True)
class Received:
    """The submission of one member that counts for a period, with its facts from the file taken in."""

    header: Header
    taken_at: datetime
    revision: int
    sha256: str
    file_name: str
    facts: tuple[Fact, ...]
    checksum: str = ""


@dataclass(frozen=True)
class Batch:
    """What one taking in brought. `left_out` are files that had changed or been overtaken since they were looked at."""

    uid: str
    period: str
    taken_at: datetime
    entries: tuple[Entry, ...]
    left_out: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Brought:
    """What is ready to be entered: the batch as it would be, its files, and those somebody chose, by SHA-256."""

    batch: Batch
    paths: tuple[tuple[str, Path], ...]
    chosen: frozenset[str]


def sent_of(collections: Iterable[Collection], name_of: Callable[[str], str]) -> Sent:
    """What the submissions and paper forms say of matters that are problems; `name_of` gives a person's name."""
    words: dict[tuple[str, str], Word] = {}
    named: dict[tuple[str, str], frozenset[str]] = {}
    said: dict[tuple[str, str], list[Word]] = {}
    for collection in sorted(collections, key=lambda one: (Period.parse(one.period).last, one.day)):
        period, returned = collection.period, {(one.person, one.sha256) for one in collection.returns}
        for person, entry in collection.standing().items():
            named[person, period] = frozenset(matter.uid for matter in entry.problems)
            for matter in entry.problems:
                is_back = (person, entry.sha256) in returned
                word = Word(person, entry.header.name, matter, period, entry.sha256, entry.checksum, is_back)
                words[person, matter.uid] = word
                said.setdefault((person, matter.uid), []).append(word)
        for paper in collection.papers:
            there = named.get((paper.person, period), frozenset())
            named[paper.person, period] = there | {matter.uid for matter in paper.problems}
            for matter in paper.problems:
                word = Word(paper.person, name_of(paper.person), matter, period, "")
                words.setdefault((paper.person, matter.uid), word)
                if matter.uid not in there:
                    said.setdefault((paper.person, matter.uid), []).append(word)
    return Sent(words, named, said)


def batches_of(collections: Iterable[Collection]) -> list[Batch]:
    """What was taken in and not undone, the latest first."""
    found: dict[str, tuple[str, list[Entry]]] = {}
    for collection in collections:
        for entry in collection.entries:
            found.setdefault(entry.batch, (collection.period, []))[1].append(entry)
    batches = [Batch(uid, period, list_[0].taken_at, tuple(list_)) for uid, (period, list_) in found.items()]
    return sorted(batches, key=lambda batch: (batch.taken_at, batch.uid), reverse=True)
