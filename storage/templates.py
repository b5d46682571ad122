"""Beginnings of notes that a person keeps under a name, to begin others from."""

from __future__ import annotations

from storage.files import RecordFiles

FILE = "templates"


class Templates:
    """What stands in the fields of a note, by the template's name."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files

    def all(self) -> dict[str, dict[str, str]]:
        """The templates by name, in the order of their names; what cannot be read is left out."""
        found = {}
        for name, document in sorted(self._files.documents(FILE).items()):
            fields = document.get("fields") if isinstance(document, dict) else None
            if isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values()):
                found[name] = dict(fields)
        return found

    def keep(self, name: str, fields: dict[str, str]) -> None:
        """Keep a template; one of the same name is replaced."""
        with self._files.transaction() as transaction:
            transaction.put(FILE, name, {"fields": fields})

    def drop(self, name: str) -> None:
        """Take a template away."""
        with self._files.transaction() as transaction:
            transaction.drop(FILE, name)
