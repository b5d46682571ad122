"""Screens made of a list: a page to choose on, which gives a result, and a room, with or without the details beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import fit
from screens.kit.bars import EDGE, KeyBar
from screens.kit.base import Room, Translated
from screens.kit.rows import Row, Rows

T = TypeVar("T")
LOOKED_AT = 40  # lines of a list that say how many lines their details want beneath it
REMOVE, UNDO = "remove", "undo"  # what every page wishes in the same words: Del, and 3


class ListPage(Translated[T | None]):
    """A whole screen with a heading and a list; whoever leaves it gives None back."""

    DEFAULT_CSS = """
    ListPage #title { height: 1; margin: 0 0 1 0; padding: 0 $edge; text-style: bold; background: $panel; }
    """

    def __init__(self, heading: str, rows: Rows, at: Sequence[str] = ()) -> None:
        """`at`: the ids of rows to begin at; the first of them that is there."""
        super().__init__()
        self.heading = heading
        self.list = rows
        self.at = at

    def compose(self) -> ComposeResult:
        """The heading, the list, and what stands around it."""
        room = self.app.size.width - 2 * EDGE
        heading = self.heading if "\n" in self.heading else fit(self.heading, room)  # one that is folded has its lines
        yield Static(heading, id="title", markup=False)
        yield from self.furniture()
        yield KeyBar()

    def furniture(self) -> Iterable[Widget]:
        """What stands between the heading and the keys."""
        yield self.list

    def rows(self) -> Sequence[Row]:
        """The rows as they are now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.show(self.rows())
        there = {row.id for row in self.list.rows}
        self.list.select(next((name for name in self.at if name in there), ""))
        self.list.focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


@dataclass(frozen=True)
class Wish:
    """What is wished of a line."""

    what: str
    """One of the page's own words for it."""
    id: str
    """The id of the selected row; empty when there is none."""
    beside: tuple[str, ...] = ()
    """Where to go on when that row goes."""

    @property
    def at(self) -> tuple[str, ...]:
        """Where to begin when the page is opened again."""
        return (self.id, *self.beside)


class WishPage(ListPage[Wish]):
    """A page whose keys each wish something of the selected line; who opened it does it, and opens it again."""

    CHOSEN: ClassVar[str]
    """What Enter wishes."""

    def __init__(self, heading: str, rows: Rows, at: Sequence[str], *, can_undo: bool) -> None:
        """`can_undo`: whether something was taken away here that can be brought back."""
        super().__init__(heading, rows, at)
        self.can_undo = can_undo

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is selected can be taken away, and what was taken away brought back."""
        if parameters == (REMOVE,):
            return bool(self.list.highlighted_id)
        return parameters != (UNDO,) or self.can_undo

    def action_wish(self, what: str) -> None:
        """Close, and say what is wished."""
        self.dismiss(Wish(what, self.list.highlighted_id or "", tuple(self.list.beside)))

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_wish(self.CHOSEN)


class ListRoom(Room):
    """A room whose lines one goes through."""

    list: Rows

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.focus()

    @on(OptionList.OptionHighlighted, "#list")
    def _highlighted(self) -> None:
        self.show_details()

    def show_details(self) -> None:
        """Show what follows the selected line: at least which keys work on it."""
        self.refresh_bindings()


class Details(VerticalScroll):
    """Where the details stand; when it gets another width they are folded to it."""

    def __init__(self, *children: Widget, **named: Any) -> None:
        super().__init__(*children, **named)
        self._folded_to = 0

    def on_resize(self, event: events.Resize) -> None:
        """Have the room show them anew."""
        if event.size.width != self._folded_to and isinstance(self.screen, DetailsRoom):
            self._folded_to = event.size.width
            self.screen.fold_details()


class DetailsRoom(ListRoom):
    """A list with all that the selected line stands for beneath it, from 120 columns beside it."""

    DEFAULT_CSS = """
    DetailsRoom #columns { height: 1fr; layout: vertical; }
    DetailsRoom #left { width: 1fr; height: 1fr; }
    DetailsRoom #heads { height: 1; color: $text-muted; }
    DetailsRoom #details { height: $details-beneath; padding: 0 0 0 $edge; background: $surface; }
    DetailsRoom #details { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    DetailsRoom #details:focus { background: $field; }
    DetailsRoom #words { height: auto; }
    DetailsRoom.-wide #columns { layout: horizontal; }
    DetailsRoom.-wide #left { width: 2fr; min-width: $main-width; }
    DetailsRoom.-wide #details { width: 1fr; min-width: $side-width; max-width: $side-most; height: 1fr; }
    """

    def columns(self, *above: Widget, beneath: Sequence[Widget] = ()) -> ComposeResult:
        """The list, with what stands above and beneath it, and the details."""
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield from above
                yield self.list
                yield from beneath
            with Details(id="details"):
                yield Static("", id="words", markup=False)

    @property
    def list_width(self) -> int:
        """The cells that a row of the list has, the scrollbar's too."""
        return (self.query_one("#left").size.width or self.app.size.width) - 2

    def details(self, width: int) -> str | Content:
        """All about the selected line, in lines of at most `width` cells; empty where none is selected."""
        raise NotImplementedError

    def details_wanted(self, width: int) -> int | None:
        """How many lines the details want beneath the list, whichever line is selected; None: all there are."""
        return None

    def show_details(self) -> None:
        """Show the selected line in full, from its beginning."""
        area = self.query_one("#details", VerticalScroll)
        width = max((area.size.width or self.app.size.width) - 1, 20)  # the scrollbar
        self.query_one("#words", Static).update(self.details(width))
        most = None if self.has_class("-wide") else self.details_wanted(width)
        area.styles.max_height = most
        area.scroll_home(animate=False)
        super().show_details()

    def on_resize(self) -> None:
        """Fold the text to the new width."""
        self.fold_details()

    def fold_details(self) -> None:
        """Show the details anew when the screen has been laid out."""
        self.call_after_refresh(self._show_details_if_there)

    def _show_details_if_there(self) -> None:
        if self.is_attached:
            self.show_details()
