"""What happened to a submission on its way: undone where the checksum proves it, and named in any case.

Mail systems and editors save a text in another encoding, with other line ends or a mark in front, take its last line
end away, or put something above or beneath it. Each of these is tried backwards; only where the bytes that come out
are those that were summed is the file as it was written. Nothing here looks at what the file says.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

HEADER_START = b'{"fact":"header","format":'
_LAST_WORD = b"sha256:"
_LAST_LINE = re.compile(rb"^sha256:([0-9a-f]{64})(?![0-9A-Za-z])", re.MULTILINE)
_LINE_START = re.compile(rb"^", re.MULTILINE)
_LAST_LINES_TRIED = 5
_LINES_ABOVE_TRIED = 60
_MARK = "\ufeff"


class Change(StrEnum):
    """One thing that was done to a file after it was made."""

    MARK = "mark"  # a byte order mark before UTF-8
    GB18030 = "gb18030"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    UTF_32_LE = "utf-32-le"
    UTF_32_BE = "utf-32-be"
    LINE_ENDS = "line_ends"
    NO_LAST_NEWLINE = "no_last_newline"
    BLANK_LINES = "blank_lines"  # after the last line
    ADDED = "added"  # something that is no blank, after the last line
    ADDED_ABOVE = "added_above"


WIDE = (Change.UTF_16_LE, Change.UTF_16_BE, Change.UTF_32_LE, Change.UTF_32_BE)
_WIDE_PAGES = {encoding: ("#".encode(encoding), f"{_MARK}#".encode(encoding)) for encoding in WIDE}
_WIDE_STARTS = {encoding: HEADER_START.decode().encode(encoding) for encoding in WIDE}


@dataclass(frozen=True)
class Arrived:
    """A file as it was written, or as near to that as it came; `fits`: these are the bytes that were summed.

    `checksum` is the one on its last line, empty when there is none; `several`: another submission stands beside it.
    """

    data: bytes
    changes: tuple[Change, ...] = ()
    fits: bool = False
    checksum: str = ""
    several: bool = False


def as_written(data: bytes) -> Arrived:
    """The file as it was before it was sent, and what was done to it since."""
    first: Arrived | None = None
    for text, changes in _readings(data):
        found = _without_additions(text, changes)
        if found.fits:
            return found
        first = first or found
    return first or Arrived(data)


def _readings(data: bytes) -> Iterator[tuple[bytes, list[Change]]]:
    """The file in UTF-8 with plain line ends, once for each encoding it may be in, the likeliest first."""
    is_narrow = HEADER_START in data
    wide = None if is_narrow else _wide_in(data)
    if wide is not None:
        text = data.decode(wide, errors="replace").removeprefix(_MARK)
        yield _plain_ends(text.encode(errors="replace"), [wide])
        return
    mark = _MARK.encode()
    plain = _plain_ends(data.removeprefix(mark), [Change.MARK] if data.startswith(mark) else [])
    is_likelier = _looks_like_utf8(data)
    if is_likelier:
        yield plain
    if not data.isascii():
        with suppress(UnicodeDecodeError):
            text = data.decode(Change.GB18030).removeprefix(_MARK)
            yield _plain_ends(text.encode(errors="replace"), [Change.GB18030])
    if not is_likelier:
        yield plain


def _wide_in(data: bytes) -> Change | None:
    """The encoding of two or four bytes a sign that a file is in, by its header; by its first sign where it has none.

    What begins with a sign of four bytes may begin as one of two does: those of four are asked about first.
    """
    by_header = (encoding for encoding in WIDE if _is_in(data, encoding))
    by_start = (encoding for encoding in reversed(WIDE) if data.startswith(_WIDE_PAGES[encoding]))
    return next(by_header, None) or next(by_start, None)


def _is_in(data: bytes, encoding: Change) -> bool:
    """Whether a header begins in this encoding, at a place where a letter of it can begin."""
    start, width = _WIDE_STARTS[encoding], 2 if "16" in encoding else 4
    place = data.find(start)
    while place >= 0 and place % width:
        place = data.find(start, place + 1)
    return place >= 0


def _looks_like_utf8(data: bytes) -> bool:
    """Whether more of the letters beyond ASCII are whole in UTF-8 than are not."""
    with suppress(UnicodeDecodeError):
        data.decode()
        return True
    text = data.decode(errors="replace")
    beyond, broken = len(text) - len(text.encode("ascii", errors="ignore")), text.count("\ufffd")
    return beyond >= 2 * broken


def _plain_ends(text: bytes, changes: list[Change]) -> tuple[bytes, list[Change]]:
    if b"\r" not in text:  # no submission has one: the writer escapes it
        return text, changes
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), [*changes, Change.LINE_ENDS]


def _without_additions(text: bytes, changes: list[Change]) -> Arrived:
    """What stands between the additions above and beneath, if its checksum says that these are additions."""
    checksum = ""
    for last in islice(_last_lines(text), _LAST_LINES_TRIED):
        checksum = checksum or last[1].decode()
        start = _start_of(text, last)
        if start is None:
            continue
        above, whole, beneath = text[:start], text[start : last.end()], text[last.end() :]
        added = [*([Change.ADDED_ABOVE] if above else []), *_added_beneath(beneath)]
        several = HEADER_START in above or HEADER_START in beneath
        return Arrived(whole + b"\n", (*changes, *added), True, last[1].decode(), several)
    return Arrived(text, tuple(changes), checksum=checksum)


def _last_lines(text: bytes) -> Iterator[re.Match[bytes]]:
    """Every line that may be the last, found by its first word: an expression alone would try every line's start."""
    place = text.find(_LAST_WORD)
    while place >= 0:
        if found := _LAST_LINE.match(text, place):
            yield found
        place = text.find(_LAST_WORD, place + 1)


def _added_beneath(beneath: bytes) -> list[Change]:
    if beneath == b"\n":
        return []
    if not beneath:
        return [Change.NO_LAST_NEWLINE]
    visible = (letter for letter in beneath.decode(errors="replace") if unicodedata.category(letter)[0] not in "CZ")
    return [Change.ADDED if any(visible) else Change.BLANK_LINES]


def _start_of(text: bytes, last: re.Match[bytes]) -> int | None:
    """Where the lines begin that come to the checksum of this last line, if there is such a place."""
    header = text.find(HEADER_START, 0, last.start())
    ends_at = last.start() if header < 0 else header + 1
    for line in islice(_LINE_START.finditer(text, 0, ends_at), _LINES_ABOVE_TRIED):
        if hashlib.sha256(memoryview(text)[line.start() : last.start()]).hexdigest().encode() == last[1]:
            return line.start()
    return None
