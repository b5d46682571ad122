"""What the secretary makes of the ledger for others: the report of a period, and what else leaves the desk."""

from __future__ import annotations

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch_report import files_from, keep_made, recount, report_of
from desk.words.branch_figures import recount_lines
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.kit.folder import save_into_folder


async def hand_out(room: Room, period: Period) -> None:
    """Choose what is made: the report of the month or of a longer period that ends with it, or something else."""
    choices = [(str(one), _("Report and tables of {period}").format(period=period_words(one))) for one in spans(period)]
    chosen = await room.ask(ChooseDialog(_("What is to be made?"), choices))
    if chosen is not None:
        await save_report(room, Period.parse(chosen))


def spans(month: Period) -> list[Period]:
    """The month, and its quarter, half-year and year."""
    year, number = month.first.year, month.first.month
    names = (f"{year}-Q{(number + 2) // 3}", f"{year}-H{(number + 5) // 6}", str(year))
    return [month, *map(Period.parse, names)]


async def save_report(room: Room, period: Period) -> None:
    """Save the report and the tables in a folder, never over other files unasked, and keep what they showed.

    Where an earlier report on the period is no longer what a recount comes to, that is said first.
    """
    report = await room.attempt_long(report_of, period)
    if report is None:
        return
    explain = _("The report (Word) and the tables (Excel) for {period}.").format(period=period_words(period))
    before = await room.attempt_long(recount, period)
    if before is not None:
        explain = "\n".join([explain, *recount_lines(*before)])
    saved = await save_into_folder(room, explain, files_from, report)
    if saved:
        await room.attempt_long(keep_made, report, saved)
        await room.look_again()
