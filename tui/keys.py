"""What is meant by a key, as input methods and habits give it."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

HALF_WIDTH = dict(zip("０１２３４５６７８９？", "0123456789?", strict=True))
WIDE_BLANK = "\u3000"
MOTIONS = {"j": "down", "k": "up", "h": "left", "l": "right", "g": "home", "G": "end"}  # in lists and grids, as in vim


def meant(event: events.Key, focused: Widget | None) -> events.Event:
    """A key as it is meant at what has the focus.

    Where nobody writes, a digit of full width is that digit, and in a list or grid the letters of vim move. A blank of
    full width, which Textual takes for no sign at all, is a blank; in a text of several lines it stays.
    """
    if event.character == WIDE_BLANK:
        from textual.widgets import TextArea

        return events.Paste(WIDE_BLANK) if isinstance(focused, TextArea) else events.Key("space", " ")
    if getattr(focused, "TAKES_TYPING", False):
        return event
    if plain := HALF_WIDTH.get(event.character or ""):
        return events.Key("question_mark" if plain == "?" else plain, plain)
    motion = MOTIONS.get(event.character or "") if getattr(focused, "MOVES_BY_LETTERS", False) else None
    return events.Key(motion, None) if motion else event
