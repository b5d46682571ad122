"""What is measured: the start of the program, `status`, and one durable save in year 1 and in year 10."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.bare import READY
from benchmarks.busy import BEGUN
from benchmarks.collecting import collecting_rows
from benchmarks.hall import hall_rows
from benchmarks.measure import Row, environment, paired, seconds
from benchmarks.province import province_rows
from benchmarks.review import review_rows
from benchmarks.saving import saver, until_painted
from benchmarks.vault import vault_rows

PROGRAM = "import sys; sys.argv[0] = 'sixdonts'; from tui.__main__ import main; main()"


def study_painted(home: Path) -> float:
    """Seconds from pressing F3 on Today to the line of Study that says how its notes are ordered."""
    import pexpect

    child = pexpect.spawn(
        sys.executable, ["-c", PROGRAM], env=environment(home), dimensions=(24, 80), encoding="utf-8", timeout=60
    )
    child.delaybeforesend = None
    child.expect_exact("待复习")

    def press() -> None:
        child.send("\x1bOR")
        child.expect_exact("最新在前")

    took = seconds(press)
    child.close(force=True)
    return took


def mark_beside_a_job(home: Path) -> float:
    """Seconds from pressing a mark on Today to the line that counts it, while a job of three seconds is under way."""
    import pexpect

    path = home / "checks" / f"{datetime.now().astimezone():%Y-%m}.json"
    for file in (path, path.with_name(f"{path.name}.bak")):
        file.unlink(missing_ok=True)  # nothing is answered today
    child = pexpect.spawn(
        sys.executable, ["-m", "benchmarks.busy"], env=environment(home), dimensions=(24, 80), encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    child.delaybeforesend = None
    child.expect_exact(BEGUN)

    def press() -> None:
        child.send("1")
        child.expect_exact("1 / 6")

    took = seconds(press)
    child.close(force=True)
    return took


def status_seconds(home: Path) -> float:
    """Seconds that `sixdonts status` takes as a process."""
    import subprocess

    command = [sys.executable, "-c", PROGRAM, "status"]
    return seconds(lambda: subprocess.run(command, env=environment(home), check=True, capture_output=True))


def raw_saver(home: Path, folder: Path, day: str) -> Callable[[], float]:
    """Writes the bytes of the same file: temporary file, fsync, replace, fsync of the folder; nothing else."""
    content = (home / "checks" / f"{day}.json").read_bytes()
    folder.mkdir(exist_ok=True)
    target, temp = folder / "raw.json", folder / "raw.json.tmp"

    def write() -> None:
        handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(handle, content)
        os.fsync(handle)
        os.close(handle)
        temp.replace(target)
        if os.name != "nt":
            handle = os.open(folder, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)

    return lambda: seconds(write)


def opener(home: Path, settled: int, at: datetime) -> Callable[[], float]:
    """Opens a journal of 40 open matters among settled ones, and reads the open ones."""
    from storage.journal import Journal
    from storage.records import Matter, MatterState

    shelf, day = Journal.open(home).matters, at.date()
    shelf.add_many(Matter.new(at, day, title=f"督办件{number}", due_day=day) for number in range(40))
    closed = (day - timedelta(days=number % 1_800) for number in range(settled))
    shelf.add_many(
        Matter.new(at, one, title="督办件", state=MatterState.SETTLED, result="已反馈", closed_day=one)
        for one in closed
    )
    return lambda: seconds(lambda: Journal.open(home).matters.open())


SOUGHT = "密级"  # a tenth of the notes have it


def searcher(home: Path, *, again: bool) -> Callable[[], float]:
    """Searches everything for a word: with a new finder each time, or again with one that has read the files."""
    from content.search import in_order, read_query
    from storage.finding import Finder
    from storage.journal import Journal

    files, query = Journal.open(home).files, read_query(SOUGHT)
    kept = Finder(files)

    def look() -> None:
        in_order((kept if again else Finder(files)).find(query), query)

    if again:
        look()
    return lambda: seconds(look)


def grepper(home: Path) -> Callable[[], float]:
    """`grep -rFc` for the word over the same files."""
    import subprocess

    folders = [str(home / kind) for kind in ("notes", "checks", "matters")]
    command = ["grep", "-rFc", "--include=*.json", SOUGHT, *folders]
    return lambda: seconds(lambda: subprocess.run(command, check=False, capture_output=True))


def note_lister(home: Path) -> Callable[[], float]:
    """Reads every note with all checks, as the screen of notes does when it is opened."""
    from storage.journal import Journal

    return lambda: seconds(lambda: Journal.open(home).notes.all())


def parser(home: Path, kind: str) -> Callable[[], float]:
    """Reads and parses the same files as JSON, and nothing else."""
    import json

    paths = sorted((home / kind).glob("*.json"))
    return lambda: seconds(lambda: [json.loads(path.read_bytes()) for path in paths])


TEN_MS, HUNDRED_MS = 0.010, 0.100


def drawer() -> Callable[[], float]:
    """Draws 10 of 5,000 questions, half of them due."""
    from content.catalog import Catalog
    from content.drawing import draw, reviews_today
    from content.marks import Bilingual
    from content.models import Question

    one, topics = dict(Catalog.shipped().questions()[0]), [Bilingual(f"topic {number}") for number in range(11)]
    many = [Question(**{**one, "id": f"q{number}", "topic": topics[number % 11]}) for number in range(5_000)]
    now = datetime.now().astimezone()
    due = {f"q{number}": now - timedelta(minutes=number) for number in range(0, 5_000, 2)}
    turn = [0]

    def draw_ten() -> None:
        turn[0] += 1
        draw(many, reviews_today(due, now, answered=0, cap=5), due, seed=turn[0], count=10)

    return lambda: seconds(draw_ten)


def bank_reader(folder: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    """Reads, checks and plans a table of 5,000 questions; and has openpyxl read the same sheet, and nothing else."""
    import openpyxl

    from content.catalog import Catalog
    from content.importing.bank_plan import plan_import
    from content.importing.questions import read_bank_file
    from content.marks import Bilingual
    from content.models import Pack, Question
    from reports.banks import bank_workbook
    from reports.document import Fonts
    from reports.formats import write

    catalog = Catalog.shipped()
    pack = max(catalog.packs, key=lambda pack: len(pack.questions))

    def another(number: int) -> Question:
        one = pack.questions[number % len(pack.questions)]
        stem = Bilingual(f"{one.stem.zh}（第{number}例）")
        return Question(**{**dict(one), "id": f"q{number}", "stem": stem})

    questions = tuple(another(number) for number in range(5_000))
    bank = Pack(**{**dict(pack), "id": "bench", "questions": questions})
    path = folder / "bank.xlsx"
    path.write_bytes(write(bank_workbook(bank), ".xlsx", Fonts()))

    def bring_in() -> None:
        plan_import(read_bank_file(path), catalog, ())

    def only_read() -> None:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _row in sheet.iter_rows(values_only=True):
                pass

    return lambda: seconds(bring_in), lambda: seconds(only_read)


def rows(young: Path, old: Path, folder: Path, now: datetime, pairs: int) -> Iterator[partial[Row]]:
    """Every row, to be measured before the next is asked for; `old` holds ten years, `young` one."""
    yield from first_frame_rows(old, now, pairs)
    yield from saving_rows(young, old, folder, now, pairs)
    yield from reading_rows(young, old, pairs)
    yield from review_rows(young, old, now, pairs)
    yield from quiz_rows(folder, pairs)
    yield from collecting_rows(folder, pairs)
    yield from province_rows(folder, pairs)
    yield from vault_rows(old, folder, now, ["-c", PROGRAM], pairs)
    if os.name != "nt":
        yield from hall_rows(folder, pairs)


def first_frame_rows(old: Path, now: datetime, pairs: int) -> Iterator[partial[Row]]:
    """How soon something is seen."""
    from storage.journal import Journal
    from storage.records import Matter

    title = "督办件向办公室反馈"
    Journal.open(old).matters.add(Matter.new(now, now.date(), title=title, due_day=now.date() - timedelta(days=1)))

    def bare() -> float:
        return until_painted(old, ["-m", "benchmarks.bare"], READY)

    if os.name != "nt":
        yield partial(paired, "first paint of Today, ten years", "a bare Textual app",
                     lambda: until_painted(old, ["-c", PROGRAM], title), bare, at_most=1.20, pairs=pairs)  # fmt: skip
        yield partial(paired, "status, ten years", "a bare Textual app", lambda: status_seconds(old), bare,
                     at_most=0.25, pairs=pairs)  # fmt: skip


def saving_rows(young: Path, old: Path, folder: Path, now: datetime, pairs: int) -> Iterator[partial[Row]]:
    """What a change costs, early and late in a journal's life."""
    save_young, save_old = saver(young, now), saver(old, now)
    save_young(), save_old()
    month = f"{now:%Y-%m}"
    yield partial(paired, "one save in year 1", "a raw durable write of the same bytes", save_young,
                 raw_saver(young, folder / "raw1", month), at_most=3, pairs=5 * pairs)  # fmt: skip
    yield partial(paired, "one save in year 10", "a raw durable write of the same bytes", save_old,
                 raw_saver(old, folder / "raw10", month), at_most=3, pairs=5 * pairs)  # fmt: skip
    yield partial(
        paired, "one save in year 10", "one save in year 1", save_old, save_young, at_most=1.1, pairs=5 * pairs
    )
    yield partial(paired, "open matters among 5,000 settled", "the same open matters alone",
                 opener(folder / "many", 5_000, now), opener(folder / "few", 0, now),
                 at_most=1.5, pairs=5 * pairs)  # fmt: skip


