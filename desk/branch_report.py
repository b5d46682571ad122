"""The branch's report and tables as the files that are saved."""

from __future__ import annotations

from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch import problems_of
from desk.desk import Desk
from reports import formats
from reports.branch import BranchReport, document
from reports.branch_tables import documents, workbook
from storage.branch import ORIGINALS
from storage.errors import NoReport
from storage.facts import Study
from storage.problems import balance_of
from storage.standings import MemberStanding
from storage.submission import suggested_file_name


def files_of(desk: Desk, period: Period, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the report as a Word document, the tables as an Excel workbook.

    Raises:
        NotRead: part of the ledger, or a file taken in, could not be read.
        NoReport: there is no roster, no name of the branch, or nothing was received and nothing stands on the list.
    """
    ledger = desk.branch
    if not ledger.roster():
        raise NoReport("roster")
    if not ledger.branch_name():
        raise NoReport("branch")
    report = BranchReport(
        branch=ledger.branch_name(),
        period=period,
        today=desk.today(),
        standings=tuple(ledger.standings(period)),
        problems=tuple(problems_of(desk, period)),
        balance=balance_of(ledger.items(), period),
        year_minutes=_year_minutes(desk, period),
        hours_target=desk.settings.hours_target,
        calendar=desk.calendar,
    )
    ledger.files.must_be_read(ORIGINALS)
    if not any(one.is_received for one in report.standings) and not report.problems:
        raise NoReport("received")
    stem = suggested_file_name(report.branch or _("Branch"), period_words(period)).removesuffix(".txt")
    report_words, tables_words = _("report"), _("tables")
    files = {
        folder / f"{stem}_{report_words}.docx": formats.write(document(report), ".docx", desk.fonts),
        folder / f"{stem}_{tables_words}.xlsx": formats.write(workbook(report), ".xlsx", desk.fonts),
    }
    for name, one in documents(report):
        files[folder / f"{stem}_{name}.docx"] = formats.write(one, ".docx", desk.fonts)
    return files


def _year_minutes(desk: Desk, period: Period) -> dict[str, int]:
    """By person, the minutes that count towards the target, of the monthly files and paper forms up to the period."""
    found: dict[str, int] = {}
    for number in range(1, period.last.month + 1):
        for one in desk.branch.standings(Period.month(period.last.year, number)):
            found[one.person] = found.get(one.person, 0) + _minutes(one)
    return found


def _minutes(one: MemberStanding) -> int:
    if one.received is not None:
        told = [fact for fact in one.received.facts if isinstance(fact, Study)]
        return sum(fact.group_minutes + fact.training_minutes + fact.make_up_minutes for fact in told)
    paper = one.paper
    return paper.group_minutes + paper.training_minutes + paper.make_up_minutes if paper else 0
