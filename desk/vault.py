"""The vault at a desk: opened and locked, turned on and off, its passphrase and its keys changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.desk import Desk
from storage.cipher import LOCKED, PLAIN, has_vault

if TYPE_CHECKING:
    from storage.errors import NotRead
    from storage.files import Files
    from storage.sealed import Sealed

LEAST_CHARACTERS = 8
Tell = Callable[[int], object]


@dataclass(frozen=True)
class VaultState:
    """How the vault of a data folder stands."""

    is_on: bool
    is_open: bool
    """Whether it is open at this desk."""
    change: str = ""
    """What was begun and broken off: "on", "off" or "rekey"; the next opening goes on with it."""
    plain: tuple[str, ...] = ()
    """Files in it that are not sealed."""
    is_header_missing: bool = False
    """Whether sealed records are there, and nothing that could open them."""


def vault_state(desk: Desk) -> VaultState:
    """How the vault stands; needs no passphrase.

    Raises:
        BrokenHeader: the header is damaged, and its second copy too.
        NotRead: the system did not let it be read.
    """
    from storage.sealed import header_at, is_header_missing

    try:
        if is_header_missing(desk.home):
            return VaultState(True, False, is_header_missing=True)
        header = header_at(desk.home)
    except OSError as error:
        raise _not_read(desk, error) from error
    if not has_vault(desk.home):
        return VaultState(False, False)
    return VaultState(True, not desk.cipher.is_locked, header.change if header else "", tuple(plain_files(desk)))


def plain_files(desk: Desk) -> list[str]:
    """The files in the vault that are not sealed, by their path in the data folder."""
    from storage import disk
    from storage.cipher import MAGIC, is_sealed
    from storage.vault_names import vault_files

    found = []
    for path, _name in vault_files(desk.home):
        try:
            if not path.name.endswith(".tmp") and not is_sealed(disk.read_plain(path, len(MAGIC))):
                found.append(path.relative_to(desk.home).as_posix())
        except OSError:
            continue  # doctor says of its own that it cannot be read
    return found


def unlock(desk: Desk, said: str, tell: Tell = int) -> None:
    """Open the vault with what was typed, and go on with what was broken off. Takes long: not in the desk's thread.

    Raises:
        WrongPassphrase: it is neither passphrase nor recovery key.
        BrokenHeader: the header is damaged, and its second copy too.
        HeaderIsMissing: both are gone, and sealed records are there.
        StorageError: what was broken off could not be gone on with; it can be tried again.
    """
    from storage.vaulting import go_on, tell_what_is_older, unlocked

    try:
        vault = unlocked(desk.home, said)
    except OSError as error:
        raise _not_read(desk, error) from error
    if vault is None:
        desk.take_cipher(PLAIN)
        return
    files = files_at(desk, vault)
    tell_what_is_older(files, vault)
    _go_on_where_it_can_be_written(files, vault, tell, go_on)
    desk.take_cipher(vault if has_vault(desk.home) else PLAIN)


def _go_on_where_it_can_be_written(files: Files, vault: Sealed, tell: Tell, go_on: Callable[..., list[str]]) -> None:
    """Nothing was broken off most of the time; then a folder that can only be read is opened too."""
    from storage.errors import StorageError

    try:
        go_on(files, vault, tell=tell)
    except StorageError:
        if vault.change:
            raise


def lock(desk: Desk) -> None:
    """Drop the key; the list of revisions is on the disk before. What is being typed must be saved already."""
    vault = _vault(desk)
    if vault is not None:
        vault.drop_key()
        desk.take_cipher(LOCKED)


def settle(desk: Desk) -> None:
    """See the list of revisions on the disk, as far as the system lets: the desk is about to be left."""
    import contextlib

    if (vault := _vault(desk)) is not None:
        with contextlib.suppress(OSError):
            vault.confirm()


def must_be_able_to_turn_on(desk: Desk) -> None:
    """See that nothing stands in the way of a vault, before a key is made and shown.

    Raises:
        VaultIsOn, HeaderIsMissing: as of `turn_on`.
        LinkInside: a part of the records lies elsewhere, behind a link.
    """
    from storage.errors import HeaderIsMissing, VaultIsOn
    from storage.linked import must_hold_all

    if (state := vault_state(desk)).is_header_missing:
        raise HeaderIsMissing
    if state.is_on:
        raise VaultIsOn
    try:
        must_hold_all(desk.home)
    except OSError as error:
        raise _not_read(desk, error) from error


def turn_on(desk: Desk, passphrase: str, recovery_key: str, tell: Tell = int, exchange_key: bytes = b"") -> None:
    """Seal all records. exchange_key: by which the other computers exchange, where this one joins them.

    Raises:
        VaultIsOn: there is a vault already.
        HeaderIsMissing: there was one, and sealed records are there without its header.
        LinkInside: a part of the records lies elsewhere, behind a link.
        StorageError: the system refused; the next opening goes on.
    """
    from storage.vaulting import turned_on

    desk.take_cipher(turned_on(files_at(desk, None), passphrase, recovery_key, tell=tell,
                               exchange_key=exchange_key))  # fmt: skip


def turn_off(desk: Desk, tell: Tell = int) -> list[str]:
    """Have all records lie open again; the files that nobody can open, which stay as they are.

    Raises:
        VaultIsLocked: it is not open here.
        StorageError: the system refused; the next opening goes on.
    """
    from storage.vaulting import turned_off

    vault = open_vault(desk)
    left = turned_off(files_at(desk, vault), vault, tell=tell)
    desk.take_cipher(PLAIN)
    return left


def change_passphrase(desk: Desk, passphrase: str) -> None:
    """Have another passphrase open the vault; no record is touched.

    Raises:
        VaultIsLocked: it is not open here.
        StorageError: the system refused; the passphrase is the one before or this one.
    """
    from storage.vaulting import with_other_passphrase

    vault = open_vault(desk)
    with_other_passphrase(files_at(desk, vault), vault, passphrase)


def change_recovery_key(desk: Desk) -> str:
    """A new recovery key, to be printed; the one before opens nothing any more.

    Raises:
        VaultIsLocked: it is not open here.
        StorageError: the system refused.
    """
    from storage.vaulting import with_other_recovery_key

    vault = open_vault(desk)
    return with_other_recovery_key(files_at(desk, vault), vault)


def change_key(desk: Desk, passphrase: str, recovery_key: str, tell: Tell = int) -> list[str]:
    """Seal everything by another key; the files that nobody can open, which stay as they are.

    Raises:
        VaultIsLocked: it is not open here.
        StorageError: the system refused; the next opening goes on.
    """
    from storage.vaulting import with_new_key

    vault = open_vault(desk)
    left = with_new_key(files_at(desk, vault), vault, passphrase, recovery_key, tell=tell)
    desk.take_cipher(vault)
    return left


def must_have_header(desk: Desk) -> None:
    """Pass when there is something that a passphrase could open.

    Raises:
        HeaderIsMissing: there is not.
        NotRead: the system did not let that be seen.
    """
    from storage.errors import HeaderIsMissing
    from storage.sealed import is_header_missing

    try:
        if is_header_missing(desk.home):
            raise HeaderIsMissing
    except OSError as error:
        raise _not_read(desk, error) from error


def must_be_passphrase(desk: Desk, said: str) -> None:
    """Pass when what was typed opens the vault. Takes long.

    Raises:
        WrongPassphrase: it does not.
    """
    from storage.vault import key_in

    key_in(open_vault(desk).header, said)


def is_long_enough(passphrase: str) -> bool:
    """Whether a passphrase may be chosen: whoever has the disk can try as many as they have patience for."""
    from storage.vault import normal

    return len(normal(passphrase)) >= LEAST_CHARACTERS


def _vault(desk: Desk) -> Sealed | None:
    from storage.sealed import Sealed

    return desk.cipher if isinstance(desk.cipher, Sealed) else None


def _not_read(desk: Desk, error: OSError) -> NotRead:
    from content.errors import reason_of
    from storage.cipher import HEADER
    from storage.errors import NotRead

    refused = Path(error.filename or HEADER)
    file = refused.relative_to(desk.home).as_posix() if refused.is_relative_to(desk.home) else HEADER
    return NotRead(desk.home, file, reason_of(error))


def open_vault(desk: Desk) -> Sealed:
    """The vault that is open here.

    Raises:
        VaultIsLocked: it is not, or there is none.
    """
    from storage.errors import VaultIsLocked

    if (vault := _vault(desk)) is None:
        raise VaultIsLocked
    return vault


def files_at(desk: Desk, vault: Sealed | None) -> Files:
    """The files of the records, to be brought into another state as a whole."""
    from storage.files import Files

    return Files(desk.home, desk.clock, desk.notices, vault)
