"""What else a repair puts in order: what lies in the way, texts that cannot be read, and who may look in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from storage import disk
from storage.checking import original_faults
from storage.files import Files, Notice
from storage.folder import Folder
from storage.hurt import bytes_of
from storage.kinds import KINDS, kind_at, text_files
from storage.offers import Backups, belongs_to
from storage.side_checks import damaged_copies, is_readable, must_list, strays
from storage.submission import fingerprint
from storage.text_files import is_text

TEXTS = (".toml", ".md", ".txt")


@dataclass
class Tidied:
    """By their paths in the data folder: what is put aside, texts put in place with where they come from, new modes."""

    moved: list[str] = field(default_factory=list)
    texts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    is_format_bad: bool = False
    modes: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.moved or self.texts or self.is_format_bad or self.modes)


def tidied(folder: Folder, backups: Backups) -> Tidied:
    """What is to be put in order in a data folder; nothing is changed."""
    root = folder.root
    found = Tidied(moved=[*_in_the_way(folder), *damaged_copies(folder)])
    for kind in KINDS:
        if not kind.texts or Path(kind.texts).suffix not in TEXTS:
            continue
        refused: dict[str, OSError] = {}
        paths = text_files(root, kind.name, refused)
        for error in refused.values():
            must_list(error)
        for path in paths:
            inside = path.relative_to(root).as_posix()
            if not is_text(path.suffix, bytes_of(folder, path)) and (better := _better(folder, path, inside, backups)):
                found.texts[inside] = better
    files = Files(root, cipher=folder.cipher)
    found.texts |= dict(_originals(files, backups))
    found.moved = [path for path in found.moved if path not in found.texts]
    files.newer_format()
    found.is_format_bad = any(one.kind == "format" for one in files.notices)
    found.modes = open_modes(root)
    return found


def open_modes(root: Path) -> dict[str, int]:
    """The modes that folders and files should have, where the folder lets others on this computer in."""
    if os.name != "posix" or not root.stat().st_mode & 0o077:
        return {}
    wanted = {"": 0o700}
    for folder, folders, names in os.walk(root):
        for name, mode in [*((one, 0o700) for one in folders), *((one, 0o600) for one in names)]:
            path = Path(folder) / name
            look = path.lstat()
            if (stat.S_ISREG(look.st_mode) or stat.S_ISDIR(look.st_mode)) and look.st_mode & 0o077:
                wanted[path.relative_to(root).as_posix()] = mode
    return wanted


def _in_the_way(folder: Folder) -> Iterator[str]:
    """Copies of cloud drives, what was set aside as damaged, halves of writes, and what stands where a file should."""
    root = folder.root
    for path, inside in strays(root, must_list):
        is_half = path.name.endswith(".tmp") and not inside.startswith("sessions/")  # a hall may be on the wall
        is_bad = kind_at(inside) is not None and (
            not is_readable(folder, path)
            if inside.endswith(".json.bak")
            else not path.is_file() and path.suffix != ".json"
        )
        if is_half or is_bad or belongs_to(inside) or ".damaged-" in path.name:
            yield inside
    for below in ("branch/originals", "branch/before"):
        yield from (path.relative_to(root).as_posix() for path in sorted((root / below).glob("*.tmp")))


def _originals(files: Files, backups: Backups) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The files taken in that are missing or were changed since, where a backup has them as they came."""
    for fault in original_faults(files):
        if isinstance(fault, Notice):
            path, sha256 = f"branch/originals/{fault.file}", fault.file.removesuffix(".txt")
            if came := next((one for one in backups.each(path) if fingerprint(one[1]) == sha256), None):
                yield path, came


def _better(folder: Folder, path: Path, inside: str, backups: Backups) -> tuple[str, bytes] | None:
    """What a text said before, with where that stands; None where nothing can be read."""
    if (content := bytes_of(folder, disk.backup_of(path))) is not None and is_text(path.suffix, content):
        return ".bak", content
    return next((one for one in backups.each(inside) if is_text(path.suffix, one[1])), None)
