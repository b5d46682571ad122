"""What is meant by a key, as input methods and habits give it."""

from __future__ import annotations

from string import ascii_lowercase, digits
from typing import NamedTuple, cast

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.widget import Widget

HALF_WIDTH = dict(zip("０１２３４５６７８９？", "0123456789?", strict=True))
WIDE_BLANK = "\u3000"
MOTIONS = {"j": "down", "k": "up", "h": "left", "l": "right", "g": "home", "G": "end"}  # in lists and grids, as in vim


class WithAlt(NamedTuple):
    """A key with Alt, as the table of sequences names keys."""

    value: str


# Alt and a digit reach the parts of a note; Textual takes them for the signs that Option types on a Mac (™ for 2). And
# of two keys with Alt that come in one piece it takes the first for ^ and its sign, unless the table has it.
for _sign in digits + ascii_lowercase:
    if _sign in digits or f"\x1b{_sign}" not in ANSI_SEQUENCES_KEYS:  # Alt with b and f: the arrows of some terminals
        cast("dict[str, object]", ANSI_SEQUENCES_KEYS)[f"\x1b{_sign}"] = (WithAlt(f"alt+{_sign}"),)


def is_with_alt(event: events.Key) -> bool:
    """Whether Alt was held: then no sign is typed, though some terminals send one."""
    return event.key.startswith("alt+")


def meant(event: events.Key, focused: Widget | None) -> events.Event:
    """A key as it is meant at what has the focus.

    Where nobody writes, a digit of full width is that digit, and in a list or grid the letters of vim move. A blank of
    full width, which Textual takes for no sign at all, is a blank; in a text of several lines it stays. With Alt no
    sign is typed.
    """
    if is_with_alt(event):
        return events.Key(event.key, None)
    if event.character == WIDE_BLANK:
        from textual.widgets import TextArea

        return events.Paste(WIDE_BLANK) if isinstance(focused, TextArea) else events.Key("space", " ")
    if getattr(focused, "TAKES_TYPING", False):
        return event
    if plain := HALF_WIDTH.get(event.character or ""):
        return events.Key("question_mark" if plain == "?" else plain, plain)
    motion = MOTIONS.get(event.character or "") if getattr(focused, "MOVES_BY_LETTERS", False) else None
    return events.Key(motion, None) if motion else event
