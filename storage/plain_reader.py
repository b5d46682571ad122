"""Reading documents straight from the files: quick, plain, and never raising. Only the standard library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from storage import disk
from storage.cipher import PLAIN, Cipher
from storage.damaged import saved_in
from storage.kinds import KINDS, Kind


class PlainReader:
    """Reads documents file by file, as they stand with a change that was broken off.

    damaged: the files of which something could not be read.
    """

    def __init__(self, home: Path, cipher: Cipher = PLAIN) -> None:
        self.damaged: list[str] = []
        self._home = home
        self.cipher = cipher
        self._folders: dict[str, frozenset[str]] = {}
        self._began = self._waiting_stamps()
        self._waiting = self._tables("intent").get("records", {})

    def values(self, name: str, plain: Callable[[str, Any], Any]) -> Iterator[Any]:
        """What `plain` makes of each document; a document it cannot take is left out and its file named."""
        documents = dict(self._tables(name).get("records", {}))
        waiting = self._waiting.get(name)
        documents |= waiting if isinstance(waiting, dict) else {}
        for uid, document in documents.items():
            if document is None and isinstance(waiting, dict) and uid in waiting:
                continue
            try:
                yield plain(uid, document)
            except (TypeError, ValueError, LookupError, AttributeError, OverflowError):
                self.damaged.append(f"{name}.json")

    def whole(self, name: str, plain: Callable[[str, Any], Any]) -> list[Any] | None:
        """The same; None when a document could not be taken. A file that was read from its `.bak` is whole."""
        asked = 0

        def counted(uid: str, document: Any) -> Any:
            nonlocal asked
            asked += 1
            return plain(uid, document)

        found = list(self.values(name, counted))
        return found if len(found) == asked else None

    def names(self, kind: Kind) -> list[str]:
        """The record files of a kind that lie in its folder, as the journal knows them."""
        there = [f"{kind.name}/{file}" for file in self._in(kind.name)]
        found = {path.partition(".")[0] for path in there if kind.has(path)}
        return sorted(found | {name for name in self._waiting if kind.has(f"{name}.json")})

    def set_aside(self) -> list[str]:
        """The record files, and changes broken off, that were set aside as damaged, by what each was called."""
        folders = sorted({kind.name for kind in KINDS if kind.record and kind.lies_in_folder})
        there = [*self._in(""), *(f"{folder}/{name}" for folder in folders for name in self._in(folder))]
        return sorted({file for path in there if (file := saved_in(path))})

    def is_of_one_moment(self) -> bool:
        """Whether no change of several files was begun, completed or broken off since the reader began."""
        return self._began == self._waiting_stamps()

    def _waiting_stamps(self) -> list[tuple[int, int] | None]:
        """What is another when an intent came, or came and went: of the intent, and of the folder it lies in."""
        stamps: list[tuple[int, int] | None] = []
        for path in (f"{self._home}/intent.json", str(self._home)):
            try:
                found = os.stat(path)  # noqa: PTH116 # the first frame waits for it
                stamps.append((found.st_mtime_ns, found.st_ino))
            except (OSError, ValueError):
                stamps.append(None)
        return stamps

    def _tables(self, name: str) -> dict[str, dict[str, Any]]:
        folder, _slash, stem = name.rpartition("/")
        for file in (f"{stem}.json", f"{stem}.json.bak"):
            if file not in self._in(folder):
                continue
            try:
                is_old = file.endswith(".bak")
                content = self.cipher.read(self._home / folder / file, f"{name}.json", is_old=is_old)
                tables = disk.decode_tables(content)
                if is_old:  # the file is damaged, or gone: what was saved last may be missing
                    self.damaged.append(f"{name}.json")
                return tables
            except FileNotFoundError:
                continue
            except (OSError, disk.Damaged):
                self.damaged.append(f"{name}.json")
        if self.cipher.is_lost(f"{name}.json"):
            self.damaged.append(f"{name}.json")
        return {}

    def _in(self, folder: str) -> frozenset[str]:
        """What lies in a folder; looked at once."""
        if folder not in self._folders:
            try:
                self._folders[folder] = frozenset(os.listdir(self._home / folder))  # noqa: PTH208 # names, no paths
            except (FileNotFoundError, NotADirectoryError):
                self._folders[folder] = frozenset()
            except OSError:
                self._folders[folder] = frozenset()
                self.damaged.append(folder or str(self._home))
        return self._folders[folder]


def text(value: Any) -> str:
    """The value, if it is a text."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def whole_number(value: Any) -> int:
    """The value, if it is a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
