"""Real processes: killed at any moment, writing at once, on a disk that is full."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from storage.errors import WriteFailed
from storage.journal import Journal
from storage.records import Matter, MatterState, StudyNote, utc_now
from storage.vaulting import unlocked
from tests.killing import Say, begun, ended, killed

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9 and no tmpfs")]
KILLS = 300
SAVES = 12
WRITERS = 2
RECORDS = 500

DAY = date(2026, 11, 23)


def saver(home: Path, passphrase: str = "") -> Callable[[Say], None]:
    """Saves one after another without end; says each when it is saved. The vault is on where there is a passphrase."""

    def work(say: Say) -> None:
        journal = Journal.open(home, cipher=unlocked(home, passphrase) if passphrase else None)
        for number in itertools.count(1):
            note = journal.notes.add(StudyNote.new(utc_now(), DAY, title="学", own_words="字" * 200))
            say(f"note {note.uid}")
            matter = journal.matters.add(Matter.new(utc_now(), DAY, title="督办件"))
            say(f"open {matter.uid}")
            if number % 2:
                journal.matters.change(matter, _settled)
                say(f"settled {matter.uid}")
            if number % 5 == 0:
                journal.notes.remove(note)
                say(f"trash {note.uid}")
            journal.drafts.put("note/new", str(number))
            say(f"draft {number}")

    return work


def _settled(old: Matter) -> Matter:
    return old.changed(utc_now(), state=MatterState.SETTLED, closed_day=DAY)


def writer(home: Path, called: int) -> Callable[[Say], None]:
    """Saves so many notes."""

    def work(_say: Say) -> None:
        journal = Journal.open(home)
        for number in range(RECORDS):
            journal.notes.add(StudyNote.new(utc_now(), DAY, title=f"{called} {number}"))

    return work


def assert_the_intent_came_last(home: Path) -> None:
    """Temporary files, then the intent, then the replacing: where an intent stands, room for all of it was taken."""
    with contextlib.suppress(FileNotFoundError):
        changes = json.loads((home / "intent.json").read_bytes())["records"]
        for name, change in changes.items():
            places = [home / f"{name}.json{end}" for end in ("", ".tmp")]
            states = [json.loads(place.read_bytes())["records"] for place in places if place.exists()]
            assert any(all(state.get(uid) == document for uid, document in change.items()) for state in states)


def expected_after(said: list[list[str]], expected: dict[str, str]) -> str:
    draft = ""
    for word, what in said:
        if word == "draft":
            draft = what
        else:
            expected[what] = word
    return draft


def without_room(home: Path) -> list[str]:
    """The files that an intent left by a kill names, but whose next state is neither made nor in place."""
    intent = home / "intent.json"
    lacking = []
    for name, change in json.loads(intent.read_bytes())["records"].items() if intent.exists() else ():
        file = home / f"{name}.json"
        there = json.loads(file.read_bytes())["records"] if file.exists() else {}
        is_made = all(there.get(uid) == document for uid, document in change.items())
        if not is_made and not file.with_name(file.name + ".tmp").exists():
            lacking.append(name)
    return lacking


def test_every_acknowledged_save_survives_kills(tmp_path: Path) -> None:
    chance, home, expected = random.Random(7), tmp_path / "home", dict[str, str]()
    for kill in range(KILLS):
        if kill % 50 == 0:  # small files, so that there are many saves
            home, expected = tmp_path / f"home{kill}", {}
        said = killed(saver(home), chance, chance.randrange(SAVES))
        draft = expected_after(said, expected)
        assert_the_intent_came_last(home)
        for path in home.rglob("*.json"):
            json.loads(path.read_bytes())
        assert without_room(home) == []
        journal = Journal.open(home)
        assert not [notice for notice in journal.notices if notice.kind != "intent"]
        notes = {note.uid for note in journal.notes.all()}
        trash = [item.record_uid for item in journal.trash.items()]
        matters = {matter.uid: matter.state.value for matter in journal.matters.all()}
        documents = [uid for name in journal.files.names("matters") for uid in journal.files.documents(name)]
        assert len(documents) == len(matters)
        assert not notes & set(trash)
        for uid, word in expected.items():
            if word in {"note", "trash"}:
                assert uid in trash or (word == "note" and uid in notes)
            else:
                assert matters[uid] == "settled" or word == "open"
        assert not draft or int(journal.drafts.get("note/new")) >= int(draft)


def test_two_programs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [begun(writer(tmp_path, name)) for name in range(WRITERS)]
    assert [ended(*one) for one in writers] == [True] * WRITERS
    titles = {note.title for note in Journal.open(tmp_path).notes.all()}
    assert titles == {f"{name} {number}" for name in range(WRITERS) for number in range(RECORDS)}


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 300 KB, where this machine lets the test have one."""
    folder = Path(tempfile.mkdtemp(prefix="sixdonts-"))
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder]).returncode:
        folder.rmdir()
        pytest.skip("no right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def test_a_full_disk_keeps_all_that_was_saved(small_disk: Path) -> None:
    journal = Journal.open(small_disk / "home")
    saved: list[str] = []

    def fill() -> None:
        for _ in range(10_000):
            at = utc_now()
            note = StudyNote.new(at, at.date(), title="学", own_words="字" * 1000)
            journal.notes.add(note)
            saved.append(note.uid)

    with pytest.raises(WriteFailed) as caught:
        fill()
    assert caught.value.reason == "disk full"
    assert len(saved) > 5
    for anybody in (journal, Journal.open(small_disk / "home")):
        assert {note.uid for note in anybody.notes.all()} == set(saved)
