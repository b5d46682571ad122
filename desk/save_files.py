"""Documents on their way to the disk: which would replace something else, and writing them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from content.errors import FileFaults
from content.words import _
from desk.desk import Desk
from storage import disk
from storage.errors import WriteFailed
from storage.places import typed_path
from storage.record_files import Notice, saved_though_unsure


def in_the_way_of(_desk: Desk, files: tuple[tuple[Path, bytes], ...]) -> list[Path]:
    """The files that are there already and say something else. A long job."""
    return in_the_way(dict(files))


def in_the_way(files: Mapping[Path, bytes]) -> list[Path]:
    """The files that are there already and say something else."""
    return [path for path, content in files.items() if path.exists() and not _says(path, content)]


def folder_of(text: str) -> Path:
    """The folder that was written: `~` is the home, quotes around it are not part of it."""
    return typed_path(text.strip().strip("\"'“”‘’").strip())


def used_before(desk: Desk) -> frozenset[Path]:
    """The folders that were there when they were used last: where one is gone now, its disk is not connected."""
    texts = [one.path for one in desk.journal.folders.all().values()]
    if desk.settings.backup_folder:
        texts.append(desk.settings.backup_folder)
    found = set[Path]()
    for text in texts:
        with contextlib.suppress(OSError, ValueError):
            found.add(folder_of(text).absolute())
    return frozenset(found)


def gone_words(folder: Path) -> str:
    """That a folder which was there before is not, and what to do."""
    words = _("{folder} was there when it was last used: connect its disk or drive. If it was deleted, make it first.")
    return words.format(folder=folder)


def make_folder(desk: Desk, folder: Path) -> None:
    """Make a folder that a person named and that is not there yet; the one it lies in is there.

    Raises:
        FileFaults: it had been there and is gone, or the one it would lie in is not there: made, it would be on another
            disk than is meant.
        WriteFailed: the system refused.
    """
    if folder.is_dir():
        return
    if folder.absolute() in used_before(desk):
        raise FileFaults([(0, gone_words(folder))])
    above = folder.absolute().parent
    if not above.is_dir():
        words = _("There is no folder {folder}; nothing was written.")
        raise FileFaults([(0, words.format(folder=above))])
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteFailed(folder, error) from error


def save_files(files: Mapping[Path, bytes], notices: list[Notice] | None = None, into: Path | None = None) -> None:
    """Write the files, each whole or not at all, in their order; one that was not confirmed is added to the notices.

    The folders are there, but for those inside `into`, which are made. No other is: one of a stick that was pulled out
    since it was agreed on would be on another disk.

    Raises:
        WriteFailed: a folder is not there any more, or the system refused; what was there before is still there.
    """
    unsure: list[Notice] = [] if notices is None else notices
    for folder in dict.fromkeys(path.parent for path in files):
        _must_be_there(folder, into)
    for path, content in files.items():
        try:
            with saved_though_unsure(path, lambda *told: unsure.append(Notice(*told))):
                disk.replace_as_guest(path, content)
        except OSError as error:
            raise WriteFailed(path, error) from error


def _must_be_there(folder: Path, into: Path | None) -> None:
    if folder.is_dir():
        return
    try:
        if into is None or into not in folder.parents:
            disk.must_be_folder(folder)
        _must_be_there(folder.parent, into)
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteFailed(folder, error) from error


def save_in_folder(desk: Desk, folder: Path, files: tuple[tuple[Path, bytes], ...]) -> int:
    """Write the files and say how many they are, each whole or not at all: a folder may lie far away. A long job.

    Raises:
        WriteFailed: the folder is not there any more, or the system refused; what was there before is still there.
    """
    with desk.commit():
        save_files(dict(files), desk.notices, folder)
    return len(files)


def _says(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
