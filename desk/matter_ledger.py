"""The ledger of matters as the files that are saved."""

from __future__ import annotations

from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.desk import Desk
from desk.saved_as import files_as
from reports.ledger import document, ledger_of, workbook
from storage.submission import suggested_file_name


def ledger_files(desk: Desk, period: Period, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: what was settled as Word and Markdown, the ledger as an Excel workbook."""
    ledger = ledger_of(desk.journal, period, desk.today(), desk.calendar)
    stem = suggested_file_name(ledger.name or _("Matters"), period_words(period)).removesuffix(".txt")
    settled, table = _("matters settled"), _("Ledger of matters")
    return {
        **files_as(desk, folder / f"{stem}_{settled}", document(ledger), (".docx", ".md")),
        **files_as(desk, folder / f"{stem}_{table}", workbook(ledger), (".xlsx",)),
    }
