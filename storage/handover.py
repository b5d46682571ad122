"""The whole ledger of a branch as one file: handed on to the next secretary, checked and taken over, and undone.

A ZIP file: `handover.json` says whose ledger it is, when it was made, and the SHA-256 of every part; the record files
lie in it under the names they have in a data folder, the files taken in under `originals/`. Nothing of the person's
own records is in it. What is taken over stands in the place of the ledger that was there, in one change; that ledger
is kept as the same kind of file in `branch/before`, and taking it over again is the way back.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from content.errors import FileFaults
from content.words import _
from storage import disk
from storage.branch import ORIGINALS, BranchLedger
from storage.branch_records import Collection, Sha256
from storage.cipher import Cipher
from storage.errors import write_fault
from storage.facts import Instant
from storage.foreign_files import read_limited
from storage.gathered import TABLE
from storage.kinds import KINDS, Kind, named
from storage.problems import ListedProblem, Status, as_of
from storage.records import Line, Name, Part, Record
from storage.seen_whole import must_be_seen
from storage.submission import READING_LIMIT, fingerprint

MANIFEST = "handover.json"
BEFORE = "branch/before"
FILE_LIMIT = 1024 * 1024 * 1024
PART_LIMIT = 64 * 1024 * 1024
PARTS_LIMIT = 100_000
_PREFIX = "originals/"
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, lzma.LZMAError,
)  # fmt: skip


class Manifest(Part):
    """What a handed-on ledger says of itself. `lacking` are originals that its secretary's program had lost."""

    format: Literal[1] = 1
    branch: Line = ""
    made_at: Instant
    parts: Annotated[dict[Name, Sha256], Field(max_length=PARTS_LIMIT)]
    lacking: tuple[Sha256, ...] = ()


@dataclass(frozen=True)
class Parcel:
    """A ledger out of a file that was checked: its records by file and uid, and the files that were taken in."""

    manifest: Manifest
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    originals: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many members, submissions, items of the list and reports are in it; items as the list counts them."""
        items = (as_of(ListedProblem.model_validate(one)) for one in below(self.records, "branch/items"))
        listed = [one for one in items if one is not None and one.status not in {Status.MERGED, Status.REMOVED}]
        roster = self.records.get("branch/roster", {}).get("roster", {})
        entries = (len(one["entries"]) for one in below(self.records, "branch/received"))
        return {
            "members": len(roster.get("members", ())),
            "files": sum(entries),
            "items": len(listed),
            "open": sum(one.is_in_account for one in listed),
            "reports": sum(1 for _one in below(self.records, "branch/reports")),
        }


def below(records: Mapping[str, Mapping[str, Any]], kind: str) -> Iterator[Any]:
    """The records of a kind, of all its files."""
    return (one for name, all_ in records.items() if name.startswith(f"{kind}/") for one in all_.values())


def _kinds() -> list[Kind]:
    return [kind for kind in KINDS if kind.name.startswith("branch/") and kind.record]


def _kind_of(name: str) -> Kind:
    """The kind of a record file of the ledger, which it is."""
    return next(kind for kind in _kinds() if kind.has(f"{name}.json"))


# Out


def handed_on(ledger: BranchLedger) -> bytes:
    """The whole ledger as one file; the same ledger at the same moment gives the same bytes.

    Raises:
        NotRead: a part of it could not be read.
    """
    records = records_of(ledger)
    parts = {f"{name}.json": disk.encode({TABLE: dict(all_)}) for name, all_ in records.items()}
    lacking = []
    for sha256 in sorted(_wanted(records)):
        try:
            parts[f"{_PREFIX}{sha256}.txt"] = ledger.original(sha256)
        except (OSError, KeyError):
            lacking.append(sha256)
    manifest = Manifest(
        branch=ledger.branch_name(),
        made_at=ledger.files.clock(),
        parts={name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())},
        lacking=tuple(lacking),
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, content in ((MANIFEST, manifest.model_dump_json().encode()), *sorted(parts.items())):
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def records_of(ledger: BranchLedger) -> dict[str, dict[str, Any]]:
    """Every record of the ledger, by file and uid."""
    files = ledger.files
    found = {name: files.documents(name) for kind in _kinds() for name in files.names(kind.name)}
    must_be_seen(files, *(kind.name for kind in _kinds()))
    return {name: records for name, records in found.items() if records}


# In


def read_handed_on(path: Path) -> Parcel:
    """The ledger in a file, only if it is whole and every record in it is sound.

    Raises:
        FileFaults: it is not; why, in a line.
    """
    return _parcel(read_limited(path, FILE_LIMIT))


def read_kept(path: Path, cipher: Cipher) -> Parcel:
    """The ledger that was kept when another was taken over; the same."""
    try:
        return _parcel(cipher.read(path, f"{BEFORE}/{path.name}"))
    except disk.Damaged as error:
        raise _fault(_("is no handed-on ledger, or was damaged")) from error


def _parcel(content: bytes) -> Parcel:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            manifest = _manifest(_part(source, MANIFEST))
            names = [info.filename for info in source.infolist()]
            if sorted(names) != sorted({MANIFEST, *manifest.parts}):
                raise _fault(_("holds other parts than it says"))
            parts = dict(_checked_parts(source, manifest))
    except FileFaults:
        raise
    except BROKEN as error:
        raise _fault(_("is no handed-on ledger, or was damaged")) from error
    records = {name.removesuffix(".json"): _sound(name, part) for name, part in parts.items() if _is_record(name)}
    originals = {Path(name).stem: part for name, part in parts.items() if not _is_record(name)}
    for sha256, data in originals.items():
        if len(data) > READING_LIMIT or fingerprint(data) != sha256:
            raise _fault(_("was changed: {part}").format(part=f"{_PREFIX}{sha256}.txt"))
    lacking = _wanted(records) - set(originals) - set(manifest.lacking)
    if lacking or len(records.get("branch/roster", {})) > 1:
        raise _fault(_("holds other parts than it says"))
    return Parcel(manifest, records, originals)


def _manifest(content: bytes) -> Manifest:
    """What the file says of itself; a later format is told from damage."""
    said = json.loads(content)
    if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > 1:
        raise _fault(_("was made by a newer program: please update sixdonts"))
    return Manifest.model_validate_json(content)


def _fault(words: str) -> FileFaults:
    return FileFaults([(0, words)])


def _part(source: zipfile.ZipFile, name: str) -> bytes:
    """A part, within the limit whatever the file says of its size."""
    with source.open(name) as part:
        content = part.read(PART_LIMIT + 1)
    if len(content) > PART_LIMIT:
        raise ValueError("too large")
    return content


def _checked_parts(source: zipfile.ZipFile, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    room = FILE_LIMIT
    for name, sha256 in manifest.parts.items():
        if not (_is_record(name) or _is_original(name)):
            raise ValueError(name)
        content = _part(source, name)
        room -= len(content)
        if room < 0 or hashlib.sha256(content).hexdigest() != sha256:
            raise _fault(_("was changed: {part}").format(part=name))
        yield name, content


def _is_record(name: str) -> bool:
    return name.endswith(".json") and any(kind.has(name) for kind in _kinds())


def _is_original(name: str) -> bool:
    path = PurePosixPath(name)
    return name == f"{_PREFIX}{path.stem}.txt" and len(path.stem) == 64 and set(path.stem) <= set("0123456789abcdef")


def _sound(name: str, content: bytes) -> dict[str, Any]:
    """The records of a file, each checked by its model."""
    model: type[Record] = named(_kind_of(name.removesuffix(".json")).record)
    try:
        tables = disk.decode_tables(content)
        records = tables.get(TABLE, {})
        if set(tables) - {TABLE} or any(model.model_validate(one).uid != uid for uid, one in records.items()):
            raise ValueError(name)
    except (disk.Damaged, ValidationError, ValueError, RecursionError) as error:
        raise _fault(_("holds a record that is not sound: {part}").format(part=name)) from error
    return records


def _wanted(records: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The files taken in that the records name."""
    found = map(Collection.model_validate, below(records, "branch/received"))
    return {entry.sha256 for one in found for entry in one.entries}


