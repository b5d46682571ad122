"""What a bringing back was about to change, kept beside the copy from before it: the way back goes by it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from storage import disk
from storage.cipher import PLAIN, Cipher

FILE = "brought.json"


@dataclass(frozen=True)
class Brought:
    """What came, as far as that is known."""

    name: str = ""
    """The backup or folder it came from; empty where it was the undoing of one, or is not known."""
    is_undoing: bool = False
    """Whether it was the undoing of a bringing back."""
    records: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """The kind and the uid of each record."""
    files: frozenset[str] = field(default_factory=frozenset)
    """The paths of files beside the records."""

    def encoded(self) -> bytes:
        """As it lies on the disk."""
        said = {"name": self.name, "is_undoing": self.is_undoing, "records": sorted(self.records)}
        return disk.encode({**said, "files": sorted(self.files)})


def brought_in(before: Path, cipher: Cipher = PLAIN) -> Brought:
    """What the note in a copy says; nothing where there is none that can be read, as older programs left it."""
    try:
        said = json.loads(cipher.read(before / FILE, FILE, is_old=True))
        records = frozenset((str(kind), str(uid)) for kind, uid in said["records"])
        return Brought(str(said["name"]), said["is_undoing"] is True, records, frozenset(map(str, said["files"])))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Brought()
