"""What is being typed, so that it is there again after a crash. Nothing else is put here.

A draft that nobody touched for 90 days goes to the trash, which keeps it 30 days more. What an older program kept here
that is no draft stays: `typed.py` reads it here until it is written in its own place.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from storage.clock import local_day, read_day
from storage.discard import discard
from storage.record_files import RecordFiles, Stamp
from storage.transaction import Transaction

DAYS = 90
NO_DRAFT = re.compile(r"sitting|paper|(files|branch)/[^/]+|share/[^/]+/remark")  # plans, folders, remarks of old


class Drafts:
    """Texts by the place they are typed at, such as `today/2026-11-23/error` or `note/new`."""

    def __init__(self, files: RecordFiles, kind: str, _model: object) -> None:
        self._files = files
        self._kind = kind
        self._seen: tuple[Stamp | None, dict[str, Any]] = (None, {})
        files.chores.append(self._sweep)

    def get(self, place: str) -> str:
        """What was being typed there; empty when nothing was."""
        return _text(self._documents().get(place))

    def under(self, beginning: str) -> dict[str, str]:
        """What is being typed at the places that begin so, by the rest of each place."""
        found = {place: _text(document) for place, document in self._documents().items() if place.startswith(beginning)}
        return {place.removeprefix(beginning): text for place, text in found.items() if text}

    def over(self, place: str) -> str:
        """What stood there when the draft was begun, which it would replace; empty when nothing did, or none knows."""
        return _text(self._documents().get(place), "over")

    def put(self, place: str, text: str, over: str = "") -> None:
        """Keep what is being typed, and what it would replace; an empty text is no draft."""
        if not text:
            self.drop(place)
            return
        with self._files.transaction() as transaction:
            replaced = {"over": over} if over else {}
            kept_day = local_day(transaction.at).isoformat()
            transaction.put(self._kind, place, {"text": text, "kept_day": kept_day, **replaced})

    def drop(self, place: str) -> None:
        """Forget a draft, because it was saved or given up."""
        if self._documents().get(place) is None:
            return
        with self._files.transaction() as transaction:
            transaction.drop(self._kind, place)

    def give_up(self, place: str) -> None:
        """Move a draft to the trash: another version was chosen."""
        with self._files.transaction() as transaction:
            if place in transaction.documents(self._kind):
                discard(transaction, self._kind, self._kind, place)

    def _documents(self) -> dict[str, Any]:
        """What lies in the file; read again only when it changed."""
        stamp = None if self._files.is_waiting else self._files.stamp(self._kind)
        if stamp is None or self._seen[0] != stamp:
            self._seen = stamp, self._files.documents(self._kind)
        return self._seen[1]

    def _sweep(self, transaction: Transaction) -> None:
        """Move what is old to the trash; what an older program kept, without a day, counts from now on."""
        today = local_day(transaction.at)
        before, believed = self._files.last_use_before(today), self._files.believed_day()
        then = None if before is None else self._files.documents_on(before, self._kind)
        for place, document in list(transaction.documents(self._kind).items()):
            if not _text(document) or NO_DRAFT.fullmatch(place):
                continue
            day = read_day(document.get("kept_day"))
            is_since = then is not None and then.get(place) != document  # by a clock set back its day may be long gone
            if day is None or day > today or (before is not None and is_since and day < before):
                transaction.put(self._kind, place, {**document, "kept_day": today.isoformat()})
            elif believed is not None and day < believed - timedelta(days=DAYS):  # a clock may be set wrong
                discard(transaction, self._kind, self._kind, place)


def _text(document: Any, name: str = "text") -> str:
    text = document.get(name) if isinstance(document, dict) else None
    return text if isinstance(text, str) else ""
