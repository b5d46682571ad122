"""Study notes as Markdown files and back without loss; and notes from a jrnl export or a folder of plain Markdown.

A file begins with front matter between two lines `---`, a `key: value` a line, values as JSON (which is YAML too).
The four parts follow under their headings, `## 体会`; a line of a note that looks like such a heading has a backslash
in front of it. Everything a note holds is in the file, so that what goes out comes back equal to the last character.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from content.errors import FileFaults, was_refused
from content.markdown import front_matter
from content.words import _
from storage.foreign_files import files_below, read_limited, text_of
from storage.records import LINE_LIMIT, TEXT_LIMIT, StudyNote, clean_line, clean_text

if TYPE_CHECKING:
    from storage.journal import Journal

FILE_LIMIT = 4 * 1024 * 1024
FILES_LIMIT = 20_000
PARTS = {
    "quotation": ("摘录", "Quotation"),
    "own_words": ("体会", "Thoughts"),
    "use_at_work": ("工作运用", "Use at work"),
    "question": ("疑问", "Question"),
}
_HEADINGS = {heading: part for part, names in PARTS.items() for heading in names}
_HEADING = re.compile(rf"\\*## (?:{'|'.join(map(re.escape, _HEADINGS))})[ \t]*")
_DAY_AS_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)", re.ASCII)
_DAY_IN_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ENTRY = re.compile(r"^\[(\d{4}-\d{2}-\d{2}) \d{1,2}:\d{2}(?::\d{2})?(?: ?[APap][Mm])?\] ?", re.ASCII | re.MULTILINE)
_TAG = re.compile(r"(?<!\S)@[\w-]+")
_KEYS = ("uid", "rev", "day", "title", "kind", "minutes", "material", "tags", "items", "matters", "offered",
         "meeting_uid", "meeting_rev",
         "written_at", "changed_at")  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """A note as a file says it. `rev` is None where the file does not come from this program."""

    source: str
    note: StudyNote
    rev: int | None


@dataclass(frozen=True)
class Plan:
    """What would come in: notes not here yet, those changed outside since they went out, those here already.

    `conflicts` changed on both sides; they are left as they are here. `faults` are lines about files that were left
    out.
    """

    new: list[Incoming] = field(default_factory=list)
    changed: list[Incoming] = field(default_factory=list)
    same: list[Incoming] = field(default_factory=list)
    conflicts: list[Incoming] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def note_text(note: StudyNote) -> str:
    """A note as a Markdown file."""
    document = note.model_dump(mode="json")
    lines = ["---", *(f"{key}: {json.dumps(document[key], ensure_ascii=False)}" for key in _KEYS), "---", ""]
    for part, (heading, _english) in PARTS.items():
        if text := document[part]:
            lines += [f"## {heading}", "", *map(_escaped, text.split("\n")), ""]
    return "\n".join([*lines, ""])


def _escaped(line: str) -> str:
    return "\\" + line if _HEADING.fullmatch(line) else line


def file_name(note: StudyNote) -> str:
    """`2026-11-23 学习监督法 3f2a….md`: sorts by day, says what it is, and is no other note's."""
    title = re.sub(r'[\\/:*?"<>|.\x00-\x1f]', " ", note.title)
    return f"{note.day.isoformat()} {' '.join(title.split())[:40].strip()} {note.uid[-10:]}.md"


def read_note(text: str, source: str, at: datetime, day: date) -> Incoming:
    """The note in a Markdown file of this or any program; `day` is taken where the file names none.

    Raises:
        FileFaults: it cannot become a note; with its line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front, body = front_matter(text)
    head, body = _pairs(front, _value), body.removeprefix("\n") if front else body
    if "uid" in head:
        return _own(head, body, source)
    return _foreign(_pairs(front, _said), body, source, at, day)


def _pairs(text: str, value_of: Callable[[str], Any]) -> dict[str, Any]:
    """The pairs; a value is what `value_of` makes of it, or a YAML list over several lines."""
    found: dict[str, Any] = {}
    key = ""
    for line in text.split("\n"):
        if line.lstrip().startswith("- ") and key:
            there = found[key] if isinstance(found.get(key), list) else []
            found[key] = [*there, value_of(line.lstrip()[2:])]
            continue
        name, colon, value = line.partition(":")
        if colon and name.strip() and not line.startswith((" ", "\t", "#")):
            key = name.strip().lower()
            found[key] = value_of(value)
    return found


def _value(text: str) -> Any:
    text = text.strip()
    try:
        return json.loads(text, parse_float=str)  # 1.10 of another program is a text
    except ValueError:
        if text.startswith("[") and text.endswith("]"):
            return [part.strip().strip("'\"") for part in text[1:-1].split(",") if part.strip()]
        return text.strip("'")
    except RecursionError:
        return ""


def _said(text: str) -> Any:
    """A value as another program's front matter means it: a text, were it all figures, or a list of texts."""
    text = text.strip()
    if not text.startswith("["):
        return _value(text) if text.startswith('"') else text.strip("'")
    values = _value(text)
    if not isinstance(values, list):
        return text
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values]


