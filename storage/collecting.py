"""Looking at the files members sent, before any is taken in: each file gets a decision and why.

From a folder, every file at any depth is looked at, whatever its name: a submission is known by its content, and what
is none is named with why it was passed over. Links, pipes and devices are never followed or opened. Facts are read
and let go file by file, so that ten thousand files need no more room than their decisions.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TypeVar

from content.errors import reason_of
from content.importing.table import name_key
from storage.arriving import Arrived, Change, as_written
from storage.facts import Header
from storage.file_names import is_named_for, sender_named
from storage.passed import Passed, is_named_by_one_of, stray
from storage.receipts import KIND as RECEIPT
from storage.receipts import Receipt, read_receipt
from storage.roster import Member, member_key
from storage.submission import (
    PAGE_START,
    READING_LIMIT,
    DamagedSubmission,
    NotASubmission,
    Submission,
    TooLarge,
    UnknownVersion,
    arrived_from,
    read_arrived,
)

DEPTH_LIMIT = 16
FILES_LIMIT = 20_000
TOLD_EVERY = 200  # files, how often it is told how far it is


class DecisionKind(StrEnum):
    """What is to be done about a file. `Decision.detail` says which or why, as data."""

    NEW = "new"
    NEWER = "newer"  # a later revision than the one that stands
    SAME = "same"  # taken in before; detail: for which period, where that is another
    OLDER = "older"  # detail: the revision that goes before it
    CONFLICT = "conflict"  # same revision, other content; detail: the other one's file name
    ANEW = "anew"  # the number says older and the date later, or the other way round; detail: the other's revision
    DOUBLED = "doubled"  # detail: the same file earlier in this batch
    UNKNOWN_MEMBER = "unknown_member"  # detail: the branch in the file, where it is another
    OTHER_NAME = "other_name"  # detail: the name the roster has for this number
    OTHER_MEMBER = "other_member"  # the number is one member's, the name another's; detail: the number's member
    OTHER_BRANCH = "other_branch"  # detail: the branch in the file
    OTHER_PERIOD = "other_period"  # detail: the period in the file
    UNKNOWN_VERSION = "unknown_version"  # detail: the version
    DAMAGED = "damaged"  # detail: the reason, as in storage.submission.DamagedSubmission
    TOO_LARGE = "too_large"
    FOREIGN = "foreign"  # some other file; detail: what it is, as in Passed, or empty
    UNREADABLE = "unreadable"  # detail: what the system says


TAKEN_IN = frozenset({DecisionKind.NEW, DecisionKind.NEWER})
CHOOSABLE = frozenset({DecisionKind.CONFLICT, DecisionKind.ANEW, DecisionKind.OTHER_NAME, DecisionKind.OTHER_BRANCH})
REFUSED = CHOOSABLE | {
    DecisionKind.UNKNOWN_MEMBER, DecisionKind.OTHER_MEMBER, DecisionKind.OTHER_PERIOD, DecisionKind.UNKNOWN_VERSION,
    DecisionKind.DAMAGED, DecisionKind.UNREADABLE,
}  # fmt: skip  # a submission that did not go in, or what nobody could look at

Found = tuple[Path, Passed | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Decision:
    """One file and what is to be done about it; the header's fields are empty where no header could be read."""

    path: Path
    kind: DecisionKind
    member_no: str = ""
    name: str = ""
    period: str = ""
    revision: int = 0
    sha256: str = ""
    detail: str = ""
    changes: tuple[Change, ...] = ()  # what was done to the file on its way
    other: Path | None = None  # the file of this batch that `detail` names
    made_at: datetime | None = None
    other_made_at: datetime | None = None  # of what it stands against


@dataclass(frozen=True, slots=True)
class Known:
    """A submission taken in before, as far as a decision needs it."""

    revision: int
    sha256: str
    file_name: str
    made_at: datetime


