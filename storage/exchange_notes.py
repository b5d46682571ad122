"""What is noted of the exchange beside the records, and what others must tell it: a restore, a swept trash."""

from __future__ import annotations

import re
from typing import Any

from storage.exchanging import DECIDED, GONE, Key
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
        and (noted["mark"] in ("", GONE, DECIDED) or _MARK.fullmatch(noted["mark"]) is not None)
    )


def forget_name(transaction: Transaction) -> None:
    """Let this computer go by a new name from now on: its records were set back, and its old name knew more.

    The old one stays noted, so that the file it left in a folder is known for one's own.
    """
    me: Any = transaction.documents(MACHINE).get(ME)
    if isinstance(me, dict) and isinstance(me.get("machine"), str):
        transaction.put(MACHINE, me["machine"], me)
    transaction.drop(MACHINE, ME)


def note_swept(transaction: Transaction, trashed: Any) -> None:
    """Note that a record was deleted which leaves the trash now; nothing where it was never exchanged."""
    text = key_text((trashed.get("kind"), trashed.get("record_uid")))
    noted: Any = transaction.documents(KNOWN).get(text)
    if is_sound_note(noted) and noted["mark"]:
        transaction.put(KNOWN, text, {**noted, "mark": GONE})


def note_wanted(transaction: Transaction, kind: str, uid: str) -> None:
    """Note that a person wants a record as it is now, whatever came after it; nothing where it was never exchanged."""
    text = key_text((kind, uid))
    noted: Any = transaction.documents(KNOWN).get(text)
    if is_sound_note(noted):
        transaction.put(KNOWN, text, {**noted, "mark": DECIDED})
