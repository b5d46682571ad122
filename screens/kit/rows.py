"""A list to choose from, one line a row, made of columns that line up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from content.cells import cell_len, cut, fold, fold_within, pad
from content.printable import seen
from screens.kit.base import is_covered

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style as VisualStyle

BLANK = "blank/"  # how the ids of blank lines begin
MOST_FOLDED = 4  # lines that the last column of a row takes beneath it, at most
SPINE = 14  # where, from the edge on, the words stand that say a list is empty


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
    is_number: bool = False
    """Whether it stands at the right of its column, as numbers do."""


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

    @property
    def least_width(self) -> int:
        """The cells of its columns without that which takes the room that is left."""
        return sum([cell.width for cell in self.cells]) + len(self.gap) * len(self.cells)


def heading(name: str, words: str) -> Row:
    """A line above others that belong together."""
    return Row(f"heading/{name}", (Cell(words, style="bold"),), is_heading=True)


def spaced(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with a blank line before every heading but the first: blocks stand apart without lines between them."""
    shown: list[Row] = []
    for row in (row for row in rows if not row.id.startswith(BLANK)):  # shown anew at another width: they had them
        if row.is_heading and shown:
            shown.append(Row(f"{BLANK}{row.id}", (Cell(" "),), is_heading=True))
        shown.append(row)
    return tuple(shown)


def in_column(cell: Cell) -> str:
    """What a cell says, cut or filled to its width: words at the left, numbers at the right."""
    text = pad(cell.text, cell.width)
    return " " * (len(text) - len(text.rstrip())) + text.rstrip() if cell.is_number else text


def heads(cells: Sequence[Cell], gap: str = "  ") -> str:
    """The heads of columns, each over what stands beneath it."""
    return gap.join(map(in_column, cells))


def has_cursor(widget: Widget) -> bool:
    """Whether the cursor stands in it: it has the focus, and nothing is open above its screen."""
    return widget.has_focus and not is_covered(widget)


def with_cursor(strip: Strip, style: Style) -> Strip:
    """A selected line with the cursor before it, on the ground that the line has."""
    ground = next((segment.style for segment in strip if segment.style), None)
    return Strip.join([Strip([Segment(">", ground + style if ground else style)]), strip.crop(1)])


def tick(ticked: bool) -> Cell:
    """The tick in front of a line that can be chosen."""
    return Cell("[x]", 3, "bold") if ticked else Cell("[ ]", 3)


class RowLine(Visual):
    """A row as its list shows it, made when it comes into view: of thousands of rows a screen shows twenty."""

    def __init__(self, row: Row, shown: Callable[[Row], Content], *, is_one_line: bool) -> None:
        self._row = row
        self._shown = shown
        self._is_one_line = is_one_line

    def __str__(self) -> str:
        return str(self._content)

    @cached_property
    def _content(self) -> Content:
        return self._shown(self._row)

    def render_strips(self, width: int, height: int | None, style: VisualStyle, options: RenderOptions) -> list[Strip]:
        """Its lines on the screen."""
        return self._content.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The cells it takes."""
        return self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines it takes."""
        return 1 if self._is_one_line else self._content.get_height(rules, width)


