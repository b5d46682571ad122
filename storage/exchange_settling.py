"""The records of which two computers say different things, until a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from pydantic import ValidationError

from content.words import _
from storage import disk
from storage.clock import local_day
from storage.discard import FILE as TRASH
from storage.discard import Trashed, discard
from storage.errors import ChangedElsewhere, write_fault
from storage.exchange_notes import KNOWN, MACHINE, ME, UNSETTLED, is_sound_note, key_text
from storage.exchange_place import is_lost, place_of
from storage.exchanging import Key, Vector, joined, mark_decided
from storage.files import Files
from storage.kinds import Kind, kind_called
from storage.records import Answer, Earlier, SelfCheck, new_uid
from storage.records.exchange import Unsettled
from storage.transaction import Transaction


@dataclass(frozen=True)
class Conflict:
    """A record of which there are versions whose writers had not seen each other."""

    key: Key
    place: str
    """The record file in which it stands here; of a text its path, empty where it is not here."""
    here: Any
    """What stands here."""
    others: tuple[Any, ...]
    """What other computers say; None where it was deleted there."""
    texts: tuple[str, ...]
    """Where these are noted."""
    deleted_here: int = 0
    """Which of the others, from 1 on, is what this computer itself said: it was deleted here, and stands again since
    another changed it; 0 when what stands is what it said."""

    @property
    def sides(self) -> tuple[tuple[int, Any], ...]:
        """What this computer said and then what others say, each with the number by which it is chosen."""
        found = list(enumerate((self.here, *self.others)))
        own = found.pop(self.deleted_here)
        return (own, *found)

    @property
    def can_both_stay(self) -> bool:
        """Whether both can be kept, each as a record of its own."""
        is_repeating = any(isinstance(one, dict) and one.get("repeat") for one in (self.here, *self.others))
        is_there = self.here is not None and any(one is not None for one in self.others)
        return is_there and kind_called(self.key[0]).doubles and not is_repeating


def conflicts(files: Files) -> list[Conflict]:
    """What is to be decided, by kind and uid.

    Where what stood here was lost, nobody can choose against it unseen: the next exchange brings it back first.

    Raises:
        NotRead: something could not be read.
    """
    return [one for one in _conflicts(files) if not is_lost(files, one.key, one.here)]


def later_conflicts(files: Files) -> int:
    """How many cannot be decided before the next exchange, as what stood here was lost.

    Raises:
        NotRead: something could not be read.
    """
    return sum(is_lost(files, one.key, one.here) for one in _conflicts(files))


def _conflicts(files: Files) -> list[Conflict]:
    found: dict[Key, list[tuple[str, Unsettled]]] = {}
    for text, document in sorted(files.documents(UNSETTLED).items()):
        try:
            one = Unsettled.model_validate(document)
        except ValidationError:
            continue
        found.setdefault((one.kind, one.uid), []).append((text, one))
    made = []
    for key, others in sorted(found.items()):
        place, here = _standing(files, key)
        texts, documents = tuple(text for text, _one in others), tuple(one.document for _text, one in others)
        own = _deleted_here(files, key, [one for _text, one in others])
        made.append(Conflict(key, place, here, documents, texts, own))
    files.must_be_read(UNSETTLED, *{kind for kind, _uid in found})
    return made


def _deleted_here(files: Files, key: Key, others: Sequence[Unsettled]) -> int:
    """Which of the others is a deletion of this computer's: what stands had not seen this computer so far; else 0."""
    me, known = files.documents(MACHINE).get(ME), files.documents(KNOWN).get(key_text(key))
    if not (isinstance(me, dict) and isinstance(known, dict) and is_sound_note(known)):
        return 0
    name, seen = str(me.get("machine")), known["vector"]
    return next(
        (
            number
            for number, one in enumerate(others, start=1)
            if one.document is None and one.vector.get(name, 0) > seen.get(name, 0)
        ),
        0,
    )


def _standing(files: Files, key: Key) -> tuple[str, Any]:
    kind, uid = kind_called(key[0]), key[1]
    if kind.texts:
        try:
            return uid, disk.read_plain(files.root / uid).decode(errors="replace")
        except OSError:
            return "", None
    for name in files.names(kind.name):
        if (document := files.documents(name).get(uid)) is not None:
            return name, kind.shared(document)
    return "", None


def settle(files: Files, conflict: Conflict, chosen: int | None) -> None:
    """Keep one version: 0 is what stands here, from 1 on the others; None keeps all, each as a record of its own.

    What is not kept lies in the trash for 30 days. The next exchange tells the other computers.

    Raises:
        ChangedElsewhere: it is not as it was seen; nothing was changed.
        StorageError: the system refused; all is what it was.
    """
    kind = kind_called(conflict.key[0])
    with files.transaction() as transaction:
        noted = [transaction.documents(UNSETTLED).get(text) for text in conflict.texts]
        if any(one is None for one in noted) or _standing_now(files, transaction, conflict) != conflict.here:
            raise ChangedElsewhere(conflict.here)
        if chosen is None:
            for document in conflict.others:
                _double(transaction, kind, document)
        elif chosen:
            _choose(files, transaction, kind, conflict, conflict.others[chosen - 1])
        rest = [one for number, one in enumerate((conflict.here, *conflict.others)) if number != chosen]
        if chosen is not None:
            for one in rest:
                _throw_away(transaction, kind, conflict.key[1], one)
            _add_earlier(transaction, conflict, chosen)
        kept = conflict.here if chosen is None else (conflict.here, *conflict.others)[chosen]
        _note_decided(transaction, conflict, noted, _raised(transaction, conflict, kept))


