"""Holidays that a person took over from a notice: a text file a year, in the notice's own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from content.calendar import Arrangement, Calendar
from content.dates import year_words
from content.encoding import decoded
from content.errors import FileFaults, reason_of, was_refused
from content.words import _
from storage import disk
from storage.kinds import Stamps, text_files, text_stamps

if TYPE_CHECKING:
    from storage.record_files import Notice

FOLDER = "calendar"
LARGEST = 100_000  # bytes of a notice; the published ones have about two thousand


def read_calendar(home: Path) -> Calendar:
    """The notices kept in a data folder; one that cannot be read is left out and named, never an exception."""
    unread: dict[str, OSError] = {}
    if not (files := text_files(home, FOLDER, unread)) and not unread:
        return Calendar()
    found: dict[int, Arrangement] = {}
    unreadable, refused = [*unread], {name: reason_of(error) for name, error in unread.items()}
    for file in files:
        try:
            arrangement = read_notice_file(file)
        except FileFaults as error:
            arrangement = None
            if was_refused(error):
                refused[f"{FOLDER}/{file.name}"] = error.faults[0][1]
        if arrangement is not None and file.stem == f"{arrangement.year:04d}":
            found[arrangement.year] = arrangement
        else:
            unreadable.append(f"{FOLDER}/{file.name}")
    return Calendar(found, tuple(unreadable), refused)


def calendar_stamp(home: Path) -> Stamps:
    """What differs when somebody changed the notices of a data folder."""
    return text_stamps(home, FOLDER)


def calendar_faults(home: Path) -> Iterator[str]:
    """A line for each fault of the notices kept in a data folder."""
    for name in read_calendar(home).unreadable:
        try:
            read_notice_file(home / name)
            yield _("{file}: not a file of this program.").format(file=name)  # it stands under another year
        except FileFaults as error:
            yield from error.lines(name)


def read_notice_file(file: Path, today: date | None = None) -> Arrangement:
    """What a notice in a file arranges; the file is UTF-8, GB 18030 or UTF-16.

    today: where it is to be taken over, so that a year that cannot be meant is a fault too.

    Raises:
        FileFaults: it cannot be read or contradicts itself; every fault with its line.
    """
    from content.holidays import read_notice

    try:
        content = disk.read_plain(file, LARGEST + 1)
    except FileNotFoundError as error:
        raise FileFaults([(0, _("is not there; check the name and the folder"))]) from error
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("no file can be called so")
        raise FileFaults([(0, _("cannot be read: {reason}").format(reason=reason))]) from error
    if len(content) > LARGEST:
        raise FileFaults([(0, _("is too large to be a notice; save its text only"))])
    try:
        arrangement = read_notice(decoded(content))
    except UnicodeDecodeError as error:
        raise FileFaults([(0, _("is no text in UTF-8 or GB 18030; save it as UTF-8 text"))]) from error
    if today is not None and (words := year_words(date(arrangement.year, 1, 1), today)):
        raise FileFaults([(0, words)])
    return arrangement


def save_notice(home: Path, arrangement: Arrangement, *, notices: list[Notice] | None = None) -> None:
    """Keep a notice, durably, in place of one for the same year.

    Raises:
        StorageError: it could not be written; what was there before is still there.
    """
    from storage.text_files import replace_text

    replace_text(home, home / FOLDER / f"{arrangement.year:04d}.txt", arrangement.text.encode, notices=notices)
