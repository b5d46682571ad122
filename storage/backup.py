"""The dated copies of all records, one before the first save of each day: of seven days, four weeks, twelve months.

A clock may be set wrong, by days or by years, for days on end; which of two times is the true one nobody here knows.
So it is noted in which order the days were used (`copies/days.txt`), and a copy makes room by two rules alone:

- seven days that were used after it lie within a fortnight of it, and it is neither the last copy of one of the four
  weeks used last nor of one of the twelve months used last, or
- it is not among the last 35 days used that have a copy.

What the clock says elsewhere thus removes no copy of the last seven days unless it goes on for more than 28 days of
use. After a long pause, too, the seven copies from before it stay for so long.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from storage import disk
from storage.kinds import UNREAD_FOLDERS, kind_at

KEPT = 7
KEPT_WEEKS = 4
KEPT_MONTHS = 12
NEAR = timedelta(days=14)
KEPT_IN_ALL = 35
KEPT_BEFORE = 5
BEFORE = "before-restore-"
_FOLDER = "copies"
_DAYS = "days.txt"
_NOTED = 60  # days of use, the last


def copy_of_the_day(root: Path, day: date) -> None:
    """Link all records into `copies/<day>`, unless there is such a copy or nothing to copy; sweep the others.

    Record files are replaced and never edited in place, so that a link is as good as a copy.

    Raises:
        OSError: the system refused; there is no copy of this day, and the others are as they were.
    """
    folder = root / _FOLDER
    target = folder / day.isoformat()
    used = days_of_use(root)
    if target.exists() and (day in used or len(used) < KEPT_IN_ALL):
        _note_use(root, used, day)
        return
    if linked(root, target, list(_records(root))):
        _note_use(root, used, day)
        disk.sync_folder(folder)  # once: everybody waits for this, and its order is the file system's
        _sweep(root)


def keep_as_now(root: Path, name: str, note: bytes = b"", more: Sequence[Path] = ()) -> Path | None:
    """Link all records, and `more` files, into `copies/<name>`, beside the dated copies, where something is to be
    changed; a `note` says what. None: nothing is there, and no note. The last five so named are kept. In the lock.

    Raises:
        OSError: the system refused; nothing was kept.
    """
    import shutil  # here: `status` reads this file and does without

    target = root / _FOLDER / f"{BEFORE}{name}"
    if not linked(root, target, sorted({*_records(root), *more})):
        if not note:
            return None
        shutil.rmtree(target, ignore_errors=True)  # of the same second, from before all went
        disk.make_folder(target)
    try:
        if note:
            from storage.brought import FILE  # not at the start: the first frame asks only for names

            disk.replace_file(target / FILE, note, keep=False)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)  # without its note nobody knows what to undo
        raise
    disk.sync_folder(target.parent)
    for old in kept_before(root)[:-KEPT_BEFORE]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def kept_before(root: Path) -> list[Path]:
    """What was kept before something was brought back, the oldest first."""
    try:
        return sorted(path for path in (root / _FOLDER).iterdir() if path.name.startswith(BEFORE) and path.is_dir())
    except OSError:
        return []


def free_name(root: Path, at: datetime) -> str:
    """What such a copy of a moment is called, where no other is called so: two may be made in one second."""
    while (root / _FOLDER / f"{BEFORE}{at:%Y%m%dT%H%M%SZ}").exists():
        at += timedelta(seconds=1)
    return f"{at:%Y%m%dT%H%M%SZ}"


def moment_of(before: Path) -> datetime:
    """When what is in such a copy was kept."""
    return datetime.strptime(before.name, f"{BEFORE}%Y%m%dT%H%M%S%z")


def linked(root: Path, target: Path, sources: Sequence[Path]) -> bool:
    """Link files of a data folder into another folder, whole or not at all; False when there is nothing to link.

    Raises:
        OSError: the system refused; there is nothing at `target` that was not there.
    """
    import shutil  # here: `status` reads this file and does without

    if not sources:
        return False
    unfinished = root / _FOLDER / ".unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    disk.make_folder(unfinished)
    try:
        for source in sources:
            copy = unfinished / source.relative_to(root)
            _make_folders(copy.parent)
            if source.suffix in (".toml", ".ndjson"):  # a person edits it, perhaps in place, or it grows
                shutil.copy(source, copy)
            else:
                disk.link_or_copy(source, copy)
        if target.exists():  # a clock set wrong made it, long ago
            shutil.rmtree(target)
        unfinished.replace(target)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return True


def _make_folders(path: Path) -> None:
    """Make a folder and those above it for their owner only; nobody waits here to see each of them on the disk."""
    if not path.is_dir():
        _make_folders(path.parent)
        path.mkdir(mode=0o700)


def copy_folder(root: Path, day: date) -> Path:
    """Where the copy of a day lies, if there is one."""
    return root / _FOLDER / day.isoformat()


def copies(root: Path) -> list[Path]:
    """The dated copies, the oldest first."""
    try:
        return sorted(path for path in (root / _FOLDER).iterdir() if _is_dated(path))
    except OSError:
        return []


def days_of_use(root: Path) -> list[date]:
    """The last days on which something was saved, in the order they were used; empty where that is not known."""
    try:
        lines = disk.read_plain(root / _FOLDER / _DAYS).decode("ascii").splitlines()
        return [date.fromisoformat(line) for line in lines]
    except (OSError, ValueError):
        return []


def _note_use(root: Path, used: list[date], day: date) -> None:
    if used[-1:] != [day]:
        lines = [one.isoformat() + "\n" for one in [*used, day][-_NOTED:]]
        file = root / _FOLDER / _DAYS
        with contextlib.suppress(OSError):  # the order of the days before is known all the same
            disk.temp_of(file).touch(mode=0o600)
            disk.temp_of(file).write_text("".join(lines), "ascii")
            disk.temp_of(file).replace(file)


def _sweep(root: Path) -> None:
    """Remove the copies that make room; see above."""
    import shutil  # here: `status` reads this file and does without

    place = {day: number for number, day in enumerate(days_of_use(root))}
    days = [date.fromisoformat(path.name) for path in copies(root)]
    days.sort(key=lambda day: (place.get(day, -1), day))
    longer = last_of_each(days, lambda day: day.isocalendar()[:2], KEPT_WEEKS)
    longer |= last_of_each(days, lambda day: (day.year, day.month), KEPT_MONTHS)
    for number, day in enumerate(days):
        later = days[number + 1 :]
        near = [one for one in later if abs(one - day) <= NEAR]
        if (len(near) >= KEPT and day not in longer) or len(later) >= KEPT_IN_ALL:
            shutil.rmtree(copy_folder(root, day), ignore_errors=True)


def last_of_each(days: list[date], span: Callable[[date], object], count: int) -> set[date]:
    """Of the spans used last, so many of them: the copy made last in each. The days stand in the order of use."""
    last: dict[object, date] = {}
    for day in days:
        last.pop(span(day), None)
        last[span(day)] = day
    return set(list(last.values())[-count:])


def _is_dated(path: Path) -> bool:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(path.name).isoformat() == path.name and path.is_dir()
    return False


def _refused(error: OSError) -> None:
    """A copy in which something is missing would be none."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _records(root: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root, onerror=_refused):
        here = Path(folder)
        inside = here.relative_to(root)
        subfolders[:] = [name for name in subfolders if (inside / name).as_posix() not in UNREAD_FOLDERS]
        for path in (here / name for name in names if name != "intent.json"):
            if path.suffix in (".json", ".toml") or _is_text(path.relative_to(root)):
                yield path


def _is_text(path: Path) -> bool:
    kind = kind_at(path.as_posix())
    return kind is not None and bool(kind.texts) and path.suffix not in kind.beside