@dataclass(frozen=True)
class Expected:
    """What a file is compared with: the period, the branch (empty: any), the roster and what was taken in.

    Both mappings go by `member_key`; the last of the `taken` of a member is the one that stands. `before` is the hash
    of every file taken in, for whatever period and whatever number its member has now; `upward` that of every file the
    branch sent to the next level, whatever its name was then.
    """

    period: str
    branch: str
    members: Mapping[str, Member]
    taken: Mapping[str, Sequence[Known]]
    before: frozenset[str] = frozenset()
    upward: frozenset[str] = frozenset()

    def judge(self, header: Header, sha256: str, file_name: str) -> tuple[DecisionKind, str]:
        """The decision about one file by itself, and its detail."""
        key = member_key(header.member_no)
        member = self.members.get(key)
        taken = self.taken.get(key, ())
        is_of_other = header.period != self.period
        # Of another period too: the folder is the same every month. One that is named for this month was sent for it.
        if sha256 in self.before and not (is_of_other and is_named_for(file_name, self.period)):
            return DecisionKind.SAME, header.period if is_of_other else ""
        if is_of_other:
            return DecisionKind.OTHER_PERIOD, header.period
        if member is None:
            is_of_this = name_key(header.branch) == name_key(self.branch)
            return DecisionKind.UNKNOWN_MEMBER, "" if is_of_this else header.branch
        if name_key(member.name) != name_key(header.name):
            names = {name_key(one.name) for one in self.members.values()}
            is_of_another = name_key(header.name) in names
            return (DecisionKind.OTHER_MEMBER if is_of_another else DecisionKind.OTHER_NAME), member.name
        if self._is_of_another(header):
            return DecisionKind.OTHER_BRANCH, header.branch
        if not taken:
            return DecisionKind.NEW, ""
        return beside(header, taken[-1])

    def _is_of_another(self, header: Header) -> bool:
        """Whether the file names another branch."""
        return bool(self.branch and header.branch) and name_key(header.branch) != name_key(self.branch)

    def standing(self, member_no: str) -> Known | None:
        """What was taken in of the member of that number last."""
        return next(iter(reversed(self.taken.get(member_key(member_no), ()))), None)


def beside(header: Header, standing: Known) -> tuple[DecisionKind, str]:
    """The decision beside the one that stands. A new installation counts from one again: then the dates say so."""
    if header.revision == standing.revision:
        return DecisionKind.CONFLICT, standing.file_name
    is_newer = header.revision > standing.revision
    if header.made_at != standing.made_at and is_newer != (header.made_at > standing.made_at):
        return DecisionKind.ANEW, str(standing.revision)
    return (DecisionKind.NEWER, "") if is_newer else (DecisionKind.OLDER, str(standing.revision))


class NotAPlainFile(OSError):
    """A link, a pipe or a device stands where a file was expected."""

    def __init__(self, kind: Passed) -> None:
        super().__init__(kind)
        self.kind = kind


def decide(
    paths: Iterable[Path], expected: Expected, so_far: Callable[[int], object] = lambda _count: None
) -> list[Decision]:
    """A decision for each file, in order; nothing is written. `so_far` is told how many were looked at."""
    found = counted(submission_files(paths), so_far)
    return _within_batch([_decide_one(path, passed, expected) for path, passed in found])


def counted(found: Iterable[T], so_far: Callable[[int], object]) -> Iterator[T]:
    """The same one by one; `so_far` is told now and then how many are done with."""
    for count, one in enumerate(found):
        if count and count % TOLD_EVERY == 0:
            so_far(count)
        yield one


def submission_files(paths: Iterable[Path]) -> Iterator[Found]:
    """What to look at, and why something of it is passed over: the given files as they are, and all in the folders.

    A folder stands for what in it is not looked at: what lies too deep, or is more than the limit.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be entered
            found = _files_in(path, DEPTH_LIMIT)
            yield from islice(found, FILES_LIMIT)
            if next(found, None) is not None:
                yield path, Passed.TOO_MANY
        else:
            yield path, None


def read_file(path: Path) -> tuple[Submission, bytes]:
    """The submission in a file, and the file's bytes.

    Raises:
        SubmissionError: it holds no submission that could be read.
        NotAPlainFile: it is no file to be opened.
        OSError: the system refused.
    """
    data = _content(path)
    return read_arrived(_arrived(data, lambda: bool(sender_named(path.name)))), data


def read_receipt_file(path: Path) -> Receipt:
    """The receipt in a file.

    Raises:
        SubmissionError: it holds no receipt that could be read.
        NotAPlainFile: it is no file to be opened.
        OSError: the system refused.
    """
    return read_receipt(_content(path))


def _arrived(data: bytes, is_named: Callable[[], bool]) -> Arrived:
    """The file as it was written, if it came whole; of what was cut too short to be known, its name says what it was.

    `is_named` says whether it is that of a submission.

    Raises:
        SubmissionError: as `arrived_from`.
    """
    try:
        return arrived_from(data)
    except NotASubmission:
        start = as_written(data).data.removesuffix("\ufffd".encode())  # a sign cut in two
        if (PAGE_START.startswith(start) or start.startswith(PAGE_START)) and is_named():
            raise DamagedSubmission("last_line") from None
        raise


def _content(path: Path) -> bytes:
    """The file's bytes, a few more than a submission can have."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # a folder comes here when it cannot be listed
    if not stat.S_ISREG(mode):
        raise NotAPlainFile(Passed.LINK if stat.S_ISLNK(mode) else Passed.NOT_PLAIN)
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        there = os.fstat(file.fileno())
        if not stat.S_ISREG(there.st_mode):  # it may have been exchanged since
            raise NotAPlainFile(Passed.NOT_PLAIN)
        data = file.read(min(there.st_size, READING_LIMIT) + 1)  # room for the limit costs more than the file
        while len(data) <= READING_LIMIT and (more := file.read(READING_LIMIT + 1 - len(data))):
            data += more  # it grows while it is read
        return data


