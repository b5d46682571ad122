"""Record files that are not here any more, though a copy kept here has them.

Looking is quick, for the first frame's sake, and only where a name is missing is it found out for certain whether that
file is missed: the program never takes one away, but what was in it may lie in another, or in the trash. The next save
of its month begins such a file anew, and then no name is missing: so that is noted (storage.begun_anew), and the file
is named until nothing of it is missed.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from content.errors import SixdontsError
from storage.backup import copies, kept_before
from storage.begun_anew import begun_anew, note_names
from storage.cipher import PLAIN, Cipher
from storage.kinds import KINDS, kind_at

_FOLDERS = sorted({"branch/", *(f"{kind.name}/" for kind in KINDS if kind.record and kind.lies_in_folder)})


def gone_here(home: Path, cipher: Cipher = PLAIN) -> dict[str, str]:
    """The names of such files, each with the newest copy that has what is missed; never raising."""
    with contextlib.suppress(SixdontsError, OSError):  # what cannot be looked at is named where it is read
        return _gone(home, cipher, begun_anew(home))
    return {}


def _gone(home: Path, cipher: Cipher, begun: set[str]) -> dict[str, str]:
    if not (begun or _perhaps_gone(home)):
        return {}
    from storage.folder import Folder
    from storage.lost import lost_records
    from storage.side_checks import gone_now

    folder = Folder(home, cipher)
    found = {name: one.copy for name, one in gone_now(folder).items()}
    for one in (
        lost_records(folder, {kind.name for name in begun if (kind := kind_at(f"{name}.json"))}) if begun else ()
    ):
        if one.file in begun:
            found.setdefault(one.file, one.copy)
    return found


def forget_begun_anew(home: Path, cipher: Cipher) -> None:
    """Take out of the notes the files of which nothing is missed any more; in the lock, never raising."""
    if not (begun := begun_anew(home)):
        return
    from storage.files import Files

    with contextlib.suppress(SixdontsError, OSError):
        files = Files(home, cipher=cipher)
        for name in begun:
            files.documents(name)
        missed = begun & _gone(home, cipher, begun).keys()
        if missed != begun and not files.notices:  # else nobody knows what stands in it
            note_names(home, missed)


def _perhaps_gone(home: Path) -> bool:
    """Whether a copy has the name of a record file that is not here."""
    there = _names(home)
    missing = {name for copy in (*copies(home), *kept_before(home)) for name in _names(copy) - there}
    return any((kind := kind_at(f"{name}.json")) is not None and kind.record for name in missing)


def _names(folder: Path) -> set[str]:
    """The files of records, also one that is only a `.bak`, and others called so."""
    found = set()
    for inside in ("", *_FOLDERS):
        with contextlib.suppress(OSError):  # it is not there, or told where it is read
            files = os.listdir(f"{folder}/{inside}")  # noqa: PTH208 # names, no paths
            found |= {inside + file.removesuffix(".bak").removesuffix(".json") for file in files if ".json" in file}
    return found
