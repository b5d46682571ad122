"""Where a person's records are."""

from __future__ import annotations

import os
from pathlib import Path


def check_home(home: Path) -> None:
    """Pass when a data folder is there and can be read, or could be made.

    Raises:
        Unusable: a file stands where the folder, or one above it, should be, or nothing in it can be read.
    """
    for folder in (home, *home.absolute().parents):
        if not os.path.exists(folder):  # noqa: PTH110 - Path.exists raises where a folder above cannot be entered
            continue
        needed = os.R_OK | os.X_OK if folder == home else os.X_OK
        if folder.is_dir() and os.access(folder, needed):
            return
        from storage.errors import Unusable

        raise Unusable(home, "not readable" if folder.is_dir() else "not a folder")


def typed_path(text: str | Path) -> Path:
    """A path as somebody wrote it: `~` is the home, and stays as it stands where there is no such home."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def real_path(path: Path) -> Path:
    """Where a path leads, links followed; as it stands where they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def lies_inside(home: Path, folder: Path) -> bool:
    """Whether a folder is the data folder or lies in it, links followed."""
    return real_path(typed_path(folder)).is_relative_to(real_path(home))


def data_home(override: Path | None = None) -> Path:
    """The data folder: the override, else SIXDONTS_HOME, else where the system keeps such data. Makes nothing."""
    if override is not None:
        return typed_path(override)
    if from_environment := os.environ.get("SIXDONTS_HOME"):
        return typed_path(from_environment)
    import platformdirs

    return Path(platformdirs.user_data_dir("sixdonts", appauthor=False))
