"""Catalogues of translations: the .po files that people edit, and the .mo files that gettext reads.

Standard library only, because the build, tools/words.py and the program itself use it.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Mapping

CONTEXT_END = "\x04"  # stands between context and message, as gettext keeps them
PLURAL_END = "\0"  # stands between the message and its plural, as gettext keeps them
_FIELD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])? (".*")')


def read_po(text: str) -> dict[str, tuple[str, ...]]:
    """The translations of a .po file: each message as gettext keys it, and its forms.

    The key of a message with a context is `context\\x04message`, with a plural `message\\0plural`.

    Raises:
        ValueError: a line is not of a .po file, as far as this program writes them.
    """
    found: dict[str, tuple[str, ...]] = {}
    for block in re.split(r"\n\s*\n", text):
        fields: list[tuple[str, str]] = []
        for line in block.splitlines():
            if line.startswith('"'):
                name, begun = fields.pop()
                fields.append((name, begun + ast.literal_eval(line)))
            elif match := _FIELD.fullmatch(line):
                fields.append((match[1], ast.literal_eval(match[2])))
            elif line.strip() and not line.startswith("#"):
                raise ValueError(line)
        if named := dict(fields):
            context = named["msgctxt"] + CONTEXT_END if "msgctxt" in named else ""
            plural = PLURAL_END + named["msgid_plural"] if "msgid_plural" in named else ""
            found[context + named["msgid"] + plural] = tuple(words for name, words in fields if name == "msgstr")
    return found


def mo_bytes(catalogue: Mapping[str, tuple[str, ...]]) -> bytes:
    """A catalogue as the .mo file that gettext reads; messages without a translation are left out."""
    entries = sorted((key.encode(), PLURAL_END.join(forms).encode()) for key, forms in catalogue.items() if all(forms))
    count, header = len(entries), 28
    start = header + 16 * count
    table: tuple[list[tuple[int, int]], ...] = ([], [])
    data = b""
    for column in (0, 1):
        for entry in entries:
            table[column].append((len(entry[column]), start + len(data)))
            data += entry[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, header, header + 8 * count, 0, 0)
    return head + b"".join(struct.pack("<2I", *place) for column in table for place in column) + data
