"""The hall's file: the desk appends whole visible states, a second window follows it by polling; nothing else connects.

A line is a state, or a beat of the desk with what the clock has left. The file is taken away when a session ends. The
follower takes half a line for nothing until it is whole, passes over what it cannot read and says how much that was.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from content.hall import HallClock, HallState
from storage.append_log import AppendLog
from storage.errors import StorageError
from storage.records.kit import Part

POLL_SECONDS = 0.05
BEAT_SECONDS = 2.0
GONE_SECONDS = 6.0  # three beats missed
MOST_CELLS = 2000
_AT_ONCE = 8 * 1024 * 1024
_NOWHERE = (0, 0)


class HallLine(Part):
    """A state, or a beat; `beat` counts both. left_ms: what a running clock has left at this moment."""

    beat: Annotated[int, Field(ge=1)]
    state: HallState | None = None
    left_ms: Annotated[int, Field(ge=0)] | None = None
    is_end: bool = False


_LINE: TypeAdapter[HallLine] = TypeAdapter(HallLine)


def size_file(path: Path) -> Path:
    """Where the hall says how large it is, beside its file."""
    return path.with_suffix(".size")


def write_size(path: Path, size: tuple[int, int]) -> None:
    """Say how large the hall is, for the desk to lay out pages by; where it cannot be said, the usual size holds."""
    with contextlib.suppress(OSError):
        size_file(path).write_text(f"{size[0]} {size[1]}", encoding="ascii")


def read_size(path: Path) -> tuple[int, int] | None:
    """How large the hall is; None where no hall said it, or not well."""
    try:
        width, height = map(int, size_file(path).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return None
    return (width, height) if 0 < width < MOST_CELLS and 0 < height < MOST_CELLS else None


class HallWriter:
    """The desk's end. Opened again after a kill it goes on behind what stands there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = AppendLog(path, is_durable=False)
        self._beat = 0

    def show(self, state: HallState, left_ms: int | None = None) -> None:
        """Let the hall see a state.

        Raises:
            StorageError: the system refused.
        """
        self._append(state=state, left_ms=left_ms)

    def beat(self, left_ms: int | None = None) -> None:
        """Say that the desk is there; every two seconds."""
        self._append(left_ms=left_ms)

    def end(self) -> None:
        """The session is over: the hall is told, and the file taken away; without the file it knows too."""
        with contextlib.suppress(StorageError):
            self._append(is_end=True)
        self.close()
        with contextlib.suppress(OSError):  # on Windows the hall may hold it; it says that it ended
            size_file(self.path).unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the file go; the hall shows what stands there."""
        self._log.close()

    def _append(self, **fields: object) -> None:
        self._beat += 1
        line = HallLine.model_validate({"beat": self._beat, **fields})
        self._log.append(line.model_dump_json(exclude_none=True).encode())


@dataclass(frozen=True)
class Seen:
    """What the hall knows: the last whole state, the clock then, and when it heard the desk, by its own clock."""

    state: HallState | None = None
    left_ms: int | None = None
    heard_at: float | None = None
    is_over: bool = False
    unreadable: int = 0

    def left_now(self, now: float) -> int | None:
        """What the clock has left; it stands while the desk is not heard."""
        clock: HallClock | None = getattr(self.state, "clock", None)
        if clock is None:
            return None
        left = clock.left_ms if self.left_ms is None else self.left_ms
        if not clock.running or self.heard_at is None:
            return left
        return max(left - round(1000 * min(max(now - self.heard_at, 0), GONE_SECONDS)), 0)

    def is_desk_gone(self, now: float) -> bool:
        """Whether the desk was not heard for several beats."""
        return not self.is_over and (self.heard_at is None or now - self.heard_at > GONE_SECONDS)


class HallFollower:
    """The hall's end: `look` is called every 50 ms and says whether anything is new."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen = Seen()
        self._place = 0
        self._inode = _NOWHERE
        self._rest = b""
        self._is_old = False  # nobody wrote there lately: what is read at first was not heard now

    def look(self, now: float) -> bool:
        """Read what was appended; `now` is a clock that only goes forward, in seconds. Never raises for the file.

        A file that was there and is gone means that the session is over.
        """
        try:
            look = self.path.stat()
        except FileNotFoundError:
            return self._gone()
        except OSError:
            return False
        if (look.st_ino, look.st_dev) != self._inode or look.st_size < self._place:
            self._inode, self._place, self._rest = (look.st_ino, look.st_dev), 0, b""
            self.seen = Seen()
            self._is_old = time.time() - look.st_mtime > GONE_SECONDS
        if look.st_size == self._place:
            return False
        try:
            with self.path.open("rb") as file:
                file.seek(self._place)
                content = file.read(_AT_ONCE)
        except OSError:
            return False
        self._place += len(content)
        *lines, self._rest = (self._rest + content).split(b"\n")
        for line in filter(None, lines):
            self._take(line, None if self._is_old else now)
        self._is_old = False
        return bool(lines)

    def _gone(self) -> bool:
        was_there, self._inode, self._place, self._rest = self._inode != _NOWHERE, _NOWHERE, 0, b""
        if was_there:
            seen = self.seen
            self.seen = Seen(seen.state, seen.left_ms, seen.heard_at, is_over=True, unreadable=seen.unreadable)
        return was_there

    def _take(self, line: bytes, now: float | None) -> None:
        seen = self.seen
        try:
            found = _LINE.validate_json(line)
        except ValidationError:
            self.seen = Seen(seen.state, seen.left_ms, seen.heard_at, seen.is_over, seen.unreadable + 1)
            return
        if found.state is not None:
            self.seen = Seen(found.state, found.left_ms, now, found.is_end, seen.unreadable)
        else:
            left = seen.left_ms if found.left_ms is None else found.left_ms
            self.seen = Seen(seen.state, left, now, found.is_end, seen.unreadable)
