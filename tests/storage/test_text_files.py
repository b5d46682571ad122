from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from storage.disk import backup_of
from storage.errors import NewerFormat, WriteFailed
from storage.text_files import replace_text


def test_what_stood_there_becomes_the_bak(tmp_path: Path) -> None:
    path = tmp_path / "lists" / "unit" / "2026-12-01.toml"
    replace_text(tmp_path, path, lambda: b"one")
    replace_text(tmp_path, path, lambda: b"two")
    assert (path.read_bytes(), backup_of(path).read_bytes()) == (b"two", b"one")


def test_what_cannot_be_made_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    replace_text(tmp_path, path, lambda: b"one")

    def broken() -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        replace_text(tmp_path, path, broken)
    assert path.read_bytes() == b"one"
    assert not backup_of(path).exists()


def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(WriteFailed):
        replace_text(tmp_path, tmp_path / "settings.toml", lambda: b"one")


def test_a_folder_of_a_newer_program_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "format.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(NewerFormat):
        replace_text(tmp_path, tmp_path / "settings.toml", lambda: b"one")
    assert not (tmp_path / "settings.toml").exists()


def _add_a_line_often(home: Path) -> None:
    path = home / "settings.toml"
    for _turn in range(10):
        replace_text(home, path, lambda: (path.read_bytes() if path.exists() else b"") + b"+")


@pytest.mark.slow
def test_of_two_programs_that_write_at_once_neither_overwrites_the_other(tmp_path: Path) -> None:
    work = [multiprocessing.get_context("spawn").Process(target=_add_a_line_often, args=(tmp_path,)) for _ in "ab"]
    for process in work:
        process.start()
    for process in work:
        process.join(60)
    assert [process.exitcode for process in work] == [0, 0]
    assert (tmp_path / "settings.toml").read_bytes() == b"+" * 20
