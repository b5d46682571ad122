"""One out of a list: Enter takes it, Esc none."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.binding import Binding
from textual.widgets import OptionList

from content.words import mark_for_translation
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows


class ChooseRows(Rows):
    """What can be chosen."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("choose"), id="choose.take")]


class ChooseDialog(ListPage[str]):
    """A whole screen to choose on. `choices` are (id, words); the result is an id, or None."""

    CAN_BE_LEFT = True
    BINDINGS = [Binding("escape", "leave", mark_for_translation("close"), id="choose.leave")]

    def __init__(self, heading: str, choices: Sequence[tuple[str, str]], empty: str = "") -> None:
        super().__init__(heading, ChooseRows(id="list", empty=empty))
        self.choices = tuple(choices)

    def rows(self) -> Sequence[Row]:
        """A line a choice."""
        return [Row(name, (Cell(words),)) for name, words in self.choices]

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
