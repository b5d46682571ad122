"""Files of records that several programs may read and write at once, in a folder or in memory.

One transaction: lock → read again → apply → write → unlock. A change of two or more files is written down whole in
an intent file first. From that moment it is made: readers see it, and whoever comes next completes it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.errors import reason_of
from storage import disk, rescue
from storage.backup import copy_of_the_day
from storage.clock import Clock, local_day, utc_now
from storage.durable import DurableStorage
from storage.errors import Busy, NewerFormat, ReadOnly, StorageError, write_fault
from storage.transaction import NAME_PATTERN, TABLE, Change, Tables, Transaction, applied, overlaid

if TYPE_CHECKING:
    from filelock import FileLock

FORMAT = 1
LOCK_SECONDS = 10.0
_NAME = re.compile(NAME_PATTERN)

Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Notice:
    """Something a person should know about their files.

    kind: "damaged" (the `.bak` is shown, or the file was set aside), "record" (one record cannot be read and is kept
    as it is), "unreadable" (the system does not let the file be read), "intent" (a change broken off was completed),
    "copy" (the day's copy could not be made).
    """

    kind: str
    file: str
    detail: str


class RecordFiles(ABC):
    """Files of records by name, such as `checks/2026-11`: anybody reads, transactions write."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.notices: list[Notice] = []
        self.chores: list[Callable[[Transaction], None]] = []
        self.root = Path()
        self._thread_lock = threading.RLock()
        self._open: Transaction | None = None

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
            self._open = Transaction(self._load, self.clock())
            try:
                yield self._open
                self._commit(self._open)
            finally:
                self._open = None

    def notice(self, kind: str, file: str, detail: str) -> None:
        """Say something once."""
        new = Notice(kind, file, detail)
        if new not in self.notices:
            self.notices.append(new)

    @abstractmethod
    def _locked(self) -> contextlib.AbstractContextManager[None]: ...

    @abstractmethod
    def _begin(self) -> None: ...

    @abstractmethod
    def _load(self, name: str) -> Tables: ...

    @abstractmethod
    def _commit(self, transaction: Transaction) -> None: ...


class MemoryFiles(RecordFiles):
    """The same without a disk: for tests and for looking around."""

    def __init__(self, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self._contents: dict[str, bytes] = {}
        self._writes = 0
        self._stamps: dict[str, Stamp] = {}

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
        return self._load(name).get(TABLE, {})

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with self._thread_lock:
            yield

    def _begin(self) -> None:
        for chore in self.chores:
            transaction = Transaction(self._load, self.clock())
            chore(transaction)
            self._commit(transaction)

    def _load(self, name: str) -> Tables:
        content = self._contents.get(_checked(name))
        return {} if content is None else disk.decode_tables(content)

    def _commit(self, transaction: Transaction) -> None:
        contents = {
            name: disk.encode(applied(transaction.tables[name], change)) for name, change in transaction.changes.items()
        }
        for name, content in contents.items():
            self._writes += 1
            self._contents[name] = content
            self._stamps[name] = (self._writes, 0, 0)


class Files(RecordFiles):
    """Record files in a folder, which is made at the first write."""

    def __init__(self, root: Path, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self.root = root
        self._intent = root / "intent.json"
        self._lock: FileLock | None = None
        self._day: date | None = None
        self._format: tuple[Stamp | None, int] = (None, FORMAT)

    def path(self, name: str) -> Path:
        """Where a file is."""
        return self.root / f"{_checked(name)}.json"

    def stamps(self, kind: str) -> dict[str, Stamp | None]:
        """The files of a kind with their stamps; one with only its `.bak` left has none."""
        found: dict[str, Stamp | None] = {kind: self.stamp(kind)} if self._is_there(self.path(kind)) else {}
        if os.access(f"{self.root}/{kind}", os.F_OK) and not os.access(f"{self.root}/{kind}", os.R_OK | os.X_OK):
            self.notice("unreadable", kind, os.strerror(errno.EACCES))
        with contextlib.suppress(OSError), os.scandir(f"{self.root}/{kind}") as entries:
            for entry in entries:
                stem, _, ending = entry.name.partition(".")
                if ending == "json" and _NAME.fullmatch(name := f"{kind}/{stem}"):
                    found[name] = _stamp(entry)
                elif ending == "json.bak" and _NAME.fullmatch(name := f"{kind}/{stem}"):
                    found.setdefault(name, None)
        return found

    def stamp(self, name: str) -> Stamp | None:
        """Modification time, size and inode: enough to know when what is shown is stale, for nothing else."""
        return _stamp(self.path(name))

    def content(self, name: str) -> bytes | None:
        """The file's bytes, unless it is missing or an intent is waiting."""
        try:
            return None if _stamp(self._intent) else self.path(name).read_bytes()
        except OSError:
            return None

    def documents(self, name: str) -> dict[str, Any]:
        """What is recorded in a file, from its `.bak` when it is damaged, with a waiting intent applied."""
        path = self.path(name)
        try:
            tables = self._shown(path)
        except OSError as error:
            self.notice("unreadable", self._called(path), reason_of(error))
            tables = {}
        try:
            waiting = self._read_intent()
        except (OSError, disk.Damaged):
            waiting = {}
        return overlaid(dict(tables.get(TABLE, {})), waiting.get(name, {}))

    def newer_format(self) -> int | None:
        """The folder's format when a newer program made it, else None."""
        found = self._format_found()
        return found if found > FORMAT else None

    def settle_intent(self) -> None:
        """Complete a change that was broken off, if there is one and the folder lets it."""
        if _stamp(self._intent):
            with contextlib.suppress(StorageError), self.transaction():
                pass

    def _shown(self, path: Path) -> Tables:
        try:
            tables = DurableStorage(path).read()
        except disk.Damaged as error:
            self.notice("damaged", self._called(path), str(error))
            tables = None
        if tables is None:
            with contextlib.suppress(disk.Damaged):
                tables = DurableStorage(disk.backup_of(path)).read()
        return tables or {}

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._thread_lock.acquire(timeout=LOCK_SECONDS):
            raise Busy(self.root)
        try:
            lock = self._file_lock()
            try:
                lock.acquire()
            except TimeoutError as error:
                raise Busy(self.root) from error
            except OSError as error:
                raise write_fault(self.root, error) from error
            try:
                yield
            finally:
                lock.release()
        finally:
            self._thread_lock.release()

    def _file_lock(self) -> FileLock:
        if self._lock is None or not self.root.is_dir():
            from filelock import FileLock

            try:
                disk.make_folder(self.root)
            except OSError as error:
                raise write_fault(self.root, error) from error
            if not os.access(self.root, os.W_OK):
                raise ReadOnly(self.root)
            lock = self.root / "lock"
            self._lock = FileLock(lock, LOCK_SECONDS, mode=0o600, thread_local=False, poll_interval=0.005)
        return self._lock

    def _begin(self) -> None:
        found = self._format_found()
        if found > FORMAT:
            raise NewerFormat(self.root, found, FORMAT)
        try:
            if self._format[0] is None:
                disk.replace_file(self.root / "format.json", disk.encode({"format": FORMAT}), keep=False)
            self._replay()
            today = local_day(self.clock())
            if self._day != today:
                self._first_of_day(today)
        except OSError as error:
            raise write_fault(self.root, error) from error

    def _first_of_day(self, today: date) -> None:
        try:
            copy_of_the_day(self.root, today)
        except OSError as error:
            self.notice("copy", f"copies/{today.isoformat()}", reason_of(error))
        for chore in self.chores:
            transaction = Transaction(self._load, self.clock())
            chore(transaction)
            self._commit(transaction)
        self._day = today

    def _load(self, name: str) -> Tables:
        path = self.path(name)
        try:
            tables, fault = rescue.load(path, self.clock())
        except OSError as error:
            raise write_fault(path, error) from error
        if fault:
            self.notice("damaged", self._called(path), fault)
        return tables

    def _commit(self, transaction: Transaction) -> None:
        changes = transaction.changes
        results = {self.path(name): applied(transaction.tables[name], changes[name]) for name in changes}
        try:
            if len(results) > 1:
                self._commit_many(changes, {path: disk.encode(tables) for path, tables in results.items()})
            else:
                for path, tables in results.items():
                    DurableStorage(path).write(tables)
        except OSError as error:
            raise write_fault(next(iter(results)), error) from error

    def _commit_many(self, changes: Mapping[str, Change], contents: Mapping[Path, bytes]) -> None:
        """Write several files as one change: room for all is taken before the intent makes it so."""
        done = 0
        try:
            for path, content in contents.items():
                disk.prepare(path, content)
            disk.replace_file(self._intent, disk.encode({TABLE: changes}), keep=False)
            for path in contents:
                disk.put_in_place(path)
                done += 1
            disk.remove(self._intent)
        except OSError as error:
            if done:  # readers and whoever writes next go on from the intent
                self.notice("intent", self._intent.name, reason_of(error))
                return
            disk.remove(self._intent)
            for path in contents:
                disk.discard(path)
            raise

    def _replay(self) -> None:
        if _stamp(self._intent) is None:
            return
        try:
            waiting = self._read_intent()
        except disk.Damaged as error:
            self.notice("damaged", self._intent.name, str(error))
            rescue.set_aside(self._intent, self.clock())
            return
        for name, change in waiting.items():
            tables = self._load(name)
            documents = tables.get(TABLE, {})
            if overlaid(dict(documents), change) != documents:
                DurableStorage(self.path(name)).write(applied(tables, change))
        disk.remove(self._intent)
        self.notice("intent", self._intent.name, ", ".join(waiting))

    def _read_intent(self) -> dict[str, Change]:
        tables = DurableStorage(self._intent).read()
        changes: dict[str, Any] = {} if tables is None else tables.get(TABLE, {})
        for name, change in changes.items():
            if not _NAME.fullmatch(name) or not isinstance(change, dict):
                raise disk.Damaged(f"no file is called {name!r}")
        return changes

    def _format_found(self) -> int:
        path = self.root / "format.json"
        stamp = _stamp(path)
        if stamp is None or stamp != self._format[0]:
            self._format = (stamp, FORMAT if stamp is None else self._read_format(path))
        return self._format[1]

    def _read_format(self, path: Path) -> int:
        try:
            found = json.loads(path.read_bytes())["format"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            self.notice("unreadable" if isinstance(error, PermissionError) else "damaged", path.name, str(error))
            return FORMAT
        if not isinstance(found, int):
            self.notice("damaged", path.name, "format is no number")
            return FORMAT
        return found

    def _called(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _is_there(self, path: Path) -> bool:
        return path.exists() or disk.backup_of(path).exists()


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name of a record file: {name!r}")
    return name


def _stamp(path: Path | os.DirEntry[str]) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
