"""The records of an open vault on their way to the disk and back, and the list of their revisions.

Every state of a record file has a revision, which is sealed into it: the vault's running number at that save, one
higher than any before. `vault.revisions`, a sealed file itself, says which each file had last: a file that is older
than the list says was put there by somebody, and is not taken for what was saved last. As the numbers run through all
files, any file that was saved later tells of a list whose last frames are gone. The header has a number too.

The list (`storage/revisions.py`) is written right behind the file, inside the lock, and without waiting for the disk: a
kill between the two leaves it one revision behind, a power cut perhaps a few. So a file may be newer than the list
says, as only who has the key can make one; more than one ahead of all of it is told all the same, for then the list
itself may be an older one. What a kill left so is made good when the vault is opened next (`catch_up`). When the
vault is closed the list is seen on the disk. A reader looks at the list before it looks at the file: the
other way round, what another program saved in between would look like an older file.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from storage import disk, rescue
from storage.cipher import COPY, HEADER, INTENT_FILE, REVISIONS, Locked, NotSealed, Older, VaultChanged, is_sealed
from storage.clock import utc_now
from storage.errors import BrokenHeader
from storage.keyring import Keyring, mark_in, number_of
from storage.revisions import Revisions, stamp_of
from storage.vault import Change, Header, exchange_key_in, is_proved, read_header
from storage.vault_names import vault_files

_PATIENCE = 1.0  # seconds: who writes now is soon done, or has the list written itself


class Sealed:
    """An open vault: the key is here, in memory, and nowhere else. Used by several threads at once.

    change: what was begun and is not finished; till then plain files are read too, or those of the key of before.
    """

    is_locked = False

    def __init__(self, home: Path, header: Header, key: bytes) -> None:
        self.home = home
        self.header = header
        self._key: bytes | None = key
        self._ring: Keyring | None = Keyring(header, key)
        self._guard = threading.RLock()
        self._list = Revisions(home)
        self._header_looked = stamp_of(home / HEADER)
        self._seen: dict[str, int] = {}  # the newest revision of each file that was read here
        self._newest_seen = 0
        self._made: dict[str, int] = {}  # that which was made last, in its place or not

    @property
    def change(self) -> Change:
        """What was begun and is not finished."""
        return self.header.change

    @property
    def key(self) -> bytes:
        """The key.

        Raises:
            Locked: it was dropped.
        """
        if self._key is None:
            raise Locked
        return self._key

    @property
    def _keys(self) -> Keyring:
        if self._ring is None:
            raise Locked
        return self._ring

    @property
    def exchange_key(self) -> bytes:
        """What seals the files that go between a person's computers, as the header says it now.

        Raises:
            OSError: locked, or another program changed the vault.
        """
        self._follow()
        return exchange_key_in(self.header, self.key)

    def drop_key(self) -> None:
        """Forget the key: nothing can be read or written any more. The list is on the disk before."""
        with self._guard:
            with contextlib.suppress(OSError):
                self.confirm()
            self._key = self._ring = None

    def adopt(self, header: Header, key: bytes) -> None:
        """Go on under another header, which this program wrote; inside the lock."""
        with self._guard:
            self.header, self._key, self._ring = header, key, Keyring(header, key)
            self._header_looked = stamp_of(self.home / HEADER)

    def read(self, path: Path, name: str, *, is_old: bool = False) -> bytes:
        """A file's content; see `Cipher`."""
        least = 0 if is_old else self._least(name)
        content = disk.read_plain(path)
        if not self._keys.knows(content):
            self._follow()  # another program may be turning the vault off, or giving it another key
        if not is_sealed(content) and self.change in ("on", "off"):
            return content
        if not is_sealed(content):
            raise NotSealed("not sealed")
        content, revision = self._keys.open(name, content)
        if revision < least:
            raise Older(f"revision {revision}, where {least} was saved")
        if not is_old:
            self._seen[name] = max(revision, self._seen.get(name, 0))
            self._newest_seen = max(revision, self._newest_seen)
        return content

    def seal(self, name: str, content: bytes) -> bytes:
        """What is to be put on the disk; while the vault is being turned off that is the content itself."""
        if self.change == "off":
            self.key  # noqa: B018 # it must be there all the same
            return content
        revision = self.next_number if is_listed(name) else 0
        sealed = self._keys.seal(name, content, revision)
        self._made[name] = revision
        return sealed

    def begin(self, root: Path) -> None:
        """See that the vault is as it was when it was opened, and take the list as it stands now."""
        with self._guard:
            self._follow()
            self._look(is_alone=True)
            self._seen = {name: seen for name, seen in self._seen.items() if seen > self._listed.get(name, 0)}

    def settle(self, *names: str) -> None:
        """Note the revisions that were put in place. Where the list cannot be written it is behind, and says so."""
        if self.change == "off":
            return
        with self._guard:
            new = {}
            for name in names:
                last = max(self._made.pop(name, 0), self._seen.get(name, 0))
                if last and name == INTENT_FILE:  # it is not there any more, and must not be there again
                    last += 1
                if last > self._listed.get(name, 0):
                    new[name] = last
            if new:
                with contextlib.suppress(OSError):
                    self._list.note(self._keys, new)

    def note_header(self) -> None:
        """See in the list which header is the last; inside the lock. Where it cannot be written it is behind."""
        if self.change in ("on", "off"):
            return
        with self._guard, contextlib.suppress(OSError):
            self._listed[HEADER] = self.header.number
            self._list.write(self._keys, is_sure=True)

    def ahead(self) -> dict[str, int]:
        """The files that say they are newer than the list knows, with the number each says; it is not proved yet.

        Raises:
            OSError: a folder cannot be listed.
        """
        found = {}
        for path, name in vault_files(self.home, with_copies=False):
            if is_listed(name) and name != INTENT_FILE and path == self.home / name:
                with contextlib.suppress(OSError):
                    found[name] = number_of(disk.read_plain(path, 64))
        self._look()
        return {name: number for name, number in found.items() if number > self._listed.get(name, 0)}

    def is_list_older(self) -> bool:
        """Whether a file or the header is newer than all the list says, by more than what a kill leaves so."""
        if self.change:
            return False
        return max([self.header.number, *self.ahead().values()]) > self._head + 1

    def is_header_older(self) -> bool:
        """Whether the header that lies there is sound, and not the last there was."""
        first = header_at(self.home)
        newest = max(self._least(HEADER), self.header.number)
        return first is not None and is_proved(first, self.key) and first.number < newest

    def catch_up(self) -> None:
        """Take note of the files, and of the header, that a kill left newer than the list says; inside the lock.

        Raises:
            OSError: a folder cannot be listed.
        """
        ahead = self.ahead()
        for name in ahead:
            with contextlib.suppress(OSError, disk.Damaged):
                self.read(self.home / name, name)
        self.settle(*ahead)
        if self.header.number > self._least(HEADER) and not self.change:
            self.note_header()

    @property
    def next_number(self) -> int:
        """The running number of what is sealed next; inside the lock."""
        return max(self._head, self._newest_seen, self.header.number) + 1

    @property
    def _head(self) -> int:
        """The highest number in the list."""
        return max(self._listed.values(), default=0)

    def confirm(self) -> None:
        """See the list on the disk; one that somebody else wrote since is theirs to see there.

        Raises:
            OSError: the system refused, or somebody else is writing.
        """
        if not self._listed or self.change == "off":
            return
        from filelock import FileLock  # late: without a vault nobody needs it before the first save

        with FileLock(self.home / "lock", _PATIENCE, mode=0o600, thread_local=False), self._guard:
            if not self._list.is_newer_there and (self.home / HEADER).exists():
                self._list.write(self._keys, is_sure=True)

    def is_lost(self, name: str) -> bool:
        """Whether a file that is not there ought to be."""
        return name != INTENT_FILE and self.change != "off" and self._least(name) > 0

    def known(self) -> frozenset[str]:
        """The record files that ought to be there."""
        self._look()
        return frozenset(self._listed) - {INTENT_FILE, HEADER} if self.change != "off" else frozenset()

    def key_of(self, vault_id: str, mark: str) -> bytes | None:
        """The key, if it is that of this vault and mark."""
        return self.key if (vault_id, mark) == (self.header.vault_id, self.header.mark) else None

    def is_ahead(self, name: str) -> bool:
        """Whether a file was read that is more than one save newer than all the list says, looked at again."""
        seen = self._seen.get(name, 0)
        if self.change or seen <= self._listed.get(name, 0) + 1 or seen <= self._head + 1:
            return False
        self._look()
        if seen <= self._head + 1:
            return False
        with self._guard:
            self._listed[name] = seen  # told once
        return True

    def raise_revisions(self, revisions: dict[str, int]) -> None:
        """Take note of the revisions of files that were sealed all together."""
        with self._guard:
            self._listed.update(revisions)
            self._list.write(self._keys, is_sure=True)

    def seal_at(self, name: str, content: bytes, revision: int) -> bytes:
        """A file sealed with a revision of its own: when all are, or a copy is."""
        return self._keys.seal(name, content, revision)

    def open_sealed(self, name: str, sealed: bytes) -> tuple[bytes, int]:
        """A sealed file's content and revision, by this key or that of before."""
        return self._keys.open(name, sealed)

    def is_by_this_key(self, sealed: bytes) -> bool:
        """Whether a file is sealed by the key that is used now."""
        return self._keys.is_by_this_key(sealed)

    # The list

    def _least(self, name: str) -> int:
        """The revision a file has at least."""
        self._look()
        return self._listed.get(name, 0)

    def _look(self, *, is_alone: bool = False) -> None:
        """Read the list again if it was written since; a damaged one makes room for another in the lock.

        Raises:
            OSError: in the lock: the system did not let it be read. A reader goes on by what it knew.
        """
        if not self._list.is_newer_there:
            return
        with self._guard:
            try:
                self._list.read(self._keys)
            except Locked:
                raise
            except OSError:
                if is_alone:
                    raise
            except ValueError:
                if is_alone:
                    rescue.set_aside(self.home / REVISIONS, utc_now())

    @property
    def _listed(self) -> dict[str, int]:
        return self._list.listed

    def _follow(self) -> None:
        """Go on under the header that is there now.

        Raises:
            VaultChanged: there is none any more, or it has another key.
        """
        with self._guard:
            if stamp_of(self.home / HEADER) != self._header_looked:
                self._take_header()

    def _take_header(self) -> None:
        """Go on under a header that another program wrote, if the key is the same."""
        try:
            header = header_at(self.home)
        except (OSError, BrokenHeader):
            raise VaultChanged from None
        key, mine = self.key, self.header
        if header is None or (header.vault_id, header.mark) != (mine.vault_id, mine.mark) or not is_proved(header, key):
            raise VaultChanged
        if header.number < mine.number:  # somebody put an older one there
            raise VaultChanged
        self.header, self._header_looked = header, stamp_of(self.home / HEADER)
        self._ring = Keyring(header, key)


