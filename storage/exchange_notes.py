"""What is noted of the exchange beside the records, and what others must tell it: a deletion, a restore."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from storage.exchanging import DECIDED, GONE, LOST, Key, is_anew, mark_decided, mark_of, without_decided
from storage.kinds import kind_called
from storage.stand_in import revision
from storage.transaction import Transaction

MACHINE, KNOWN, UNSETTLED = "exchange/machine", "exchange/known", "exchange/unsettled"
_MARK = re.compile("[0-9a-f]{8}-[0-9]{1,9}-[0-9a-f]{24}", re.ASCII)
ME = "me"  # the key of this computer


def key_text(key: Key) -> str:
    """How a key is written in a file."""
    return f"{key[0]}:{key[1]}"


def key_of(text: str) -> Key:
    """The key that was written so."""
    kind, _colon, uid = text.partition(":")
    return kind, uid


def is_sound_note(noted: Any) -> bool:
    """Whether it says how a record stood after an exchange."""
    return (
        isinstance(noted, dict)
        and isinstance(noted.get("vector"), dict)
        and isinstance(noted.get("mark"), str)
        and (noted["mark"] in ("", GONE, LOST) or _MARK.fullmatch(noted["mark"].removeprefix(DECIDED)) is not None)
    )


def forget_name(transaction: Transaction) -> None:
    """Let this computer go by a new name from now on: its records were set back, and its old name knew more.

    The old one stays noted, so that the file it left in a folder is known for one's own.
    """
    me: Any = transaction.documents(MACHINE).get(ME)
    if isinstance(me, dict) and isinstance(me.get("machine"), str):
        transaction.put(MACHINE, me["machine"], me)
    transaction.drop(MACHINE, ME)


def note_deleted(transaction: Transaction, kind: str, uid: str, document: Any) -> None:
    """Note that a person deleted a record that said this; nothing where it was never exchanged.

    Nor where the person saw another one than was exchanged: what was lost here and begun again, or set back.
    """
    text = key_text((kind, uid))
    noted: Any = transaction.documents(KNOWN).get(text)
    if not is_sound_note(noted) or not noted["mark"]:
        return
    if not is_anew(noted["mark"], mark_of(kind_called(kind).shared(document))):
        transaction.put(KNOWN, text, {**noted, "mark": GONE})


def note_wanted(
    transaction: Transaction, kind: str, uid: str, before: Any, document: Any, *, is_asked: bool = False
) -> None:
    """Note that a person wants a record as this says it, whatever came after; nothing where it was never exchanged.

    Where what came after was lost here, nobody saw it, and another computer may have it: then that is noted. So it is
    where it `is_asked`, since another computer wrote what came after.
    """
    text, shared = key_text((kind, uid)), kind_called(kind).shared
    noted: Any = transaction.documents(KNOWN).get(text)
    if not is_sound_note(noted):
        return
    was_lost = noted["mark"] not in ("", GONE) if before is None else is_anew(noted["mark"], mark_of(shared(before)))
    if is_asked or (was_lost and noted["mark"] != mark_of(shared(document))):
        transaction.put(KNOWN, text, {**noted, "mark": LOST})
    elif not was_lost:
        transaction.put(KNOWN, text, {**noted, "mark": mark_decided(shared(document))})


def note_begun(transaction: Transaction, kind: str, uid: str) -> None:
    """Note that a record is begun where there is none; nothing where none was ever exchanged, or it was deleted."""
    if kind_called(kind).exchanged:
        text = key_text((kind, uid))
        noted: Any = transaction.documents(KNOWN).get(text)
        if is_sound_note(noted) and noted["mark"] not in ("", GONE):
            transaction.put(KNOWN, text, {**noted, "mark": LOST})


def note_set_back(
    transaction: Transaction, kind: str, documents: Mapping[str, Any], came: Collection[str] = ()
) -> None:
    """Note of a file that was put together again which of its records are not what became of what was exchanged.

    came: those that did not stand in it; where they have no revision, nothing else tells that they are older.
    """
    if kind_called(kind).exchanged != "versions":
        return
    for uid, document in documents.items():
        text = key_text((kind, uid))
        noted: Any = transaction.documents(KNOWN).get(text)
        if is_sound_note(noted) and is_set_back(noted["mark"], kind_called(kind).shared(document), uid in came):
            transaction.put(KNOWN, text, {**noted, "mark": LOST})


def is_set_back(known: str, shared: Any, came: bool) -> bool:
    """Whether a record is not what became of what was known; `came`: it stands there in place of one that was lost."""
    mark = mark_of(shared)
    if known in ("", GONE, LOST):
        return known == LOST
    return is_anew(known, mark) or (came and not revision(shared) and without_decided(known) != mark)
