"""The form of a vault: one random key for all files, wrapped by a passphrase and by a recovery key.

`vault.json` (kept twice) holds the wrapped key and no secret. What the key seals: `storage/keyring.py`. Only
`cryptography` is used, and imported where it is used: without a vault nobody waits for it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from storage.errors import (
    BrokenHeader,
    MistypedRecoveryKey,
    NewerVault,
    NotEnoughMemory,
    OtherRecoveryKey,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 2  # 1: without the running number
KEY_BYTES = 32
_MARK, _NONCE, _TAG, _PROOF = 8, 12, 16, 32
Change = Literal["", "on", "off", "rekey"]
CHANGES = ("", "on", "off", "rekey")
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are mistaken for others
_GROUPS, _IN_GROUP = 8, 4  # 160 bits, and a sign a group that tells which one was mistyped


@dataclass(frozen=True)
class Costs:
    """What Argon2id has to spend on a passphrase; what a file says of it is believed only within bounds."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def at_least(self, least: Costs) -> Costs:
        """These costs, each raised to that one."""
        return Costs(
            max(self.memory_kib, least.memory_kib), max(self.passes, least.passes), max(self.lanes, least.lanes)
        )

    @property
    def is_sane(self) -> bool:
        """Whether a program of ours could have chosen it: neither next to nothing nor more than a computer has."""
        return 8 * 1024 <= self.memory_kib <= 1024 * 1024 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16


USUAL = Costs()


@dataclass(frozen=True)
class Header:
    """What `vault.json` says. passphrase, recovery, before: the key, wrapped by each; `before` is the key of before a
    re-keying, wrapped by the new one; it stays where files are left that only it opens. change: what was begun and is
    to be gone on with. exchange: the key by which this person's computers seal what they tell each other, wrapped by
    the key; empty where it is this vault's own. proof: that who wrote all this had the key, so that nobody else can
    have a vault turned off. number: the vault's running number when it was written (`storage/sealed.py`); 0 before
    there were any.
    """

    vault_id: str
    mark: str
    salt: bytes
    passphrase: bytes
    recovery: bytes
    change: Change = ""
    before: bytes = b""
    before_mark: str = ""
    costs: Costs = USUAL
    proof: bytes = b""
    number: int = 0
    exchange: bytes = b""

    def encoded(self) -> bytes:
        """The file's bytes."""
        data = {
            "vault": VERSION if self.number else 1, "id": self.vault_id, "key": self.mark, "change": self.change,
            "argon2id": {"memory_kib": self.costs.memory_kib, "passes": self.costs.passes, "lanes": self.costs.lanes,
                         "salt": self.salt.hex()},
            "by_passphrase": self.passphrase.hex(), "by_recovery_key": self.recovery.hex(),
            "before": self.before.hex(), "before_key": self.before_mark, "proof": self.proof.hex(),
        }  # fmt: skip
        if self.number:
            data["number"] = self.number
        if self.exchange:
            data["exchange"] = self.exchange.hex()
        return json.dumps(data, indent=1).encode() + b"\n"


def read_header(content: bytes) -> Header:
    """The header in a file's bytes.

    Raises:
        NewerVault: a newer program wrote it.
        BrokenHeader: it is none.
    """
    try:
        data = json.loads(content)
        version = _number(data["vault"])
        if version > VERSION:
            raise NewerVault(version)
        costs = data["argon2id"]
        header = Header(
            _hex(data["id"], 16).hex(), _hex(data["key"], _MARK).hex(), _hex(costs["salt"], 16),
            _hex(data["by_passphrase"], _NONCE + KEY_BYTES + _TAG),
            _hex(data["by_recovery_key"], _NONCE + KEY_BYTES + _TAG),
            data["change"], bytes.fromhex(data["before"]), data["before_key"],
            Costs(_number(costs["memory_kib"]), _number(costs["passes"]), _number(costs["lanes"])),
            _hex(data["proof"], _PROOF), _number(data.get("number", 0)), bytes.fromhex(data.get("exchange", "")),
        )  # fmt: skip
        is_sound = (
            version == (VERSION if header.number > 0 else 1) and header.change in CHANGES and header.costs.is_sane
        )
        is_sound = is_sound and (header.change != "rekey" or len(header.before) == _NONCE + KEY_BYTES + _TAG)
        is_sound = is_sound and len(header.exchange) in (0, _NONCE + KEY_BYTES + _TAG)
    except NewerVault:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenHeader(str(error)) from error
    if not is_sound:
        raise BrokenHeader("not what a program of this version writes")
    return header


