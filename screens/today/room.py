"""Which lines of the screen belong to what on Today: they change when something is saved, not with the selection."""

from __future__ import annotations

from textual.geometry import Size

FIXED = 8  # the rooms, the day and a blank, a blank on either side of the wording, the counts, messages, keys
FIXED_WIDE = 7  # there the matters stand beside, with no blank above them
LEAST_WORDING = 3
MATTERS_KEPT = 5  # lines that a long sentence leaves to the matters
MATTERS_KEPT_BY_ITEMS = 3  # and those that a long list does
WORDING_KEPT = 6  # lines that rows which wrap leave to the wording


def rows_most(size: Size) -> int:
    """How many lines the items may take, before the list moves with the selection."""
    fixed, least = (FIXED_WIDE, LEAST_WORDING + 1) if is_wide(size) else (FIXED, LEAST_WORDING + MATTERS_KEPT_BY_ITEMS)
    return max(size.height - fixed - least, 6)


def lines_to_wrap(size: Size, rows: int) -> int:
    """How many lines `rows` items may take more, so that long sentences stand in them whole: none at 80 columns."""
    return max(size.height - FIXED_WIDE - WORDING_KEPT - rows, 0) if is_wide(size) else 0


def wording_lines(size: Size, rows: int, wanted: int, matters: int) -> int:
    """How many lines the words of the selected item get, of those `wanted` by the longest of all items.

    At 80 columns those which the matters beneath leave free, and of long matters all but a few.
    """
    most = (
        size.height - FIXED_WIDE - rows
        if is_wide(size)
        else size.height - FIXED - rows - min(max(matters, MATTERS_KEPT_BY_ITEMS), MATTERS_KEPT)
    )
    return max(min(wanted, most), LEAST_WORDING)


def matters_room(size: Size, rows: int, wording: int) -> int:
    """How many lines the matters get, with their head."""
    return max(size.height - 6 if is_wide(size) else size.height - FIXED - rows - wording, 2)


def is_wide(size: Size) -> bool:
    """Whether the matters stand in a second column."""
    return size.width >= 120
