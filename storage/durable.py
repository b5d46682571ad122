"""TinyDB's storage, made to survive kills, full disks and power cuts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from storage import disk


class DurableStorage(Storage):
    """One JSON file that is always whole: the state before a write or the state after it."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """What the file holds; None when there is no file.

        Raises:
            Damaged: the file is there and is not what this program writes. An empty file is damaged.
        """
        try:
            return disk.decode_tables(self.path.read_bytes())
        except FileNotFoundError:
            return None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file; what stood there is kept as `.bak`.

        Raises:
            TypeError: the data are no JSON; nothing was touched.
            OSError: the system refused; the file is what it was before.
        """
        disk.replace_file(self.path, disk.encode(data))
