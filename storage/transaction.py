"""What one change does to the records: gathered first, then written file by file by TinyDB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from storage.gathered import Change, RecordFile

NAME_PATTERN = r"^[a-z]+(/[0-9A-Za-z_-]+)*$"  # of a record file, so that none lies outside the folder


class Transaction:
    """What one change reads and writes, by file name and uid."""

    def __init__(
        self, open_file: Callable[[str], RecordFile], at: datetime, opened: Callable[[Transaction], None]
    ) -> None:
        self._open_file = open_file
        self._opened = opened
        self.at = at
        self.changes: dict[str, Change] = {}
        self._files: dict[str, RecordFile] = {}
        self._documents: dict[str, dict[str, Any]] = {}

    def documents(self, name: str) -> dict[str, Any]:
        """The documents in a file, read inside the lock, with what this transaction changed; not to be altered."""
        if name not in self._documents:
            self._files[name] = self._open_file(name)
            self._documents[name] = self._files[name].documents
            self._opened(self)
        return self._documents[name]

    def put(self, name: str, uid: str, document: dict[str, Any]) -> None:
        """Write a document; nothing when it already says so."""
        documents = self.documents(name)
        if documents.get(uid) != document:
            documents[uid] = document
            self.changes.setdefault(name, {})[uid] = document

    def set_aside(self, name: str, uid: str) -> None:
        """Keep a document that cannot be read under another uid, before its own is written."""
        there = self.documents(name)[uid]
        kept = there if isinstance(there, dict) else {"unreadable": there}
        self.put(name, f"{uid}.unreadable-{self.at:%Y%m%dT%H%M%S%fZ}", kept)

    def drop(self, name: str, uid: str) -> None:
        """Take a document out; nothing when it is not there."""
        documents = self.documents(name)
        if uid in documents:
            del documents[uid]
            self.changes.setdefault(name, {})[uid] = None

    def changed(self) -> dict[str, RecordFile]:
        """The files with what this transaction changed in them, to be committed."""
        for name, change in self.changes.items():
            self._files[name].apply(change)
        return {name: self._files[name] for name in self.changes}

    def close(self) -> None:
        """Let go of the files; what was not committed is forgotten."""
        for file in self._files.values():
            file.close()


def overlaid(documents: dict[str, Any], change: Change) -> dict[str, Any]:
    """The documents after a change."""
    for uid, document in change.items():
        if document is None:
            documents.pop(uid, None)
        else:
            documents[uid] = document
    return documents
