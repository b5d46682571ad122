"""The first letters of Chinese words, so that `xf` finds 宪法; a character with several readings has several."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FIRST, LAST = 0x4E00, 0x9FA5
TABLE = Path(__file__).parent / "initials.txt"
_LETTERS = re.compile(r"[a-z]{2,}")


def place_name(place: int) -> str:
    """The character that stands for a set of letters in the table: printable, and none that ends a line."""
    return chr(0x21 + place) if place < 0x5E else chr(0xAE + place - 0x5E)


def can_be_initials(word: str) -> bool:
    """Whether a word may be meant as first letters: two small Latin letters or more."""
    return _LETTERS.fullmatch(word) is not None


@cache
def initials_pattern(word: str) -> re.Pattern[str]:
    """What matches where the characters of a text begin with these letters; Latin letters stand for themselves."""
    return re.compile("".join(f"[{letter}{letter.upper()}{_by_letter().get(letter, '')}]" for letter in word))


@cache
def _by_letter() -> dict[str, str]:
    """The characters each letter can begin, as ranges of a pattern."""
    sets, places, _end = TABLE.read_text(encoding="utf-8").split("\n")
    named = {place_name(place): letters for place, letters in enumerate(sets.split(" "))}
    found: dict[str, list[str]] = {}
    for number, place in enumerate(places, start=FIRST):
        for letter in named.get(place, ""):
            found.setdefault(letter, []).append(chr(number))
    return {letter: "".join(characters) for letter, characters in found.items()}
