"""The words users see: English in the code, Chinese and English on the screen.

`_("Saved")` looks the words up when it is called, so that changing the language needs no restart. Only the
standard library's gettext is used, and it is imported at the first word.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

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


@cache
def _chinese() -> NullTranslations:
    """The Chinese catalogue, compiled when the .mo is not there or older than the .po (in a plain checkout)."""
    from gettext import GNUTranslations

    compiled = _LOCALE / "zh_CN" / "LC_MESSAGES" / "sixdonts.mo"
    source = compiled.with_suffix(".po")
    if source.exists() and not (compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        from content.po import mo_bytes, read_po

        content = mo_bytes(read_po(source.read_text(encoding="utf-8")))
        with suppress(OSError):  # kept for the next start, and for click; a checkout may be read-only
            new = compiled.with_suffix(f".{os.getpid()}.mo")
            new.write_bytes(content)
            new.replace(compiled)
        return GNUTranslations(BytesIO(content))
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def catalogue_folder() -> Path:
    """Where gettext finds the compiled catalogue: for click, which asks gettext for its own words."""
    _chinese()
    return _LOCALE


def _(message: str, context: str = "") -> str:
    """The message in the language spoken now; `context` tells apart what is one word in English and two in Chinese."""
    marked = mark_for_translation(message, context)
    words = _chinese().gettext(marked) if _language == "zh" else marked
    return words.rpartition(CONTEXT_END)[2]


def ngettext(one: str, many: str, count: int, context: str = "") -> str:
    """The message in the form that `count` asks for."""
    if _language == "zh":
        words = _chinese().ngettext(mark_for_translation(one, context), many, count)
        return words.rpartition(CONTEXT_END)[2]
    return one if count == 1 else many


def mark_for_translation(message: str, context: str = "") -> str:
    """The message with its context, which `_` takes: for words that stand in a table and are looked up when shown."""
    return context + CONTEXT_END + message if context else message


def pick(chinese: str, english: str) -> str:
    """The text of a pack in the language spoken now; Chinese where the English is missing."""
    return english if _language == "en" and english else chinese
