"""Holidays that a person took over from a notice: a text file a year, in the notice's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from content.words import _
from content.workdays import teach
from storage.kinds import text_files

if TYPE_CHECKING:
    from content.holidays import Arrangement

FOLDER = "calendar"
LARGEST = 100_000  # bytes of a notice; the published ones have about two thousand


def load_calendar(home: Path) -> list[Path]:
    """Go by the notices kept in a data folder; those that cannot be read are left out and given back."""
    files = text_files(home, FOLDER)
    if not files:
        teach(())
        return []
    from content.errors import FileFaults
    from content.holidays import read_notice

    found, unreadable = [], []
    for file in files:
        try:
            found.append(read_notice(file.read_text("utf-8-sig")))
        except (OSError, UnicodeDecodeError, FileFaults):
            unreadable.append(file)
    teach(found)
    return unreadable


def calendar_faults(home: Path) -> Iterator[str]:
    """A line for each fault of the notices kept in a data folder."""
    from content.errors import FileFaults

    for file in text_files(home, FOLDER):
        try:
            read_notice_file(file)
        except FileFaults as error:
            yield from error.lines(f"{FOLDER}/{file.name}")


def read_notice_file(file: Path) -> Arrangement:
    """What a notice in a file arranges; the file is UTF-8 or GB 18030.

    Raises:
        FileFaults: it cannot be read or contradicts itself; every fault with its line.
    """
    from content.errors import FileFaults
    from content.holidays import read_notice

    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileFaults([(0, _("cannot be read: {reason}").format(reason=reason))]) from error
    if len(content) > LARGEST:
        raise FileFaults([(0, _("is too large to be a notice; save its text only"))])
    try:
        return read_notice(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return read_notice(content.decode("gb18030", errors="replace"))


def save_notice(home: Path, arrangement: Arrangement) -> None:
    """Keep a notice, durably, in place of one for the same year, and go by it.

    Raises:
        StorageError: it could not be written; what was there before is still there.
    """
    from storage import disk
    from storage.errors import write_fault
    from storage.files import Files

    path = home / FOLDER / f"{arrangement.year:04d}.txt"
    with Files(home).transaction():
        try:
            disk.replace_file(path, arrangement.text.encode(), keep=False)
        except OSError as error:
            raise write_fault(path, error) from error
    load_calendar(home)
