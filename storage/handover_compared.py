"""What the ledger here has and one that was handed on has not: what would go if that were taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.branch import BranchLedger
from storage.branch_records import Collection
from storage.handover import Parcel, below, records_of
from storage.problems import Event, ListedProblem

Records = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Newer:
    """What is here only: files taken in, items with acts on the list, and other records changed here since."""

    files: tuple[str, ...] = ()
    """The names of the files."""
    items: tuple[str, ...] = ()
    """The titles of the items."""
    acts: int = 0
    """How many things happened to these."""
    others: int = 0
    """How many other records: the roster, notes of a period, reports made."""
    last_at: datetime | None = None
    """When the last of it was written."""

    def __bool__(self) -> bool:
        return bool(self.files or self.items or self.others)


def newer_here(ledger: BranchLedger, parcel: Parcel) -> Newer:
    """What taking the parcel over would take away from the ledger here.

    Raises:
        NotRead: a part of the ledger here could not be read.
    """
    here, there = records_of(ledger), parcel.records
    files = tuple(name for sha256, name in _files(here).items() if sha256 not in _files(there))
    known, stamps, items, acts = _acts(there), list[datetime](), list[str](), 0
    for one in map(ListedProblem.model_validate, below(here, "branch/items")):
        new = [
            event for event in one.events if (event.at, event.act, event.taken_back_at) not in known.get(one.uid, ())
        ]
        if new:
            items.append(one.title)
            acts += len(new)
            stamps += [event.taken_back_at or event.at for event in new]
    others = [(uid, one) for name, all_ in here.items() if not name.startswith("branch/items/")
              for uid, one in all_.items() if _is_newer(one, there.get(name, {}).get(uid))]  # fmt: skip
    stamps += [_stamp(one) for _uid, one in others]
    return Newer(files, tuple(items), acts, len(others), max(stamps, default=None))


def _acts(records: Records) -> dict[str, set[tuple[object, ...]]]:
    found = map(ListedProblem.model_validate, below(records, "branch/items"))
    return {one.uid: {_key(event) for event in one.events} for one in found}


def _key(event: Event) -> tuple[object, ...]:
    return event.at, event.act, event.taken_back_at


def _files(records: Records) -> dict[str, str]:
    found = map(Collection.model_validate, below(records, "branch/received"))
    return {entry.sha256: entry.file_name for one in found for entry in one.entries}


def _is_newer(here: Mapping[str, Any], there: Mapping[str, Any] | None) -> bool:
    """Whether a record is here only, or was changed here later; files taken in are counted by themselves."""
    if there is None:
        return True
    mine, others = ({**one, "entries": None, "changed_at": None} for one in (here, there))
    return mine != others and _stamp(here) > _stamp(there)


def _stamp(record: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(record.get("changed_at") or record["written_at"])
