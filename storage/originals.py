"""The files a branch took in, byte for byte as they came."""

from __future__ import annotations

from pathlib import Path

from storage import disk
from storage.cipher import PLAIN, Cipher
from storage.errors import write_fault
from storage.submission import fingerprint


class Originals:
    """The files taken in, byte for byte, in a folder or in memory; none is ever changed or removed."""

    def __init__(self, folder: Path | None, cipher: Cipher = PLAIN) -> None:
        self._folder = folder
        self._cipher = cipher
        self._in_memory: dict[str, bytes] = {}

    def keep(self, sha256: str, data: bytes) -> None:
        """See the file on the disk.

        Raises:
            Unsure: it is there, and the system did not confirm that it is on the disk.
            StorageError: the system refused.
        """
        if self._folder is None:
            self._in_memory[sha256] = data
            return
        path = self._folder / f"{sha256}.txt"
        try:
            if not path.exists() or fingerprint(self._content(path)) != sha256:
                disk.replace_file(path, self._cipher.seal(_name(path), data), keep=False)
        except disk.Unsure:
            raise
        except OSError as error:
            raise write_fault(path, error) from error

    def read(self, sha256: str) -> bytes:
        """The file's bytes.

        Raises:
            OSError: it is not there, or not as it was taken in.
        """
        if self._folder is None:
            return self._in_memory[sha256]
        data = self._content(self._folder / f"{sha256}.txt")
        if fingerprint(data) != sha256:
            raise OSError("changed")
        return data

    def _content(self, path: Path) -> bytes:
        """What is in a file; nothing where it was changed while it lay in a vault."""
        try:
            return self._cipher.read(path, _name(path))
        except disk.Damaged:
            return b""


def _name(path: Path) -> str:
    """What a file is called in the data folder."""
    return f"branch/originals/{path.name}"
