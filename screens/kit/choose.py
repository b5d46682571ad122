"""One out of a list: Enter takes it, Esc none."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from content.words import mark_for_translation
from screens.kit.bars import KeyBar
from screens.kit.base import Translated
from screens.kit.rows import Cell, Row, Rows


class ChooseRows(Rows):
    """What can be chosen."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("choose"), id="choose.take")]


class ChooseDialog(Translated[str | None]):
    """A whole screen to choose on. `choices` are (id, words); the result is an id, or None."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    ChooseDialog #title { height: 2; padding: 0 1; text-style: bold; }
    """
    BINDINGS = [Binding("escape", "leave", mark_for_translation("close"), id="choose.leave")]

    def __init__(self, heading: str, choices: Sequence[tuple[str, str]], empty: str = "") -> None:
        super().__init__()
        self.heading = heading
        self.choices = tuple(choices)
        self.list = ChooseRows(id="list", empty=empty)

    def compose(self) -> ComposeResult:
        """The heading and the list."""
        yield Static(self.heading, id="title", markup=False)
        yield self.list
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.show([Row(name, (Cell(words),)) for name, words in self.choices])
        self.list.focus()

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Take none."""
        self.dismiss(None)
