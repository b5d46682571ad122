"""The data folder: where it is, what is wrong in it, and mending what can be mended."""

from __future__ import annotations

import re

from content.words import _, ngettext
from desk.doctor import looked_over, mend
from desk.words.doctor import unmendable_words
from screens.kit.bars import named
from screens.kit.base import Room
from screens.kit.form import AskDialog
from screens.kit.tell import TellDialog

SHOWN = 8  # faults on the screen; the command names all
_ONE_RECORD = re.compile(r"sixdonts restore (\d{4}-\d{2}-\d{2}) --record \S+")


async def visit_folder(room: Room) -> None:
    """Look the folder over, and offer to mend it where something can be; a step."""
    found = await room.attempt_long(looked_over)
    if found is None:
        return
    faults, can_be_mended = found
    title, home, settings = _("Data folder"), str(room.desk.home), named(room, "go.settings")
    if not faults:
        await room.ask(TellDialog(title, f"{home}\n" + _("All is sound.")))
        return
    if not can_be_mended:
        await room.ask(TellDialog(title, by_keys(settings, f"{_said(faults)}\n{unmendable_words()}", home)))
        return
    if await room.ask(AskDialog(_("Mend what can be mended?"), by_keys(settings, _said(faults), home))) is None:
        return
    done = await room.attempt_long(mend)
    if done is None:
        return
    left = (await room.attempt_long(looked_over) or ((), False))[0]
    told = [*(done or [_("There was nothing to mend.")]), _said(left) if left else _("All is sound.")]
    await room.ask(TellDialog(title, by_keys(settings, "\n".join(told), home)))


def _said(faults: tuple[str, ...]) -> str:
    """The first of the faults, and how many more there are."""
    lines = [f"- {fault}" for fault in faults[:SHOWN]]
    if (more := len(faults) - SHOWN) > 0:
        words = ngettext("and {n} more fault: {command}", "and {n} more faults: {command}", more)
        lines.append(words.format(n=more, command="sixdonts doctor"))
    return "\n".join(lines)


def by_keys(settings: str, said: str, home: str) -> str:
    """Words that doctor says with what is done in Set-up, which has the key `settings`, in the place of commands."""
    backups, undo, write = _("Backups"), _("Undo the last bringing back"), _("Write one into a file now")
    here = _("Enter, here")
    for command, key in (
        ("sixdonts doctor --repair", here),
        (f"chmod 700 {home}", here),
        ("sixdonts restore --undo", f"{settings} {backups}{_(': ')}{undo}"),
        ("sixdonts backup list", f"{settings} {backups}"),
        ("sixdonts backup now", f"{settings} {backups}{_(': ')}{write}"),
    ):
        said = said.replace(command, key)
    return _ONE_RECORD.sub(lambda found: f"{settings} {backups}{_(': ')}{found[1]}", said)
