"""What asks and waits here: a note in its editor, a material to read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from content.cells import cut
from content.words import _
from desk.note_fields import Values, values_of
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.form import AskDialog, Field, FormDialog, no_fault
from screens.kit.messages import Visit
from storage.records import StudyNote, clean_line

if TYPE_CHECKING:
    from screens.study.note_versions import NoteVersions

GO_ON, ANEW = "draft", "new"


async def edit_note(room: Room, note: StudyNote | None, begin_with: Values | None = None) -> StudyNote | None:
    """The note as saved in the editor, which begins on what was typed and not saved the last time; in a step."""
    from screens.study.note_draft import NoteDraft, drafts_at
    from screens.study.note_editor import NoteEditor
    from screens.study.note_versions import NoteVersions

    today, is_anew, on_saved = room.desk.today(), False, False
    drafts = await room.attempt(lambda: drafts_at(room.desk.journal, note, today)) or {}
    first = next(iter(drafts.values()), NoteDraft())
    if first.is_overtaken(note):
        on_saved = not await _goes_on_though_changed(room, values_of(note, today), first.values)
    elif drafts and begin_with:
        title = first.values.get("title") or first.values.get("own_words", "")
        if (chosen := await _draft_or_anew(room, cut(title, 40))) is None:
            return None
        is_anew = chosen == ANEW
    editor = NoteEditor(
        room.desk, NoteVersions(room.desk, note, drafts, begin_with, is_anew=is_anew, on_saved=on_saved)
    )
    saved: StudyNote | None = await room.ask(editor)
    await room.look_again()
    if saved is not None:
        room.tell(_saved_words(room, saved, editor.versions))
    return saved


def _saved_words(room: Room, saved: StudyNote, versions: NoteVersions) -> str:
    """That a note was saved, and where its other versions are."""
    words = [_("Saved: {title}").format(title=cut(saved.title, 60))]
    n = len(versions.kept)
    if versions.given_up:
        words.append(_("The draft that was not taken lies in the trash."))
    elif n and versions.note:
        words.append(_("Drafts kept beside it: {n}. The note, opened again, shows them.").format(n=n))
    elif n:
        new = _("Drafts kept beside it: {n}. {study.add} in {go.study} Study shows them.")
        words.append(keyed(room, new).format(n=n))
    return "  ".join(words)


async def _goes_on_though_changed(room: Room, there: Values, draft: Values) -> bool:
    """Whether to go on with a draft of a note that was changed elsewhere since; Ctrl+R shows the other either way."""
    from screens.study.note_draft import differences

    title = _("This note was changed after its draft was begun. Go on with the draft?")
    keys = keyed(room, _("{note.draft} in the note changes between the two; only {note.save} saves."))
    lines = [*differences(there, draft), keys]
    return await room.ask(AskDialog(title, "\n".join(lines), _("see the note"))) is not None


async def _draft_or_anew(room: Room, title: str) -> str | None:
    """Whether to go on with an unfinished note, or to drop it for the one wished now."""
    options = ((GO_ON, _("go on with it")), (ANEW, _("drop it and begin anew")))
    field = Field("what", _("Unfinished"), GO_ON, options=options)
    values: dict[str, str] | None = await room.ask(
        FormDialog(_("There is a note not finished yet"), (field,), no_fault, explain=title, does=_("go on"))
    )
    return None if values is None else values["what"]


async def read_material(room: Room, material_id: str) -> bool:
    """Read one material, from where it was left; a note on it leads back to it; in a step.

    Returns whether another room was asked for, to be asked questions on it.
    """
    from screens.study.reader import NOTE_ON_IT, QUIZ_ON_IT, Reader  # Textual's Markdown takes long to import

    materials = await room.attempt(lambda: room.desk.materials)
    material = next((one for one in materials or () if one.id == material_id), None)
    if material is None:
        room.tell(_("It is no longer there."))
        return False
    place = await room.attempt(lambda: room.desk.journal.looks.place(material_id)) or 0
    asks = await room.attempt(lambda: bool(material.quiz_topics and room.desk.catalog.questions(material.quiz_topics)))
    wish = NOTE_ON_IT
    while wish == NOTE_ON_IT:
        wish, place = await room.ask(Reader(material, place, asks=bool(asks)))
        await room.attempt(partial(room.desk.journal.looks.keep, material_id, place))
        if wish == NOTE_ON_IT:
            await edit_note(room, None, {"material": clean_line(str(material.title))})
    if wish == QUIZ_ON_IT:
        room.post_message(Visit("quiz", " ".join(material.quiz_topics)))
    return wish == QUIZ_ON_IT
