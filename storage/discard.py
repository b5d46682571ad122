"""Moving a record to the trash."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import StringConstraints

from storage.clock import local_day
from storage.exchange_notes import note_deleted
from storage.records import Name, Record
from storage.transaction import NAME_PATTERN, Transaction

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
    note_deleted(transaction, kind, uid, document)