def _files_in(folder: Path, levels: int) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield folder, None  # it will be named as unreadable
        return
    for entry in found:
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path), None
        elif levels > 1:
            yield from _files_in(Path(entry.path), levels - 1)
        else:
            yield Path(entry.path), Passed.TOO_DEEP


def _decide_one(path: Path, passed: Passed | None, expected: Expected) -> Decision:
    """The decision about one file; whatever it holds, it gets one."""
    found = look_at(path, passed, expected.members.values())
    if isinstance(found, Decision):
        return found
    header, arrived = found[0].header, found[1]
    sha256 = hashlib.sha256(arrived.data).hexdigest()
    is_own_name = name_key(header.name) == name_key(expected.branch)
    if header.is_of_branch and (is_own_name or sha256 in expected.upward):  # a committee takes in its branches'
        return Decision(path, DecisionKind.FOREIGN, detail=Passed.UPWARD)
    return _judged(path, header, arrived, sha256, expected)


def look_at(path: Path, passed: Passed | None, members: Iterable[Member] = ()) -> Decision | tuple[Submission, Arrived]:
    """The submission in a file; or the decision where there is none, an empty file being a member's by its name."""
    if passed:
        return Decision(path, DecisionKind.FOREIGN, detail=passed)
    try:
        data = _content(path)
        if kind_of := stray(path, data, members):
            return Decision(path, DecisionKind.FOREIGN, detail=kind_of)
        arrived = _arrived(data, lambda: is_named_by_one_of(members, path.name))
        return read_arrived(arrived), arrived
    except NotAPlainFile as error:
        return Decision(path, DecisionKind.FOREIGN, detail=error.kind)
    except OSError as error:
        return Decision(path, DecisionKind.UNREADABLE, detail=reason_of(error))
    except TooLarge:
        return Decision(path, DecisionKind.TOO_LARGE)
    except NotASubmission as error:
        return Decision(path, DecisionKind.FOREIGN, detail=Passed.RECEIPT if error.kind == RECEIPT else "")
    except UnknownVersion as error:
        return Decision(path, DecisionKind.UNKNOWN_VERSION, detail=str(error.version))
    except DamagedSubmission as error:
        return Decision(path, DecisionKind.DAMAGED, detail=error.reason, changes=error.changes)


def _judged(path: Path, header: Header, arrived: Arrived, sha256: str, expected: Expected) -> Decision:
    kind, detail = expected.judge(header, sha256, path.name)
    member = expected.members.get(member_key(header.member_no))
    standing = expected.standing(header.member_no)
    return Decision(
        path,
        kind,
        member.member_no if member else header.member_no,
        header.name,
        period=header.period,
        revision=header.revision,
        sha256=sha256,
        detail=detail,
        changes=arrived.changes,
        made_at=header.made_at,
        other_made_at=standing.made_at if standing else None,
    )


def _within_batch(decisions: list[Decision]) -> list[Decision]:
    """The decisions once the files are compared with each other."""
    first: dict[tuple[str, DecisionKind], Decision] = {}  # one content may be named for another month too
    latest: dict[str, list[Decision]] = {}  # by member, those of the highest revision in this batch
    for decision in decisions:
        if not decision.sha256 or first.setdefault(_content_of(decision), decision) is not decision:
            continue
        if decision.kind in TAKEN_IN:
            rivals = latest.setdefault(decision.member_no, [])
            if rivals and decision.revision > rivals[0].revision:
                rivals.clear()
            if not rivals or decision.revision == rivals[0].revision:
                rivals.append(decision)
    return [_among_rivals(decision, first, latest) for decision in decisions]


def _content_of(decision: Decision) -> tuple[str, DecisionKind]:
    return decision.sha256, decision.kind


def _among_rivals(
    decision: Decision, first: Mapping[tuple[str, DecisionKind], Decision], latest: Mapping[str, list[Decision]]
) -> Decision:
    """Of one member's files the latest revision goes in; of two with that revision neither, one made later is asked."""
    earlier = first.get(_content_of(decision), decision)
    if earlier is not decision:
        return replace(decision, kind=DecisionKind.DOUBLED, detail=earlier.path.name, other=earlier.path)
    if decision.kind not in TAKEN_IN:
        return decision
    rivals = latest[decision.member_no]
    first_rival = rivals[1] if rivals[0] is decision and len(rivals) > 1 else rivals[0]
    against = replace(decision, other=first_rival.path, other_made_at=first_rival.made_at)
    if decision.revision < rivals[0].revision:
        if decision.made_at and rivals[0].made_at and decision.made_at > rivals[0].made_at:
            return replace(against, kind=DecisionKind.ANEW, detail=str(rivals[0].revision))
        return replace(decision, kind=DecisionKind.OLDER, detail=str(rivals[0].revision))
    if len(rivals) > 1:
        return replace(against, kind=DecisionKind.CONFLICT, detail=first_rival.path.name)
    return decision
