"""A month's blank forms as the files that are saved."""

from __future__ import annotations

from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _
from content.workdays import away_and_on_duty
from desk.desk import Desk
from reports import formats
from reports.blank_forms import Person, check_sheet, matters_sheet
from storage.errors import NotRead


def form_files(desk: Desk, month: Period, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the check sheet of each list answered then, and the list of matters.

    Raises:
        NotRead: a list, a notice of holidays, the profile or the days of leave could not be read.
    """
    lists = desk.lists  # as of one look: the next may see less
    for name, why in lists.refused.items():
        raise NotRead(desk.home, name, why)
    desk.must_know_days()
    journal = desk.journal
    profile = journal.profile()
    away, on_duty = away_and_on_duty((one.day, one.last_day, one.kind) for one in journal.leaves.all())
    journal.files.must_be_read("profile", "leaves")
    person = Person(profile.name, profile.office, tuple(away), tuple(on_duty))
    stem = period_words(month)
    pages = {str(one.title): check_sheet(one, month, desk.calendar, person) for one in lists.on(month.last)}
    pages[_("Matters")] = matters_sheet(month, person)
    return {folder / f"{stem}_{name}.docx": formats.write(page, ".docx", desk.fonts) for name, page in pages.items()}
