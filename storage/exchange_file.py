"""The file by which a person's computers tell each other what they recorded: one a computer, in a folder of theirs.

How it lies there while the vault is on: `storage/exchange_sealed.py`.

`sixdonts-<name of the computer>.exchange`, JSON Lines in UTF-8. The first line says whose it is; then a line a
version: kind, uid, vector, and the record as it is kept (null: it was deleted); the last line counts them and has the
SHA-256 of all bytes above it, so that a file cut off or changed is noticed and passed over.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from content.errors import FileFaults
from content.parsing import UnparsableError, parsing
from content.words import _
from storage import disk
from storage.exchanging import Key, Version, Versions
from storage.files import FORMAT
from storage.foreign_files import read_limited
from storage.kinds import KINDS
from storage.records.exchange import MACHINE_NAME

T = TypeVar("T")
ENDING = ".exchange"
LIMIT = 1 << 26  # bytes: ten years of heavy use come to a third of it
MOST_FILES = 64
VERSION = 1
_MOST_MACHINES = 1000  # in one vector
_LARGEST = 1 << 53
_LONGEST = 300  # signs of a uid or a path
_MACHINE = re.compile(MACHINE_NAME, re.ASCII)
EXCHANGED = {kind.name: kind for kind in KINDS if kind.exchanged}


@dataclass(frozen=True)
class Header:
    """Whose file it is, and of when."""

    machine: str
    """The name of the computer among those of its person."""
    counter: int
    """How far it had been."""
    host: str
    """What the computer is called."""
    member_no: str
    """The person's number in the branch's roster; empty where nobody said."""
    name: str
    """The person's name; empty where nobody said."""
    made_at: str
    """When it was written, in ISO 8601."""
    program: str
    """The version of the program that wrote it."""


def file_name(machine: str) -> str:
    """What a computer's file is called."""
    return f"sixdonts-{machine}{ENDING}"


def files_in(folder: Path) -> list[Path]:
    """The files of computers in a folder, in order.

    Raises:
        OSError: it cannot be listed.
        FileFaults: there are more than anybody has.
    """
    found = sorted(path for path in folder.iterdir() if path.suffix == ENDING and not path.name.startswith("."))
    if len(found) > MOST_FILES:
        raise FileFaults([(0, _("holds more than {n} files of computers").format(n=MOST_FILES))])
    return found


def encoded(header: Header, versions: Versions) -> bytes:
    """A file that says what a computer has; the same for the same.

    Raises:
        FileFaults: it would be larger than what is read.
    """
    head = {"exchange": "sixdonts", "version": VERSION, "format": FORMAT}
    lines = [line_of({**head, **{one.name: getattr(header, one.name) for one in fields(header)}})]
    for kind, uid in sorted(versions):
        for one in versions[kind, uid]:
            vector = dict(sorted(one.vector.items()))
            lines.append(line_of({"kind": kind, "uid": uid, "vector": vector, "record": one.document}))
    return ended(lines)


