"""What another program wrote above a text: YAML between two lines `---`, TOML between two lines `+++`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from content.errors import FileFaults
from content.parsing import UnparsableError, parsing
from content.words import _

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(
    r"(---|\+\+\+)[ \t]*\n\s*[\w\u4e00-\u9fff][^\n]*?[:：=]"
)  # what a ruled line does not have beneath
_NOTHING = ("null", "~")  # how YAML says that there is no value
_FOLDED = re.compile(r"[>|][+-]?")


@dataclass(frozen=True)
class Front:
    """The values by key, as texts or lists of texts; the text beneath; and lines that say nothing."""

    values: dict[str, Any]
    body: str
    unread: list[str] = field(default_factory=list)

    def first(self, *keys: str) -> Any:
        """The value of the first of these keys that has one."""
        return next((value for key in keys if (value := self.values.get(key))), "")

    def others(self, *known: str) -> list[str]:
        """The keys that are not among these, and the lines that say nothing."""
        return [*(key for key in self.values if key not in known), *self.unread]


def read_front_matter(text: str) -> Front:
    """What stands above a text and the text itself; no values where nothing does.

    Raises:
        FileFaults: it begins and never ends, or is no TOML.
    """
    text = text.lstrip("\n")
    if found := _YAML.match(text):
        values, unread = pairs(found[1], said_value)
        return Front(values, text[found.end() :], unread)
    if found := _TOML.match(text):
        return Front(_toml(found[1]), text[found.end() :])
    if opened := _OPENED.match(text):
        words = _("what begins with {sign} at the top has no end; put a line {sign} beneath it")
        raise FileFaults([(1, words.format(sign=opened[1]))])
    return Front({}, text)


def _toml(text: str) -> dict[str, Any]:
    try:
        with parsing():
            document = tomllib.loads(text)
    except UnparsableError:
        raise FileFaults([(1, _("what stands between {sign} at the top is no TOML").format(sign="+++"))]) from None
    return {key.lower(): _as_said(value) for key, value in document.items()}


def _as_said(value: object) -> Any:
    if isinstance(value, list):
        return [str(_as_said(one)) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def pairs(text: str, value_of: Callable[[str], Any]) -> tuple[dict[str, Any], list[str]]:
    """The pairs, a value as `value_of` makes it or a list over several lines; and the lines that are neither.

    Of a key that stands there twice the first counts, and the other is such a line.
    """
    found: dict[str, Any] = {}
    unread: list[str] = []
    key = ""
    for line in text.split("\n"):
        if line.lstrip().startswith("- ") and key:
            there = found[key] if isinstance(found.get(key), list) else []
            found[key] = [*there, value_of(line.lstrip()[2:])]
            continue
        name, colon, value = line.partition(":")
        if colon and name.strip() and not line.startswith((" ", "\t", "#")):
            key, said = name.strip().lower(), value_of(value)
            if found.setdefault(key, said) != said:
                unread.append(line.strip())
                key = ""
        elif line.startswith((" ", "\t")) and key and isinstance(found[key], str):
            before = "" if _FOLDED.fullmatch(found[key]) else found[key]
            found[key] = f"{before} {line.strip()}".strip()
        elif line.strip() and not line.lstrip().startswith("#"):
            unread.append(line.strip())
    return found, unread


def json_value(text: str) -> Any:
    """A value as JSON has it, or a list in brackets, or a text."""
    text = text.strip()
    try:
        return json.loads(text, parse_float=str)  # 1.10 of another program is a text
    except ValueError:
        if text.startswith("[") and text.endswith("]"):
            return [part.strip().strip("'\"") for part in text[1:-1].split(",") if part.strip()]
        return text.strip("'")
    except RecursionError:
        return ""


def said_value(text: str) -> Any:
    """A value as another program's front matter means it: a text, were it all figures, or a list of texts."""
    text = text.strip()
    if text.lower() in _NOTHING:
        return ""
    if text.startswith("[") and "]" not in text:
        return [
            part.strip().strip("'\"") for part in re.split("[,，]", text[1:]) if part.strip()
        ]  # its end was forgotten
    if not text.startswith("["):
        value = json_value(text) if text.startswith('"') else text.strip("'")
        value = value.strip('"') if isinstance(value, str) and value.count('"') == 1 else value  # a stray quote
        return value if isinstance(value, str) else text
    values = json_value(text)
    if not isinstance(values, list):
        return text
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values]
