"""What docs/install.md says to put into a prompt, into tmux and before another program does what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.clock import utc_now
from tests.terminal import PROGRAM, TOP, Terminal
from tests.tui.commanding import run

DOCS = Path(__file__).parent.parent / "docs"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="examples for bash"),
]


def examples(page: str = "install.md") -> list[tuple[str, str]]:
    """The examples of a page that has a language named, in their order."""
    return re.findall(r"^```(bash|tmux)\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which this program is `sixdonts`."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "sixdonts"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{TOP}" exec "{sys.executable}" -c "{PROGRAM}" "$@"\n')
    program.chmod(0o755)
    return f"{tmp_path / 'bin'}:/usr/bin:/bin"


def in_bash(path: str, home: Path, *arguments: str, typed: str = "") -> str:
    done = subprocess.run(
        ["bash", "--norc", *arguments], input=typed, capture_output=True, text=True, encoding="utf-8", check=False,
        env={"PATH": path, "SIXDONTS_HOME": str(home), "SIXDONTS_LANG": "zh", "LANG": "C.UTF-8"},
    )  # fmt: skip
    return done.stdout


def test_both_pages_have_the_same_examples() -> None:
    assert len(examples()) == 3
    assert examples("install.zh-CN.md") == examples()


def test_the_prompt_shows_how_today_stands_and_another_program_reads_it(path: str, own_home: Path) -> None:
    owed = run(own_home, "matter", "add", "会签", "--given-on", "2020-01-01", "--due", "2020-01-02", "--yes")
    assert owed.exit_code == 0, owed.output
    [prompt, json] = [text for language, text in examples() if language == "bash"]
    assert "已对照 0 / 6" in in_bash(path, own_home, "-i", typed=f"{prompt}\nexit\n")
    assert in_bash(path, own_home, "-c", json) == "1\n"


@pytest.fixture
def own_tmux(tmp_path: Path) -> Iterator[list[str]]:
    """A tmux of its own, with the page's lines as its settings, as it is started."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    [settings] = [text for language, text in examples() if language == "tmux"]
    (tmp_path / "tmux.conf").write_text(settings, "utf-8")
    socket = str(tmp_path / "tmux")
    yield ["tmux", "-u", "-S", socket, "-f", str(tmp_path / "tmux.conf")]
    subprocess.run(["tmux", "-S", socket, "kill-server"], capture_output=True, check=False)


def test_the_status_line_of_tmux_shows_how_today_stands(
    path: str, own_home: Path, own_tmux: list[str], tmp_path: Path
) -> None:
    run(own_home, "matter", "add", "x", "--due", "+1", now=utc_now() - timedelta(days=5))  # said on days off too
    started = ["/usr/bin/env", f"PATH={path}", *own_tmux, "new-session", "sh"]
    window = Terminal(own_home, documents=tmp_path, program=started)
    window.until("超期 1 件")
    assert "超期 1 件" in window.line(23)
    window.kill()
