"""Two programs save into one data folder at once, many thousand times: is every record there that was said to be saved?

    python tools/two_writers.py --records 100000 FOLDER

Each is a process with a journal of its own. Notes are spread over many months, so that a save costs what it costs
people; one record more is counted on by both. Ends with 1 when a record is missing or an edit was lost.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONTHS = 480
PAUSE = 0.01  # seconds at most between two saves: who never lets go of the lock keeps the other out
T = TypeVar("T")
SHARED = "shared"  # the title of the note that both count on


def main() -> int:
    """Run both, look at what is there, say it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="an empty folder")
    parser.add_argument("--records", type=int, default=2000, help="how many both save together")
    parser.add_argument("--writer", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.writer:
        write(said.folder, said.writer, said.records)
        return 0
    if said.folder.exists() and any(said.folder.iterdir()):
        parser.error(f"{said.folder} is not empty")
    return run(said.folder, said.records)


def run(home: Path, records: int) -> int:
    """Two writers at once; 1 when something is missing."""
    from storage.journal import Journal
    from storage.records import StudyNote

    Journal.open(home).notes.add(StudyNote.new(AT, AT.date(), title=SHARED))
    each, begun = records // 2, time.monotonic()
    command = [sys.executable, __file__, str(home), "--records", str(each), "--writer"]
    with tempfile.TemporaryFile("w+") as one, tempfile.TemporaryFile("w+") as other:  # a pipe would hold one up
        writers = [subprocess.Popen([*command, name], stdout=out) for name, out in (("a", one), ("b", other))]
        ends = [(writer.wait(), time.monotonic() - begun) for writer in writers]
        said = [line for out in (one, other) if out.seek(0) == 0 for line in out.read().split()]
    busy = said.count("busy")
    said = [uid for uid in said if uid != "busy"]
    took = max(after for _code, after in ends)
    journal = Journal.open(home)
    notes = journal.notes.all()
    there = {note.uid for note in notes}
    [counted] = [note.minutes for note in notes if note.title == SHARED]
    lost = [uid for uid in said if uid not in there]
    edits = 2 * (each // 10)
    print(f"said to be saved {len(said)} of {2 * each}, lost {len(lost)}; edits of one record {edits}, there {counted}")
    print(f"first done after {min(after for _code, after in ends):.0f} s; found the other busy too long: {busy}")
    print(f"{took:.0f} s, {1000 * took / max(1, len(said)):.1f} ms a record; notices {journal.notices}")
    is_whole = not lost and len(said) == 2 * each == len(there) - 1 and counted == edits and not journal.notices
    return 0 if is_whole and not any(code for code, _after in ends) else 1


def write(home: Path, name: str, records: int) -> None:
    """Save so many notes, each a transaction, and say each when it is saved; what was refused is tried again."""
    from storage.errors import Busy
    from storage.journal import Journal
    from storage.records import StudyNote

    def saved(work: Callable[[], T]) -> T:
        while True:
            try:
                return work()
            except Busy:
                print("busy", flush=True)

    journal, chance = Journal.open(home), random.Random(name)
    [shared] = [note for note in journal.notes.all() if note.title == SHARED]
    for number in range(records):
        day = date(1987 + number % MONTHS // 12, number % 12 + 1, 1 + number % 28)
        note = StudyNote.new(AT, day, title=f"{name}{number}")
        saved(partial(journal.notes.add, note))
        print(note.uid, flush=True)
        if number % 10 == 9:
            saved(lambda: journal.notes.change(shared, lambda old: old.changed(AT, minutes=old.minutes + 1)))
        time.sleep(chance.uniform(0, PAUSE))


if __name__ == "__main__":
    sys.exit(main())
