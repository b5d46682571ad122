"""What of a text may reach a terminal: everything but the signs that could steer it or hide what stands there.

Records keep what was written. Shown is each sign that can be seen, in a name as in a sentence:

- what nobody sees is dropped: separators, marks of direction, joiners, variants of a sign (a variant of a hanzi is
  shown as the hanzi), but for what makes one picture of two, and variants of Mongolian letters;
- what takes room and shows nothing, as a filler of Hangul does, is shown as a question mark: no name can be blank, or
  look like another.
"""

from __future__ import annotations

import re
from functools import cache

_PICTURE = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_MONGOLIAN = "\u1800-\u18af"
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
# Python calls these printable; of all else that is dropped it says that it is not.
_UNSEEN = frozenset(
    "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f"
    + _BLANK
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)


@cache
def _unprintable() -> re.Pattern[str]:
    """Control characters but newline and tab, separators of lines, lone surrogates; what turns the writing round.

    Signs that nobody sees as well. Compiled at the first text of need, which the first frame has not.
    """
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
        "\u2060-\u206f\ufe00-\ufe0e\ufeff\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        "\U000e0000-\U000e0fff\ud800-\udfff]"
        f"|(?<![{_PICTURE}])(?<![{_PICTURE}]\ufe0f)\u200d|\u200d(?![{_PICTURE}])|(?<![{_PICTURE}])\ufe0f"
        f"|(?<![{_MONGOLIAN}])[\u180b-\u180d\u180f]"
        f"|(?P<blank>[{_BLANK}])"
    )


def printable(text: str) -> str:
    """The text without what could steer a terminal; newlines and tabs stay."""
    if text.isprintable() and _UNSEEN.isdisjoint(text):
        return text
    return _unprintable().sub(lambda found: "?" if found["blank"] else "", text)


def visible(text: str) -> str:
    """The text of a file without what nobody sees, and nothing where fillers are all it has; controls stay.

    A control character is for whoever reads the file to name.
    """
    if text.isascii():
        return text
    text = _unprintable().sub(lambda found: found[0] if found["blank"] or _is_control(found[0]) else "", text)
    return text if text.strip(f"{_BLANK} \t\n\xa0\u3000") else ""


def _is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"


def printable_line(text: str) -> str:
    """The same on one line."""
    return " ".join(printable(seen(text)).split())


def seen(text: str) -> str:
    """The text; a question mark where something is written of which nothing could be seen."""
    if text.isascii() or printable(text).strip() or not text.strip():
        return text
    return "?"
