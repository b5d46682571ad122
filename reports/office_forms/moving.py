"""References of a sheet when rows are put in before one of its rows: which move, which grow, and which nobody can say.

The rows come before the last blank row of a table, as a person puts them in so that a sum over the table grows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LAST_ROW = 1_048_576  # of a sheet
_STRING = r'"(?:[^"]|"")*"'
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_CELL = r"\$?[A-Za-z]{1,3}\$?\d{1,7}"
_ROWS = r"\$?\d{1,7}:\$?\d{1,7}"
_PIECE = re.compile(
    rf"(?P<text>{_STRING})|(?P<sheet>{_SHEET})?(?<![\w.])"
    rf"(?:(?P<first>{_CELL}):(?P<last>{_CELL})|(?P<rows>{_ROWS})|(?P<one>{_CELL}))(?![\w.(])"
)
_PLACE = re.compile(r"(\$?[A-Za-z]{1,3}\$?)(\d{1,7})")
_BEYOND = re.compile(r"\[|(?<!\w)(?:OFFSET|INDIRECT|INDEX|ROW|ROWS|ADDRESS|VLOOKUP|MATCH)\s*\(", re.IGNORECASE)


class Unsound(Exception):
    """Nobody can say what a reference should name once the rows are put in."""


@dataclass(frozen=True)
class Insertion:
    """Rows put in before the last blank row of a table: that row's number, the table's first, and how many."""

    last: int
    first: int
    count: int

    def row(self, number: int) -> int:
        """Where a row goes that was there."""
        return number + self.count if number > self.last else number

    def area(self, ref: str) -> str:
        """An area as an attribute names it, A5:H14, or a cell; one that reaches over the last row grows with it."""
        return ":".join(
            _PLACE.sub(lambda found: found[1] + str(self.row(int(found[2]))), place) for place in ref.split(":")
        ) if not self._reaches(ref) else self._grown(ref)  # fmt: skip

    def areas(self, refs: str) -> str:
        """Several of them, with blanks between."""
        return " ".join(map(self.area, refs.split()))

    def formula(self, text: str, *, sheet: str, is_here: bool) -> str:
        """A formula after the rows are put in; `is_here` says whether it stands in the sheet itself.

        Raises:
            Unsound: it counts in a way that cannot be followed.
        """

        def changed(found: re.Match[str]) -> str:
            if found["text"] is not None:
                return found[0]
            prefix = found["sheet"] or ""
            if not (_names(prefix, sheet) if prefix else is_here):
                return found[0]
            return prefix + self._moved(found[0][len(prefix) :], found)

        without = re.sub(_STRING, '""', text)
        if _BEYOND.search(without) and self._may_touch(without, sheet, is_here):
            raise Unsound(text)
        return _PIECE.sub(changed, text)

    def _may_touch(self, text: str, sheet: str, is_here: bool) -> bool:
        """Whether a formula that looks up rows by their numbers may look here."""
        bare = re.sub(r"(?i)(?<!\w)ROW\s*\(\s*\)", "", text)
        return bool(_BEYOND.search(bare)) and (is_here or _squeezed(sheet) in _squeezed(text))

    def _moved(self, ref: str, found: re.Match[str]) -> str:
        if found["rows"] is not None:
            _first, last = (int(piece.strip("$")) for piece in ref.split(":"))
            if last < self.last:
                return ref
            raise Unsound(ref)
        if found["one"] is not None and self.first <= _row_of(ref) <= self.last:
            raise Unsound(ref)  # one row of the table: which it is to be afterwards nobody can say
        if found["first"] is not None:
            top, bottom = _row_of(found["first"]), _row_of(found["last"])
            if top > bottom or (self.first <= top and bottom < self.last):
                raise Unsound(ref)  # a part of the table
            if self.first < top <= self.last:
                raise Unsound(ref)
        return self.area(ref)

    def _reaches(self, ref: str) -> bool:
        first, colon, last = ref.partition(":")
        return bool(colon) and _row_of(first) <= self.last <= _row_of(last)

    def _grown(self, ref: str) -> str:
        first, _colon, last = ref.partition(":")
        row = min(_row_of(last) + self.count, LAST_ROW)
        return f"{first}:" + _PLACE.sub(lambda found: found[1] + str(row), last)


def _row_of(place: str) -> int:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise Unsound(place)
    return int(found[2])


def _names(prefix: str, sheet: str) -> bool:
    name = prefix[:-1]
    name = name[1:-1].replace("''", "'") if name.startswith("'") else name
    return name.casefold() == sheet.casefold()


def _squeezed(text: str) -> str:
    return "".join(text.replace("'", "").split()).casefold()
