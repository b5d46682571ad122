"""For consoles that draw some signs two cells wide where one was kept for them: each by one sign of certain width.

These are quotation marks, dashes, points and digits in circles above all, of what a person wrote. Old Chinese consoles
draw every sign of the Chinese character sets as wide as a hanzi. Only what is shown changes, never a record.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from content.cells import cell_len

_LIKE = {
    "“”„": '"', "‘’": "'", "…‥·•‧": ".", "—–‐―": "-", "×": "x", "÷": "/", "±": "+", "≤": "<", "≥": ">", "≈": "~",
    "°": "o", "§": "S", "●■▲◆★": "*", "○□△◇☆": "o", "√✓✔": "v", "✗✘": "x", "←": "<", "→": ">", "↑": "^", "↓": "v",
    "│┃║": "|", "─━═": "-", "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬": "+",
}  # fmt: skip
_STAND_IN = {sign: plain for signs, plain in _LIKE.items() for sign in signs}


def plain_signs(text: str) -> str:
    """The text as wide as it is, with signs only that every console draws so wide."""
    return text if text.isascii() else "".join(map(_plain, text))


@cache
def _plain(sign: str) -> str:
    """What stands for a sign: itself, one that is like it, its letter without the accent, else a question mark."""
    if sign.isascii() or unicodedata.east_asian_width(sign) in "WFH" or cell_len(sign) != 1:
        return sign
    if sign in _STAND_IN:
        return _STAND_IN[sign]
    letters = [one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one)]
    return letters[0] if len(letters) == 1 and letters[0].isascii() else "?"
