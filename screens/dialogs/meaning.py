"""What each mark means at one item, with examples."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from content.marks import Bilingual, Dont, Mark
from content.words import _, mark_for_translation
from screens.base import Translated
from screens.cells import fold, pad
from screens.widgets.bars import KeyBar


class MeaningDialog(Translated[None]):
    """One item explained; Enter and Esc close it."""

    DEFAULT_CSS = """
    MeaningDialog { align: center middle; background: $background 60%; }
    MeaningDialog > VerticalScroll {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 0 1; border: none;
    }
    MeaningDialog KeyBar { dock: bottom; }
    """
    BINDINGS = [
        Binding("escape", "dismiss", mark_for_translation("close"), id="meaning.close"),
        Binding("enter", "dismiss", mark_for_translation("close"), show=False, id="meaning.close_enter"),
    ]

    def __init__(self, dont: Dont) -> None:
        super().__init__()
        self.dont = dont

    def compose(self) -> ComposeResult:
        """The item, explained."""
        with VerticalScroll():
            yield Static(self._words(), markup=False)
        yield KeyBar()

    def _words(self) -> Content:
        lines = [Content.styled(str(self.dont.official), "bold"), Content("")]
        for mark in Mark:
            if mark in self.dont.meanings:
                lines += _hanging(mark.words, self.dont.meanings[mark])
        for words, examples in (
            (_("Kept, for example"), self.dont.examples_kept),
            (_("Not kept, for example"), self.dont.examples_not_kept),
        ):
            lines += [Content(""), Content.styled(words, "bold")]
            for example in examples:
                lines += _hanging("", example, width=2)
        return Content("\n").join(lines)


def _hanging(label: str, text: Bilingual, width: int = 13) -> list[Content]:
    lines = fold(str(text), 74 - width)
    first = Content.assemble((pad(label, width), "bold"), lines[0])
    return [first, *(Content(" " * width + line) for line in lines[1:])]
