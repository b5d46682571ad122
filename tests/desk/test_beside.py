"""A copy of a cloud drive is told of once."""

from __future__ import annotations

from pathlib import Path

from desk.beside import notice_copies
from desk.desk import Desk
from storage.files import Notice
from tests.storage.filling import fill
from tests.tui.commanding import NOW


def told(home: Path) -> list[Notice]:
    """What a start says of copies."""
    desk = Desk(home, clock=lambda: NOW)
    notice_copies(desk)
    return [notice for notice in desk.journal.notices if notice.kind == "beside"]


def test_of_each_copy_it_is_told_once_at_a_start(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    (home / "notes/2026-11-copy (1).json").write_text("{}", encoding="utf-8")
    assert told(home) == [Notice("beside", "notes/2026-11-copy (1).json", "notes/2026-11.json")]
    assert told(home) == []
    (home / "leaves (1).json").write_text("{}", encoding="utf-8")
    assert told(home) == [Notice("beside", "leaves (1).json", "leaves.json")]


def test_where_there_is_no_copy_nothing_is_written(tmp_path: Path) -> None:
    assert told(tmp_path / "home") == []
    assert not (tmp_path / "home").exists()
