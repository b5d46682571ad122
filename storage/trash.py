"""What was deleted, for 30 days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import StringConstraints, ValidationError

from storage.clock import local_day
from storage.errors import Gone
from storage.records import Name, Record
from storage.transaction import NAME_PATTERN, Transaction

if TYPE_CHECKING:
    from storage.shelf import Shelf

DAYS = 30
FILE = "trash"


class Trashed(Record):
    """A deleted record: of which shelf, from which file, and all it said. `day` is the day it was deleted."""

    kind: Name
    file: Annotated[str, StringConstraints(pattern=NAME_PATTERN)]
    record_uid: Name
    document: dict[str, Any]


def discard(transaction: Transaction, kind: str, file: str, uid: str) -> None:
    """Move a record from its file to the trash."""
    at, document = transaction.at, transaction.documents(file)[uid]
    trashed = Trashed.new(at, local_day(at), kind=kind, file=file, record_uid=uid, document=document)
    transaction.put(FILE, trashed.uid, trashed.model_dump(mode="json"))
    transaction.drop(file, uid)


class Trash:
    """Deleted records, which can be put back for 30 days; swept at the first write of a day."""

    def __init__(self, shelf: Shelf[Trashed]) -> None:
        self._shelf = shelf
        shelf.files.chores.append(self._sweep)

    def items(self) -> list[Trashed]:
        """What was deleted, the latest first."""
        return self._shelf.all()[::-1]

    def restore(self, uid: str) -> None:
        """Put a record back where it was; what has taken its place since goes to the trash instead.

        Raises:
            Gone: nothing of that uid is in the trash.
        """
        with self._shelf.files.transaction() as transaction:
            try:
                item = Trashed.model_validate(transaction.documents(FILE).get(uid))
            except ValidationError as error:
                raise Gone(self._shelf.files.root, uid) from error
            there = transaction.documents(item.file).get(item.record_uid)
            if isinstance(there, dict):
                discard(transaction, item.kind, item.file, item.record_uid)
            elif there is not None:
                transaction.set_aside(item.file, item.record_uid)
            transaction.put(item.file, item.record_uid, item.document)
            transaction.drop(FILE, uid)

    def _sweep(self, transaction: Transaction) -> None:
        keep_from = local_day(transaction.at) - timedelta(days=DAYS)
        for uid, document in list(transaction.documents(FILE).items()):
            if isinstance(document, dict) and str(document.get("day", "9999")) < keep_from.isoformat():
                transaction.drop(FILE, uid)