def _standing_now(files: Files, transaction: Transaction, conflict: Conflict) -> Any:
    kind, uid = kind_called(conflict.key[0]), conflict.key[1]
    if kind.texts:
        return _standing(files, conflict.key)[1]
    return kind.shared(transaction.documents(conflict.place).get(uid)) if conflict.place else None


def _choose(files: Files, transaction: Transaction, kind: Kind, conflict: Conflict, document: Any) -> None:
    uid = conflict.key[1]
    if kind.texts:
        path = files.root / uid
        try:
            with files.saved_though_unsure(path):
                if document is None:
                    path.replace(path.with_name(path.name + ".removed"))
                else:
                    disk.replace_file(path, document.encode())
        except OSError as error:
            raise write_fault(path, error) from error
        return
    if document is None:
        if conflict.place:
            discard(transaction, kind.name, conflict.place, uid)
        return
    there = transaction.documents(conflict.place).get(uid) if conflict.place else None
    staying = {name: there[name] for name in kind.stays if name in there} if isinstance(there, dict) else {}
    to = place_of(kind, document)
    if conflict.place and conflict.place != to:
        transaction.drop(conflict.place, uid)
    transaction.put(to, uid, {**document, **staying})


def _raised(transaction: Transaction, conflict: Conflict, kept: Any) -> Any:
    """What was kept as the revision after all of them: what was not kept is older, wherever it comes back from."""
    kind, uid = kind_called(conflict.key[0]), conflict.key[1]
    if not (isinstance(kept, dict) and isinstance(kept.get("rev"), int)):
        return kept
    place = place_of(kind, kept)
    there = transaction.documents(place)[uid]
    revisions = [one["rev"] for one in (there, conflict.here, *conflict.others) if isinstance(one, dict)]
    at = transaction.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    transaction.put(place, uid, {**there, "rev": max(revisions) + 1, "changed_at": at})
    return kind.shared(transaction.documents(place)[uid])


def _double(transaction: Transaction, kind: Kind, document: Any) -> None:
    if document is not None:
        uid = new_uid(transaction.at)
        transaction.put(place_of(kind, document), uid, {**document, "uid": uid})


def _throw_away(transaction: Transaction, kind: Kind, uid: str, document: Any) -> None:
    """Keep what was not chosen in the trash; what was deleted is there already, and of a text the `.bak`."""
    already = {
        str(one.get("record_uid")) for one in transaction.documents(TRASH).values() if one.get("document") == document
    }
    if isinstance(document, dict) and uid not in already:
        trashed = Trashed.new(
            transaction.at, local_day(transaction.at), kind=kind.name, file=place_of(kind, document),
            record_uid=uid, document=document,
        )  # fmt: skip
        transaction.put(TRASH, trashed.uid, trashed.model_dump(mode="json"))


def _add_earlier(transaction: Transaction, conflict: Conflict, chosen: int) -> None:
    """Of a self-check what was not chosen stays beside the answers, as what stood there before; the rest is added."""
    kept = (conflict.here, *conflict.others)[chosen]
    if conflict.key[0] != "checks" or kept is None:
        return
    check = SelfCheck.model_validate(kept)
    for number, document in enumerate((conflict.here, *conflict.others)):
        if number != chosen and document is not None:
            check = _with_earlier(check, SelfCheck.model_validate(document))
    made = SelfCheck.model_validate(kept).changed(transaction.at, answers=check.answers)
    transaction.put(place_of(kind_called("checks"), kept), conflict.key[1], made.model_dump(mode="json"))


def _with_earlier(check: SelfCheck, other: SelfCheck) -> SelfCheck:
    answers = {answer.item: answer for answer in check.answers}
    for theirs in other.answers:
        mine = answers.get(theirs.item)
        if mine is None:
            answers[theirs.item] = theirs
        elif (mine.mark, mine.sentence) != (theirs.mark, theirs.sentence) and (theirs.mark or theirs.sentence):
            past = Earlier(
                mark=theirs.mark, sentence=theirs.sentence, written_at=theirs.written_at,
                reason=_("written on another computer; this one was chosen"),
            )  # fmt: skip
            answers[theirs.item] = Answer(**{**dict(mine), "earlier": (*mine.earlier, past)})
    return SelfCheck(**{**dict(check), "answers": tuple(answers.values())})


def _note_decided(transaction: Transaction, conflict: Conflict, noted: list[Any], kept: Any) -> None:
    known: Any = transaction.documents(KNOWN).get(key_text(conflict.key))
    vector: Vector = known["vector"] if is_sound_note(known) else {}
    for one in noted:
        vector = joined(vector, Unsettled.model_validate(one).vector)
    transaction.put(KNOWN, key_text(conflict.key), {"vector": dict(vector), "mark": mark_decided(kept)})
    for text in conflict.texts:
        transaction.drop(UNSETTLED, text)
