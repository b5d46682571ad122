"""Taking in what the branch says back: the file of a receipt, and what came of it."""

from __future__ import annotations

from content.words import _
from desk.receiving import last_revision, take_in_receipt
from desk.save_files import folder_of
from desk.words.receipts import Said, taken_in_words
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.form import Field, FormDialog, Values
from screens.kit.tell import TellDialog

SHOWN_BEFORE = 4  # of what the branch said before; `sixdonts receipt` shows all


async def take_receipt(room: Room, said: Said) -> None:
    """Ask for the file, take it in, and show what the branch said; what it said before stands above."""
    explain = _("It says whether your file was received, or returned and why. One for somebody else is refused.")
    form = FormDialog(
        _("Receipt of the branch"),
        (Field("file", _("File"), hint=_("the file that the branch handed out")),),
        _fault,
        explain="\n".join(filter(None, (explain, said.words, *said.before[:SHOWN_BEFORE]))),
        does=_("take in"),
    )
    values = await room.ask(form)
    if values is None:
        return
    taken = await room.attempt_long(take_in_receipt, folder_of(values["file"]))
    if taken is None:
        return
    saved = await room.attempt(lambda: last_revision(room.desk, str(taken.period)))
    await room.look_again()
    await room.ask(TellDialog(_("Receipt of the branch"), taken_in_words(room.desk, taken, saved or 0)))


def _fault(values: Values) -> Fault:
    try:
        if values["file"].strip() and folder_of(values["file"]).is_file():
            return None
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        pass
    return "file", _("There is no such file.")
