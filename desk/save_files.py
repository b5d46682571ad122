"""Documents on their way to the disk. No Textual here: the commands use it too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from storage import disk
from storage.errors import WriteFailed


def in_the_way(files: Mapping[Path, bytes]) -> list[Path]:
    """The files that are there already."""
    return [path for path in files if path.exists()]


def save(files: Mapping[Path, bytes]) -> None:
    """Write the files, each whole or not at all.

    Raises:
        WriteFailed: the system refused; what was there before is still there.
    """
    for path, content in files.items():
        try:
            disk.replace_file(path, content, keep=False)
        except OSError as error:
            raise WriteFailed(path, error) from error
