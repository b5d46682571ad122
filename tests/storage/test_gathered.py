"""TinyDB as its users know it: what a transaction asks of it, and that plain TinyDB reads what lies on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import MemoryStorage, Storage
from tinydb.table import Document, Table
from tinydb.utils import LRUCache

from storage.durable import BytesStorage, DurableStorage
from storage.errors import WriteFailed
from storage.gathered import Gathered, RecordFile
from storage.journal import Journal
from storage.records import StudyNote
from tests.storage.filling import fill

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
OLD: dict[str, dict[str, Any]] = {"records": {"a": {"words": "旧", "gone": 1}, "b": {"words": "留"}}}
Fails = Callable[..., AbstractContextManager[list[int]]]


class Counted(MemoryStorage):
    """A storage that counts."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.memory = json.loads(json.dumps(OLD))
        self.reads = self.writes = 0

    def read(self) -> dict[str, dict[str, Any]] | None:
        self.reads += 1
        return super().read()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self.writes += 1
        super().write(data)


def test_a_change_reads_once_and_writes_once_at_the_commit() -> None:
    file = RecordFile(storage=Gathered(Counted))
    below = file.gathered.storage
    assert file.documents == OLD["records"]
    file.apply({"a": {"words": "新"}, "b": None, "c": {"words": "加"}, "never there": None})
    assert file.documents == {"a": {"words": "新"}, "c": {"words": "加"}}
    assert (below.reads, below.writes) == (1, 0)
    file.gathered.commit()
    file.gathered.commit()
    assert (below.reads, below.writes) == (1, 1)
    assert below.memory == {"records": {"a": {"words": "新"}, "c": {"words": "加"}}}


def test_what_is_closed_without_a_commit_was_never_written() -> None:
    with RecordFile(storage=Gathered(Counted)) as file:
        file.apply({"a": {"words": "新"}})
    below = file.gathered.storage
    assert (below.writes, below.memory) == (0, OLD)
    assert file.documents == OLD["records"]


