"""Where a person's records are."""

from __future__ import annotations

import os
from pathlib import Path


def data_home(override: Path | None = None) -> Path:
    """The data folder: the override, else SIXDONTS_HOME, else where the system keeps such data. Makes nothing."""
    if override is not None:
        return override.expanduser()
    if from_environment := os.environ.get("SIXDONTS_HOME"):
        return Path(from_environment).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("sixdonts", appauthor=False))
