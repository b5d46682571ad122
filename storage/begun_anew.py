"""The note of record files that a save began anew though a copy has one of that name (`copies/begun_anew.txt`).

A name a line. Whether such a file was gone, and what of it is missed, is found out by whoever looks (storage.gone).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from storage import disk
from storage.backup import copies
from storage.kinds import kind_at

_FILE = "copies/begun_anew.txt"


def note_begun_anew(home: Path, name: str) -> None:
    """Take note of a file that is not there, before a save begins it anew; in the lock. None of the branch's ledger is
    noted: while one of its is gone, nothing is written there (storage.seen_whole).

    Raises:
        OSError: the system refused.
    """
    if name.startswith("branch/") or name in (noted := begun_anew(home)):
        return
    if any(os.path.lexists(f"{copy}/{name}.json") for copy in copies(home)):
        note_names(home, {*noted, name})


def begun_anew(home: Path) -> set[str]:
    """The names noted."""
    with contextlib.suppress(OSError, ValueError):
        lines = disk.read_plain(home / _FILE).decode("ascii").splitlines()
        return {name for name in lines if (kind := kind_at(f"{name}.json")) is not None and kind.record}
    return set()


def note_names(home: Path, names: Iterable[str]) -> None:
    """Note these names and no others; in the lock.

    Raises:
        OSError: the system refused.
    """
    disk.replace_file(home / _FILE, "".join(f"{name}\n" for name in sorted(names)).encode("ascii"), keep=False)
