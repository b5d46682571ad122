"""Exchanging records with one's other computers: which folder, what comes and goes, and what is to be decided."""

from __future__ import annotations

from pathlib import Path

from content.cells import DIALOG_WIDTH, fold
from content.words import _
from desk.exchange import PLACE, ExchangeLook, decide, delete_older, exchange, look_at_folder, undecided
from desk.joining import needs_vault
from desk.words.exchange import (
    am_i_words,
    conflict_title,
    delete_older_words,
    deleted_older_words,
    exchanged_words,
    is_doubtful,
    is_nothing,
    look_lines,
    open_files,
    side_lines,
    take_open_words,
    whose_words,
)
from desk.words.vault import joining_words
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.kit.folder import ask_folder, usual_folder
from screens.kit.form import AskDialog, FormDialog, no_fault
from screens.kit.tell import TellDialog
from screens.settings.joining import join_computers
from storage.exchange_settling import Conflict

BOTH = "both"
ROWS = 10  # lines above the choices
COMMAND = "sixdonts exchange --undecided"


async def visit_exchange(room: Room) -> None:
    """Exchange over a folder, then ask about what two computers say differently; a step."""
    waiting = await room.attempt(lambda: undecided(room.desk))
    if waiting is None:
        return
    if waiting:
        words = _("{n} to be decided").format(n=len(waiting))
        choices = [("decide", words), ("exchange", _("Exchange over a folder"))]
        chosen = await room.ask(ChooseDialog(_("Two computers"), choices))
        if chosen is None:
            return
        if chosen == "decide":
            await _decide_all(room, waiting)
            return
    await _exchange(room)
    await _decide_all(room, await room.attempt(lambda: undecided(room.desk)) or [])


async def _exchange(room: Room) -> None:
    explain = _(
        "Each of your computers writes one file there and reads the others'. The files hold all you wrote, readable "
        "for whoever has them, unless the vault is on. A branch's ledger does not go along."
    )
    folder = await ask_folder(
        room, PLACE, _("Exchange over which folder?"), explain, str(usual_folder()), _("look"), what="exchange"
    )
    if folder is None:
        return
    look = await _look(room, folder)
    if look is None:
        return
    lines = "\n".join(look_lines(look))
    if is_nothing(look):
        await room.ask(TellDialog(_("Two computers"), lines))
    elif not await _is_agreed(room, look, lines):
        return
    else:
        done = await room.attempt_long(exchange, look)
        if done is None:
            return
        await room.look_again()
        room.tell(exchanged_words(done, look))
    await _offer_to_delete(room, look)


async def _look(room: Room, folder: Path) -> ExchangeLook | None:
    """What exchanging over a folder would do, with what somebody said of the files there; None to go back."""
    look: ExchangeLook | None = await room.attempt_long(look_at_folder, folder)
    if look is not None and look.passed_for("locked"):
        joins = await _joins(room, look)
        if joins is None or (joins and not await join_computers(room, folder)):
            return None
        if joins:
            look = await room.attempt_long(look_at_folder, folder)
    if look is not None and open_files(look):
        takes = await _takes_open(room, look)
        if takes is None:
            return None
        if not takes:
            look = await room.attempt_long(look_at_folder, folder, take_open=False)
    if look is not None and not await _is_that_person(room, look):
        if not look.goes_without_unnamed:
            return None
        look = await room.attempt_long(look_at_folder, folder, take_open=look.take_open, take_unnamed=False)
    return look


async def _joins(room: Room, look: ExchangeLook) -> bool | None:
    """Whether what another computer locked is to be read here, else one goes on without it; None to go back.

    Where a vault is on here its key would be given up, perhaps for the older one: Enter alone does not join.
    """
    files = "\n".join(one.file for one in look.passed_for("locked"))
    about = _("Sealed by a key that is not here:\n{files}").format(files=files)
    join = ("join", _("Join: type that computer's passphrase"))
    go_on = ("go on", _("Go on without these files"))
    choices = [join, go_on] if needs_vault(room.desk) else [go_on, join]
    about += "\n" + joining_words(needs_vault=needs_vault(room.desk))
    chosen = await room.ask(ChooseDialog(_("Two computers"), choices, about=about))
    return None if chosen is None else bool(chosen == "join")


