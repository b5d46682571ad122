"""Taking what branches and members sent into a province's facts: every file gets a decision; again, it changes nothing.

A file belongs to the level above its branch that it names itself; a member's file names none, and belongs to the
folder it came in. Of one sender and period the newest revision is kept. A branch is known by its number: under
another name it is the same one where its file has a member in common with the one that stands, else the later file is
not taken and named. So is one about a period that nobody can mean: it would stand in the lake as a month of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO

from content.dates import FIRST_YEAR
from content.period import Period
from storage.arriving import Arrived
from storage.collecting import Decision, DecisionKind, Known, beside, counted, look_at, submission_files
from storage.errors import WriteFailed
from storage.facts import BranchMember, Header, of_kind
from storage.province import Lake, Standing, sender_key, write_rows
from storage.province_rows import Row, head_of, person_key, rows_of
from storage.submission import Submission

TAKEN = frozenset({DecisionKind.NEW, DecisionKind.NEWER})
NOT_TAKEN = frozenset(DecisionKind) - TAKEN - {DecisionKind.SAME, DecisionKind.DOUBLED}
AHEAD = timedelta(days=366)  # no period that ends later is meant
Looked = Decision | tuple[Submission, Arrived]


@dataclass(frozen=True)
class Taken:
    """What became of the files that were looked at."""

    decisions: tuple[Decision, ...]
    """About each, in order."""
    facts: int
    """How many rows came in."""
    set_aside: tuple[tuple[Path, Path], ...] = ()
    """Files of the lake that were damaged: which, and where they lie now. What they held is to be added again."""


@dataclass
class _Batch:
    """One taking in, under way."""

    lake: Lake
    workshop: Path
    office: str
    there: dict[str, tuple[dict[str, Standing], dict[str, Standing]]] = field(default_factory=dict)
    without: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, IO[str]] = field(default_factory=dict)
    persons: dict[str, frozenset[str]] = field(default_factory=dict)
    facts: int = 0

    def standing_in(self, period: str) -> tuple[dict[str, Standing], dict[str, Standing]]:
        """What stands for a period, by sender and by file; read when it is first asked for."""
        if period not in self.there:
            found = self.lake.standings(period)
            self.there[period] = found, {one.file: one for one in found.values()}
        return self.there[period]


def take_in(
    lake: Lake, folders: Sequence[Path], today: date, office: str = "",
    so_far: Callable[[int], object] = lambda _count: None,
) -> Taken:  # fmt: skip
    """Take in all that lies in the folders, at any depth. `office` is the level above of files that name none.

    Where there is nothing to take, no lake is begun.

    Raises:
        Busy: another program is at the lake.
        WriteFailed: the system refused; a period is what it was before, or what it should be.
    """
    if lake.is_empty and (refused := _refused(folders, today, so_far)) is not None:
        return Taken(refused, 0)
    try:
        with lake.held(), lake.workshop() as workshop:
            set_aside = tuple((path, lake.set_aside(path)) for path in lake.damaged())
            batch = _Batch(lake, workshop, office)
            decisions = tuple(_decided(batch, folders, today, so_far))
            for period, lines in batch.lines.items():
                lake.put(period, Path(lines.name), batch.without.get(period, ()))
    except OSError as error:  # what is read of a folder is a decision; this is of the lake
        raise WriteFailed(lake.folder, error) from error
    return Taken(decisions, batch.facts, set_aside)


def _refused(folders: Iterable[Path], today: date, so_far: Callable[[int], object]) -> tuple[Decision, ...] | None:
    """Why each file is not taken in, whatever the lake holds; None when one of them may be."""
    found = []
    for _folder, _path, looked in _looked_at(folders, today, so_far):
        if not isinstance(looked, Decision):
            return None
        found.append(looked)
    return tuple(found)


def _looked_at(
    folders: Iterable[Path], today: date, so_far: Callable[[int], object]
) -> Iterator[tuple[Path, Path, Looked]]:
    """Each folder and file in it, and what the file holds, or why it is not taken in whatever the lake holds."""
    found = ((folder, *one) for folder in folders for one in submission_files([folder]))
    for folder, path, passed in counted(found, so_far):
        looked = look_at(path, passed)
        if not isinstance(looked, Decision):
            looked = _of_no_period(path, *looked, today) or looked
        yield folder, path, looked


def _of_no_period(path: Path, submission: Submission, arrived: Arrived, today: date) -> Decision | None:
    """The decision about a file of a period that nobody can mean."""
    header, period = submission.header, Period.parse(submission.header.period)
    if period.first.year >= FIRST_YEAR and period.last - today <= AHEAD:
        return None
    return replace(_about(path, header, arrived), kind=DecisionKind.OTHER_PERIOD, detail=header.period)


def _about(path: Path, header: Header, arrived: Arrived) -> Decision:
    """That a file is new, to be compared with what is there."""
    return Decision(
        path, DecisionKind.NEW, header.member_no, header.name, header.period, header.revision,
        hashlib.sha256(arrived.data).hexdigest(), changes=arrived.changes, made_at=header.made_at,
    )  # fmt: skip


def _decided(
    batch: _Batch, folders: Iterable[Path], today: date, so_far: Callable[[int], object]
) -> Iterator[Decision]:
    """A decision about each file; the rows of those that are taken in are on their way afterwards."""
    with ExitStack() as open_files:
        for folder, path, looked in _looked_at(folders, today, so_far):
            if isinstance(looked, Decision):
                yield looked
            else:
                yield _decide(batch, open_files, folder, path, *looked)


def _decide(
    batch: _Batch, open_files: ExitStack, folder: Path, path: Path, submission: Submission, arrived: Arrived
) -> Decision:
    header, decision = submission.header, _about(path, submission.header, arrived)
    sha256 = decision.sha256
    head = head_of(header, sha256, path.name, _office_of(header, batch.office, folder))
    key = sender_key(*(str(head[name]) for name in ("sender", "office", "code", "person", "branch")))
    there, files = batch.standing_in(header.period)
    persons = frozenset(person_key(one.member_no, one.name) for one in of_kind(BranchMember, submission.facts))
    if before := files.get(sha256) or there.get(key):
        kind, detail = _judged(batch, header, head, before, persons)
        at = datetime.fromisoformat(before.made_at)
        decision = replace(decision, kind=kind, detail=detail, other_made_at=at)
    if decision.kind in TAKEN:
        if decision.kind is DecisionKind.NEWER:
            batch.without.setdefault(header.period, []).append(there[key].file)
        batch.persons[sha256] = persons
        there[key] = files[sha256] = Standing(
            sha256, path.name, header.revision, str(head["made_at"]), str(head["branch"]), str(head["branch_name"])
        )
        if header.period not in batch.lines:
            lines = batch.workshop / f"{len(batch.lines)}.tmp"
            batch.lines[header.period] = open_files.enter_context(lines.open("w", encoding="utf-8"))
        batch.facts += write_rows(batch.lines[header.period], rows_of(head, header, submission.facts))
    return decision


def _office_of(header: Header, office: str, folder: Path) -> str:
    """The level above a branch: what the branch's file says, else what was said here, else the folder's name."""
    said = header.branch if header.is_of_branch else ""
    return said or office or folder.absolute().name


def _judged(
    batch: _Batch, header: Header, head: Row, before: Standing, persons: frozenset[str]
) -> tuple[DecisionKind, str]:
    """The decision about a file beside the one that stands for the same sender and period."""
    if head["file"] == before.file:
        return (DecisionKind.DOUBLED if before.file in batch.persons else DecisionKind.SAME), ""
    if head["branch"] != before.branch:
        known = batch.persons.get(before.file)
        if known is None:
            known = batch.lake.persons_of(header.period, before.file)
        if not known & persons:
            return DecisionKind.OTHER_NAME, before.branch_name
    at = datetime.fromisoformat(before.made_at)
    return beside(header, Known(before.revision, before.file, before.file_name, at))
