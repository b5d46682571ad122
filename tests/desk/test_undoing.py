"""What undoing a bringing back overwrites or brings back of what was done since is named before, texts like records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desk.backups import back_up, bring_back_from, look_into
from desk.desk import Desk
from desk.undoing import look_at_undoing, undo_bringing_back
from desk.words.backups import look_lines, overwritten_lines, text_lines
from storage.disk import backup_of, replace_file
from storage.materials import remove_material, save_material
from tests.computers import desk_at, retitle, write

LIST = "lists/personal/2026-01-01.toml"


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """A computer that says "two" where its backup says "one": a list, a material, a note."""
    desk = desk_at(tmp_path, "office")
    note = write(desk, "one")
    say(desk, "one")
    back_up(desk, tmp_path / "kept.zip")
    retitle(desk, note, "two")
    say(desk, "two")
    return desk


def say(desk: Desk, words: str) -> str:
    """Have the list and the material say so; the id of the material."""
    (desk.home / LIST).parent.mkdir(parents=True, exist_ok=True)
    replace_file(desk.home / LIST, f'title = "我的清单"\n# {words}\n'.encode())
    return save_material(desk.home, "讲话", f"---\ntitle: 讲话\n---\n\n{words}\n")


def said(desk: Desk) -> set[str]:
    """What the list and the material say."""
    paths = [desk.home / LIST, *(desk.home / "materials").glob("*.md")]
    return {path.read_text(encoding="utf-8").split()[-1] for path in paths if path.exists()}


def restored(desk: Desk) -> None:
    bring_back_from(desk, look_into(desk, str(desk.home.parent / "kept.zip")))


def test_the_preview_counts_and_names_texts_as_it_does_records(office: Desk, tmp_path: Path) -> None:
    shutil.rmtree(office.home / "materials")
    look = look_into(office, str(tmp_path / "kept.zip"))
    lines = [*look_lines(look), *text_lines(look)]
    for words in ("现在没有：学习材料 1", "与现在不同：笔记 1、对照清单 1", f"{LIST}  对照清单，与现在不同：我的清单"):
        assert words in "\n".join(lines)
    assert lines[-1].endswith("学习材料，现在没有：讲话")


def test_a_text_that_a_backup_takes_the_place_of_stays_beside_as_it_was(office: Desk) -> None:
    [material] = (office.home / "materials").glob("*.md")
    restored(office)
    assert said(office) == {"one"}
    assert "two" in backup_of(office.home / LIST).read_text(encoding="utf-8")
    assert "two" in backup_of(material).read_text(encoding="utf-8")


def test_what_was_not_touched_since_is_not_named(office: Desk) -> None:
    restored(office)
    assert list(overwritten_lines(look_at_undoing(office))) == []


def test_texts_edited_since_are_named_and_undoing_once_more_brings_them_back(office: Desk) -> None:
    restored(office)
    say(office, "three")
    lines = list(overwritten_lines(look_at_undoing(office)))
    assert ["2" in lines[0], *sorted(lines[1:])] == [True, "  学习材料：讲话", "  对照清单：我的清单"]
    undo_bringing_back(office)
    assert said(office) == {"two"}
    undo_bringing_back(office)
    assert said(office) == {"three"}


def test_what_was_deleted_since_and_comes_back_is_named(office: Desk) -> None:
    restored(office)
    [note] = office.journal.notes.all()
    office.journal.notes.remove(note)
    remove_material(office.home, say(office, "one"))
    lines = list(overwritten_lines(look_at_undoing(office)))
    assert ["2" in lines[0], *sorted(lines[1:])] == [True, "  学习材料：讲话", "  笔记：2026-11-23 two"]
    undo_bringing_back(office)
    assert said(office) == {"two"}
