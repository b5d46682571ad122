"""Several computers of one person and a stick, for the tests of exchanging, of its vault and of what is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from desk.desk import Desk
from desk.exchange import ExchangeLook, exchange, look_at_folder
from storage.records import StudyNote

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)


def desk_at(tmp_path: Path, name: str, at: datetime = AT) -> Desk:
    """A computer: its data folder is called as it is."""
    return Desk(tmp_path / name, clock=lambda: at)


def stick_at(tmp_path: Path) -> Path:
    """An empty stick."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def go(desk: Desk, stick: Path) -> ExchangeLook:
    """Exchange; what was shown before."""
    look = look_at_folder(desk, stick)
    exchange(desk, look)
    return look


def write(desk: Desk, title: str) -> StudyNote:
    """Save a note."""
    return desk.journal.notes.add(StudyNote.new(AT, DAY, title=title))


def titles(desk: Desk) -> list[str]:
    """What the notes there are called."""
    return sorted(one.title for one in desk.journal.notes.all())


def retitle(desk: Desk, note: StudyNote, title: str) -> None:
    """Call a note otherwise."""
    desk.journal.notes.change(note, lambda there: there.changed(AT, title=title))


def own_file(desk: Desk) -> str:
    """What this computer's file is called."""
    return f"sixdonts-{desk.journal.files.documents('exchange/machine')['me']['machine']}.exchange"


def in_conflict(*desks: Desk, stick: Path) -> None:
    """A note that the first and the second call otherwise; the second has said so already."""
    first, second = desks
    note = write(first, "原来的题目")
    for desk in desks:
        go(desk, stick)
    retitle(first, note, "单位电脑的题目")
    retitle(second, note, "家里电脑的题目")
    go(second, stick)
