"""The sample office: the same for the same seed, sound, and away from the person's own records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from content.period import Period
from reports.summary import file
from storage.branch import BranchLedger
from storage.collecting import DecisionKind
from storage.facts import OnLeave
from storage.journal import Journal
from storage.roster import read_roster
from storage.submission import read
from tests.moments import local
from tests.tui.commanding import run
from tui.demo.folders import make_office, write_out
from tui.demo.office import AWAY, MEMBER, SILENT, members, submission_of

NOW = local(2026, 11, 23, 16)
NOVEMBER = Period.parse("2026-11")


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_same_seed_sends_the_same_files_and_another_seed_others() -> None:
    first, again, other = (file(submission_of(3, NOVEMBER, NOW, seed), 1) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.slow
def test_what_is_written_out_can_be_taken_in_whole(tmp_path: Path) -> None:
    out, workshop = tmp_path / "out", tmp_path / "workshop"
    paths = write_out(out, workshop, NOW, 1)
    assert all(path.exists() for path in paths)
    submissions = [path for path in paths if path.suffix == ".txt"]
    assert len(submissions) == 23
    ledger = BranchLedger.in_memory(clock=lambda: NOW)
    reading = read_roster(out / "人员名册.xlsx")
    assert (len(reading.members), reading.faults) == (24, ())
    ledger.save_roster(reading.members)
    decisions = ledger.look(submissions, NOVEMBER)
    assert Counter(decision.kind for decision in decisions) == {DecisionKind.NEW: 23}
    assert {one.name for one in members()} - {decision.name for decision in decisions} == {members()[SILENT].name}


def test_one_of_the_office_says_that_they_were_away(tmp_path: Path) -> None:
    facts = read(file(submission_of(AWAY, NOVEMBER, NOW, 1), 1)).facts
    (away,) = [fact for fact in facts if isinstance(fact, OnLeave)]
    assert (away.last_day - away.first_day).days >= 13


@pytest.mark.slow
def test_the_branch_documents_hold_the_office(tmp_path: Path) -> None:
    write_out(tmp_path / "out", tmp_path / "workshop", NOW, 1)
    (tables,) = [path for path in (tmp_path / "out").glob("*.xlsx") if "名册" not in path.name]
    sheet = openpyxl.load_workbook(tables).worksheets[0]
    names = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {one.name for one in members()} <= names


@pytest.mark.slow
def test_the_office_opens_with_the_folder_in_place_and_the_member_still_to_send(tmp_path: Path) -> None:
    office = make_office(tmp_path, NOW, 1)
    assert len(files_in(office.inbox)) == 22
    assert not any(members()[MEMBER].name in name for name in files_in(office.inbox))
    for home in (office.member, office.secretary):
        journal = Journal.open(home, clock=lambda: NOW)
        assert len(journal.checks.all()) > 200
        assert not journal.checks.within(Period.parse("2026-11-23..2026-11-23"))  # today is for who sits there
        assert journal.notices == []


@pytest.mark.slow
def test_the_command_only_writes_and_never_over_anything(tmp_path: Path) -> None:
    own = tmp_path / "own"
    done = run(own, "demo", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0
    assert not own.exists()
    again = run(own, "demo", "--out", str(tmp_path / "out"))
    assert again.exit_code == 1
    assert len(again.stderr.strip().splitlines()) == 1


@pytest.mark.slow
def test_ten_busy_years_are_sound(tmp_path: Path) -> None:
    assert run(tmp_path / "own", "demo", "--years", "10", "--seed", "7", "--into", str(tmp_path / "ten")).exit_code == 0
    journal = Journal.open(tmp_path / "ten")
    assert len(journal.attempts.all()) > 30_000
    assert len(journal.notes.all()) > 3_000
    assert journal.notices == []
    assert run(tmp_path / "ten", "doctor").exit_code == 0
