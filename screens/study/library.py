"""The library: what there is to read, by topic; a person's own materials are added here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from content.errors import FileFaults
from content.models import Material
from content.words import _, mark_for_translation
from screens.kit.bars import KeyBar
from screens.kit.base import Room, Translated
from screens.kit.checks import Fault, wrong_length
from screens.kit.folder import folder_of
from screens.kit.form import AskDialog, Field, FormDialog, Values
from screens.kit.rows import Cell, Row, Rows
from screens.study.steps import read_material
from storage.materials import OWN, material_text, remove_material, save_material

READ, ADD, REMOVE = "read", "add", "remove"


@dataclass(frozen=True)
class Wish:
    """What is wished in the library, about which material."""

    what: str
    material_id: str = ""


class MaterialRows(Rows):
    """What there is to read."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("read"), id="library.read")]


class Library(Translated[Wish | None]):
    """A whole screen of materials; the result is what is wished."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    Library #title { height: 2; padding: 0 1; text-style: bold; }
    """
    HELP = mark_for_translation(
        "What there is to read, by topic: the guides that come with the banks, and what you added yourself. Enter "
        "reads, beginning where you stopped."
    )
    BINDINGS = [
        Binding("1", "add", mark_for_translation("add your own"), id="library.add",
                tooltip=mark_for_translation("Add a material of your own: Markdown or plain text")),
        Binding("delete", "remove", mark_for_translation("delete"), id="library.remove",
                tooltip=mark_for_translation("Take away a material you added")),
        Binding("escape", "leave", mark_for_translation("close"), id="library.leave"),
    ]  # fmt: skip

    def __init__(self, materials: tuple[Material, ...], at: str) -> None:
        super().__init__()
        self.materials = materials
        self.at = at
        self.list = MaterialRows(id="list", empty=_("There is nothing to read yet. Press 1 to add something."))

    def compose(self) -> ComposeResult:
        """The heading and the list."""
        yield Static(_("Materials to read"), id="title", markup=False)
        yield self.list
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the list, at the material read last."""
        rows: list[Row] = []
        for topic, some in groupby(self.materials, key=lambda one: str(one.topic)):
            rows.append(Row(f"topic/{len(rows)}", (Cell(topic, style="$text-muted"),), is_heading=True))
            rows += [Row(one.id, (Cell("", 1), Cell(str(one.title)))) for one in some]
        self.list.show(rows)
        self.list.select(self.at)
        self.list.focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only one's own materials can be taken away."""
        return action != "remove" or (self.list.highlighted_id or "").startswith(f"{OWN}/")

    @on(OptionList.OptionSelected)
    def _read(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Wish(READ, event.option_id or ""))

    def action_add(self) -> None:
        """Add a material."""
        self.dismiss(Wish(ADD))

    def action_remove(self) -> None:
        """Take away the selected one."""
        self.dismiss(Wish(REMOVE, self.list.highlighted_id or ""))

    def action_leave(self) -> None:
        """Back to the notes."""
        self.dismiss(None)


async def visit_library(room: Room) -> None:
    """Read, add and take away, until the library is left; a step."""
    at = ""
    while (materials := await room.attempt(lambda: room.desk.materials)) is not None:
        topics = list(dict.fromkeys(one.topic.zh for one in materials))
        ordered = tuple(sorted(materials, key=lambda one: topics.index(one.topic.zh)))
        wish: Wish | None = await room.ask(Library(ordered, at))
        if wish is None:
            return
        at = wish.material_id or at
        if wish.what == READ:
            if await read_material(room, wish.material_id):
                return
        elif wish.what == ADD:
            at = await _add(room) or at
        else:
            await _remove(room, next(one for one in materials if one.id == wish.material_id))


async def _add(room: Room) -> str | None:
    fields = (
        Field("file", _("File"), hint=_("Markdown (.md) or plain text (.txt)")),
        Field("title", _("Title"), hint=_("empty: its first heading, or the file's name")),
        Field("topic", _("Topic"), hint=_("empty: my own")),
    )
    today = room.desk.today()
    values = await room.ask(
        FormDialog(_("Add a material"), fields, lambda values: _fault(values) or wrong_length(values))
    )
    if values is None:
        return None
    try:
        title, text = material_text(folder_of(values["file"]), values["title"], values["topic"], today)
    except (FileFaults, OSError, ValueError, RuntimeError):  # it was changed in the meantime
        room.tell(_("There is no such file."))
        return None
    return await room.attempt(lambda: save_material(room.desk.home, title, text))


def _fault(values: Values) -> Fault:
    if not values["file"].strip():
        return "file", _("Say which file.")
    try:
        file = folder_of(values["file"])
        material_text(file, values["title"], values["topic"], date.min)
    except FileFaults as error:
        return "file", error.lines(file.name)[0]
    except (OSError, ValueError, RuntimeError):
        return "file", _("There is no such file.")
    return None


async def _remove(room: Room, material: Material) -> None:
    explain = _("The file you added it from stays where it is.")
    if await room.ask(AskDialog(_("Take away “{title}”?").format(title=material.title), explain)) is not None:
        await room.done(lambda: remove_material(room.desk.home, material.id))
