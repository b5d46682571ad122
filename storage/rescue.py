"""A record file that cannot be read is set aside under another name, never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from storage import disk
from storage.damaged import free_name
from storage.durable import DurableStorage
from storage.gathered import Tables


def mend(storage: DurableStorage, at: datetime, standing_in: Callable[[Tables], Tables | None]) -> None:
    """Begin a damaged or missing file again from its `.bak`, or without anything; to be called inside the lock.

    What cannot be read is set aside: the file, and the `.bak` too where that is damaged as well. Of a `.bak` only what
    may be `standing_in` for the file is taken.

    Raises:
        OSError: the system refused; nothing is lost.
    """
    path = storage.path
    try:
        tables = storage.before.read()
    except (disk.Damaged, disk.NotPlain):
        tables = None
        set_aside(storage.before.path, at)
    if tables is None:
        set_aside(path, at)
        return
    if path.exists() and not path.is_file():  # a folder or a pipe has no second name
        set_aside(path, at)
    elif path.exists():
        keep_as_it_is(path, at)
    standing = standing_in(tables)
    storage.begin_from_before(None if standing == tables else standing)


def keep_as_it_is(path: Path, at: datetime) -> None:
    """Give a file a second name under which it stays what it is now."""
    disk.link_or_copy(path, free_name(path, at))


def set_aside(path: Path, at: datetime) -> None:
    """Give a file, if it is there, a name that says what it is and when it was found."""
    if path.exists() or path.is_symlink():
        path.replace(free_name(path, at))
