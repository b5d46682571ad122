"""This computer joins a person's others whose vault is on, so that their files of an exchange can be read here too.

By the passphrase of the other computer comes the key of the exchange, and no other: each computer keeps its own vault
with its own passphrase and recovery key. Where no vault is on here, one is turned on.
"""

from __future__ import annotations

from pathlib import Path

from content.errors import FileFaults
from content.words import _
from desk.desk import Desk
from desk.exchange import must_be_folder, seal_here
from desk.exchange_folder import in_quotes
from desk.vault import Tell, files_at, must_be_able_to_turn_on, open_vault, turn_on
from storage.cipher import has_vault
from storage.errors import VaultIsLocked, WrongPassphrase
from storage.exchange_file import MOST_FILES, files_in, read_file
from storage.exchange_sealed import Head, head_in, key_by
from storage.vault import USUAL, Costs
from storage.vaulting import with_other_exchange_key


def locked_files(desk: Desk, folder: Path) -> tuple[Head, ...]:
    """What the files in a folder tell that are sealed by a key that is not here, one of each vault.

    Raises:
        FileFaults: there are none, or the folder cannot be read.
        VaultIsLocked: the vault here is on, and not open.
        HeaderIsMissing, LinkInside: none is on here, and none can be turned on.
    """
    must_be_folder(desk, folder)
    if desk.cipher.is_locked:
        raise VaultIsLocked
    seal, heads = seal_here(desk), list[Head]()
    for path in files_in(folder):
        try:
            head = head_in(read_file(path))
        except FileFaults:
            continue  # an exchange names it
        if head is not None and head.vault not in [one.vault for one in heads]:
            heads.append(head)
    others = tuple(head for head in heads if not head.is_by(seal))
    if not others:
        words = (
            _("All files in {folder} that are sealed are read here already.")
            if heads
            else _("{folder} holds no sealed file. On the computer whose vault is on, exchange first: {command}")
        )
        raise FileFaults([(0, words.format(folder=folder, command=f"sixdonts exchange {in_quotes(folder)}"))])
    if needs_vault(desk):
        must_be_able_to_turn_on(desk)  # before a key is made and shown
    return others


def affordable(heads: tuple[Head, ...]) -> list[Head]:
    """The heads on which a passphrase is tried, the cheapest first: all that cost together no more than as many as
    there can be files cost usually. Whoever can write into the folder could ask for hours else.
    """
    left, found = MOST_FILES * _cost_of(USUAL), list[Head]()
    for head in sorted(heads, key=lambda head: _cost_of(head.vault.costs)):
        left -= _cost_of(head.vault.costs)
        if left < 0:
            break
        found.append(head)
    return found


def _cost_of(costs: Costs) -> int:
    return costs.memory_kib * costs.passes


def exchange_key(heads: tuple[Head, ...], said: str) -> bytes:
    """The key of the exchange, by the passphrase or recovery key of one of the computers. Takes long.

    Raises:
        WrongPassphrase, MistypedRecoveryKey: it opens none of them.
        NotEnoughMemory: it could not be checked.
    """
    fault = WrongPassphrase()
    for head in affordable(heads):
        try:
            if (key := key_by(head, said)) is not None:
                return key
        except WrongPassphrase as error:
            fault = error
    raise fault


def join(desk: Desk, key: bytes) -> None:
    """Exchange by that key from now on; the vault is open here. No record is touched.

    Raises:
        VaultIsLocked: it is not open here.
        StorageError: the system refused; all is what it was.
    """
    vault = open_vault(desk)
    with_other_exchange_key(files_at(desk, vault), vault, key)


def join_with_vault(desk: Desk, passphrase: str, recovery_key: str, key: bytes, tell: Tell = int) -> None:
    """Turn the vault on here and exchange by that key; errors as of `turn_on`."""
    turn_on(desk, passphrase, recovery_key, tell, key)


def needs_vault(desk: Desk) -> bool:
    """Whether the vault is to be turned on here before one can join."""
    return not has_vault(desk.home)
