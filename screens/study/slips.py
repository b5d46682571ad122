"""Taking in a slip of hours that the branch handed out: each meeting counts once, however often it is taken in."""

from __future__ import annotations

from pathlib import Path

from content.words import _
from desk.desk import Desk
from desk.save_files import folder_of
from desk.slips import SlipLook, SlipNews, look_at_file, take_in_slip
from desk.words.faults import submission_fault_words
from desk.words.meetings import slip_words
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.kit.folder import Faults, read_named
from screens.kit.form import Field, FormDialog, Values
from screens.kit.tell import TellDialog
from storage.submission import SubmissionError

SEPARATE = "separate"
REFUSED = (SlipNews.NONE, SlipNews.OTHER, SlipNews.NO_NUMBER, SlipNews.OTHER_BRANCH)


async def take_slip(room: Room) -> None:
    """Ask for the file, count its hours once, and say so; a note of one's own of that day is asked about."""
    values = await room.ask(
        FormDialog(
            _("Slip of hours"),
            (Field("file", _("File"), hint=_("the slip that the branch handed out")),),
            _fault,
            explain=_("The hours of a meeting are counted once, however often its slip is taken in."),
            does=_("take in"),
        )
    )
    if values is None:
        return
    look = await room.attempt(lambda: _looked(room.desk, folder_of(values["file"])))
    if look is None:
        return
    if isinstance(look, str) or look.news in REFUSED:
        await room.ask(TellDialog(_("Slip of hours"), look if isinstance(look, str) else slip_words(look)))
        return
    same_as = None
    if look.news is SlipNews.ASK:
        choices = [(one.uid, _("The same meeting: {title}").format(title=one.title)) for one in look.own_notes]
        heading = _("You noted on that day. Is it the same meeting?")
        chosen = await room.ask(ChooseDialog(heading, [*choices, (SEPARATE, _("Another one: both count"))]))
        if chosen is None:
            return
        same_as = next((one for one in look.own_notes if one.uid == chosen), None)
    if await room.done(lambda: take_in_slip(room.desk, look, same_as)):
        await room.look_again()
        room.tell(slip_words(look, is_taken=True))


def _looked(desk: Desk, file: Path) -> SlipLook | str:
    """The slip looked at, or why it cannot be."""
    try:
        return look_at_file(desk, file)
    except SubmissionError as error:
        return _("{file}: {problem}").format(file=file.name, problem=submission_fault_words(error))


def _fault(values: Values) -> tuple[str, str] | None:
    found = read_named(values["file"], lambda file: file.is_file() or Faults([_("There is no such file.")]))
    return ("file", found[0]) if isinstance(found, Faults) else None