def headers_at(home: Path) -> list[Header]:
    """The headers of a data folder's vault that are sound, the one that counts first; none where there is no vault.

    Raises:
        BrokenHeader: neither is.
        OSError: the system refused to let either be read.
    """
    broken: BrokenHeader | OSError | None = None
    found = []
    for name in (HEADER, COPY):
        try:
            found.append(read_header(disk.read_plain(home / name, 1 << 16)))
        except FileNotFoundError:
            continue
        except (BrokenHeader, OSError) as error:
            broken = error
    if broken is not None and not found:
        raise broken
    return found


def header_at(home: Path) -> Header | None:
    """The header that counts; None where there is no vault. Errors as of `headers_at`."""
    return next(iter(headers_at(home)), None)


def is_header_missing(home: Path) -> bool:
    """Whether records are sealed in a data folder without a header that opens them.

    What stayed sealed when a vault was turned off is not meant: the header to it is kept aside.

    Raises:
        OSError: a folder cannot be listed.
    """
    if (home / HEADER).exists() or (home / COPY).exists():
        return False
    if (home / REVISIONS).exists():
        return True
    marks = set(_marks_aside(home))
    for path, name in vault_files(home):
        with contextlib.suppress(OSError):
            if path == home / name and is_sealed(head := disk.read_plain(path, 64)) and mark_in(head) not in marks:
                return True
    return False


def _marks_aside(home: Path) -> Iterator[str]:
    for path in home.glob(f"aside/*/{HEADER}"):
        with contextlib.suppress(OSError, BrokenHeader):
            header = read_header(disk.read_plain(path, 1 << 16))
            yield from (header.mark, header.before_mark)


def is_listed(name: str) -> bool:
    """Whether a file has revisions; files taken in never change, and are known by their content."""
    return name.endswith(".json")
