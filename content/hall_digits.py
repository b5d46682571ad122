"""Digits drawn of coloured cells, readable from the last row: 6 cells wide and 5 high, no sign of uncertain width."""

from __future__ import annotations

ROWS = 5
_PIXEL = 2  # cells across; a cell is twice as high as it is wide
_SHAPES = {
    "0": ("111", "101", "101", "101", "111"),
    "1": ("010", "110", "010", "010", "111"),
    "2": ("111", "001", "111", "100", "111"),
    "3": ("111", "001", "111", "001", "111"),
    "4": ("101", "101", "111", "001", "001"),
    "5": ("111", "100", "111", "001", "111"),
    "6": ("111", "100", "111", "101", "111"),
    "7": ("111", "001", "001", "001", "001"),
    "8": ("111", "101", "111", "101", "111"),
    "9": ("111", "101", "111", "001", "111"),
    "-": ("000", "000", "111", "000", "000"),
    "+": ("000", "010", "111", "010", "000"),
    ":": ("0", "1", "0", "1", "0"),
    " ": ("0", "0", "0", "0", "0"),
}


def big(text: str) -> list[list[tuple[int, bool]]]:
    """Five rows, each as runs of cells that are coloured or not; digits, `-`, `+`, `:` and blank can be drawn.

    Raises:
        KeyError: a sign that cannot.
    """
    rows: list[list[tuple[int, bool]]] = [[] for _ in range(ROWS)]
    for place, sign in enumerate(text):
        for row, pixels in zip(rows, _SHAPES[sign], strict=True):
            if place:
                _add(row, _PIXEL, False)
            for pixel in pixels:
                _add(row, _PIXEL, pixel == "1")
    return rows


def big_width(text: str) -> int:
    """How many cells such digits take across."""
    return sum(cells for cells, _is_on in big(text)[0]) if text else 0


def _add(row: list[tuple[int, bool]], cells: int, is_on: bool) -> None:
    if row and row[-1][1] is is_on:
        row[-1] = row[-1][0] + cells, is_on
    else:
        row.append((cells, is_on))
