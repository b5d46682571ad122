"""Do two short written answers say the same: 三分之二 = 2/3, 五日 = 5日, full-width = half-width."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS_OF_NUMBERS = "零〇○一二三四五六七八九两十百千万亿"
_NUMBER = re.compile(f"[{_SIGNS_OF_NUMBERS}0-9]*[{_SIGNS_OF_NUMBERS}][{_SIGNS_OF_NUMBERS}0-9]*")
_FRACTION = re.compile(f"([{_SIGNS_OF_NUMBERS}0-9]+)分之([{_SIGNS_OF_NUMBERS}0-9]+)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BETWEEN = re.compile(r"(?<=\d)\s*[,、。;:]\s*(?=\d)")
_NOTHING = re.compile(r"[\s_·.,、。;:!?\"'“”‘’《》〈〉「」『』()\[\]【】〔〕]+")  # after NFKC, which makes ， a comma
_ALIKE = str.maketrans({"\u2044": "/", "×": "x", "*": "x", "‐": "-", "–": "-", "—": "-", "−": "-"})


def said(text: str) -> str:
    """What an answer says: its plain form, or where nothing but punctuation is written, that."""
    return plain(text) or "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=32_768)  # a large bank is compared with itself several times
def plain(text: str) -> str:
    """The one form of all ways to write an answer: half-width, numbers in digits, no spaces, no punctuation.

    Between two digits punctuation counts: 第1、2款 is not 第12款.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    text = _FRACTION.sub(_fraction, text)
    text = _NUMBER.sub(lambda found: _digits(found[0]), text)
    text = _BETWEEN.sub("|", _THOUSANDS.sub("", _POINT.sub("点", text)))
    return _NOTHING.sub("", text)


def _fraction(found: re.Match[str]) -> str:
    below, above = _digits(found[1]), _digits(found[2])
    return f"{above}%" if below == "100" else f"{above}/{below}"


def _digits(number: str) -> str:
    """A number of Chinese signs or digits, or of both (3万), in digits; 二〇二三 is read sign by sign."""
    if len(number) > 30:  # no answer to anything
        return number
    values = [2 if sign == "两" else 0 if sign == "○" else int(unicodedata.numeric(sign)) for sign in number]
    if max(values) < 10:
        return "".join(map(str, values))
    high = middle = section = 0  # 亿, 万, and what is below
    digit: int | None = None
    for value in values:
        if value < 10:
            digit = (digit or 0) * 10 + value
        elif value < 10_000:
            section += (1 if digit is None else digit) * value
            digit = None
        elif value == 10_000:
            middle, section, digit = (section + (digit or 0) or 1) * value, 0, None
        else:
            high, middle, section, digit = (high + middle + section + (digit or 0) or 1) * value, 0, 0, None
    return str(high + middle + section + (digit or 0))
