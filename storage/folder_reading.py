"""Reading record files of a folder: from the file, else from its state of before; what is wrong is told."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from content.errors import reason_of
from storage import disk
from storage.cipher import REVISIONS, Cipher
from storage.clock import Clock
from storage.durable import DurableStorage
from storage.gathered import TABLE, RecordFile, Tables
from storage.kinds import kind_at
from storage.record_files import Notice, RecordFiles
from storage.stand_in import standing_in


class FolderReading(RecordFiles):
    """Record files in a folder."""

    def __init__(self, root: Path, cipher: Cipher, clock: Clock, notices: list[Notice] | None) -> None:
        super().__init__(clock, notices)
        self.root = root
        self.cipher = cipher
        self._from_before: set[str] = set()
        self.seen_whole: dict[str, frozenset[str]] = {}  # of a kind, when none was missing (storage.seen_whole)

    def is_from_before(self, name: str) -> bool:
        """Whether the last look at a file found only its state before the last save."""
        return name in self._from_before

    def _shown(self, path: Path) -> Tables:
        fault = ""
        self._from_before.discard(name := self._called(path).removesuffix(".json"))
        self.was_shown(name)
        try:
            if (tables := self.storage(path).read()) is not None:
                if self.cipher.is_ahead(self._called(path)):
                    self.notice("ahead", REVISIONS, "")
                return tables
        except disk.Damaged as error:
            fault = self._told(path, error)
        tables = self._standing_in(path, self.storage(path).before.read_sound())
        if tables is not None:
            self._from_before.add(name)
        if fault:
            self.notice("lost" if tables is None else "damaged", self._called(path), fault)
        elif tables is None and self.cipher.is_lost(self._called(path)):
            self.notice("removed", self._called(path), "")
        elif tables is not None and not os.path.lexists(path):
            self.notice("absent", self._called(path), self._called(disk.backup_of(path)))
        return tables or {}

    def _standing_in(self, path: Path, before: Tables | None) -> Tables | None:
        """The state before the last save without what that save deleted or put into another file."""
        kind = kind_at(called := self._called(path))
        if before is None or kind is None or not kind.record:
            return before
        others = [self._said_in(name) for name in self.names(kind.name) if f"{name}.json" != called]
        trash = self._said_in("trash") if kind.name != "trash" else {}
        return {**before, TABLE: standing_in(kind, before.get(TABLE, {}), others, trash)}

    def _said_in(self, name: str) -> dict[str, Any]:
        """What stands in a file, else in its state of before; nothing where neither can be read."""
        storage, tables = self.storage(self.root / f"{name}.json"), None
        with contextlib.suppress(OSError):
            tables = storage.read_sound()
            tables = storage.before.read_sound() if tables is None else tables
        return (tables or {}).get(TABLE, {})

    def storage(self, path: Path) -> DurableStorage:
        """A record file as it lies on the disk."""
        return DurableStorage(path, cipher=self.cipher, name=self._called(path))

    def _told(self, path: Path, error: disk.Damaged | OSError) -> str:
        """What is wrong with a file, in a word; what somebody did to a sealed one is told."""
        if isinstance(error, OSError):
            return reason_of(error)
        if error.KIND:
            self.notice(error.KIND, self._called(path), str(error))
        return str(error)

    def _fault_of(self, file: RecordFile) -> str:
        """What is wrong with a file; empty when it can be worked on."""
        path: Path = file.gathered.storage.path
        try:
            return "missing" if file.gathered.read() is None and disk.backup_of(path).exists() else ""
        except (disk.Damaged, disk.NotPlain) as error:
            return self._told(path, error)

    def _called(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
