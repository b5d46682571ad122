"""Measuring pairs: what is measured and its baseline take turns, so that a busy moment meets both."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table of what was measured."""

    name: str
    """What was measured."""
    against: str
    """What it was measured against."""
    median_ms: float
    """The median of all runs, in milliseconds."""
    low_ms: float
    """A tenth of the runs were faster."""
    high_ms: float
    """A tenth of the runs were slower."""
    baseline_ms: float
    """The median of what it is measured against."""
    ratio: float
    """The median of the pairs' ratios."""
    at_most: float
    """The largest ratio that is accepted."""
    pairs: int
    """How many pairs were run."""

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.ratio <= self.at_most

    def as_data(self) -> dict[str, object]:
        """For JSON."""
        return {**asdict(self), "holds": self.holds}


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def paired(
    name: str,
    against: str,
    timed: Callable[[], float],
    baseline: Callable[[], float],
    *,
    at_most: float,
    pairs: int,
) -> Row:
    """Run both `pairs` times in turn, after one run of each that does not count; both give seconds."""
    timed(), baseline()
    found = [(timed(), baseline()) if number % 2 else (baseline(), timed())[::-1] for number in range(pairs)]
    times = sorted(one * 1000 for one, _other in found)
    return Row(
        name,
        against,
        median_ms=round(statistics.median(times), 2),
        low_ms=round(times[len(times) // 10], 2),
        high_ms=round(times[-1 - len(times) // 10], 2),
        baseline_ms=round(statistics.median(other * 1000 for _one, other in found), 2),
        ratio=round(statistics.median(one / other for one, other in found), 3),
        at_most=at_most,
        pairs=pairs,
    )


def environment(home: Path) -> dict[str, str]:
    """The environment of a measured process: compiled bytecode, the records of `home`; PYTHONPATH says what is run."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "SIXDONTS_HOME": str(home), "TERM": "xterm-256color", "SIXDONTS_LANG": "zh"}
