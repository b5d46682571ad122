"""Text files of a data folder that a person may also edit: settings, lists, notices, banks, materials."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from content.encoding import decoded
from content.errors import FileFaults
from content.front_matter import read_front_matter
from content.texts import clean_line
from storage import disk
from storage.errors import write_fault
from storage.files import Files, Notice

REMOVED = ".removed"


def is_text(suffix: str, content: bytes | None) -> bool:
    """Whether the bytes are a text of that sort; what stands in it is for its owner to mend."""
    if content is None:
        return False
    try:
        text = decoded(content)
        if suffix == ".toml":
            tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return bool(text.strip()) and "\0" not in text


def title_in(suffix: str, content: bytes) -> str:
    """What a text of that sort calls itself; empty where it does not say, or cannot be read."""
    try:
        text = decoded(content)
        said = tomllib.loads(text).get("title") if suffix == ".toml" else read_front_matter(text).first("title", "标题")
    except (ValueError, RecursionError, FileFaults):
        return ""
    return clean_line(said) if isinstance(said, str) else ""


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


def take_away(home: Path, path: Path, *, notices: list[Notice] | None = None) -> None:
    """Take a file away, durably; it lies beside its place as `.removed` until the next one of its name is removed.

    Raises:
        StorageError: the system refused.
    """
    with Files(home, notices=notices).transaction():
        if path.exists():
            _moved(home, path, _removed(path), notices)


def bring_back(home: Path, path: Path, *, notices: list[Notice] | None = None) -> bool:
    """Put what was taken away back in its place; nothing, and False, when another stands there or none is left.

    Raises:
        StorageError: the system refused.
    """
    with Files(home, notices=notices).transaction():
        if path.exists() or not _removed(path).exists():
            return False
        _moved(home, _removed(path), path, notices)
    return True


def _removed(path: Path) -> Path:
    return path.with_name(path.name + REMOVED)


def _moved(home: Path, path: Path, to: Path, notices: list[Notice] | None) -> None:
    """Move a file in its folder; in the lock."""
    try:
        path.replace(to)
    except OSError as error:
        raise write_fault(path, error) from error
    with Files(home, notices=notices).saved_though_unsure(to):
        disk.confirm_folder(to.parent)
