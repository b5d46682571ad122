"""One out of a list: Enter takes it, Esc none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import OptionList, Static

from content.cells import DIALOG_WIDTH, fold
from content.words import _, mark_for_translation
from screens.kit.list_screens import ListPage
from screens.kit.rows import Cell, Row, Rows


class ChooseRows(Rows):
    """What can be chosen."""

    BINDINGS = [Binding("enter", "select", mark_for_translation("choose"), id="choose.take")]


class ChooseDialog(ListPage[str]):
    """A whole screen to choose on. `choices` are (id, words), `about` what it is about; an id comes back, or None."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    ChooseDialog #title { height: auto; }
    ChooseDialog #about { height: auto; margin: 0 0 1 0; padding: 0 $edge; color: $text-muted; }
    """
    BINDINGS = [Binding("escape", "leave", mark_for_translation("close"), id="choose.leave")]

    def __init__(
        self, heading: str, choices: Sequence[tuple[str, str]], empty: str = "", *, about: str = "", at: str = ""
    ) -> None:
        """`at`: the id of the choice to begin at."""
        super().__init__("\n".join(fold(heading, DIALOG_WIDTH)), ChooseRows(id="list", empty=empty), (at,))
        self.choices = tuple(choices)
        self.about = about

    def furniture(self) -> Iterable[Widget]:
        """What is asked about, above the choices."""
        if self.about:
            yield Static("\n".join(fold(self.about, DIALOG_WIDTH)), id="about", markup=False)
        yield self.list

    def other_words(self) -> Mapping[str, str]:
        """Where something is asked about, Esc goes back to it."""
        return {"leave": _("back", context="question")} if self.about else {}

    def rows(self) -> Sequence[Row]:
        """A line a choice."""
        return [Row(name, (Cell(words),)) for name, words in self.choices]

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
