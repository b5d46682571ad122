"""The backups there are: one more written, one looked into, records brought back, and the way back."""

from __future__ import annotations

from content.cells import cut
from content.dates import short_day
from content.marks import DontLists
from content.words import _, ngettext
from desk.backups import (
    Look,
    back_up,
    backups,
    bring_back_from,
    look_into,
    persons_own,
    second_is_missed,
)
from desk.undoing import last_bringing_back, look_at_undoing, undo_bringing_back
from desk.words.backups import (
    apart_words,
    backup_words,
    brought_back_words,
    keeping_words,
    left_words,
    look_lines,
    overwritten_lines,
    state_words,
    stranger_words,
    text_kind_words,
    text_lines,
    title_of,
    undo_question,
    undone_words,
    unread_words,
)
from desk.words.kinds import kind_words
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.choose import ChooseDialog
from screens.kit.folder import ask_folder, usual_folder
from screens.kit.form import AskDialog, FormDialog, no_fault
from screens.kit.pick import PickDialog
from screens.kit.tell import TellDialog
from storage.cipher import has_vault
from storage.restoring import Difference

WRITE, UNDO, FROM_FILE = "write", "undo", "file"
BOOKKEEPING = "bookkeeping"  # among the records, what the program keeps for itself: no uid has a name without /
LISTED = 500  # records that can be ticked one by one; of more, all are taken
NAME_WIDTH = 40


async def visit_backups(room: Room) -> None:
    """Choose what to do until the list is left; a step."""
    while True:
        found = await room.attempt(lambda: (backups(room.desk), second_is_missed(room.desk)))
        if found is None:
            return
        there, missed = found
        today = room.desk.today()
        choices = [(WRITE, _("Write one into a file now")), (FROM_FILE, _("Bring back from a file"))]
        if any(one.where == "before" for one in there):
            choices.append((UNDO, _("Undo the last bringing back")))
        choices += [
            (one.name, f"{short_day(one.day, today)}  {backup_words(one)}" + (f"  {cut(one.path.name, NAME_WIDTH)}"
             if one.where == "second" else ""))
            for one in there
        ]  # fmt: skip
        if missed:
            room.tell(_("The second folder was not reached for {days} days.").format(days=missed))
        chosen = await room.ask(ChooseDialog(_("Backups"), choices))
        if chosen is None:
            return
        await _do(room, chosen)


async def _do(room: Room, chosen: str) -> None:
    if chosen == WRITE:
        await _write(room)
    elif chosen == UNDO:
        await _undo(room)
    elif chosen == FROM_FILE:
        await _from_file(room)
    else:
        await _bring_back(room, chosen)


async def _undo(room: Room) -> None:
    last = await room.attempt(lambda: last_bringing_back(room.desk))
    look = None if last is None else await room.attempt_long(look_at_undoing)
    if last is None or look is None:
        return
    if await room.ask(AskDialog(undo_question(last), "\n".join(overwritten_lines(look)))) is None:
        return
    count = await room.attempt_long(undo_bringing_back)
    if count is not None:
        await room.look_again()
        room.tell(undone_words(last, count))


async def _write(room: Room) -> None:
    explain = keeping_words(is_sealed=has_vault(room.desk.home))
    folder = await ask_folder(
        room,
        "backup",
        _("Write a backup where?"),
        explain,
        str(usual_folder()),
        _("write", context="file"),
        saves=True,
        what="backup",
    )
    if folder is None:
        return
    written = await room.attempt_long(back_up, folder)
    if written is not None:
        path, count, unread = written
        words = ngettext("Written and read back, {n} file: {path}", "Written and read back, {n} files: {path}", count)
        said = [words.format(n=count, path=path), *([unread_words(unread)] if unread else [])]
        await room.ask(TellDialog(_("Backup"), "\n".join(said)))


async def _from_file(room: Room) -> None:
    """Choose among the backups that lie in a folder."""
    folder = await ask_folder(
        room, "backup", _("In which folder does the backup lie?"), "", str(usual_folder()), _("look"), what="restore"
    )
    if folder is None:
        return
    files = await room.attempt(lambda: sorted(folder.glob("*.zip"), reverse=True))
    choices = [(str(path), path.name) for path in files or ()]
    chosen = await room.ask(ChooseDialog(_("Which file?"), choices, _("No backup lies in this folder.")))
    if chosen is not None:
        await _bring_back(room, chosen)


async def _bring_back(room: Room, name: str) -> None:
    """Show what would change, have it ticked, and bring it back."""
    look = await room.attempt_long(look_into, name)
    if look is None:
        return
    coming = look.comparison.coming()
    lines = list(look_lines(look))
    if not (coming or look.comparison.texts or look.comparison.kept_files):
        await room.ask(TellDialog(_("Backup"), "\n".join(lines)))
        return
    is_listed = 0 < len(coming) + len(look.texts) <= LISTED
    if is_listed:
        lines.append(_("Next they are listed one by one; some or all can come back."))
    else:
        lines += text_lines(look)
    if await room.ask(_bringing_back(look, "\n".join(lines))) is None:
        return
    chosen: tuple[Difference, ...] | None = None
    texts: tuple[str, ...] = ()
    if is_listed:
        ticked = await _ticked(room, look)
        if not ticked:
            return
        if not ticked.issuperset(_choices(look, room.desk.lists)):
            own = persons_own(coming)
            chosen = tuple(one for one in coming if (_name(one) if one in own else BOOKKEEPING) in ticked)
            texts = tuple(path for path in look.comparison.texts if path in ticked)
    count = await room.attempt_long(bring_back_from, look, chosen, texts)
    if count is None:
        return
    await room.look_again()
    if left := left_words(look) if chosen is None else []:
        await room.ask(TellDialog(_("Not all came back"), "\n".join((brought_back_words(count), *left))))
    room.tell(brought_back_words(count))


def _bringing_back(look: Look, lines: str) -> AskDialog | FormDialog:
    """The question; where the backup is another person's, Enter hit once too often agrees to nothing."""
    if not stranger_words(look):
        return AskDialog(_("Bring this back?"), lines)
    return FormDialog(_("Bring this back?"), (), no_fault, explain=lines, does=_("bring back all the same"))


def _name(one: Difference) -> str:
    return f"{one.kind}/{one.uid}"


def _choices(look: Look, lists: DontLists) -> dict[str, str]:
    """What can be ticked: each of a person's records by its kind and name, with how it differs, what the program keeps
    for itself in one line, then each file that a person may edit too by its path.
    """
    coming = look.comparison.coming()
    own = persons_own(coming)
    records = {}
    for one in own:
        parts = kind_words(one.kind), title_of(one), apart_words(one, lists) or state_words(one)
        records[_name(one)] = "  ".join(parts)
    if count := len(coming) - len(own):
        words = ngettext("The program's own notes, {n} record", "The program's own notes, {n} records", count)
        records[BOOKKEEPING] = words.format(n=count)
    return records | {one.path: "  ".join((text_kind_words(one), one.title, state_words(one))) for one in look.texts}


async def _ticked(room: Room, look: Look) -> frozenset[str]:
    heading = keyed(room, _("What is to come back ({pick.take}: these)"))
    choices = _choices(look, room.desk.lists)
    return await room.ask(PickDialog(heading, list(choices.items()), set(choices), "")) or frozenset()
