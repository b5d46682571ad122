"""What the secretary makes of the ledger for others: the report of a period, and what else leaves the desk."""

from __future__ import annotations

from pathlib import Path

from content.cells import cut
from content.dates import period_words
from content.period import Period
from content.words import _
from desk.branch_orders import order_files, unowned, unowned_words
from desk.branch_putting import put_in, written
from desk.branch_report import files_from, keep_made, left_to_do, recount, report_of
from desk.handing_on import (
    handed_on_files,
    look_at,
    newer_words,
    parcel_words,
    taken_over,
    taken_over_before,
    was_taken_over,
)
from desk.save_files import folder_of
from desk.words.branch_figures import recount_lines
from reports.office_forms.names import BRANCH_TABLES
from screens.branch.calling import call_for
from screens.branch.returning import save_receipts
from screens.branch.upward import hand_figures_up
from screens.kit.bars import named
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.folder import save_into_folder
from screens.kit.form import AskDialog, Field, Values
from screens.kit.office_form import fill_office_form
from screens.kit.review import Line, ReviewDialog
from screens.kit.rows import Cell
from screens.kit.tell import TellDialog
from storage.handover import Parcel

RECEIPTS, CALL, REMARKS, ORDERS = "receipts", "call", "remarks", "orders"
UP, HAND_ON, TAKE_OVER, UNDO, OFFICE_FORM = "up", "hand_on", "take_over", "undo", "office_form"


async def hand_out(room: Room, period: Period) -> None:
    """Choose what is made: the report of the month or of a longer period with it, or something else; and make it."""
    has_before = await room.attempt_long(was_taken_over)
    choices = [(str(one), _("Report and tables of {period}").format(period=period_words(one))) for one in spans(period)]
    choices += [
        (RECEIPTS, _("Receipts for the members")),
        (CALL, _("Notice: by when and where to submit")),
        (REMARKS, _("Choose the remarks and notes that stand in the report")),
        (ORDERS, _("Sheets for those responsible: what is not done")),
        (OFFICE_FORM, _("Fill in a form of the office's own")),
        (UP, _("Figures and list for the next level")),
        (HAND_ON, _("Hand the whole ledger on to the next secretary")),
        (TAKE_OVER, _("Take over a ledger that was handed on")),
    ]
    if has_before:
        choices.append((UNDO, _("Go back to the ledger before the last taking over")))
    chosen = await room.ask(ChooseDialog(_("What is to be made?"), choices))
    if chosen in STEPS:
        await STEPS[chosen](room, period)
    elif chosen == UNDO:
        before = await room.attempt_long(taken_over_before)
        if before is not None:
            await put_in_place(room, before, is_back=True)
    elif chosen is not None:
        await save_report(room, Period.parse(chosen))


async def choose_written(room: Room, period: Period) -> None:
    """Choose which remarks and notes of members stand in the report."""
    found = await room.attempt_long(written, period)
    if found is None:
        return
    heading = _("In the report on {period}").format(period=period_words(period))
    if not found:
        await room.ask(TellDialog(heading, _("Nobody sent a remark or a note for it.")))
        return
    lines = [
        Line(one.id, (Cell(one.name, 10), Cell(_("remark") if one.is_remark else _("note", context="written"), 8),
                      Cell(one.text.replace("\n", " "))), one.text, may_tick=True)
        for one in found
    ]  # fmt: skip
    dialog = ReviewDialog(heading, lines, explain=_("What is ticked stands in the report, with the member's name."))
    dialog.ticked = frozenset(one.id for one in found if one.is_put)
    chosen = await room.ask(dialog)
    if chosen is not None and await room.done(lambda: put_in(room.desk, chosen, period)):
        room.tell(_("In the report: {n}").format(n=len(chosen)))


async def take_over_file(room: Room) -> None:
    """Read a ledger that was handed on, say what is in it, and put it in the place of the one here once agreed."""
    form = Drafted(room, "branch/take_over")
    field = Field("file", _("File"), hint=_("the file that the secretary before handed on"))
    title = _("Take over a ledger")
    explain = _("It takes the place of the ledger here, which is kept; you can go back to it.")
    values = await form.fill_in(title, (field,), _file_fault, explain=explain, does=_("check"))
    if values is None:
        return
    parcel = await room.attempt_long(look_at, folder_of(values["file"]))
    if parcel is not None and await put_in_place(room, parcel):
        await form.drop()


async def put_in_place(room: Room, parcel: Parcel, *, is_back: bool = False) -> bool:
    """Put a ledger in the place of the one here, once it was seen what is in it; whether that was done.

    `is_back` says that it is the one that was here before.
    """
    newer = await room.attempt_long(newer_words, parcel)
    if newer is None:
        return False
    said = "\n".join(filter(None, (parcel_words(parcel), newer)))
    ask = AskDialog(_("Put this ledger in the place of the one here?"), said)
    if await room.ask(ask) is None or await room.attempt_long(taken_over, parcel) is None:
        return False
    await room.look_again()
    if is_back:
        words = _("Gone back to the ledger before. The one that was here is kept; {key} leads back to it.")
    else:
        words = _("Taken over. The ledger that was here is kept; {key} leads back to it.")
    room.tell(words.format(key=named(room, "branch.report")))
    return True


def _file_fault(values: Values) -> Fault:
    try:
        is_file = folder_of(values["file"]).is_file()
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        is_file = False
    return wrong_length(values) if is_file else ("file", _("There is no such file. Check the path."))


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
    explain = "\n".join([explain, *left_to_do(room.desk, report)])
    before = await room.attempt_long(recount, period)
    if before is not None:
        explain = "\n".join([explain, *recount_lines(*before)])

    async def keep(saved: tuple[Path, ...]) -> None:
        await room.attempt_long(keep_made, report, saved)
        await room.look_again()

    await save_into_folder(room, explain, files_from, report, once_saved=keep)


async def _orders(room: Room, _period: Period) -> None:
    nobodys = await room.attempt_long(unowned)
    if nobodys is None:
        return
    explain = "\n".join(filter(None, (_("A Word document for each person."), cut(unowned_words(nobodys), 140))))
    await save_into_folder(room, explain, order_files)


async def _hand_on(room: Room, _period: Period) -> None:
    await save_into_folder(room, _("One file with the roster, all files taken in, and the list."), handed_on_files)


async def _take_over(room: Room, _period: Period) -> None:
    await take_over_file(room)


async def _office_form(room: Room, period: Period) -> None:
    """Fill in a form of the office's own from the branch's tables."""
    await fill_office_form(room, BRANCH_TABLES, period)


STEPS = {
    RECEIPTS: save_receipts,
    CALL: call_for,
    REMARKS: choose_written,
    ORDERS: _orders,
    OFFICE_FORM: _office_form,
    UP: hand_figures_up,
    HAND_ON: _hand_on,
    TAKE_OVER: _take_over,
}
