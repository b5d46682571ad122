"""Measuring pairs: what is measured and its baseline take turns, so that a busy moment meets both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, `ratio` the median of the pairs' ratios."""

    name: str
    against: str
    median_ms: float
    low_ms: float
    high_ms: float
    baseline_ms: float
    ratio: float
    at_most: float
    pairs: int

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
