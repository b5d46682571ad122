"""What every place of record files has, and the one in memory."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from content.errors import reason_of
from storage import disk
from storage.cipher import PLAIN, Cipher
from storage.clock import Clock, local_day, utc_now
from storage.durable import BytesStorage
from storage.errors import NotRead, StorageError
from storage.exchange_notes import note_set_back
from storage.gathered import Gathered, RecordFile
from storage.kinds import kind_at
from storage.transaction import NAME_PATTERN, Transaction

Stamp = tuple[int, int, int]
NAME = re.compile(NAME_PATTERN)
INTENT = "intent"  # the file of a change that was broken off
BELIEVED = 10  # days of use


def stamp_of(path: Path | os.DirEntry[str]) -> Stamp | None:
    """Modification time, size and inode of a file; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


NoticeKind = Literal[
    "damaged",  # the `.bak` is used in its place
    "lost",  # a file is damaged and has no sound `.bak`: nothing of it is shown
    "missing",  # a file was gone, and its `.bak` is used
    "aside",  # a change broken off cannot be read; it was set aside and not made
    "format",  # the folder's format cannot be read, and is taken to be ours
    "record",  # one record cannot be read and is kept as it is
    "unreadable",  # the system does not let the file be read
    "intent",  # a change broken off was completed
    "waiting",  # a change is saved, but stands in the intent only
    "unsure",  # a change is saved, but the system did not confirm that it is on the disk
    "locked",  # a change is saved, but the lock could not be let go
    "copy",  # the day's copy could not be made
    "doubled",  # keys stood twice in a file; as it was it is kept beside
    "misplaced",  # a record stands in a file where its day, or its state, does not belong; detail: where it does
    "twice",  # a record stands in two files; detail: the other one
    "table",  # a table of another program is not read
    "absent",  # a file is not there any more, and its `.bak` is used
    "gone",  # a file is not there any more; detail: where it still is
    "kept before",  # the same, of which only a copy from before something was brought back is left; detail: its name
    "begun anew",  # the same, and a save made the file anew since; detail: the newest copy that has what it lacks
    "older",  # a file was written before its `.bak` and says less; detail: the `.bak`
    "bak",  # what a file said before its last save cannot be read
    "bad_copy",  # a file in a copy cannot be read
    "schedule",  # the review schedule does not say what the answers say
    "beside",  # a copy that a cloud drive put beside a file; detail: which file
    "original",  # a file taken in is missing or was changed
    "altered",  # a sealed file was changed, or another file lies in its place
    "rolled_back",  # a sealed file is an older state than the last that was saved
    "unsealed",  # a file in a vault is not sealed
    "removed",  # a sealed file is not there, and nothing of before either
    "ahead",  # the list of revisions of a vault is older than a file it names
    "old_header",  # an older header of a vault was put in the place of the last
    "second",  # the day's backup could not be written into the second folder
    "missed",  # the second folder was not reached for so many days
]


# Of a file of which this is said something is lacking in what is shown, or may be.
NOT_ALL_SHOWN: frozenset[NoticeKind] = frozenset({"damaged", "lost", "record", "absent", "removed"})


@dataclass(frozen=True)
class Notice:
    """Something a person should know about their files."""

    kind: NoticeKind
    file: str
    detail: str


def is_of(name: str, kinds: Collection[str]) -> bool:
    """Whether a file belongs to one of these kinds, or is called so: `matters/open` to "matters"."""
    return any(name == kind or name.startswith(f"{kind}/") for kind in kinds)


@contextlib.contextmanager
def saved_though_unsure(path: Path, tell: Callable[[NoticeKind, str, str], object]) -> Iterator[None]:
    """Go on where a file says what it should and the system only did not confirm it; that is told."""
    try:
        yield
    except disk.Unsure as error:
        tell("unsure", path.name, reason_of(error))


