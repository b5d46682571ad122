"""Several out of a list, a tick before each; Enter and Space tick, Ctrl+S takes them, Esc leaves all as it was."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from content.words import mark_for_translation
from screens.kit.bars import KeyBar
from screens.kit.base import Translated
from screens.kit.rows import Cell, Row, Rows


class PickRows(Rows):
    """What can be ticked."""

    BINDINGS = [
        Binding("space", "select", mark_for_translation("tick"), id="pick.tick"),
        Binding("enter", "select", mark_for_translation("tick"), show=False, id="pick.tick_enter"),
    ]


class PickDialog(Translated[frozenset[str] | None]):
    """A whole screen to tick on. `choices` are (id, words); the result is the ids ticked, or None."""

    DEFAULT_CSS = """
    PickDialog #title { height: 2; padding: 0 1; text-style: bold; }
    """
    BINDINGS = [
        Binding("ctrl+s", "take", mark_for_translation("take these"), id="pick.take"),
        Binding("escape", "leave", mark_for_translation("leave"), id="pick.leave"),
    ]

    def __init__(self, heading: str, choices: Sequence[tuple[str, str]], ticked: Collection[str], empty: str) -> None:
        super().__init__()
        self.heading = heading
        self.choices = tuple(choices)
        self.ticked = set(ticked)
        self.list = PickRows(id="list", empty=empty)

    def compose(self) -> ComposeResult:
        """The heading and the list."""
        yield Static(self.heading, id="title", markup=False)
        yield self.list
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the list."""
        self._show()
        self.list.focus()

    def _show(self) -> None:
        self.list.show(
            [
                Row(
                    name,
                    (
                        Cell("[x]" if name in self.ticked else "[ ]", 3, "bold $accent" * (name in self.ticked)),
                        Cell(words),
                    ),
                )
                for name, words in self.choices
            ]
        )

    @on(OptionList.OptionSelected)
    def _tick(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.ticked ^= {event.option_id}
            self._show()

    def action_take(self) -> None:
        """Give back what is ticked."""
        self.dismiss(frozenset(self.ticked))

    def action_leave(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
