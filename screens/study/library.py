"""The library: what there is to read, by topic; a person's own materials are added here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from textual.binding import Binding

from content.models import Material
from content.words import _, mark_for_translation
from screens.kit.bars import keyed
from screens.kit.base import Room
from screens.kit.checks import Fault, wrong_length
from screens.kit.deleting import Deletion, bring_last_back, deleted_on, deleted_words
from screens.kit.folder import Faults, read_named
from screens.kit.form import Field, FormDialog, Values
from screens.kit.list_screens import REMOVE, UNDO, Wish, WishPage
from screens.kit.rows import Cell, Row, Rows, heading
from screens.study.steps import read_material
from storage.materials import (
    OWN,
    Incoming,
    bring_material_back,
    material_text,
    not_taken_words,
    remove_material,
    save_material,
)

READ, ADD = "read", "add"


class MaterialRows(Rows):
    """What there is to read."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("read"), id="library.read")]


class Library(WishPage):
    """A whole screen of materials; the result is what is wished."""

    CAN_BE_LEFT = True
    CHOSEN = READ
    HELP = mark_for_translation(
        "What there is to read, by topic: the guides that come with the banks, and what you added yourself. Enter "
        "reads, beginning where you stopped."
    )
    BINDINGS = [
        Binding("1", "wish('add')", mark_for_translation("add your own"), id="library.add",
                tooltip=mark_for_translation("Add a material of your own: Markdown or plain text")),
        Binding("3", "wish('undo')", mark_for_translation("undo"), id="library.undo",
                tooltip=mark_for_translation("Bring back what was deleted here last")),
        Binding("delete", "wish('remove')", mark_for_translation("delete"), id="library.remove",
                tooltip=mark_for_translation("Take away a material you added")),
        Binding("escape", "leave", mark_for_translation("close"), id="library.leave"),
    ]  # fmt: skip

    def __init__(self, materials: tuple[Material, ...], at: Sequence[str], *, can_undo: bool) -> None:
        empty = keyed(self, _("There is nothing to read yet. Press {library.add} to add something."))
        rows = MaterialRows(id="list", empty=empty)
        super().__init__(_("Materials to read"), rows, at, can_undo=can_undo)
        self.materials = materials

    def rows(self) -> Sequence[Row]:
        """The materials under their topics."""
        rows: list[Row] = []
        for topic, some in groupby(self.materials, key=lambda one: str(one.topic)):
            rows.append(heading(str(len(rows)), topic))
            rows += [Row(one.id, (Cell(str(one.title)),)) for one in some]
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only one's own materials can be taken away."""
        if parameters == (REMOVE,):
            return (self.list.highlighted_id or "").startswith(f"{OWN}/")
        return super().check_action(action, parameters)


async def visit_library(room: Room) -> None:
    """Read, add and take away, until the library is left; a step."""
    at: tuple[str, ...] = ()
    deleted = deleted_on(room, "library")
    while (materials := await room.attempt(lambda: room.desk.materials)) is not None:
        topics = list(dict.fromkeys(one.topic.zh for one in materials))
        ordered = tuple(sorted(materials, key=lambda one: topics.index(one.topic.zh)))
        wish: Wish | None = await room.ask(Library(ordered, at, can_undo=bool(deleted)))
        if wish is None:
            return
        at = wish.at
        if wish.what == READ:
            if await read_material(room, wish.id):
                return
        elif wish.what == ADD:
            at = (await _add(room) or "", *at)
        elif wish.what == UNDO:
            at = (await bring_last_back(room, deleted), *at)
        else:
            deleted += await _remove(room, next(one for one in materials if one.id == wish.id))


async def _add(room: Room) -> str | None:
    fields = (
        Field("file", _("File"), hint=_("Markdown (.md) or plain text (.txt)")),
        Field("title", _("Title"), hint=_("empty: its first heading, or the file's name")),
        Field("topic", _("Topic", context="material"), hint=_("empty: my own")),
    )
    today = room.desk.today()
    values = await room.ask(
        FormDialog(_("Add a material"), fields, lambda values: _fault(values) or wrong_length(values))
    )
    if values is None:
        return None
    found = _read(values, today)
    if isinstance(found, Faults):  # it was changed in the meantime
        room.tell(found[0])
        return None
    home, notices = room.desk.home, room.desk.notices
    saved = await room.attempt(lambda: save_material(home, found.title, found.text, notices=notices))
    if saved is not None and (words := not_taken_words(found)):
        room.tell(words)
    return saved


def _fault(values: Values) -> Fault:
    found = _read(values, date.min)
    return ("file", found[0]) if isinstance(found, Faults) else None


def _read(values: Values, day: date) -> Incoming | Faults:
    """The material in the file."""
    return read_named(values["file"], lambda file: material_text(file, values["title"], values["topic"], day))


async def _remove(room: Room, material: Material) -> list[Deletion]:
    """Take a material away; the file it was added from stays where it is."""
    home, title, notices = room.desk.home, str(material.title), room.desk.notices
    if not await room.done(lambda: remove_material(home, material.id, notices=notices)):
        return []
    room.tell(deleted_words(room, "library.undo", title))
    return [Deletion(title, material.id, lambda: bring_material_back(home, material.id, notices=notices))]
