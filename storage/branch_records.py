"""What the secretary's ledger holds, and the problems as the branch sees them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from content.period import Period
from storage.facts import Fact, Header, Instant, MatterFact, PeriodText, Uid
from storage.records import Line, MatterKind, MatterState, Name, Part, Record, Text
from storage.roster import Member, member_key

PROBLEM_KINDS = frozenset({MatterKind.SHORTFALL, MatterKind.ERROR})
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RosterBefore(Part):
    """The roster as it was before the last change."""

    branch: Line = ""
    members: tuple[Member, ...] = ()


class Roster(Record):
    """The branch's name and who belongs to it; there is one. `before` is what the last change can be undone to."""

    branch: Line = ""
    members: tuple[Member, ...] = ()
    before: RosterBefore | None = None


class Entry(Part):
    """One submission taken in. The file itself is kept, unchanged, under the SHA-256 of all of it.

    `checksum` is the one on the file's last line, which people see; empty in entries of the first programs.
    """

    sha256: Sha256
    member_no: Name
    header: Header
    taken_at: Instant
    batch: Uid
    file_name: Line
    problems: tuple[MatterFact, ...] = ()
    checksum: Sha256 | Literal[""] = ""


class Excuse(Part):
    """Why a member sends nothing for a period."""

    member_no: Name
    reason: Name


class Collection(Record):
    """All that came in for one period, in the order it was taken in; `day` is the period's first."""

    period: PeriodText
    entries: tuple[Entry, ...] = ()
    excuses: tuple[Excuse, ...] = ()

    def standing(self) -> dict[str, Entry]:
        """By `member_key`, the entry that counts: the last, since none goes in below the revision that stands."""
        return {member_key(entry.member_no): entry for entry in self.entries}

    def still_wanted(self, entries: Sequence[Entry], chosen: frozenset[str]) -> list[Entry]:
        """Those of the entries that may be added: not there, and not below what stands unless chosen by SHA-256."""
        known = {entry.sha256 for entry in self.entries}
        revisions = {key: entry.header.revision for key, entry in self.standing().items()}
        wanted: list[Entry] = []
        for entry in entries:
            key, revision = member_key(entry.member_no), entry.header.revision
            standing = revisions.get(key, 0)
            if entry.sha256 not in known and (revision > standing or (revision == standing and entry.sha256 in chosen)):
                wanted.append(entry)
                revisions[key] = revision + (entry.sha256 in chosen)  # of two rivals both chosen, only the first
        return wanted


class ProblemState(Record):
    """The branch's own part of a problem, kept apart from what the member sent; its uid is the problem's.

    A problem the branch added itself is in `own`, and `responsible` says who sees to it.
    """

    category: Line = ""
    accepted_by: Line = ""
    accepted_day: date | None = None
    struck_day: date | None = None
    remark: Text = ""
    own: MatterFact | None = None
    responsible: Line = ""


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


@dataclass(frozen=True)
class Problem:
    """A problem on the branch's list: the member's latest words on it, and the branch's own part.

    `periods` are those of the submissions that name it, in order; `sha256` is the file the words are from, `checksum`
    the one on its last line. All are empty for a problem the branch added itself.
    """

    uid: str
    member_no: str
    responsible: str
    matter: MatterFact
    state: ProblemState | None
    periods: tuple[str, ...] = ()
    sha256: str = ""
    checksum: str = ""

    @property
    def is_struck_off(self) -> bool:
        """Whether it is done with for the branch (销号)."""
        return self.state is not None and self.state.struck_day is not None

    @property
    def is_settled(self) -> bool:
        """Whether the member says it is settled (办结)."""
        return self.matter.state is MatterState.SETTLED


def problem_uid(member_no: str, matter_uid: str) -> str:
    """What a member's matter is known by in the branch, whichever submission names it."""
    return hashlib.sha256(f"{member_key(member_no)}\n{matter_uid}".encode()).hexdigest()[:24]


def problems_of(collections: Iterable[Collection], states: Iterable[ProblemState], until: Period) -> list[Problem]:
    """The branch's problems up to a period, oldest first.

    A problem is listed from its first submission until it is struck off; it still stands in the list of the period
    it was struck off in, and in those of the periods whose submissions name it.
    """
    by_uid = {state.uid: state for state in states}
    known = sorted(
        (collection for collection in collections if collection.day <= until.last),
        key=lambda collection: (Period.parse(collection.period).last, collection.day),
    )
    found: dict[str, Problem] = {}
    for collection in known:
        for entry in collection.standing().values():
            for matter in entry.problems:
                uid = problem_uid(entry.member_no, matter.uid)
                periods = (*found[uid].periods, collection.period) if uid in found else (collection.period,)
                who = entry.header.name
                found[uid] = Problem(
                    uid, entry.member_no, who, matter, by_uid.get(uid), periods, entry.sha256, entry.checksum
                )
    for state in by_uid.values():
        if state.own is not None and state.day <= until.last:
            found[state.uid] = Problem(state.uid, "", state.responsible, state.own, state)
    listed = [problem for problem in found.values() if _is_listed(problem, until)]
    return sorted(listed, key=lambda problem: (problem.matter.given_day, problem.uid))


def _is_listed(problem: Problem, until: Period) -> bool:
    struck_day = problem.state.struck_day if problem.state else None
    return struck_day is None or struck_day >= until.first or str(until) in problem.periods
