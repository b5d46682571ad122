"""Saving the file for the branch: where, that what could not be read lacks in it, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from content.words import _
from desk.save_files import in_the_way
from desk.submit import HandingIn, files_of, hand_in
from desk.words.unread import lacking_words
from screens.kit.folder import SAVED_IN, ask_folder, files_words, may_replace, usual_folder
from screens.kit.form import AskDialog
from screens.kit.list_screens import ListRoom
from screens.kit.tell import TellDialog
from storage.record_files import Notice


async def save(room: ListRoom, made: HandingIn, in_part: Sequence[Notice]) -> None:
    """Save it where the person says, after what it lacks was agreed to, and show where it lies."""
    if in_part and await room.ask(AskDialog(_("Save all the same?"), lacking_words(in_part))) is None:
        return
    folder = await _ask_folder(room)
    if folder is None:
        return
    files = await room.attempt_long(files_of, made, folder)
    if files is None:
        return
    if not await may_replace(room, await room.attempt(lambda: in_the_way(files))):
        return
    saved = await room.done(lambda: hand_in(room.desk, made, files))
    await room.look_again()
    if saved:
        await room.ask(TellDialog(_("Saved"), _words_after(files)))


async def _ask_folder(room: ListRoom) -> Path | None:
    explain = _("A file for the branch, a Word document and a Markdown text, made of what is ticked.")
    usual = str(room.desk.hand_in or usual_folder())
    return await ask_folder(room, SAVED_IN, _("Save where?"), explain, usual, saves=True, what="submit")


def _words_after(files: Iterable[Path]) -> str:
    beware = _(
        "Classified content must not be in it. The checksum shows only that the file was not changed, "
        "not that what it says is true."
    )
    return f"{files_words(files)}\n\n{beware}"
