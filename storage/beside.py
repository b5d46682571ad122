"""The copies that a cloud drive puts beside a file: never read as records, known by their names, and what they hold.

`2026-11 (conflict).json`, `2026-11-copy.json`, `2026-11_1.json`, `副本 2026-11.json` are copies of `2026-11.json`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.encoding import decoded
from storage import disk
from storage.aside import path_before
from storage.cipher import PLAIN, Cipher
from storage.files import Files
from storage.gathered import TABLE
from storage.kinds import UNREAD_FOLDERS, kind_at

_ENDINGS = (".json", ".toml", ".txt", ".md")
_LONGEST_NAME = 200


@dataclass(frozen=True)
class OnlyInCopy:
    """Something that a copy says and the file does not: a record with the fields that differ, or a line of a text.

    uid is empty for a line. fields: what the copy says, and what the file says, None where it has no such record.
    """

    uid: str
    fields: Mapping[str, tuple[Any, Any]]
    is_missing: bool = False
    line: str = ""


def copies_beside(home: Path) -> Iterator[tuple[str, str]]:
    """Each copy in a data folder with the file that it is a copy of, by their paths inside it."""
    for folder, folders, names in os.walk(home):
        inside = Path(folder).relative_to(home)
        folders[:] = sorted(name for name in folders if (inside / name).as_posix() not in UNREAD_FOLDERS)
        for name in sorted(names):
            path = (inside / name).as_posix()
            if of := copied_file(path):
                yield path, of


def copied_file(path: str) -> str:
    """The file of which something is a copy, by its name; empty for what is no copy."""
    folder, _slash, name = path.rpartition("/")
    if kind_at(path) or len(name) > _LONGEST_NAME or ".damaged-" in name or name.endswith(".tmp"):
        return ""
    for ending in _ENDINGS:
        stem, found, more = name.partition(ending)
        if not found:
            continue
        stem += more
        for size in range(len(stem), 0, -1):
            for start in range(len(stem) - size + 1):
                before, after = stem[start - 1 : start] if start else "", stem[start + size : start + size + 1]
                if _goes_on(before) or _goes_on(after):
                    continue
                of = f"{folder}/" * bool(folder) + stem[start : start + size] + ending
                if kind_at(of):
                    return of
    return ""


def shown_beside(path: str) -> str:
    """The file beside which a copy, or a file that a repair set aside, can be shown; empty for what is neither."""
    if inside := path_before(path):
        return copied_file(inside) or (inside if kind_at(inside) else "")
    return copied_file(path)


def _goes_on(sign: str) -> bool:
    """Whether a name goes on with this sign: `2026-111` is no copy of `2026-11`."""
    return sign.isascii() and sign.isalnum()


def only_in_copy(home: Path, copy: str, cipher: Cipher = PLAIN) -> list[OnlyInCopy]:
    """What a copy holds that its file does not; nothing is changed.

    Raises:
        Damaged: it cannot be read as such a file.
        OSError: the system refused.
    """
    of = shown_beside(copy)
    if of.endswith(".json"):
        copied = _documents(cipher.read(home / copy, of, is_old=True))
        return list(_records_apart(copied, Files(home, cipher=cipher).documents(of.removesuffix(".json"))))
    content = disk.read_plain(home / copy)
    try:
        there = disk.read_plain(home / of)
    except FileNotFoundError:
        there = b""
    known = {line.strip() for line in _text(there).splitlines()}
    return [OnlyInCopy("", {}, line=line) for line in _text(content).splitlines() if line.strip() not in known]


def _documents(content: bytes) -> dict[str, Any]:
    return disk.decode_tables(content).get(TABLE, {})


def _text(content: bytes) -> str:
    try:
        return decoded(content)
    except UnicodeDecodeError as error:
        raise disk.Damaged(str(error)) from error


def _records_apart(copied: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[OnlyInCopy]:
    for uid, document in copied.items():
        if uid not in there:
            yield OnlyInCopy(uid, {name: (value, None) for name, value in _fields(document).items()}, is_missing=True)
        elif document != there[uid]:
            mine, theirs = _fields(document), _fields(there[uid])
            names = [name for name in mine if json.dumps(mine[name]) != json.dumps(theirs.get(name))]
            yield OnlyInCopy(uid, {name: (mine[name], theirs.get(name)) for name in names})


def _fields(document: Any) -> dict[str, Any]:
    """The fields of a record in which something stands, but those that only say when it was written."""
    if not isinstance(document, dict):
        return {"": document}
    unsaid = {"uid", "rev", "written_at", "changed_at"}
    return {name: value for name, value in document.items() if name not in unsaid and value not in (None, "", [], {})}
