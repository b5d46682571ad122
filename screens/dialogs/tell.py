"""Something said at more length than one line; any of Enter and Esc closes it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from content.words import mark_for_translation
from screens.base import Translated
from screens.widgets.bars import KeyBar


class TellDialog(Translated[None]):
    """A title and a few lines."""

    DEFAULT_CSS = """
    TellDialog { align: center middle; background: $background 60%; }
    TellDialog > VerticalScroll {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 0 1; border: none;
    }
    TellDialog .title { text-style: bold; }
    TellDialog .text { height: auto; margin: 0 0 1 0; }
    TellDialog KeyBar { dock: bottom; }
    """
    BINDINGS = [
        Binding("enter", "dismiss", mark_for_translation("close"), id="tell.close"),
        Binding("escape", "dismiss", mark_for_translation("close"), show=False, id="tell.close_escape"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading = title
        self.text = text

    def compose(self) -> ComposeResult:
        """The title and the lines."""
        with VerticalScroll():
            yield Static(self.heading, classes="title", markup=False)
            yield Static(self.text, classes="text", markup=False)
        yield KeyBar()
