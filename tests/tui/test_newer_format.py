"""A folder that a newer program made is only read: by every command, and by the app."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.screens.driving import app_on, screen_text, until, until_shown
from tests.tui.commanding import NOW, run
from tests.tui.sweeping import Faulty, attempt
from tests.tui.swept import COMMANDS, IN_VAULT, READS, whole_office

# What these write lies elsewhere, or says nothing of records: a program that knows less may do it.
ELSEWHERE = {
    "matter report", "hours", "summary", "review", "appraisal", "form", "bank template", "bank export", "list template",
    "branch report", "branch orders", "branch receipt", "branch hand-on", "export notes", "export all",
    "bank paper", "bank mark", "meeting minutes", "meeting slips",
    "remind install", "remind remove",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("office") / "made"
    whole_office(top)
    (top / "home/format.json").write_text(json.dumps({"format": 99}), encoding="utf-8")
    return top


def everything(home: Path) -> dict[str, bytes]:
    paths = (path for path in home.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - IN_VAULT))  # no vault is turned on in such a folder
def test_a_command_that_writes_says_in_one_line_that_it_cannot_and_changes_nothing(
    name: str, made: Path, tmp_path: Path
) -> None:
    top, before = tmp_path / "one", everything(made / "home")
    done = attempt(made, top, name, Faulty("nowhere"))

    after = everything(top / "home")
    after.pop("notes/2026-11 (conflict).json", None)  # put there for doctor
    assert after == before
    if done.exit_code == 0:
        assert name in ELSEWHERE
    else:
        assert "newer program" in done.output.splitlines()[-1], done.output


@pytest.mark.slow
@pytest.mark.parametrize("name", READS)
def test_a_command_that_reads_does(name: str, made: Path, tmp_path: Path) -> None:
    top, before = tmp_path / "one", everything(made / "home")

    assert attempt(made, top, name, Faulty("nowhere")).exit_code == 0
    assert everything(top / "home") == before


async def test_the_app_shows_a_newer_folder_says_so_and_saves_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "today", stdin="1\n3\nwhy\n")
    (home / "format.json").write_text(json.dumps({"format": 99}), encoding="utf-8")
    before = everything(home)
    app = app_on(home, NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "做到" in screen_text(pilot))
        await pilot.press("1")
        await until_shown(pilot, "更新版本")
    assert everything(home) == before
