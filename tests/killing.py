"""Processes that are killed while they work; forked, for to start Python anew costs more than the work itself."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from typing import IO

Say = Callable[[object], None]


def begun(work: Callable[[Say], None]) -> tuple[int, IO[str]]:
    """A process that does the work and says what it has done, a line each: its number, and what it says."""
    reads, writes = os.pipe()
    if child := os.fork():
        os.close(writes)
        return child, os.fdopen(reads, encoding="utf-8")
    code = 1
    try:
        os.close(reads)
        work(lambda words: _said(writes, words))
        code = 0
    except BaseException:  # it must not go on as the tests that it was forked from
        traceback.print_exc()
    finally:
        os._exit(code)


def _said(writes: int, words: object) -> None:
    os.write(writes, f"{words}\n".encode())


def ended(child: int, said: IO[str]) -> bool:
    """Wait for a process; whether it did all its work."""
    with said:
        said.read()
    return os.waitpid(child, 0)[1] == 0


def killed(work: Callable[[Say], None], chance: random.Random, lines: int, seconds: float = 0.01) -> list[list[str]]:
    """The words of the lines it said until it was killed, at a random moment behind so many of them.

    The moment is counted in lines, not in seconds: a slow machine does as much before each kill as a fast one.
    """
    child, said = begun(work)
    with said:
        found = [said.readline() for _ in range(lines)]
        wait_until = time.monotonic() + chance.uniform(0, seconds)
        while time.monotonic() < wait_until:
            pass
        os.kill(child, signal.SIGKILL)
        found += said.read().split("\n")[:-1]  # after the last newline is what it did not finish saying
    status = os.waitpid(child, 0)[1]
    assert status in {0, signal.SIGKILL}, "it ended by a fault of its own"
    return [line.split() for line in found if line.strip()]
