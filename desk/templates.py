"""Taking away the template of a note; desk/undo.py brings it back. In the desk's thread."""

from __future__ import annotations

from desk.desk import Desk
from storage.errors import ChangedElsewhere
from storage.records import Template


def remove_template(desk: Desk, name: str, seen: Template) -> Template:
    """Move a template to the trash as it was seen, and give it back.

    Raises:
        ChangedElsewhere: another one is kept under its name by now; it stays.
        StorageError: it could not be written.
    """
    with desk.journal.files.transaction():
        there = desk.journal.templates.get(name)
        if there is not None and there != seen:
            raise ChangedElsewhere(there)
        desk.journal.templates.remove(name)
    return seen
