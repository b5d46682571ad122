"""Something said at more length than one line."""

from __future__ import annotations

from textual.content import Content

from content.cells import DIALOG_WIDTH, fold
from screens.kit.page import PageDialog


class TellDialog(PageDialog):
    """A title and a few lines."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(Content.assemble((title, "bold"), "\n" + "\n".join(fold(text, DIALOG_WIDTH)) + "\n"))
