"""What asks and waits here: a note in its editor, a material to read."""

from __future__ import annotations

from functools import partial

from content.cells import cut
from content.words import _
from desk.note_fields import Values, values_of
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.form import AskDialog, Field, FormDialog, no_fault
from screens.kit.messages import Visit
from storage.records import StudyNote, clean_line

GO_ON, ANEW = "draft", "new"


async def edit_note(room: Room, note: StudyNote | None, begin_with: Values | None = None) -> StudyNote | None:
    """The note as saved in the editor, which begins on what was typed and not saved the last time; in a step."""
    from screens.study.note_draft import draft_of, draft_place, take_up, waiting_at
    from screens.study.note_editor import NoteEditor

    text = await room.attempt(lambda: take_up(room.desk.journal, draft_place(note)))
    kept = draft_of(text or "", note, room.desk.today())
    draft, on_saved = kept.values, False
    if kept.is_overtaken(note):
        on_saved = not await _goes_on_though_changed(room, values_of(note, room.desk.today()), draft)
    elif draft and begin_with:
        title = draft.get("title") or draft.get("own_words", "")
        if (chosen := await _draft_or_anew(room, cut(title, 40))) is None:
            return None
        draft = draft if chosen == GO_ON else {}
    today = room.desk.today()
    waiting = None if note else await room.attempt(lambda: waiting_at(room.desk.journal, draft_place(None), today))
    editor = NoteEditor(room.desk, note, draft, begin_with, on_saved=on_saved, waiting=waiting)
    saved: StudyNote | None = await room.ask(editor)
    await room.look_again()
    if saved is not None:
        room.tell(_("Saved: {title}").format(title=cut(saved.title, 60)))
    return saved


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
