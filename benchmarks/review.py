"""What looking back costs: a year reviewed, and the month painted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from benchmarks.measure import Row, environment, paired, seconds

PROGRAM = "import sys; sys.argv[0] = 'sixdonts'; from tui.__main__ import main; main()"


def reviewer(home: Path, now: datetime) -> Callable[[], float]:
    """Counts a year anew: its days item by item, the shares of each month, matters, hours, answers and sentences."""
    from content.calendar import PUBLISHED
    from content.donts import official_list
    from content.marks import DontLists
    from content.period import Span
    from reports.hours import hours_of
    from reports.matter_figures import by_giver, by_kind
    from reports.review import reviewed
    from reports.sentences import repeated, sentences
    from reports.shares import compared
    from storage.journal import Journal

    today, lists = now.date(), DontLists(official_list())
    year = Span.YEAR.of(today.replace(year=today.year - 1))

    def review() -> None:
        read = reviewed(Journal.open(home), year, today, lists, PUBLISHED)
        for row in read.rows:
            compared(row, read.records.due_days, year, Span.MONTH, today)
            repeated(sentences(row, read.listed))
        by_giver(read.records.matters, year, today), by_kind(read.records.matters, year, today)
        hours_of(read.records.notes, year.first.year, 32)

    return lambda: seconds(review)


def parser(home: Path, now: datetime) -> Callable[[], float]:
    """Reads and parses the same files as JSON, and nothing else."""
    import json

    last = now.year - 1
    month_files = [path for kind in ("checks", "notes", "attempts") for path in (home / kind).glob(f"{last}-*.json")]
    first = min((home / "checks").glob("*.json"))  # it says from when on checks are due
    closed = [path for path in (home / "matters").glob("*.json") if path.stem in {"open", str(last), str(now.year)}]
    single = [path for name in ("leaves", "profile") if (path := home / f"{name}.json").exists()]
    paths = [*month_files, first, *closed, *single]
    return lambda: seconds(lambda: [json.loads(path.read_bytes()) for path in paths])


def month_painted(home: Path) -> float:
    """Seconds from pressing F6 on Today to the line under the month that says what its signs stand for."""
    import pexpect

    child = pexpect.spawn(
        sys.executable, ["-c", PROGRAM], env=environment(home), dimensions=(24, 80), encoding="utf-8", timeout=60
    )
    child.delaybeforesend = None
    child.expect_exact("待复习")

    def press() -> None:
        child.send("\x1b[17~")
        child.expect_exact("有改动")

    took = seconds(press)
    child.close(force=True)
    return took


def review_rows(young: Path, old: Path, now: datetime, pairs: int) -> Iterator[partial[Row]]:
    """Looking back, at a journal of ten years and of one."""
    yield partial(paired, "review of a year, in ten", "reading and parsing the same files", reviewer(old, now),
                  parser(old, now), at_most=5, pairs=pairs)  # fmt: skip
    if os.name != "nt":
        yield partial(paired, "month grid painted, ten years", "with one year", lambda: month_painted(old),
                      lambda: month_painted(young), at_most=1.5, pairs=pairs)  # fmt: skip
