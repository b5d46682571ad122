"""All that is recorded as JSON Lines, for another program or another time, and read back.

`records.jsonl`: the first line says what this is; then a line a record: kind, record file, uid, and the record as it
is kept; the last line counts them and has the SHA-256 of all bytes above it, so that a file cut off or changed is
noticed. Files that a person may edit too, and files taken in, lie beside it under `files/` as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from content.errors import FileFaults
from content.parsing import UnparsableError, parsing
from content.words import _
from storage import disk
from storage.archive import belongs, own_files
from storage.cipher import HEADER
from storage.errors import NotRead
from storage.files import FORMAT, Files
from storage.foreign_files import read_limited
from storage.gathered import TABLE
from storage.kinds import KINDS, kind_at, named
from storage.record_files import NAME
from storage.restoring import DatedCopy
from storage.salvage import is_of_a_newer_program

RECORDS = "records.jsonl"
BESIDE = "files"
VERSION = 1
LIMIT = 1 << 30  # bytes


def exported(files: Files, at: datetime, program: str) -> bytes:
    """Every record, a line each.

    Raises:
        NotRead: something could not be read, so that it would be missing.
    """
    lines = [_line({"export": "sixdonts", "version": VERSION, "format": FORMAT, "made_at": at.isoformat(),
                    "program": program})]  # fmt: skip
    kinds = [kind for kind in KINDS if kind.record]
    for kind in kinds:
        for name in files.names(kind.name):
            for uid, document in sorted(files.documents(name).items()):
                lines.append(_line({"kind": kind.name, "file": name, "uid": uid, "record": document}))
    files.must_be_read(*(kind.name for kind in kinds))
    body = b"".join(lines)
    return body + _line({"records": len(lines) - 1, "sha256": hashlib.sha256(body).hexdigest()})


def kept_as_they_are(files: Files) -> Iterator[tuple[str, bytes]]:
    """The files beside the records, by their path in the data folder; what leaves is not sealed.

    Raises:
        NotRead: one of a vault cannot be opened.
    """
    copy = DatedCopy(files.root, files.cipher)
    for path in own_files(files.root):
        kind = kind_at(path)
        if path != HEADER and (kind is None or kind.texts):
            try:
                yield path, copy.read(path)
            except disk.Damaged as error:
                raise NotRead(files.root, path, _("missing or broken")) from error


def _line(value: Any) -> bytes:
    return disk.encode(value) + b"\n"


class Exported:
    """An exported folder, to be brought back from: it has the files a data folder would have."""

    def __init__(self, folder: Path) -> None:
        """Read all its records.

        Raises:
            FileFaults: it is no such folder, or cut off, or changed.
        """
        self._folder = folder / BESIDE
        self._tables: dict[str, dict[str, Any]] = {}
        body, last = _parted(read_limited(folder / RECORDS, LIMIT))
        head, *lines = body.splitlines()
        try:
            with parsing():
                _must_be_known(json.loads(head))
                self._take([json.loads(line) for line in lines], json.loads(last), body)
        except UnparsableError as error:
            raise _fault(_("is no export of sixdonts, or was cut off")) from error

    def _take(self, records: list[dict[str, Any]], end: dict[str, Any], body: bytes) -> None:
        if end["records"] != len(records):
            raise ValueError("cut off")
        if end["sha256"] != hashlib.sha256(body).hexdigest():
            raise _fault(_("was changed: {part}").format(part=RECORDS))
        for one in records:
            path = f"{one['file']}.json"
            if not NAME.fullmatch(one["file"]):
                raise ValueError(path)
            kind = kind_at(path)
            if kind is None or is_of_a_newer_program(named(kind.record), one["uid"], one["record"]):
                raise _fault(_("was made by a newer program: please update sixdonts"))
            if not belongs(path):
                raise ValueError(path)
            self._tables.setdefault(path, {})[one["uid"]] = one["record"]

    def names(self) -> list[str]:
        """The paths of its files."""
        beside = [path for path in own_files(self._folder) if not path.endswith(".json")]
        return [*self._tables, *beside]

    def read(self, path: str) -> bytes:
        """The bytes of one."""
        if path in self._tables:
            return disk.encode({TABLE: self._tables[path]})
        return disk.read_plain(self._folder / path)


def _must_be_known(head: dict[str, Any]) -> None:
    """Pass when this program knows the form; of a newer one nothing more is read, it may be made otherwise."""
    if head["export"] != "sixdonts":
        raise ValueError("another export")
    if head["version"] > VERSION or head["format"] > FORMAT:
        raise _fault(_("was made by a newer program: please update sixdonts"))


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """All lines but the last, and the last."""
    place = data.rstrip(b"\n").rfind(b"\n") + 1
    if not place or not data.endswith(b"\n"):
        raise _fault(_("is no export of sixdonts, or was cut off"))
    return data[:place], data[place:]


def _fault(words: str) -> FileFaults:
    return FileFaults([(0, words)])
