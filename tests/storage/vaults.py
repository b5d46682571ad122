"""A vault that is quick to open, for tests; and what is planted in it."""

from __future__ import annotations

from pathlib import Path

from storage.files import Files
from storage.sealed import Sealed
from storage.vault import Costs, new_recovery_key
from storage.vaulting import turned_on, unlocked

PASSPHRASE = "白云山上 的 六个 茶杯"
QUICK = Costs(memory_kib=8 * 1024, passes=1, lanes=1)
PLANTED = "昨日会签漏了一份"


def turn_on(home: Path, passphrase: str = PASSPHRASE, exchange_key: bytes = b"") -> Sealed:
    """Seal what is recorded in a folder."""
    return turned_on(Files(home), passphrase, new_recovery_key(), costs=QUICK, exchange_key=exchange_key)


def unlock(home: Path) -> Sealed:
    """The vault of a folder, open."""
    vault = unlocked(home, PASSPHRASE)
    assert vault is not None
    return vault


def where(home: Path, words: str = PLANTED) -> list[str]:
    """The files in which words stand, as text or as escapes."""
    sought = (words.encode(), words.encode("utf-16-le"), words.encode("gb18030"), words.encode("unicode_escape"))
    return sorted(
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in sought)
    )
