"""What a command may import: looked up in a process of its own, after the command ran."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.commanding import run, start

SHOW_MODULES = "import atexit; atexit.register(lambda: print('modules:', *sorted(sys.modules)))"
COMMANDS = [
    ["--help"],
    ["--version"],
    ["today"],
    ["status", "--help"],
    ["note", "list"],
    ["note", "one more"],
    ["matter", "list"],
    ["quiz", "1"],
    ["summary"],
    ["profile"],
    ["doctor"],
    ["completion", "fish"],
    ["branch", "--help"],
    ["demo", "--help"],
    ["inspect", "--help"],
    ["find", "宪法"],
]


def modules_after(home: Path, *arguments: str) -> set[str]:
    """The modules a command had imported when it ended."""
    done = start(home, *arguments, before=SHOW_MODULES)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.decode().rpartition("modules: ")[2].split())


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_imports_what_draws_screens(tmp_path: Path, arguments: list[str]) -> None:
    assert not {"textual", "rich"} & modules_after(tmp_path, *arguments)


@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"]], ids=" ".join)
def test_status_imports_nothing_slow(tmp_path: Path, arguments: list[str]) -> None:
    run(tmp_path, "matter", "add", "a matter", "--due", "+1")
    run(tmp_path, "today", stdin="1\n3\nwhy\n")
    slow = {"click", "pydantic", "tinydb", "filelock", "textual", "rich", "fsrs", "asyncio"}
    assert not slow & modules_after(tmp_path, *arguments)
    assert not slow & modules_after(tmp_path, "--home", str(tmp_path), *arguments)