class RecordFiles(ABC):
    """Files of records by name, such as `checks/2026-11`: anybody reads, transactions write."""

    def __init__(self, clock: Clock, notices: list[Notice] | None = None) -> None:
        self.clock = clock
        self.notices: list[Notice] = [] if notices is None else notices  # one list for all that work at one desk
        self.chores: list[Callable[[Transaction], None]] = []
        self.root = Path()
        self.cipher: Cipher = PLAIN
        self.looked: dict[str, Stamp | None] = {}  # the files as of the last look, own writes followed
        self._left: dict[str, Stamp | None] = {}  # the files as this program left them
        self._thread_lock = threading.RLock()
        self._open: Transaction | None = None
        self._watched: list[Notice] = []  # of what is read in part at the moment
        self._begun_again: set[str] = set()  # files begun from their state before, of which that is not noted yet
        self._unread: dict[str, tuple[str, str]] = {}  # what the last look could not read, as it is called, and why
        self._in_part: set[str] = set()  # files of which the last look did not show all
        self._read_kinds: dict[str, dict[str, Stamp | None]] = {}
        self._read_files: dict[str, Stamp | None] = {}
        self._read_waiting: Stamp | None = None

    @abstractmethod
    def stamps(self, kind: str) -> dict[str, Stamp | None]:
        """The files of a kind with their stamps: `checks/…` for "checks", or the one file `leaves`."""

    def names(self, kind: str) -> list[str]:
        """The files of a kind, in order."""
        return sorted(self.stamps(kind))

    @abstractmethod
    def stamp(self, name: str) -> Stamp | None:
        """What changes whenever the file does; None when there is none."""

    @abstractmethod
    def content(self, name: str) -> bytes | None:
        """The file's bytes when they alone say what is recorded; None when `documents` must be asked."""

    @abstractmethod
    def documents(self, name: str) -> dict[str, Any]:
        """What is recorded in a file, for showing: never raises, says in a notice what it could not read."""

    def must_be_read(self, *kinds: str) -> None:
        """Pass when all that was looked at of these kinds was read: what lacks something is not given out as whole.

        Raises:
            NotRead: a file or the folder of one could not be read.
        """
        for name, (called, why) in self._unread.items():
            if name == INTENT or is_of(name, kinds):
                raise NotRead(self.root, called, why)

    def not_shown(self, *kinds: str) -> list[str]:
        """The files and folders of these kinds of which the last look did not show all."""
        unread = [called for name, (called, _why) in self._unread.items() if name == INTENT or is_of(name, kinds)]
        return [*unread, *(f"{name}.json" for name in sorted(self._in_part) if is_of(name, kinds))]

    def could_not_read(self, name: str, called: str, error: OSError) -> None:
        """Take note that the system refused; inside a transaction nothing is changed by what was seen in part.

        Raises:
            NotRead: a transaction is open.
        """
        self._unread[name] = called, reason_of(error)
        if self._open is not None:
            raise NotRead(self.root, called, reason_of(error)) from error
        self.notice("unreadable", called, reason_of(error))

    def is_read(self, name: str) -> bool:
        """Whether the last look at a file could read it; one that is not there can be."""
        return name not in self._unread

    def was_read(self, name: str) -> None:
        """Take note that it can be read now."""
        self._unread.pop(name, None)

    def was_shown(self, name: str) -> None:
        """Take note that all of a file is shown now."""
        self._in_part.discard(name)

    def begin_reading(self) -> None:
        """Forget what was read before."""
        self._read_kinds.clear()
        self._read_files.clear()
        self._read_waiting = self.waiting_stamp

    def is_as_read(self) -> bool:
        """Whether all that was looked at since `begin_reading` stands as it stood then."""
        kinds, files = dict(self._read_kinds), dict(self._read_files)
        return (
            self._read_waiting == self.waiting_stamp
            and all(self.stamps(kind) == seen for kind, seen in kinds.items())
            and all(self.stamp(name) == seen for name, seen in files.items())
        )

    @property
    def is_waiting(self) -> bool:
        """Whether a change is under way or was broken off, so that a file alone does not say what is recorded."""
        return self.waiting_stamp is not None

    @property
    def waiting_stamp(self) -> Stamp | None:
        """What is another for every change that waits to be completed; None when none does."""
        return None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Change records in one step: all of it is on the disk at the end, or nothing.

        One inside another belongs to the outer one.

        Raises:
            StorageError: it could not be done; the records are what they were.
        """
        with self._locked():
            if self._open is not None:
                yield self._open
                return
            self._begin()
            with self._one_change() as self._open:
                try:
                    yield self._open
                finally:
                    self._open = None

    @abstractmethod
    def last_use_before(self, today: date) -> date | None:
        """The last day before today on which something was saved, as far as that is known."""

    @abstractmethod
    def days_of_use(self) -> list[date]:
        """The last days on which something was saved, in the order they were used."""

    def believed_day(self) -> date | None:
        """The earliest of the last ten days of use; None when so many are not known.

        What is old on that day is old whatever the clock was set to for fewer than ten days of use.
        """
        last = self.days_of_use()[-BELIEVED:]
        return min(last) if len(last) == BELIEVED else None

    def documents_on(self, day: date, name: str) -> dict[str, Any] | None:
        """What a file held before the first save of a day of use; None where that is not known."""
        return None

    def do_chores(self) -> None:
        """What is to be done at the first write of a day, a change each."""
        for chore in self.chores:
            with self._one_change() as change:
                chore(change)

    @contextlib.contextmanager
    def _one_change(self) -> Iterator[Transaction]:
        """A transaction inside the lock: committed at the end, forgotten when anything goes wrong."""
        with contextlib.closing(Transaction(self._open_file, self.clock(), self._was_opened)) as change:
            yield change
            try:
                self._commit(change)
            except disk.Damaged as error:  # what stands in a file cannot be written again
                raise StorageError(self.root / f"{next(iter(change.changes))}.json", str(error)) from error

    def _was_opened(self, change: Transaction) -> None:
        """Note of the files begun again from their state before which records are older than was exchanged."""
        for name in sorted(self._begun_again):
            self._begun_again.discard(name)
            documents = change.documents(name)
            if documents and (kind := kind_at(f"{name}.json")) is not None:
                note_set_back(change, kind.name, documents, documents.keys())

    def _wrote(self, name: str, before: Stamp | None) -> None:
        """Take note of how a file was left, so that one's own write is not taken for somebody else's."""
        after = self._left[name] = self.stamp(name)
        if self.looked.get(name) == before:
            self.looked[name] = after

    @contextlib.contextmanager
    def saved_though_unsure(self, path: Path) -> Iterator[None]:
        """Go on where a file says what it should and the system only did not confirm it; that is told."""
        with saved_though_unsure(path, self.notice):
            yield

    @contextlib.contextmanager
    def watched(self) -> Iterator[list[Notice]]:
        """What is read meanwhile only in part, whether it was told before or not."""
        before, self._watched = self._watched, []
        try:
            yield self._watched
        finally:
            self._watched = before

    def notice(self, kind: NoticeKind, file: str, detail: str) -> None:
        """Say something once."""
        new = Notice(kind, file, detail)
        if kind in NOT_ALL_SHOWN:
            self._in_part.add(file.removesuffix(".json"))
            if new not in self._watched:
                self._watched.append(new)
        if new not in self.notices:
            self.notices.append(new)

    @abstractmethod
    def _locked(self) -> contextlib.AbstractContextManager[None]: ...

    @abstractmethod
    def _begin(self) -> None: ...

    @abstractmethod
    def _open_file(self, name: str) -> RecordFile: ...

    @abstractmethod
    def _commit(self, transaction: Transaction) -> None: ...


class MemoryFiles(RecordFiles):
    """The same without a disk: for tests and for looking around."""

    def __init__(self, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self._contents: dict[str, bytes] = {}
        self._writes = 0
        self._stamps: dict[str, Stamp] = {}
        self._days: list[date] = []

    def stamps(self, kind: str) -> dict[str, Stamp | None]:
        """The files of a kind with their stamps."""
        return {name: stamp for name, stamp in self._stamps.items() if name == kind or name.startswith(kind + "/")}

    def stamp(self, name: str) -> Stamp | None:
        """The number of the write that made it."""
        return self._stamps.get(name)

    def content(self, name: str) -> bytes | None:
        """The bytes a file would hold."""
        return self._contents.get(name)

    def documents(self, name: str) -> dict[str, Any]:
        """What is recorded."""
        return self._open_file(name).documents

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with self._thread_lock:
            yield

    def last_use_before(self, today: date) -> date | None:
        """The last day before today on which a change was begun."""
        return max((day for day in self._days if day < today), default=None)

    def days_of_use(self) -> list[date]:
        """The days on which a change was begun, in order."""
        return self._days

    def _begin(self) -> None:
        if self._days[-1:] != [today := local_day(self.clock())]:
            self._days.append(today)
        self.do_chores()

    def _open_file(self, name: str) -> RecordFile:
        return RecordFile(self._contents, checked(name), storage=Gathered(BytesStorage))

    def _commit(self, transaction: Transaction) -> None:
        files = transaction.changed()
        for file in files.values():
            file.gathered.prepare()
        for name, file in files.items():
            before = self.stamp(name)
            file.gathered.put_in_place()
            self._writes += 1
            self._stamps[name] = (self._writes, 0, 0)
            self._wrote(name, before)


def checked(name: str) -> str:
    """The name of a record file.

    Raises:
        ValueError: it is none.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"not a name of a record file: {name!r}")
    return name
