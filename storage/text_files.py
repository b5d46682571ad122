"""Text files of a data folder that a person may also edit: settings, lists, notices, banks, materials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage import disk
from storage.errors import write_fault
from storage.files import Files, Notice


def replace_text(home: Path, path: Path, made: Callable[[], bytes], *, notices: list[Notice] | None = None) -> None:
    """Make what `made` gives the file's content, durably; what stood there becomes the `.bak`.

    What a person should know of it beside is added to the `notices`.

    `made` is called inside the lock, so that what it reads is what it replaces; what it raises leaves the file alone.

    Raises:
        StorageError: it could not be written; what was there before is still there.
    """
    files = Files(home, notices=notices)
    with files.transaction():
        content = made()
        try:
            with files.saved_though_unsure(path):
                disk.replace_file(path, content)
        except OSError as error:
            raise write_fault(path, error) from error
