"""The words users see: English in the code, Chinese and English on the screen.

`_("Saved")` looks the words up when it is called, so that changing the language needs no restart. Only the
standard library's gettext is used, and it is imported at the first word.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = {"zh": "zh_CN", "en": "en"}
_LOCALE = Path(__file__).parent / "locale"
_language = "zh"


def use(language: str) -> None:
    """Speak `language` ("zh" or "en") from now on."""
    global _language
    _language = language if language in LANGUAGES else "zh"


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
def _catalogue(language: str) -> NullTranslations:
    from gettext import translation

    return translation("sixdonts", _LOCALE, [LANGUAGES[language]], fallback=True)


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _catalogue(_language).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message in the form that `count` asks for."""
    return _catalogue(_language).ngettext(one, many, count)


def mark_for_translation(message: str) -> str:
    """The message unchanged: for words that stand in a table and are looked up when shown."""
    return message


def pick(chinese: str, english: str) -> str:
    """The text of a pack in the language spoken now; Chinese where the English is missing."""
    return english if _language == "en" and english else chinese
