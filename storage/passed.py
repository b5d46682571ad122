"""What a file is that nobody sent as a submission, as far as its name and its first bytes say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from storage.file_names import sender_named
from storage.roster import Member
from storage.submission import safe_name


class Passed(StrEnum):
    """What a file is that is passed over, as far as that can be told."""

    NOT_PLAIN = "not_a_plain_file"  # a pipe or a device
    LINK = "link"
    ARCHIVE = "archive"
    OFFICE = "office"  # Word, Excel, WPS
    PDF = "pdf"
    PICTURE = "picture"
    RECEIPT = "receipt"  # what the branch handed out
    UPWARD = "upward"  # what this branch hands up
    LOCK = "lock"  # what an office program leaves beside a file while that is open
    EMPTY = "empty"  # nothing in it, and no member's name on it
    TOO_DEEP = "too_deep"  # a folder: nothing in it was looked at
    TOO_MANY = "too_many"  # a folder: the rest of it was not looked at


_BEGINNINGS: Mapping[bytes, Passed] = {
    b"\xd0\xcf\x11\xe0": Passed.OFFICE,
    b"{\\rtf": Passed.OFFICE,
    b"%PDF": Passed.PDF,
    b"\x89PNG": Passed.PICTURE,
    b"\xff\xd8\xff": Passed.PICTURE,
    b"Rar!": Passed.ARCHIVE,
    b"7z\xbc\xaf": Passed.ARCHIVE,
    b"\x1f\x8b": Passed.ARCHIVE,
}


def stray(path: Path, data: bytes, members: Iterable[Member]) -> Passed | None:
    """What a file is that nobody sent, as its name and its beginning say."""
    if path.name.startswith(("~$", ".~")):
        return Passed.LOCK
    if data:
        return _kind_of(data)
    if any(member.name in path.name for member in members):  # slow: a roster a file
        return None
    return Passed.EMPTY


def is_named_by_one_of(members: Iterable[Member], file_name: str) -> bool:
    """Whether a file has the very name that the program gives to a submission of one of these."""
    sender = sender_named(file_name)
    return bool(sender) and any(  # slow: a roster a file
        sender in (name := safe_name(member.name), f"{name}_{safe_name(member.member_no)}") for member in members
    )


def _kind_of(data: bytes) -> Passed | None:
    """What a file that begins like this is, where it is one of the well-known others."""
    if data.startswith(b"PK"):
        return Passed.OFFICE if _is_of_office(data) else Passed.ARCHIVE
    return next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), None)


def _is_of_office(data: bytes) -> bool:
    """Whether an archive is a Word or Excel file; some programs write the part that says so last."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # damaged, or longer than what was read
        return b"[Content_Types].xml" in data[:4096]
