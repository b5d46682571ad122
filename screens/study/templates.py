"""Templates of notes: a note begun from one, the selected note made one, one taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.binding import Binding

from content.words import _, mark_for_translation
from desk.note_fields import PARTS, values_of
from desk.undo import bring_back
from desk.words.unread import empty_words
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, empty_field, wrong_length
from screens.kit.deleting import Deletion, bring_last_back, deleted_on, deleted_words
from screens.kit.elsewhere import over
from screens.kit.form import Field, FormDialog, Values
from screens.kit.list_screens import UNDO, Wish, WishPage
from screens.kit.rows import Cell, Row, Rows
from screens.study.steps import edit_note
from storage.records import StudyNote, Template, clean_line

KEPT = ("title", "kind", "tags", "material", *PARTS)
USE, MAKE = "use", "make"


class TemplateRows(Rows):
    """The templates, by name."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("begin a note"), id="templates.use")]


class Templates(WishPage):
    """A whole screen of templates; the result is what is wished."""

    CAN_BE_LEFT = True
    CHOSEN = USE
    HELP = mark_for_translation(
        "Beginnings of notes. Enter begins a note from the selected one. A template that is deleted leaves the notes "
        "begun from it as they are."
    )
    BINDINGS = [
        Binding("1", "wish('make')", mark_for_translation("make one"), id="templates.make",
                tooltip=mark_for_translation("Make a template of the note selected in the room")),
        Binding("3", "wish('undo')", mark_for_translation("undo"), id="templates.undo",
                tooltip=mark_for_translation("Bring back what was deleted here last")),
        Binding("delete", "wish('remove')", mark_for_translation("delete"), id="templates.remove",
                tooltip=mark_for_translation("Take the template away; the notes begun from it stay")),
        Binding("escape", "leave", mark_for_translation("close"), id="templates.leave"),
    ]  # fmt: skip

    def __init__(
        self, templates: Mapping[str, Template], note: StudyNote | None, at: Sequence[str], unread: Sequence[str],
        *, can_undo: bool,
    ) -> None:  # fmt: skip
        none = keyed(self, _("No templates yet. {templates.make} makes one of the note that is selected in the room."))
        empty = empty_words(unread, none)
        super().__init__(_("Templates of notes"), TemplateRows(id="list", empty=empty), at, can_undo=can_undo)
        self.templates = templates
        self.note = note

    def rows(self) -> Sequence[Row]:
        """A line a template."""
        return [Row(name, (Cell(name),)) for name in self.templates]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One can be made where a note is selected."""
        return self.note is not None if parameters == (MAKE,) else super().check_action(action, parameters)


async def use_template(room: Room, note: StudyNote | None) -> None:
    """Make templates and take them away, until a note is begun from one or the list is left; a step."""
    at: tuple[str, ...] = ()
    deleted = deleted_on(room, "templates")
    while (templates := await room.attempt(lambda: room.desk.journal.templates.all())) is not None:
        unread = () if templates else await room.not_shown("templates")
        wish: Wish | None = await room.ask(Templates(templates, note, at, unread, can_undo=bool(deleted)))
        if wish is None:
            return
        at = wish.at
        if wish.what == USE:
            await edit_note(room, None, templates[wish.id].fields)
            return
        if wish.what == UNDO:
            at = (await bring_last_back(room, deleted), *at)
        elif wish.what == MAKE and note is not None:
            at = (await _make(room, note), *at)
        else:
            deleted += await _remove(room, wish.id, templates[wish.id])


async def _remove(room: Room, name: str, template: Template) -> list[Deletion]:
    gone = await over(
        room,
        template,
        lambda seen: room.desk.journal.templates.remove(name, seen),
        lambda seen: seen.fields.get("title", ""),
    )
    if gone is None:
        return []
    room.tell(deleted_words(room, "templates.undo", name))
    return [Deletion(name, name, partial(bring_back, room.desk, "templates", name))]


async def _make(room: Room, note: StudyNote) -> str:
    """Make a template of a note; its name, or nothing."""

    def fault(values: Values) -> Fault:
        return empty_field(values, {"name": _("Give it a name.", context="template")}) or wrong_length(values)

    explain = _("Title, kind, tags, material and the four parts are kept. The same name replaces a template.")
    field = Field("name", _("Its name"), note.title)
    values = await room.ask(FormDialog(_("A template of this note"), (field,), fault, explain=explain))
    if values is None:
        return ""
    name, there = clean_line(values["name"]), values_of(note, room.desk.today())
    kept = {key: there[key] for key in KEPT}
    if not await room.done(lambda: room.desk.journal.templates.keep(name, kept)):
        return ""
    room.tell(_("Kept as a template: {name}").format(name=name))
    return name
