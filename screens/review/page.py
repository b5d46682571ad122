"""What every page made of lines is: rows with their heads, all about the selected one, and the records behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textual.content import Content

from content.calendar import Calendar
from screens.kit.rows import Cell, Row


class Entry(NamedTuple):
    """A record behind a figure."""

    room: str
    """The room that shows it; empty where none does."""
    target: str
    """How that room is asked for it."""
    cells: tuple[Cell, ...]
    """What its line says."""


class Group(NamedTuple):
    """The records behind one figure."""

    words: str
    """Which figure."""
    entries: tuple[Entry, ...]
    """The records; as many as the figure says."""


@dataclass(frozen=True)
class Around:
    """What a page is made with, beside its figures."""

    today: date
    """The day."""
    calendar: Calendar
    """Which days are workdays."""


class LinesPage:
    """A page of lines."""

    empty = ""
    """What is said where there are none."""
    begin = ""
    """The line the cursor begins at; the first where that is empty."""

    def heads(self) -> Sequence[str]:
        """The heads of the columns, on one line or two."""
        return ()

    def rows(self) -> Sequence[Row]:
        """The lines."""
        raise NotImplementedError

    def details(self, name: str, width: int) -> Content:
        """All about a line."""
        return Content("")

    def behind(self, name: str) -> Sequence[Group]:
        """The records behind a line's figures; none where there are none."""
        return ()
