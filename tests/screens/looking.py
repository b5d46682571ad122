"""What is wrong with the cells on the screen: signs of uncertain width, and text that can hardly be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from tests.contrast import contrast

# Where a text of a pack stands, or the file that will leave: these are shown as they are written.
QUOTED = {"QuestionPage", "MarkdownViewer", "Markdown", "PlainMarkdown", "Reader"}
QUOTED_IDS = {"preview"}
DRAWN = set("\u2022\u25aa\u2023\u25e6\u25cf\u258c\u2588\u2503\u2502\u2500\u2501")  # what Textual draws: quoted nowhere


def is_of_certain_width(sign: str) -> bool:
    """Whether a sign has the same width on every terminal: ASCII, or wide for certain."""
    return sign.isascii() or unicodedata.east_asian_width(sign) in "WF"


def uncertain_signs(pilot: Pilot[None]) -> Iterator[str]:
    """The signs of uncertain width on the screen that the program drew."""
    for x, y, segment in _segments(pilot):
        signs = {sign for sign in segment.text if not is_of_certain_width(sign)}
        if signs & DRAWN or (signs and not _is_quoted(_widget_at(pilot, x, y))):
            yield f"of uncertain width: {' '.join(sorted(signs))} in {segment.text!r}"


def faint_texts(pilot: Pilot[None], least: float = 4.5) -> Iterator[str]:
    """The texts on the screen that stand out from their ground by less than `least` to one."""
    for x, y, segment in _segments(pilot):
        style = segment.style
        if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
            continue
        measured = contrast(_hex(style.color), _hex(style.bgcolor))
        if measured < least and not isinstance(_widget_at(pilot, x, y), Screen):  # a room behind a dialog is dimmed
            yield f"{measured:.1f} : 1 at {x},{y}: {segment.text!r}"


def _segments(pilot: Pilot[None]) -> Iterator[tuple[int, int, Segment]]:
    for y, strip in enumerate(pilot.app.screen._compositor.render_strips(pilot.app.size)):
        ends = [0]
        for segment in strip:
            ends.append(ends[-1] + cell_len(segment.text))
        for (x, _end), segment in zip(pairwise(ends), strip, strict=True):
            yield x, y, segment


def _widget_at(pilot: Pilot[None], x: int, y: int) -> Widget:
    widget, _region = pilot.app.screen.get_widget_at(x, y)
    return widget


def _is_quoted(widget: Widget) -> bool:
    if isinstance(widget, Screen):
        return True  # a room behind a dialog; it was looked at before
    return any(type(one).__name__ in QUOTED or one.id in QUOTED_IDS for one in widget.ancestors_with_self)


def _hex(colour: Color) -> str:
    return colour.get_truecolor().hex
