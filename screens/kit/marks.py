"""The colours of the five states, and the number before an item."""

from __future__ import annotations

from content.marks import Mark
from content.words import language

NUMBERS = "一二三四五六七八九十"

MARK_COLOURS: dict[Mark | None, str] = {
    Mark.KEPT: "$mark-kept",
    Mark.PARTLY: "$mark-partly",
    Mark.NOT_KEPT: "$mark-not-kept",
    Mark.NOT_FACED: "$mark-not-faced",
    None: "$text-muted",
}


def item_number(place: int, count: int) -> str:
    """The number of an item among so many, from 0, in two cells: 一, or 1 in English and in long lists."""
    plain = language() == "en" or count > len(NUMBERS)
    return f"{place + 1:<2}" if plain else NUMBERS[place]
