"""Everything a person wrote, ready to be searched: read straight from the files, each again only when it changed.

The journal's models are not needed here, so that the first search answers at once; a record that cannot be read is
left out, as the quick reader does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from content.comparing import written_pattern
from content.initials import can_be_initials
from content.search import LOOK_BACK, MATTER, MEETING, NOTE, SENTENCE, Query, SearchEntry
from content.words import _
from storage import disk
from storage.files import RecordFiles, Stamp
from storage.gathered import TABLE
from storage.kinds import KINDS, kind_called, named
from storage.plain_reader import text as _text

Plainly = Callable[[str, Any], Iterable[SearchEntry]]
_RECORD = '{"uid":'  # how a record begins in a file
_KEY_END = '": '  # what stands before one: a part of a record that has a uid of its own stands in a list
_HEAD = '{"records": {"'  # and how the file does
_FOREIGN = re.compile(r"\\[u/]")  # a sign written as an escape; a pattern finds it three times as fast as `in`
_STRAY_UID = re.compile(r'"uid":(?<!": \{"uid":)(?<!\[\{"uid":)(?<!, \{"uid":)')  # one at which neither begins
_SECOND_TABLE = re.compile(r'\}\}, "')
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
        found = (one for read, plainly in self._now() for one in _candidates(read, plainly, word))
        return [one for one in found if one.matches(query)]

    def _now(self) -> Iterator[tuple[_Read, Plainly]]:
        is_waiting = self._files.is_waiting
        for kind in (kind for kind in KINDS if kind.found):
            plainly = named(kind.found)
            for name, stamp in self._files.stamps(kind.name).items():
                read = self._read.get(name)
                if read is None or stamp is None or read.stamp != stamp or is_waiting:
                    read = self._read[name] = self._fresh(name, stamp)
                yield read, plainly

    def _fresh(self, name: str, stamp: Stamp | None) -> _Read:
        """A file's text, or its records where the file alone does not say what is recorded."""
        content = self._files.content(name)
        text = "" if content is None else content.decode(errors="replace")
        if _is_as_written(text):
            return _Read(stamp, text, is_as_written=True)
        return _Read(stamp, text) if _is_sound(text) else _Read(stamp, "", self._files.documents(name))


@dataclass
class _Read:
    """A file as it was read: its text, or else its records; and what was taken apart of it.

    is_as_written: whether the text is as this program writes it, its signs as they are: else every record is read.
    """

    stamp: Stamp | None
    text: str
    documents: dict[str, Any] | None = None
    is_as_written: bool = False
    known: dict[int, list[SearchEntry]] = field(default_factory=dict)
    everything: list[SearchEntry] | None = None
    narrowed: tuple[str, Sequence[int]] = ("", ())  # a word, and where the records begin that have it


def _is_as_written(text: str) -> bool:
    """Whether a text is whole, one table, each record begun by its uid and no sign of it written as an escape."""
    if not (text.startswith(_HEAD) and text.endswith("}}}")) or _FOREIGN.search(text) or _SECOND_TABLE.search(text):
        return False
    return _KEY_END + _RECORD in text and not _STRAY_UID.search(text)


def _is_sound(text: str) -> bool:
    """Whether a text is a record file that somebody else laid out."""
    try:
        disk.decode_tables(text.encode(errors="replace"))
    except disk.Damaged:
        return False
    return "\ufffd" not in text


def _telling_word(query: Query) -> str:
    """The longest piece of a word that must stand in the text of a file; empty when there is none."""
    words = (word for word in query.words if not can_be_initials(word))
    return max((piece for word in words for piece in _ESCAPED.split(word)), key=len, default="")


def _candidates(read: _Read, plainly: Plainly, word: str) -> Iterable[SearchEntry]:
    """Every entry of a file that may be what is asked for."""
    if not word or not read.is_as_written:
        if read.everything is None:
            read.everything = list(_all(read, plainly))
        return read.everything
    return _around(read, plainly, word)


def _all(read: _Read, plainly: Plainly) -> Iterator[SearchEntry]:
    documents = read.documents
    if documents is None:
        try:
            documents = json.loads(read.text).get(TABLE, {})
        except (ValueError, AttributeError, RecursionError):
            documents = {}
    yield from _entries(documents, plainly)


def _around(read: _Read, plainly: Plainly, word: str) -> Iterator[SearchEntry]:
    """The entries of the records in whose text a word may stand.

    As somebody types on, only the records that the shorter word was found in are looked at.
    """
    if not read.narrowed[0] or read.narrowed[0] not in word:
        read.narrowed = word, list(_starts(read.text, word))
    for start in read.narrowed[1]:
        if start not in read.known:
            try:
                document = _DECODER.raw_decode(read.text, start)[0]
                read.known[start] = list(_entries({document["uid"]: document}, plainly))
            except (ValueError, LookupError, TypeError, RecursionError):
                read.known[start] = []
        yield from read.known[start]


def _starts(text: str, word: str) -> Iterator[int]:
    """Where the records begin in whose text a word stands; within a text `{"uid":` has backslashes."""
    last = -1
    for hit in _pattern(word).finditer(text):
        start = text.rfind(_KEY_END + _RECORD, 0, hit.start()) + len(_KEY_END)
        if start > last and start >= len(_KEY_END):
            yield start
            last = start


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
