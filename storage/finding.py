"""Everything a person wrote, ready to be searched: read straight from the files, each again only when it changed.

The journal's models are not needed here, so that the first search answers at once; a record that cannot be read is
left out, as the quick reader does.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from content.comparing import unmistakable, written_pattern
from content.initials import can_be_initials
from content.search import LOOK_BACK, MATTER, MEETING, NOTE, SENTENCE, Query, SearchEntry
from content.words import _
from storage import disk
from storage.files import RecordFiles, Stamp
from storage.gathered import TABLE
from storage.kinds import KINDS, kind_called, named
from storage.plain_reader import text as _text

Plainly = Callable[[str, Any], Iterable[SearchEntry]]
_HEAD = re.compile(rb'\{"records": \{"[^"\\]*": \{"uid":')  # how a file begins
_RECORD = b'": {"uid":'  # and each record, behind its key: a part that has a uid of its own stands in a list
_BEHIND = re.compile(r', "[^"\\]*|\}\}')  # what stands from a record's end to where the next begins, or the file ends
_FOREIGN = re.compile(rb"\\[u/]")  # a sign written as an escape
_SECOND_TABLE = re.compile(rb'\}\}, "')  # a pattern finds it twice as fast as `in`
_DECODER = json.JSONDecoder()
_ESCAPED = re.compile(r'[\s"\\]+')  # what does not stand in a file as it is compared
WORDS = {"notes": (NOTE, "笔记"), "checks": (SENTENCE, "说明"), "matters": (MATTER, "事项"),
         "meetings": (MEETING, "会议"), "lookbacks": (LOOK_BACK, "回顾")}  # fmt: skip
_MEETING_KINDS = {
    "general": "党员大会", "committee": "支委会", "group": "党小组会", "lecture": "党课", "theme_day": "主题党日",
    "organisational_life": "组织生活会", "study": "集中学习",
}  # fmt: skip
_NOTE_KINDS = {"self": "自学", "group": "集中学习", "training": "培训", "make_up": "补课"}
_MATTER_KINDS = {"assigned": "交办", "shortfall": "整改", "error": "差错", "decision": "议定"}
_STATES = {"open": "未办结", "settled": "办结", "dropped": "不再办理"}
_PARTS = ("quotation", "own_words", "use_at_work", "question")


class Finder:
    """What can be found in a person's files.

    A word is looked for in the text of the files first, and only the records around it are read: most of what is
    stored is never taken apart.
    """

    def __init__(self, files: RecordFiles) -> None:
        self._files = files
        self._read: dict[str, _Read] = {}

    def find(self, query: Query) -> list[SearchEntry]:
        """The notes, sentences, matters and meetings that a query asks for, as the files say now."""
        word = _telling_word(query)
        found = (one for name, read, plainly in self._now() for one in self._candidates(name, read, plainly, word))
        return [one for one in found if one.matches(query)]

    def _now(self) -> Iterator[tuple[str, _Read, Plainly]]:
        is_waiting = self._files.is_waiting
        for kind in (kind for kind in KINDS if kind.found):
            plainly = named(kind.found)
            for name, stamp in self._files.stamps(kind.name).items():
                read = self._read.get(name)
                if read is None or stamp is None or read.stamp != stamp or is_waiting:
                    read = self._read[name] = _Read(stamp, self._files.content(name) or b"")
                yield name, read, plainly

    def _candidates(self, name: str, read: _Read, plainly: Plainly, word: str) -> Iterable[SearchEntry]:
        """Every entry of a file that may be what is asked for; all of them where its text does not tell."""
        if word and read.everything is None and read.is_as_written:
            with contextlib.suppress(_LaidOutOtherwise):
                return _around(read, plainly, word)
        if read.everything is None:
            read.everything, read.content = list(_entries(self._documents(name, read), plainly)), b""
        return read.everything

    def _documents(self, name: str, read: _Read) -> dict[str, Any]:
        """The records of a file; where the file alone does not say what is recorded, as the journal shows them."""
        try:
            return disk.decode_tables(read.content).get(TABLE, {})
        except disk.Damaged:
            return self._files.documents(name)


class _LaidOutOtherwise(ValueError):
    """A file is not as this program writes it: all its records are to be read."""


@dataclass
class _Read:
    """A file as it was read: its bytes, and what was taken apart of it."""

    stamp: Stamp | None
    content: bytes
    known: dict[int, list[SearchEntry]] = field(default_factory=dict)
    everything: list[SearchEntry] | None = None
    narrowed: tuple[str, Iterable[int]] = ("", ())  # a word, and where the records begin that have it

    @cached_property
    def is_as_written(self) -> bool:
        """Whether a file begins and ends as this program writes it, with no sign written as an escape.

        So a word stands in the file as it stands in a record, and a file without it need not be looked at further.
        """
        if not (_HEAD.match(self.content) and self.content.endswith(b"}}}")):
            return False
        return b"\\" not in self.content or not _FOREIGN.search(self.content)


def _telling_word(query: Query) -> str:
    """The longest piece of a word that must stand in the text of a file; empty when there is none."""
    words = (word for word in query.words if not can_be_initials(word))
    return max((piece for word in words for piece in _ESCAPED.split(word)), key=len, default="")


def _around(read: _Read, plainly: Plainly, word: str) -> list[SearchEntry]:
    """The entries of the records in whose text a word may stand.

    As somebody types on, only the records that the shorter word was found in are looked at.

    Raises:
        _LaidOutOtherwise: it stands where no record is found around it.
    """
    if not read.narrowed[0] or read.narrowed[0] not in word:
        read.narrowed = word, _taken_apart(read, plainly, word)
    return [one for start in read.narrowed[1] for one in read.known[start]]


def _taken_apart(read: _Read, plainly: Plainly, word: str) -> Iterable[int]:
    """Take the records apart in whose text a word may stand; where they begin."""
    starts = _starts(read.content, word)
    if starts and _SECOND_TABLE.search(read.content):
        raise _LaidOutOtherwise
    for start in set(starts) - read.known.keys():
        read.known[start] = list(_entries(_record(read.content, start), plainly))
    return starts


def _record(content: bytes, start: int) -> dict[str, Any]:
    """The record that begins there, under its key, taken out of the file by itself."""
    behind = content.find(_RECORD, start + 1)
    try:
        text = content[start + 3 : behind if behind >= 0 else len(content)].decode()
        document, end = _DECODER.raw_decode(text)
        key = f'"{document["uid"]}'.encode()
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise _LaidOutOtherwise from error
    if not content.startswith(key, start - len(key)) or not _BEHIND.fullmatch(text, end):
        raise _LaidOutOtherwise
    return {document["uid"]: document}


def _starts(content: bytes, word: str) -> list[int]:
    """Where the records begin, in order, in which a word may stand."""
    sure = unmistakable(word).encode()
    place, starts = content.find(sure), [-1]  # what stands before the first record is none
    if place < 0:
        return []
    if len(sure) < len(word.encode()):  # all is taken for text, which needs as much room again
        return _starts_in_text(content, word)
    while place >= 0:
        if (start := content.rfind(_RECORD, 0, place)) > starts[-1]:
            starts.append(start)
        place = content.find(sure, place + 1)
    return starts[1:]


def _starts_in_text(content: bytes, word: str) -> list[int]:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise _LaidOutOtherwise from error
    mark, before, starts = _RECORD.decode(), -1, [0]
    for hit in _pattern(word).finditer(text):
        if (start := text.rfind(mark, 0, hit.start())) > before:
            starts.append(starts[-1] + len(text[max(before, 0) : start].encode()))
            before = start
    return starts[1:]


@lru_cache(maxsize=64)
def _pattern(word: str) -> re.Pattern[str]:
    """A word in all the ways it may be written."""
    return re.compile(written_pattern(word))


def _entries(documents: dict[str, Any], plainly: Plainly) -> Iterator[SearchEntry]:
    for uid, document in documents.items():
        try:
            yield from list(plainly(uid, document))
        except (TypeError, ValueError, LookupError, AttributeError):
            continue


def note_entries(uid: str, record: Any) -> Iterator[SearchEntry]:
    """The note as search finds it; an error where the document is none."""
    kind = record["kind"]
    yield SearchEntry(
        NOTE,
        uid,
        _text(record["title"]),
        "\n".join(record[part] for part in _PARTS if record[part]),
        date.fromisoformat(record["day"]),
        tags=tuple(map(_text, record["tags"])),
        kinds=(*WORDS["notes"], kind, _NOTE_KINDS.get(kind, "")),
        material=_text(record["material"]),
    )


def unsettled_entries(_key: str, noted: Any) -> Iterator[SearchEntry]:
    """What another computer says of a record, about which nobody decided yet, as search finds it."""
    kind = kind_called(noted["kind"])
    if noted["document"] is not None and kind.found:
        for one in named(kind.found)(noted["uid"], noted["document"]):
            title = _("{title} (other computer, to be decided)").format(title=one.title).strip()
            yield replace(one, title=title)


def sentence_entries(uid: str, record: Any) -> Iterator[SearchEntry]:
    """The sentences of a day as search finds it; an error where the document is none."""
    day = date.fromisoformat(record["day"])
    for answer in record["answers"]:
        if answer["sentence"]:
            item = answer["item"]
            yield SearchEntry(
                SENTENCE, f"{uid}/{item}", "", _text(answer["sentence"]), day, kinds=WORDS["checks"], item=item
            )


def matter_entries(uid: str, record: Any) -> Iterator[SearchEntry]:
    """The matter as search finds it; an error where the document is none."""
    texts = [record[name] for name in ("measure", "result", "cause", "prevention", "original") if record.get(name)]
    texts += [progress["text"] for progress in record["progress"]]
    people = (record["given_by"], record["answered_to"], record["channel"], *record["co_workers"])
    kind, state = record["kind"], record["state"]
    yield SearchEntry(
        MATTER,
        uid,
        _text(record["title"]),
        "\n".join([*filter(None, people), *texts]),
        date.fromisoformat(record["day"]),
        kinds=(*WORDS["matters"], kind, _MATTER_KINDS.get(kind, ""), state, _STATES.get(state, "")),
        state=state,
        due_day=None if record["due_day"] is None else date.fromisoformat(record["due_day"]),
    )


def meeting_entries(uid: str, record: Any) -> Iterator[SearchEntry]:
    """The meeting as search finds it: what was dealt with and decided, not who was there."""
    people = [record[name] for name in ("place", "host", "recorder", "lecturer") if record[name]]
    texts = [topic[name] for topic in record["topics"] for name in ("title", "reporter", "text") if topic[name]]
    texts += [f"{one['name']} {one['text']}" for topic in record["topics"] for one in topic["spoken"]]
    texts += [one["subject"] for one in record["votes"]]
    texts += [" ".join(filter(None, (one["text"], one["owner"]))) for one in record["decisions"]]
    kind = record["kind"]
    yield SearchEntry(
        MEETING,
        uid,
        _text(record["title"]),
        "\n".join([*people, *texts, *filter(None, (record["summary"],))]),
        date.fromisoformat(record["day"]),
        kinds=(*WORDS["meetings"], kind, _MEETING_KINDS.get(kind, ""), record["own_kind"]),
    )


def look_back_entries(uid: str, record: Any) -> Iterator[SearchEntry]:
    """The look-back as search finds it."""
    said = [text for one in record["asked"] for text in (one["question"], one["text"]) if one["text"]]
    planned = [_text(one["text"]) for one in record["planned"]]
    yield SearchEntry(
        LOOK_BACK,
        uid,
        _text(record["period"]),
        "\n".join([*said, *planned, *filter(None, (record["intention"],))]),
        date.fromisoformat(record["day"]),
        kinds=WORDS["lookbacks"],
    )