def test_tables_of_others_stay(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    journal.notes.add(StudyNote.new(AT, DAY, title="学"))
    path = tmp_path / "notes" / "2026-11.json"
    with TinyDB(path) as foreign:
        foreign.insert({"mine": 1})
    assert [note.title for note in journal.notes.all()] == ["学"]
    journal.notes.add(StudyNote.new(AT, DAY, title="再学"))
    assert {note.title for note in journal.notes.all()} == {"学", "再学"}
    with TinyDB(path, access_mode="r") as foreign:
        assert foreign.all() == [{"mine": 1}]


@pytest.fixture
def without_merging(monkeypatch: pytest.MonkeyPatch) -> None:
    """TinyDB without what merges, alters what was read, or remembers queries."""

    def never(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("not to be used on records")

    for name in ("upsert", "update", "update_multiple", "insert", "truncate"):
        monkeypatch.setattr(Table, name, never)
    monkeypatch.setattr(LRUCache, "set", never)


@pytest.mark.usefixtures("without_merging")
def test_no_save_merges_or_remembers_queries(tmp_path: Path) -> None:
    assert fill(tmp_path)


def test_a_field_that_is_gone_is_gone_from_the_file(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    with journal.files.transaction() as transaction:
        transaction.put("leaves", "a", {"words": "旧", "gone": 1})
    with journal.files.transaction() as transaction:
        transaction.put("leaves", "a", {"words": "新"})
    assert json.loads((tmp_path / "leaves.json").read_bytes()) == {"records": {"a": {"words": "新"}}}


def test_what_was_read_is_not_altered_by_the_change(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    with journal.files.transaction() as transaction:
        transaction.put("leaves", "a", {"words": "旧"})
    with journal.files.transaction() as transaction:
        before = transaction.documents("leaves")["a"]
        transaction.put("leaves", "a", {"words": "新"})
    assert before == {"words": "旧"}


# TinyDB's own promises of a storage, held by each of ours


@pytest.fixture(params=["folder", "memory", "gathered"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "memory":
        return BytesStorage({}, "file")
    if request.param == "folder":
        return DurableStorage(tmp_path / "file.json")
    gathered = Gathered(DurableStorage)
    gathered(tmp_path / "file.json")
    return gathered  # type: ignore[return-value] # TinyDB takes a middleware for a storage


def test_a_storage_begins_with_none_and_gives_back_what_was_written(storage: Storage) -> None:
    assert storage.read() is None
    storage.write(OLD)
    assert storage.read() == OLD
    storage.write({})
    assert storage.read() == {}


def test_tinydb_works_on_each(storage: Storage) -> None:
    with TinyDB(storage=lambda: storage) as database:
        number = database.insert({"name": "张三"})
        database.insert_multiple([{"name": "李四"}, {"name": "王五"}])
        database.remove(Query().name == "李四")
        assert [document["name"] for document in database] == ["张三", "王五"]
        assert database.get(doc_id=number) == {"name": "张三"}
        assert database.contains(doc_id=number)
        assert len(database) == 2
        database.drop_tables()
        assert database.all() == []


def _write(storage: Storage, data: dict[str, dict[str, Any]]) -> None:
    storage.write(data)
    if isinstance(storage, Gathered):
        storage.commit()


def test_what_is_no_json_leaves_what_was_there(storage: Storage) -> None:
    _write(storage, OLD)
    with pytest.raises(TypeError):
        _write(storage, {"records": {"a": {"words": {1, 2}}}})
    storage.close()
    assert storage.read() == OLD


# Any of our files can be read by plain TinyDB


@pytest.fixture
def string_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Table, "document_id_class", str)  # as the README says, put back after the test


@pytest.mark.usefixtures("string_ids")
def test_plain_tinydb_reads_every_kind_of_file(tmp_path: Path) -> None:
    for name in fill(tmp_path):
        path = tmp_path / f"{name}.json"
        before = path.read_bytes()
        with TinyDB(path, access_mode="r") as database:
            records = database.table("records")
            expected = json.loads(before)["records"]
            assert {document.doc_id: dict(document) for document in records} == expected != {}
            of_the_day: QueryLike = Query().day == "2026-11-03"
            found = records.search(of_the_day)
            assert [document["day"] for document in found] == ["2026-11-03"] * len(found)
            assert len(found) == sum(one.get("day") == "2026-11-03" for one in expected.values())
            uid = next(iter(expected))
            alone: Any = records.get(doc_id=uid)
            assert isinstance(alone, Document)
            assert alone.doc_id == uid
        assert path.read_bytes() == before


# Files that somebody else made


def test_a_file_of_plain_tinydb_without_our_fields_is_named_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes" / "2026-11.json"
    path.parent.mkdir()
    with TinyDB(path) as foreign:
        foreign.table("records").insert({"title": "旧笔记"})
    journal = Journal.open(tmp_path)
    assert journal.notes.all() == []
    assert [(one.kind, one.file, one.detail) for one in journal.notices] == [("record", "notes/2026-11.json", "1")]
    journal.notes.add(StudyNote.new(AT, DAY, title="学"))
    assert {"title": "旧笔记"} in json.loads(path.read_bytes())["records"].values()
    assert [note.title for note in journal.notes.all()] == ["学"]


def test_an_empty_file_of_tinydb_is_named_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notes" / "2026-11.json"
    path.parent.mkdir()
    TinyDB(path).close()
    assert path.read_bytes() == b""
    journal = Journal.open(tmp_path)
    journal.notes.add(StudyNote.new(AT, DAY, title="学"))
    assert [note.title for note in journal.notes.all()] == ["学"]
    assert [(one.kind, one.file) for one in journal.notices] == [("lost", "notes/2026-11.json")]


@pytest.mark.parametrize("where", ["uid", "field"])
def test_of_doubled_keys_the_last_counts_and_the_file_is_kept_as_it_was(tmp_path: Path, where: str) -> None:
    journal = Journal.open(tmp_path)
    note = journal.notes.add(StudyNote.new(AT, DAY, title="后"))
    path = tmp_path / "notes" / "2026-11.json"
    text = path.read_text(encoding="utf-8")
    if where == "uid":
        first = text[len('{"records": {') : -2]
        text = text.replace('{"records": {', '{"records": {' + first.replace("后", "先") + ", ")
    else:
        text = text.replace('"title"', '"title": "先", "title"')
    path.write_text(text, encoding="utf-8")
    doubled = path.read_bytes()
    reader = Journal.open(tmp_path)
    assert [one.title for one in reader.notes.all()] == ["后"]
    for number in range(2):
        journal.notes.change(note, lambda old, number=number: old.changed(AT, minutes=number + 1))  # type: ignore[misc]
    assert [one.title for one in reader.notes.all()] == ["后"]
    assert [one.read_bytes() for one in path.parent.glob("*.damaged-*")] == [doubled]
    expected = note.uid if where == "uid" else "title"
    assert [(one.kind, one.detail) for one in journal.notices] == [("doubled", expected)]


def test_a_file_that_an_editor_put_the_mark_of_its_encoding_before_is_read_and_added_to(tmp_path: Path) -> None:
    Journal.open(tmp_path).notes.add(StudyNote.new(AT, DAY, title="学"))
    path = tmp_path / "notes" / "2026-11.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    journal = Journal.open(tmp_path)
    journal.notes.add(StudyNote.new(AT, DAY, title="习"))
    assert {note.title for note in journal.notes.all()} == {"学", "习"}
    assert not journal.notices
    assert path.read_bytes().startswith(b"{")


def test_a_save_that_fails_leaves_tinydb_nothing_to_write_later(tmp_path: Path, fails: Fails) -> None:
    journal = Journal.open(tmp_path)
    journal.notes.add(StudyNote.new(AT, DAY, title="学"))
    with fails("fsync", OSError(5, "injected")), pytest.raises(WriteFailed):
        journal.notes.add(StudyNote.new(AT, DAY, title="失败"))
    journal.notes.add(StudyNote.new(AT, DAY, title="又学"))
    assert {note.title for note in journal.notes.all()} == {"学", "又学"}
