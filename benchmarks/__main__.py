"""python -m benchmarks [WORDS] [--pairs N] [--json FILE]: measure, print a table, and write it as JSON.

With words only the rows that have them in their name.

What starts as a process is the program as people install it: a wheel is built from this checkout and unpacked.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import sys
import tempfile
from contextlib import chdir
from datetime import datetime
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.rows import rows
from benchmarks.wheel import TOP, built_wheel, install
from tui.demo.folders import write_journal
from tui.demo.office import MEMBER


def main() -> int:
    """Do what the command line asks for; exit code 1 when a limit is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="?", default="", help="only the rows that have them in their name")
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    for room in ("tui", "screens", "desk", "reports", "storage", "content", "benchmarks"):
        compileall.compile_dir(TOP / room, quiet=2)
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    print(machine)
    print(f"{'what':<44}{'against':<40}{'median':>12}{'spread':>18}{'base':>9}{'ratio':>8}{'limit':>7}")
    found = []
    with tempfile.TemporaryDirectory(prefix="sixdonts-") as name:
        folder, now = Path(name), datetime.now().astimezone()
        installed = install(built_wheel(TOP, folder / "dist"), folder / "site")
        os.environ["PYTHONPATH"] = os.pathsep.join((str(installed), str(TOP)))  # of TOP only the bare app is run
        write_journal(folder / "young", MEMBER, now, 7, years=1, much=True)
        write_journal(folder / "old", MEMBER, now, 7, years=options.years, much=True)
        with chdir(installed):  # where Python looks first
            for measured in rows(folder / "young", folder / "old", folder, now, options.pairs):
                if options.words in measured.args[0]:
                    row = measured()
                    print(_line(row), flush=True)
                    found.append(row)
    if options.json:
        data = {"machine": machine, "rows": [row.as_data() for row in found]}
        options.json.write_text(json.dumps(data, indent=2), encoding="utf-8")
    return 0 if all(row.holds for row in found) else 1


def _line(row: Row) -> str:
    spread = f"{row.low:.1f} to {row.high:.1f}"
    return (
        f"{row.name:<44}{row.against:<40}{row.median:>9.1f} {row.unit}{spread:>18}{row.baseline:>9.1f}"
        f"{row.ratio:>8.2f}{row.at_most:>7.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
