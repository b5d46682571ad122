"""The branch's report and tables: what they are made of, the files that are saved, and what a recount says later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _, ngettext
from desk.branch import not_listed, problems_of
from desk.branch_calling import still_open_words
from desk.branch_names import labels
from desk.branch_span import branch_span
from desk.desk import Desk
from desk.meeting_hours import branch_hours
from desk.saved_as import files_as
from reports import formats
from reports.branch import BranchReport, document
from reports.branch_figures import figures_of, study_of
from reports.branch_tables import documents, workbook
from reports.committee import committee_document
from reports.joint import is_of_branches, joint
from reports.namesakes import members_told_apart, proposal_told_apart, told_apart
from storage.balance import Balance, balance_of
from storage.branch import ORIGINALS
from storage.branch_figures import Figures
from storage.errors import NoReport
from storage.made_reports import MadeReport
from storage.merged import merged_by_item
from storage.problems import Problem, as_of
from storage.roster import person_of
from storage.spans import Span
from storage.submission import suggested_file_name


def report_of(desk: Desk, period: Period) -> BranchReport:
    """What a report on a period is made of. A long job.

    Raises:
        NotRead: part of the ledger, or a file taken in, could not be read.
        NoReport: there is no roster, no name of the branch, the period has not begun, or nothing was received,
            nothing stands on the list and the register has no meeting.
    """
    ledger = desk.branch
    if not ledger.roster():
        raise NoReport("roster")
    if not ledger.branch_name():
        raise NoReport("branch")
    if period.first > desk.today():
        raise NoReport("ahead")
    span, problems = branch_span(desk, period), tuple(problems_of(desk, period))
    ledger.files.must_be_read(ORIGINALS)
    report = BranchReport(
        branch=ledger.branch_name(),
        period=period,
        today=desk.today(),
        span=span,
        problems=problems,
        balance=balance_of(ledger.items(), period),
        year_minutes=_year_minutes(desk, period),
        hours_target=desk.settings.hours_target,
        calendar=desk.calendar,
        merged=merged_by_item(ledger.list.standing(period.last)),
        proposals=tuple(not_listed(desk, period)),
        later=_later(desk, problems),
        put=frozenset(name for unit in ledger.periods() for name in ledger.noted(unit).put),
        hours=None if is_of_branches(span) else branch_hours(desk, period, span),
    )
    is_in_register = report.hours is not None and bool(report.hours.held)
    is_listed = bool(report.problems) and not report.span.is_made_of_parts
    if not (report.span.pieces or is_listed or is_in_register):
        is_back = any(one.returned is not None for one in report.span.counted)
        raise NoReport("returned" if is_back else "received")
    return report


def _later(desk: Desk, problems: tuple[Problem, ...]) -> dict[str, Problem]:
    """By item, how it stands now, of those that are shown otherwise as of an earlier day."""
    shown_so = {one.uid: one.status for one in problems}
    found = (as_of(item) for item in desk.branch.items() if item.uid in shown_so)
    return {now.uid: now for now in found if now is not None and now.status is not shown_so[now.uid]}


def left_to_do(desk: Desk, report: BranchReport) -> list[str]:
    """What is to be thought of before the report is sent: what may come, what waits, what only the branch can write."""
    still_open = still_open_words(desk, report.period)
    waiting = report.waiting
    words = ngettext("{n} problem still waits to be listed.", "{n} problems still wait to be listed.", waiting)
    blank = _("What comes next is blank in the report: fill it in before it is sent.")
    return [*([still_open] if still_open else []), *([words.format(n=waiting)] if waiting else []), blank]


def files_from(desk: Desk, report: BranchReport, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the report as a Word document, the tables as Excel and on paper. A long job."""
    report = namesakes_apart(desk, report)
    stem = suggested_file_name(report.branch or _("Branch"), period_words(report.period)).removesuffix(".txt")
    report_words, tables_words = _("report"), _("tables")
    page = committee_document(report) if is_of_branches(report.span) else document(report)
    files = {
        **files_as(desk, folder / f"{stem}_{report_words}", page, (".docx",)),
        **files_as(desk, folder / f"{stem}_{tables_words}", workbook(report), (".xlsx",)),
    }
    for name, one in documents(report):
        files[folder / f"{stem}_{name}.docx"] = formats.write(one, ".docx", desk.fonts)
    return files


def namesakes_apart(desk: Desk, report: BranchReport) -> BranchReport:
    """The report with a member's number beside a name that two members have."""
    names = labels(desk)
    if not names or is_of_branches(report.span):
        return report
    span = members_told_apart(report.span, names)
    merged = {uid: tuple(told_apart(one, names) for one in them) for uid, them in report.merged.items()}
    problems = tuple(told_apart(one, names) for one in report.problems)
    sent = tuple(proposal_told_apart(one, names) for one in report.proposals)
    return replace(report, span=span, problems=problems, merged=merged, proposals=sent)


def files_of(desk: Desk, period: Period, folder: Path) -> dict[Path, bytes]:
    """The files of a period's report. A long job.

    Raises:
        NotRead, NoReport: as `report_of`.
    """
    return files_from(desk, report_of(desk, period), folder)


def keep_made(desk: Desk, report: BranchReport, files: tuple[Path, ...]) -> MadeReport:
    """Keep what a report showed that was saved. A long job."""
    sources = sorted(one.sha256 for one in report.received)
    with desk.commit():
        return desk.branch.made.keep(
            report.period, report.stood_on, shown(report.span, report.balance), sources, (path.name for path in files)
        )


def differences(was: Figures, now: Figures) -> list[str]:
    """The names of the figures that are not what they were."""
    return [name for name in Figures.model_fields if getattr(was, name) != getattr(now, name)]


def recount(desk: Desk, period: Period) -> tuple[MadeReport, Figures] | None:
    """The report made last on a period, and the figures as they would be now; None where none was made. A long job."""
    made = desk.branch.made.last(period)
    if made is None:
        return None
    return made, shown(branch_span(desk, period), balance_of(desk.branch.items(), period))


def shown(span: Span, balance: Balance) -> Figures:
    """The figures that a report shows: of the persons in the branches where branches are those who send."""
    return joint(span).figures if is_of_branches(span) else figures_of(span, balance)


def _year_minutes(desk: Desk, period: Period) -> dict[str, int]:
    """By person, the minutes that count towards the target, of all that was collected of the year up to the period."""
    until = Period(Period.month(period.last.year, 1).first, Period.month_of(period.last).last)
    found: dict[str, int] = {}
    for member in branch_span(desk, until).members:
        told = [study for piece in member.pieces if (study := study_of(piece))]
        found[person_of(member.member)] = sum(
            one.group_minutes + one.training_minutes + one.make_up_minutes for one in told
        )
    return found
