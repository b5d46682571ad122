"""What a screen is for, and its keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from content.words import _, mark_for_translation
from screens.base import Translated
from screens.cells import pad
from screens.widgets.bars import KeyBar, key_words


class HelpDialog(Translated[None]):
    """The help of one screen; any of Enter, Esc and F1 closes it."""

    DEFAULT_CSS = """
    HelpDialog { align: center middle; background: $background 60%; }
    HelpDialog > VerticalScroll {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 0 1; border: none;
    }
    HelpDialog KeyBar { dock: bottom; }
    """
    BINDINGS = [
        Binding("escape", "dismiss", mark_for_translation("close"), id="help.close"),
        Binding("enter", "dismiss", mark_for_translation("close"), show=False, id="help.close_enter"),
        Binding("f1", "dismiss", mark_for_translation("close"), show=False, id="help.close_f1", priority=True),
    ]

    def __init__(self, text: str, bindings: Sequence[ActiveBinding]) -> None:
        super().__init__()
        self.text = text
        self.bindings = tuple(bindings)

    def compose(self) -> ComposeResult:
        """The words, then the keys."""
        with VerticalScroll():
            yield Static(self.text + "\n", markup=False)
            yield Static(self._keys(), markup=False)
        yield KeyBar()

    def _keys(self) -> Content:
        seen: set[str] = set()
        lines = [Content.styled(_("Keys"), "bold")]
        for active in self.bindings:
            binding = active.binding
            if binding.key in seen or not binding.description:
                continue
            seen.add(binding.key)
            words = active.tooltip or binding.description
            lines.append(Content.assemble((pad(key_words(binding.key), 10), "bold $accent"), words))
        return Content("\n").join(lines)
