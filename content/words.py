"""The words users see: English in the code, Chinese and English on the screen.

`_("Saved")` looks the words up when it is called, so that changing the language needs no restart. The
catalogue is a file of the standard library's gettext; it is read at the first word.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from contextlib import suppress
from functools import cache
from pathlib import Path
from struct import unpack_from

CONTEXT_END = "\x04"  # what gettext puts between context and message
_LOCALE = Path(__file__).parent / "locale"
_language = "zh"


def use(language: str) -> None:
    """Speak `language` ("zh" or "en") from now on."""
    global _language
    _language = "en" if language == "en" else "zh"


def language() -> str:
    """The language spoken now, "zh" or "en"."""
    return _language


def system_language() -> str:
    """The system's language: "en" where it is set to English, else "zh", this program's own."""
    for name in ("SIXDONTS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


class _Catalogue:
    """A compiled catalogue of ours, in which a message is looked up where it lies: they are in order there.

    A start asks for few words, and making strings of all would take longer than all of what it asks for.
    """

    def __init__(self, compiled: bytes) -> None:
        self._compiled = compiled
        _magic, _version, self._count, self._keys, self._values, _size, _place = unpack_from("<7I", compiled)

    def get(self, message: bytes) -> bytes | None:
        """The Chinese of a message, of one with a plural by its singular; None where it has none."""
        at = bisect_left(range(self._count), message, key=self._message)
        return self._at(self._values, at) if at < self._count and self._message(at) == message else None

    def _message(self, at: int) -> bytes:
        return self._at(self._keys, at).partition(b"\0")[0]

    def _at(self, table: int, at: int) -> bytes:
        length, place = unpack_from("<2I", self._compiled, table + 8 * at)
        return self._compiled[place : place + length]


@cache
def _chinese() -> _Catalogue:
    """The Chinese catalogue, compiled when the .mo is not there or older than the .po (in a plain checkout)."""
    compiled = _LOCALE / "zh_CN" / "LC_MESSAGES" / "sixdonts.mo"
    source = compiled.with_suffix(".po")
    if source.exists() and not (compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        from content.po import mo_bytes, read_po

        content = mo_bytes(read_po(source.read_text(encoding="utf-8")))
        with suppress(OSError):  # kept for the next start, and for click; a checkout may be read-only
            new = compiled.with_suffix(f".{os.getpid()}.mo")
            new.write_bytes(content)
            new.replace(compiled)
    else:
        content = compiled.read_bytes()
    return _Catalogue(content)


@cache
def _in_chinese(message: str) -> str | None:
    """The Chinese of a message with its context; None where it has none."""
    found = _chinese().get(message.encode())
    return None if found is None else found.decode()


def catalogue_folder() -> Path:
    """Where gettext finds the compiled catalogue: for click, which asks gettext for its own words."""
    _chinese()
    return _LOCALE


def _(message: str, context: str = "") -> str:
    """The message in the language spoken now; `context` tells apart what is one word in English and two in Chinese."""
    marked = mark_for_translation(message, context)
    words = _in_chinese(marked) if _language == "zh" else None
    return marked.rpartition(CONTEXT_END)[2] if words is None else words


def ngettext(one: str, many: str, count: int, context: str = "") -> str:
    """The message in the form that `count` asks for."""
    if _language == "zh":
        words = _in_chinese(mark_for_translation(one, context))
        if words is not None:
            return words
    return one if count == 1 else many


def mark_for_translation(message: str, context: str = "") -> str:
    """The message with its context, which `_` takes: for words that stand in a table and are looked up when shown."""
    return context + CONTEXT_END + message if context else message


def sentences(*parts: str) -> str:
    """Sentences one behind the other, as the language has it; of those that are empty nothing."""
    said = ""
    for part in filter(None, parts):
        said = _("{first} {second}", context="sentences").format(first=said, second=part) if said else part
    return said


def pick(chinese: str, english: str) -> str:
    """The text of a pack in the language spoken now; Chinese where the English is missing."""
    return english if _language == "en" and english else chinese
