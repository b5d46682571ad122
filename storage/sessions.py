"""What happened in a learning session, kept at every step: a file of events that only grows, beside the records.

`sessions/<uid of the meeting>.ndjson`, a line an event with its number and its moment. Killed at any point, the
session goes on where it was. One desk writes; a second one opened on it reads.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from content.session_events import SessionEvent
from content.words import _, ngettext
from storage import disk
from storage.append_log import AppendLog, read_lines
from storage.clock import Clock, utc_now
from storage.errors import ReadOnly, write_fault
from storage.kinds import text_files
from storage.records.kit import Part
from storage.sessions_folder import FOLDER, HALL_ENDING


class Logged(Part):
    """An event with its number, from 1, and the moment it was written."""

    seq: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    event: SessionEvent


_LOGGED: TypeAdapter[Logged] = TypeAdapter(Logged)


class SessionLog:
    """The events of the session of one meeting.

    is_read_only: whether another desk has it open. unreadable: how many lines could not be read; they stay there.
    """

    def __init__(self, home: Path, meeting_uid: str, *, clock: Clock = utc_now) -> None:
        self.path = session_file(home, meeting_uid)
        self._clock = clock
        self._lock = _Lock(self.path.with_suffix(".lock"))
        self._log = AppendLog(self.path)
        self.is_read_only = not self._lock.is_ours
        self.unreadable = 0
        try:
            self._logged = self._read()
        except OSError:
            self.close()
            raise

    @property
    def logged(self) -> list[Logged]:
        """Every event, in order."""
        return list(self._logged)

    @property
    def events(self) -> list[SessionEvent]:
        """The events without their moments."""
        return [one.event for one in self._logged]

    def append(self, event: SessionEvent) -> Logged:
        """Keep an event; it is on the disk when this returns.

        Raises:
            ReadOnly: another desk has the session open.
            StorageError: the system refused; nothing was kept.
        """
        if self.is_read_only:
            raise ReadOnly(self.path, "another desk")
        one = Logged(seq=self._next, at=self._clock(), event=event)
        self._log.append(one.model_dump_json().encode())
        self._logged.append(one)
        return one

    def look_again(self) -> list[SessionEvent]:
        """The events as the file says now: for a desk that only reads."""
        self._logged = self._read()
        return self.events

    def close(self) -> None:
        """Let file and lock go."""
        self._log.close()
        self._lock.release()

    @property
    def _next(self) -> int:
        return self._logged[-1].seq + 1 if self._logged else 1

    def _read(self) -> list[Logged]:
        found, self.unreadable = logged_in(self.path)
        return found


def logged_in(path: Path) -> tuple[list[Logged], int]:
    """The events in such a file, in order, and how many lines could not be read.

    Raises:
        OSError: the system refused.
    """
    found: list[Logged] = []
    unreadable = 0
    for line in read_lines(path):
        try:
            one = _LOGGED.validate_json(line)
        except ValidationError:
            unreadable += 1
            continue
        if found and one.seq <= found[-1].seq:
            unreadable += 1
        else:
            found.append(one)
    return found, unreadable


def session_file(home: Path, meeting_uid: str) -> Path:
    """Where the events of a meeting's session are."""
    return home / FOLDER / f"{meeting_uid}.ndjson"


def hall_file(home: Path, meeting_uid: str) -> Path:
    """Where the hall reads what it shows."""
    return home / FOLDER / f"{meeting_uid}{HALL_ENDING}"


def sessions_under_way(home: Path, *, newest: int | None = None) -> list[str]:
    """The uids of meetings with a session that did not end, the one written last first; of the newest files alone."""
    try:
        files = text_files(home, FOLDER)
        files.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return [path.stem for path in files[:newest] if not _is_over(path)]
    except (FileNotFoundError, NotADirectoryError):
        return []


def session_faults(home: Path) -> list[str]:
    """A line for each session of which some lines cannot be read."""
    found = []
    for path in text_files(home, FOLDER):
        shown = path.relative_to(home).as_posix()
        try:
            _logged, unreadable = logged_in(path)
        except OSError:
            found.append(_("{file}: cannot be read; check its rights.").format(file=shown))
            continue
        if unreadable:
            words = ngettext("{file}: {n} line of this session cannot be read and is left out; it stays there.",
                             "{file}: {n} lines of this session cannot be read and are left out; they stay there.",
                             unreadable)  # fmt: skip
            found.append(words.format(file=shown, n=unreadable))
    return found


def _is_over(path: Path) -> bool:
    lines = read_lines(path)
    try:
        return bool(lines) and json.loads(lines[-1])["event"]["event"] == "session_closed"
    except (ValueError, LookupError, TypeError):
        return False


class _Lock:
    """That this desk alone writes; the system lets it go when the program ends, however it does."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock, Timeout

        try:
            disk.make_folder(path.parent)
            self._lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
            self._lock.acquire()
        except Timeout:
            self.is_ours = False
        except OSError as error:
            raise write_fault(path, error) from error
        else:
            self.is_ours = True

    def release(self) -> None:
        if self.is_ours:
            self._lock.release()
            self.is_ours = False
