"""A record file that cannot be read is set aside under another name, never overwritten."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from storage import disk
from storage.durable import DurableStorage
from storage.transaction import Tables


def load(path: Path, at: datetime) -> tuple[Tables, str]:
    """What a file holds, and what was wrong with it; to be called inside the lock.

    A damaged or missing file is begun again from its `.bak`, or as an empty one when that cannot be read either.

    Raises:
        OSError: the system refused; nothing is lost.
    """
    backup = disk.backup_of(path)
    try:
        tables = DurableStorage(path).read()
        if tables is not None or not backup.exists():
            return tables or {}, ""
        fault = "missing"
    except disk.Damaged as error:
        fault = str(error)
    try:
        tables = DurableStorage(backup).read()
    except disk.Damaged:
        tables = None
        set_aside(backup, at)
    if tables is None:
        set_aside(path, at)
        return {}, fault
    if path.exists():
        disk.link_or_copy(path, _free_name(path, at))
    disk.replace_file(path, backup.read_bytes(), keep=False)
    return tables, fault


def set_aside(path: Path, at: datetime) -> None:
    """Give a file, if it is there, a name that says what it is and when it was found."""
    if path.exists():
        path.replace(_free_name(path, at))


def _free_name(path: Path, at: datetime) -> Path:
    base = f"{path.name}.damaged-{at:%Y%m%dT%H%M%SZ}"
    names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
    return next(place for name in names if not (place := path.with_name(name)).exists())
