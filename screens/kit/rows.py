"""A list to choose from, one line a row, made of columns that line up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from content.cells import cut, pad
from content.printable import seen


@dataclass(frozen=True)
class Cell:
    """A text in a column."""

    text: str
    """What it says."""
    width: int = 0
    """Its width in terminal cells; 0: what is left of the line."""
    style: str = ""
    """A colour of the theme, such as `$error`."""
    hits: tuple[tuple[int, int], ...] = ()
    """Places to be marked, from and to."""


@dataclass(frozen=True)
class Row:
    """A line of a list; a heading has rows beneath it."""

    id: str
    """What it is selected by."""
    cells: tuple[Cell, ...]
    """Its columns; the last takes the room that is left."""
    is_heading: bool = False
    """Whether it stands above others and cannot be selected."""
    gap: str = "  "
    """What stands between its columns."""


def heading(name: str, words: str) -> Row:
    """A line above others that belong together."""
    return Row(f"heading/{name}", (Cell(words, style="$text-muted"),), is_heading=True)


def tick(ticked: bool) -> Cell:
    """The tick in front of a line that can be chosen."""
    return Cell("[x]", 3, "bold") if ticked else Cell("[ ]", 3)


class Rows(OptionList):
    """Rows to go through with the arrows and open with Enter; it keeps its place when shown anew."""

    DEFAULT_CSS = """
    Rows { border: none; background: transparent; padding: 0; height: 1fr; scrollbar-size-vertical: 1; }
    Rows:focus { border: none; background-tint: transparent 0%; }
    Rows > .option-list--option { padding: 0 0 0 $edge; }
    Rows > .rows--cursor { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, markup=False)
        self.empty = empty
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the one that was highlighted stays so, or its neighbour."""
        place, name = self.highlighted, self.highlighted_id
        self.rows = tuple(rows)
        self.clear_options()
        self.add_options([Option(self._line(row), id=row.id, disabled=row.is_heading) for row in rows])
        if not rows and self.empty:
            self.add_option(Option(Content.styled(self.empty, "$text-muted"), disabled=True))
        names = [row.id for row in rows]
        if rows:
            self.highlighted = names.index(name) if name in names else min(place or 0, len(rows) - 1)
            if self.rows[self.highlighted].is_heading:
                self.action_cursor_down()

    def select(self, name: str) -> None:
        """Put the highlight on the row of that id, if it is there."""
        names = [row.id for row in self.rows]
        if name in names:
            self.highlighted = names.index(name)
            self.focus()

    @property
    def highlighted_id(self) -> str | None:
        """The id of the row the highlight is on."""
        if self.highlighted is None or self.highlighted >= len(self.rows):
            return None
        return self.rows[self.highlighted].id

    def on_resize(self) -> None:
        """Cut the rows to the new width."""
        if self.rows:
            self.show(self.rows)

    def render_line(self, y: int) -> Strip:
        """The line, with the cursor before the selected one while the list has the focus: no state by colour alone."""
        strip = super().render_line(y)
        if not self.has_focus or self.highlighted != y + self.scroll_offset.y:
            return strip
        style = self.get_component_rich_style("rows--cursor", partial=True)
        ground = next((segment.style for segment in strip if segment.style), None)
        cursor = Segment(">", ground + style if ground else style)
        return Strip.join([Strip([cursor]), strip.crop(1)])

    def _line(self, row: Row) -> Content:
        left = max((self.size.width or self.app.size.width) - 4, 10)  # the cursor's two cells, a blank, the scrollbar
        parts = []
        for cell in row.cells:
            words = seen(cell.text)
            text = pad(words, cell.width) if cell.width else cut(words, left)
            left -= cell.width + len(row.gap)
            part = Content.styled(text, cell.style) if cell.style else Content(text)
            for start, end in cell.hits:
                part = part.stylize("bold underline", start, end)
            parts.append(part)
        return Content(row.gap).join(parts)
