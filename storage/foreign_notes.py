"""Notes out of other programs' files: Markdown with or without front matter, jrnl's JSON and its plain text.

What of a file is not taken is told by its name; so is where the day comes from when the text does not say it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from content.dates import year_words
from content.duration import MOST_MINUTES, read_minutes
from content.errors import FileFaults
from content.front_matter import Front, read_front_matter
from content.words import _
from storage.clock import local_day
from storage.records import LINE_LIMIT, TEXT_LIMIT, NoteKind, StudyNote, clean_line, clean_text

TITLE, DAY, TAGS = ("title", "标题"), ("day", "date", "日期", "created"), ("tags", "标签")
MINUTES, KIND = ("minutes", "时长", "用时", "学时"), ("kind", "类别", "学习方式")
_DAY_AS_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)", re.ASCII)
_DAY_IN_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY = r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})日?"
_DAY_SAID = re.compile(  # 日期：2026年10月12日 on a line of its own
    rf"^[ \t]*(?:[#>*-]+[ \t]*)?\**(?:日期|时间|学习日期|学习时间|date)\**[ \t]*[:：]\**[ \t]*{_DAY}(?!\d)",
    re.MULTILINE | re.ASCII | re.I,
)
_DAY_SIGNED = re.compile(rf"{_DAY}", re.ASCII)
_NEAR_THE_END = 3  # lines in which a signature stands
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?[APap][Mm])?"
_ENTRIES = [  # all entries of a file begin in one way: a day in brackets may also be quoted in one
    re.compile(pattern, re.ASCII | re.MULTILINE)
    for pattern in (rf"^\[{_DAY}[ T]{_TIME}\] ?", rf"^\[{_DAY}\] ?", rf"^{_DAY} {_TIME}(?:[ \t]|$)")
]
_LIKE_ENTRY = re.compile(r"\[[^\]\n]{0,12}\d[^\]\n]{0,20}\d[:：]\d{2}[^\]\n]{0,8}\]", re.ASCII)
_TAG = re.compile(r"(?<!\S)@[\w-]+")
_OF_JRNL = frozenset({"date", "time", "title", "body", "tags", "starred"})

_KINDS = {
    NoteKind.SELF: ("self", "self_study", "自学", "个人自学"),
    NoteKind.GROUP: ("group", "group study", "集中学习", "集体学习"),
    NoteKind.TRAINING: ("training", "培训", "集中培训"),
    NoteKind.MAKE_UP: ("make_up", "make_up study", "补课", "补学"),
}


@dataclass(frozen=True)
class Incoming:
    """A note as a file says it. `rev` is None where the file does not come from this program.

    told: what of the file was not taken, and where the day comes from if the text does not say it.
    """

    source: str
    note: StudyNote
    rev: int | None
    told: tuple[str, ...] = ()


def read_foreign(text: str, source: str, at: datetime, day: date) -> Incoming:
    """The note in a Markdown file of any program; `day` is taken, and told, where the file names none.

    Raises:
        FileFaults: it cannot become a note; with its line.
    """
    front = read_front_matter(text)
    lines = front.body.strip("\n").split("\n")
    heading = lines[0].removeprefix("# ").strip() if lines and lines[0].startswith("# ") else ""
    said_title = _line(front.first(*TITLE))
    title = said_title or clean_line(heading) or clean_line(Path(source).stem)
    if heading and (not said_title or clean_line(heading) == said_title):
        lines = lines[1:]
    said, told = _day_of(front, text, source, day, lines)
    minutes, kind = _minutes(front.first(*MINUTES)), _kind(front.first(*KIND))
    left = front.others(*TITLE, *DAY, *TAGS, *MINUTES, *KIND)
    left += [f"{key}: {_line(front.first(key))}" for key in MINUTES if front.first(key) and not minutes]
    left += [f"{key}: {_line(front.first(key))}" for key in KIND if front.first(key) and kind is None]
    if left:
        keys = _(", ").join(" ".join(key.split())[:20] for key in left[:8])
        told.insert(0, _("{file}: not taken: {keys}").format(file=source, keys=keys))
    tags = _tags(front.first(*TAGS))
    text = "\n".join(lines).strip("\n")
    if not text.strip() and not said_title and not heading:
        raise FileFaults([(0, _("is empty"))])  # its name alone is no note
    return made_note(source, at, said, title, text, tags, minutes, tuple(told), kind or NoteKind.SELF)


def _day_of(front: Front, text: str, source: str, day: date, lines: Sequence[str]) -> tuple[date, list[str]]:
    """The day said above, in the name, in a line 日期： or beneath the signature; else the file's own, told."""
    if said := _day_above(front, text) or _day_in_name(source) or _day_in_text(lines):
        return said, []
    words = _("{file}: no day was found; the file's own is taken: {day}")
    return day, [words.format(file=source, day=day.isoformat())]


