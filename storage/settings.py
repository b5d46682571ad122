"""The settings: a small TOML file in the data folder that a person may also edit by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from content.parsing import UnparsableError, parsing
from content.words import _
from storage import disk

if TYPE_CHECKING:
    from storage.record_files import Notice

FILE = "settings.toml"
LANGUAGES = ("auto", "zh", "en")
THEMES = (
    "auto", "paper", "ink", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula",
    "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato",
    "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark",
    "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
SIGNS = ("as-written", "plain")
HOURS = range(1001)
DAY_HOURS = range(1, 25)
REVIEWS = range(1, 1001)
LATE = range(121)
LOCK = range(481)
NUMBERS = {
    "hours_target": HOURS,
    "hours_per_day": DAY_HOURS,
    "hours_per_half_day": DAY_HOURS,
    "reviews_per_day": REVIEWS,
    "late_after_minutes": LATE,
    "lock_after_minutes": LOCK,
}
LONGEST = 100  # characters of a text
LONGEST_PATH = 300
LONGEST_COLUMNS = 4000
_KINDS = "general|committee|group|lecture|theme_day|organisational_life|study|other"
# As texts: `re` compiles them when they are asked for, which most starts never do.
_DUE = rf"(({_KINDS}):(month|quarter|year)( |$))*"
_COLUMNS = r"([a-z-]+/[^｜\x00-\x1f\x7f]+=([a-z0-9_]+|-)(｜|$))*"
_ALSO = r"((html|json|csv|md)( |$))*"
Problem = Literal["unknown", "wrong value", "broken", "unreadable", "no action", "not a key", "taken"]
OF_KEYS: tuple[Problem, ...] = ("no action", "not a key", "taken")


class Settings(NamedTuple):
    """What a person may set.

    language: "auto" is the system's. theme: "auto", "paper", "ink" or the name of one of Textual's. signs: "plain" is
    for consoles that draw quotation marks, dashes and the like as wide as hanzi (content/plain_signs.py). hours_target:
    hours of group study and training a year; hours_per_day, hours_per_half_day: what "1天" and "半天" count in a note.
    reviews_per_day: how many questions of the quiz come again on one day at most; the rest wait for the next days.
    late_after_minutes: how long after its beginning somebody comes late to a meeting. meetings_due: how often each kind
    of meeting is held at least, `general:quarter` and so on; own_meeting_kinds: further kinds, with 、 between them.
    look_back_questions: one's own questions for looking back, three at most, ｜ between them; empty are the usual ones.
    form_columns: what columns of an office's own forms take, `table/heading=column` each, with ｜ between them; `-` is
    left blank. also_save_as: further formats of what is saved, with blanks between them: html, json, csv, md.
    backup_folder: the folder on another disk or a stick that a backup goes to as well, once a day; empty is none.
    lock_after_minutes: after how many minutes without a key an open vault locks by itself; 0 is never.
    keys: for the actions that were given other keys their names and those, with commas between them (content/keys.py).
    …_font: fonts in Word documents instead of the standard's; empty is the standard's.
    """

    language: str = "auto"
    theme: str = "auto"
    signs: str = "as-written"
    hours_target: int = 32
    hours_per_day: int = 8
    hours_per_half_day: int = 4
    reviews_per_day: int = 20
    late_after_minutes: int = 5
    meetings_due: str = (
        "general:quarter committee:month group:month lecture:quarter theme_day:month organisational_life:year"
    )
    own_meeting_kinds: str = ""
    also_save_as: str = ""
    form_columns: str = ""
    look_back_questions: str = ""
    backup_folder: str = ""
    lock_after_minutes: int = 10
    title_font: str = ""
    body_font: str = ""
    heading_font: str = ""
    subheading_font: str = ""
    keys: tuple[tuple[str, str], ...] = ()


DEFAULTS = Settings()


class SettingNotice(NamedTuple):
    """A line that was not followed, and what is used instead.

    problem: "unknown" (no such setting), "wrong value"; "broken" (the file is no TOML) or "unreadable" (the system
    does not let it be read): then every default is used. Of keys "no action", "not a key" and "taken", with what the
    action keeps in `used` and in `detail` that key, or the action whose key it is.
    """

    line: int
    key: str
    problem: Problem
    used: str | int = ""
    detail: str = ""


class SettingsReading(NamedTuple):
    """The settings, and what was wrong with the file."""

    settings: Settings = DEFAULTS
    notices: tuple[SettingNotice, ...] = ()


def read_settings(home: Path) -> SettingsReading:
    """The settings as the file says, with the default for everything it does not say or says wrongly."""
    try:
        text = _text(home)
    except UnicodeDecodeError as error:
        return _broken(error.object[: error.start].count(b"\n") + 1)
    except OSError:
        return SettingsReading(notices=(SettingNotice(0, "", "unreadable"),))
    if not text:
        return SettingsReading()
    try:
        data = _parsed(text)
    except ValueError as error:
        return _broken(_line_of_error(str(error), text))
    return _checked(data, text)


def is_allowed(key: str, value: object) -> bool:
    """Whether a setting of that name can have that value."""
    if key == "keys":  # a table, which is changed in the file only
        return False
    if key == "language":
        return value in LANGUAGES
    if key == "signs":
        return value in SIGNS
    if key in NUMBERS:
        return type(value) is int and value in NUMBERS[key]
    if key == "meetings_due":
        return isinstance(value, str) and len(value) <= 300 and re.fullmatch(_DUE, value) is not None
    if key == "also_save_as":
        return isinstance(value, str) and re.fullmatch(_ALSO, value) is not None
    if key == "form_columns":
        return isinstance(value, str) and len(value) <= LONGEST_COLUMNS and re.fullmatch(_COLUMNS, value) is not None
    longest = LONGEST_PATH if key in ("backup_folder", "look_back_questions") else LONGEST
    line = isinstance(value, str) and len(value) <= longest and value.isprintable()
    return line and (value != "" or key != "theme") and key in Settings._fields


def change_setting(
    home: Path,
    key: str,
    value: str | int,
    *,
    seen: str | int | None = None,
    notices: list[Notice] | None = None,
) -> None:
    """Write one setting, durably, and leave every other line and comment as the person wrote it.

    `seen` is the value that the person saw, where they saw one.

    Raises:
        ChangedElsewhere: another value stands there than was seen; `there` is the settings as they are.
        ValueError: there is no such setting, or it cannot have that value.
        SettingsBroken: the file cannot be read as TOML; it is left as it is.
        StorageError: the file could not be written; it is what it was.
    """
    if not is_allowed(key, value):
        raise ValueError(f"{key} cannot be {value!r}")
    from storage.text_files import replace_text

    replace_text(home, home / FILE, lambda: _changed(home, key, value, seen), notices=notices)


def _changed(home: Path, key: str, value: str | int, seen: str | int | None) -> bytes:
    """What the file holds with one setting changed.

    Raises:
        ChangedElsewhere: another value stands there than was seen.
        SettingsBroken: it cannot be read, or would not say just this.
    """
    from storage.errors import ChangedElsewhere, SettingsBroken

    path, reading = home / FILE, read_settings(home)
    if lost := [notice for notice in reading.notices if notice.problem in {"broken", "unreadable"}]:
        raise SettingsBroken(path, lost[0].line)
    there = getattr(reading.settings, key)
    if seen is not None and there not in (seen, value):
        raise ChangedElsewhere(reading.settings)
    text = _text(home)
    try:
        changed = _with_value(text, key, value)
    except UnparsableError:
        raise SettingsBroken(path, _line_of(key, text)) from None
    if not _says(changed, {**_parsed(text), key: value}):
        raise SettingsBroken(path, _line_of(key, text))
    return changed.encode("utf-8-sig" if _has_mark(path) else "utf-8")


def _text(home: Path) -> str:
    try:
        return disk.read_plain(home / FILE).decode("utf-8-sig")
    except FileNotFoundError:
        return ""


def _has_mark(path: Path) -> bool:
    """Whether the file begins with a byte order mark, as Notepad writes it."""
    return path.exists() and disk.read_plain(path).startswith(b"\xef\xbb\xbf")


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _says(text: str, data: dict[str, Any]) -> bool:
    """Whether a text means exactly this: a person may use a layout that is not understood."""
    try:
        return _parsed(text) == data
    except ValueError:
        return False


def _checked(data: dict[str, Any], text: str) -> SettingsReading:
    good: dict[str, Any] = {}
    notices = []
    for key, value in data.items():
        if key == "keys" and isinstance(value, dict):
            good[key], faults = _checked_keys(value, text)
            notices += faults
            continue
        if is_allowed(key, value):
            good[key] = value
            if key != "theme" or value in THEMES:
                continue  # another theme is kept: a newer Textual may have it
        known = hasattr(DEFAULTS, key)
        used = getattr(DEFAULTS, key) or "" if known else ""
        notices.append(SettingNotice(_line_of(key, text), key, "wrong value" if known else "unknown", used))
    return SettingsReading(Settings(**good), tuple(notices))


def _checked_keys(data: dict[str, Any], text: str) -> tuple[tuple[tuple[str, str], ...], list[SettingNotice]]:
    """The keys that can be had, and what is wrong with the other lines."""
    from content.keys import chosen_keys, usual_keys  # here: most files have none

    chosen, faults = chosen_keys(dict(_flat(data)))
    usual, notices = usual_keys(), list[SettingNotice]()
    for action, fault in faults.items():
        problem: Problem = "no action" if fault.problem == "unknown" else fault.problem
        notices.append(
            SettingNotice(_line_of(action, text), action, problem, _(", ").join(usual.get(action, ())), fault.detail)
        )
    return tuple((action, ",".join(keys)) for action, keys in chosen.items()), sorted(notices)


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The names with dots, whether somebody wrote `"today.kept" = "a"`, `today.kept = "a"` or `[keys.today]`.

    Not by calling itself: a name may have any number of dots.
    """
    tables = [("", data)]
    while tables:
        place, table = tables.pop(0)
        for name, value in table.items():
            if isinstance(value, dict):
                tables.append((f"{place}{name}.", value))
            else:
                yield place + name, str(value)


def _broken(line: int) -> SettingsReading:
    return SettingsReading(notices=(SettingNotice(line, "", "broken"),))


def _line_of_error(message: str, text: str) -> int:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else text.count("\n") + 1


def _line_of(key: str, text: str) -> int:
    """The line that sets it; of a name with dots perhaps only the last part stands there."""
    for name in (key, key.rpartition(".")[2]):
        start = re.compile(rf"""\s*(\[+\s*)?(["']?){re.escape(name)}\2\s*[=.\]]""")
        for number, line in enumerate(text.splitlines(), 1):
            if start.match(line):
                return number
    return 1


def _with_value(text: str, key: str, value: str | int) -> str:
    """The text with one value changed; comments, order and layout stay as they are.

    Raises:
        UnparsableError: it cannot be changed so.
    """
    import tomlkit  # here: only a change needs it

    end = "\r\n" if "\r\n" in text else "\n"
    with parsing():
        document = tomlkit.parse(text if not text or text.endswith("\n") else text + end)
        item = tomlkit.item(value)
        item.trivia.trail = end
        document[key] = item
        return tomlkit.dumps(document)


def setting_faults(home: Path) -> tuple[SettingNotice, ...]:
    """What is wrong with the file of settings."""
    return read_settings(home).notices
