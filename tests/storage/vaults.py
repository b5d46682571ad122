"""A vault that is quick to open, for tests; and what is planted in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from storage.cipher import has_vault, is_sealed
from storage.errors import WrongPassphrase
from storage.files import Files
from storage.kinds import KINDS
from storage.sealed import Sealed
from storage.vault import Costs, new_recovery_key
from storage.vault_names import vault_files
from storage.vaulting import go_on, turned_on, unlocked

PASSPHRASE = "白云山上 的 六个 茶杯"
OTHER = "another sentence to type"
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


def opened(home: Path) -> Sealed | None:
    """The vault by whichever passphrase is its; None where there is none."""
    for passphrase in (PASSPHRASE, OTHER):
        try:
            return unlocked(home, passphrase)
        except WrongPassphrase:
            continue
    raise AssertionError("no passphrase opens it")


def after(home: Path) -> Files:
    """The records as whoever opens the folder next has them: what was begun is gone on with."""
    if (vault := opened(home)) is not None:
        go_on(Files(home, cipher=vault), vault)
    return Files(home, cipher=vault) if has_vault(home) else Files(home)


def everything(files: Files) -> dict[str, Any]:
    """All that is recorded."""
    names = [name for kind in KINDS if kind.record for name in files.names(kind.name)]
    return {name: documents for name in names if (documents := files.documents(name))}


def plain_files(home: Path) -> list[str]:
    """The files of the vault that are not sealed."""
    return [path.relative_to(home).as_posix() for path, _name in vault_files(home) if not is_sealed(path.read_bytes())]


def sealed_files(home: Path) -> list[str]:
    """Those that are."""
    return [path.relative_to(home).as_posix() for path, _name in vault_files(home) if is_sealed(path.read_bytes())]


def where(home: Path, words: str = PLANTED) -> list[str]:
    """The files in which words stand, as text or as escapes."""
    sought = (words.encode(), words.encode("utf-16-le"), words.encode("gb18030"), words.encode("unicode_escape"))
    return sorted(
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in sought)
    )


# Broken off


class BrokenOff(BaseException):
    """As a kill would: nothing of ours catches it."""


@contextmanager
def broken_off_at(number: int) -> Iterator[list[int]]:
    """The program ends at that change of the disk; how many there were so far."""
    calls, names = [0], ("replace", "unlink", "fsync", "write", "link")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            original = getattr(os, name)

            def maybe(*args: Any, original: Callable[..., Any] = original, **kwargs: Any) -> Any:
                calls[0] += 1
                if calls[0] >= number:
                    raise BrokenOff
                return original(*args, **kwargs)

            patch.setattr(os, name, maybe)
        yield calls
