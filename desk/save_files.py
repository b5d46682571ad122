"""Documents on their way to the disk: which would replace something else, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from storage import disk
from storage.errors import WriteFailed


def in_the_way(files: Mapping[Path, bytes]) -> list[Path]:
    """The files that are there already and say something else."""
    return [path for path, content in files.items() if path.exists() and not _says(path, content)]


def make_folder(folder: Path) -> None:
    """Make a folder that is not there, with those above it.

    Raises:
        WriteFailed: the system refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(folder, error) from error


def save_files(files: Mapping[Path, bytes]) -> None:
    """Write the files, each whole or not at all, in their order.

    Raises:
        WriteFailed: the system refused; what was there before is still there.
    """
    for path, content in files.items():
        try:
            disk.replace_file(path, content, keep=False)
        except OSError as error:
            raise WriteFailed(path, error) from error


def _says(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
