"""What the month and the year have in common: days as chips, a cursor that arrows and mouse move, Enter to a day."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from content.words import mark_for_translation
from screens.kit.base import is_covered


class DayGrid(Widget, can_focus=True):
    """Days to go through; what is selected is the screen's, which is told where somebody wants to go."""

    BINDINGS = [
        Binding("enter", "open", mark_for_translation("open day"), id="grid.open",
                tooltip=mark_for_translation("Open the selected day in Today, to read it or to fill it in late")),
        Binding("left", "move(-1, 0)", mark_for_translation("left", context="move"), show=False, id="grid.left"),
        Binding("right", "move(1, 0)", mark_for_translation("right", context="move"), show=False, id="grid.right"),
        Binding("up", "move(0, -1)", mark_for_translation("up", context="move"), show=False, id="grid.up"),
        Binding("down", "move(0, 1)", mark_for_translation("down", context="move"), show=False, id="grid.down"),
    ]  # fmt: skip

    MOVES_BY_LETTERS = True

    class Wanted(Message):
        """Another day is to be selected, perhaps outside of what is shown; another item, by its key, or none."""

        def __init__(self, day: date, item: str = "") -> None:
            super().__init__()
            self.day = day
            self.item = item

    class Opened(Message):
        """The selected day is to be opened."""

    def action_open(self) -> None:
        """Open the selected day."""
        self.post_message(self.Opened())

    def action_move(self, across: int, down: int) -> None:
        """Go to the neighbour."""
        raise NotImplementedError

    def at(self, x: int, y: int) -> tuple[date, str] | None:
        """The day and the item's key at a cell of the grid; None where there is no day."""
        raise NotImplementedError

    def is_selected(self, day: date, item: str) -> bool:
        """Whether this is where the cursor stands."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Select the day under the mouse; the selected one opens."""
        there = self.at(event.x, event.y)
        if there is None:
            return
        if self.is_selected(*there):
            self.action_open()
        else:
            self.post_message(self.Wanted(*there))

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is to be seen: nothing is open above."""
        return not is_covered(self)
