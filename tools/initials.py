"""Make content/initials.txt, the first letters of the readings of every common Chinese character.

python tools/initials.py    write the table anew; needs pypinyin, which the program itself does not

The first line lists the sets of letters that occur, separated by spaces; the second has a character for each of
U+4E00 to U+9FA5, which names its set by place (content.initials says how; a space where there is no reading).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from content.initials import FIRST, LAST, TABLE, place_name


def letters_of(character: str) -> str:
    """The first letters of all its readings, in order."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return "".join(sorted({reading[0] for found in readings for reading in found if reading[:1].isascii()}))


def main() -> None:
    """Write the table."""
    found = [letters_of(chr(number)) for number in range(FIRST, LAST + 1)]
    sets = sorted(set(found) - {""}, key=lambda letters: (-found.count(letters), letters))
    places = {letters: place_name(place) for place, letters in enumerate(sets)} | {"": " "}
    TABLE.write_text(" ".join(sets) + "\n" + "".join(places[letters] for letters in found) + "\n", encoding="utf-8")
    print(f"{len(sets)} sets, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
