"""The one way out to the terminal: whatever a widget draws passes here, from whichever file its text came.

Every widget asks the app for its line filters when its lines are drawn, and a line that did not change is not drawn
again. The sequences that move the cursor and colour the text are made after this, so they stay as they are.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from content.printable import printable

_LINE_ENDS = str.maketrans("\n\t", "  ")  # a line has none, and a terminal would obey them


class ExitFilter(LineFilter):
    """Takes out of each line what could steer a terminal; the line stays as wide as it was laid out.

    Where a person wants it, signs that old consoles draw wider are replaced too.
    """

    wants_plain_signs = False

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as they may leave."""
        return [
            segment
            if _is_plain(segment)
            else Segment(self._shown(segment.text), _style(segment.style), segment.control)
            for segment in segments
        ]

    def _shown(self, text: str) -> str:
        shown = _as_wide(text)
        if not self.wants_plain_signs:
            return shown
        from content.plain_signs import plain_signs  # here: hardly anybody wants it

        return plain_signs(shown)


def _is_plain(segment: Segment) -> bool:
    text, style = segment.text, segment.style
    return text.isascii() and text.isprintable() and (style is None or not style.link)


def _as_wide(text: str) -> str:
    shown = printable(text).translate(_LINE_ENDS)
    width = cell_len(text)
    return shown if cell_len(shown) == width else set_cell_size(shown, width)


def _style(style: Style | None) -> Style | None:
    """The style with a link that ends where it seems to end."""
    if style is None or style.link is None:
        return style
    return style.update_link(printable(style.link).translate(_LINE_ENDS))
