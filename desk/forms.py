"""A month's blank forms as the files that are saved."""

from __future__ import annotations

from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.desk import Desk
from reports import formats
from reports.blank_forms import check_sheet, matters_sheet
from storage.errors import NotRead


def form_files(desk: Desk, month: Period, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the check sheet of each list answered then, and the list of matters.

    Raises:
        NotRead: a list or a notice of holidays could not be read.
    """
    lists = desk.lists  # as of one look: the next may see less
    for name, why in lists.refused.items():
        raise NotRead(desk.home, name, why)
    desk.must_know_days()
    stem = period_words(month)
    pages = {str(one.title): check_sheet(one, month, desk.calendar) for one in lists.on(month.last)}
    pages[_("Matters")] = matters_sheet(month)
    return {folder / f"{stem}_{name}.docx": formats.write(page, ".docx", desk.fonts) for name, page in pages.items()}
