"""Files in folders that others use too: what lies beside them is never touched, and what is said of them is so."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.save_files import save_files
from storage.banks import remove_bank
from storage.errors import WriteFailed
from storage.record_files import Notice
from storage.settings import change_setting, read_settings

Fails = Callable[..., AbstractContextManager[list[int]]]
NO_ROOM, BROKEN = OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_of_somebody_else_beside_one_that_is_saved_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "报告.docx.tmp").write_text("mine")
    save_files({tmp_path / "报告.docx": b"report"})
    assert (tmp_path / "报告.docx.tmp").read_text() == "mine"
    assert names(tmp_path) == ["报告.docx", "报告.docx.tmp"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_beside_one_that_is_saved_is_not_followed(tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt.tmp").symlink_to(letter)
    save_files({tmp_path / "out" / "a.txt": b"report"}, into=tmp_path)
    assert letter.read_text() == "mine"
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"report"


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_what_could_not_be_saved_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, fails: Fails, call: str
) -> None:
    save_files({tmp_path / "a.txt": b"old"})
    with fails(call, NO_ROOM), pytest.raises(WriteFailed):
        save_files({tmp_path / "a.txt": b"new"})
    assert ((tmp_path / "a.txt").read_bytes(), names(tmp_path)) == (b"old", ["a.txt"])


def test_what_a_killed_run_left_is_swept_and_what_only_looks_like_it_is_not(tmp_path: Path) -> None:
    stale, fresh = (tmp_path / f".sixdonts-{letter * 16}.tmp" for letter in "ab")
    others = [tmp_path / "a.txt.tmp", tmp_path / ".sixdonts-mine.tmp", tmp_path / f".sixdonts-{'c' * 16}.tmp.bak"]
    for path in (stale, fresh, *others):
        path.write_text("x")
    for path in (stale, *others):
        os.utime(path, (0, 0))
    save_files({tmp_path / "a.txt": b"report"})
    assert names(tmp_path) == sorted(["a.txt", fresh.name, *(path.name for path in others)])


@pytest.mark.skipif(os.name == "nt", reason="Windows confirms no folders")
def test_what_is_saved_and_not_confirmed_is_said_to_be_saved(tmp_path: Path, fails: Fails) -> None:
    save_files({tmp_path / "a.txt": b"old"})
    notices: list[Notice] = []
    with fails("fsync", BROKEN, call=2):
        save_files({tmp_path / "a.txt": b"new", tmp_path / "b.txt": b"too"}, notices)
    assert [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir())] == [
        ("a.txt", b"new"),
        ("b.txt", b"too"),
    ]
    assert [(notice.kind, notice.file) for notice in notices] == [("unsure", "a.txt")]


@pytest.mark.skipif(os.name == "nt", reason="Windows confirms no folders")
def test_a_bank_taken_away_and_not_confirmed_is_said_to_be_away(tmp_path: Path, fails: Fails) -> None:
    pack = tmp_path / "banks" / "own" / "pack.toml"
    pack.parent.mkdir(parents=True)
    pack.write_text("")
    change_setting(tmp_path, "theme", "ink")
    notices: list[Notice] = []
    with fails("fsync", BROKEN):
        remove_bank(tmp_path, "own", notices=notices)
    assert (pack.exists(), [notice.kind for notice in notices]) == (False, ["unsure"])


@pytest.mark.skipif(os.name == "nt", reason="Windows confirms no folders")
def test_a_setting_saved_and_not_confirmed_is_told_to_who_asked(tmp_path: Path, fails: Fails) -> None:
    change_setting(tmp_path, "theme", "ink")
    notices: list[Notice] = []
    with fails("fsync", BROKEN, call=2, for_good=True), fails("replace", BROKEN, call=2):
        change_setting(tmp_path, "theme", "paper", notices=notices)
    assert read_settings(tmp_path).settings.theme == "paper"
    assert [notice.kind for notice in notices] == ["unsure"]


async def test_what_the_second_desk_finds_comes_to_the_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2026-11.json").write_bytes(b"{")
    await desk.do_long(lambda beside: beside.journal.notes.all())
    assert [(notice.kind, notice.file) for notice in desk.notices] == [("lost", "notes/2026-11.json")]
    desk.close()
