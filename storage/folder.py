"""A data folder whose files are read as what they say, sealed or not."""

from __future__ import annotations

from pathlib import Path

from storage import disk
from storage.cipher import PLAIN, Cipher
from storage.vault_names import bound_name


class Folder:
    """The folder, and what the bytes in it go through."""

    def __init__(self, root: Path, cipher: Cipher = PLAIN) -> None:
        self.root = root
        self.cipher = cipher

    def read(self, path: Path) -> bytes:
        """What a file in it says.

        Raises:
            Damaged: one of a vault is not as it was sealed.
            NotPlain: it is no plain file.
            OSError: the system refused.
        """
        inside = path.relative_to(self.root).as_posix()
        if not (name := bound_name(inside)):
            return disk.read_plain(path)
        return self.cipher.read(path, name, is_old=inside != name)
