"""The storage under TinyDB: what TinyDB asks of one, and what stays whole when the system fails."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from storage import disk
from storage.durable import DurableStorage

Fails = Callable[..., AbstractContextManager[list[int]]]
OLD: dict[str, dict[str, Any]] = {"records": {"a": {"words": "旧"}}}
NEW: dict[str, dict[str, Any]] = {"records": {"a": {"words": "新"}, "b": {"words": "more"}}}


@pytest.fixture
def storage(tmp_path: Path) -> DurableStorage:
    return DurableStorage(tmp_path / "file.json")


def test_a_file_that_is_not_there_is_no_data(storage: DurableStorage) -> None:
    assert storage.read() is None
    assert not storage.path.exists()


def test_what_is_written_is_read_by_it_and_by_another(storage: DurableStorage) -> None:
    storage.write(OLD)
    assert storage.read() == OLD
    assert DurableStorage(str(storage.path)).read() == OLD


def test_reading_twice_reads_the_same_and_hands_out_nothing_shared(storage: DurableStorage) -> None:
    storage.write(OLD)
    first = storage.read()
    assert first is not None
    first["records"].clear()
    assert storage.read() == OLD


def test_shorter_data_leave_nothing_of_the_longer(storage: DurableStorage) -> None:
    storage.write(NEW)
    storage.write({})
    assert storage.read() == {}


def test_a_missing_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "years" / "months" / "file.json"
    DurableStorage(path).write(OLD)
    assert DurableStorage(path).read() == OLD
    if os.name != "nt":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_data_that_are_no_json_change_nothing(storage: DurableStorage) -> None:
    storage.write(OLD)
    with pytest.raises(TypeError):
        storage.write({"records": {"a": {"words": {1, 2}}}})
    assert storage.read() == OLD
    assert {path.name for path in storage.path.parent.iterdir()} == {"file.json", "file.json.bak"}


def test_chinese_stands_in_the_file_as_chinese(storage: DurableStorage) -> None:
    storage.write(OLD)
    assert "旧" in storage.path.read_text(encoding="utf-8")


@given(st.dictionaries(st.text(), st.dictionaries(st.text(), st.text() | st.integers() | st.none())))
def test_any_json_comes_back(tmp_path_factory: pytest.TempPathFactory, data: dict[str, dict[str, Any]]) -> None:
    storage = DurableStorage(tmp_path_factory.mktemp("any") / "file.json")
    storage.write(data)
    assert storage.read() == data


def test_a_lone_surrogate_from_outside_stays_what_it_is(storage: DurableStorage) -> None:
    storage.path.write_text('{"records": {"a": {"words": "\\ud800"}}}', encoding="utf-8")
    tables = storage.read()
    assert tables is not None
    storage.write(tables)
    assert storage.read() == {"records": {"a": {"words": "\ud800"}}}


def test_tinydb_works_on_it(storage: DurableStorage) -> None:
    with TinyDB(storage.path, storage=DurableStorage) as database:
        first = database.insert({"name": "张三", "age": 40})
        database.insert_multiple([{"name": "李四"}, {"name": "王五"}])
        database.update({"age": 41}, doc_ids=[first])
        database.remove(where("name") == "李四")
        database.table("other").insert({"x": 1})
    with TinyDB(storage.path, storage=DurableStorage) as database:
        assert [dict(document) for document in database] == [{"name": "张三", "age": 41}, {"name": "王五"}]
        assert database.tables() == {"_default", "other"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"records": 5}', b"\xff\xfe{}", b"[" * 100_000, b"null", b"1" * 5000, b"\0" * 40]
)
def test_what_this_program_does_not_write_is_damaged(storage: DurableStorage, content: bytes) -> None:
    storage.path.write_bytes(content)
    with pytest.raises(disk.Damaged):
        storage.read()
    assert storage.path.read_bytes() == content


def test_the_state_before_is_kept_beside(storage: DurableStorage) -> None:
    storage.write(OLD)
    storage.write(NEW)
    assert DurableStorage(disk.backup_of(storage.path)).read() == OLD


def test_a_file_written_for_the_first_time_has_a_bak_of_its_own_that_says_the_same(storage: DurableStorage) -> None:
    storage.write(OLD)
    with storage.path.open("r+b") as file:
        file.truncate(3)  # in place, as an editor or a failing disk does
    assert storage.before.read() == OLD
    storage.path.unlink()
    assert storage.before.read() == OLD


@pytest.mark.parametrize(("name", "call"), [("open", 3), ("write", 2), ("fsync", 3), ("replace", 2)])
def test_a_first_write_stands_though_its_bak_cannot_be_written(
    storage: DurableStorage, fails: Fails, name: str, call: int
) -> None:
    with fails(name, OSError(errno.ENOSPC, "injected"), call=call, for_good=True) as calls:
        storage.write(OLD)
    assert calls[0] >= call
    assert storage.read() == OLD
    assert [path.name for path in storage.path.parent.iterdir()] == ["file.json"]


def test_a_kill_after_the_link_does_not_stop_the_next_save(storage: DurableStorage) -> None:
    storage.write(OLD)
    disk.backup_of(storage.path).unlink()
    os.link(storage.path, disk.backup_of(storage.path))
    disk.temp_of(storage.path).write_bytes(b'{"half')
    storage.write(NEW)
    assert storage.read() == NEW
    assert DurableStorage(disk.backup_of(storage.path)).read() == OLD


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "unlink", "link"])
def test_a_write_that_fails_changed_nothing_and_one_that_does_not_is_made(
    storage: DurableStorage, fails: Fails, name: str, call: int
) -> None:
    storage.write({})
    storage.write(OLD)
    with fails(name, OSError(errno.EIO, "injected"), call=call):
        try:
            storage.write(NEW)
            expected = NEW
        except OSError:
            expected = OLD
    assert storage.read() == expected
    storage.write(NEW)
    assert storage.read() == NEW


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace"])
def test_a_first_write_that_fails_leaves_no_file(storage: DurableStorage, fails: Fails, name: str) -> None:
    with fails(name, OSError(errno.ENOSPC, "injected"), for_good=True), pytest.raises(OSError, match="injected"):
        storage.write(OLD)
    assert storage.read() is None


def test_without_links_the_state_before_is_copied(storage: DurableStorage, fails: Fails) -> None:
    storage.write(OLD)
    with fails("link", OSError(errno.EPERM, "no links here"), for_good=True):
        storage.write(NEW)
    assert storage.read() == NEW
    assert DurableStorage(disk.backup_of(storage.path)).read() == OLD


def test_the_system_may_write_in_small_pieces(storage: DurableStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: whole(handle, content[:3]))
    storage.write(NEW)
    assert storage.read() == NEW


def test_a_file_held_for_a_moment_is_tried_again(
    storage: DurableStorage, fails: Fails, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "RETRIES", 3)
    with fails("replace", PermissionError(errno.EACCES, "held by a scanner")):
        storage.write(OLD)
    assert storage.read() == OLD
    with fails("replace", PermissionError(errno.EACCES, "held for good"), for_good=True) as calls:
        with pytest.raises(PermissionError):
            storage.write(NEW)
        assert calls[0] < 10
    assert storage.read() == OLD


def test_the_content_is_on_the_disk_before_it_takes_the_place(
    storage: DurableStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    for name in ("write", "fsync", "link", "replace"):
        original = getattr(os, name)

        def noted(*args: Any, name: str = name, original: Any = original) -> Any:
            order.append(name)
            return original(*args)

        monkeypatch.setattr(os, name, noted)
    storage.write(OLD)
    storage.write(NEW)
    saved = ["write", "fsync", "link", "replace", "fsync"]
    assert order == [*saved, "write", "fsync", "replace", *saved]  # between the two: the `.bak` of a new file


@pytest.mark.parametrize("way", [disk.replace_file, disk.exchange, disk.replace_unsure])
def test_a_temp_file_that_is_another_name_of_a_file_is_never_written_into(
    tmp_path: Path, way: Callable[[Path, bytes], None]
) -> None:
    kept, path = tmp_path / "kept.json", tmp_path / "file.json"
    kept.write_bytes(b"old")
    disk.temp_of(path).hardlink_to(kept)
    way(path, b"new")
    assert (kept.read_bytes(), path.read_bytes()) == (b"old", b"new")
