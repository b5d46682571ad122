"""What of a data folder goes between a person's computers: read for an exchange, and changed as one came out.

A change is one transaction: the records, how they stand now, and the versions nobody decided about. A record that is
missing here was deleted only when that was noted as it was done (`note_deleted`); a damaged or missing file deletes
nothing anywhere.
"""

from __future__ import annotations

import platform
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.errors import FileFaults, reason_of
from content.words import _
from storage import disk
from storage.archive import belongs
from storage.discard import discard
from storage.errors import ChangedElsewhere, NotRead, write_fault
from storage.exchange_notes import (
    KNOWN,
    MACHINE,
    ME,
    UNSETTLED,
    forget_name,
    is_set_back,
    is_sound_note,
    key_of,
    key_text,
)
from storage.exchanging import (
    DECIDED,
    GONE,
    LOST,
    Foreign,
    Here,
    Key,
    Known,
    Outcome,
    Step,
    Version,
    is_anew,
    mark_of,
)
from storage.files import Files
from storage.kinds import KINDS, Kind, kind_at, kind_called, named, text_files
from storage.matter_shelf import matter_file
from storage.records import Matter, Record
from storage.records.exchange import Machine, Unsettled
from storage.text_files import REMOVED, is_text
from storage.transaction import Transaction

_EXCHANGED = [kind for kind in KINDS if kind.exchanged]


@dataclass(frozen=True)
class Read:
    """A data folder as it was read for an exchange; `noted` is what stood in its own files then."""

    here: Here
    places: Mapping[Key, str]
    noted: Mapping[str, Mapping[str, Any]]
    untouched: Mapping[Key, str]
    """What of it does not go and is left alone, since it is not as this program writes it; and where it lies."""
    former: Mapping[str, int] = field(default_factory=dict)
    """What this computer was called before, in this folder, and how far it had been: its records were set back."""


def new_name() -> str:
    """A name for a computer that no other has."""
    return secrets.token_hex(6)


# Reading


def read_here(files: Files) -> Read:
    """What this computer has.

    Raises:
        NotRead: something could not be read; what lacks something would look as if it had been changed.
        FileFaults: the records are locked up in a way that this cannot exchange yet.
    """
    noted = {name: dict(files.documents(name)) for name in (MACHINE, KNOWN, UNSETTLED)}
    known = {
        key_of(text): Known(one["vector"], one["mark"]) for text, one in noted[KNOWN].items() if is_sound_note(one)
    }
    documents, places, untouched = _records_here(files, known)
    _texts_here(files, known, documents, untouched)
    files.must_be_read(*(kind.name for kind in _EXCHANGED), MACHINE, KNOWN, UNSETTLED)
    me = _machine(files, noted[MACHINE].get(ME))
    here = Here(
        machine=me.machine if me else "",
        counter=me.counter if me else 0,
        documents=documents,
        removed=_removed(files, known, documents),
        known=known,
        unsettled=_unsettled(noted[UNSETTLED]),
    )
    return Read(here, places, noted, untouched, _former(files, noted[MACHINE]))


def _records_here(files: Files, known: dict[Key, Known]) -> tuple[dict[Key, Any], dict[Key, str], dict[Key, str]]:
    documents, places, untouched = dict[Key, Any](), dict[Key, str](), dict[Key, str]()
    for kind in (kind for kind in _EXCHANGED if kind.record):
        for name in files.names(kind.name):
            for uid, whole in files.documents(name).items():
                key, document = (kind.name, uid), kind.shared(whole)
                if key in known and is_set_back(known[key].mark, document, files.is_from_before(name)):
                    known[key] = Known(known[key].vector, LOST)
                is_known = key in known and known[key].mark == mark_of(document)
                if not is_known and kind.exchanged != "added" and not is_sound(kind, uid, document):
                    untouched[key] = f"{name}.json: {uid}"
                    continue
                if key in documents and _revision(documents[key]) > _revision(document):
                    continue  # it stands in two files: as its shelf does
                documents[key], places[key] = document, name
    return documents, places, untouched


def _revision(document: Any) -> int:
    rev = document.get("rev") if isinstance(document, dict) else None
    return rev if isinstance(rev, int) else 0


