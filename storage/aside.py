"""Where a repair puts what it takes out of use: `aside/<moment>/…` in the data folder, under the paths it had.

Nothing there is read as a record, and nothing there is ever removed by the program.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path, PurePosixPath

from storage import disk

ASIDE = "aside"
REPORT = "report.txt"


class Aside:
    """The folder of one repair; made when something is put there first."""

    def __init__(self, root: Path, at: datetime) -> None:
        self._root = root
        base = root / ASIDE / f"{at:%Y%m%dT%H%M%SZ}"
        names = [base, *(base.with_name(f"{base.name}-{number}") for number in range(2, 1000))]
        self.folder = next(one for one in names if not one.exists())
        self.paths: list[str] = []

    def keep(self, path: Path) -> Path:
        """Give a file a second name there, under which it stays what it is now; which one.

        Raises:
            OSError: the system refused.
        """
        disk.link_or_copy(path, place := self._place(path))
        _close(place)
        return place

    def move(self, path: Path) -> Path:
        """Put a file, or whatever else stands there, aside; where it is then.

        Raises:
            OSError: the system refused; it is where it was.
        """
        path.replace(place := self._place(path))
        _close(place)
        disk.sync_folder(path.parent)
        return place

    def _place(self, path: Path) -> Path:
        inside = path.relative_to(self._root).as_posix()
        target = self.folder / inside
        disk.make_folder(target.parent)
        self.paths.append(inside)
        return target


def _close(path: Path) -> None:
    """Let nobody but its owner see a file that somebody else may have made."""
    if path.is_file() and not path.is_symlink():
        with contextlib.suppress(OSError):
            path.chmod(0o600)


def path_before(path: str) -> str:
    """Where something that was put aside lay, by its path in the data folder; empty for what is not there."""
    parts = PurePosixPath(path).parts
    return "/".join(parts[2:]) if parts[:1] == (ASIDE,) and len(parts) > 2 else ""


def put_aside(root: Path) -> list[str]:
    """The folders of repairs, the oldest first."""
    try:
        return sorted(f"{ASIDE}/{one.name}" for one in (root / ASIDE).iterdir())
    except OSError:
        return []
