"""Records that stand only in the dated copies, and that nobody deleted.

A file that was lost and made anew by a later save looks sound; only the copies tell what was in it. A record is lost
when a copy has it, nothing newer does, and the trash of nothing newer says that it was deleted. What is deleted lies in
the trash for 30 days and ten days of use at least: where more lies between a copy and the next, nobody knows, and
nothing is said. The last copy is of the last day on which anything was saved. The branch's ledger has ways of its own,
and what the program keeps for itself comes and goes.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from storage import disk
from storage.backup import copies
from storage.exchange_notes import KNOWN, key_of
from storage.exchanging import GONE
from storage.files import Files
from storage.folder import Folder
from storage.gathered import TABLE
from storage.kinds import KINDS, Kind, kind_at, named
from storage.records import Record
from storage.restoring import OF_THE_PROGRAM, DatedCopy
from storage.salvage import Found, found_in

PROFILE = "profile"  # nobody deletes it: it has no revision, and is not there before somebody said who they are
SURE = timedelta(days=38)
Key = tuple[str, str]
Documents = dict[str, Any]


@dataclass(frozen=True)
class Lost:
    """A record that stands only in copies: in which file of the newest that has it, and what it says."""

    kind: str
    uid: str
    copy: str
    file: str
    found: Found


def lost_records(folder: Folder, wanted: Collection[str] = ()) -> list[Lost]:
    """All that are lost, or those of the `wanted` kinds, by the copy that has them, the newest first.

    Files that are hurt or gone are not looked into.

    Raises:
        NotRead: a folder cannot be listed.
    """
    here = Files(folder.root, cipher=folder.cipher)
    kinds = {kind.name for kind in _kinds() if not wanted or kind.name in wanted}
    seen = {(kind, uid) for kind in kinds for name in here.names(kind) for uid in here.documents(name)}
    hurt = {one.file for one in here.notices}
    seen |= _deleted(here.documents("trash")) | _gone(here.documents(KNOWN))
    found: list[Lost] = []
    read = _Reader()
    newer = date.max
    for copy in reversed(copies(folder.root)):
        day, source = date.fromisoformat(copy.name), DatedCopy(copy, folder.cipher)
        is_sure = newer == date.max or newer - day <= SURE
        for path in source.names():
            if (kind := kind_at(path)) is None or kind.name not in kinds:
                continue
            is_looked_into = is_sure and path not in hurt and os.path.lexists(folder.root / path)
            for uid, document in read.documents(source, path).items():
                if (kind.name, uid) in seen:
                    continue
                seen.add((kind.name, uid))
                one = found_in(named(kind.record), uid, document) if is_looked_into else None
                if one is not None:
                    found.append(Lost(kind.name, uid, copy.name, path.removesuffix(".json"), one))
        seen |= _deleted(read.documents(source, "trash.json"))
        newer = day
    return found


def _kinds() -> Iterator[Kind]:
    for kind in KINDS:
        is_kept = kind.record and not kind.name.startswith("branch/") and kind.name not in OF_THE_PROGRAM
        if is_kept and (kind.name == PROFILE or issubclass(named(kind.record), Record)):
            yield kind


def _deleted(trash: Documents) -> set[Key]:
    return {(str(one.get("kind")), str(one.get("record_uid"))) for one in trash.values() if isinstance(one, dict)}


def _gone(known: Documents) -> set[Key]:
    """What another computer was told to be deleted."""
    return {key_of(text) for text, one in known.items() if isinstance(one, dict) and one.get("mark") == GONE}


class _Reader:
    """The record files of copies; one that many copies share is read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int, int, int], Documents] = {}

    def documents(self, source: DatedCopy, path: str) -> Documents:
        """What stands in one; nothing where it cannot be read."""
        try:
            look = (source.folder / Path(path)).stat()
            stamp = look.st_dev, look.st_ino, look.st_mtime_ns, look.st_size
            if stamp not in self._read:
                self._read[stamp] = disk.decode_tables(source.read(path)).get(TABLE, {})
        except (OSError, disk.Damaged):
            return {}
        return self._read[stamp]
