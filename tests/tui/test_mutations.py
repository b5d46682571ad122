"""Whatever happened to one file of the data folder, the program starts, says so, and saves."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.beside import notice_copies
from desk.desk import Desk
from storage.records import StudyNote
from tests.storage.mutations import MUTATIONS, copied, filled
from tests.tui.commanding import NOW, run

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WITHOUT_A_FAULT = {"old line ends", "a mark", "gone"}  # what may well be sound, by the kind of file
NAMES = {"matters/open.json": "会签意见汇总", "profile.json": "张三"}


@pytest.fixture(scope="module")
def folder() -> Iterator[tuple[Path, list[str]]]:
    """A data folder with a file of every kind, for all tests of this module; nobody hurts this one."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        yield home, filled(home)


def starts_and_saves(home: Path, path: str) -> None:
    """Go through a start and a save at the desk: nothing raises, what is whole is shown."""
    seen = Desk(home, clock=lambda: NOW).glance()
    if path not in ("matters/open.json", "intent.json"):
        assert [matter.title for matter in seen.open_matters] == ["会签意见汇总"]
    if path != "profile.json":
        assert seen.name == "张三"
    desk = Desk(home, clock=lambda: NOW)
    notice_copies(desk)
    desk.journal.matters.open()
    if path != "format.json":
        desk.journal.notes.add(StudyNote.new(NOW, NOW.date(), title="又一条"))
        assert "又一条" in [note.title for note in Desk(home, clock=lambda: NOW).journal.notes.all()]


def is_said_well(home: Path, path: str) -> None:
    """Go through `status`, `doctor` and a save by commands: nothing raises, nothing steers, a fault is named."""
    said = [run(home, "status"), run(home, "doctor"), run(home, "matter", "list"), run(home, "note", "又一条")]
    said.append(run(home, "doctor"))
    for one in said:
        assert one.exit_code in (0, 1)
        assert not STEERING.search(one.output), one.output
        assert "Traceback" not in one.output
    saved = said[3]
    if path == "format.json":
        return
    assert saved.exit_code == 0, saved.output
    assert "又一条" in [note.title for note in Desk(home, clock=lambda: NOW).journal.notes.all()]
    for aside in home.rglob("*.damaged-*"):
        assert aside.name in said[4].output


def test_the_folder_that_is_hurt_is_whole_before(tmp_path: Path, folder: tuple[Path, list[str]]) -> None:
    home = copied(folder[0], tmp_path / "home")
    (home / "intent.json").unlink()
    said = run(home, "doctor")
    assert said.exit_code == 0, said.output


def cases(count: int) -> list[tuple[int, str]]:
    """So many files of each mutation, other ones for each."""
    return [(number * 7 + step * 11, name) for number, name in enumerate(MUTATIONS) for step in range(count)]


@pytest.mark.parametrize(("number", "mutation"), cases(1))
@pytest.mark.slow
def test_a_file_hurt_in_any_way_hinders_no_start_and_no_save(
    tmp_path: Path, folder: tuple[Path, list[str]], number: int, mutation: str
) -> None:
    whole, paths = folder
    path = paths[number % len(paths)]
    home = copied(whole, tmp_path / "home")
    MUTATIONS[mutation](home / path)
    starts_and_saves(home, path)


@pytest.mark.parametrize(("number", "mutation"), cases(1)[::8])
@pytest.mark.slow
def test_commands_say_what_is_hurt_and_save(
    tmp_path: Path, folder: tuple[Path, list[str]], number: int, mutation: str
) -> None:
    whole, paths = folder
    path = paths[number % len(paths)]
    home = copied(whole, tmp_path / "home")
    MUTATIONS[mutation](home / path)
    is_said_well(home, path)


@pytest.mark.slow
@pytest.mark.parametrize(("turn", "mutation"), enumerate(MUTATIONS))
def test_every_file_hurt_in_every_way(tmp_path: Path, folder: tuple[Path, list[str]], turn: int, mutation: str) -> None:
    """A twelfth of the files each, other ones for the next way; SIXDONTS_ALL_MUTATIONS=1 takes all."""
    whole, paths = folder
    every = 1 if os.environ.get("SIXDONTS_ALL_MUTATIONS") else 12
    for number, path in enumerate(paths[turn % every :: every]):
        home = copied(whole, tmp_path / str(number))
        MUTATIONS[mutation](home / path)
        again = copied(home, tmp_path / f"{number} again")
        try:
            starts_and_saves(again, path)
            is_said_well(home, path)
        except BaseException as error:
            error.add_note(f"{mutation}: {path}")
            raise
