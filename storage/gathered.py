"""A file of records as TinyDB has it: opened for one transaction, read once, written once."""

from __future__ import annotations

from typing import Any, cast

from tinydb import TinyDB
from tinydb.middlewares import Middleware
from tinydb.table import Document, Table

TABLE = "records"

Tables = dict[str, dict[str, Any]]
Change = dict[str, dict[str, Any] | None]


def is_change(found: object) -> bool:
    """Whether what was found in an intent is a change: whole documents by uid, or None for one that goes."""
    return isinstance(found, dict) and all(one is None or isinstance(one, dict) for one in found.values())


class Gathered(Middleware):
    """Reads once and gathers what is written until `commit`; closed without it, nothing was written."""

    storage: Any  # what is below it, which this program made: it prepares, puts in place and discards

    def __init__(self, storage_class: Any) -> None:
        super().__init__(storage_class)
        self._forget()

    def _forget(self) -> None:
        self._held: Tables | None = None
        self._is_held = False
        self._is_changed = False

    def read(self) -> Tables | None:
        """What the storage held at the first look, with what was written since."""
        if not self._is_held:
            tables = self.storage.read()
            self._held, self._is_held = None if tables is None else dict(tables), True  # TinyDB puts its tables in it
        return self._held

    def write(self, data: Tables) -> None:
        """Hold the data."""
        self._held, self._is_held, self._is_changed = data, True, True

    def prepare(self) -> None:
        """Have the storage see on the disk what was gathered, beside what is there."""
        self.storage.prepare(self._held)

    def commit(self) -> None:
        """Have the storage write what was gathered, if anything was."""
        if self._is_changed and self._held is not None:
            self.storage.write(self._held)
            self._is_changed = False

    def close(self) -> None:
        """Forget what was not committed."""
        self._forget()
        self.storage.close()


class Records(Table):
    """A TinyDB table whose ids are the uids this program makes."""

    document_id_class = str  # type: ignore[assignment] # TinyDB's annotations know only numbers


class RecordFile(TinyDB):
    """One file of records: `RecordFile(path, storage=Gathered(DurableStorage))`.

    Written by whole documents: TinyDB's `upsert` and `update` would keep fields that are gone and alter what was read.
    """

    table_class = Records

    @property
    def gathered(self) -> Gathered:
        """What gathers this file's changes."""
        return cast("Gathered", self.storage)

    @property
    def documents(self) -> dict[str, Any]:
        """The documents by uid, as they were read; a dictionary of one's own."""
        return dict((self.storage.read() or {}).get(TABLE, {}))

    def apply(self, change: Change) -> None:
        """Put and take out whole documents; each step of TinyDB goes through all of them, so there are two."""
        records = self.table(TABLE, cache_size=0)
        uids: list[Any] = list(change)
        records.remove(doc_ids=uids)
        put: list[tuple[Any, Any]] = [(uid, document) for uid, document in change.items() if document is not None]
        if put:
            records.insert_multiple(Document(document, uid) for uid, document in put)
