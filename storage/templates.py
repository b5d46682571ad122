"""Beginnings of notes that a person keeps under a name, to begin others from."""

from __future__ import annotations

from storage.discard import discard
from storage.keyed import Keyed
from storage.records.notes import Template


class Templates(Keyed[Template]):
    """What stands in the fields of a note, by the template's name."""

    def keep(self, name: str, fields: dict[str, str]) -> None:
        """Keep a template; one of the same name is replaced."""
        self.put(name, Template(fields=fields))

    def remove(self, name: str) -> None:
        """Move a template to the trash; nothing when it is not there."""
        with self.files.transaction() as transaction:
            if name in transaction.documents(self.kind):
                discard(transaction, self.kind, self.kind, name)
