"""Documents on their way to the disk: which would replace something else, and writing them."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from desk.desk import Desk
from storage import disk
from storage.errors import WriteFailed
from storage.record_files import Notice, saved_though_unsure


def in_the_way_of(_desk: Desk, files: tuple[tuple[Path, bytes], ...]) -> list[Path]:
    """The files that are there already and say something else. A long job."""
    return in_the_way(dict(files))


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


def save_files(files: Mapping[Path, bytes], notices: list[Notice] | None = None) -> None:
    """Write the files, each whole or not at all, in their order; one that was not confirmed is added to the notices.

    Folders that are not there yet are made.

    Raises:
        WriteFailed: the system refused; what was there before is still there.
    """
    unsure: list[Notice] = [] if notices is None else notices
    for folder in dict.fromkeys(path.parent for path in files):
        make_folder(folder)
    for path, content in files.items():
        try:
            with saved_though_unsure(path, lambda *told: unsure.append(Notice(*told))):
                disk.replace_as_guest(path, content)
        except OSError as error:
            raise WriteFailed(path, error) from error


def save_in_folder(desk: Desk, folder: Path, files: tuple[tuple[Path, bytes], ...]) -> int:
    """Write the files and say how many they are, each whole or not at all: a folder may lie far away. A long job.

    It was agreed on before and is not made: one of a stick that was pulled out since would be on another disk.

    Raises:
        WriteFailed: the folder is not there any more, or the system refused; what was there before is still there.
    """
    with desk.commit():
        if not folder.is_dir():
            raise WriteFailed(folder, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
        save_files(dict(files), desk.notices)
    return len(files)


def _says(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
