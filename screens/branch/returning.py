"""Returning what a member sent, with a comment, and taking that back; saving the receipts."""

from __future__ import annotations

from content.cells import fit
from content.dates import day_words, period_words
from content.period import Period
from content.words import _
from desk.branch_receipts import receipt_files, send_back
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.folder import save_into_folder
from screens.kit.form import Field, Values
from storage.records import clean_line
from storage.standings import MemberStanding


async def return_submission(room: Room, standing: MemberStanding, period: Period) -> None:
    """Return what came with a comment; where that was done before, with another one, or let it stand again."""
    heading = f"{standing.member.name}  {period_words(period)}"
    if standing.returned is not None:
        said = _("Returned on {day}: {comment}").format(
            day=day_words(standing.returned.day), comment=standing.returned.comment
        )
        steps = [("again", _("Return it with another comment")), ("undo", _("Take the return back"))]
        chosen = await room.ask(ChooseDialog(fit(f"{heading}  {said}", 76), steps))
        if chosen is None:
            return
        if chosen == "undo":
            await _take_back(room, standing, period)
            return
    form = Drafted(room, f"branch/{period}/return/{standing.person}")
    explain = keyed(
        room,
        _(
            "The member gets the comment in a receipt of their own ({branch.report} saves them); no other receipt "
            "holds it."
        ),
    )
    values = await form.fill_in(
        _("Return what was sent"),
        (Field("comment", _("Comment"), hint=_("what is to be put otherwise")),),
        _fault,
        explain=f"{heading}\n{explain}",
        does=_("return"),
    )
    if values is None:
        return
    comment = clean_line(values["comment"])
    if await room.attempt(lambda: send_back(room.desk, standing, period, comment)) is not None:
        await form.drop()
        await room.look_again()
        words = keyed(room, _("Returned: {name}. {branch.report} saves the receipts to hand out."))
        room.tell(words.format(name=standing.member.name))


async def _take_back(room: Room, standing: MemberStanding, period: Period) -> None:
    if await room.done(lambda: room.desk.branch.take_return_back(standing.person, period)):
        await room.look_again()
        room.tell(_("The return is taken back: {name}").format(name=standing.member.name))


def _fault(values: Values) -> Fault:
    if fault := wrong_length(values, ("comment",)):
        return fault
    return None if values["comment"].strip() else ("comment", _("Write what is to be put otherwise."))


async def save_receipts(room: Room, period: Period) -> None:
    """Save the receipts in a folder: one for all, one for each to whom something was returned."""
    explain = _("Receipts for {period}: one for all, and one for each member to whom something was returned.")
    await save_into_folder(room, explain.format(period=period_words(period)), receipt_files, period)
