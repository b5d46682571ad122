"""Text files of a data folder that a person may also edit: settings, lists, notices, banks, materials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage import disk
from storage.errors import write_fault
from storage.files import Files


def replace_text(home: Path, path: Path, made: Callable[[], bytes]) -> None:
    """Make what `made` gives the file's content, durably; what stood there becomes the `.bak`.

    `made` is called inside the lock, so that what it reads is what it replaces; what it raises leaves the file alone.

    Raises:
        StorageError: it could not be written; what was there before is still there.
    """
    files = Files(home)
    with files.transaction():
        content = made()
        try:
            with files.saved_though_unsure(path):
                disk.replace_file(path, content)
        except OSError as error:
            raise write_fault(path, error) from error
