"""The branch's report and tables: what they are made of, the files that are saved, and what a recount says later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from content.dates import period_words
from content.period import Period
from content.words import _, ngettext
from desk.branch import left_days, not_listed, problems_of
from desk.branch_calling import still_open_words
from desk.branch_list import urgency
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
from reports.later import Later, is_overdue_since, later_events
from reports.namesakes import members_told_apart, proposal_told_apart, told_apart
from storage.balance import Balance, balance_of
from storage.branch import ORIGINALS
from storage.branch_figures import Figures
from storage.errors import NoReport
from storage.facts import LaterEvent
from storage.made_reports import MadeReport
from storage.merged import merged_by_item
from storage.problems import Problem, as_of
from storage.roster import person_of
from storage.spans import MemberSpan, Span, is_part
from storage.submission import suggested_file_name


def report_of(desk: Desk, period: Period) -> BranchReport:
    """What a report on a period is made of. A long job.

    Raises:
        NotRead: part of the ledger, or a file taken in, could not be read.
        NoReport: there is no roster, no name of the branch, the period has not begun, or nothing was received,
            nothing stands on the list and the register has no meeting.
    """
    ledger = desk.branch
    _check_begun(desk, period)
    span, day = branch_span(desk, period), min(period.last, desk.today())
    problems = tuple(sorted(problems_of(desk, period), key=lambda one: urgency(one, day)))
    ledger.files.must_be_read(ORIGINALS)
    year = _year_so_far(desk, period)
    later, overdue_since = _since(desk, problems, day)
    report = BranchReport(
        branch=ledger.branch_name(),
        period=period,
        today=desk.today(),
        span=span,
        problems=problems,
        balance=balance_of(ledger.items(), period),
        year_minutes={person_of(one.member): _minutes(one) for one in year.members},
        year_lacking={person_of(one.member): lacking for one in year.members if (lacking := _lacking(year, one))},
        year_not_collected=year.not_collected,
        hours_target=desk.settings.hours_target,
        calendar=desk.calendar,
        merged=merged_by_item(ledger.list.standing(period.last)),
        proposals=tuple(not_listed(desk, period)),
        later=later,
        overdue_since=overdue_since,
        owner_left=_owner_left(desk, problems, day),
        put=frozenset(name for unit in ledger.periods() for name in ledger.noted(unit).put),
        hours=None if is_of_branches(span) else branch_hours(desk, period, span),
    )
    _check_told(report)
    return report


def _check_begun(desk: Desk, period: Period) -> None:
    """Pass when it is known who is to be reported on, and the period has begun.

    Raises:
        NoReport: it is not.
    """
    if not desk.branch.roster():
        raise NoReport("roster")
    if not desk.branch.branch_name():
        raise NoReport("branch")
    if period.first > desk.today():
        raise NoReport("ahead")


def _check_told(report: BranchReport) -> None:
    """Pass when there is anything to report.

    Raises:
        NoReport: there is not.
    """
    is_in_register = report.hours is not None and bool(report.hours.held)
    is_listed = bool(report.problems) and not report.span.is_made_of_parts
    if not (report.span.pieces or is_listed or is_in_register):
        is_back = any(one.returned is not None for one in report.span.counted)
        raise NoReport("returned" if is_back else "received")


def _since(desk: Desk, problems: tuple[Problem, ...], day: date) -> tuple[Later, frozenset[str]]:
    """What became of each since the day it is shown as of, with namesakes told apart; and which are overdue since."""
    names = labels(desk)
    now = {item.uid: found for item in desk.branch.items() if (found := as_of(item)) is not None}
    later: dict[str, tuple[LaterEvent, ...]] = {}
    for one in problems:
        if events := later_events(told_apart(one, names), told_apart(now.get(one.uid, one), names)):
            later[one.uid] = events
    overdue = (one.uid for one in problems if is_overdue_since(one, now.get(one.uid, one), day, desk.today()))
    return later, frozenset(overdue)


def _owner_left(desk: Desk, problems: tuple[Problem, ...], day: date) -> frozenset[str]:
    """The items to be dealt with whose owner had left by that day."""
    left = left_days(desk)
    return frozenset(one.uid for one in problems if one.is_in_account and left.get(one.owner.person, date.max) <= day)


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


def _year_so_far(desk: Desk, period: Period) -> Span:
    """All that was collected of the year up to the period."""
    return branch_span(desk, Period(Period.month(period.last.year, 1).first, Period.month_of(period.last).last))


def _minutes(one: MemberSpan) -> int:
    """The minutes that count towards the target."""
    told = [study for piece in one.pieces if (study := study_of(piece))]
    return sum(study.group_minutes + study.training_minutes + study.make_up_minutes for study in told)


def _lacking(year: Span, one: MemberSpan) -> tuple[Period, ...]:
    """The months in which somebody belonged to the branch and for which nothing of theirs tells hours."""
    told = [piece.period for piece in one.pieces if study_of(piece)]
    return tuple(
        unit
        for unit, there in zip(year.units, one.standings, strict=True)
        if there is not None and there.is_due and not any(unit == of or is_part(unit, of) for of in told)
    )
