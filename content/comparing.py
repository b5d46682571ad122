"""Texts as they are compared: small and large, full-width and half-width, radicals, ① and 1, all blanks are alike.

Each sign is folded by itself, whatever stands beside it: so a piece of a text, folded, stands in that text, folded.
Pure; knows no files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

_BLANKS = re.compile("  +")
# Where signs lie that fold into others; between them are the Chinese characters, which stay what they are.
_FOLDING = (range(0x3400), range(0xA000, 0x20000), range(0x2F800, 0x2FB00))


def plain_sign(sign: str) -> str:
    """One sign as it is compared: one sign or several, such as `m2` for ㎡; a blank for every kind of blank."""
    before, folded = "", sign
    while folded != before:
        before, folded = folded, _decomposed(folded)
    return "".join(" " if one.isspace() else one for one in folded)


class _Signs(dict[int, str]):
    """What each sign folds into, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = plain_sign(chr(code))
        return folded


@cache
def _signs() -> _Signs:
    return _Signs()


def plain(text: str) -> str:
    """The text as it is compared; several blanks are one."""
    folded = text.translate(_signs())
    return _BLANKS.sub(" ", folded) if "  " in folded else folded


def places(text: str) -> range | list[int]:
    """For each sign of the plain text, where in the text it comes from."""
    if len(plain(text)) == len(text):  # folding makes none shorter but by joining blanks
        folded = text.translate(_signs())
        if len(folded) == len(text):
            return range(len(text))
    signs, found, before = _signs(), [], ""
    for place, sign in enumerate(text):
        for one in signs[ord(sign)]:
            if one != " " or before != " ":
                found.append(place)
            before = one
    return found


@cache
def _written() -> tuple[dict[str, str], dict[str, str]]:
    """The signs that fold into something that has a sign, and those that fold into something that has a pair."""
    single: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for sign in (sign for part in _FOLDING for sign in _that_fold(part)):
        folded = plain_sign(sign)
        for one in set(folded):
            single[one] = single.get(one, "") + sign
        for pair in {folded[place : place + 2] for place in range(len(folded) - 1)}:
            pairs[pair] = pairs.get(pair, "") + sign
    return single, pairs


def _that_fold(part: range) -> Iterator[str]:
    """The signs of a part that fold into others; a block without any is passed over as a whole."""
    for begin in part[::256]:
        block = "".join(map(chr, range(begin, begin + 256)))
        if _decomposed(block) != block:
            yield from (sign for sign in block if _decomposed(sign) != sign)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def written_pattern(word: str) -> str:
    """A pattern that matches in a text wherever the plain word stands in the plain text, and perhaps elsewhere.

    A sign that folds into several is taken once, and stands behind for what else it folds into. The word has no blanks.
    """
    single, pairs = _written()
    pattern, before = "", ""
    for sign in word:
        others = single.get(sign, "")
        one = f"[{re.escape(sign + others)}]" if others else re.escape(sign)
        both = pairs.get(before + sign, "")
        pattern += f"(?:{one}|(?<=[{re.escape(both)}]))" if both else one
        before = sign
    return pattern


@lru_cache(maxsize=64)
def unmistakable(word: str) -> str:
    """The longest piece of a plain word that stands as it is in every text in which the word stands; may be empty."""
    single, pieces = _written()[0], [""]
    for sign in word:
        if sign in single:
            pieces.append("")
        else:
            pieces[-1] += sign
    return max(pieces, key=len)
