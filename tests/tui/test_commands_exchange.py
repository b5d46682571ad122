"""`exchange`: what two computers say differently is listed with the way on; a wrong choice is told by number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk.desk import Desk
from desk.exchange import exchange, look_at_folder
from storage.records import StudyNote
from tests.tui.commanding import NOW, run


def test_undecided_names_the_commands_and_a_wrong_choice_its_number(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office, home = (Desk(tmp_path / name, clock=lambda: NOW) for name in ("office", "home"))
    notes = [office.journal.notes.add(StudyNote.new(NOW, date(2026, 11, 2), title=title)) for title in ("甲", "乙")]
    for desk in (office, home):
        exchange(desk, look_at_folder(desk, stick))
    for desk, more in ((office, "一"), (home, "二")):
        for note in notes:
            desk.journal.notes.change(note, lambda old, more=more: old.changed(NOW, title=old.title + more))  # type: ignore[misc]
        exchange(desk, look_at_folder(desk, stick))
    shown = run(tmp_path / "home", "exchange", "--undecided").stdout
    assert "sixdonts exchange --keep 2=there" in shown
    wrong = run(tmp_path / "home", "exchange", "--keep", "1=here", "--keep", "2=that")
    assert (wrong.exit_code, wrong.stderr[:8]) == (1, "Number 2")
    assert run(tmp_path / "home", "exchange", "--undecided").stdout == shown
