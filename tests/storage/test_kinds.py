"""The one list of what lies in a data folder: every file is of one kind, and every kind is checked, found and kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from content.search import read_query
from storage.backup import copies
from storage.checking import faults
from storage.finding import Finder
from storage.journal import Journal
from storage.kinds import KINDS, UNREAD_FOLDERS, Kind, is_housekeeping, kind_at, kind_called, named
from storage.records import Part
from storage.shelf import Shelf
from tests.storage.filling import AT, DAY, fill

RECORDS = [kind for kind in KINDS if kind.record]
TEXTS = {
    "calendar/2026.txt": "calendar",
    "lists/unit/2026-12-01.toml": "lists",
    "lists/personal/2026-12-01.toml": "lists",
    "materials/0123456789abcdef.md": "materials",
    "banks/own/pack.toml": "banks",
    "settings.toml": "settings",
}
LOGS = {"sessions/01a22202f1f535194eff5e.ndjson": "sessions"}
NOT_OURS = [
    "holiday.jpg",
    "checks.json",
    "leaves/2026.json",
    "checks/2026-11 (2).json",
    "checks/2026-11-copy.json",
    "checks/2026-11_1.json",
    "checks/2026-13.json",
    "matters/open-1.json",
    "branch/problems/2026-11.json",
    "notes/a/b.json",
    "calendar/26.txt",
    "banks/pack.toml",
    "lists/2026-12-01.toml",
    "materials/a/b.md",
    "sessions/a.hall.ndjson",
    "sessions/a.hall.size",
    "sessions/a.lock",
]


def test_every_file_the_program_writes_is_of_one_kind(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    home = tmp_path / "home"
    paths = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    ours = [path for path in paths if not is_housekeeping(path) and not path.startswith(tuple(UNREAD_FOLDERS))]
    assert {kind.name for kind in RECORDS} == {kind.name for path in ours if (kind := kind_at(path))}
    for path in ours:
        assert [kind.name for kind in KINDS if kind.has(path)] in [[kind.name] for kind in RECORDS], path


@pytest.mark.parametrize(("path", "name"), [*TEXTS.items(), *LOGS.items()])
def test_a_file_a_person_may_edit_is_of_its_kind(path: str, name: str) -> None:
    assert [kind.name for kind in KINDS if kind.has(path)] == [name]


@pytest.mark.parametrize("path", NOT_OURS)
def test_other_files_are_of_none(path: str) -> None:
    assert kind_at(path) is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_an_entry_names_is_there(kind: Kind) -> None:
    assert bool(kind.record) != bool(kind.texts)
    for dotted in filter(None, (kind.record and kind.shelf, kind.found, kind.check)):
        assert callable(named(dotted))
    if kind.record:
        assert issubclass(named(kind.record), Part)


def test_the_journal_and_the_list_agree_where_a_day_lies(tmp_path: Path) -> None:
    names = fill(tmp_path)
    for kind in (kind for kind in RECORDS if kind.near):
        assert kind.file(DAY) in names
    for kind in (kind for kind in RECORDS if kind.shelf.endswith(":Shelf")):
        shelf: Shelf[object] = Journal.open(tmp_path).shelf(kind.name)  # type: ignore[type-var]
        assert shelf.all()


def test_a_sound_folder_has_no_faults(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    assert list(faults(tmp_path / "home")) == []


@pytest.mark.parametrize("content", ["{", "[]", "", '{"records": 5}'])
def test_a_damaged_file_of_any_kind_is_a_fault(tmp_path: Path, content: str) -> None:
    home = tmp_path / "home"
    names = [f"{name}.json" for name in fill(home)]
    assert {kind.name for kind in RECORDS} == {kind.name for kind in RECORDS for name in names if kind.has(name)}
    for name in names:
        (home / name).write_text(content, encoding="utf-8")
    found = [(fault.kind, fault.file) for fault in faults(home)]  # type: ignore[union-attr]
    assert {kind for kind, _file in found} <= {"damaged", "lost"}
    assert sorted(file for _kind, file in found) == sorted(names)


@pytest.mark.parametrize("document", [5, {}, {"shoe_size": 42}, None])
def test_a_record_of_any_kind_that_cannot_be_read_is_a_fault(tmp_path: Path, document: object) -> None:
    home = tmp_path / "home"
    names = [f"{name}.json" for name in fill(home)]
    for name in names:
        tables = json.loads((home / name).read_bytes())
        tables["records"]["odd"] = document
        (home / name).write_text(json.dumps(tables), encoding="utf-8")
    found = [(fault.kind, fault.file, fault.detail) for fault in faults(home)]  # type: ignore[union-attr]
    expected = [("record", name, "odd") for name in names if name != "profile.json" or document != {}]
    assert sorted(found) == sorted(expected)  # an empty profile is one of which nothing was ever said


def test_doubled_keys_and_tables_of_others_are_faults(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    path = tmp_path / "home" / "leaves.json"
    path.write_text('{"records": {}, "_default": {"1": {}}, "records": {}}', encoding="utf-8")
    found = [(fault.kind, fault.detail) for fault in faults(tmp_path / "home")]  # type: ignore[union-attr]
    assert found == [("doubled", "records"), ("table", "_default")]


@pytest.mark.parametrize(("path", "name"), TEXTS.items())
def test_a_broken_file_a_person_may_edit_is_a_fault(tmp_path: Path, path: str, name: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("= broken", encoding="utf-8")
    assert list(faults(tmp_path)), name


@pytest.mark.parametrize("path", [*TEXTS, *LOGS])
def test_what_a_person_may_edit_is_in_the_copy_of_the_day(tmp_path: Path, path: str) -> None:
    home = tmp_path / "home"
    file = home / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    Journal.open(home, clock=lambda: AT).drafts.put("note/new", "写")
    [copy] = copies(home)
    assert (copy / path).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", [kind for kind in RECORDS if kind.found], ids=lambda kind: kind.name)
def test_what_can_be_found_is_found(tmp_path: Path, kind: Kind) -> None:
    fill(tmp_path)
    word = {
        "checks": "晚发",
        "notes": "核对",
        "matters": "纪要",
        "meetings": "代表法",
        "lookbacks": "督办件",
        "exchange/unsettled": "另一台",
    }[kind.name]
    assert len(Finder(Journal.open(tmp_path).files).find(read_query(word))) == 1


def test_the_list_waits_for_no_large_library() -> None:
    program = "import sys, storage.kinds; print(sorted({'pydantic', 'tinydb', 'filelock'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["2026-11-copy", "2026-11_1", "2026-11 (conflict)", "2026-11 张三的冲突副本"])
def test_what_a_cloud_drive_puts_beside_a_file_is_never_read_as_records(tmp_path: Path, name: str) -> None:
    fill(tmp_path)
    there = tmp_path / "notes/2026-11.json"
    tables = json.loads(there.read_bytes())
    [note] = tables["records"].values()
    tables["records"] = {"other": note | {"uid": "other", "title": "云盘副本"}}
    copy = tmp_path / f"notes/{name}.json"
    copy.write_text(json.dumps(tables), encoding="utf-8")
    before = copy.read_bytes()
    journal = Journal.open(tmp_path, clock=lambda: AT)
    assert [one.title for one in journal.notes.all()] == [note["title"]]
    assert Finder(journal.files).find(read_query("云盘副本")) == []
    journal.drafts.put("note/new", "写")
    assert copy.read_bytes() == before


@pytest.mark.parametrize("name", ["lock", "intent.json"])
def test_a_folder_where_the_program_keeps_house_hinders_no_save(tmp_path: Path, name: str) -> None:
    (tmp_path / "home" / name).mkdir(parents=True)
    (tmp_path / "home" / name / "mine").write_text("mine", encoding="utf-8")
    Journal.open(tmp_path / "home", clock=lambda: AT).drafts.put("note/new", "写")
    assert Journal.open(tmp_path / "home").drafts.get("note/new") is not None
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "home").glob(f"{name}.damaged-*/mine")] == ["mine"]


def test_a_kind_is_known_by_its_name() -> None:
    assert kind_called("checks").file(DAY) == "checks/2026-11"
    assert kind_called("branch/problems").file(DAY) == "branch/problems/2026"
