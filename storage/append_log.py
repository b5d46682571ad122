"""A file of lines that only grows: a line is on the disk when `append` returns, and no kill harms those before it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from storage import disk
from storage.errors import write_fault

LIMIT = 64 * 1024 * 1024


class AppendLog:
    """Lines of bytes in a file; half a line that a kill left is ended, so that the next one does not glue to it.

    is_durable: whether a line is seen on the disk before `append` returns; what can be made again need not be.
    """

    def __init__(self, path: Path, *, is_durable: bool = True) -> None:
        self.path = path
        self._is_durable = is_durable
        self._handle: int | None = None

    def append(self, line: bytes) -> None:
        """Add a line, which has no line end in it.

        Raises:
            StorageError: the system refused; the file is what it was before.
        """
        try:
            handle = self._opened()
            before = os.fstat(handle).st_size
            try:
                _write_all(handle, line + b"\n")
                if self._is_durable:
                    os.fsync(handle)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, before)
                raise
        except OSError as error:
            raise write_fault(self.path, error) from error

    def close(self) -> None:
        """Let the file go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _opened(self) -> int:
        if self._handle is None:
            disk.make_folder(self.path.parent)
            is_new = not self.path.exists()
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self.path, flags, 0o600)
            if size := os.fstat(self._handle).st_size:
                os.lseek(self._handle, size - 1, os.SEEK_SET)
                if os.read(self._handle, 1) != b"\n":
                    _write_all(self._handle, b"\n")
            if is_new and self._is_durable:
                disk.sync_folder(self.path.parent)
        return self._handle


def read_lines(path: Path) -> list[bytes]:
    """The whole lines of such a file, in order; none where there is no file.

    Raises:
        OSError: the system refused.
    """
    try:
        content = disk.read_plain(path, LIMIT)
    except FileNotFoundError:
        return []
    return [line for line in content.split(b"\n")[:-1] if line]


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
