"""Study notes as Markdown files and back without loss; and notes from a jrnl export or a folder of plain Markdown.

A file begins with front matter between two lines `---`, a `key: value` a line, values as JSON (which is YAML too).
The four parts follow under their headings, `## 体会`; a line of a note that looks like such a heading has a backslash
in front of it. Everything a note holds is in the file, so that what goes out comes back equal to the last character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from content.dates import year_words
from content.errors import FileFaults, was_refused
from content.front_matter import json_value, pairs
from content.importing.bank_texts import reads_as_bank
from content.markdown import front_matter
from content.words import _, ngettext
from storage.clock import local_day
from storage.foreign_files import files_below, read_limited, text_of
from storage.foreign_notes import Incoming, is_jrnl_text, read_foreign, read_jrnl, read_jrnl_text
from storage.records import StudyNote

if TYPE_CHECKING:
    from storage.journal import Journal

FILE_LIMIT = 4 * 1024 * 1024
FILES_LIMIT = 20_000
_TEXTS = (".md", ".markdown", ".txt")
PARTS = {
    "quotation": ("摘录", "Quotation"),
    "own_words": ("体会", "Thoughts"),
    "use_at_work": ("工作运用", "Use at work"),
    "question": ("疑问", "Question"),
}
_HEADINGS = {heading: part for part, names in PARTS.items() for heading in names}
_HEADING = re.compile(rf"\\*## (?:{'|'.join(map(re.escape, _HEADINGS))})[ \t]*")
_KEYS = ("uid", "rev", "day", "title", "kind", "minutes", "material", "tags", "items", "matters", "offered",
         "meeting_uid", "meeting_rev",
         "written_at", "changed_at")  # fmt: skip


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

    @property
    def told(self) -> list[str]:
        """What is not taken of those that come in, and whose day is not said in them, a line each."""
        return list(dict.fromkeys(line for one in (*self.new, *self.changed) for line in one.told))


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
    head = pairs(front, json_value)[0]
    if "uid" in head:
        return _own(head, body.removeprefix("\n"), source, local_day(at))
    return read_foreign(text, source, at, day)


def _own(head: Mapping[str, Any], body: str, source: str, today: date) -> Incoming:
    unknown = sorted(set(head) - set(_KEYS))
    if unknown:
        raise FileFaults([(1, _("{key} is not known here").format(key=unknown[0][:40]))])
    try:
        note = StudyNote.model_validate({**head, **_parts(body)})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        key = str(first["loc"][0]) if first["loc"] else "?"
        raise FileFaults([(_line_of(key, head), _("{key} is missing or cannot be read").format(key=key))]) from error
    if words := year_words(note.day, today):
        raise FileFaults([(_line_of("day", head), words)])
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


def read_all(path: Path, at: datetime) -> tuple[list[Incoming], list[str]]:
    """The notes in a folder of Markdown, in one Markdown file or in jrnl's JSON or text; and a line on each left out.

    Raises:
        FileFaults: there is nothing of the kind, or the system did not let part of it be read.
    """
    if not (path.exists() or path.is_symlink()):
        raise FileFaults([(0, _("is not there; check the name and the folder"))])
    files = [path]
    if path.is_dir():
        files = [file for file in _files_of(path) if file.suffix.lower() in _TEXTS][: FILES_LIMIT + 1]
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
            elif not text.startswith("---") and reads_as_bank(text):
                faults.append(_("{file}: a bank of questions, left out; `bank import` takes it").format(file=name))
            else:
                changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone().date()
                found.append(read_note(text, name, at, min(changed, local_day(at))))  # the file's clock may go ahead
        except FileFaults as error:
            if was_refused(error):
                raise FileFaults(error.faults if file == path else [(0, error.lines(name)[0])]) from error
            faults += [_("{problem}; left out").format(problem=line) for line in error.lines(name)]
    return found, faults


def _files_of(folder: Path) -> list[Path]:
    return sorted(file for file in files_below(folder) if not _is_hidden(file, folder))


def _is_hidden(file: Path, folder: Path) -> bool:
    """Whether a program keeps its own things there: `.obsidian/app.json`."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def of_other_kinds(path: Path) -> str:
    """A line on the files of a folder that are neither Markdown nor text; empty where there are none.

    Raises:
        FileFaults: the system did not let part of it be read.
    """
    there = _files_of(path) if path.is_dir() else []
    others = [file.relative_to(path).as_posix() for file in there if file.suffix.lower() not in _TEXTS]
    if not others:
        return ""
    words = ngettext(
        "{n} file is no .md or .txt, not read: {names}", "{n} files are no .md or .txt, not read: {names}", len(others)
    )
    return words.format(n=len(others), names=_(", ").join(others[:6]))


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