def reading_rows(young: Path, old: Path, pairs: int) -> Iterator[partial[Row]]:
    """What it costs to find and to read all that was ever written."""
    if os.name != "nt":
        yield partial(paired, "first search, ten years", "grep -rFc over the same files", searcher(old, again=False),
                     grepper(old), at_most=6, pairs=pairs)  # fmt: skip
        yield partial(paired, "following search, ten years", "grep -rFc over the same files", searcher(old, again=True),
                     grepper(old), at_most=1, pairs=pairs)  # fmt: skip
        yield partial(paired, "opening Study with the notes of ten years", "with those of one",
                     lambda: study_painted(old), lambda: study_painted(young), at_most=2, pairs=pairs)  # fmt: skip
        yield partial(paired, "a mark painted while a job of 3 s runs", "a hundred milliseconds",
                     lambda: mark_beside_a_job(old), lambda: HUNDRED_MS, at_most=1, pairs=pairs)  # fmt: skip
    yield partial(paired, "all notes of ten years, checked", "reading and parsing the same files", note_lister(old),
                 parser(old, "notes"), at_most=5, pairs=pairs)  # fmt: skip


def quiz_rows(folder: Path, pairs: int) -> Iterator[partial[Row]]:
    """What a large bank costs."""
    yield partial(paired, "drawing 10 of 5,000 questions", "ten milliseconds", drawer(), lambda: TEN_MS,
                 at_most=1, pairs=5 * pairs)  # fmt: skip
    bring_in, only_read = bank_reader(folder)
    yield partial(paired, "bringing in 5,000 questions (plan)", "openpyxl reading the same sheet", bring_in, only_read,
                 at_most=4, pairs=max(pairs // 4, 3))  # fmt: skip
