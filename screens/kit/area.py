"""Several lines to write in; a paste comes in whole, without what no record holds."""

from __future__ import annotations

import re

from textual import events
from textual.widgets import TextArea

from content.words import _
from screens.kit.hanzi import WORD_EDGES
from storage.records import clean_text

PARAGRAPH = 1_000  # characters; every key press folds its whole paragraph anew, which is slow in longer ones
_PIECE = re.compile(rf".{{0,{PARAGRAPH - 1}}}[。！？；!?;]|.{{0,{PARAGRAPH - 1}}}\s|.{{1,{PARAGRAPH}}}")


def in_paragraphs(text: str) -> str:
    """The text with line ends put into paragraphs of over 1,000 characters, after a sentence where one ends."""
    lines = text.split("\n")
    return "\n".join(line if len(line) <= PARAGRAPH else "\n".join(_PIECE.findall(line)) for line in lines)


class Area(TextArea):
    """Several lines; Tab goes on to what comes next."""

    TAKES_TYPING = True
    DEFAULT_CSS = """
    Area { border: none; padding: 0; background: $block-cursor-blurred-background; scrollbar-size-vertical: 1; }
    Area:focus { border: none; background: $field; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=name, tab_behavior="focus", highlight_cursor_line=False)
        self._given = self._given_shown = ""
        self._word_pattern = re.compile(WORD_EDGES)

    @property
    def value(self) -> str:
        """What stands in it; exactly what was put in as long as nobody changed it."""
        return self._given if self.text == self._given_shown else clean_text(self.text)

    @value.setter
    def value(self, text: str) -> None:
        self._given, self._given_shown = text, in_paragraphs(text)
        self.load_text(self._given_shown)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take it whole, without control characters; very long paragraphs get line ends, and that is said."""
        event.stop()
        event.prevent_default()
        text = clean_text(event.text)
        shown = in_paragraphs(text)
        if result := self._replace_via_keyboard(shown, *self.selection):
            self.move_cursor(result.end_location)
        if shown != text:
            words = _("A very long paragraph was given line ends. Nothing else was changed.")
            self.notify(words, markup=False)
