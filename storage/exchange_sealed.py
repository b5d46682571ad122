"""A computer's file of an exchange as it lies in the folder while the vault is on: sealed, with no word of anybody.

Three lines, as those of a file that is not sealed (`storage/exchange_file.py`): the head says which computer's it is,
how far that had been, which key seals it, and has the header of its vault, by which a passphrase gives the key to
another computer of the same person; then that whole file, by AES-256-GCM, to which all bytes of the head are bound;
then the line that tells a file cut off or changed, to who has not the key too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from storage import disk
from storage.cipher import has_vault
from storage.errors import BrokenHeader, NewerVault
from storage.exchange_file import (
    body_of,
    damaged,
    ended,
    fault,
    head_of,
    line_of,
    must_be_count,
    must_be_known,
    newer,
    understood,
)
from storage.files import FORMAT
from storage.sealed import Sealed
from storage.vault import Header, aes, exchange_key_in, key_in, proved, read_header

VERSION = 2
_NONCE, _MARK = 12, 8


@dataclass(frozen=True)
class Seal:
    """What seals a computer's file: the key that its person's computers share, and the header of its own vault."""

    key: bytes
    vault: Header

    @property
    def mark(self) -> str:
        """What tells the key from others without saying anything of it."""
        return mark_of(self.key)


@dataclass(frozen=True)
class Head:
    """What a sealed file tells without its key."""

    machine: str
    counter: int
    mark: str
    vault: Header

    def is_by(self, seal: Seal | None) -> bool:
        """Whether this seals it."""
        return seal is not None and self.mark == seal.mark


def mark_of(key: bytes) -> str:
    """What tells keys of an exchange apart without saying anything of one."""
    return hashlib.sha256(b"sixdonts exchange mark" + key).digest()[:_MARK].hex()


def seal_of(vault: Sealed) -> Seal:
    """What seals the file of a computer whose vault is open.

    Raises:
        OSError: it was locked, or another program changed it.
    """
    key, header = vault.exchange_key, vault.header
    told = proved(replace(header, change="", before=b"", before_mark="", number=0), vault.key)  # what others need of it
    return Seal(key, told)


def sealed_file(data: bytes, machine: str, counter: int, seal: Seal) -> bytes:
    """A computer's file, sealed.

    Raises:
        FileFaults: it would be larger than what is read.
    """
    head = line_of({
        "exchange": "sixdonts", "version": VERSION, "format": FORMAT, "machine": machine, "counter": counter,
        "key": seal.mark, "vault": json.loads(seal.vault.encoded()),
    })  # fmt: skip
    nonce = os.urandom(_NONCE)
    content = nonce + aes(seal.key).encrypt(nonce, data, head)
    return ended([head, line_of({"sealed": base64.b64encode(content).decode()})])


def head_in(data: bytes) -> Head | None:
    """What a sealed file tells; None of one that is not sealed.

    Raises:
        FileFaults: it is none of an exchange, was cut off or changed, or a newer program made it.
    """
    head = understood(lambda: head_of(data))
    if head["version"] < VERSION:
        return None
    must_be_known(head, VERSION)
    try:
        vault = read_header(json.dumps(head.get("vault")).encode())
    except NewerVault as error:
        raise newer() from error
    except BrokenHeader as error:
        raise damaged() from error
    return understood(lambda: _head(head, vault))


def _head(head: dict[str, Any], vault: Header) -> Head:
    must_be_count(head["machine"], head["counter"], least=0)
    if len(bytes.fromhex(head["key"])) != _MARK:
        raise ValueError("key")
    return Head(head["machine"], head["counter"], head["key"], vault)


def opened(data: bytes, seal: Seal) -> bytes:
    """The file that was sealed.

    Raises:
        FileFaults: somebody changed it, or sealed it who has not the key.
    """
    return understood(lambda: _opened(data, seal.key))


def _opened(data: bytes, key: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    head, line, _end = body_of(data).split(b"\n")
    content = base64.b64decode(json.loads(line)["sealed"], validate=True)
    try:
        return aes(key).decrypt(content[:_NONCE], content[_NONCE:], head + b"\n")
    except InvalidTag as error:
        raise ValueError("changed") from error


def key_by(head: Head, said: str) -> bytes | None:
    """The key that seals a file, by the passphrase or recovery key of the computer it is from; None where who wrote
    the head did not have it.

    Raises:
        WrongPassphrase, MistypedRecoveryKey: it is neither.
        NotEnoughMemory: it could not be checked.
    """
    try:
        found = exchange_key_in(head.vault, key_in(head.vault, said))
    except BrokenHeader:
        return None
    return found if mark_of(found) == head.mark else None


def into_folder(home: Path, path: Path, data: bytes) -> None:
    """Write a computer's file, durably: the one way on which something of the records goes into the folder.

    Raises:
        FileFaults: a vault is on, and the file is not sealed.
        Unsure: it is written, and the system did not confirm it.
        OSError: the system refused; what lay there is what it was.
    """
    if has_vault(home) and head_in(data) is None:
        from content.words import _

        raise fault(_("is not sealed, and the vault is on: look once more at what is exchanged"))
    disk.replace_as_guest(path, data)
