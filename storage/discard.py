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
    """A deleted record: of which shelf, from which file, and all it said. `day` is the day it was deleted.

    is_replaced: it was not deleted; another version that was brought back took its place.
    """

    kind: Name
    file: Annotated[str, StringConstraints(pattern=NAME_PATTERN)]
    record_uid: Name
    document: dict[str, Any]
    is_replaced: bool = False


def discard(transaction: Transaction, kind: str, file: str, uid: str) -> None:
    """Move a record from its file to the trash."""
    at, document = transaction.at, transaction.documents(file)[uid]
    trashed = Trashed.new(at, local_day(at), kind=kind, file=file, record_uid=uid, document=document)
    transaction.put(FILE, trashed.uid, trashed.model_dump(mode="json"))
    transaction.drop(file, uid)
    note_deleted(transaction, kind, uid, document)


def keep_replaced(transaction: Transaction, kind: str, file: str, uid: str, document: Any) -> None:
    """Keep in the trash what another version takes the place of; nothing where it lies there, or is no record."""
    lying = (one.get("document") for one in transaction.documents(FILE).values() if one.get("record_uid") == uid)
    if not isinstance(document, dict) or document in lying:
        return
    at = transaction.at
    trashed = Trashed.new(
        at, local_day(at), kind=kind, file=file, record_uid=uid, document=document, is_replaced=True
    )  # fmt: skip
    transaction.put(FILE, trashed.uid, trashed.model_dump(mode="json"))
