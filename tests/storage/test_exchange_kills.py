"""Exchanges in real processes: killed at any moment, and two at once over the same records and the same folder."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.exchange import exchange, look_at_folder, undecided
from storage.errors import ChangedElsewhere
from storage.journal import Journal
from storage.records import StudyNote, utc_now
from tests.computers import AT, DAY
from tests.killing import Say, begun, ended, killed

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")]
KILLS = 150
ROUNDS = 15


def exchanger(home: Path, stick: Path, rounds: int, called: str) -> Callable[[Say], None]:
    """Saves a note and exchanges, again and again; says each note when it is saved."""

    def work(say: Say) -> None:
        desk = Desk(home)
        for number in range(rounds):
            note = desk.journal.notes.add(StudyNote.new(utc_now(), DAY, title=f"{called}-{number}"))
            say(note.title)
            while True:
                try:
                    exchange(desk, look_at_folder(desk, stick))
                    break
                except ChangedElsewhere:
                    continue

    return work


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
        work = exchanger(homes[kill % 2], stick, 10_000, f"{kill}")
        lines = killed(work, chance, chance.randrange(4), seconds=0.08)
        said |= {title for [title] in lines}
        assert not [one for one in Journal.open(homes[kill % 2]).notices if one.kind != "intent"]
    meet(stick, *homes)
    assert said <= titles(homes[0])
    assert titles(homes[0]) == titles(homes[1])


def test_two_that_exchange_at_once_on_one_computer_lose_nothing(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    both = [begun(exchanger(tmp_path / "office", stick, ROUNDS, name)) for name in ("甲", "乙")]
    assert [ended(*one) for one in both] == [True, True]
    other = tmp_path / "home"
    meet(stick, tmp_path / "office", other)
    assert titles(other) == {f"{name}-{number}" for name in ("甲", "乙") for number in range(ROUNDS)}


def test_two_computers_that_exchange_at_once_end_equal(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    homes = tmp_path / "office", tmp_path / "home"
    first = Journal.open(homes[0], clock=lambda: AT)
    first.notes.add(StudyNote.new(AT, DAY, title="早先"))
    both = [begun(exchanger(home, stick, ROUNDS, home.name)) for home in homes]
    assert [ended(*one) for one in both] == [True, True]
    meet(stick, *homes)
    assert titles(homes[0]) == titles(homes[1])
    assert len(titles(homes[0])) == 2 * ROUNDS + 1
