"""Small values by a key, all in one file: a profile, a schedule, what was chosen last."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from storage.exchange_notes import note_begun
from storage.record_files import RecordFiles, Stamp
from storage.records.kit import Part
from storage.transaction import Transaction

V = TypeVar("V", bound=Part)
DRAFTS = "drafts"  # where some of these lay before they had a file of their own


class Keyed(Generic[V]):
    """Values of one model by key. Reading never raises: what cannot be read is left out and named in a notice.

    A value that lay among the drafts is found there until its key is first written here, which takes it away there.
    """

    def __init__(self, files: RecordFiles, kind: str, model: type[V]) -> None:
        self.files = files
        self.kind = kind
        self.model = model
        self._seen: tuple[Stamp | None, dict[str, V], bool] = (None, {}, True)

    def all(self) -> dict[str, V]:
        """The values by key, in the order of their keys."""
        return dict(self._read()[0])

    def whole(self) -> dict[str, V] | None:
        """The values by key; None when any of them cannot be read."""
        values, is_whole = self._read()
        return dict(values) if is_whole else None

    def get(self, key: str) -> V | None:
        """The value of a key, if there is one."""
        if (value := self._read()[0].get(key)) is not None or not (place := self.old_place(key)):
            return value
        document = self.files.documents(DRAFTS).get(place)
        text = document.get("text") if isinstance(document, dict) else None
        return self.of_old(text) if isinstance(text, str) else None

    def put(self, key: str, value: V) -> None:
        """Write a value; one that cannot be read is kept beside it.

        Raises:
            StorageError: it could not be written.
        """
        with self.files.transaction() as transaction:
            there = transaction.documents(self.kind).get(key)
            if there is None:
                note_begun(transaction, self.kind, key)
            elif self._checked(there) is None:
                transaction.set_aside(self.kind, key)
            transaction.put(self.kind, key, value.model_dump(mode="json"))
            self._leave_old_place(transaction, key)

    def put_all(self, values: dict[str, V]) -> None:
        """Write all values there are to be, in one step."""
        with self.files.transaction() as transaction:
            for key in set(transaction.documents(self.kind)) - set(values):
                transaction.drop(self.kind, key)
            for key, value in values.items():
                transaction.put(self.kind, key, value.model_dump(mode="json"))

    def drop(self, key: str) -> None:
        """Take a value away; nothing when it is not there."""
        if self.get(key) is None and key not in self.files.documents(self.kind) and self.files.is_read(self.kind):
            return
        with self.files.transaction() as transaction:
            transaction.drop(self.kind, key)
            self._leave_old_place(transaction, key)

    def old_place(self, key: str) -> str:
        """Where the value of a key lay among the drafts; empty when it never did."""
        return ""

    def of_old(self, text: str) -> V | None:
        """The value that such a draft says."""
        return None

    def _leave_old_place(self, transaction: Transaction, key: str) -> None:
        if place := self.old_place(key):
            transaction.drop(DRAFTS, place)

    def _read(self) -> tuple[dict[str, V], bool]:
        """The values, and whether they are all there is; parsed again only when the file changed."""
        stamp = None if self.files.is_waiting else self.files.stamp(self.kind)
        if stamp is None or self._seen[0] != stamp:
            documents = self.files.documents(self.kind)
            checked = {key: self._checked(document) for key, document in sorted(documents.items())}
            values = {key: value for key, value in checked.items() if value is not None}
            for key in checked.keys() - values.keys():
                self.files.notice("record", f"{self.kind}.json", key)
            if not self.files.is_read(self.kind):
                return {}, False  # not kept: it may be read the next time
            self._seen = stamp, values, len(values) == len(documents)
        self.files.was_read(self.kind)
        return self._seen[1], self._seen[2]

    def _checked(self, document: Any) -> V | None:
        try:
            return self.model.model_validate(document)
        except ValidationError:
            return None
