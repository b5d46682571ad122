"""A file that was cut brings back nothing that its last save deleted, settled or gave another day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from content.period import Period
from desk.desk import Desk
from desk.doctor import folder_faults, mend
from storage.journal import Journal
from storage.records import Matter, MatterState, StudyNote
from tests.moments import local

AT, DAY = local(2026, 11, 5, 10), date(2026, 11, 5)


def desk_of(home: Path, days: int = 0) -> Desk:
    return Desk(home, clock=lambda: AT + timedelta(days=days))


def settled(journal: Journal) -> str:
    matter = journal.matters.add(Matter.new(AT, DAY, title="甲"))
    journal.matters.change(matter, lambda old: old.changed(AT, state=MatterState.SETTLED, closed_day=DAY))
    return "matters/open.json"


def redated(journal: Journal) -> str:
    note = journal.notes.add(StudyNote.new(AT, DAY, title="甲"))
    journal.notes.change(note, lambda old: old.changed(AT, day=date(2026, 10, 9)))
    return "notes/2026-11.json"


def deleted(journal: Journal) -> str:
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="甲")))
    return "notes/2026-11.json"


def said(journal: Journal) -> tuple[object, ...]:
    """What stands, by each way in which a room asks for it."""
    in_november = journal.notes.within(Period.parse("2026-11"))
    return journal.matters.all(), journal.matters.open(), journal.notes.all(), in_november


def repaired(home: Path) -> None:
    mend(desk_of(home, 1))


def saved_into(home: Path) -> None:
    journal = desk_of(home, 1).journal
    journal.matters.remove(journal.matters.add(Matter.new(AT, DAY, title="乙")))
    journal.notes.remove(journal.notes.add(StudyNote.new(AT, DAY, title="乙")))


@pytest.mark.parametrize("after", [None, repaired, saved_into])
@pytest.mark.parametrize("wrong", ["cut", "gone"])
@pytest.mark.parametrize("done", [settled, redated, deleted])
def test_what_the_last_save_took_out_of_a_file_does_not_come_back_with_its_older_state(
    done: Callable[[Journal], str], wrong: str, after: Callable[[Path], None] | None, tmp_path: Path
) -> None:
    path = tmp_path / done(desk_of(tmp_path).journal)
    before = said(desk_of(tmp_path).journal)
    if wrong == "cut":
        path.write_bytes(path.read_bytes()[:-3])
    else:
        path.unlink()
    if after is not None:
        after(tmp_path)
        repaired(tmp_path)
        assert json.loads(path.read_bytes()) == {"records": {}}
        assert list(folder_faults(desk_of(tmp_path, 1))) == []
    assert said(desk_of(tmp_path, 1).journal) == before


def test_what_stands_nowhere_else_comes_back_with_the_older_state(tmp_path: Path) -> None:
    journal = desk_of(tmp_path).journal
    first = journal.notes.add(StudyNote.new(AT, DAY, title="甲"))
    journal.notes.add(StudyNote.new(AT, DAY, title="乙"))
    path = tmp_path / "notes/2026-11.json"
    path.write_bytes(path.read_bytes()[:-3])
    assert desk_of(tmp_path).journal.notes.all() == [first]


def test_a_matter_that_a_repair_finds_closed_in_a_sound_file_is_counted_with_its_day(tmp_path: Path) -> None:
    settled(desk_of(tmp_path).journal)
    journal = desk_of(tmp_path).journal
    [matter] = journal.matters.all()
    journal.matters.change(matter, lambda old: old.changed(AT, state=MatterState.OPEN, closed_day=None))
    for path in (tmp_path / "matters/open.json", tmp_path / "matters/open.json.bak"):
        path.write_bytes(b"")
    lines = mend(desk_of(tmp_path, 1))
    assert any(line.startswith("matters/2026.json") and "原文件完好" in line for line in lines)
    assert any("其中1件恢复为已办结" in line and "11月5日" in line for line in lines)
