"""What the program writes is for its owner only, whatever the shell's mask lets others see."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.desk import Desk
from tests.tui.commanding import NOW, run
from tests.tui.sweeping import Faulty, attempt
from tests.tui.swept import COMMANDS, JOBS, office, whole_office

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no such modes")


@pytest.fixture(autouse=True)
def open_mask() -> Iterator[None]:
    """Nothing is masked: each file has the mode it was made with."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(top: Path) -> list[str]:
    """What others on this computer may look into, of all that lies there."""
    paths = (path for path in top.rglob("*") if not path.is_symlink())
    return [path.relative_to(top).as_posix() for path in paths if path.stat().st_mode & 0o077]


@pytest.mark.slow
def test_records_copies_backups_and_reports_are_for_their_owner(tmp_path: Path) -> None:
    office(tmp_path)
    home, out = tmp_path / "home", tmp_path / "out"
    out.mkdir()
    run(home, "profile", "--name", "李四")  # a day later: there is a copy of the day
    run(home, "backup", "now", str(out / "all.zip"))
    run(home, "restore", str(out / "all.zip"), "--all", "--yes")
    note = next((home / "notes").glob("*.json"))
    note.write_bytes(note.read_bytes()[:-20])
    run(home, "doctor", "--repair")
    desk = Desk(home, clock=lambda: NOW)
    desk.journal.drafts.put("note/new", "未写完")
    desk.close()

    assert list((home / "aside").rglob("report.txt"))
    assert list((home / "copies").glob("2026-*"))
    assert list(home.rglob("*.bak"))
    assert (open_to_others(home), open_to_others(out), home.stat().st_mode & 0o077) == ([], [], 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*COMMANDS, *JOBS])
def test_what_any_command_writes_is_for_its_owner(name: str, made: Path, tmp_path: Path) -> None:
    assert attempt(made, tmp_path / "one", name, Faulty("nowhere")).exit_code == 0
    assert open_to_others(tmp_path / "one" / "home") == [], name
    new = set(open_to_others(tmp_path / "one")) - set(open_to_others(made))
    assert [one for one in new if (tmp_path / "one" / one).is_file()] == [], name


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("office") / "made"
    before = os.umask(0)
    whole_office(top)
    os.umask(before)
    return top
