"""The benchmarks run, and what they write can be read; how fast it was is not asserted here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_benchmarks_run_and_write_their_rows(tmp_path: Path) -> None:
    out = tmp_path / "rows.json"
    command = [sys.executable, "-m", "benchmarks", "--pairs", "2", "--years", "1", "--json", str(out)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    found = {row["name"]: row for row in json.loads(out.read_text(encoding="utf-8"))["rows"]}
    assert len(found) >= (11 if os.name != "nt" else 7)
    assert {"one save in year 10", "drawing 10 of 5,000 questions"} <= set(found)
    assert found["roll-up of 5,000,000 facts: memory"]["unit"] == "MB"
    assert all(row["median"] > 0 and row["baseline"] > 0 for row in found.values())
