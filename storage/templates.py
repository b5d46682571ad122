"""Beginnings that a person keeps under a name: of notes, and of the agendas of sessions."""

from __future__ import annotations

from collections.abc import Iterable

from content.session_events import AgendaStep
from storage.discard import discard
from storage.errors import ChangedElsewhere
from storage.keyed import Keyed, V
from storage.records.meetings import Agenda
from storage.records.notes import Template


class _Named(Keyed[V]):
    def remove(self, name: str, seen: V) -> V:
        """Move one to the trash as it was seen, and give it back; nothing when it is not there.

        Raises:
            ChangedElsewhere: another one is kept under its name by now; it stays.
            StorageError: it could not be written.
        """
        with self.files.transaction() as transaction:
            there = self.get(name)
            if there is not None and there != seen:
                raise ChangedElsewhere(there)
            if name in transaction.documents(self.kind):
                discard(transaction, self.kind, self.kind, name)
        return seen


class Templates(_Named[Template]):
    """What stands in the fields of a note, by the template's name."""

    def keep(self, name: str, fields: dict[str, str]) -> None:
        """Keep a template; one of the same name is replaced."""
        self.put(name, Template(fields=fields))


class Agendas(_Named[Agenda]):
    """The steps of a session, by the agenda's name."""

    def keep(self, name: str, steps: Iterable[AgendaStep]) -> None:
        """Keep an agenda; one of the same name is replaced."""
        self.put(name, Agenda(steps=tuple(steps)))
