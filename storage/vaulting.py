"""Turning a vault on and off, giving it another key: file by file, to be broken off at any moment and gone on with.

The header says first what is being done; then every file is brought to the state it is to have, and as each is told by
its first bytes and the mark of its key, whoever goes on finds what is left; last the header says that it is done. All
of it happens inside the lock. Files that are one file under several names (the dated copies) are sealed once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from content.errors import reason_of
from storage import disk
from storage.aside import Aside
from storage.cipher import COPY, HEADER, REVISIONS, Altered, is_sealed
from storage.clock import utc_now
from storage.errors import (
    BrokenHeader,
    HalfDone,
    HeaderIsMissing,
    NotEnoughMemory,
    VaultError,
    VaultIsOn,
    WrongPassphrase,
    write_fault,
)
from storage.files import Files
from storage.linked import must_hold_all
from storage.sealed import Sealed, headers_at, is_header_missing, is_listed
from storage.vault import (
    USUAL,
    Change,
    Costs,
    Header,
    is_proved,
    key_before,
    key_in,
    mark_of,
    new_key,
    new_recovery_key,
    new_vault,
    proved,
    rekeyed,
    unproved_key_in,
    with_exchange_key,
    with_passphrase,
    with_recovery_key,
)  # fmt: skip
from storage.vault_names import vault_files

Tell = Callable[[int], object]


def unlocked(home: Path, said: str) -> Sealed | None:
    """The vault, open; None where there is none. Takes as long as a passphrase is to cost whoever guesses.

    Raises:
        WrongPassphrase, MistypedRecoveryKey: it was not the passphrase, nor the recovery key.
        NotEnoughMemory: it could not be checked.
        BrokenHeader: the header is damaged, and its second copy too.
        HeaderIsMissing: both are gone, and sealed records are there.
        OSError: the system refused.
    """
    headers = headers_at(home)
    if not headers:
        if is_header_missing(home):
            raise HeaderIsMissing
        return None
    first, key = headers[0], None
    fault: VaultError = BrokenHeader("not written by who has the key")
    try:
        key = unproved_key_in(first, said)
    except (WrongPassphrase, NotEnoughMemory) as error:
        fault = error
    if key is not None and is_proved(first, key):
        if (newer := _newer(first, key, headers[1:])) is None:
            return Sealed(home, first, key)
        if key_in(newer, said) != key:  # somebody put an older one there; what it was opened by does not count any more
            raise WrongPassphrase
        return Sealed(home, newer, key)
    for copy in headers[1:]:
        if copy != first and (found := _key_in_copy(first, key, copy, said)) is not None:
            return Sealed(home, copy, found)
    raise fault


def _newer(first: Header, key: bytes, copies: list[Header]) -> Header | None:
    """The second copy, where it is newer: the first is always written first, so it was put there by somebody."""
    return next((one for one in copies if one.number > first.number and is_proved(one, key)), None)


def _key_in_copy(first: Header, key: bytes | None, copy: Header, said: str) -> bytes | None:
    """The key in the header's second copy, where the first one is the same and was damaged, or an older one was put
    there: `key` is what could be had of that. None where the first one may be sound and newer, of another passphrase or
    another key: it counts.
    """
    try:
        found = key_in(copy, said)
    except (WrongPassphrase, NotEnoughMemory, BrokenHeader):
        return None
    if key is not None:
        return found if found == key else None
    if mark_of(found) != first.mark:
        return None
    return found if not is_proved(first, found) or copy.number > first.number else None


def turned_on(
    files: Files,
    passphrase: str,
    recovery_key: str,
    *,
    tell: Tell = int,
    costs: Costs = USUAL,
    exchange_key: bytes = b"",
) -> Sealed:
    """Seal all records. exchange_key: that of the other computers, where there is one.

    Raises:
        VaultIsOn: there is one already.
        LinkInside: a part of the records lies elsewhere; nothing was sealed.
        HeaderIsMissing: there was one, and its header is gone: what it sealed could be opened by no other.
        StorageError: the system refused; what was sealed is sealed, and it can be gone on with (`go_on`).
    """
    with _alone(files):
        if (files.root / HEADER).exists() or (files.root / COPY).exists():
            raise VaultIsOn
        if is_header_missing(files.root):
            raise HeaderIsMissing
        must_hold_all(files.root)
        key = new_key()
        header = proved(replace(new_vault(passphrase, recovery_key, key, change="on", costs=costs), number=1), key)
        if exchange_key:
            header = with_exchange_key(header, key, exchange_key)
        _write_header(files, header)
        vault = Sealed(files.root, header, key)
        files.cipher = vault
        _convert(files, vault, tell)
    return vault


def turned_off(files: Files, vault: Sealed, *, tell: Tell = int) -> list[str]:
    """Open all records for good; the files that could not be opened, and stay as they are.

    Raises:
        StorageError: the system refused; it can be gone on with.
    """
    return _changed(files, vault, "off", tell)


def with_new_key(
    files: Files, vault: Sealed, passphrase: str, recovery_key: str, *, tell: Tell = int, costs: Costs = USUAL
) -> list[str]:
    """Seal all records with another key; the files that could not be opened, and stay as they are.

    Raises:
        StorageError: the system refused; it can be gone on with.
    """
    with _alone(files):
        if vault.change:
            _convert(files, vault, int)
        header, key = rekeyed(vault.header, vault.key, passphrase, recovery_key, costs)
        _take(files, vault, header, key)
        return _convert(files, vault, tell)


def go_on(files: Files, vault: Sealed, *, tell: Tell = int) -> list[str]:
    """Go on with what was begun and broken off; nothing where nothing was. Makes the header's second copy good too, and
    the list of revisions; a vault of the form of before gets its numbers.

    Raises:
        StorageError: the system refused; it can be gone on with.
    """
    with _alone(files):
        if vault.change:
            return _convert(files, vault, tell)
        if not vault.header.number:
            vault.raise_revisions({})
            _take(files, vault, vault.header, vault.key)
        vault.catch_up()
        content = vault.header.encoded()
        for name in (HEADER, COPY):
            if _bytes(files.root / name) != content:
                _replace(files, files.root / name, content)
        vault.adopt(vault.header, vault.key)
    return []


def with_other_passphrase(files: Files, vault: Sealed, passphrase: str, *, costs: Costs = USUAL) -> None:
    """Wrap the key by another passphrase, of these costs at least; no record is touched.

    Raises:
        StorageError: the system refused; the passphrase is the one before or this one.
    """
    _rewrapped(files, vault, lambda header: with_passphrase(header, vault.key, passphrase, costs))


def with_other_recovery_key(files: Files, vault: Sealed) -> str:
    """A new recovery key; the one before opens nothing any more.

    Raises:
        StorageError: the system refused; the recovery key is the one before or none that anybody knows.
    """
    recovery_key = new_recovery_key()
    _rewrapped(files, vault, lambda header: with_recovery_key(header, vault.key, recovery_key))
    return recovery_key


def with_other_exchange_key(files: Files, vault: Sealed, exchange_key: bytes) -> None:
    """Exchange by the key of other computers from now on; no record is touched.

    Raises:
        StorageError: the system refused; the key of the exchange is the one before or this one.
    """
    _rewrapped(files, vault, lambda header: with_exchange_key(header, vault.key, exchange_key))


def _rewrapped(files: Files, vault: Sealed, made: Callable[[Header], Header]) -> None:
    with _alone(files):
        _take(files, vault, made(vault.header), vault.key)


def _changed(files: Files, vault: Sealed, change: Change, tell: Tell) -> list[str]:
    with _alone(files):
        if vault.change not in ("", change):
            _convert(files, vault, tell)
        _take(files, vault, replace(vault.header, change=change), vault.key)
        return _convert(files, vault, tell)


@contextmanager
def _alone(files: Files) -> Iterator[None]:
    """Inside the lock, with no change of records waiting; what the system refuses is told as such."""
    with files.transaction():
        try:
            yield
        except OSError as error:
            raise write_fault(files.root / HEADER, error) from error


def _take(files: Files, vault: Sealed, header: Header, key: bytes) -> None:
    """Write a header with the next number, and go on under it."""
    header = proved(replace(header, number=vault.next_number), key)
    _write_header(files, header)
    vault.adopt(header, key)
    vault.note_header()


def tell_what_is_older(files: Files, vault: Sealed) -> None:
    """Tell whether somebody put an older header there, or an older list of revisions."""
    with suppress(OSError):
        if vault.is_header_older():
            files.notice("old_header", HEADER, "")
        if vault.is_list_older():
            files.notice("ahead", REVISIONS, "")


def _write_header(files: Files, header: Header) -> None:
    """Write the header twice. From the first on it counts, so the second may be behind: it is made good later."""
    content = header.encoded()
    _replace(files, files.root / HEADER, content)
    with suppress(OSError):
        _replace(files, files.root / COPY, content)


def _replace(files: Files, path: Path, content: bytes, mtime_ns: int | None = None) -> None:
    with files.saved_though_unsure(path):
        disk.exchange(path, content, mtime_ns)


def _remove(files: Files, path: Path) -> None:
    """Remove a file; where only the system did not confirm it, that is told."""
    try:
        disk.remove(path)
    except OSError as error:
        if path.exists():
            raise
        files.notice("unsure", path.name, reason_of(error))


def _bytes(path: Path) -> bytes:
    with suppress(OSError):
        return disk.read_plain(path)
    return b""


# File by file


def _convert(files: Files, vault: Sealed, tell: Tell) -> list[str]:
    """Bring every file to the state the change wants, then say in the header that it is done."""
    change = vault.change
    try:
        return _converted(files, vault, tell)
    except OSError as error:  # the header says already what is wanted
        raise HalfDone(files.root / HEADER, change, error) from error


def _converted(files: Files, vault: Sealed, tell: Tell) -> list[str]:
    root, done = files.root, _Done(files, vault)
    tell(0)  # from here on it counts
    _remove_unfinished(root)
    for number, (path, name) in enumerate(vault_files(root), 1):
        done.convert(path, name)
        tell(number)
    if vault.change == "off":
        if done.left:  # what somebody altered may be brought back as it was: the key to it is not thrown away
            Aside(root, utc_now()).keep(root / HEADER)
        for one in (REVISIONS, COPY, HEADER):  # the header last: with it what is left can be gone on with
            _remove(files, root / one)
        return [path.relative_to(root).as_posix() for path in done.left]
    vault.raise_revisions(done.revisions)
    header = replace(vault.header, change="")
    is_needed = bool(done.left) or key_before(header, vault.key) is None
    if not is_needed:  # else the key of before stays: what somebody altered may be brought back as it was
        header = replace(header, before=b"", before_mark="")
    _take(files, vault, header, vault.key)
    return [path.relative_to(root).as_posix() for path in done.left]


def _remove_unfinished(root: Path) -> None:
    """Remove the writes that were broken off, of which nothing was said to be saved; before anything is counted, for
    such a one may be another name of a file that is in use."""
    for path in [path for path, _name in vault_files(root) if path.name.endswith(".tmp")]:
        path.unlink()


class _Done:
    """The files that were brought to their state. left: those that could not be opened, whoever changed them.

    A plain file becomes its second revision, what is older than it (its copies, its state of before) the first: so
    none of these can be passed for it.
    """

    def __init__(self, files: Files, vault: Sealed) -> None:
        self.left: list[Path] = []
        self.revisions: dict[str, int] = {}
        self._files = files
        self._root = files.root
        self._vault = vault
        self._made: dict[tuple[int, int], tuple[str, Path, int]] = {}  # of files of several names

    def convert(self, path: Path, name: str) -> None:
        look = path.stat()
        inode = (look.st_dev, look.st_ino)
        is_itself = path == self._root / name and is_listed(name)
        if inode in self._made and self._made[inode][0] == name:
            _name, made_at, revision = self._made[inode]
            _relink(made_at, path)
            if is_itself:
                self.revisions[name] = revision
            return
        there = disk.read_plain(path)
        try:
            made, revision = self._state(name, there, is_current=_inode(self._root / name) == inode)
        except Altered:
            self.left.append(path)
            return
        if made is not there:
            if look.st_nlink > 1:
                self._made[inode] = name, path, revision
            _replace(self._files, path, made, look.st_mtime_ns)
        if is_itself:
            self.revisions[name] = revision

    def _state(self, name: str, there: bytes, *, is_current: bool) -> tuple[bytes, int]:
        vault, content, revision = self._vault, there, 0
        if is_sealed(there):
            content, revision = vault.open_sealed(name, there)
            if vault.change != "off" and vault.is_by_this_key(there):
                return there, revision
        if vault.change == "off":
            return content, 0
        if not is_listed(name):
            revision = 0
        elif not is_sealed(there):
            revision = 2 if is_current else 1
        return vault.seal_at(name, content, revision), revision


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        look = path.stat()
    except OSError:
        return None
    return look.st_dev, look.st_ino


def _relink(made: Path, path: Path) -> None:
    """Give the other names of a file to what was made of it."""
    temp = disk.temp_of(path)
    temp.unlink(missing_ok=True)
    disk.link_or_copy(made, temp)
    os.replace(temp, path)  # noqa: PTH105 # both may be one file already: then rename does nothing
    temp.unlink(missing_ok=True)
    disk.sync_folder(path.parent)
