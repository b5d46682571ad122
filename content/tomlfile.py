"""TOML that people write by hand, read so that a fault is named with its line.

Only tomllib is used: the list of the self-check is read on the way to the first frame.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content.errors import PackError, reason_of
from content.marks import Bilingual
from content.parsing import UnparsableError, parsing
from content.words import _

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"  # as in records: no lone surrogates
LONGEST_TEXT = 200_000  # characters, as in records
LONGEST = 32 * 1024 * 1024  # characters of a file
_MANY_DIGITS = re.compile(r"[\d_]{1000}")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_QUOTES = "“”＂‘’＇"
_PLAIN = {**dict.fromkeys(_QUOTES, '"'), "＝": "=", "：": "=", "，": ",", "、": ",", "［": "[", "【": "[", "］": "]"}
_PLAIN |= {"】": "]", "｛": "{", "｝": "}", "＃": "#", "\u3000": " "}


class Table:
    """A table of a TOML file; each `take_` checks one entry, and `finish` refuses what nobody took.

    Every method raises PackError with the line at which the table begins.
    """

    def __init__(self, file: Path, entries: dict[str, Any], *, text: str = "", line: int | None = None) -> None:
        self.file = file
        self.line = line
        self._text = text
        self._entries = dict(entries)

    def fault(self, problem: str) -> PackError:
        """What is wrong with this table, with its place."""
        return PackError(self.file, self.line, problem)

    def says(self, key: str) -> object:
        """What stands under a key, whatever it is; it can still be taken."""
        return self._entries.get(key)

    def take(self, key: str) -> Any:
        """An entry of any kind; None when there is none."""
        return self._entries.pop(key, None)

    def take_text(self, key: str, *, required: bool = True) -> str:
        """A text; empty only when it is not required."""
        value = self.take(key)
        if value is None and not required:
            return ""
        if value is None:
            raise self.fault(_("{key} is missing").format(key=key))
        return self._proper(key, value)

    def take_bilingual(self, key: str, *, required: bool = True) -> Bilingual:
        """A text in Chinese, with its English from `key_en` where there is one."""
        return Bilingual(self.take_text(key, required=required), self.take_text(f"{key}_en", required=False))

    def take_texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; an absent one is empty."""
        values = self.take(key) or []
        if not isinstance(values, list):
            raise self.fault(_("{key} must be a list of texts in half-width quotation marks").format(key=key))
        return tuple(self._proper(key, value) for value in values)

    def take_bilinguals(self, key: str) -> tuple[Bilingual, ...]:
        """A list of texts, with their English from `key_en` where there is one; an absent one is empty."""
        chinese, english = self.take_texts(key), self.take_texts(f"{key}_en")
        if english and len(english) != len(chinese):
            raise self.fault(_("{key} and {key}_en differ in number").format(key=key))
        return tuple(map(Bilingual, chinese, english or [""] * len(chinese)))

    def take_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts; an absent one is empty."""
        values = self.take(key) or []
        if not isinstance(values, list) or not all(isinstance(value, list) and value for value in values):
            raise self.fault(_('{key} must be lists in a list, such as [["5日", "五日"]]').format(key=key))
        return tuple(tuple(self._proper(key, text) for text in value) for value in values)

    def take_yes(self, key: str) -> bool:
        """True or false; false when there is no such entry."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            raise self.fault(_("{key} must be true or false").format(key=key))
        return bool(value)

    def take_day(self, key: str) -> date | None:
        """A date, if there is one."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(_("{key} must be a date without quotation marks, such as 2026-11-30").format(key=key))
        return value

    def take_tables(self, key: str) -> Iterator[Table]:
        """The tables of a list in their order, each knowing its line where it stands under a heading of its own."""
        values = self.take(key) or []
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(_("{key} must be a list of entries").format(key=key))
        lines = self._lines_of(key)
        for number, value in enumerate(values):
            line = lines[number] if len(lines) == len(values) else self.line
            yield Table(self.file, value, text=self._text, line=line)

    def finish(self) -> None:
        """Check that every entry was one that belongs here."""
        for key in self._entries:
            raise self.fault(_("{key} is not known here").format(key=re.sub(_CONTROL, "?", key[:60])))

    def _proper(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.fault(_("{key} must be a text in half-width quotation marks").format(key=key))
        if not value.strip():
            raise self.fault(_("{key} is empty").format(key=key))
        if has_controls(value):
            raise self.fault(_("{key} holds control characters").format(key=key))
        if len(value) > LONGEST_TEXT:
            raise self.fault(_("a text has more than {n} characters").format(n=LONGEST_TEXT))
        return value

    def _lines_of(self, key: str) -> list[int]:
        heading = f"[[{key}]]"
        if heading not in self._text:
            return []
        return [number for number, line in enumerate(self._text.split("\n"), 1) if line.startswith(heading)]


def has_controls(text: str) -> bool:
    """Whether a text holds a control character; most are printable, and so said to hold none at once."""
    return not text.isprintable() and re.search(_CONTROL, text) is not None


def read_toml(file: Path, text: str | None = None) -> Table:
    """The whole of a TOML file; `text` is what stands in it, where that is known.

    Raises:
        PackError: it cannot be read, is not UTF-8 or not TOML; with the line, and the usual reason in plain words.
    """
    text = read_text(file) if text is None else text
    if len(text) > LONGEST:
        raise PackError(file, None, _("is too large; split it into several files"))
    try:
        with parsing():
            return Table(file, tomllib.loads(text), text=text)
    except UnparsableError as error:
        if error.too_deep:
            raise PackError(file, None, _("nested too deeply")) from None
        if isinstance(error.__cause__, tomllib.TOMLDecodeError):
            raise _explained(file, text, error.text) from None
        raise _unreadable_value(file, text) from None


def read_text(file: Path) -> str:
    """The text of a file, with "\\n" line ends and without a byte order mark.

    Raises:
        PackError: it cannot be read or is not UTF-8.
    """
    try:
        if not file.is_file():  # a pipe would never end
            raise PackError(file, None, _("cannot be read: {reason}").format(reason=_("there is no such file")))
        with file.open(encoding="utf-8-sig") as opened:
            return opened.read(LONGEST + 1)
    except OSError as error:
        raise PackError(file, None, _("cannot be read: {reason}").format(reason=reason_of(error))) from error
    except UnicodeDecodeError:
        raise PackError(file, None, _("is not encoded in UTF-8: save it as UTF-8")) from None


def _unreadable_value(file: Path, text: str) -> PackError:
    """What tomllib gave up on without saying where: a number no machine holds, most often."""
    found = next((number for number, line in enumerate(text.split("\n"), 1) if _MANY_DIGITS.search(line)), None)
    return PackError(file, found, _("a number with so many digits cannot be read"))


def _explained(file: Path, text: str, message: str) -> PackError:
    """tomllib's message in plain words where a full-width sign is to blame, else as it is."""
    lines = text.split("\n")
    number, column = len(text.rstrip().split("\n")), 0
    if (place := _PLACE.search(message)) and place[1]:
        number, column = int(place[1]), int(place[2])
    line = lines[number - 1]
    sign = line[column - 1 : column] if column else ""
    if sign in _PLAIN and sign:
        problem = _("{sign} is full-width; {plain} is needed here").format(sign=sign, plain=_PLAIN[sign])
    elif column > len(line) and any(quote in line for quote in _QUOTES):
        problem = _('the text is not closed; its last quotation mark may be full-width, where " is needed')
    else:
        problem = _("is not correct TOML here; a text stands in quotation marks, a list in [ ], after key = ")
    return PackError(file, number, problem)
