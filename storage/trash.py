"""What was deleted, for 30 days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from storage.anew import written_anew
from storage.clock import local_day, read_day
from storage.discard import FILE, Trashed, discard
from storage.errors import Gone
from storage.exchange_notes import UNSETTLED, note_wanted
from storage.kinds import KINDS
from storage.shelf import Shelf
from storage.transaction import Transaction

DAYS = 30


class Trash:
    """Deleted records, which can be put back for 30 days at least; swept at the first write of a day."""

    def __init__(self, shelf: Shelf[Trashed]) -> None:
        self._shelf = shelf
        shelf.files.chores.append(self._sweep)

    def items(self) -> list[Trashed]:
        """What was deleted, the latest first."""
        return self._shelf.all()[::-1]

    def restore(self, uid: str) -> None:
        """Put a record back where it was; what has taken its place since, in any file, goes to the trash instead.

        Where it waits for a decision what another computer says of it, this is one version more.

        Raises:
            Gone: nothing of that uid is in the trash.
        """
        with self._shelf.files.transaction() as transaction:
            try:
                item = Trashed.model_validate(transaction.documents(FILE).get(uid))
            except ValidationError as error:
                raise Gone(self._shelf.files.root, uid) from error
            place, there = self._standing(transaction, item)
            is_asked = any(
                (one.get("kind"), one.get("uid")) == (item.kind, item.record_uid)
                for one in transaction.documents(UNSETTLED).values()
            )
            transaction.drop(FILE, uid)
            document = written_anew(transaction, item.kind, item.record_uid, item.document, there)
            if isinstance(there, dict):
                discard(transaction, item.kind, place, item.record_uid)
            elif there is not None:
                transaction.set_aside(place, item.record_uid)
                transaction.drop(place, item.record_uid)
            transaction.put(item.file, item.record_uid, document)
            note_wanted(transaction, item.kind, item.record_uid, there, document, is_asked=is_asked)

    def bring_back(self, kind: str, uid: str) -> bool:
        """Put back what was deleted last of a record; nothing, and False, when another stands there or none lies here.

        What was replaced last comes back in place of what replaced it, which goes to the trash.

        Raises:
            StorageError: it could not be written.
        """
        with self._shelf.files.transaction() as transaction:
            lying = next((item for item in self.items() if (item.kind, item.record_uid) == (kind, uid)), None)
            if lying is None or (self._standing(transaction, lying)[1] is not None and not lying.is_replaced):
                return False
            self.restore(lying.uid)
        return True

    def _standing(self, transaction: Transaction, item: Trashed) -> tuple[str, Any]:
        """The file in which a record of that name stands now, and what it says: it may have gone to another since."""
        others = self._shelf.files.names(item.kind) if item.kind in {kind.name for kind in KINDS} else []
        for name in dict.fromkeys([item.file, *others]):
            if (there := transaction.documents(name).get(item.record_uid)) is not None:
                return name, there
        return item.file, None

    def _sweep(self, transaction: Transaction) -> None:
        """Let go of what is old on each of the last ten days of use: the clock may be set years ahead for a while."""
        files = self._shelf.files
        before, believed = files.last_use_before(local_day(transaction.at)), files.believed_day()
        then = None if before is None else files.documents_on(before, FILE)
        for uid, document in list(transaction.documents(FILE).items()):
            day = read_day(document.get("day")) if isinstance(document, dict) else None
            if day is None:
                continue
            is_new = then is not None and uid not in then
            if before is not None and is_new and day < before:  # deleted since, by a clock set back
                transaction.put(FILE, uid, {**document, "day": before.isoformat()})
            elif believed is not None and day < believed - timedelta(days=DAYS):
                transaction.drop(FILE, uid)
