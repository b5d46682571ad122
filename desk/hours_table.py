"""The hours of a year as the files that are saved."""

from __future__ import annotations

from pathlib import Path

from content.period import Period
from content.words import _
from desk.desk import Desk
from desk.saved_as import files_as
from reports.hours import Hours, hours_of, workbook
from storage.submission import safe_name


def hours_now(desk: Desk, year: int) -> Hours:
    """The hours of a year. A long job.

    Raises:
        NotRead: some notes could not be read, so that the hours could be too few.
    """
    notes = desk.journal.notes.within(Period.parse(f"{year:04d}"))
    desk.journal.files.must_be_read("notes")
    return hours_of(notes, year, desk.settings.hours_target)


def hours_files(desk: Desk, year: int, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the table as an Excel workbook and as CSV.

    Raises:
        NotRead: some notes, or whose hours they are, could not be read.
    """
    name = desk.journal.profile().name
    desk.journal.files.must_be_read("profile")
    book = workbook(hours_now(desk, year), name)
    words = _("hours")
    stem = f"{safe_name(name)}_{year}_{words}" if name else f"{year}_{words}"
    return files_as(desk, folder / stem, book, (".xlsx", ".csv"))
