"""TinyDB's storage, made to survive kills, full disks and power cuts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from storage import disk
from storage.cipher import PLAIN, Cipher


class DurableStorage(Storage):
    """One JSON file that is always whole: the state before a write or the state after it.

    is_ours: this program left the file so, and it need not be looked over. doubled: the keys that stood twice in one
    object when the file was read; the last of each was taken. cipher, name: what its bytes go through, and what the
    file is called there.
    """

    def __init__(self, path: Path | str, *, is_ours: bool = False, cipher: Cipher = PLAIN, name: str = "") -> None:
        self.path = Path(path)
        self.cipher = cipher
        self.name = name
        self.doubled: list[str] = []
        self._is_ours = is_ours
        self._prepared = b""
        self._is_old = self.path.suffix == ".bak"

    @property
    def before(self) -> DurableStorage:
        """The state before the last write."""
        return DurableStorage(disk.backup_of(self.path), cipher=self.cipher, name=self.name)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """What the file holds; None when there is no file.

        Raises:
            Damaged: the file is there and is not what this program writes. An empty file is damaged.
        """
        self.doubled = []
        try:
            return disk.decode_tables(self.content(), None if self._is_ours else self.doubled)
        except FileNotFoundError:
            return None

    def read_sound(self) -> dict[str, dict[str, Any]] | None:
        """The same; None too when it is damaged."""
        try:
            return self.read()
        except (disk.Damaged, disk.NotPlain):
            return None

    def content(self) -> bytes:
        """The JSON in the file."""
        return self.cipher.read(self.path, self.name, is_old=self._is_old)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file; what stood there is kept as `.bak`.

        Raises:
            TypeError: the data are no JSON; nothing was touched.
            OSError: the system refused; the file is what it was before.
        """
        self.prepare(data)
        self.put_in_place()

    def prepare(self, data: dict[str, dict[str, Any]]) -> None:
        """See the file's next state on the disk beside it; errors as of `write`."""
        self._prepared = self.cipher.seal(self.name, disk.encode(data))
        disk.prepare(self.path, self._prepared)

    def put_in_place(self) -> None:
        """Make the state that was prepared the file; where nothing stood there, its `.bak` says the same.

        No copy has a file on the day it is made: taken away or cut from outside, nobody else would know what it said.
        """
        disk.put_in_place(self.path)
        if not os.path.lexists(disk.backup_of(self.path)):
            disk.keep_also(self.path, self._prepared)

    def begin_from_before(self, data: dict[str, dict[str, Any]] | None = None) -> None:
        """Make the state before the last write the file, or what of it is to be taken."""
        content = self.before.content() if data is None else disk.encode(data)
        disk.replace_file(self.path, self.cipher.seal(self.name, content), keep=False)

    def discard(self) -> None:
        """Take away the state that was prepared."""
        disk.discard(self.path)


class BytesStorage(Storage):
    """The same without a disk: the bytes of a file in a dictionary of files."""

    doubled: tuple[str, ...] = ()

    def __init__(self, contents: dict[str, bytes], name: str) -> None:
        self._contents = contents
        self._name = name
        self._next = b""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """What the bytes say; None when there are none."""
        content = self._contents.get(self._name)
        return None if content is None else disk.decode_tables(content)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put other bytes there."""
        self.prepare(data)
        self.put_in_place()

    def prepare(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the bytes."""
        self._next = disk.encode(data)

    def put_in_place(self) -> None:
        """Put the bytes that were made there."""
        self._contents[self._name] = self._next
