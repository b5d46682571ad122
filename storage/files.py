"""Files of records that several programs may read and write at once, in a folder or in memory.

One transaction: lock → read again → apply → write → unlock. A change of two or more files is written down whole in
an intent file first. From that moment it is made: readers see it, and whoever comes next completes it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock

from content.errors import reason_of
from content.words import _
from storage import disk, rescue
from storage.backup import copies, copy_folder, copy_of_the_day, days_of_use
from storage.begun_anew import note_begun_anew
from storage.cipher import INTENT_FILE, Cipher, cipher_at
from storage.clock import Clock, local_day, utc_now
from storage.durable import DurableStorage
from storage.errors import Busy, NewerFormat, NotRead, ReadOnly, StorageError, Unusable, write_fault
from storage.folder_reading import FolderReading
from storage.gathered import TABLE, Change, Gathered, RecordFile, Tables, is_change
from storage.kinds import kind_called
from storage.record_files import INTENT, NAME, NoticeKind, checked, is_of, stamp_of
from storage.record_files import MemoryFiles as MemoryFiles
from storage.record_files import Notice as Notice
from storage.record_files import RecordFiles as RecordFiles
from storage.record_files import Stamp as Stamp
from storage.transaction import Transaction, overlaid

FORMAT = 1
LOCK_SECONDS = 10.0


class Files(FolderReading):
    """Record files in a folder, which is made at the first write."""

    def __init__(
        self,
        root: Path,
        clock: Clock = utc_now,
        notices: list[Notice] | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        super().__init__(root, cipher_at(root) if cipher is None else cipher, clock, notices)
        self._intent = root / "intent.json"
        self._lock: FileLock | None = None
        self._was_there = root.is_dir()
        self._day: date | None = None
        self._format: tuple[Stamp | None, int] = (None, FORMAT)

    def path(self, name: str) -> Path:
        """Where a file is."""
        return self.root / f"{checked(name)}.json"

    def stamps(self, kind: str) -> dict[str, Stamp | None]:
        """The files of a kind with their stamps; one that is only a `.bak` or still to be made has none."""
        found = self._look_for(kind)
        for path in self.cipher.known():
            if path.removesuffix(".json") not in found and kind_called(kind).has(path) and self.is_read(kind):
                self.notice("removed", path, "")
        self._read_kinds.setdefault(kind, found)
        return dict(found)

    def _look_for(self, kind: str) -> dict[str, Stamp | None]:
        found: dict[str, Stamp | None] = {}
        if self.is_waiting:
            found = {name: self.stamp(name) for name in self._waiting() if kind_called(kind).has(f"{name}.json")}
        if not kind_called(kind).lies_in_folder:
            stamp = stamp_of(self.path(kind))
            return found | {kind: stamp} if stamp or disk.backup_of(self.path(kind)).exists() else found
        try:
            with os.scandir(f"{self.root}/{kind}") as entries:
                for entry in entries:
                    if not kind_called(kind).has(path := f"{kind}/{entry.name}"):
                        continue
                    name, _, ending = path.partition(".")
                    if ending == "json":
                        found[name] = stamp_of(entry)
                    else:
                        found.setdefault(name, None)
        except FileNotFoundError:
            pass
        except OSError as error:
            self.could_not_read(kind, kind, error)
            return found
        self.was_read(kind)
        for gone in [name for name in (*self._unread, *self._in_part) if is_of(name, (kind,)) and name not in found]:
            self.was_read(gone)
            self.was_shown(gone)
        return found

    def stamp(self, name: str) -> Stamp | None:
        """Modification time, size and inode: enough to know when what is shown is stale, for nothing else."""
        stamp = stamp_of(self.path(name))
        self._read_files.setdefault(name, stamp)
        return stamp

    def content(self, name: str) -> bytes | None:
        """The file's bytes, unless it is missing or an intent is waiting."""
        try:
            content = None if stamp_of(self._intent) else self.cipher.read(self.path(name), f"{name}.json")
        except (OSError, disk.Damaged):
            return None
        self.was_read(name)
        return content

    def documents(self, name: str) -> dict[str, Any]:
        """What is recorded in a file, from its `.bak` when it is damaged, with a waiting intent applied."""
        path = self.path(name)
        tables: Tables = {}
        try:
            tables = self._shown(path)
            self.was_read(name)
        except OSError as error:
            is_before = error.filename == str(disk.backup_of(path))  # the file itself is damaged then, or gone
            self.could_not_read(name, self._called(disk.backup_of(path) if is_before else path), error)
        return overlaid(dict(tables.get(TABLE, {})), self._waiting().get(name, {}))

    @property
    def waiting_stamp(self) -> Stamp | None:
        """The stamp of the intent that is waiting to be completed."""
        return stamp_of(self._intent)

    def last_use_before(self, today: date) -> date | None:
        """The day of the last copy before today's: each day of use has one."""
        days = [date.fromisoformat(copy.name) for copy in copies(self.root)]
        return max((day for day in days if day < today), default=None)

    def days_of_use(self) -> list[date]:
        """The last days on which something was saved, in the order they were used."""
        return days_of_use(self.root)

    def documents_on(self, day: date, name: str) -> dict[str, Any] | None:
        """What a file held before the first save of a day of use, by that day's copy; None where there is none."""
        copy = copy_folder(self.root, day)
        try:
            file = f"{name}.json"
            tables = disk.decode_tables(self.cipher.read(copy / file, file, is_old=True))
        except FileNotFoundError:
            return {} if copy.is_dir() else None
        except (OSError, disk.Damaged):
            return None
        return tables.get(TABLE, {})

    def newer_format(self) -> int | None:
        """The folder's format when a newer program made it, else None."""
        found = self._format_found()
        return found if found > FORMAT else None

    @property
    def has_broken_intent(self) -> bool:
        """Whether a change was broken off of which cannot be read what it was."""
        try:
            return self.is_waiting and not self._read_intent()
        except disk.Damaged:
            return True
        except OSError:
            return False

    def settle_intent(self) -> None:
        """Complete a change that was broken off, if there is one and the folder lets it."""
        if stamp_of(self._intent):
            with contextlib.suppress(StorageError), self.transaction():
                pass

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
                self._let_go(lock)
        finally:
            self._thread_lock.release()

    def _let_go(self, lock: FileLock) -> None:
        """Let the lock go; where the system refuses, what was done is done and said to be."""
        try:
            lock.release()
        except OSError as error:
            self.notice("locked", "lock", reason_of(error))

    def _file_lock(self) -> FileLock:
        if self._was_there and not self.root.is_dir():  # made anew, it would be on another disk, and empty
            raise Unusable(self.root, "gone")
        if self._lock is None:
            try:
                disk.make_folder(self.root)
            except OSError as error:
                raise write_fault(self.root, error) from error
            if not os.access(self.root, os.W_OK):
                raise ReadOnly(self.root)
            lock = self.root / "lock"
            if lock.is_dir():
                rescue.set_aside(lock, self.clock())
            self._was_there = True
            self._lock = FileLock(lock, LOCK_SECONDS, mode=0o600, thread_local=False, poll_interval=0.005)
        return self._lock

    def _begin(self) -> None:
        found = self._format_found()
        if found > FORMAT:
            raise NewerFormat(self.root, found, FORMAT)
        try:
            self.cipher.begin(self.root)
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
        self.do_chores()
        self._day = today

    def _open_file(self, name: str) -> RecordFile:
        """A file as TinyDB, read inside the lock; one that is damaged or gone is mended first."""
        path = self.path(name)
        stamp = self.stamp(name)
        is_ours = stamp is not None and self._left.get(name) == stamp
        called = self._called(path)
        file = RecordFile(path, is_ours=is_ours, cipher=self.cipher, name=called, storage=Gathered(DurableStorage))
        try:
            if fault := self._fault_of(file):
                storage = self.storage(path)
                is_lost = self._before(storage) is None
                kind: NoticeKind = "lost" if is_lost else "damaged" if path.exists() else "missing"
                file.close()
                rescue.mend(storage, self.clock(), lambda before: self._standing_in(path, before))
                self.cipher.settle(called)
                self._begun_again.add(name)
                self.notice(kind, called, fault)
            if stamp is None and not path.exists():
                note_begun_anew(self.root, name)
        except OSError as error:
            raise write_fault(path, error) from error
        return file

    def _before(self, storage: DurableStorage) -> dict[str, dict[str, Any]] | None:
        try:
            return storage.before.read_sound()
        except OSError as error:
            raise NotRead(self.root, self._called(disk.backup_of(storage.path)), reason_of(error)) from error

    def _commit(self, transaction: Transaction) -> None:
        files = transaction.changed()
        before = {name: self.stamp(name) for name in files}
        try:
            for name, file in files.items():
                self._keep_doubled(self.path(name), file)
            if len(files) > 1:
                self._commit_many(transaction.changes, {name: file.gathered for name, file in files.items()})
            else:
                for name, file in files.items():
                    with self.saved_though_unsure(self.path(name)):
                        file.gathered.commit()
            if not self.is_waiting:  # else some are not in their places yet, and the intent is to be read again
                self.cipher.settle(*(f"{name}.json" for name in files), *[INTENT_FILE] * (len(files) > 1))
        except OSError as error:
            raise write_fault(self.path(next(iter(files))), error) from error
        for name, stamp in before.items():
            self._wrote(name, stamp)

    def _keep_doubled(self, path: Path, file: RecordFile) -> None:
        """Keep a file in which keys stood twice as it was: writing it again leaves one of each."""
        if file.gathered.storage.doubled:
            rescue.keep_as_it_is(path, self.clock())
            self.notice("doubled", self._called(path), _(", ").join(file.gathered.storage.doubled))

    def _commit_many(self, changes: Mapping[str, Change], storages: Mapping[str, Any]) -> None:
        """Write several files as one change: room for all is taken before the intent makes it so.

        Once the intent stands the change is made: readers and whoever writes next go on from it.
        """
        try:
            for storage in storages.values():
                storage.prepare()
            with self.saved_though_unsure(self._intent):
                disk.replace_file(
                    self._intent, self.cipher.seal(INTENT_FILE, disk.encode({TABLE: changes})), keep=False
                )
        except (OSError, disk.Damaged):
            self._undo(storages)
            raise
        done = 0
        try:
            for name, storage in storages.items():
                with self.saved_though_unsure(self.path(name)):
                    storage.put_in_place()
                done += 1
            disk.remove(self._intent)
        except OSError as error:
            if not done and self._undo(storages):
                raise
            if stamp_of(self._intent) is not None:
                self.notice("waiting", self._intent.name, reason_of(error))

    def _undo(self, storages: Mapping[str, Any]) -> bool:
        """Whether a change of which no file was written could be taken back; never while its intent stands."""
        with contextlib.suppress(OSError):
            disk.remove(self._intent)
        if stamp_of(self._intent) is not None:
            return False
        for storage in storages.values():
            storage.discard()
        return True

    def _replay(self) -> None:
        if stamp_of(self._intent) is None:
            return
        try:
            waiting = self._read_intent()
            for name, change in waiting.items():
                self._complete(name, change)
        except (disk.Damaged, disk.NotPlain) as error:
            self.notice("aside", self._intent.name, str(error))
            rescue.set_aside(self._intent, self.clock())
            return
        disk.remove(self._intent)
        self.cipher.settle(INTENT_FILE)
        self.notice("intent", self._intent.name, _(", ").join(waiting))

    def _complete(self, name: str, change: Change) -> None:
        with contextlib.closing(self._open_file(name)) as file:
            if overlaid(file.documents, change) != file.documents:
                file.apply(change)
                with self.saved_though_unsure(self.path(name)):
                    file.gathered.commit()
                self.cipher.settle(f"{name}.json")

    def _waiting(self) -> dict[str, Change]:
        """The change that was broken off; none where it cannot be read."""
        try:
            waiting = self._read_intent()
        except OSError as error:
            self.could_not_read(INTENT, self._intent.name, error)
            return {}
        except disk.Damaged:
            waiting = {}
        self.was_read(INTENT)
        return waiting

    def _read_intent(self) -> dict[str, Change]:
        tables = self.storage(self._intent).read()
        if tables is None:
            return {}
        if not (changes := tables.get(TABLE)):  # an intent is written to change something
            raise disk.Damaged("no change in it")
        for name, change in changes.items():
            if not NAME.fullmatch(name) or not is_change(change):
                raise disk.Damaged(f"no file is called {name!r}, or its change is none")
        return changes

    def _format_found(self) -> int:
        path = self.root / "format.json"
        stamp = stamp_of(path)
        if stamp is None or stamp != self._format[0]:
            self._format = (stamp, FORMAT if stamp is None else self._read_format(path))
        return self._format[1]

    def _read_format(self, path: Path) -> int:
        try:
            found = json.loads(disk.read_plain(path))["format"]
        except OSError as error:
            self.notice("unreadable", path.name, reason_of(error))
            return FORMAT
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            self.notice("format", path.name, str(error))
            return FORMAT
        if not isinstance(found, int):
            self.notice("format", path.name, "format is no number")
            return FORMAT
        return found
