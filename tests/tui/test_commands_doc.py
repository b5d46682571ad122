"""docs/commands.md says what the program says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parent.parent.parent


def test_the_commands_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, "tools/commands_doc.py", "--check"],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
