"""How long somebody studied, as people write it: `90`, `1.5小时`, `2学时`, `半天`, `1天半`, `1h30`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_MINUTES = 14_400  # of a note, thirty days of eight hours: more is a slip of the fingers

_NUMBER = r"(\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十半])"
_UNITS = r"天半|半天|天|日|小时半|小时|学时|课时|分钟|分|days?|half days?|hours?|h|minutes?|min|m"
_PIECE = re.compile(rf"{_NUMBER}?\s*个?({_UNITS})", re.IGNORECASE)
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": 2, "半": 0.5}


@dataclass(frozen=True)
class HourRules:
    """What counts how long. An hour of study (学时) has 60 minutes."""

    per_day: int = 8
    """Hours of a day of training."""
    per_half_day: int = 4
    """Hours of half a day."""


def read_minutes(text: str, rules: HourRules | None = None) -> int | None:
    """The minutes a person wrote; 0 for nothing, None for what cannot be read.

    A number alone is minutes.
    """
    rules = rules or HourRules()
    text = unicodedata.normalize("NFKC", text).strip().lower()
    text = re.sub(r"([\d一二两三四五六七八九十])个半小时", r"\1小时半", text)
    if not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 6 else None
    if found := re.fullmatch(r"(\d{1,3}):(\d{2})|(\d{1,3})h(\d{1,2})", text, re.ASCII):
        hours, minutes = found[1] or found[3], found[2] or found[4]
        return int(hours) * 60 + int(minutes) if int(minutes) < 60 else None
    total, place = 0.0, 0
    for piece in _PIECE.finditer(text):
        if text[place : piece.start()].strip():
            return None
        number = 1.0 if piece[1] is None else _NUMERALS.get(piece[1]) or float(piece[1])
        if piece[1] is None and piece[2] not in ("半天", "half day"):
            return None
        total += _minutes(number, piece[2], rules)
        place = piece.end()
    return None if place == 0 or text[place:].strip() else round(total)


def _minutes(number: float, unit: str, rules: HourRules) -> float:
    if unit in ("半天", "half day", "half days") or (unit in ("天", "日") and number == 0.5):
        return (number if unit != "天" and unit != "日" else 1) * rules.per_half_day * 60
    if unit == "天半":
        return number * rules.per_day * 60 + rules.per_half_day * 60
    if unit in ("天", "日", "day", "days"):
        return number * rules.per_day * 60
    if unit == "小时半":
        return number * 60 + 30
    return number * (60 if unit in ("小时", "学时", "课时", "hour", "hours", "h") else 1)
