"""What it costs to count a province: the queries over five million facts, in time and in memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path

from benchmarks.measure import Row, environment, paired, seconds

SHAPE, TRIAL = "100x30x24", "1x6x2"
BOUNDS = ("2024-12-01", "2026-11-30")
# The most memory this process had: what the system calls its largest counts that of who started it too.
PEAK = """
def peak():
    try:
        [line] = [line for line in open("/proc/self/status") if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)  # bytes, where there is no /proc
"""
ROLL_UP = """
import sys
from datetime import date
from pathlib import Path
from content.period import Period
from reports.province.report import province_report
from storage.province import Lake
asked = Period(date.fromisoformat(sys.argv[2]), date.fromisoformat(sys.argv[3]))
assert province_report(Lake(Path(sys.argv[1])), asked, asked.last, 32).lines("hours")
print(peak())
"""
COUNT = """
import sys
import duckdb
print(duckdb.execute("SELECT COUNT(*) FROM read_parquet(?)", [sys.argv[1] + "/period=*/facts.parquet"]).fetchall(),
      file=sys.stderr)
print(peak())
"""


def lake_of(folder: Path, shape: str) -> tuple[Path, int]:
    """A sample province, and how many facts are in it."""
    from content.period import Period
    from storage.province import Lake
    from tui.demo.province import Shape, write_province

    lake = folder / "province"
    last = Period.month_of(date.fromisoformat(BOUNDS[1]))
    return lake, write_province(Lake(lake), Shape.parse(shape), last, 1)


def ran(code: str, lake: Path) -> str:
    """What a process of its own printed."""
    command = [sys.executable, "-c", PEAK + code, str(lake), *BOUNDS]
    done = subprocess.run(command, env=environment(lake), check=True, capture_output=True, text=True)
    return done.stdout


def province_rows(folder: Path, pairs: int) -> Iterator[partial[Row]]:
    """Time and most memory of all tables, as a process, beside those of counting the rows.

    The province is made when it is first asked for.
    """
    is_trial = pairs < 5  # whether the rows run at all, in a test

    @cache
    def lake() -> Path:
        return lake_of(folder, TRIAL if is_trial else SHAPE)[0]

    def timed(code: str) -> Callable[[], float]:
        return lambda: seconds(lambda: ran(code, lake()))

    def memory(code: str) -> Callable[[], float]:
        return lambda: float(ran(code, lake()))

    name, against = "roll-up of 5,000,000 facts", "DuckDB count(*) over the same files"
    yield partial(paired, name, against, _after(lake, timed(ROLL_UP)), _after(lake, timed(COUNT)),
                  at_most=100, pairs=pairs if is_trial else 3)  # fmt: skip
    yield partial(paired, f"{name}: memory", against, memory(ROLL_UP), memory(COUNT),
                  at_most=20, pairs=1, unit="MB")  # fmt: skip


def _after(made: Callable[[], Path], timed: Callable[[], float]) -> Callable[[], float]:
    """The same once the province is there: making it is not measured."""

    def run() -> float:
        made()
        return timed()

    return run
