"""Handing up: choose what of the list goes with the figures, see all that leaves, and save it."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content

from content.cells import fold
from content.dates import period_words
from content.period import Period
from content.words import _, mark_for_translation
from desk.save_files import in_the_way_of
from desk.upward import HandingUp, hand_up, last_handed_up, may_leave, prepare
from reports.terms import status_words
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, empty_field, wrong_length
from screens.kit.drafted import Drafted
from screens.kit.folder import SAVED_IN, ask_folder, may_replace, usual_folder
from screens.kit.form import Field, Values
from screens.kit.page import PageDialog
from screens.kit.review import Line, ReviewDialog
from screens.kit.rows import Cell
from storage.records import clean_line

FILE_WIDTH = 74  # cells of a line of the file that a person reads


class PreviewPage(PageDialog, inherit_bindings=False):
    """All that leaves; Enter goes on to where it is saved."""

    DEFAULT_CSS = """
    PreviewPage > VerticalScroll { width: 100%; }
    """
    BINDINGS = [
        Binding("enter", "agree", mark_for_translation("save"), id="upward.save"),
        Binding("escape", "dismiss", mark_for_translation("leave as it is"), id="upward.leave"),
    ]
    agreed = False

    def action_agree(self) -> None:
        """Go on."""
        self.agreed = True
        self.dismiss(None)


async def hand_figures_up(room: Room, period: Period) -> None:
    """Ask for number and name, what of the list goes with it, show what leaves, and save it once that was seen."""
    last = await room.attempt(lambda: last_handed_up(room.desk))
    form = Drafted(room, "branch/upward")
    fields = (
        Field("number", _("Branch no."), last.number if last else "", hint=_("on the roster of the next level")),
        Field("to", _("For"), last.to if last else "", hint=_("the name of the next level")),
    )
    title = _("For the next level: {period}").format(period=period_words(period))
    values = await form.fill_in(title, fields, _fault)
    problems = await room.attempt_long(may_leave, period) if values is not None else None
    if values is None or problems is None:
        return
    lines = [
        Line(one.uid, (Cell(one.owner.name, 10), Cell(status_words(one.status), 10), Cell(one.title)), one.title,
             may_tick=True)
        for one in problems
    ]  # fmt: skip
    dialog = ReviewDialog(
        title,
        lines,
        explain=keyed(room, _("The figures go up, and of the list what is ticked with {review.tick}.")),
        empty=_("There is no problem on the list."),
    )
    sent = frozenset(last.problems) if last else frozenset()
    dialog.ticked = frozenset(one.uid for one in problems if one.uid in sent)
    chosen = await room.ask(dialog)
    if chosen is None:
        return
    number, to = clean_line(values["number"]), clean_line(values["to"])
    made = await room.attempt_long(prepare, period, number, to, frozenset(chosen))
    if made is not None and await _save(room, made):
        await form.drop()


def _fault(values: Values) -> Fault:
    return empty_field(values, {"number": _("Give the number.")}) or wrong_length(values)


async def _save(room: Room, made: HandingUp) -> bool:
    page = PreviewPage(Content("\n".join(fold(made.content.decode(), FILE_WIDTH))))
    await room.ask(page)
    if not page.agreed:
        return False
    explain = _("Classified content does not belong in it.")
    usual = str(usual_folder())
    folder = await ask_folder(room, SAVED_IN, _("Save where?"), explain, usual, saves=True, what="hand_up")
    if folder is None:
        return False
    there = await room.attempt_long(in_the_way_of, ((folder / made.note.file_name, made.content),))
    if there is None or not await may_replace(room, there):
        return False
    path = await room.attempt_long(hand_up, made, folder)
    if path is None:
        return False
    room.tell(_("Saved: {file}").format(file=path))
    return True
