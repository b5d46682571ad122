"""What is wrong beside the records themselves: files that are gone, older than they should be, or lie there damaged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from content.errors import reason_of
from storage import disk
from storage.backup import copies, kept_before
from storage.brought import brought_in
from storage.cipher import PLAIN, Cipher
from storage.errors import NotRead
from storage.files import Files, Notice
from storage.folder import Folder
from storage.gathered import TABLE
from storage.hurt import look_at
from storage.journal import Journal
from storage.kinds import KINDS, UNREAD_FOLDERS, Kind, kind_at
from storage.records import QuestionStanding
from storage.restoring import DatedCopy
from storage.sitting import A_DAY, folded

Stamp = tuple[int, int, int, int]
COPYING_NS = 60 * 10**9  # as long may lie between two files that are copied one after the other


@dataclass(frozen=True)
class Gone:
    """A record file that is not here any more: the newest copy that has it, and what was in the trash since."""

    copy: str
    trash: dict[str, Any]


def side_faults(folder: Folder, now: datetime) -> Iterator[Notice]:
    """A notice for each."""
    try:
        yield from _side_faults(folder, now)
    except NotRead as error:
        yield Notice("unreadable", error.file, error.why)


def _side_faults(folder: Folder, now: datetime) -> Iterator[Notice]:
    files = Files(folder.root, cipher=folder.cipher)
    names = _names(files)
    for name in names:
        if not (os.path.lexists(files.path(name)) or refused(folder, disk.backup_of(files.path(name)))):
            yield Notice("absent", f"{name}.json", f"{name}.json.bak")
    for name, one in gone_now(folder).items():
        yield Notice("gone", f"{name}.json", f"copies/{one.copy}")
    for name, kind in names.items():
        if why := refused(folder, disk.backup_of(files.path(name))):
            yield Notice("unreadable", f"{name}.json.bak", why)
        elif not is_readable(folder, disk.backup_of(files.path(name))):
            yield Notice("bak", f"{name}.json.bak", "")
        elif is_older(folder, files.path(name), name, kind):
            yield Notice("older", f"{name}.json", f"{name}.json.bak")
    for path, why in _copies_with_faults(folder):
        yield Notice("unreadable" if why else "bad_copy", path, why)
    if rebuilt_schedule(Journal(files), now) is not None:
        yield Notice("schedule", "schedule.json", "")


def _names(files: Files) -> dict[str, Kind]:
    """The record files that are there, with their kinds."""
    return {name: kind for kind in KINDS if kind.record for name in files.names(kind.name)}


def gone_now(folder: Folder) -> dict[str, Gone]:
    """The record files that are missed; of a folder that cannot be listed, which is told, nothing is missed.

    Raises:
        NotRead: a folder of a copy cannot be listed.
    """
    files = Files(folder.root, cipher=folder.cipher)
    found = gone_files(folder, set(_names(files)))
    return {name: one for name, one in found.items() if files.is_read(name.partition("/")[0])}


def gone_files(folder: Folder, there: set[str]) -> dict[str, Gone]:
    """The record files that this folder has no more, by name.

    The program never removes one of these. Every copy kept is looked at, those from before something was brought back
    last: from the next day on the newest lacks it as well. What was deleted, or lies in another file, is not to come
    back; nor what a branch's ledger had until another was taken over, of which nothing lies in the trash: of one of its
    files only the newest copy that has it counts.
    """
    found: dict[str, Gone] = {}
    decided = set(there)
    trash: dict[str, Any] = {}  # as it was here and in the copies so far: what was swept since stands in it
    for copy in [None, *reversed(copies(folder.root)), *before_coming(folder.root, folder.cipher)]:
        source = DatedCopy(copy or folder.root, folder.cipher)
        names = [] if copy is None else source.names()
        for name in (path.removesuffix(".json") for path in names):
            kind = kind_at(f"{name}.json")
            if name in decided or kind is None or not kind.record:
                continue
            if name.startswith("branch/"):
                decided.add(name)
            deleted = {one["record_uid"] for one in trash.values() if one.get("kind") == kind.name}
            wanted = set(_documents(source, f"{name}.json")) - deleted
            if wanted and not wanted <= _elsewhere(folder, kind, there):
                found[name] = Gone(copy.name if copy else "", dict(trash))
                decided.add(name)
        trash = {**_documents(source, "trash.json"), **trash}
    return found


def before_coming(root: Path, cipher: Cipher = PLAIN) -> list[Path]:
    """The copies from before something was brought back or mended, the newest first; of what one from before an
    undoing holds, some may have been taken away on purpose."""
    there = {copy: brought_in(copy, cipher) for copy in reversed(kept_before(root))}
    return [copy for copy, brought in there.items() if brought.is_noted and not brought.is_undoing]


def _documents(source: DatedCopy, path: str) -> dict[str, Any]:
    """What stands in a record file of a copy; nothing where it cannot be read."""
    try:
        documents = disk.decode_tables(source.read(path)).get(TABLE, {})
    except (OSError, disk.Damaged):
        return {}
    return {uid: one for uid, one in documents.items() if isinstance(one, dict)}


def _elsewhere(folder: Folder, kind: Kind, there: set[str]) -> set[str]:
    """The names of the records in the other files of a kind."""
    here = DatedCopy(folder.root, folder.cipher)
    return {uid for name in there if kind.has(f"{name}.json") for uid in _documents(here, f"{name}.json")}


def is_readable(folder: Folder, path: Path) -> bool:
    """Whether a file is a record file, as far as the system lets it be read; one that is not there is."""
    return _fault_in(folder, path) != ""


def refused(folder: Folder, path: Path) -> str:
    """Why the system does not let a record file be read; empty where it does, or none is there."""
    return _fault_in(folder, path) or ""


def _fault_in(folder: Folder, path: Path) -> str | None:
    """Why the system does not let a record file be read; empty for one that is damaged, None for one without fault."""
    try:
        disk.decode_tables(folder.read(path))
    except (disk.Damaged, disk.NotPlain):
        return ""
    except FileNotFoundError:
        return None
    except OSError as error:  # that it cannot be read now says nothing of what it holds
        return reason_of(error)
    return None


def is_older(folder: Folder, path: Path, name: str, kind: Kind) -> bool:
    """Whether a file was written before its `.bak` and says less: somebody put an older copy in its place.

    The program's own saves, and bringing back, never leave a file that is older than its `.bak`. Copying a whole folder
    gives both new times; what then is in another file of its kind, or deleted, is not missing.
    """
    try:
        if path.stat().st_mtime_ns + COPYING_NS >= disk.backup_of(path).stat().st_mtime_ns:
            return False
    except OSError:
        return False
    here, before = look_at(folder, path, name, kind), look_at(folder, disk.backup_of(path), name, kind)
    if any(uid in here.whole and here.whole[uid].rank < one.rank for uid, one in before.whole.items()):
        return True
    missing = before.whole.keys() - here.whole.keys()
    return bool(missing) and not missing <= _elsewhere(folder, kind, _others(folder, kind, name)) | _deleted(
        folder, kind
    )


def _others(folder: Folder, kind: Kind, name: str) -> set[str]:
    return set(Files(folder.root, cipher=folder.cipher).names(kind.name)) - {name}


def _deleted(folder: Folder, kind: Kind) -> set[str]:
    """The names of the records of a kind that lie in the trash."""
    trash = _documents(DatedCopy(folder.root, folder.cipher), "trash.json")
    return {str(one.get("record_uid")) for one in trash.values() if one.get("kind") == kind.name}


def damaged_copies(folder: Folder) -> list[str]:
    """The record files in the copies that are damaged."""
    return [path for path, why in _copies_with_faults(folder) if not why]


def _copies_with_faults(folder: Folder) -> Iterator[tuple[str, str]]:
    """The record files in the copies that are damaged, or that the system refuses and why; one that many copies share
    is read once."""
    home, seen = folder.root, dict[Stamp, str | None]()
    for copy in (*copies(home), *kept_before(home)):
        for path in DatedCopy(copy).names():
            if (kind := kind_at(path)) is None or not kind.record:
                continue
            try:
                look = (copy / path).stat()
                stamp = look.st_dev, look.st_ino, look.st_mtime_ns, look.st_size
            except OSError:
                continue
            if stamp not in seen:
                seen[stamp] = _fault_in(folder, copy / path)
            if (why := seen[stamp]) is not None:
                yield (copy / path).relative_to(home).as_posix(), why


def rebuilt_schedule(journal: Journal, now: datetime, *, is_hurt: bool = False) -> dict[str, QuestionStanding] | None:
    """The review schedule made anew from all attempts, where the one there is says otherwise; None where it does not.

    A question of which the schedule knows more answers than are there keeps what the schedule says. Answers of a
    sitting that was broken off are not in it yet, which is no fault; one that is hurt gets these too.
    """
    attempts = journal.attempts.all()
    journal.files.must_be_read("attempts", "schedule")
    there = journal.schedule()
    if there is not None and not is_hurt and any(one.written_at > now + A_DAY for one in attempts):
        return None  # a clock that is behind says nothing of the order of what it takes for yet to come
    made = folded({}, attempts, now)
    if there is None:
        known = journal.files.documents("schedule")
        return made if known or made else None
    for question_id, standing in there.items():
        if question_id not in made or made[question_id].asked < standing.asked:
            made[question_id] = standing
    return None if made == (there if is_hurt else folded(there, attempts, now)) else made


def must_list(error: OSError) -> None:
    """What cannot be listed is not taken for empty.

    Raises:
        NotRead: always, but where the folder went meanwhile.
    """
    if not isinstance(error, FileNotFoundError):
        path = Path(error.filename or ".")
        raise NotRead(path.parent, path.name, reason_of(error)) from error


def strays(home: Path, refused: Callable[[OSError], None] | None = None) -> Iterator[tuple[Path, str]]:
    """All that lies in a data folder outside its copies, links to folders too, with its path inside it."""
    for folder, folders, names in os.walk(home, onerror=refused):
        inside = Path(folder).relative_to(home)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]  # never gone into
        folders[:] = sorted(name for name in folders if (inside / name).as_posix() not in UNREAD_FOLDERS)
        for name in sorted([*names, *links]):
            yield Path(folder) / name, (inside / name).as_posix()
