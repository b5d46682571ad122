"""Something to read that needs more than one line: it scrolls, and Enter or Esc closes it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from content.words import mark_for_translation
from screens.kit.bars import KeyBar
from screens.kit.base import Dialog


class PageDialog(Dialog[None], inherit_bindings=False):
    """A few lines over the screen beneath."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    PageDialog { overflow: hidden; }
    PageDialog > VerticalScroll { scrollbar-size-vertical: 1; padding: 1 $edge; margin: 1 0 0 0; }
    """
    BINDINGS = [
        Binding("enter", "dismiss", mark_for_translation("close"), id="page.close"),
        Binding("escape", "dismiss", mark_for_translation("close"), show=False, id="page.close_escape"),
    ]

    def __init__(self, content: Content) -> None:
        super().__init__()
        self.content = content

    def compose(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll():
            yield Static(self.content, markup=False)
        yield KeyBar()
