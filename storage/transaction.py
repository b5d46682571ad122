"""What one change does to the records: gathered first, then written file by file by TinyDB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

TABLE = "records"
NAME_PATTERN = r"^[a-z]+(/[0-9A-Za-z_-]+)*$"  # of a record file, so that none lies outside the folder

Tables = dict[str, dict[str, Any]]
Change = dict[str, dict[str, Any] | None]


class Records(Table):
    """A TinyDB table whose ids are the uids this program makes."""

    document_id_class = str  # type: ignore[assignment] # TinyDB's annotations know only numbers


class Transaction:
    """What one change reads and writes, by file name and uid."""

    def __init__(self, load: Callable[[str], Tables], at: datetime) -> None:
        self._load = load
        self.at = at
        self.tables: dict[str, Tables] = {}
        self.changes: dict[str, Change] = {}
        self._documents: dict[str, dict[str, Any]] = {}

    def documents(self, name: str) -> dict[str, Any]:
        """The documents in a file, read inside the lock, with what this transaction changed; not to be altered."""
        if name not in self.tables:
            self.tables[name] = self._load(name)
            self._documents[name] = dict(self.tables[name].get(TABLE, {}))
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
        if self.documents(name).pop(uid, None) is not None:
            self.changes.setdefault(name, {})[uid] = None


def applied(tables: Tables, change: Change) -> Tables:
    """The tables after a change. Whole documents are put: TinyDB's `upsert` would keep fields that are gone."""
    memory = MemoryStorage()  # type: ignore[no-untyped-call]
    memory.write(dict(tables))
    records = Records(memory, TABLE, cache_size=0)
    uids: list[Any] = list(change)
    records.remove(doc_ids=uids)
    put: list[tuple[Any, Any]] = [(uid, document) for uid, document in change.items() if document is not None]
    records.insert_multiple(Document(document, uid) for uid, document in put)
    return memory.read() or {}


def overlaid(documents: dict[str, Any], change: Change) -> dict[str, Any]:
    """The documents after a change."""
    for uid, document in change.items():
        if document is None:
            documents.pop(uid, None)
        else:
            documents[uid] = document
    return documents
