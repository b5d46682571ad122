"""Exchanges in real processes: killed at any moment, and two at once over the same records and the same folder."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.exchange import exchange, look_at_folder, undecided
from storage.journal import Journal
from storage.records import StudyNote

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")]
ROOT = Path(__file__).parents[2]
KILLS = 150
ROUNDS = 15
AT, DAY = datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 23)

EXCHANGER = """
import sys
from datetime import date
from pathlib import Path
from desk.desk import Desk
from desk.exchange import exchange, look_at_folder
from storage.errors import ChangedElsewhere
from storage.records import StudyNote, utc_now
desk, stick, rounds = Desk(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
for number in range(rounds):
    note = desk.journal.notes.add(StudyNote.new(utc_now(), date(2026, 11, 23), title=f"{sys.argv[4]} {number}"))
    print(note.title, flush=True)
    while True:
        try:
            exchange(desk, look_at_folder(desk, stick))
            break
        except ChangedElsewhere:
            pass
"""


def start(home: Path, stick: Path, rounds: int, called: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", EXCHANGER, str(home), str(stick), str(rounds), called]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def titles(home: Path) -> set[str]:
    return {one.title for one in Journal.open(home).notes.all()}


def meet(stick: Path, *homes: Path) -> None:
    for home in homes * 2:
        desk = Desk(home, clock=lambda: AT)
        exchange(desk, look_at_folder(desk, stick))
        assert undecided(desk) == []


def test_an_exchange_killed_at_any_moment_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    chance, said, stick = random.Random(20), set[str](), tmp_path / "stick"
    stick.mkdir()
    homes = tmp_path / "office", tmp_path / "home"
    for kill in range(KILLS):
        process = start(homes[kill % 2], stick, 10_000, f"{kill}")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        lines = [process.stdout.readline() for _ in range(chance.randrange(1, 4))]
        time_up = time.monotonic() + chance.uniform(0, 0.08)
        while time.monotonic() < time_up:
            pass
        process.kill()
        lines += process.stdout.read().split("\n")[:-1]
        process.stdout.close()
        process.wait()
        said |= {line.strip() for line in lines}
        assert not [one for one in Journal.open(homes[kill % 2]).notices if one.kind != "intent"]
    meet(stick, *homes)
    assert said <= titles(homes[0])
    assert titles(homes[0]) == titles(homes[1])


def test_two_that_exchange_at_once_on_one_computer_lose_nothing(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    both = [start(tmp_path / "office", stick, ROUNDS, name) for name in ("甲", "乙")]
    for process in both:
        process.communicate(timeout=300)
    assert [process.returncode for process in both] == [0, 0]
    other = tmp_path / "home"
    meet(stick, tmp_path / "office", other)
    assert titles(other) == {f"{name} {number}" for name in ("甲", "乙") for number in range(ROUNDS)}


def test_two_computers_that_exchange_at_once_end_equal(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    homes = tmp_path / "office", tmp_path / "home"
    first = Journal.open(homes[0], clock=lambda: AT)
    first.notes.add(StudyNote.new(AT, DAY, title="早先"))
    both = [start(home, stick, ROUNDS, home.name) for home in homes]
    for process in both:
        process.communicate(timeout=300)
    assert [process.returncode for process in both] == [0, 0]
    meet(stick, *homes)
    assert titles(homes[0]) == titles(homes[1])
    assert len(titles(homes[0])) == 2 * ROUNDS + 1
