"""Backups of a data folder: those there are, one more in a file, looking into one, bringing back, and the way back."""

from __future__ import annotations

import contextlib
import hashlib
import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from content.errors import FileFaults, SixdontsError, reason_of
from content.words import _
from desk.desk import Desk
from storage import disk
from storage.archive import Archive, write_archive
from storage.backup import KEPT, KEPT_MONTHS, KEPT_WEEKS, copies, copy_folder, kept_before, last_of_each, moment_of
from storage.cipher import has_vault
from storage.clock import local_day
from storage.errors import NewerFormat, WriteFailed
from storage.files import FORMAT, Files
from storage.places import lies_inside, typed_path
from storage.record_files import saved_though_unsure
from storage.restoring import (
    OF_THE_PROGRAM,
    Comparison,
    DatedCopy,
    Difference,
    Source,
    State,
    bring_back,
    compared,
)
from storage.text_files import title_in

SECOND = "copies/second.txt"  # the day on which the second folder was reached last, and the folder
TOLD_AFTER = timedelta(days=14)
_NAME = re.compile(r"sixdonts-([0-9a-f]{6})-(\d{4}-\d{2}-\d{2})\.zip")
Where = Literal["day", "before", "second"]


@dataclass(frozen=True)
class Backup:
    """One backup there is."""

    name: str
    """What it is called where one is to be chosen: a day, a copy's name, or a file."""
    where: Where
    """A dated copy here, what was kept before something was brought back, or a file in the second folder."""
    day: date
    """Whose state it holds: of a dated copy that before the first save of the day."""
    path: Path
    """Where it lies."""


@dataclass(frozen=True)
class OtherText:
    """A file that a person may edit too: a list, a bank, a material …, that a backup has otherwise."""

    path: str
    """Where it lies in the data folder."""
    title: str
    """What it calls itself, here or else in the backup; its path where it does not say."""
    state: State
    """Whether it is "missing" here, or "other"."""


@dataclass(frozen=True)
class Look:
    """What is in a backup, against what is here."""

    name: str
    made_at: datetime | None
    comparison: Comparison
    passed_over: tuple[str, ...]
    """What lies in the file and belongs to no data folder."""
    texts: tuple[OtherText, ...]
    """The texts of the comparison, as they are called."""
    is_opened: bool = False
    """Whether what was sealed in it would lie open here."""


def backups(desk: Desk) -> list[Backup]:
    """All backups of this data folder, the latest first."""
    found = [Backup(one.name, "day", date.fromisoformat(one.name), one) for one in copies(desk.home)]
    found += [Backup(one.name, "before", local_day(moment_of(one)), one) for one in kept_before(desk.home)]
    found += [Backup(str(path), "second", day, path) for day, path in _in_second_folder(desk)]
    return sorted(found, key=lambda one: (one.day, one.where), reverse=True)


def back_up(desk: Desk, target: Path | None) -> tuple[Path, int, list[str]]:
    """Write everything into one file and read it back; where it is, how many files are in it, and what of them cannot
    be read, there as here. A long job.

    A folder gets a file of the day's name; without a target it is the second folder.

    Raises:
        FileFaults: there is no second folder, or it or the one named is away; or what was written could not be read
            back. A folder that is away is never taken for the name of a file.
        WriteFailed: the system refused; what was there before is still there.
        StorageError: the records could not be read in peace.
    """
    target = _target(desk, target)
    with desk.commit():
        try:
            count = write_archive(files_of(desk), target)
            with saved_though_unsure(target, desk.journal.files.notice):
                disk.confirm_folder(target.parent)
        except OSError as error:
            raise WriteFailed(target, error) from error
    return target, count, faults_of(desk, str(target))


def _target(desk: Desk, said: Path | None) -> Path:
    second = second_folder(desk)
    target = said or second
    if target is None:
        raise FileFaults([(0, _("Say where to: a file, or a folder; or set the second folder in Set-up."))])
    if lies_inside(desk.home, target):
        words = _("{folder} lies in the data folder: choose another one.")
        raise FileFaults([(0, words.format(folder=target))])
    if target.is_dir():
        return target / f"sixdonts-{_mark_of(desk)}-{desk.today().isoformat()}.zip"
    if target == second:
        words = _("The second folder {folder} is not connected; nothing was written.")
        raise FileFaults([(0, words.format(folder=target))])
    if not target.exists() and target.suffix.lower() != ".zip":
        words = _("There is no folder {folder}; nothing was written. The name of a file ends in .zip.")
        raise FileFaults([(0, words.format(folder=target))])
    if not target.parent.is_dir():  # not made: it may be a stick that is not connected
        words = _("There is no folder {folder}; nothing was written.")
        raise FileFaults([(0, words.format(folder=target.parent))])
    return target


