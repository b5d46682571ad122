"""What Textual itself draws, in signs of certain width only: one cell wide on every terminal, Chinese ones too."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class PlainScrollBar(ScrollBarRender):
    """A scrollbar of coloured cells; Textual ends it with eighths of a block, which are two cells wide on some."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def draw_certain_widths() -> None:
    """Let Textual's scrollbars be drawn so; to be called before an app runs."""
    ScrollBar.renderer = PlainScrollBar