def _hex(text: Any, size: int) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != size:
        raise ValueError(text)
    return found


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def proved(header: Header, key: bytes) -> Header:
    """The header with the proof that who wrote it had the key; whatever is changed in one is to be proved anew."""
    return replace(header, proof=_proof(header, key))


def is_proved(header: Header, key: bytes) -> bool:
    """Whether who wrote the header had the key."""
    return hmac.compare_digest(header.proof, _proof(header, key))


def _proof(header: Header, key: bytes) -> bytes:
    return hmac.digest(key, b"sixdonts header" + replace(header, proof=b"").encoded(), "sha256")


# Passphrase and recovery key


def normal(passphrase: str) -> str:
    """A passphrase as it counts: signs of full width, as an input method gives them, are those of half width."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def new_recovery_key() -> str:
    """A recovery key to be printed: eight groups of five letters and digits; the last of each checks the others."""
    number = int.from_bytes(os.urandom(20))
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in range(_GROUPS * _IN_GROUP))
    groups = [signs[at : at + _IN_GROUP] for at in range(0, len(signs), _IN_GROUP)]
    return "-".join(group + _check(group, place) for place, group in enumerate(groups))


def _check(group: str, place: int) -> str:
    """The sign that makes a group whole: counted in the field of 32 signs, so that a sign mistyped and two neighbours
    exchanged are always noticed; so is a group in another's place."""
    sum_ = place + 1
    for sign in group:
        sum_ = (sum_ ^ _SIGNS.index(sign)) << 1
        sum_ ^= 0b100101 if sum_ > 31 else 0
    return _SIGNS[sum_]


def recovery_key_in(text: str) -> str | None:
    """The recovery key somebody typed, as it counts; None for what has not the form of one.

    Raises:
        MistypedRecoveryKey: a sign of it is wrong.
    """
    folded = normal(text).upper().replace("I", "1").replace("L", "1").replace("O", "0")
    signs = "".join(sign for sign in folded if sign not in "- \t\n")
    if len(signs) != _GROUPS * (_IN_GROUP + 1) or not set(signs) <= set(_SIGNS):
        return None
    groups = [signs[at : at + _IN_GROUP + 1] for at in range(0, len(signs), _IN_GROUP + 1)]
    for place, group in enumerate(groups):
        if group[-1] != _check(group[:-1], place):
            raise MistypedRecoveryKey(place + 1)
    return "-".join(groups)


def is_recovery_key(text: str) -> bool:
    """Whether what somebody typed is a recovery key, whichever vault it opens."""
    try:
        return recovery_key_in(text) is not None
    except MistypedRecoveryKey:
        return False


# The key


def new_vault(passphrase: str, recovery_key: str, key: bytes, *, change: Change = "", costs: Costs = USUAL) -> Header:
    """A header for a new vault with this key."""
    vault_id, salt = os.urandom(16).hex(), os.urandom(16)
    header = Header(vault_id, mark_of(key), salt, b"", b"", change, costs=costs)
    return with_recovery_key(with_passphrase(header, key, passphrase, costs), key, recovery_key)


def new_key() -> bytes:
    """256 random bits."""
    return os.urandom(KEY_BYTES)


def mark_of(key: bytes) -> str:
    """What tells keys apart without saying anything of one."""
    return hashlib.sha256(b"sixdonts key mark" + key).digest()[:_MARK].hex()


def with_passphrase(header: Header, key: bytes, passphrase: str, least: Costs = USUAL) -> Header:
    """The header with another passphrase, of the least costs or more: the key is wrapped anew, no file changes."""
    header = replace(header, salt=os.urandom(16), costs=header.costs.at_least(least))
    header = replace(header, passphrase=_wrapped(header, _stretched(header, passphrase), key, "passphrase"))
    return proved(header, key)


