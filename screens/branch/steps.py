"""What the secretary does, step by step: each asks in a dialog, then calls the ledger once. Begun by `Room.begin`."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from content.cells import cut
from content.dates import period_words
from content.period import Period
from content.words import _, ngettext
from desk.branch import TAKEN_FROM, choose, look_through
from desk.branch import take_in as take_in_files
from desk.branch_leave import leave_question, no_reason_words, over_words
from desk.branch_meant import meant_instead, meant_words
from desk.words.branch import decision_words, file_labels, why_words
from reports.terms import days_words, standing_words
from screens.branch.papers import enter_form, take_form_out
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, day_of, understood, wrong_day, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.elsewhere import over
from screens.kit.folder import ask_folder
from screens.kit.form import AskDialog, Field, Values
from screens.kit.review import Line, ReviewDialog
from screens.kit.rows import Cell
from screens.kit.tell import TellDialog
from storage.branch_notes import Choice
from storage.branch_records import Batch
from storage.collecting import CHOOSABLE, TAKEN_IN, Decision, DecisionKind
from storage.records import clean_line
from storage.standings import MemberStanding, Standing

TAKE_BACK, TAKE_OUT = "take_back", "take_out"  # among the standings to choose from


async def take_in(room: Room, period: Period) -> None:
    """Look at the files in a folder, show what is to be done about each, and do it once that was seen."""
    folder = await ask_folder(room, TAKEN_FROM, _("Take in"), _("A folder with the members' files."), "", _("check"))
    if folder is None:
        return
    decisions = await room.attempt_long(look_through, folder, period, _so_far(room, _("Files looked at: {n}")))
    if decisions is None:
        return
    by_id = {str(place): decision for place, decision in enumerate(decisions)}
    heading = _("Take in for {period}?").format(period=period_words(period))
    if not decisions:
        await room.ask(TellDialog(heading, _("There is no file in {folder}.").format(folder=folder)))
        return
    if (meant := meant_instead(decisions, period)) is not None:
        again = keyed(room, _("Left and Right change the month; then {branch.take_in} again."))
        await room.ask(TellDialog(heading, meant_words(meant) + again))
        return
    nothing = "" if any(one.kind in {*TAKEN_IN, *CHOOSABLE} for one in decisions) else _nothing_words(decisions)
    lines, counted = _decision_lines(by_id), _counted(room, decisions)
    chosen = await room.ask(ReviewDialog(heading, lines, explain=counted, nothing=nothing))
    if chosen is None:
        return
    also = frozenset(by_id[name].path for name in chosen)
    batch = await room.attempt_long(take_in_files, decisions, also, period, _so_far(room, _("Files kept: {n}")))
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


def _nothing_words(decisions: Sequence[Decision]) -> str:
    """Why nothing can be taken in: all of it was before, or no file is a submission that can be."""
    if any(one.kind is DecisionKind.SAME for one in decisions):
        return _("Nothing new is there to take in.")
    return _("No submission is there that could be taken in.")


def _so_far(room: Room, words: str) -> Callable[[int], None]:
    """What tells on the screen, from beside the desk, how many files are done with."""
    loop = asyncio.get_running_loop()

    def say(count: int) -> None:
        with contextlib.suppress(RuntimeError):  # the program was left meanwhile
            loop.call_soon_threadsafe(room.tell, words.format(n=count))

    return say


def _counted(room: Room, decisions: Sequence[Decision]) -> str:
    """How many of each kind: 新 22，损坏 1."""
    counts = Counter(decision.kind for decision in decisions)
    said = [_("{what} {n}").format(what=decision_words(kind), n=counts[kind]) for kind in DecisionKind if counts[kind]]
    words = _("{n} files: {counts}.").format(n=len(decisions), counts=_(", ").join(said))
    if any(decision.kind in CHOOSABLE for decision in decisions):
        words += "\n" + keyed(room, _("The new and the newer are taken in, and what you choose with {review.tick}."))
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
        said = "\n".join(filter(None, (words, why, _("in {folder}").format(folder=decision.path.parent))))
        says = _("{label}: {text}").format(label=file, text=said)
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


async def choose_standing(room: Room, standing: MemberStanding, period: Period) -> None:
    """Choose how a member stands who sent no file: on leave, deferred, not due, on paper; or take that back."""
    heading = f"{standing.member.name}  {period_words(period)}"
    chosen = await room.ask(ChooseDialog(heading, _choices(standing)))
    if chosen is None:
        return
    if chosen == Standing.PAPER:
        await enter_form(room, standing, period)
        return
    if chosen == TAKE_OUT:
        await take_form_out(room, standing, period)
        return
    standing_chosen = "" if chosen == TAKE_BACK else chosen
    words, until = "", None
    if standing_chosen:
        values = await _standing_values(room, standing, period, Standing(chosen), heading)
        if values is None:
            return
        today, calendar = room.desk.today(), room.desk.calendar
        words, until = clean_line(values["words"]), day_of(values.get("until", ""), today, calendar)
        if chosen == Standing.LEAVE and (question := leave_question(words, period, calendar)):
            ask = AskDialog(_("On leave for the whole period?"), question)
            if await room.ask(ask) is None:
                return
    job = partial(choose, room.desk, standing.person, period, standing_chosen, words, until)
    if await over(room, standing.choice, job, _choice_words) is not None:
        if standing_chosen:
            await _form_of(room, period, standing, Standing(chosen)).drop()
        await room.look_again()
        said = standing_words(Standing(chosen)) if standing_chosen else _("taken back", context="choice")
        room.tell(_("{label}: {text}").format(label=standing.member.name, text=said))


def _choices(standing: MemberStanding) -> list[tuple[str, str]]:
    """What can be chosen; where a form was entered, that counts, and nothing else but by taking it out."""
    take_back = [(TAKE_BACK, _("none of these: take the choice back"))]
    if standing.paper is not None:
        return [
            (Standing.PAPER.value, _("change what was entered from paper")),
            *(take_back if standing.choice else []),
            (TAKE_OUT, _("take the form out again")),
        ]
    return [
        (Standing.LEAVE.value, _("on leave the whole period")),
        (Standing.DEFERRED.value, _("deferred until an agreed day")),
        (Standing.NOT_DUE.value, _("nothing is due from this member")),
        (Standing.PAPER.value, _("received on paper: enter what the form says")),
        *take_back,
    ]


def _choice_words(choice: Choice | None) -> str:
    """What was chosen elsewhere meanwhile."""
    if choice is None:
        return _("taken back", context="choice")
    return "  ".join(filter(None, (standing_words(Standing(choice.standing)), choice.words)))


def _form_of(room: Room, period: Period, standing: MemberStanding, chosen: Standing) -> Drafted:
    """The form of a choice, with a draft of its own: what was typed for one choice is not offered for another."""
    return Drafted(room, f"branch/{period}/standing/{standing.person}/{chosen.value}")


async def _standing_values(
    room: Room, standing: MemberStanding, period: Period, chosen: Standing, heading: str
) -> Values | None:
    """What belongs to the choice: the kind of leave, the agreed day, the reason."""
    today, calendar, before = room.desk.today(), room.desk.calendar, standing.choice
    labels = {
        Standing.LEAVE: (
            _("Kind and days"),
            _("sick leave, {days}").format(days=days_words(period.first, period.last)),
        ),
        Standing.DEFERRED: (_("Why"), _("may stay empty")),
        Standing.NOT_DUE: (_("Why"), _("moved, on loan")),
    }
    label, hint = labels[chosen]
    text = before.words if before else standing.said
    fields = [Field("words", label, text, hint=hint)]
    if chosen is Standing.DEFERRED:
        fields.insert(0, Field("until", _("Until"), before.until.isoformat() if before and before.until else ""))

    def fault(values: Values) -> Fault:
        if wrong := wrong_length(values, ()) or wrong_day(
            values, ("until",) if "until" in values else (), today, calendar
        ):
            return wrong
        if "until" in values and not values["until"].strip():
            return "until", _("Write the day that was agreed.")
        until = day_of(values.get("until", ""), today, calendar)
        if until is not None and until < today:
            return "until", over_words(until)
        if chosen is not Standing.DEFERRED and not clean_line(values["words"]):
            return "words", no_reason_words()
        return None

    form = _form_of(room, period, standing, chosen)
    note = understood({"until": _("Until")}, today, calendar) if chosen is Standing.DEFERRED else None
    return await form.fill_in(standing_words(chosen), fields, fault, explain=heading, note=note)