def look_into(desk: Desk, name: str, said: str = "") -> Look:
    """What bringing back a backup would change, record by record; `said` opens one sealed by another key. A long job.

    Raises:
        FileFaults: there is no such backup, or it is none.
        NotRead: something here cannot be read.
        VaultIsLocked, WrongPassphrase: it was sealed by another key, which what was said does not open.
    """
    with _opened(desk, name, said) as source:
        made_at = source.made_at if isinstance(source, Archive) else None
        passed_over = tuple(source.passed_over()) if isinstance(source, Archive) else ()
        is_opened = isinstance(source, Archive) and source.is_sealed and not has_vault(desk.home)
        found = compared(files_of(desk), source)
        return Look(name, made_at, found, passed_over, other_texts(desk, found.texts, source), is_opened)


def other_texts(desk: Desk, paths: Iterable[str], source: Source) -> tuple[OtherText, ...]:
    """Texts of a backup as they are called."""
    return tuple(_other_text(desk.home / path, path, source) for path in paths)


def _other_text(here: Path, path: str, source: Source) -> OtherText:
    state: State = "other" if here.exists() else "missing"
    content = b""
    with contextlib.suppress(OSError, FileFaults, disk.Damaged):  # that is told where it is brought back
        content = disk.read_plain(here) if state == "other" else source.read(path)
    return OtherText(path, title_in(here.suffix, content) or path, state)


def bring_back_from(
    desk: Desk,
    look: Look,
    chosen: tuple[Difference, ...] | None = None,
    texts: tuple[str, ...] = (),
    said: str = "",
) -> int:
    """Bring back the records chosen and the files `texts`, or all that a look showed; how many. A long job.

    Raises:
        ChangedElsewhere: something is not as it was looked at; nothing was changed.
        StorageError: the system refused; the records are what they were.
        FileFaults: the backup cannot be read any more.
    """
    with _opened(desk, look.name, said) as source:
        return bring_back_look(desk, source, look, chosen, texts)


def bring_back_look(
    desk: Desk,
    source: Source,
    look: Look,
    chosen: tuple[Difference, ...] | None = None,
    texts: tuple[str, ...] = (),
) -> int:
    """The same from a source that is open."""
    found = look.comparison
    texts, kept = (texts, ()) if chosen is not None else (found.texts, found.kept_files)
    coming = found.coming() if chosen is None else chosen
    with desk.commit():
        bring_back(files_of(desk), source, coming, texts, kept, name=look.name)
        desk.forget_gone()
    return len(persons_own(coming)) + len(texts) + len(kept)


def persons_own(records: Iterable[Difference]) -> tuple[Difference, ...]:
    """Those that a person wrote, without what the program keeps for itself and nobody counts."""
    return tuple(one for one in records if one.kind not in OF_THE_PROGRAM)


def faults_of(desk: Desk, name: str, said: str = "") -> list[str]:
    """What of a backup cannot be read as it was: files, and records as `file: uid`. A long job.

    Raises:
        FileFaults: there is no such backup, or it is none.
    """
    with _opened(desk, name, said) as source:
        changed = list(source.faults()) if isinstance(source, Archive) else []
        return [*changed, *(one for one in compared(files_of(desk), source).unread if one not in changed)]


# The second folder


def second_folder(desk: Desk) -> Path | None:
    """The folder, on another disk or a stick, that backups go to as well; None where none is set."""
    said = desk.settings.backup_folder
    return typed_path(said) if said else None


def saved_today(desk: Desk) -> bool:
    """Whether something was saved today: the first save of a day makes its copy. Quick."""
    return copy_folder(desk.home, desk.today()).is_dir()


