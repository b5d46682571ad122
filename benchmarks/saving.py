"""What several rows measure: a save, and the first words on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import environment, seconds

if TYPE_CHECKING:
    from storage.cipher import Cipher


def until_painted(home: Path, arguments: list[str], words: str) -> float:
    """Seconds from starting a process in a pseudo-terminal of 80 × 24 to the byte that completes the words."""
    import pexpect

    def start() -> None:
        child = pexpect.spawn(
            sys.executable, arguments, env=environment(home), dimensions=(24, 80), encoding="utf-8", timeout=60
        )
        children.append(child)
        child.expect_exact(words)

    children: list[pexpect.spawn] = []
    took = seconds(start)
    for child in children:
        child.close(force=True)
    return took


def saver(home: Path, at: datetime, cipher: Cipher | None = None) -> Callable[[], float]:
    """Saves one mark of one day, each time another; in an open vault with its cipher."""
    from content.donts import official_list
    from content.marks import Mark
    from storage.journal import Journal
    from storage.records import SelfCheck

    journal, dont_list, day = Journal.open(home, cipher=cipher), official_list(), at.date()
    uid, item, turn = SelfCheck.uid_of(day, dont_list.id), dont_list.donts[0].id, [0]

    def edit(check: SelfCheck | None) -> SelfCheck:
        check = check or SelfCheck.new(at, day, uid=uid, list_id=dont_list.id, edition=dont_list.edition)
        return check.answered(at, item, mark=Mark.KEPT if turn[0] % 2 else Mark.PARTLY)

    def save() -> float:
        turn[0] += 1
        return seconds(lambda: journal.checks.edit(uid, day, edit))

    return save
