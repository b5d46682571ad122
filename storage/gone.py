"""Record files that are not here any more, though a copy kept here has them.

Looking is quick, for the first frame's sake, and only where a name is missing is it found out for certain whether that
file is missed: the program never takes one away, but what was in it may lie in another, or in the trash.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from content.errors import SixdontsError
from storage.backup import copies, kept_before
from storage.cipher import PLAIN, Cipher
from storage.kinds import KINDS, kind_at

_FOLDERS = sorted(
    {f"{kind.name}/" for kind in KINDS if kind.record and kind.lies_in_folder and not kind.name.startswith("branch/")}
)


def gone_here(home: Path, cipher: Cipher = PLAIN) -> dict[str, str]:
    """The names of such files, each with the newest copy that has it; never raising."""
    if not _perhaps_gone(home):
        return {}
    from storage.folder import Folder
    from storage.side_checks import gone_now

    with contextlib.suppress(SixdontsError, OSError):  # what cannot be looked at is named where it is read
        return {name: one.copy for name, one in gone_now(Folder(home, cipher)).items()}
    return {}


def _perhaps_gone(home: Path) -> bool:
    """Whether a copy has the name of a record file that is not here."""
    there = _names(home)
    missing = {name for copy in (*copies(home), *kept_before(home)) for name in _names(copy) - there}
    return any((kind := kind_at(f"{name}.json")) is not None and kind.record for name in missing)


def _names(folder: Path) -> set[str]:
    """The files of records, also one that is only a `.bak`, and others called so; the branch's ledger has own ways."""
    found = set()
    for inside in ("", *_FOLDERS):
        with contextlib.suppress(OSError):  # it is not there, or told where it is read
            files = os.listdir(f"{folder}/{inside}")  # noqa: PTH208 # names, no paths
            found |= {inside + file.removesuffix(".bak").removesuffix(".json") for file in files if ".json" in file}
    return found
