"""The program reaches for no network: every command and every screen runs where sockets are forbidden."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.screens.every_screen import WAYS
from tests.tui.swept import COMMANDS, JOBS, READS

TOP = Path(__file__).parent.parent.parent
RUN = Path(__file__).with_name("offline.py")


def in_a_process(*arguments: str, **environment: str) -> str:
    """What a program of its own printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        timeout=600,
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    return done.stdout.decode()


@pytest.mark.slow
def test_no_command_and_no_screen_reaches_for_the_network(tmp_path: Path) -> None:
    said = json.loads(in_a_process(str(RUN), str(tmp_path), HOME=str(tmp_path)).splitlines()[-1])

    assert said["reached"] == []
    assert said["commands"] == len([*COMMANDS, *JOBS, *READS])
    assert set(WAYS) - set(said["screens"]) == set()


@pytest.mark.parametrize(
    "reach",
    ["socket.create_connection(('192.0.2.1', 9), 1)", "socket.getaddrinfo('example.invalid', 80)", "socket.socket()",
     "__import__('urllib.request').request.urlopen('http://192.0.2.1', timeout=1)", "__import__('os').system('true')"],
)  # fmt: skip
@pytest.mark.slow
def test_what_does_is_seen(reach: str) -> None:
    code = (
        "import contextlib, socket, sys\nfrom tests.tui.offline import reached, watch\nsys.addaudithook(watch)\n"
        f"with contextlib.suppress(OSError):\n    {reach}\nprint(len(reached))"
    )
    assert int(in_a_process("-c", code)) >= 1
