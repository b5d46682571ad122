"""Lines to look through before something is done: Enter does it, Esc does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from content.cells import DIALOG_WIDTH, fold
from content.words import mark_for_translation
from screens.kit.bars import KeyBar
from screens.kit.base import Dialog
from screens.kit.rows import Cell, Row, Rows, tick


@dataclass(frozen=True)
class Line:
    """A line to look at."""

    id: str
    """What it is called in the result."""
    cells: tuple[Cell, ...]
    """What stands on it."""
    says: str = ""
    """All it says, shown while it is selected."""
    may_tick: bool = False
    """Whether 1 chooses it."""


class ReviewRows(Rows):
    """The lines."""

    BINDINGS = [
        Binding("enter", "screen.do", mark_for_translation("do it"), id="review.do"),
        Binding("1", "screen.tick", mark_for_translation("choose"), id="review.tick"),
    ]


class ReviewDialog(Dialog[frozenset[str] | None]):
    """Lines to look through; its result is the ids of those chosen, or None when it was left."""

    DEFAULT_CSS = """
    ReviewDialog ReviewRows { height: auto; max-height: 40vh; }
    ReviewDialog .explain { margin: 0 0 1 0; }
    ReviewDialog #says { height: auto; max-height: 4; margin: 1 0 0 0; color: $text-muted; }
    """
    BINDINGS = [Binding("escape", "leave", mark_for_translation("leave as it is"), id="review.leave")]

    def __init__(self, title: str, lines: Sequence[Line], *, explain: str, empty: str = "", nothing: str = "") -> None:
        """`nothing`: why there is nothing to do; then the lines are only looked at."""
        super().__init__()
        self.heading = title
        self.lines = tuple(lines)
        self.explain = explain
        self.empty = empty
        self.nothing = nothing
        self.ticked: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """The title, the lines, and what the selected one says."""
        with Vertical():
            yield Static("\n".join(fold(self.heading, DIALOG_WIDTH)), classes="title", markup=False)
            explain = "\n".join(filter(None, (self.explain, self.nothing)))
            yield Static(explain, classes="explain", markup=False)
            yield ReviewRows(id="lines", empty=self.empty)
            yield Static("", id="says", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the lines."""
        self.query_one(ReviewRows).focus()
        self._show()

    def _show(self) -> None:
        ticks = any(line.may_tick for line in self.lines)
        self.query_one(ReviewRows).show(
            [Row(line.id, (*((self._tick(line),) if ticks else ()), *line.cells)) for line in self.lines]
        )

    def _tick(self, line: Line) -> Cell:
        return tick(line.id in self.ticked) if line.may_tick else Cell("", 3)

    @property
    def line(self) -> Line | None:
        """The selected line."""
        name = self.query_one(ReviewRows).highlighted_id
        return next((line for line in self.lines if line.id == name), None)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.query_one("#says", Static).update(self.line.says if self.line else "")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only some lines may be chosen, and Enter does nothing where there is nothing to do."""
        if action == "do":
            return not self.nothing
        return action != "tick" or (self.is_mounted and self.line is not None and self.line.may_tick)

    @on(OptionList.OptionSelected)
    def action_do(self) -> None:
        """Do it, with the lines that were chosen; where there is nothing to do, say so again."""
        if self.nothing:
            self.notify(self.nothing, markup=False)
        else:
            self.dismiss(self.ticked)

    def action_tick(self) -> None:
        """Choose the selected line, or take that back."""
        if self.line is not None:
            self.ticked ^= {self.line.id}
            self._show()
