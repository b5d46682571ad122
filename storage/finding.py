"""Everything a person wrote, ready to be searched: read straight from the files, each again only when it changed.

The journal's models are not needed here, so that the first search answers at once; a record that cannot be read is
left out, as the quick reader does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from content.search import MATTER, NOTE, SENTENCE, Entry
from storage.files import RecordFiles, Stamp
from storage.transaction import TABLE

KINDS = {"notes": (NOTE, "笔记"), "checks": (SENTENCE, "说明"), "matters": (MATTER, "事项")}
_NOTE_KINDS = {"self": "自学", "group": "集中学习", "training": "培训", "make_up": "补课"}
_MATTER_KINDS = {"assigned": "交办", "shortfall": "整改", "error": "差错", "decision": "议定"}
_STATES = {"open": "未办结", "settled": "办结", "dropped": "不再办理"}
_PARTS = ("quotation", "own_words", "use_at_work", "question")


class Finder:
    """What can be found in a person's files."""

    def __init__(self, files: RecordFiles) -> None:
        self._files = files
        self._read: dict[str, tuple[Stamp | None, list[Entry]]] = {}

    def entries(self) -> Iterator[Entry]:
        """Notes, sentences and matters, as the files say now."""
        for kind, plainly in (("notes", _note), ("checks", _sentences), ("matters", _matter)):
            for name, stamp in self._files.stamps(kind).items():
                known = self._read.get(name)
                if known is None or stamp is None or known[0] != stamp:
                    known = self._read[name] = (stamp, list(_entries(self._documents(name), plainly)))
                yield from known[1]

    def _documents(self, name: str) -> dict[str, Any]:
        content = self._files.content(name)
        if content is None:
            return self._files.documents(name)
        try:
            found: dict[str, Any] = json.loads(content).get(TABLE, {})
        except (ValueError, AttributeError, RecursionError):
            return self._files.documents(name)
        return found


def _entries(documents: dict[str, Any], plainly: Callable[[str, Any], Iterable[Entry]]) -> Iterator[Entry]:
    for uid, document in documents.items():
        try:
            yield from list(plainly(uid, document))
        except (TypeError, ValueError, LookupError, AttributeError):
            continue


def _note(uid: str, record: Any) -> Iterator[Entry]:
    kind = record["kind"]
    yield Entry(
        NOTE,
        uid,
        _text(record["title"]),
        "\n".join(record[part] for part in _PARTS if record[part]),
        date.fromisoformat(record["day"]),
        tags=tuple(map(_text, record["tags"])),
        kinds=(*KINDS["notes"], kind, _NOTE_KINDS.get(kind, "")),
        material=_text(record["material"]),
    )


def _sentences(uid: str, record: Any) -> Iterator[Entry]:
    day = date.fromisoformat(record["day"])
    for answer in record["answers"]:
        if answer["sentence"]:
            item = answer["item"]
            yield Entry(SENTENCE, f"{uid}/{item}", "", _text(answer["sentence"]), day, kinds=KINDS["checks"], item=item)


def _matter(uid: str, record: Any) -> Iterator[Entry]:
    texts = [record[name] for name in ("measure", "result", "cause", "prevention") if record.get(name)]
    texts += [progress["text"] for progress in record["progress"]]
    people = (record["given_by"], record["answered_to"], record["channel"], *record["co_workers"])
    kind, state = record["kind"], record["state"]
    yield Entry(
        MATTER,
        uid,
        _text(record["title"]),
        "\n".join([*filter(None, people), *texts]),
        date.fromisoformat(record["day"]),
        kinds=(*KINDS["matters"], kind, _MATTER_KINDS.get(kind, ""), state, _STATES.get(state, "")),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