def _texts_here(files: Files, known: Mapping[Key, Known], documents: dict[Key, Any], untouched: dict[Key, str]) -> None:
    for kind in (kind for kind in _EXCHANGED if kind.texts):
        unread: dict[str, OSError] = {}
        for path in text_files(files.root, kind.name, unread):
            called = path.relative_to(files.root).as_posix()
            key = kind.name, called
            try:
                text = (content := disk.read_plain(path)).decode()
            except UnicodeDecodeError:
                untouched[key] = called
            except OSError as error:
                unread[called] = error
            else:
                is_known = key in known and known[key].mark == mark_of(text)
                if is_known or is_text(path.suffix, content):
                    documents[key] = text
                else:  # cut, or not written to its end: it takes the place of no other
                    untouched[key] = called
        for called, refused in unread.items():
            raise NotRead(files.root, called, reason_of(refused)) from refused


def is_sound(kind: Kind, uid: str, document: Any) -> bool:
    """Whether a document is one that this program could have written there."""
    if kind.texts:
        return (
            isinstance(document, str)
            and not uid.endswith(kind.beside or ("\0",))
            and belongs(uid)
            and kind_at(uid) == kind
            and not any("\ud800" <= sign <= "\udfff" for sign in document)
            and is_text(Path(uid).suffix, document.encode())
        )
    if not isinstance(document, dict) or not uid.isprintable():
        return False
    try:
        record = named(kind.record).model_validate(document)
        return (not isinstance(record, Record) or record.uid == uid) and kind.has(f"{place_of(kind, document)}.json")
    except (ValidationError, RecursionError):
        return False


def place_of(kind: Kind, document: Any) -> str:
    """The record file in which a sound document of a kind belongs."""
    if kind.in_folder:
        return f"{kind.name}/{matter_file(Matter.model_validate(document))}"
    return kind.file(date.fromisoformat(document["day"])) if kind.near else kind.name


def _removed(files: Files, known: Mapping[Key, Known], documents: Mapping[Key, Any]) -> frozenset[Key]:
    """The texts that were removed as they were known: what else lies there was removed before."""
    return frozenset(
        key
        for key, one in known.items()
        if kind_called(key[0]).texts
        and key not in documents
        and one.mark not in ("", GONE)
        and one.mark.removeprefix(DECIDED) == mark_of(_text(files.root / (key[1] + REMOVED)))
    )


def _text(path: Path) -> str | None:
    try:
        return disk.read_plain(path).decode()
    except (OSError, UnicodeDecodeError):
        return None


def is_lost(files: Files, key: Key, here: Any) -> bool:
    """Whether what stood here after the last exchange is gone, deleted by nobody; what stands may be begun anew."""
    known: Any = files.documents(KNOWN).get(key_text(key))
    if not is_sound_note(known) or known["mark"] in ("", GONE):
        return False
    if here is not None:
        kind = kind_called(key[0])
        return not kind.texts and is_anew(known["mark"], mark_of(kind.shared(here)))
    return not _removed(files, {key: Known(known["vector"], known["mark"])}, {})


def _unsettled(noted: Mapping[str, Any]) -> dict[Key, tuple[Version, ...]]:
    found: dict[Key, tuple[Version, ...]] = {}
    for text, one in sorted(noted.items()):
        try:
            other = Unsettled.model_validate(one)
        except ValidationError:
            raise FileFaults(
                [(0, _("holds what cannot be read: {part}").format(part=f"{UNSETTLED}.json: {text}"))]
            ) from None
        key = other.kind, other.uid
        found[key] = (*found.get(key, ()), Version(other.vector, other.document))
    return found


def _machine(files: Files, noted: Any) -> Machine | None:
    """What this computer is called; None when it has no name, or what has it lies elsewhere: a copy, or put back."""
    try:
        found = Machine.model_validate(noted)
    except ValidationError:
        return None
    return found if (found.host, found.path, found.inode) == _whereabouts(files.root) else None


def _former(files: Files, noted: Mapping[str, Any]) -> dict[str, int]:
    """The names of before, and how far this computer had been under each; of a copied folder they are another's."""
    found = {name: _machine(files, one) for name, one in noted.items() if name != ME}
    return {name: machine.counter for name, machine in found.items() if machine is not None}


def _whereabouts(root: Path) -> tuple[str, str, int]:
    try:
        return platform.node()[:200], str(root.resolve())[:1000], root.stat().st_ino
    except OSError:
        return "", "", 0


