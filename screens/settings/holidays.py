"""Holidays of a year that the program does not know yet: a notice read, shown, and taken over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from content.calendar import Arrangement
from content.holidays import arrangement_lines
from content.words import _
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.folder import Faults, read_named
from screens.kit.form import AskDialog, Field, FormDialog, Values
from storage.calendar import read_notice_file, save_notice


async def import_holidays(room: Room) -> None:
    """Ask for the file, show what was read in it, and keep it once that was seen; a step."""
    field = Field("file", _("File"), hint=_("a text file with the notice as it was published"))
    explain = _("A template: sixdonts calendar template. Answers already recorded stay as they are.")
    read = partial(read_notice_file, today=room.desk.today())
    values = await room.ask(FormDialog(_("Holidays of a year"), (field,), partial(_fault, read=read), explain=explain))
    if values is None:
        return
    arrangement = read_named(values["file"], read)
    if isinstance(arrangement, Faults):  # it was changed in the meantime
        room.tell(arrangement[0])
        return
    lines = arrangement_lines(arrangement)
    if await room.ask(AskDialog(_("Go by these holidays?"), "\n".join(lines))) is None:
        return
    if await room.done(lambda: save_notice(room.desk.home, arrangement, notices=room.desk.notices)):
        await room.look_again()
        room.tell(_("Saved: holidays of {year}").format(year=arrangement.year))


def _fault(values: Values, *, read: Callable[[Path], Arrangement]) -> Fault:
    """What is wrong with the file, at most three lines of it."""
    found = read_named(values["file"], read)
    return ("file", "\n".join(found[:3])) if isinstance(found, Faults) else None
