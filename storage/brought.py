"""What a bringing back was about to change, kept beside the copy from before it: the way back goes by it."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    records: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    """By kind and uid of each record what tells how it was left (`exchanging.mark_of`); None where nobody noted it."""
    files: Mapping[str, str | None] = field(default_factory=dict)
    """By the paths of files beside the records what tells how each was left; empty where it went."""
    is_noted: bool = True
    """Whether there is such a note: without it nobody knows what came."""

    def encoded(self) -> bytes:
        """As it lies on the disk."""
        said = {"name": self.name, "is_undoing": self.is_undoing, "records": sorted(self.records)}
        marks = [[kind, uid, mark] for (kind, uid), mark in sorted(self.records.items())]
        return disk.encode({**said, "files": sorted(self.files), "marks": marks, "file_marks": dict(self.files)})


def brought_in(before: Path, cipher: Cipher = PLAIN) -> Brought:
    """What the note in a copy says; nothing where there is none that can be read, as older programs left it."""
    try:
        said = json.loads(cipher.read(before / FILE, FILE, is_old=True))
        marks = {(str(kind), str(uid)): str(mark) for kind, uid, mark in said.get("marks", ())}
        records = {(str(kind), str(uid)): marks.get((kind, uid)) for kind, uid in said["records"]}
        file_marks = dict(said.get("file_marks", {}))
        files = {str(path): file_marks.get(path) for path in said["files"]}
        return Brought(str(said["name"]), said["is_undoing"] is True, records, files)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return Brought(is_noted=False)