def only_sound(found: Foreign, read: Read) -> tuple[Foreign, tuple[Key, ...]]:
    """A file's versions without those that are not as this program writes them, and which those are.

    What is left alone here is left out too.
    """
    sound: dict[Key, tuple[Version, ...]] = {}
    unsound: list[Key] = []
    for key, versions in found.versions.items():
        if key in read.untouched:
            continue
        there, kind = read.here.documents.get(key), kind_called(key[0])
        kept = tuple(
            one
            for one in versions
            if (_can_go(kind) if one.document is None else one.document == there)
            or (one.document is not None and is_sound(kind, key[1], one.document))
        )
        if kept:
            sound[key] = kept
        if len(kept) < len(versions):
            unsound.append(key)
    return Foreign(found.machine, found.counter, sound), tuple(unsound)


def _can_go(kind: Kind) -> bool:
    """Whether what is of a kind can be deleted."""
    return kind.exchanged != "added" and (not kind.texts or REMOVED in kind.beside)


# Changing


def carry_out(files: Files, read: Read, outcome: Outcome) -> None:
    """Change this computer's records as an exchange came out, in one change.

    Raises:
        ChangedElsewhere: something is not as it was read; nothing was changed.
        StorageError: the system refused; the records are what they were.
    """
    with files.transaction() as transaction:
        for name, documents in read.noted.items():
            if transaction.documents(name) != documents:
                raise ChangedElsewhere(None)
        texts = [step for step in outcome.steps if kind_called(step.key[0]).texts]
        records = [step for step in outcome.steps if not kind_called(step.key[0]).texts]
        for step in records:
            _must_be_as_read(transaction, read, step)
        for step in texts:
            _must_be_text_as_read(files, step)
        for step in texts:
            _put_text(files, step)
        for step in records:
            _put_record(transaction, read, step)
        if any(step.key[0] == "attempts" for step in records):  # it is made again from all of them
            for uid in list(transaction.documents("schedule")):
                transaction.drop("schedule", uid)
        _note(transaction, read, outcome, files.root)


def _must_be_as_read(transaction: Transaction, read: Read, step: Step) -> None:
    kind, uid = kind_called(step.key[0]), step.key[1]
    places = {read.places.get(step.key), place_of(kind, step.after) if step.after is not None else None}
    there = [transaction.documents(place).get(uid) for place in places if place]
    found = next((one for one in there if one is not None), None)
    if (None if found is None else kind.shared(found)) != step.before:
        raise ChangedElsewhere(found)


def _must_be_text_as_read(files: Files, step: Step) -> None:
    try:
        found = disk.read_plain(files.root / step.key[1])
    except FileNotFoundError:
        found = None
    except OSError as error:
        raise NotRead(files.root, step.key[1], reason_of(error)) from error
    if (None if step.before is None else step.before.encode()) != found:
        raise ChangedElsewhere(None)


def _put_text(files: Files, step: Step) -> None:
    path = files.root / step.key[1]
    try:
        with files.saved_though_unsure(path):
            if step.after is not None:
                disk.replace_file(path, step.after.encode())
            elif path.exists():
                path.replace(path.with_name(path.name + REMOVED))
                disk.confirm_folder(path.parent)
    except OSError as error:
        raise write_fault(path, error) from error


def _put_record(transaction: Transaction, read: Read, step: Step) -> None:
    kind, uid = kind_called(step.key[0]), step.key[1]
    place = read.places.get(step.key)
    if step.after is None:
        if place:
            discard(transaction, kind.name, place, uid)
        return
    there = transaction.documents(place).get(uid) if place else None
    staying = {name: there[name] for name in kind.stays if name in there} if isinstance(there, dict) else {}
    to = place_of(kind, step.after)
    if place and place != to:
        transaction.drop(place, uid)
    transaction.put(to, uid, {**step.after, **staying})


def _note(transaction: Transaction, read: Read, outcome: Outcome, root: Path) -> None:
    for key, known in outcome.known.items():
        if read.here.known.get(key) != known:
            noted = {"vector": dict(known.vector), "mark": known.mark}
            transaction.put(KNOWN, key_text(key), noted)
    wanted = {
        f"{key_text(key)}:{mark_of(one.document)}": Unsettled(
            kind=key[0], uid=key[1], vector=dict(one.vector), document=one.document
        ).model_dump(mode="json")
        for key, others in outcome.unsettled.items()
        for one in others
    }
    for text in read.noted[UNSETTLED].keys() - wanted.keys():
        transaction.drop(UNSETTLED, text)
    for text, document in wanted.items():
        transaction.put(UNSETTLED, text, document)
    host, path, inode = _whereabouts(root)
    me = Machine(machine=outcome.machine, counter=outcome.counter, host=host, path=path, inode=inode)
    if outcome.is_new and read.here.machine:
        forget_name(transaction)
    transaction.put(MACHINE, ME, me.model_dump(mode="json"))
