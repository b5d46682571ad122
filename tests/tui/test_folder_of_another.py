"""A data folder that cannot be worked with is one line, in the app, in `status` and in every command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.errors import Unusable
from storage.places import check_home
from tests.terminal import Terminal
from tests.tui.commanding import run

COMMANDS = [["status"], ["status", "--json"], ["matter", "list"], ["note", "add", "x"], ["find", "x"], ["today"],
            ["profile"], ["bank", "list"], ["summary"], ["doctor"]]  # fmt: skip


def close(folder: Path) -> None:
    """Let nobody into a folder; root, and whoever is on Windows, may go on reading it."""
    folder.chmod(0)
    if os.access(folder, os.R_OK):
        pytest.skip("whoever runs this may read anything")


@pytest.mark.parametrize("below", ["", "home", "home/deeper"])
def test_a_file_where_the_folder_or_one_above_it_should_be_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unusable, match="not a folder"):
        check_home(tmp_path / "file" / below)
    check_home(tmp_path)
    check_home(tmp_path / "not" / "there" / "yet")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_one_line_where_a_file_is_in_the_place_of_the_folder(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "file").touch()
    done = run(tmp_path / "file", *command)
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert str(tmp_path / "file") in line
    assert "--home" in line


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_one_line_where_the_folder_lets_nobody_in(tmp_path: Path, command: list[str]) -> None:
    home = tmp_path / "home"
    home.mkdir()
    close(home)
    done = run(home, *command)
    home.chmod(0o700)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_a_folder_within_that_lets_nobody_in_is_named_and_hides_no_other(tmp_path: Path) -> None:
    run(tmp_path, "matter", "add", "会签", "--yes")
    run(tmp_path, "note", "add", "学习")
    close(tmp_path / "notes")
    notes, matters = run(tmp_path, "note", "list"), run(tmp_path, "matter", "list")
    (tmp_path / "notes").chmod(0o700)
    assert "notes" in notes.stderr
    assert "会签" in matters.stdout


@pytest.mark.slow
def test_the_app_says_one_line_and_does_not_begin(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    terminal = Terminal(tmp_path / "file", documents=tmp_path)
    assert "不能作数据文件夹" in terminal.until("请用 --home 另指一个")
    terminal.child.wait()
    assert terminal.child.exitstatus == 1
