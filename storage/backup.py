"""The dated copies of all records: one before the first save of each day, seven kept."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from storage import disk
from storage.kinds import kind_at

KEPT = 7
NEAR_DAYS = 366
_FOLDER = "copies"


def copy_of_the_day(root: Path, day: date) -> None:
    """Link all records into `copies/<day>`, unless there is such a copy or nothing to copy; keep seven.

    Record files are replaced and never edited in place, so that a link is as good as a copy.

    Raises:
        OSError: the system refused; there is no copy of this day, and the others are as they were.
    """
    folder = root / _FOLDER
    target = folder / day.isoformat()
    if target.exists():
        return
    sources = list(_records(root))
    if not sources:
        return
    unfinished = folder / ".unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    disk.make_folder(unfinished)
    try:
        for source in sources:
            copy = unfinished / source.relative_to(root)
            disk.make_folder(copy.parent)
            if source.suffix == ".toml":  # a person edits it, perhaps in place
                shutil.copy(source, copy)
            else:
                disk.link_or_copy(source, copy)
        unfinished.replace(target)
        disk.sync_folder(folder)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    _sweep(folder, keep=target)


def copy_folder(root: Path, day: date) -> Path:
    """Where the copy of a day lies, if there is one."""
    return root / _FOLDER / day.isoformat()


def copies(root: Path) -> list[Path]:
    """The dated copies, the oldest first."""
    try:
        return sorted(path for path in (root / _FOLDER).iterdir() if _is_dated(path))
    except OSError:
        return []


def _sweep(folder: Path, keep: Path) -> None:
    """Keep seven of the days near the one just copied; days a year away came by a clock set wrong, then or now."""
    day = date.fromisoformat(keep.name)
    near = [
        path
        for path in copies(folder.parent)
        if path != keep and abs((date.fromisoformat(path.name) - day).days) <= NEAR_DAYS
    ]
    for path in near[: max(0, len(near) - (KEPT - 1))]:
        shutil.rmtree(path, ignore_errors=True)


def _is_dated(path: Path) -> bool:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(path.name).isoformat() == path.name and path.is_dir()
    return False


def _records(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root):
        here = Path(folder)
        if here == root:
            subfolders[:] = [name for name in subfolders if name != _FOLDER]
        for path in (here / name for name in names if name != "intent.json"):
            if path.suffix in (".json", ".toml") or _is_text(path.relative_to(root)):
                yield path


def _is_text(path: Path) -> bool:
    kind = kind_at(path.as_posix())
    return kind is not None and bool(kind.texts) and path.suffix not in kind.beside
