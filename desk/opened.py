"""A late write never silently wins: what is replaced is what the person saw, or they are shown what stands there now.

Every job that changes a record takes it as it was opened, and raises ChangedElsewhere when it is another by now; the
front shows both and asks, and calls the job again with what was shown. In the desk's thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from storage.errors import ChangedElsewhere

if TYPE_CHECKING:
    from desk.desk import Desk
    from storage.records import Record
    from storage.shelf import Shelf

R = TypeVar("R", bound="Record")


def as_opened(there: R, opened: R) -> R:
    """The record on the disk, when it says what the one that was opened says.

    Its number alone proves nothing: a cloud drive may bring another version of the same number from elsewhere.

    Raises:
        ChangedElsewhere: somebody changed it since.
    """
    if there != opened:
        raise ChangedElsewhere(there)
    return there


def fields_as_seen(there: Any, seen: Mapping[str, object], new: Mapping[str, object]) -> None:
    """Let the `new` fields be written over what was `seen` there; a field that says so already may be.

    Raises:
        ChangedElsewhere: a field to be replaced says something else than was seen.
    """
    for name, value in new.items():
        if name in seen and getattr(there, name) not in (seen[name], value):
            raise ChangedElsewhere(there)


def remove(desk: Desk, shelf: Shelf[R], opened: R) -> R:
    """Move a record to the trash as it was seen, and give it back.

    Raises:
        ChangedElsewhere: somebody changed it since; it stays.
        StorageError: it could not be removed, or is gone.
    """
    with desk.journal.files.transaction():
        shelf.change(opened, lambda there: as_opened(there, opened))
        shelf.remove(opened)
    return opened
