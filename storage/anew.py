"""What is put back, from a backup, the trash, or by undoing, is a new writing of what it says.

It gets a revision after all that was seen of it here: what it takes the place of is older then, wherever that comes
back from. What another computer wrote since is not overwritten there unseen: it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from pydantic import BaseModel, ValidationError

from storage.discard import FILE as TRASH
from storage.exchange_notes import KNOWN, MACHINE, UNSETTLED, is_sound_note, key_text
from storage.exchanging import GONE, LOST, mark_of, without_decided
from storage.kinds import kind_called
from storage.stand_in import revision
from storage.transaction import Transaction

Documents = Mapping[str, Any]
_WRITTEN = ("rev", "changed_at")


def says_the_same(one: Any, other: Any) -> bool:
    """Whether two documents say the same, whatever revision they are."""
    if not (revision(one) and revision(other)):
        return bool(one == other)
    said = [{name: value for name, value in each.items() if name not in _WRITTEN} for each in (one, other)]
    return bool(said[0] == said[1])


def says_the_same_as(model: type[BaseModel], one: Any, other: Any) -> bool:
    """The same, where a field that is not written counts as what it is then."""
    if says_the_same(one, other) or one is None or other is None:
        return says_the_same(one, other)
    try:
        return says_the_same(*(model.model_validate(each).model_dump(mode="json") for each in (one, other)))
    except ValidationError:
        return False


def written_anew(transaction: Transaction, kind: str, uid: str, document: Any, *there: Any) -> Any:
    """A document as the revision after `there` and all else that is known of its record; itself where it is the last.

    What has no revision, and answers to questions, which nobody changes, stay as they are.
    """
    if not revision(document) or kind_called(kind).exchanged == "added":
        return document
    seen = [one for one in (*there, *_seen(transaction, kind, uid)) if one != document]
    last = max([*map(revision, seen), _known_revision(transaction, kind, uid, document)])
    if last < revision(document):
        return document
    new = {**document, "rev": last + 1}
    if not (kind == "matters" and document.get("state") != "open" and document.get("closed_day") is None):
        new["changed_at"] = transaction.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return new  # a matter closed on no day lies in the year it was changed last


def _seen(transaction: Transaction, kind: str, uid: str) -> list[Any]:
    trashed, unsettled = transaction.documents(TRASH).values(), transaction.documents(UNSETTLED).values()
    return [
        *(one.get("document") for one in trashed if (one.get("kind"), one.get("record_uid")) == (kind, uid)),
        *(one.get("document") for one in unsettled if (one.get("kind"), one.get("uid")) == (kind, uid)),
    ]


def _known_revision(transaction: Transaction, kind: str, uid: str, document: Any) -> int:
    noted: Any = transaction.documents(KNOWN).get(key_text((kind, uid)))
    mark = without_decided(noted["mark"]) if is_sound_note(noted) else ""
    if mark in ("", GONE, LOST, mark_of(kind_called(kind).shared(document))):
        return 0
    return int(mark.split("-")[1])


def another_wrote_since(transaction: Transaction, kind: str, uid: str, then: Documents) -> bool:
    """Whether another computer wrote a record after a time; `then` is what was known of the exchange at that time."""
    text = key_text((kind, uid))
    noted: Any = transaction.documents(KNOWN).get(text)
    if not is_sound_note(noted):
        return False
    before: Any = then.get(text)
    seen = before["vector"] if is_sound_note(before) else {}
    own = {one.get("machine") for one in transaction.documents(MACHINE).values() if isinstance(one, dict)}
    return any(count > seen.get(machine, 0) for machine, count in noted["vector"].items() if machine not in own)
