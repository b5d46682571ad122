"""Taking away the template of a note, and bringing it back. In the desk's thread."""

from __future__ import annotations

from desk.desk import Desk
from storage.errors import ChangedElsewhere
from storage.records import Template


def remove_template(desk: Desk, name: str, seen: Template) -> Template:
    """Take a template away as it was seen, and give it back.

    Raises:
        ChangedElsewhere: another one is kept under its name by now; it stays.
        StorageError: it could not be written.
    """
    with desk.journal.files.transaction():
        there = desk.journal.templates.get(name)
        if there is not None and there != seen:
            raise ChangedElsewhere(there)
        desk.journal.templates.drop(name)
    return seen


def bring_template_back(desk: Desk, name: str, template: Template) -> bool:
    """Keep a template again that was taken away, unless another was kept under its name since."""
    with desk.journal.files.transaction():
        if desk.journal.templates.get(name) is not None:
            return False
        desk.journal.templates.keep(name, template.fields)
    return True