async def _takes_open(room: Room, look: ExchangeLook) -> bool | None:
    """Whether what lies open there is to be taken in, which anybody could have written; None to go back."""
    go_on = ("go on", _("Go on without these files"))
    choices = [go_on, ("take", _("Take them in: I know that they are mine"))]
    chosen = await room.ask(ChooseDialog(_("Two computers"), choices, about=take_open_words(look)))
    return None if chosen is None else bool(chosen == "take")


async def _is_that_person(room: Room, look: ExchangeLook) -> bool:
    """Whether it is known whose records come, or was said now that they are one's own."""
    if is_nothing(look) or not (question := am_i_words(look)):
        return True
    choices = [("no", _("No: I say who I am first, in Set-up")), ("yes", _("Yes, that is me"))]
    if not whose_words(look):
        choices = [("no", _("No, or I do not know")), ("yes", _("Yes, all of them"))]
    return bool(await room.ask(ChooseDialog(_("Two computers"), choices, about=question)) == "yes")


async def _is_agreed(room: Room, look: ExchangeLook, lines: str) -> bool:
    """Whether it is to be done; where it is doubtful, Enter hit once too often agrees to nothing."""
    if not is_doubtful(look):
        return await room.ask(AskDialog(_("Exchange this?"), lines)) is not None
    question = FormDialog(_("Exchange this?"), (), no_fault, explain=lines, does=_("exchange all the same"))
    return await room.ask(question) is not None


async def _offer_to_delete(room: Room, look: ExchangeLook) -> None:
    """Ask whether this computer's files of before are to go; where something may go with them, Enter alone is no."""
    if not (words := delete_older_words(look)):
        return
    form = FormDialog(_("Older files"), (), no_fault, explain=words, does=_("delete"))
    dialog = form if look.passed_for("former") else AskDialog(_("Older files"), words)
    if await room.ask(dialog) is not None:
        n = await room.attempt(lambda: delete_older(look))
        if n is not None:
            room.tell(deleted_older_words(n))


async def _decide_all(room: Room, waiting: list[Conflict]) -> None:
    """Ask about one after another; whoever leaves one leaves the rest for later."""
    for number, conflict in enumerate(waiting, start=1):
        heading = f"{number}/{len(waiting)}  {conflict_title(conflict)}"
        chosen = await room.ask(ChooseDialog(heading, _choices(conflict), about=_side_by_side(room, conflict)))
        if chosen is None:
            return
        keep = None if chosen == BOTH else int(chosen)
        if await room.done(lambda conflict=conflict, keep=keep: decide(room.desk, conflict, keep)):  # type: ignore[misc]
            await room.look_again()
            room.tell(_("Decided. Exchange once more here, then on the other computer."))


def _choices(conflict: Conflict) -> list[tuple[str, str]]:
    (own, _document), *others = conflict.sides
    choices = [(str(own), _("Leave it deleted") if conflict.deleted_here else _("Keep what stands here"))]
    for place, (number, other) in enumerate(others, start=1):
        words = _("Keep what the other computer says") if other is not None else _("Delete it here too")
        choices.append((str(number), words if len(others) == 1 else f"{words} {place}"))
    if conflict.can_both_stay:
        choices.append((BOTH, _("Keep both, each by itself")))
    return choices


def _side_by_side(room: Room, conflict: Conflict) -> str:
    """What fits above the choices at 80 by 24."""
    shown: list[str] = []
    for line in side_lines(conflict, room.desk.lists):
        folded = fold(line, DIALOG_WIDTH)
        if len(shown) + len(folded) > ROWS:
            return "\n".join([*shown, _("More differs; all of it: {command}").format(command=COMMAND)])
        shown += folded
    return "\n".join(shown)
