"""What a person has to say is asked for in a line; who is renamed stays one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.sending import roster_file
from tests.tui.commanding import run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A secretary with a roster of four."""
    roster = roster_file(tmp_path)
    assert run(tmp_path / "home", "branch", "roster", str(roster), "--branch", "第一党支部", "--yes").exit_code == 0
    return tmp_path / "home"


@pytest.mark.parametrize("command", ["withdraw", "undone", "reopen"])
def test_without_a_reason_it_is_wrong_usage(home: Path, command: str) -> None:
    assert run(home, "branch", "add", "值班表未更新").exit_code == 0
    done = run(home, "branch", command, "0000")
    assert (done.exit_code, "--reason" in done.stderr) == (2, True)


def test_who_is_renamed_is_said_to_be_the_same(home: Path) -> None:
    done = run(home, "branch", "member", "001", "--name", "章三")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["Changed: 001 章三, Name 张三 -> 章三"]
