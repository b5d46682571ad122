"""Text in cells: a Chinese character takes two, a combining mark none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

DIALOG_WIDTH = 72  # cells of a line in a dialog, at 80 columns: two free at each side, a blank, the scrollbar
# A word or one wide character, with the opening punctuation before it, which must not end a line, the closing
# punctuation behind it, which must not begin one, and the space after that.
_OPENING, _CLOSING = "（《〈“‘【〔「『［", "，。；：！？、）》〉”’】〕」』］％…"
# A text: it is compiled when something is first folded, which the first frame does not do.
_STOPS = r",.;:!?)\]}%"  # those of ASCII close as well, where they stand behind a wide character
_PIECE = (
    rf"[{_OPENING}]*(?:[^\s{_OPENING}{_CLOSING}\u2e80-\U0003ffff]+|[^\s{_OPENING}{_CLOSING}][{_STOPS}]*)"
    rf"(?:\s*[{_CLOSING}]+)*\s*|[{_OPENING}{_CLOSING}]+\s*|\s+"
)
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"  # joins the next sign to this one; asks for this one as a picture
_WITHOUT_WIDTH = {"Mn", "Me", "Mc", "Cc", "Cf", "Zl", "Zp"}  # marks, controls, formats, separators of lines


def cell_len(text: str) -> int:
    """How many cells of a terminal the text takes, as Textual lays it out."""
    return _length(text, _width)


def cells_at_most(text: str) -> int:
    """How many cells it takes where signs such as “ and … are as wide as a Chinese character: in print, in editors."""
    return _length(text, _width_at_most)


def _length(text: str, width: Callable[[str], int]) -> int:
    if text.isascii() and text.isprintable():
        return len(text)
    if _JOINER in text or _AS_EMOJI in text:
        firsts = ((sign, width(sign[0])) for sign in _signs(text))
        return sum(2 if first and _AS_EMOJI in sign else first for sign, first in firsts)
    return sum(map(width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if category(character) in _WITHOUT_WIDTH:
        return int(character == "\xad")  # a soft hyphen is shown
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff" or character in "\u3164\uffa0":
        return 0  # the later parts of a Korean syllable, and what stands for a missing one
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0  # the colour of the person before it
    return 2 if east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=4096)
def _width_at_most(character: str) -> int:
    return 2 if _width(character) and east_asian_width(character) == "A" else _width(character)


def _signs(text: str) -> Iterator[str]:
    """The text in what cannot be taken apart: a character with the marks on it and what is joined to it."""
    start = 0
    for place in range(1, len(text)):
        if _width(text[place]) and text[place - 1] != _JOINER:
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _head(text: str, width: int, size: Callable[[str], int] = cell_len) -> str:
    """The longest beginning of the text in at most `width` cells."""
    end = used = 0
    for sign in _signs(text):
        used += size(sign)
        if used > width:
            break
        end += len(sign)
    return text[:end]


def _before_closing(word: str, head: str) -> str:
    """The beginning of a word that is broken, shorter where closing punctuation would begin the next line."""
    signs = list(_signs(head))
    while len(signs) > 1 and word[len("".join(signs)) :][:1] in tuple(_CLOSING):
        signs.pop()
    return "".join(signs) if len(signs) > 1 else head


def cut(text: str, width: int) -> str:
    """The text on one line in at most `width` cells; two dots say that something was cut."""
    line = " ".join(text[: 4 * max(width, 0) + 4].split())
    if cell_len(line) <= width:
        return line
    return _head(line, width - 2).rstrip() + ".."[: max(width, 0)]


def fit(text: str, width: int) -> str:
    """A line of ours as it is, its blanks too; cut only where it has no room."""
    return text if cell_len(text) <= width else cut(text, width)


def pad(text: str, width: int) -> str:
    """The text cut or filled with spaces to exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def fold(text: str, width: int, size: Callable[[str], int] = cell_len) -> list[str]:
    """The text in lines of at most `width` cells: English broken at spaces, no line begun with closing punctuation.

    A line has one sign at least, however narrow it is; `size` measures.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in re.findall(_PIECE, paragraph):
            if line and size((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            while (word := piece.rstrip()) and size(word) > width:
                head = _before_closing(word, _head(word, width, size) or next(_signs(word)))
                lines.append(head.rstrip())
                piece = piece[len(head) :]
            line += piece
        lines.append(line.rstrip())
    return lines


def fold_within(text: str, width: int, most: int) -> list[str]:
    """The text as one paragraph in at most `most` lines; two dots say that something was cut."""
    paragraph = " ".join(text[: 4 * max(width, 1) * most + 4].split())
    if cell_len(paragraph) <= width:
        return [paragraph]
    lines = fold(paragraph, width)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _head(lines[most - 1], width - 2).rstrip() + ".."[: max(width, 0)]]