# Taking over


def take_over(ledger: BranchLedger, parcel: Parcel) -> Path:
    """Put a handed-on ledger in the place of this one, in one change; where this one is kept now.

    Raises:
        StorageError: the system refused; the ledger is what it was.
    """
    files = ledger.files
    for sha256, data in parcel.originals.items():
        with files.saved_though_unsure(files.root / ORIGINALS):
            ledger.keep_original(sha256, data)
    with files.transaction() as transaction:
        kept = _keep_before(ledger, parcel)
        there = {name for kind in _kinds() for name in files.names(kind.name)}
        for name in sorted({*there, *parcel.records}):
            new = parcel.records.get(name, {})
            for uid in list(transaction.documents(name)):
                if uid not in new:
                    transaction.drop(name, uid)
            for uid, document in new.items():
                transaction.put(name, uid, dict(document))
    return kept


def _keep_before(ledger: BranchLedger, parcel: Parcel) -> Path:
    """Keep the ledger that is there; where the very same is taken over, what was kept before is the way back."""
    if (before := kept_before(ledger.files.root)) and records_of(ledger) == parcel.records:
        return before[0]
    at: datetime = ledger.files.clock()
    path = ledger.files.root / BEFORE / f"{at:%Y%m%dT%H%M%S%fZ}.zip"
    try:
        with ledger.files.saved_though_unsure(path):
            name = f"{BEFORE}/{path.name}"
            disk.replace_file(path, ledger.files.cipher.seal(name, handed_on(ledger)), keep=False)
    except OSError as error:
        raise write_fault(path, error) from error
    return path


def kept_before(root: Path) -> list[Path]:
    """The ledgers that were kept when another was taken over, the latest first."""
    folder = root / BEFORE
    return sorted(folder.glob("*.zip"), reverse=True) if folder.is_dir() else []