class Rows(OptionList):
    """Rows to go through with the arrows and open with Enter; it keeps its place when shown anew."""

    DEFAULT_CSS = """
    Rows { border: none; background: transparent; padding: 0; height: 1fr; scrollbar-size-vertical: 1; }
    Rows:focus { border: none; background-tint: transparent 0%; }
    Rows > .option-list--option { padding: 0 0 0 $edge; }
    Rows > .option-list--option-disabled { color: $foreground; }
    Rows > .rows--cursor { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    MOVES_BY_LETTERS = True
    FOLDS_AT: ClassVar[int] = 0  # where the last column goes on beneath the row when it has no room; 0: it is cut

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, markup=False)
        self.empty = empty
        self.rows: tuple[Row, ...] = ()
        self._cut_to = 0

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the one that was highlighted stays so, or its neighbour."""
        place, name, beside = self.highlighted, self.highlighted_id, self.beside
        self.rows = rows = spaced(rows)
        self.clear_options()
        self._cut_to = width = self.line_width
        self.add_options(
            Option(
                RowLine(row, self._line, is_one_line=not self.FOLDS_AT and row.least_width <= width),
                id=row.id,
                disabled=row.is_heading,
            )
            for row in rows
        )
        if not rows and self.empty:
            self.add_option(Option(self._nothing(), disabled=True))
        names = [row.id for row in rows]
        if rows:
            near = next((one for one in (name, *beside) if one in names), None)
            self.highlighted = min(place or 0, len(rows) - 1) if near is None else names.index(near)
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

    @property
    def beside(self) -> Sequence[str]:
        """What to select when the highlighted row goes: the next, or one of those after it, else the one before."""
        place = self.highlighted or 0
        return [row.id for row in (*self.rows[place + 1 :], *self.rows[:place][::-1]) if not row.is_heading]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty list has nothing to open: the bar of keys does not offer it."""
        return super().check_action(action, parameters) and (action != "select" or bool(self.highlighted_id))

    def on_resize(self) -> None:
        """Cut the rows to the new width, if there is one, and keep the highlighted one in view."""
        if self.option_count and self._cut_to != self.line_width:
            self.show(self.rows)
        self.scroll_to_highlight()

    def render_line(self, y: int) -> Strip:
        """The line, with the cursor before the selected one while the list has the focus: no state by colour alone."""
        strip = super().render_line(y)
        line = y + self.scroll_offset.y
        if not has_cursor(self) or line >= len(self._lines) or self._lines[line] != (self.highlighted, 0):
            return strip
        return with_cursor(strip, self.get_component_rich_style("rows--cursor", partial=True))

    @property
    def line_width(self) -> int:
        """The cells of a row: the cursor's two, a blank and the scrollbar are not among them."""
        return max((self.size.width or self.app.size.width) - 4, 10)

    def says_all(self, words: str) -> bool:
        """Whether the highlighted row is these words, and has room for all of them."""
        row = next((one for one in self.rows if one.id == self.highlighted_id), None)
        width = max(self.line_width - self.FOLDS_AT, 10)
        return row is not None and row.cells[-1].text == words and len(fold(words, width)) <= MOST_FOLDED

    def _nothing(self) -> Content:
        """What is said where there are no rows: at the spine, as what belongs to a row."""
        lines = fold(self.empty, max(self.line_width - SPINE, 10))
        return Content("\n").join(Content.styled(" " * SPINE + line, "$text-muted") for line in lines)

    def _line(self, row: Row) -> Content:
        left = self.line_width
        parts: list[Content] = []
        for cell in row.cells:
            words = seen(cell.text)
            if self.FOLDS_AT and not cell.width and cell_len(words) > left:
                return self._folded(parts, words)
            text = in_column(Cell(words, cell.width, is_number=cell.is_number)) if cell.width else cut(words, left)
            left -= cell.width + len(row.gap)
            part = Content.styled(text, cell.style) if cell.style else Content(text)
            for start, end in cell.hits:
                part = part.stylize("bold underline", start, end)
            parts.append(part)
        return Content(row.gap).join(parts)

    def _folded(self, parts: Sequence[Content], words: str) -> Content:
        """A row whose last column has no room beside the others: it stands beneath them, in a few lines."""
        width = max(self.line_width - self.FOLDS_AT, 10)
        beneath = [Content(" " * self.FOLDS_AT + line) for line in fold_within(words, width, MOST_FOLDED)]
        return Content("\n").join([Content("  ").join(parts), *beneath] if len(parts) > 1 else _hung(parts, beneath))


def _hung(parts: Sequence[Content], lines: Sequence[Content]) -> list[Content]:
    """The lines, the first of them behind what stands before them."""
    first = Content("  ").join(parts)
    return [first + lines[0][first.cell_length :], *lines[1:]]