def _day_in_text(lines: Sequence[str]) -> date | None:
    """The day where it is plain: a line that says 日期：, else a day alone in one of the last lines."""
    said = [found[1] for found in _DAY_SAID.finditer("\n".join(lines))]
    last = [line.strip() for line in lines if line.strip()][-_NEAR_THE_END:]
    signed = [found[1] for line in last if (found := _DAY_SIGNED.fullmatch(line))]
    texts = said or signed
    if len(set(texts)) != 1:
        return None
    try:
        return date(*map(int, re.split(r"\D", texts[0])))
    except ValueError:
        return None


def _kind(value: object) -> NoteKind | None:
    """How one studied, by the word for it in any language; None for what is not known."""
    said = _line(value).lower().replace("-", "_")
    return next((kind for kind, words in _KINDS.items() if said in words), None)


def made_note(
    source: str,
    at: datetime,
    day: date,
    title: str,
    text: str,
    tags: tuple[str, ...] = (),
    minutes: int = 0,
    told: tuple[str, ...] = (),
    kind: NoteKind = NoteKind.SELF,
) -> Incoming:
    """A note of another program, named by what it says, so that it comes in once only."""
    text = clean_text(text)
    if not title and not text.strip():
        raise FileFaults([(0, _("is empty"))])
    if words := year_words(day, local_day(at)):
        raise FileFaults([(0, words)])
    if day > local_day(at):
        raise FileFaults([(0, _("{day} has not come yet").format(day=day.isoformat()))])
    if len(text) > TEXT_LIMIT:
        raise FileFaults([(0, _("is longer than a note may be ({n} characters)").format(n=TEXT_LIMIT))])
    title = title or clean_line(text)
    if len(title) > LINE_LIMIT:
        words = _("{file}: the title is longer than {n} characters; its end is not taken")
        title, told = title[:LINE_LIMIT], (*told, words.format(file=source, n=LINE_LIMIT))
    digest = hashlib.sha256("\0".join([day.isoformat(), title, text]).encode()).hexdigest()[:24]
    note = StudyNote.new(
        at, day, uid=f"imp-{digest}", title=title, own_words=text, tags=tags, minutes=minutes, kind=kind
    )
    return Incoming(source, note, None, told)


def _line(value: object) -> str:
    if isinstance(value, list):
        value = "、".join(part for part in value if isinstance(part, str))
    return clean_line(value) if isinstance(value, str) else ""


