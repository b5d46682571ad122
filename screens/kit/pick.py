"""Several out of a list, a tick before each; Enter and Space tick, Ctrl+S takes them, Esc leaves all as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import DIALOG_WIDTH, fold
from content.words import mark_for_translation
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows, tick


class PickRows(Rows):
    """What can be ticked."""

    BINDINGS = [
        Binding("space", "select", mark_for_translation("tick"), id="pick.tick"),
        Binding("enter", "select", mark_for_translation("tick"), show=False, id="pick.tick_enter"),
    ]


class PickDialog(ListPage[frozenset[str]]):
    """A whole screen to tick on. `choices` are (id, words); the result is the ids ticked, or None."""

    BINDINGS = [
        Binding("ctrl+s", "take", mark_for_translation("take these"), id="pick.take"),
        Binding("escape", "leave", mark_for_translation("leave"), id="pick.leave"),
    ]

    DEFAULT_CSS = """
    PickDialog #about { height: auto; margin: 0 0 1 0; padding: 0 $edge; color: $text-muted; }
    """

    def __init__(
        self, heading: str, choices: Sequence[tuple[str, str]], ticked: Collection[str], empty: str, *, about: str = ""
    ) -> None:
        """`about`: what is to be known before ticking."""
        super().__init__(heading, PickRows(id="list", empty=empty))
        self.about = about
        self.choices = tuple(choices)
        self.ticked = set(ticked)

    def furniture(self) -> Iterable[Widget]:
        """What is to be known, above the choices."""
        if self.about:
            yield Static("\n".join(fold(self.about, DIALOG_WIDTH)), id="about", markup=False)
        yield self.list

    def rows(self) -> Sequence[Row]:
        """A line a choice, its tick in front."""
        return [Row(name, (tick(name in self.ticked), Cell(words))) for name, words in self.choices]

    @on(OptionList.OptionSelected)
    def _tick(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.ticked ^= {event.option_id}
            self.list.show(self.rows())

    def action_take(self) -> None:
        """Give back what is ticked."""
        self.dismiss(frozenset(self.ticked))