def ended(lines: Sequence[bytes]) -> bytes:
    """Lines as a file, with the one that tells whether all are there as they were written.

    Raises:
        FileFaults: it would be larger than what is read.
    """
    body = b"".join(lines)
    if len(body) > LIMIT - 200:
        raise fault(_("is larger than {n} MB").format(n=LIMIT // 1024 // 1024))
    return body + line_of({"records": len(lines) - 1, "sha256": hashlib.sha256(body).hexdigest()})


def header_in(data: bytes) -> Header:
    """Whose file it is, when all of it is there as it was written.

    Raises:
        FileFaults: it is no such file, was cut off or changed, or a newer program made it.
    """
    head = understood(lambda: head_of(data))
    must_be_known(head, VERSION)
    return understood(lambda: _header(head))


def must_be_known(head: dict[str, Any], version: int) -> None:
    """Pass when this program knows how a file goes on.

    Raises:
        FileFaults: a newer program made it.
    """
    if head["version"] > version or head["format"] > FORMAT:
        raise newer()


def versions_in(data: bytes) -> dict[Key, tuple[Version, ...]]:
    """What the computer had, as it says; the records themselves are not checked yet.

    Raises:
        FileFaults: it is no such file, or was cut off or changed.
    """
    return understood(lambda: _versions(body_of(data)))


def read_file(path: Path) -> bytes:
    """The bytes of one.

    Raises:
        FileFaults: it cannot be read, or is larger than such a file can be.
    """
    return read_limited(path, LIMIT)


def damaged() -> FileFaults:
    """What is wrong with a file that is not as it was written."""
    return fault(
        _("is no file of an exchange, or was cut off or changed: exchange once more on the computer it is from")
    )


def newer() -> FileFaults:
    """What is wrong with a file that a newer program made."""
    return fault(_("was made by a newer program: please update sixdonts"))


def understood(read: Callable[[], T]) -> T:
    """What `read` returns.

    Raises:
        FileFaults: what it reads was not written so.
    """
    try:
        with parsing():
            return read()
    except UnparsableError as error:
        raise damaged() from error


def body_of(data: bytes) -> bytes:
    """All lines but the last, when the last fits them; else ValueError, LookupError, TypeError."""
    place = data.rstrip(b"\n").rfind(b"\n") + 1
    body, last = data[:place], data[place:]
    if not place or not last.endswith(b"}\n") or len(last) > 200:
        raise ValueError("cut off")
    end = json.loads(last)
    if end["sha256"] != hashlib.sha256(body).hexdigest() or end["records"] != body.count(b"\n") - 1:
        raise ValueError("changed")
    return body


def head_of(data: bytes) -> dict[str, Any]:
    """The first line of a whole file, whatever version wrote it; errors as of `body_of`."""
    head = json.loads(body_of(data).split(b"\n", 1)[0])
    if head["exchange"] != "sixdonts":
        raise ValueError("another file")
    if not (isinstance(head["version"], int) and isinstance(head["format"], int)):
        raise TypeError("version")
    return dict(head)


def _header(head: dict[str, Any]) -> Header:
    found = Header(**{one.name: head[one.name] for one in fields(Header)})
    texts = (found.machine, found.host, found.member_no, found.name, found.made_at, found.program)
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts):
        raise TypeError("header")
    must_be_count(found.machine, found.counter, least=0)
    return found


def _versions(body: bytes) -> dict[Key, tuple[Version, ...]]:
    found: dict[Key, tuple[Version, ...]] = {}
    for line in body.split(b"\n")[1:-1]:
        one = json.loads(line)
        kind, uid, vector = one["kind"], one["uid"], one["vector"]
        if kind not in EXCHANGED:  # a newer program may exchange more
            continue
        if not isinstance(uid, str) or not 0 < len(uid) <= _LONGEST:
            raise TypeError("uid")
        found[kind, uid] = (*found.get((kind, uid), ()), Version(_vector(kind, vector), one["record"]))
    return found


def _vector(kind: str, vector: Any) -> Mapping[str, int]:
    if not isinstance(vector, dict) or len(vector) > _MOST_MACHINES:
        raise TypeError("vector")
    for machine, count in vector.items():
        must_be_count(machine, count, least=1)
    if (EXCHANGED[kind].exchanged == "added") == bool(vector):
        raise ValueError("vector")
    return vector


def must_be_count(machine: Any, count: Any, least: int) -> None:
    """Pass when it is the name of a computer and how far it was; else ValueError."""
    if not isinstance(machine, str) or _MACHINE.fullmatch(machine) is None:
        raise ValueError("no name of a computer")
    if isinstance(count, bool) or not isinstance(count, int) or not least <= count <= _LARGEST:
        raise ValueError("no count")


def line_of(value: Any) -> bytes:
    """A value as a line."""
    return disk.encode(value) + b"\n"


def fault(words: str) -> FileFaults:
    """What is wrong with a file, as its name is said before."""
    return FileFaults([(0, words)])
