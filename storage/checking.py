"""What is wrong in a data folder, kind by kind, without completing or mending anything."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from content.period import Period
from content.words import _
from storage import disk
from storage.cipher import Cipher
from storage.errors import NotRead
from storage.files import Files, Notice
from storage.gathered import TABLE
from storage.kinds import KINDS, Kind, named
from storage.matter_shelf import place_of
from storage.records import Record
from storage.settings import SettingNotice

Fault = Notice | SettingNotice | str


def faults(home: Path, cipher: Cipher | None = None) -> Iterator[Fault]:
    """Every fault of every kind: notices about records, and lines about what a person may also edit."""
    files = Files(home, cipher=cipher)
    for kind in KINDS:
        if kind.record:
            check_records(files, kind)
    yield from files.notices
    for kind in KINDS:
        if kind.check:
            yield from named(kind.check)(files if kind.record else home)


def check_records(files: Files, kind: Kind) -> None:
    """Read every record of a kind as its shelf does; what is wrong is in the notices."""
    model = named(kind.record)
    known = {path.removesuffix(".json") for path in files.cipher.known() if kind.has(path)}
    stands: dict[str, str] = {}  # in which file each record was seen first
    for name in sorted({*files.names(kind.name), *known}):
        if not kind.has(f"{name}.json"):
            continue
        for uid, document in files.documents(name).items():
            if (record := _sound(model, uid, document)) is None:
                files.notice("record", f"{name}.json", uid)
            else:
                _check_place(files, kind, name, record, stands)
        _check_tables(files, name)


def _sound(model: type[BaseModel], uid: str, document: Any) -> BaseModel | None:
    try:
        record = model.model_validate(document)
    except ValidationError:
        return None
    return record if not isinstance(record, Record) or record.uid == uid else None


def _check_place(files: Files, kind: Kind, name: str, record: BaseModel, stands: dict[str, str]) -> None:
    """Name a file with a record that stands in another too, or that belongs in another."""
    if not isinstance(record, Record) or not kind.lies_in_folder or kind.name.startswith("branch/"):
        return
    if (other := stands.setdefault(record.uid, name)) != name:
        files.notice("twice", f"{name}.json", f"{other}.json")
    elif (home := place_of(kind, name, record)) != name:
        files.notice("misplaced", f"{name}.json", f"{home}.json")


def _check_tables(files: Files, name: str) -> None:
    """Name what stands twice, and tables of others."""
    storage = files.storage(files.path(name))
    try:
        tables = storage.read() or {}
    except (OSError, disk.Damaged):
        return  # named already
    if storage.doubled:
        files.notice("doubled", f"{name}.json", _(", ").join(storage.doubled))
    if others := sorted(tables.keys() - {TABLE}):
        files.notice("table", f"{name}.json", _(", ").join(others))


def original_faults(files: Files) -> Iterator[Fault]:
    """The files taken in that are missing or were changed since."""
    from storage.branch import BranchLedger
    from storage.originals import Originals

    files = Files(files.root, cipher=files.cipher)
    ledger = BranchLedger(files, Originals(files.root / "branch" / "originals", files.cipher))
    with contextlib.suppress(NotRead):  # what could not be read is named where its records are
        for period in sorted({batch.period for batch in ledger.batches()}):
            ledger.received(Period.parse(period))
    yield from (notice for notice in files.notices if notice.kind == "original")
