"""What a record file is as it lies there: its whole records, those that are none, and what else is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from content.errors import reason_of
from storage import disk
from storage.errors import NotRead
from storage.folder import Folder
from storage.gathered import TABLE
from storage.kinds import Kind, named
from storage.salvage import Found, found_in, is_of_a_newer_program, whole_records


@dataclass
class FileLook:
    """A record file, looked at record by record.

    whole, bad, newer: what in it is a record of its kind, what is none, and what only a newer program can read.
    content: its bytes, None where there are none to be had. is_hurt: whether the file itself cannot be read as one.
    is_other: whether nothing in it is of its kind. is_untidy: whether keys stand twice, or tables of others are in it.
    is_older: whether an older copy was put in its place, as far as somebody looked.
    """

    name: str
    kind: Kind
    content: bytes | None = None
    whole: dict[str, Found] = field(default_factory=dict)
    bad: dict[str, Any] = field(default_factory=dict)
    newer: dict[str, Any] = field(default_factory=dict)
    is_hurt: bool = False
    is_untidy: bool = False
    is_older: bool = False

    @property
    def model(self) -> type[BaseModel]:
        """What its records are."""
        model: type[BaseModel] = named(self.kind.record)
        return model

    @property
    def is_other(self) -> bool:
        """Whether something is in it, and nothing of its kind."""
        return bool(self.bad) and not self.whole and not self.newer

    @property
    def lacks(self) -> bool:
        """Whether records may be gone of which nothing in it tells."""
        return self.is_hurt or self.is_other or self.is_older

    @property
    def is_sound(self) -> bool:
        """Whether all of it can be used."""
        return not (self.is_hurt or self.is_untidy or self.is_older or self.bad)

    def wanted(self) -> set[str]:
        """The names that what is bad in it has, or may have had: one of the two was changed."""
        said = {one.get("uid") for one in self.bad.values() if isinstance(one, dict)}
        return {*self.bad, *(uid for uid in said if isinstance(uid, str))}

    def documents(self) -> dict[str, Any]:
        """What of it can stay."""
        return {**{uid: one.document for uid, one in self.whole.items()}, **self.newer}


def bytes_of(folder: Folder, path: Path) -> bytes | None:
    """What a file holds; None where none is, or something that is no file; nothing where it cannot be opened.

    Raises:
        NotRead: the system does not let it be read; it may be whole.
    """
    try:
        return folder.read(path)
    except (FileNotFoundError, disk.NotPlain):
        return None
    except disk.Damaged:  # of a vault: nothing of it can be had
        return b""
    except OSError as error:
        raise NotRead(path.parent, path.name, reason_of(error)) from error


def look_at(folder: Folder, path: Path, name: str, kind: Kind) -> FileLook:
    """A record file as it lies there; one that is missing, or no file, is hurt.

    Raises:
        NotRead: the system does not let it be read.
    """
    found = FileLook(name, kind, bytes_of(folder, path))
    if found.content is None:
        found.is_hurt = True
    else:
        look_into(found, found.content)
    return found


def look_into(found: FileLook, content: bytes) -> None:
    """Sort what stands in the bytes of a file."""
    doubled: list[str] = []
    try:
        tables = disk.decode_tables(content, doubled)
    except disk.Damaged:
        found.is_hurt = True
        _salvage(found, content)
        return
    found.is_untidy = bool(doubled or tables.keys() - {TABLE})
    for uid, document in tables.get(TABLE, {}).items():
        if (one := found_in(found.model, uid, document)) is not None:
            found.whole[uid] = one
        elif is_of_a_newer_program(found.model, uid, document):
            found.newer[uid] = document
        else:
            found.bad[uid] = document
    if found.is_untidy:
        _salvage(found, content)


def _salvage(found: FileLook, content: bytes) -> None:
    """Add what stands whole anywhere in the bytes; of one that stands twice the newest, else the last."""
    for uid, one in whole_records(content, found.model):
        there = found.whole.get(uid)
        if there is None or one.rank >= there.rank:
            found.whole[uid] = one
            found.bad.pop(uid, None)
