"""The names of files that were set aside as damaged: what each was, and when that was found. Only the standard library.

`notes/2026-11.json.damaged-20261123T090000Z`; a second one of the same second ends in `-2`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from storage.cipher import INTENT_FILE
from storage.kinds import kind_at

MARK = ".damaged-"
_MOMENT = "%Y%m%dT%H%M%SZ"
_SIGNS = len("20261123T090000Z")


def free_name(path: Path, at: datetime) -> Path:
    """The name under which a file is set aside that was found damaged at a moment."""
    base = f"{path.name}{MARK}{at:{_MOMENT}}"
    names = [base, *(f"{base}-{number}" for number in range(2, 1000))]
    return next(place for name in names if not (place := path.with_name(name)).exists())


def is_damaged(path: str) -> bool:
    """Whether a file was set aside as damaged."""
    return MARK in path.rpartition("/")[2]


def saved_in(path: str) -> str:
    """The file, or change, of which the last save may be missing, by the path of what was set aside; else empty."""
    file, is_aside, _when = path.partition(MARK)
    if not is_aside or not file.endswith(".json"):
        return ""
    return file if file == INTENT_FILE or ((kind := kind_at(file)) is not None and kind.record) else ""


def found_at(path: str) -> datetime | None:
    """When a file that was set aside was found damaged; None where its name does not say so."""
    try:
        return datetime.strptime(path.partition(MARK)[2][:_SIGNS], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