def _tags(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else re.split(r"[\s,，、]+", _line(value))
    tags = (clean_line(_plain(part).lstrip("#@"))[:LINE_LIMIT] for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _plain(value: object) -> str:
    """A value as text: other programs write a tag that is only a number without quotes."""
    return value if isinstance(value, str) else str(value) if type(value) is int else ""


def _minutes(value: object) -> int:
    """The minutes said: 90, 90分钟, 1.5小时; a bare number is minutes. 0 for what cannot be read or be meant."""
    minutes = read_minutes(_line(value)) or 0
    return minutes if minutes <= MOST_MINUTES else 0


def _day_above(front: Front, text: str) -> date | None:
    """The day in what stands above a text.

    Raises:
        FileFaults: it is none; with its line.
    """
    value = front.first(*DAY)
    try:
        return _day(value)
    except ValueError:
        said, key = str(value)[:30], rf"\s*(?:{'|'.join(DAY)})\s*[:=]\s*\S"
        lines = (number for number, line in enumerate(text.split("\n"), 1) if re.match(key, line, re.IGNORECASE))
        words = (
            _("there is no such day as {day}; look at it")
            if _DAY_AS_WRITTEN.match(said)
            else _("{day} is no day; such as 2026-11-23 is one")
        )
        raise FileFaults([(next(lines, 1), words.format(day=said))]) from None


def _day(value: object) -> date | None:
    """The day that was said, None where none was.

    Raises:
        ValueError: it is none.
    """
    text = _line(value)
    if isinstance(value, list) and len(value) > 1:
        raise ValueError(text)
    if found := _DAY_AS_WRITTEN.match(text):
        return date(*(int(part) for part in found.groups()))
    return date.fromisoformat(text[:10]) if text else None


def _day_in_name(source: str) -> date | None:
    found = _DAY_IN_NAME.search(Path(source).name)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def read_jrnl(text: str, source: str, at: datetime) -> tuple[list[Incoming], list[str]]:
    """The entries of a jrnl JSON export that can become notes, and a line on each that cannot.

    Raises:
        FileFaults: it is no such export at all.
    """
    try:
        entries = json.loads(text, parse_int=_number)["entries"]
    except json.JSONDecodeError as error:
        if text.lstrip("\ufeff \t\r\n").startswith("{"):
            problem = _("is damaged or cut off here; export it from jrnl once more")
            raise FileFaults([(error.lineno, problem)]) from error
        raise FileFaults([(0, _("is no jrnl export (jrnl --format json)"))]) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise FileFaults([(0, _("is no jrnl export (jrnl --format json)"))]) from error
    if not isinstance(entries, list):
        raise FileFaults([(0, _("is no jrnl export (jrnl --format json)"))])
    found, faults = [], []
    for number, entry in enumerate(entries, 1):
        try:
            found.append(_jrnl_entry(entry, source, at))
        except FileFaults as error:
            faults.append(_entry_fault(source, number, error.faults[0][1]))
        except (ValueError, LookupError, TypeError, AttributeError):
            faults.append(_entry_fault(source, number, _("its date, title or body is missing or cannot be read")))
    return found, faults


def _number(figures: str) -> int | str:
    """The number; where it has more figures than Python makes one of, its figures, so that its entry alone is bad."""
    return int(figures) if len(figures) < 100 else figures


def _jrnl_entry(entry: Mapping[str, Any], source: str, at: datetime) -> Incoming:
    day, title, body = date.fromisoformat(entry["date"]), clean_line(entry["title"]), clean_text(entry.get("body", ""))
    left = [str(key)[:20] for key in entry if key not in _OF_JRNL or (key == "starred" and entry[key])]
    told = (_("{file}: not taken: {keys}").format(file=source, keys=_(", ").join(left[:8])),) if left else ()
    return made_note(source, at, day, title, body.strip("\n"), _tags(entry.get("tags")), told=told)


def _entry_fault(source: str, number: int, problem: str) -> str:
    return _("{file}, entry {n}: {problem}; left out").format(file=source, n=number, problem=problem)


def is_jrnl_text(text: str) -> bool:
    """Whether a text is what jrnl writes as plain text: it begins with an entry's day and time.

    Raises:
        FileFaults: it begins with a day in brackets that nobody can be sure of, such as 11/12/2026.
    """
    text = text.lstrip("\ufeff\r\n")
    if any(entry.match(text) for entry in _ENTRIES):
        return True
    if found := _LIKE_ENTRY.match(text):
        words = _("the day in {text} is not known; write such as [2026-12-01 09:15]")
        raise FileFaults([(1, words.format(text=found[0]))])
    return False


def read_jrnl_text(text: str, source: str, at: datetime) -> tuple[list[Incoming], list[str]]:
    """The entries of jrnl's plain text, each with its day, and a line on each that cannot become a note."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    entry = next(pattern for pattern in _ENTRIES if pattern.match(text.lstrip("\n")))
    starts = [*entry.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    found, faults = [], []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        said = text[start.end() : end]
        title, _line_end, body = said.partition("\n")
        try:
            on = date(*map(int, re.split(r"\D", start[1])))
            told = _star_told(source, number, title)
            title = clean_line(title.removesuffix(" *"))
            found.append(made_note(source, at, on, title, body.strip("\n"), _tags(_TAG.findall(said)), told=told))
        except FileFaults as error:
            faults.append(_entry_fault(source, number, error.faults[0][1]))
        except ValueError:
            faults.append(_entry_fault(source, number, _("{day} is no day").format(day=start[1])))
    return found, faults


def _star_told(source: str, number: int, title: str) -> tuple[str, ...]:
    words = _("{file}, entry {n}: its star (*) is not taken")
    return (words.format(file=source, n=number),) if title.endswith(" *") else ()
