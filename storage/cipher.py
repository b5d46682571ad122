"""Between the records and the disk: what a file's bytes go through on their way there and back.

Without a vault that is nothing (`PLAIN`); in an open one it is `storage/sealed.py`; of a vault that is locked nothing
can be read (`LOCKED`). No shelf knows which. Only the standard library: the first frame reads through this too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

from content.errors import SaidInWords
from content.words import mark_for_translation
from storage import disk

MAGIC = b"\x93sixdonts vault 1\n"
HEADER, COPY = "vault.json", "vault.copy.json"
REVISIONS = "vault.revisions"
INTENT_FILE = "intent.json"
HOUSE = frozenset({HEADER, COPY, REVISIONS})


class Locked(SaidInWords):
    """A vault is on and locked: nothing of it can be read or written."""

    WORDS = mark_for_translation("the vault is locked")


class VaultChanged(SaidInWords):
    """Another program turned the vault on or off, or changed its key, since this one was opened."""

    WORDS = mark_for_translation("another program changed the vault; close this one and start it again")


class Altered(disk.Damaged):
    """A sealed file is not as it was sealed, or lies where another belongs."""

    KIND: Literal["", "altered", "rolled_back", "unsealed"] = "altered"


class OtherKey(Altered):
    """A file was sealed by another key."""


class Older(Altered):
    """A sealed file is sound, and older than what was here last."""

    KIND = "rolled_back"


class NotSealed(disk.Damaged):
    """A file in a vault that is not sealed: not this program put it there."""

    KIND = "unsealed"


class Cipher(Protocol):
    """What the bytes of records go through. `name` is a file's path in the data folder, of copies that of the file."""

    is_locked: bool

    def read(self, path: Path, name: str, *, is_old: bool = False) -> bytes:
        """A file's content. is_old: a copy, or the state before the last save, which may be older than the file.

        Raises:
            Damaged: it is there, and is not what was put there.
            OSError: the system refused; or Locked, VaultChanged.
        """

    def seal(self, name: str, content: bytes) -> bytes:
        """What is to be put on the disk as the file's next state; inside the lock.

        Raises:
            Locked: there is no key.
        """

    def begin(self, root: Path) -> None:
        """Look, inside the lock, whether all is as it was when this was opened.

        Raises:
            VaultChanged: it is not.
        """

    def settle(self, *names: str) -> None:
        """Take note, inside the lock, that the next state of these files is in its place."""

    def is_lost(self, name: str) -> bool:
        """Whether a file that is not there ought to be."""

    def known(self) -> frozenset[str]:
        """The record files that ought to be there."""

    def key_of(self, vault_id: str, mark: str) -> bytes | None:
        """The key of that vault and mark, if it is the one in use."""

    def is_ahead(self, name: str) -> bool:
        """Whether a file is newer than the list of revisions knows, by more than what a kill leaves so."""


class _Plain:
    is_locked = False

    def read(self, path: Path, name: str, *, is_old: bool = False) -> bytes:
        content = disk.read_plain(path)
        if is_sealed(content):
            raise Locked
        return content

    def seal(self, name: str, content: bytes) -> bytes:
        return content

    def begin(self, root: Path) -> None:
        if has_vault(root):
            raise VaultChanged

    def settle(self, *names: str) -> None: ...

    def is_lost(self, name: str) -> bool:
        return False

    def known(self) -> frozenset[str]:
        return frozenset()

    def key_of(self, vault_id: str, mark: str) -> bytes | None:
        return None

    def is_ahead(self, name: str) -> bool:
        return False


class _Locked(_Plain):
    is_locked = True

    def read(self, path: Path, name: str, *, is_old: bool = False) -> bytes:
        path.stat()  # what is not there is not there
        raise Locked

    def seal(self, name: str, content: bytes) -> bytes:
        raise Locked

    def begin(self, root: Path) -> None: ...  # what is no record can still be written: settings, lists


PLAIN: Cipher = _Plain()
LOCKED: Cipher = _Locked()


def is_sealed(content: bytes) -> bool:
    """Whether a file's bytes begin as a sealed file's do."""
    return content.startswith(MAGIC)


def has_vault(home: Path) -> bool:
    """Whether the records in a data folder are sealed, or are being sealed; where both headers were lost too."""
    return any((home / one).exists() for one in (HEADER, COPY, REVISIONS))


def cipher_at(home: Path) -> Cipher:
    """What the records of a data folder go through where no key is known."""
    return LOCKED if has_vault(home) else PLAIN
