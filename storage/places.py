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


def data_home(override: Path | None = None) -> Path:
    """The data folder: the override, else SIXDONTS_HOME, else where the system keeps such data. Makes nothing."""
    if override is not None:
        return override.expanduser()
    if from_environment := os.environ.get("SIXDONTS_HOME"):
        return Path(from_environment).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("sixdonts", appauthor=False))
