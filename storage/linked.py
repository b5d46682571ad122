"""Links that stand in a data folder where files of the program belong: what they lead to would be in no copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LinkInside
from storage.kinds import KINDS, kind_at
from storage.vault_names import COPIES, bound_name

_FOLDERS = {(kind.texts or kind.name).partition("/")[0] for kind in KINDS} | set(COPIES)


def links_inside(home: Path) -> Iterator[Path]:
    """Every link to a folder or a file where one of the program's own belongs; the data folder may itself be one.

    Raises:
        OSError: a folder cannot be listed; what is in it is not taken for nothing.
    """
    for folder, folders, names in os.walk(home, onerror=_refused):
        for name in sorted([*folders, *names]):
            path = Path(folder) / name
            if path.is_symlink() and is_for_program(path.relative_to(home).as_posix()):
                yield path
        if Path(folder) == home:  # a copy of a link is told where the link itself stands
            folders[:] = [name for name in folders if name not in COPIES]


def is_for_program(inside: str) -> bool:
    """Whether a path in a data folder is one that the program itself keeps something at."""
    return inside.partition("/")[0] in _FOLDERS or kind_at(inside) is not None or bool(bound_name(inside))


def must_hold_all(home: Path) -> None:
    """What is to be copied or sealed whole lies in the folder itself.

    Raises:
        LinkInside: a part of it lies elsewhere, behind a link.
        OSError: as of `links_inside`.
    """
    if link := next(links_inside(home), None):
        raise LinkInside(link)


def _refused(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error