def _own(head: Mapping[str, Any], body: str, source: str) -> Incoming:
    unknown = sorted(set(head) - set(_KEYS))
    if unknown:
        raise FileFaults([(1, _("{key} is not known here").format(key=unknown[0][:40]))])
    try:
        note = StudyNote.model_validate({**head, **_parts(body)})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        key = str(first["loc"][0]) if first["loc"] else "?"
        raise FileFaults([(_line_of(key, head), _("{key} is missing or cannot be read").format(key=key))]) from error
    return Incoming(source, note, note.rev)


def _line_of(key: str, head: Mapping[str, Any]) -> int:
    return 2 + list(head).index(key) if key in head else 1


def _parts(body: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    here: list[str] | None = None
    for line in body.removesuffix("\n").split("\n"):
        if _HEADING.fullmatch(line):
            if not line.startswith("\\"):
                here = found.setdefault(_HEADINGS[line[3:].strip()], [])
                continue
            line = line[1:]
        if here is not None:
            here.append(line)
        elif line.strip():
            raise FileFaults([(0, _("there is text before the first heading; put it under ## 体会"))])
    return {part: "\n".join(lines).removeprefix("\n").removesuffix("\n") for part, lines in found.items()}


def _foreign(head: Mapping[str, Any], body: str, source: str, at: datetime, day: date) -> Incoming:
    lines = body.strip("\n").split("\n")
    heading = lines[0].removeprefix("# ").strip() if lines and lines[0].startswith("# ") else ""
    title = _line(head.get("title")) or clean_line(heading) or clean_line(Path(source).stem)
    if heading:
        lines = lines[1:]
    said = _day(head.get("day") or head.get("date")) or _day_in_name(source) or day
    return _made(source, at, said, title, "\n".join(lines).strip("\n"), _tags(head.get("tags")), _minutes(head))


def _made(
    source: str, at: datetime, day: date, title: str, text: str, tags: tuple[str, ...] = (), minutes: int = 0
) -> Incoming:
    text = clean_text(text)
    if not title and not text.strip():
        raise FileFaults([(0, _("is empty"))])
    if len(text) > TEXT_LIMIT:
        raise FileFaults([(0, _("is longer than a note may be ({n} characters)").format(n=TEXT_LIMIT))])
    title = (title or clean_line(text))[:LINE_LIMIT]
    digest = hashlib.sha256("\0".join([day.isoformat(), title, text]).encode()).hexdigest()[:24]
    note = StudyNote.new(at, day, uid=f"imp-{digest}", title=title, own_words=text, tags=tags, minutes=minutes)
    return Incoming(source, note, None)


def _line(value: object) -> str:
    return clean_line(_plain(value))


def _plain(value: object) -> str:
    """A value as text: other programs write a title, a day or a tag that is only a number without quotes."""
    return value if isinstance(value, str) else str(value) if type(value) is int else ""


def _tags(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else re.split(r"[\s,，、]+", _plain(value))
    tags = (clean_line(_plain(part).lstrip("#@"))[:LINE_LIMIT] for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _minutes(head: Mapping[str, Any]) -> int:
    value = head.get("minutes")
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,6}", value):
        return 0
    return int(value) if int(value) <= 100_000 else 0


def _day(value: object) -> date | None:
    text = _plain(value)
    try:
        if found := _DAY_AS_WRITTEN.match(text):
            return date(*(int(part) for part in found.groups()))
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise FileFaults([(1, _("{day} is no day; write it as 2026-12-01").format(day=str(value)[:30]))]) from None


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
        entries = json.loads(text)["entries"]
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


def _jrnl_entry(entry: Any, source: str, at: datetime) -> Incoming:
    day, title, body = date.fromisoformat(entry["date"]), clean_line(entry["title"]), clean_text(entry.get("body", ""))
    return _made(source, at, day, title, body.strip("\n"), _tags(entry.get("tags")))


def _entry_fault(source: str, number: int, problem: str) -> str:
    return _("{file}, entry {n}: {problem}; left out").format(file=source, n=number, problem=problem)


def is_jrnl_text(text: str) -> bool:
    """Whether a text is what jrnl writes as plain text: it begins with an entry's `[day time]`."""
    return _ENTRY.match(text.lstrip("\ufeff\r\n")) is not None


def read_jrnl_text(text: str, source: str, at: datetime) -> tuple[list[Incoming], list[str]]:
    """The entries of jrnl's plain text, each with its day, and a line on each that cannot become a note."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    starts = [*_ENTRY.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    found, faults = [], []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        said = text[start.end() : end]
        title, _line_end, body = said.partition("\n")
        try:
            day = date.fromisoformat(start[1])
            tags = _tags(_TAG.findall(said))
            found.append(_made(source, at, day, clean_line(title.removesuffix(" *")), body.strip("\n"), tags))
        except FileFaults as error:
            faults.append(_entry_fault(source, number, error.faults[0][1]))
        except ValueError:
            faults.append(_entry_fault(source, number, _("{day} is no day").format(day=start[1])))
    return found, faults


def read_all(path: Path, at: datetime) -> tuple[list[Incoming], list[str]]:
    """The notes in a folder of Markdown, in one Markdown file or in jrnl's JSON or text; and a line on each left out.

    Raises:
        FileFaults: there is nothing of the kind, or the system did not let part of it be read.
    """
    if not (path.exists() or path.is_symlink()):
        raise FileFaults([(0, _("is not there; check the name and the folder"))])
    files = [path]
    if path.is_dir():
        files = sorted(file for file in files_below(path) if file.suffix.lower() in (".md", ".txt"))[: FILES_LIMIT + 1]
    if not files:
        raise FileFaults([(0, _("there are no Markdown files there"))])
    if len(files) > FILES_LIMIT:
        raise FileFaults([(0, _("there are more than {n} files there").format(n=FILES_LIMIT))])
    found: list[Incoming] = []
    faults: list[str] = []
    for file in files:
        name = file.relative_to(path).as_posix() if file != path else file.name
        try:
            text = text_of(read_limited(file, FILE_LIMIT))
            if (is_json := file.suffix.lower() == ".json") or is_jrnl_text(text):
                entries, left_out = (read_jrnl if is_json else read_jrnl_text)(text, name, at)
                found += entries
                faults += left_out
            else:
                changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
                found.append(read_note(text, name, at, changed))
        except FileFaults as error:
            if was_refused(error):
                raise FileFaults(error.faults if file == path else [(0, error.lines(name)[0])]) from error
            faults += error.lines(name)
    return found, faults


def plan(there: Iterable[StudyNote], incoming: Iterable[Incoming], faults: Iterable[str] = ()) -> Plan:
    """What would happen to each note that comes in; taking the same in twice brings nothing the second time."""
    known = {note.uid: note for note in there}
    planned = Plan(faults=list(faults))
    for one in incoming:
        here = known.get(one.note.uid)
        if here is None:
            planned.new.append(one)
            known[one.note.uid] = one.note
        elif one.rev is None or here == one.note:
            planned.same.append(one)
        elif one.rev == here.rev:
            planned.changed.append(one)
        else:
            planned.conflicts.append(one)
    return planned


def with_content(here: StudyNote, *, one: Incoming, at: datetime) -> StudyNote:
    """The note here with what the file says."""
    fields = {name: getattr(one.note, name) for name in StudyNote.model_fields if name not in _ITS_OWN}
    return here.changed(at, **fields)


_ITS_OWN = frozenset({"uid", "rev", "written_at", "changed_at"})


def take_in(journal: Journal, planned: Plan, at: datetime) -> None:
    """Write what is new and what was changed outside, in one step: all of it or nothing.

    Raises:
        StorageError: it could not be written.
    """
    with journal.files.transaction():
        journal.notes.add_many(one.note for one in planned.new)
        for one in planned.changed:
            journal.notes.change(one.note, partial(with_content, one=one, at=at))


def files_of(notes: Iterable[StudyNote], folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: a file a note."""
    return {folder / file_name(note): note_text(note).encode() for note in notes}
