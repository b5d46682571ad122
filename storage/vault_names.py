"""Which files of a data folder are in its vault, and the name to which each is bound."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from storage.beside import copied_file
from storage.brought import FILE as BROUGHT
from storage.kinds import kind_at

COPIES = ("copies", "aside")
_FOLDERS = ("branch/originals/", "branch/before/")


def bound_name(path: str) -> str:
    """The name to which a file of the vault is bound, by its path in the data folder; empty for what is not in it.

    Copies of a file, and its state of before, have the name of the file. What a person may also edit with another
    program (settings, lists, holidays, reading, banks) is not in the vault.
    """
    while path.partition("/")[0] in COPIES:  # a damaged copy that was set aside is a copy of a copy
        path = "/".join(path.split("/")[2:])
        if path.removesuffix(".tmp") == BROUGHT:  # it names records
            return BROUGHT
    path = path.partition(".damaged-")[0].removesuffix(".tmp").removesuffix(".bak")
    if path.startswith(_FOLDERS) or path == "intent.json":
        return path
    if (kind := kind_at(path)) is None and (of := copied_file(path)):
        path, kind = of, kind_at(of)
    return path if kind is not None and kind.record else ""


def vault_files(home: Path, *, with_copies: bool = True) -> Iterator[tuple[Path, str]]:
    """Every file that is in the vault, or ought to be, with the name it is bound to; copies of earlier days too.

    Raises:
        OSError: a folder cannot be listed; what is in it is not taken for nothing.
    """
    for folder, folders, names in os.walk(home, onerror=_refused):
        folders.sort()
        if not with_copies and folder == str(home):
            folders[:] = [one for one in folders if one not in COPIES]
        for file in sorted(names):
            path = Path(folder) / file
            if (name := bound_name(path.relative_to(home).as_posix())) and path.is_file() and not path.is_symlink():
                yield path, name


def _refused(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error
