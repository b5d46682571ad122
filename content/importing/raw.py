"""A question as somebody's file has it, before it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Raw:
    """A question before it is checked: its texts by column, its options, and the row that faults name.

    problems: what was wrong already where it was read. is_row: whether it is a row of a table, in which formulas may
    stand.
    """

    row: int
    texts: Mapping[str, str]
    options: tuple[str, ...] = ()
    options_en: tuple[str, ...] = ()
    sheet: str = ""
    problems: tuple[str, ...] = ()
    is_row: bool = False

    def text(self, column: str) -> str:
        """What stands in a column; empty when nothing does."""
        return self.texts.get(column, "")
