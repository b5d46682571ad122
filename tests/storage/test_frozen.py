"""Data folders as earlier programs left them (`tests/frozen/format-N/<day>`) are read to the last field.

Each was written by the program of that day, by its own shelves, and is never changed. A new format gets a folder of its
own, made before the first step that leads to it.
"""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.desk import Desk
from desk.doctor import folder_faults, mend
from storage.files import FORMAT
from storage.journal import Journal
from storage.kinds import KINDS, kind_at, named
from storage.records import StudyNote
from storage.shelf import Shelf
from storage.sitting import standings_now
from tests.storage.filling import AT, DAY

FROZEN = sorted((Path(__file__).parent.parent / "frozen").glob("format-*/*"))
NOW = AT + timedelta(days=6)


@pytest.fixture(params=FROZEN, ids=[path.name for path in FROZEN])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    home = Path(shutil.copytree(request.param, tmp_path / "home"))
    home.chmod(0o700)  # what a repository keeps has no such mode
    return home


def frozen(home: Path) -> dict[str, dict[str, Any]]:
    """The documents in each record file, by its path."""
    found = sorted(path for path in home.rglob("*.json") if not {"copies", "aside"} & set(path.parts))
    paths = {path.relative_to(home).as_posix(): path for path in found if path.name != "format.json"}
    return {name: json.loads(path.read_bytes())["records"] for name, path in paths.items()}


def holds(said: Any, frozen: Any) -> bool:
    """Whether a document says all that an earlier one said: fields may have come, none has gone or changed."""
    if isinstance(frozen, dict):
        return isinstance(said, dict) and all(key in said and holds(said[key], one) for key, one in frozen.items())
    if isinstance(frozen, list):
        return isinstance(said, list) and len(said) == len(frozen) and all(map(holds, said, frozen))
    return bool(said == frozen)


def test_every_format_there_was_has_a_folder() -> None:
    assert {path.parent.name for path in FROZEN} == {f"format-{number}" for number in range(1, FORMAT + 1)}


def test_every_record_is_read_to_the_last_field(home: Path) -> None:
    for path, documents in frozen(home).items():
        kind = kind_at(path)
        assert kind is not None, path
        assert documents, path
        if path == "schedule.json":
            continue  # made of the answers; the first programs kept less of it
        for uid, document in documents.items():
            assert holds(named(kind.record).model_validate(document).model_dump(mode="json"), document), (path, uid)


def test_the_shelves_show_what_is_there(home: Path) -> None:
    journal = Journal.open(home, clock=lambda: NOW)
    counts = {kind.name: 0 for kind in KINDS}
    for path, documents in frozen(home).items():
        kind = kind_at(path)
        assert kind is not None
        counts[kind.name] += len(documents)
    shelves: dict[str, Shelf[Any]] = {
        "checks": journal.checks, "notes": journal.notes, "attempts": journal.attempts, "matters": journal.matters,
        "leaves": journal.leaves, "sent": journal.sent, "meetings": journal.meetings, "remarks": journal.remarks,
    }  # fmt: skip
    assert {name: len(shelf.all()) for name, shelf in shelves.items()} == {name: counts[name] for name in shelves}
    assert journal.profile().name == "张三"
    assert set(standings_now(journal, NOW)) == set(frozen(home)["schedule.json"])
    assert all(notice.file == "schedule.json" for notice in journal.notices)


def test_a_save_leaves_what_was_there_as_it_was(home: Path) -> None:
    before = frozen(home)
    Journal.open(home, clock=lambda: NOW).notes.add(StudyNote.new(NOW, DAY, uid="new", title="新写的"))

    after = frozen(home)
    assert after["notes/2026-11.json"].pop("new")["title"] == "新写的"
    assert holds(after, before)  # a draft has got the day on which it was seen first


def test_doctor_finds_nothing_that_it_cannot_make_anew_from_the_answers(home: Path) -> None:
    before = frozen(home)
    desk = Desk(home, clock=lambda: NOW)
    assert all("schedule.json" in fault for fault in folder_faults(desk))
    mend(desk)
    assert list(folder_faults(desk)) == []
    after = frozen(home)
    del before["schedule.json"]
    assert holds(after, before)


def test_what_an_answer_said_and_why_it_was_changed_is_there_from_the_first_programs_on() -> None:
    [first, *_later] = FROZEN
    [check] = Journal.open(first).checks.all()
    answer = check.answer("error")
    assert answer is not None
    assert [one.sentence for one in answer.earlier] == ["会议通知晚发半天"]
    assert (answer.mark, answer.earlier[0].reason) == ("not_kept", "当天漏记")
    [matter] = Journal.open(first).matters.open()
    assert (matter.title, matter.given_by, matter.extensions[0].reason) == ("会签意见汇总", "王处", "等待会签")
    assert (matter.original, matter.repeat, matter.cause) == ("", None, "")  # fields that came later
