"""What the secretary does, step by step: each asks in a dialog, then calls the ledger once. Begun by `Room.begin`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from content.calendar import Calendar
from content.cells import cut
from content.dates import period_words
from content.period import Period
from content.words import _, ngettext
from desk.branch import TAKEN_FROM, look_through, strike_fault
from desk.branch import take_in as take_in_files
from desk.branch_report import files_of
from desk.words.branch import decision_words, file_labels, why_words
from reports.branch import MemberStanding
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.folder import ask_folder, save_into_folder
from screens.kit.form import AskDialog, Field, Values
from screens.kit.review import Line, ReviewDialog
from screens.kit.rows import Cell
from screens.kit.tell import TellDialog
from storage.branch_records import Batch, Problem
from storage.collecting import CHOOSABLE, TAKEN_IN, Decision, DecisionKind
from storage.records import clean_line, clean_text


async def take_in(room: Room, period: Period) -> None:
    """Look at the files in a folder, show what is to be done about each, and do it once that was seen."""
    folder = await ask_folder(room, TAKEN_FROM, _("Take in"), _("A folder with the members' files."), "", _("check"))
    if folder is None:
        return
    decisions = await room.attempt_long(look_through, folder, period)
    if decisions is None:
        return
    by_id = {str(place): decision for place, decision in enumerate(decisions)}
    heading = _("Take in for {period}?").format(period=period_words(period))
    if not decisions:
        await room.ask(TellDialog(heading, _("There is no file in {folder}.").format(folder=folder)))
        return
    chosen = await room.ask(ReviewDialog(heading, _decision_lines(by_id), explain=_counted(decisions)))
    if chosen is None:
        return
    batch = await room.attempt_long(take_in_files, decisions, frozenset(by_id[name].path for name in chosen))
    if batch is not None:
        await room.look_again()
        count = len(batch.entries)
        words = [ngettext("{n} file taken in.", "{n} files taken in.", count).format(n=count)]
        labels = file_labels(decision.path for decision in decisions)
        words += [
            _("{file} could not be read again, or was changed meanwhile; it was left out.").format(file=labels[path])
            for path in batch.left_out
        ]
        room.tell("\n".join(words))


def _counted(decisions: Sequence[Decision]) -> str:
    """How many of each kind: 新 22，损坏 1."""
    counts = Counter(decision.kind for decision in decisions)
    said = [_("{what} {n}").format(what=decision_words(kind), n=counts[kind]) for kind in DecisionKind if counts[kind]]
    words = _("{n} files: {counts}.").format(n=len(decisions), counts=_(", ").join(said))
    if any(decision.kind in CHOOSABLE for decision in decisions):
        words += "\n" + _("The new and the newer are taken in, and what you choose with 1.")
    return words


def _decision_lines(by_id: dict[str, Decision]) -> list[Line]:
    """A line a file: first what the secretary may choose, then what stays out, then what goes in."""

    def order(name: str) -> tuple[bool, bool, int]:
        kind = by_id[name].kind
        return kind not in CHOOSABLE, kind in {*TAKEN_IN, DecisionKind.SAME}, list(DecisionKind).index(kind)

    lines, labels = [], file_labels(decision.path for decision in by_id.values())
    for name in sorted(by_id, key=order):
        decision = by_id[name]
        style = "$mark-kept" if decision.kind in TAKEN_IN else "" if decision.kind is DecisionKind.SAME else "$error"
        words, why, file = decision_words(decision.kind), why_words(decision, labels), labels[decision.path]
        cells = (Cell(cut(words, 20), 20, style), Cell(file, 22), Cell(why))
        says = _("{label}: {text}").format(label=file, text=f"{words}\n{why}")
        lines.append(Line(name, cells, says, may_tick=decision.kind in CHOOSABLE))
    return lines


async def undo(room: Room, batch: Batch) -> None:
    """Take a batch back."""
    count, period = len(batch.entries), period_words(Period.parse(batch.period))
    names = _(", ").join(entry.header.name for entry in batch.entries)
    what = ngettext("{period}, {n} file: {names}", "{period}, {n} files: {names}", count)
    ask = AskDialog(_("Take the last taking-in back?"), what.format(period=period, n=count, names=cut(names, 300)))
    if await room.ask(ask) is None:
        return
    if await room.done(lambda: room.desk.branch.undo(batch)):
        await room.look_again()
        room.tell(_("Taken back; what stood before stands again.", context="taking in"))


async def excuse(room: Room, standing: MemberStanding, period: Period) -> None:
    """Note why a member sends nothing for a period."""
    number = standing.member.member_no
    form = Drafted(room, f"branch/{period}/reason/{number}")
    hint = _("leave, travel, training, sick; empty: none")
    values = await form.fill_in(
        _("Why nothing was sent"), (Field("reason", _("Why"), standing.reason, hint=hint),), wrong_length,
        explain=f"{standing.member.name}  {period_words(period)}",
    )  # fmt: skip
    if values is None:
        return
    reason = clean_line(values["reason"])
    if await room.done(lambda: room.desk.branch.excuse(number, period, reason)):
        await form.drop()
        await room.look_again()


async def strike_off(room: Room, problem: Problem) -> None:
    """Note who accepted that a problem was dealt with, and strike it off."""
    today, calendar, state = room.desk.today(), room.desk.calendar, problem.state
    form = Drafted(room, f"branch/strike/{problem.uid}")
    fields = (
        Field("accepted_by", _("Accepted by"), hint=_("who saw that it was put right")),
        Field("struck_day", _("Struck off on"), today.isoformat()),
        Field("remark", _("Remarks"), clean_line(state.remark) if state else ""),
    )
    values = await form.fill_in(
        _("Accept and strike off"), fields, lambda values: _strike_fault(values, problem, today, calendar),
        explain=problem.matter.title, note=understood({"struck_day": _("Struck off on")}, today, calendar),
    )  # fmt: skip
    if values is None:
        return
    day, accepted_by = day_of(values["struck_day"], today, calendar) or today, clean_line(values["accepted_by"])
    remark = clean_text(values["remark"])
    if await room.done(lambda: room.desk.branch.strike_off(problem.uid, accepted_by, day, remark)):
        await form.drop()
        await room.look_again()
        room.tell(_("Struck off: {title}").format(title=cut(problem.matter.title, 60)))


def _strike_fault(values: Values, problem: Problem, today: date, calendar: Calendar) -> Fault:
    if fault := wrong_length(values, ("remark",)) or wrong_day(values, ("struck_day",), today, calendar):
        return fault
    faults = {
        "accepted_by": _("It is not settled: say who accepts that it was put right."),
        "struck_day": _("It is struck off between the day it was given and today."),
    }
    day, accepted_by = day_of(values["struck_day"], today, calendar) or today, clean_line(values["accepted_by"])
    field = strike_fault(problem, accepted_by, day, today)
    return (field, faults[field]) if field else None


async def restore(room: Room, problem: Problem) -> None:
    """Put a struck-off problem back on the list."""
    if await room.ask(AskDialog(_("Put it back on the list?"), problem.matter.title)) is None:
        return
    if await room.done(lambda: room.desk.branch.restore(problem.uid)):
        await room.look_again()
        room.tell(_("Back on the list: {title}").format(title=cut(problem.matter.title, 60)))


async def save_report(room: Room, period: Period) -> None:
    """Save the report and the tables in a folder, never over other files unasked, and say where they lie."""
    explain = _("The report (Word) and the tables (Excel) for {period}.").format(period=period_words(period))
    await save_into_folder(room, explain, files_of, period)
