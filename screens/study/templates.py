"""Templates of notes: a note begun from one, the selected note made one, one taken away."""

from __future__ import annotations

from content.words import _
from desk.note_fields import PARTS, values_of
from screens.kit.base import Room
from screens.kit.checks import Fault, empty_field, wrong_length
from screens.kit.choose import ChooseDialog
from screens.kit.deleting import may_delete, tell_deleted
from screens.kit.form import Field, FormDialog, Values, no_fault
from screens.study.steps import edit_note
from storage.records import StudyNote, clean_line

KEPT = ("title", "kind", "tags", "material", *PARTS)
MAKE, TAKE = "make", "take/"
USE, REMOVE = "use", "remove"


async def use_template(room: Room, note: StudyNote | None) -> None:
    """Choose a template to begin a note from, or make one of the selected note; a step."""
    templates = await room.attempt(lambda: room.desk.journal.templates.all())
    if templates is None:
        return
    choices = [(TAKE + name, name) for name in templates]
    if note is not None:
        choices.append((MAKE, _("+ make a template of '{title}'").format(title=note.title[:30])))
    empty = _("No templates yet. Select a note and press 6 to make one of it.")
    chosen = await room.ask(ChooseDialog(_("Templates of notes"), choices, empty))
    if chosen == MAKE and note is not None:
        await _make(room, note)
    elif chosen is not None:
        name = chosen.removeprefix(TAKE)
        options = ((USE, _("begin a note")), (REMOVE, _("take it away")))
        field = Field("what", _("What next"), USE, options=options)
        values = await room.ask(FormDialog(name, (field,), no_fault, does=_("do it")))
        if values is not None and values["what"] == USE:
            await edit_note(room, None, templates[name].fields)
        elif values is not None:
            await _delete(room, name)


async def _delete(room: Room, name: str) -> None:
    kept = _("The notes begun from it stay.")
    if await may_delete(room, name, kept) and await room.done(lambda: room.desk.journal.templates.drop(name)):
        tell_deleted(room, name)


async def _make(room: Room, note: StudyNote) -> None:
    def fault(values: Values) -> Fault:
        return empty_field(values, {"name": _("Give it a name.", context="template")}) or wrong_length(values)

    explain = _("Title, kind, tags, material and the four parts are kept. The same name replaces a template.")
    field = Field("name", _("Its name"), note.title)
    values = await room.ask(FormDialog(_("A template of this note"), (field,), fault, explain=explain))
    if values is None:
        return
    name, there = clean_line(values["name"]), values_of(note, room.desk.today())
    kept = {key: there[key] for key in KEPT}
    if await room.done(lambda: room.desk.journal.templates.keep(name, kept)):
        room.tell(_("Kept as a template: {name}").format(name=name))
