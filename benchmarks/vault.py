"""What a vault costs: a save in it, its lock screen, and opening it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.measure import Row, paired, seconds
from benchmarks.saving import saver, until_painted

PASSPHRASE = "six cups of tea"  # noqa: S105 # of records drawn by lot
SECOND = 1.0


def vault_rows(old: Path, folder: Path, now: datetime, program: list[str], pairs: int) -> Iterator[partial[Row]]:
    """Every row; the folder of ten years is copied, and the copy sealed."""
    from storage.files import Files
    from storage.vault import new_recovery_key
    from storage.vaulting import turned_on, unlocked

    plain, sealed = folder / "plain", folder / "sealed"
    for home in (plain, sealed):
        shutil.copytree(old, home)
    vault = turned_on(Files(sealed), PASSPHRASE, new_recovery_key())
    with_vault, without = saver(sealed, now, vault), saver(plain, now)
    with_vault(), without()
    yield partial(paired, "one save with the vault on, year 10", "the same with it off", with_vault, without,
                  at_most=1.1, pairs=5 * pairs)  # fmt: skip
    yield partial(paired, "opening the vault", "a second", lambda: seconds(lambda: unlocked(sealed, PASSPHRASE)),
                  lambda: SECOND, at_most=1, pairs=pairs)  # fmt: skip
    if os.name != "nt":
        yield partial(paired, "first paint of the lock screen", "a bare Textual app",
                      lambda: until_painted(sealed, program, "Ctrl+Q"),
                      lambda: until_painted(sealed, ["-m", "benchmarks.bare"], READY), at_most=1.20,
                      pairs=pairs)  # fmt: skip
