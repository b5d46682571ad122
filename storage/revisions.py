"""The list of the revisions of a vault's files: sealed, and gone on with by a few bytes at every save.

The file is a row of sealed frames, each behind its length: the first says all revisions, every further one those that
came with a save. A frame is sealed with its place in the row and bound to the one before it (SHA-256 of that), so that
none can be left out between others, put elsewhere, or come from an older row. What a kill left of a frame is passed
over, and the next one takes its place. That the last ones are there is told by the files (`storage/sealed.py`). Vaults
whose header has no number have rows that are not bound so; the first save writes another.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from storage import disk
from storage.cipher import REVISIONS, Altered
from storage.keyring import Keyring

Stamp = tuple[int, int, int] | None
MOST_FRAMES = 500
_LENGTH = 4


class Revisions:
    """The list, as it was read or written last. listed: by file name."""

    def __init__(self, home: Path) -> None:
        self.listed: dict[str, int] = {}
        self._path = home / REVISIONS
        self._looked: Stamp = None
        self._frames = 0
        self._sound_bytes = 0
        self._last = b""  # the last frame's sum

    @property
    def is_newer_there(self) -> bool:
        """Whether somebody wrote the file since it was read."""
        return stamp_of(self._path) != self._looked

    def read(self, ring: Keyring) -> None:
        """Take the list as it stands there now; none where there is no file.

        Raises:
            Damaged: its first frame is not as it was sealed; what was known stays.
            OSError: the system refused.
        """
        stamp = stamp_of(self._path)
        try:
            content = disk.read_plain(self._path)
        except FileNotFoundError:
            self._looked, self._frames = None, 0
            return
        found: dict[str, int] = {}
        at = frames = 0
        last, is_bound = b"", not _is_unbound(ring, content)
        while (end := at + _LENGTH + int.from_bytes(content[at : at + _LENGTH])) <= len(content) and at < len(content):
            frame = content[at + _LENGTH : end]
            try:
                found |= _revisions_in(ring, frame, frames, _name(last) if is_bound else REVISIONS)
            except Altered:
                if not frames:
                    raise
                break
            at, frames, last = end, frames + 1, _sum(frame)
        if not frames:
            raise Altered("no list")
        self.listed, self._looked, self._sound_bytes, self._last = found, stamp, at, last
        self._frames = frames if is_bound else 0

    def note(self, ring: Keyring, new: dict[str, int]) -> None:
        """Take note of new revisions without waiting for the disk; inside the lock.

        Raises:
            OSError: the system refused; the file is behind.
        """
        self.listed |= new
        if not 0 < self._frames < MOST_FRAMES or not self._gone_on(ring, new):
            self.write(ring, is_sure=False)

    def _gone_on(self, ring: Keyring, new: dict[str, int]) -> bool:
        """Put a frame behind those that are there; False where somebody wrote the file since, or took it away."""
        place, self._frames = self._frames, 0  # until this one stands: else the whole list is written next time
        try:
            handle = os.open(self._path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return False
        try:
            if (there := _stamp(os.fstat(handle))) != self._looked:
                return False
            if there[1] != self._sound_bytes:
                os.ftruncate(handle, self._sound_bytes)
            os.lseek(handle, self._sound_bytes, os.SEEK_SET)
            frame = _frame(ring, new, place, self._last)
            if os.write(handle, frame) == len(frame):
                self._frames, self._sound_bytes = place + 1, self._sound_bytes + len(frame)
                self._last = _sum(frame[_LENGTH:])
            self._looked = _stamp(os.fstat(handle))
        finally:
            os.close(handle)
        return True

    def write(self, ring: Keyring, *, is_sure: bool) -> None:
        """Write the whole list; `is_sure`: and see it on the disk, as far as the system confirms it.

        Raises:
            OSError: the system refused; the file is behind.
        """
        content = _frame(ring, self.listed, 0, b"")
        if is_sure:
            with contextlib.suppress(disk.Unsure):
                disk.exchange(self._path, content)
        else:
            disk.replace_unsure(self._path, content)
        self._looked, self._frames, self._sound_bytes = stamp_of(self._path), 1, len(content)
        self._last = _sum(content[_LENGTH:])


def _frame(ring: Keyring, revisions: dict[str, int], place: int, last: bytes) -> bytes:
    sealed = ring.seal(_name(last), json.dumps(revisions).encode(), place)
    return len(sealed).to_bytes(_LENGTH) + sealed


def _revisions_in(ring: Keyring, sealed: bytes, place: int, name: str) -> dict[str, int]:
    content, there = ring.open(name, sealed)
    if there != place:
        raise Altered("a frame in the place of another")
    found: dict[str, int] = json.loads(content)
    return found


def _name(last: bytes) -> str:
    """What a frame is bound to: that it is one, and the sum of the frame before it."""
    return f"{REVISIONS} behind {last.hex()}"


def _sum(frame: bytes) -> bytes:
    return hashlib.sha256(frame).digest()


def _is_unbound(ring: Keyring, content: bytes) -> bool:
    """Whether a row is one of before the frames were bound to each other, in a vault of that time."""
    if ring.has_numbers:
        return False
    try:
        _revisions_in(ring, content[_LENGTH : _LENGTH + int.from_bytes(content[:_LENGTH])], 0, REVISIONS)
    except Altered:
        return False
    return True


def stamp_of(path: Path) -> Stamp:
    """Modification time, size and inode; None where there is no file."""
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 # at every look
    except OSError:
        return None


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    return (found.st_mtime_ns, found.st_size, found.st_ino)
