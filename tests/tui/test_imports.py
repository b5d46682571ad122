"""What a command may import: looked up in a process of its own, after the command ran."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.filling import fill
from tests.storage.vaults import turn_on
from tests.tui.commanding import SHOW_MODULES, TOP, run, start

EVERY_TIME = [["today"], ["quiz", "1"], ["summary"], ["doctor"], ["demo", "--help"], ["find", "宪法"]]
OTHERS = [
    ["--help"],
    ["--version"],
    ["status", "--help"],
    ["review"],
    ["note", "list"],
    ["note", "one more"],
    ["matter", "list"],
    ["profile"],
    ["completion", "fish"],
    ["branch", "--help"],
    ["inspect", "--help"],
    ["serve", "--help"],
]
COMMANDS = [*EVERY_TIME, *(pytest.param(one, marks=pytest.mark.slow) for one in OTHERS)]


def modules_after(home: Path, *arguments: str) -> set[str]:
    """The modules a command had imported when it ended."""
    done = start(home, *arguments, before=SHOW_MODULES)
    assert done.returncode in {0, 1}, done.stderr  # 1: nothing was answered, there is nothing to read from
    return set(done.stdout.decode().rpartition("modules: ")[2].split())


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.slow
def test_no_command_imports_what_draws_screens_or_listens(tmp_path: Path, arguments: list[str]) -> None:
    assert not {"textual", "rich", "aiohttp", "textual_serve", "tui.serving"} & modules_after(tmp_path, *arguments)


@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"], ["status", "--short"]], ids=" ".join)
@pytest.mark.slow
def test_status_imports_nothing_slow(tmp_path: Path, arguments: list[str]) -> None:
    run(tmp_path, "matter", "add", "a matter", "--due", "+1")
    run(tmp_path, "today", stdin="1\n3\nwhy\n")
    slow = {"click", "pydantic", "tinydb", "filelock", "textual", "rich", "fsrs", "asyncio", "tomlkit", "tomli_w"}
    assert not slow & modules_after(tmp_path, *arguments)
    assert not slow & modules_after(tmp_path, "--home", str(tmp_path), *arguments)


# Everything as an installed `sixdonts` does it, but that it ends behind the first frame and writes down what it loaded.
FIRST_FRAME = """
import os, sys
from pathlib import Path
from tui.app import SixdontsApp
async def stop(app):
    names = "\\n".join(sorted(sys.modules))
    Path(os.environ["MODULES"]).write_text(names)
    app.exit()
SixdontsApp._after_first_frame = stop
sys.argv = ["sixdonts"]
from tui.__main__ import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow
def test_the_first_frame_of_the_app_waits_for_nothing_slow(tmp_path: Path) -> None:
    import pexpect

    fill(tmp_path / "home")
    named = tmp_path / "modules"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(TOP), "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "SIXDONTS_HOME": str(tmp_path / "home"), "MODULES": str(named),
    }  # fmt: skip
    child = pexpect.spawn(sys.executable, ["-c", FIRST_FRAME], env=environment, dimensions=(24, 80), timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    modules = set(named.read_text().splitlines())
    assert {"textual", "storage.glance", "screens.today.screen"} <= modules
    slow = {"pydantic", "tinydb", "filelock", "fsrs", "click", "storage.records", "storage.journal", "content.catalog"}
    later = {"chinese_calendar", "storage.due", "secrets", "screens.today.weeks", "screens.today.panel"}
    later.add("textual.widgets._text_area")  # as long as nobody writes
    assert not (slow | later | {"tomlkit", "tomli_w"}) & modules


@pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")
@pytest.mark.slow
def test_the_lock_screen_waits_for_nothing_slow_and_for_no_cryptography(tmp_path: Path) -> None:
    import pexpect

    fill(tmp_path / "home")
    turn_on(tmp_path / "home")
    named = tmp_path / "modules"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(TOP), "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "SIXDONTS_HOME": str(tmp_path / "home"), "MODULES": str(named),
    }  # fmt: skip
    code = FIRST_FRAME.replace("_after_first_frame", "_after_lock")
    child = pexpect.spawn(sys.executable, ["-c", code], env=environment, dimensions=(24, 80), timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    modules = set(named.read_text().splitlines())
    assert "screens.lock.screen" in modules
    slow = {"pydantic", "tinydb", "filelock", "fsrs", "click", "storage.records", "storage.journal", "content.catalog"}
    assert not (slow | {"cryptography", "storage.vault", "storage.sealed", "screens.today.screen"}) & modules


# What the app does until the first frame is complete, and then the first mark of a day.
FIRST_MARK = """
import sys
from pathlib import Path
from content.marks import Mark
from desk.answer import save_answer
from desk.desk import Desk
desk = Desk(Path(sys.argv[1]))
desk.journal, desk.glance(desk.today())
before = set(sys.modules)
dont_list = desk.lists.on(desk.today())[0]
seen = {"mark": None, "sentence": ""}
save_answer(desk, desk.today(), dont_list, dont_list.donts[0].id, seen=seen, mark=Mark.KEPT)
print(*sorted(one for one in set(sys.modules) - before if not one.startswith("encodings.")))
"""


@pytest.mark.slow
def test_the_first_mark_waits_for_no_module(tmp_path: Path) -> None:
    fill(tmp_path)
    command = [sys.executable, "-c", FIRST_MARK, str(tmp_path)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(TOP)}, capture_output=True, check=True)
    assert not done.stdout.split()
