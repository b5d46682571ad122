"""A terminal that goes away takes the program with it, and nothing that was marked or typed is lost."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pexpect
import pytest

from storage.journal import Journal
from tests.terminal import PROGRAM, TOP


@pytest.mark.slow
def test_a_program_whose_terminal_is_gone_ends_even_where_a_hangup_was_ignored(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(TOP), "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "zh", "TZ": os.environ["TZ"],
    }  # fmt: skip
    child = pexpect.spawn(
        sys.executable, ["-c", PROGRAM], env=environment, dimensions=(24, 80), encoding="utf-8", timeout=60,
        ignore_sighup=True,
    )  # fmt: skip
    child.expect_exact("未填")
    child.send("1")
    child.expect_exact("已对照 1 / 6")
    os.close(child.child_fd)
    child.closed = True
    end = time.monotonic() + 60
    gone = (0, 0)
    while gone[0] == 0 and time.monotonic() < end:
        gone = os.waitpid(child.pid, os.WNOHANG)
        os.sched_yield()
    if gone[0] == 0:
        os.kill(child.pid, 9)
        os.waitpid(child.pid, 0)
    child.ptyproc.terminated = True
    assert gone[0] == child.pid
    assert [len(check.answers) for check in Journal.open(home).checks.all()] == [1]
