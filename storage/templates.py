"""Beginnings of notes that a person keeps under a name, to begin others from."""

from __future__ import annotations

from storage.keyed import Keyed
from storage.records.notes import Template


class Templates(Keyed[Template]):
    """What stands in the fields of a note, by the template's name."""

    def keep(self, name: str, fields: dict[str, str]) -> None:
        """Keep a template; one of the same name is replaced."""
        self.put(name, Template(fields=fields))
