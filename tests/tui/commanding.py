"""Running commands in tests: in this process at a fixed moment, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner, Result

from content.words import use
from desk.desk import Desk
from storage.journal import Journal
from tests.moments import local
from tui.commands.main import cli

TOP = Path(__file__).parent.parent.parent
NOW = local(2026, 11, 24, 12, 0)  # a Tuesday, a workday


def run(home: Path, *arguments: str, stdin: str | bytes = "", language: str = "en", now: datetime = NOW) -> Result:
    """What the command printed and its exit code; an exception that is no fault of use is raised."""
    try:
        return CliRunner().invoke(
            cli,
            arguments,
            obj=Desk(home, clock=lambda: now),
            input=stdin,
            env={"SIXDONTS_LANG": language, "LANGUAGE": ""},
            catch_exceptions=False,
        )
    finally:
        use("zh")


# Python lines behind which a process says which modules it had when it ended, `status` too, which ends at once.
SHOW_MODULES = """
import atexit, os
def show():
    print("modules:", *sorted(sys.modules), flush=True)
atexit.register(show)
ended = os._exit
os._exit = lambda code: (show(), ended(code))
"""


def start(
    home: Path, *arguments: str, before: str = "", stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The same as a process of its own, run as an installed `sixdonts` is, after the Python lines `before`."""
    code = f"import sys\n{before}\nfrom tui.__main__ import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(TOP), "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "en", **environment},
    )


def journal(home: Path) -> Journal:
    """What the records on the disk say."""
    return Journal.open(home, clock=lambda: NOW)
