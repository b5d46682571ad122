"""The data folder: where it is, what is wrong in it, and mending what can be mended."""

from __future__ import annotations

from content.words import _, ngettext
from desk.doctor import looked_over, mend
from screens.kit.base import Room
from screens.kit.form import AskDialog
from screens.kit.tell import TellDialog

SHOWN = 8  # faults on the screen; the command names all


async def visit_folder(room: Room) -> None:
    """Look the folder over, and offer to mend it where something is wrong; a step."""
    faults = await room.attempt_long(looked_over)
    if faults is None:
        return
    if not faults:
        await room.ask(TellDialog(_("Data folder"), f"{room.desk.home}\n" + _("All is sound.")))
        return
    if await room.ask(AskDialog(_("Mend what can be mended?"), _said(faults))) is None:
        return
    done = await room.attempt_long(mend)
    if done is None:
        return
    left = await room.attempt_long(looked_over) or ()
    told = [*(done or [_("There was nothing to mend.")]), _said(left) if left else _("All is sound.")]
    await room.ask(TellDialog(_("Data folder"), "\n".join(told)))


def _said(faults: tuple[str, ...]) -> str:
    """The first of the faults, and how many more there are."""
    lines = [f"- {fault}" for fault in faults[:SHOWN]]
    if (more := len(faults) - SHOWN) > 0:
        words = ngettext("and {n} more fault: {command}", "and {n} more faults: {command}", more)
        lines.append(words.format(n=more, command="sixdonts doctor"))
    return "\n".join(lines)
