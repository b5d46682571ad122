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
    median: float
    """The median of all runs, in the unit."""
    low: float
    """A tenth of the runs were faster."""
    high: float
    """A tenth of the runs were slower."""
    baseline: float
    """The median of what it is measured against."""
    ratio: float
    """The median of the pairs' ratios."""
    at_most: float
    """The largest ratio that is accepted."""
    pairs: int
    """How many pairs were run."""
    unit: str = "ms"
    """What the figures count: milliseconds, or megabytes."""

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
    unit: str = "ms",
) -> Row:
    """Run both `pairs` times in turn, after one run of each that does not count; both give seconds, or megabytes."""
    scale = 1000 if unit == "ms" else 1
    timed(), baseline()
    found = [(timed(), baseline()) if number % 2 else (baseline(), timed())[::-1] for number in range(pairs)]
    times = sorted(one * scale for one, _other in found)
    return Row(
        name,
        against,
        median=round(statistics.median(times), 2),
        low=round(times[len(times) // 10], 2),
        high=round(times[-1 - len(times) // 10], 2),
        baseline=round(statistics.median(other * scale for _one, other in found), 2),
        ratio=round(statistics.median(one / other for one, other in found), 3),
        at_most=at_most,
        pairs=pairs,
        unit=unit,
    )


def environment(home: Path) -> dict[str, str]:
    """The environment of a measured process: compiled bytecode, the records of `home`; PYTHONPATH says what is run."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "SIXDONTS_HOME": str(home), "TERM": "xterm-256color", "SIXDONTS_LANG": "zh"}
