"""Text in terminal cells: a Chinese character takes two."""

from __future__ import annotations

import re

from rich.cells import cell_len as cell_len
from rich.cells import chop_cells, set_cell_size

DIALOG_WIDTH = 74  # cells of a line in a dialog, at 80 columns
# A word or one wide character, with the opening punctuation before it, which must not end a line, the closing
# punctuation behind it, which must not begin one, and the space after that.
_OPENING, _CLOSING = "（《〈“‘【〔「『［", "，。；：！？、）》〉”’】〕」』］％…"
# A text: it is compiled when something is first folded, which the first frame does not do.
_PIECE = (
    rf"[{_OPENING}]*(?:[^\s{_OPENING}{_CLOSING}\u2e80-\U0003ffff]+|[^\s{_OPENING}{_CLOSING}])[{_CLOSING}]*\s*"
    rf"|[{_OPENING}{_CLOSING}]+\s*|\s+"
)


def cut(text: str, width: int) -> str:
    """The text on one line in at most `width` cells; two dots say that something was cut."""
    line = " ".join(text[: 4 * max(width, 0) + 4].split())
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, max(width - 2, 0)).rstrip() + ".."[: max(width, 0)]


def pad(text: str, width: int) -> str:
    """The text cut or filled with spaces to exactly `width` cells."""
    return set_cell_size(cut(text, width), width)


def fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells: English broken at spaces, no line begun with closing punctuation."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in re.findall(_PIECE, paragraph):
            if line and cell_len((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            while cell_len(piece.rstrip()) > width:
                head = chop_cells(piece, width)[0]
                lines.append(head)
                piece = piece[len(head) :]
            line += piece
        lines.append(line.rstrip())
    return lines
