"""Files and folders as people type or paste them: a file to read, a folder to save in, and saving there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from content.errors import FileFaults
from content.words import _
from desk.save_files import folder_of, gone_words, in_the_way_of, make_folder, save_in_folder, used_before
from screens.kit.base import Room
from screens.kit.checks import Fault
from screens.kit.drafted import Drafted
from screens.kit.form import AskDialog, Field, Values
from screens.kit.tell import TellDialog
from storage.records import clean_text

T = TypeVar("T")
SAVED_IN = "files/saved-in"  # what the folder saved in last is remembered for


class Faults(list[str]):
    """All that is wrong with a file, a line each."""


def usual_folder() -> Path:
    """The person's folder for documents, or their home where there is none."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()


def read_named(text: str, read: Callable[[Path], T]) -> T | Faults:
    """What `read` makes of the file that was written, or all that is wrong with it."""
    if not text.strip():
        return Faults([_("Say which file.")])
    try:
        file = folder_of(text)
        return read(file)
    except FileFaults as error:
        return Faults(error.lines(file.name))
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        return Faults([_("There is no such file.")])


def folder_fault(values: Values) -> Fault:
    """What is wrong with the field `folder`."""
    text = values["folder"].strip()
    try:
        if text and folder_of(text).is_dir():
            return None
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        pass
    return "folder", _("There is no such folder. Connect the stick or drive it is on, or name another.")


def saving_fault(values: Values, used: Collection[Path] = ()) -> Fault:
    """What is wrong with the field `folder` where one saves: one can be made in one that is there.

    None of those `used` before is: its disk is not connected.
    """
    text = values["folder"].strip()
    try:
        if text and (folder := folder_of(text).absolute()) and not folder.exists():
            if folder in used:
                return "folder", gone_words(folder)
            return None if folder.parent.is_dir() else folder_fault(values)
        if text and folder_of(text).is_dir():
            return None
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL, no such ~user
        pass
    return "folder", _("This is no folder. Name another.")


async def ask_folder(
    room: Room, place: str, title: str, explain: str, usual: str, does: str = "", *, saves: bool = False,
    what: str = "form",
) -> Path | None:  # fmt: skip
    """The folder that is meant; the one used last stands in the field. One to save in may be made.

    What was written and not used is offered again for the same `what` alone.
    """

    async def may_make(values: Values) -> Values | None:
        folder = folder_of(values["folder"])
        if folder.is_dir():
            return {}
        if await room.app.push_screen_wait(AskDialog(_("There is no such folder. Make it?"), str(folder))) is None:
            return None
        return {} if await room.done(lambda: make_folder(room.desk, folder)) else None

    last = await room.attempt(lambda: room.desk.journal.folders.last(place))
    used = await room.attempt(lambda: used_before(room.desk)) or frozenset()
    form = Drafted(room, f"{place}/{what}")
    field = Field("folder", _("Folder"), last or usual)
    values = await form.fill_in(
        title,
        (field,),
        partial(saving_fault, used=used) if saves else folder_fault,
        explain=explain,
        does=does,
        further=may_make if saves else None,
    )
    if values is None:
        return None
    text = clean_text(values["folder"]).strip()
    await room.attempt(lambda: room.desk.journal.folders.keep(place, text))
    await form.drop()
    return folder_of(text)


async def save_into_folder(
    room: Room,
    explain: str,
    job: Callable[..., Mapping[Path, bytes]],
    *values: object,
    once_saved: Callable[[tuple[Path, ...]], Awaitable[object]] | None = None,
    **named: object,
) -> None:
    """Save the files a long job makes of these values and a folder, at first the one saved in last; in a step.

    Never over others unasked; where they lie is said. `once_saved` is given what was.
    """
    what = job.__name__.strip("_")
    folder = await ask_folder(room, SAVED_IN, _("Save where?"), explain, str(usual_folder()), saves=True, what=what)
    if folder is None:
        return
    made = await room.attempt_long(job, *values, folder=folder, **named)
    if made is None:
        return
    files = tuple(made.items())
    there = await room.attempt_long(in_the_way_of, files)
    if there is None or not await may_replace(room, there):
        return
    if await room.attempt_long(save_in_folder, folder, files) is None:
        return
    if once_saved is not None:
        await once_saved(tuple(made))
    if room.asks_on:
        await room.ask(TellDialog(_("Saved"), files_words(made)))
    else:
        room.tell(_("Saved in {folder}").format(folder=folder))


def files_words(files: Iterable[Path]) -> str:
    """Where files lie: one with its folder, several of a folder beneath it."""
    lines = []
    for folder, those in groupby(files, key=lambda path: path.parent):
        names = [path.name for path in those]
        lines += [str(folder / names[0])] if len(names) == 1 else [str(folder), *(f"  {name}" for name in names)]
    return "\n".join(lines)


async def may_replace(room: Room, there: Sequence[Path] | None) -> bool:
    """Whether the files that are there already may be replaced; asked where there are some. If not, it is said."""
    if not there or await room.ask(AskDialog(_("Replace these files?"), files_words(there))) is not None:
        return True
    room.tell(_("Nothing was saved: files of these names are there already."))
    return False
