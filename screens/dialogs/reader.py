"""A material to read: Markdown that scrolls; Esc closes it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Markdown, Static

from content.models import Material
from content.words import _, mark_for_translation
from screens.base import Translated
from screens.widgets.bars import KeyBar


class Reader(Translated[None]):
    """One material, with its source."""

    DEFAULT_CSS = """
    Reader .source { height: auto; color: $text-muted; padding: 0 1; }
    Reader VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        Binding("escape", "dismiss", mark_for_translation("close"), id="reader.close"),
        Binding("enter", "dismiss", mark_for_translation("close"), show=False, id="reader.close_enter"),
    ]

    def __init__(self, material: Material) -> None:
        super().__init__()
        self.material = material

    def compose(self) -> ComposeResult:
        """The text and where it comes from."""
        source = _("Source: {source} ({edition})").format(source=self.material.source, edition=self.material.edition)
        with VerticalScroll():
            yield Markdown(str(self.material.text), open_links=False)
            yield Static(source, classes="source", markup=False)
        yield KeyBar()