def second_backup(desk: Desk) -> None:
    """Write the day's backup into the second folder, once, after something was saved; let old ones there go.

    A long job; what went wrong, and that the folder was not reached for long, is among the desk's notices.
    """
    folder = second_folder(desk)
    if folder is None or _reached(desk) == desk.today():
        return
    if not (saved_today(desk) and folder.is_dir()):
        if days := second_is_missed(desk):
            desk.journal.files.notice("missed", str(folder), str(days))
        return
    try:
        back_up(desk, folder)
    except SixdontsError as error:
        why = reason_of(error.error) if isinstance(error, WriteFailed) else str(error)
        if isinstance(error, FileFaults):
            why = error.faults[0][1].rstrip(".。")
        desk.journal.files.notice("second", str(folder), why)
        return
    _note_reached(desk, folder)
    _sweep_second(desk)


def second_is_missed(desk: Desk) -> int:
    """For how many days the second folder was not reached, where that is fourteen or more; else 0.

    One that is there now is not missed, however long nothing was saved.
    """
    folder = second_folder(desk)
    if folder is None or folder.is_dir():
        return 0
    day = _reached(desk)
    if day is None:
        _note_reached(desk, folder)  # the days count from here
        return 0
    away = desk.today() - day
    return away.days if away >= TOLD_AFTER else 0


def _reached(desk: Desk) -> date | None:
    """The day on which the second folder that is set now was reached last."""
    try:
        day, _line, folder = disk.read_plain(desk.home / SECOND).decode().partition("\n")
        return date.fromisoformat(day) if folder.strip() == str(second_folder(desk)) else None
    except (OSError, ValueError):
        return None


def _note_reached(desk: Desk, folder: Path) -> None:
    with contextlib.suppress(OSError):
        disk.replace_file(desk.home / SECOND, f"{desk.today().isoformat()}\n{folder}\n".encode(), keep=False)


def _sweep_second(desk: Desk) -> None:
    """Keep seven days, four weeks and twelve months of this data folder's backups; those of others are not touched."""
    found = _in_second_folder(desk)
    days = sorted(day for day, _path in found)
    kept = {*days[-KEPT:], *last_of_each(days, lambda day: day.isocalendar()[:2], KEPT_WEEKS)}
    kept |= last_of_each(days, lambda day: (day.year, day.month), KEPT_MONTHS)
    for day, path in found:
        if day not in kept and day < desk.today():
            with contextlib.suppress(OSError):
                path.unlink()


def _in_second_folder(desk: Desk) -> list[tuple[date, Path]]:
    folder, mark = second_folder(desk), _mark_of(desk)
    try:
        names = sorted(path.name for path in folder.iterdir()) if folder is not None else []
    except OSError:
        return []
    found = []
    for name in names:
        if (match := _NAME.fullmatch(name)) is not None and match[1] == mark and folder is not None:
            with contextlib.suppress(ValueError):
                found.append((date.fromisoformat(match[2]), folder / name))
    return found


def _mark_of(desk: Desk) -> str:
    """What tells the backups of this data folder from those of others in the same second folder."""
    return hashlib.sha256(f"{platform.node()}\n{desk.home.resolve()}".encode()).hexdigest()[:6]


# What both need


@contextlib.contextmanager
def _opened(desk: Desk, name: str, said: str = "") -> Iterator[DatedCopy | Archive]:
    """A backup, open; of one that was sealed by another key the passphrase of then is `said`.

    Raises:
        VaultIsLocked: it was not said.
        WrongPassphrase: it is another.
    """
    here = [*copies(desk.home), *kept_before(desk.home)]
    if (folder := next((one for one in here if one.name == name), None)) is not None:
        yield DatedCopy(folder, desk.cipher)
        return
    path = typed_path(name)
    if not path.exists():
        words = _("{file} is not there: check the name and the folder.")
        if not path.suffix and path.name == name:
            words = _("There is no backup called {file}; they are listed by: {command}")
        raise FileFaults([(0, words.format(file=name, command="sixdonts backup list"))])
    with Archive(path) as archive:
        if archive.format > FORMAT:
            raise NewerFormat(path, archive.format, FORMAT)
        archive.open_with(desk.cipher, said)
        yield archive


def files_of(desk: Desk) -> Files:
    """The record files of a desk."""
    files = desk.journal.files
    assert isinstance(files, Files)  # a desk has a folder
    return files
