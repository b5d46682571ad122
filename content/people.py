"""Finding somebody on a list by what is typed: part of the name, the first letters of its reading, or a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from content.initials import initials_pattern

_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})")
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}


def matching(names: Sequence[str], typed: str, numbers: Sequence[str] = ()) -> list[int]:
    """The places of the names that what was typed may mean, the likeliest first; all of them when nothing was.

    A name that begins so comes before one that has it further on; a member number counts from its beginning, with or
    without its leading zeros.
    """
    wanted = "".join(unicodedata.normalize("NFKC", typed).split()).casefold()
    if not wanted:
        return list(range(len(names)))
    ranked = [(rank, place) for place, name in enumerate(names) if (rank := _rank(name, wanted)) is not None]
    if wanted.isdigit():
        found = {place for _rank_, place in ranked}
        ranked += [
            (0, place)
            for place, number in enumerate(numbers)
            if place not in found and (number.startswith(wanted) or number.lstrip("0").startswith(wanted))
        ]
    return [place for _rank_, place in sorted(ranked)]


def group_order(name: str) -> tuple[bool, int]:
    """What groups are sorted by: 第一, 第二, 第三 …, then those without a number as they came; without a name last."""
    found = _NUMBERED.search(name)
    if found is None:
        return not name, 100 if name else 0
    words = found["number"]
    if words.isascii():
        return False, int(words)
    tens, ten, ones = words.rpartition("十")
    return False, (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def _rank(name: str, wanted: str) -> int | None:
    plain = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    if wanted in plain:
        return 0 if plain.startswith(wanted) else 2
    if not (wanted.isascii() and wanted.isalpha()):
        return None
    hit = initials_pattern(wanted).search(plain)
    return None if hit is None else 1 if hit.start() == 0 else 3
