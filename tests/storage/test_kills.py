"""Real processes: killed at any moment, writing at once, on a disk that is full."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.errors import WriteFailed
from storage.journal import Journal
from storage.records import StudyNote, utc_now

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9 and no tmpfs")]
ROOT = Path(__file__).parents[2]
KILLS = 300
SAVES = 12
WRITERS = 2
RECORDS = 500

SAVER = """
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from storage.journal import Journal
from storage.records import Matter, MatterState, StudyNote, utc_now
home, day = Path(sys.argv[1]), date(2026, 11, 23)
journal = Journal.open(home)
print("ready", flush=True)
number = 0
while True:
    number += 1
    note = journal.notes.add(StudyNote.new(utc_now(), day, title="学", own_words="字" * 200))
    print("note", note.uid, flush=True)
    matter = journal.matters.add(Matter.new(utc_now(), day, title="督办件"))
    print("open", matter.uid, flush=True)
    if number % 2:
        journal.matters.change(matter, lambda old: old.changed(utc_now(), state=MatterState.SETTLED, closed_day=day))
        print("settled", matter.uid, flush=True)
    if number % 5 == 0:
        journal.notes.remove(note)
        print("trash", note.uid, flush=True)
    journal.drafts.put("note/new", str(number))
    print("draft", number, flush=True)
"""

WRITER = """
import sys
from datetime import date
from pathlib import Path
from storage.journal import Journal
from storage.records import StudyNote, utc_now
journal = Journal.open(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    journal.notes.add(StudyNote.new(utc_now(), date(2026, 11, 23), title=f"{sys.argv[2]} {number}"))
"""


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged_before_a_kill(home: Path, chance: random.Random) -> list[list[str]]:
    """What a saving process said was saved, until it was killed within a few saves, at a random moment of one.

    The moment is counted in saves, not in seconds: a slow machine saves as much before each kill as a fast one.
    """
    process = start(SAVER, home)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    lines = [process.stdout.readline() for _ in range(chance.randrange(SAVES))]
    wait_until = time.monotonic() + chance.uniform(0, 0.01)
    while time.monotonic() < wait_until:
        pass
    process.kill()
    assert all(lines), "the saving process ended of itself"
    lines += process.stdout.read().split("\n")[:-1]  # after the last newline is what it did not finish saying
    process.stdout.close()
    process.wait()
    return [line.split() for line in lines]


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
        said = acknowledged_before_a_kill(home, chance)
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
    writers = [start(WRITER, tmp_path, name, RECORDS) for name in range(WRITERS)]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
        assert writer.wait() == 0
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
