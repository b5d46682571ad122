"""The branch's report and tables as the files that are saved."""

from __future__ import annotations

from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch import problems_of
from desk.desk import Desk
from reports import formats
from reports.branch import BranchReport, document, workbook
from storage.problems import balance_of
from storage.submission import suggested_file_name


def files_of(desk: Desk, period: Period, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the report as a Word document, the tables as an Excel workbook.

    Raises:
        NotRead: part of the ledger, or a file taken in, could not be read.
    """
    ledger = desk.branch
    report = BranchReport(
        branch=ledger.branch_name(),
        period=period,
        today=desk.today(),
        standings=tuple(ledger.standings(period)),
        problems=tuple(problems_of(desk, period)),
        balance=balance_of(ledger.items(), period),
    )
    stem = suggested_file_name(report.branch or _("Branch"), period_words(period)).removesuffix(".txt")
    fonts, report_words, tables_words = desk.fonts, _("report"), _("tables")
    return {
        folder / f"{stem}_{report_words}.docx": formats.write(document(report), ".docx", fonts),
        folder / f"{stem}_{tables_words}.xlsx": formats.write(workbook(report), ".xlsx", fonts),
    }