def with_recovery_key(header: Header, key: bytes, recovery_key: str) -> Header:
    """The header with another recovery key; the one before opens nothing any more."""
    header = replace(header, recovery=_wrapped(header, _of_recovery_key(header, recovery_key), key, "recovery"))
    return proved(header, key)


def rekeyed(
    header: Header, key: bytes, passphrase: str, recovery_key: str, least: Costs = USUAL
) -> tuple[Header, bytes]:
    """The header of the same vault under a new key, with the old one in it for what is still sealed by that.

    What is exchanged is sealed by another key too: who had the old one had that.
    """
    new = new_key()
    header = replace(header, mark=mark_of(new), change="rekey", before_mark=mark_of(key), exchange=b"")
    header = replace(header, before=_wrapped(header, new, key, "before"))
    return with_recovery_key(with_passphrase(header, new, passphrase, least), new, recovery_key), new


def key_in(header: Header, said: str) -> bytes:
    """The key, unwrapped by what a person typed: the passphrase, or the recovery key.

    Raises:
        WrongPassphrase: it is neither.
        OtherRecoveryKey: a recovery key, but of another vault, or one that was replaced.
        MistypedRecoveryKey: a recovery key with a wrong sign.
        BrokenHeader: it is, and who wrote the header did not have the key.
        NotEnoughMemory: it could not be checked.
    """
    key = unproved_key_in(header, said)
    if not is_proved(header, key):
        raise BrokenHeader("not written by who has the key")
    return key


def unproved_key_in(header: Header, said: str) -> bytes:
    """The key, unwrapped by what a person typed, whoever wrote the rest of the header; errors as of `key_in`."""
    fault = WrongPassphrase()
    try:
        if (recovery_key := recovery_key_in(said)) is not None:
            found = _unwrapped(header, _of_recovery_key(header, recovery_key), header.recovery, "recovery")
            if found is not None:
                return found
            fault = OtherRecoveryKey()
    except MistypedRecoveryKey as error:
        fault = error  # it may be a passphrase that looks so
    found = _unwrapped(header, _stretched(header, said), header.passphrase, "passphrase")
    if found is None:
        raise fault
    return found


def key_before(header: Header, key: bytes) -> bytes | None:
    """The key of before a re-keying that is under way."""
    return _unwrapped(header, key, header.before, "before") if header.before else None


def with_exchange_key(header: Header, key: bytes, exchange_key: bytes) -> Header:
    """The header with the key of another computer's exchange instead of its own."""
    return proved(replace(header, exchange=_wrapped(header, key, exchange_key, "exchange")), key)


def exchange_key_in(header: Header, key: bytes) -> bytes:
    """The key that seals what goes between a person's computers; it opens no record.

    Raises:
        BrokenHeader: there is one, and this key does not open it.
    """
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    if not header.exchange:
        return HKDF(SHA256(), KEY_BYTES, None, f"sixdonts exchange {header.vault_id}".encode()).derive(key)
    if (found := _unwrapped(header, key, header.exchange, "exchange")) is None:
        raise BrokenHeader("a key of an exchange that this key does not open")
    return found


def _stretched(header: Header, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    costs = header.costs
    stretch = Argon2id(
        salt=header.salt, length=KEY_BYTES, iterations=costs.passes, lanes=costs.lanes, memory_cost=costs.memory_kib
    )
    try:
        return stretch.derive(normal(passphrase).encode(errors="surrogatepass"))
    except MemoryError as error:
        raise NotEnoughMemory(costs.memory_kib // 1024) from error


def _of_recovery_key(header: Header, recovery_key: str) -> bytes:
    """160 random bits need no stretching."""
    return hashlib.sha256(f"sixdonts recovery {header.vault_id} {recovery_key}".encode()).digest()


def _bound(header: Header, what: str) -> bytes:
    return f"sixdonts {what} {header.vault_id} {header.salt.hex() if what == 'passphrase' else ''}".encode()


def _wrapped(header: Header, by: bytes, key: bytes, what: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + aes(by).encrypt(nonce, key, _bound(header, what))


def _unwrapped(header: Header, by: bytes, wrapped: bytes, what: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    try:
        return aes(by).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound(header, what))
    except InvalidTag:
        return None


def aes(key: bytes) -> AESGCM:
    """What seals by a key, and opens."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
