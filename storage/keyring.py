"""A sealed file of a vault: its bytes by the keys of an open one, and what its first bytes tell without a key.

It is

    magic, key mark (8 bytes), revision (8), nonce (12), AES-256-GCM of the content with its tag

and what is bound to it without being in it: the vault's id, the file's name in the data folder, and its revision. So
no bit can be changed, no two files exchanged, and no older one passed for a newer one.
"""

from __future__ import annotations

import os

from storage.cipher import MAGIC, Altered, OtherKey, is_sealed
from storage.vault import Header, aes, key_before

_MARK, _REVISION, _NONCE, _TAG = 8, 8, 12, 16
_HEAD = len(MAGIC) + _MARK + _REVISION


def number_of(sealed: bytes) -> int:
    """The number a sealed file says it has; nobody proved it."""
    return int.from_bytes(sealed[_HEAD - _REVISION : _HEAD]) if is_sealed(sealed) and len(sealed) >= _HEAD else 0


def mark_in(sealed: bytes) -> str:
    """Which key a sealed file was sealed by, as its first bytes say."""
    return sealed[len(MAGIC) : len(MAGIC) + _MARK].hex()


class Keyring:
    """The keys of an open vault: what seals a file's bytes and opens them."""

    def __init__(self, header: Header, key: bytes) -> None:
        self.vault_id = header.vault_id
        self.has_numbers = header.number > 0
        self._mark = bytes.fromhex(header.mark)
        self._keys = {self._mark: aes(key)}
        if (before := key_before(header, key)) is not None:
            self._keys[bytes.fromhex(header.before_mark)] = aes(before)

    def seal(self, name: str, content: bytes, revision: int) -> bytes:
        """The bytes of the sealed file."""
        nonce, head = os.urandom(_NONCE), MAGIC + self._mark + revision.to_bytes(_REVISION)
        return head + nonce + self._keys[self._mark].encrypt(nonce, content, self._about(name, head))

    def open(self, name: str, sealed: bytes) -> tuple[bytes, int]:
        """A sealed file's content and its revision.

        Raises:
            OtherKey: it was sealed by a key that this vault does not have.
            Altered: a bit of it is another, it was cut, or it is another file's.
        """
        from cryptography.exceptions import InvalidTag

        head, nonce, rest = sealed[:_HEAD], sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
        if not is_sealed(head) or len(rest) < _TAG:
            raise Altered("cut off")
        mark = head[len(MAGIC) : len(MAGIC) + _MARK]
        if (key := self._keys.get(mark)) is None:
            raise OtherKey("sealed by another key")
        try:
            return key.decrypt(nonce, rest, self._about(name, head)), int.from_bytes(head[-_REVISION:])
        except InvalidTag as error:
            raise Altered("changed, or another file put here") from error

    def knows(self, sealed: bytes) -> bool:
        """Whether a file is sealed by one of these keys."""
        return is_sealed(sealed) and sealed[len(MAGIC) : len(MAGIC) + _MARK] in self._keys

    def is_by_this_key(self, sealed: bytes) -> bool:
        """Whether a file is sealed by the key that is used now."""
        return is_sealed(sealed) and sealed[len(MAGIC) : len(MAGIC) + _MARK] == self._mark

    def _about(self, name: str, head: bytes) -> bytes:
        return head + f"{self.vault_id}/{name}".encode()
