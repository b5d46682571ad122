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


class Pages(VerticalScroll):
    """Lines to read; where there are more than are seen, the bar names the keys that show them."""

    BINDINGS = [
        Binding("down", "scroll_down", mark_for_translation("scroll"), id="page.down",
                key_display=mark_for_translation("Up/Down")),
    ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is seen whole does not scroll."""
        return action != "scroll_down" or self.max_scroll_y > 0

    def on_mount(self) -> None:
        """Say what scrolls once that is known."""
        self.call_after_refresh(self.screen.refresh_bindings)

    def on_resize(self) -> None:
        """Say it anew at another size."""
        self.call_after_refresh(self.screen.refresh_bindings)


class PageDialog(Dialog[None], inherit_bindings=False):
    """A few lines over the screen beneath."""

    CAN_BE_LEFT = True
    DEFAULT_CSS = """
    PageDialog { overflow: hidden; }
    PageDialog > Pages { scrollbar-size-vertical: 1; padding: 1 $edge; margin: 1 0 0 0; }
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
        with Pages():
            yield Static(self.content, markup=False)
        yield KeyBar()
