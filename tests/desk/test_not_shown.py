"""Which files a list is missing something of: damaged, with a record that cannot be read, unreadable or gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from content.period import Period
from desk.desk import Desk
from desk.not_shown import not_shown, not_shown_of
from desk.words.unread import empty_words
from storage.backup import copies
from storage.records import StudyNote
from tests.moments import local

NOW = local(2026, 11, 24, 9, 0)
NOTES = Path("notes/2026-11.json")


def desk_of(home: Path) -> Desk:
    return Desk(home, clock=lambda: NOW)


def with_a_note(home: Path) -> Path:
    """A data folder with a note that a copy of today has."""
    for at in (NOW - timedelta(days=1), NOW):
        desk = Desk(home, clock=lambda at=at: at)  # type: ignore[misc]
        desk.journal.notes.add(StudyNote.new(at, date(2026, 11, 23), title="甲"))
    assert copies(home)
    return home / NOTES


def damaged(file: Path) -> None:
    file.with_name(file.name + ".bak").unlink()
    file.write_bytes(b"{")


def a_record_damaged(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"title"', '"tittle"'), "utf-8")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def gone(file: Path) -> None:
    file.with_name(file.name + ".bak").unlink()
    file.unlink()


@pytest.mark.parametrize("hurt", [damaged, a_record_damaged, a_folder, gone])
def test_a_file_that_is_not_shown_in_full_is_named_until_it_is_whole_again(
    tmp_path: Path, hurt: Callable[[Path], None]
) -> None:
    file = with_a_note(tmp_path)
    before = file.read_bytes()
    hurt(file)
    desk = desk_of(tmp_path)
    assert desk.journal.notes.all() == []
    assert not_shown(desk, "notes") == (NOTES.as_posix(),)
    assert not_shown(desk, "matters", "note") == ()
    if file.is_dir():
        file.rmdir()
    file.write_bytes(before)
    assert len(desk.journal.notes.all()) == 2
    assert not_shown(desk, "notes") == ()


def test_what_was_deleted_and_lies_in_the_trash_is_missing_nowhere(tmp_path: Path) -> None:
    with_a_note(tmp_path)
    desk = desk_of(tmp_path)
    for note in desk.journal.notes.all():
        desk.journal.notes.remove(note)
    assert desk_of(tmp_path).journal.notes.all() == []
    assert not_shown(desk_of(tmp_path), "notes") == ()


def test_of_many_files_the_first_are_named() -> None:
    files = [f"notes/2026-0{month}.json" for month in range(1, 6)]
    said = empty_words(files, "none")
    assert files[2] in said
    assert files[3] not in said
    assert empty_words((), "none") == "none"


def test_of_a_period_only_files_count_that_may_hold_something_of_it(tmp_path: Path) -> None:
    gone(with_a_note(tmp_path))
    desk = desk_of(tmp_path)
    assert not_shown_of(desk, Period.parse("2026-Q4"), "notes") == (NOTES.as_posix(),)
    assert not_shown_of(desk, Period.parse("2026-10"), "notes") == ()
