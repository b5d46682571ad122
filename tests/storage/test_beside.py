"""What a cloud drive puts beside a file is known by its name, and what only it holds is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.beside import OnlyInCopy, copied_file, copies_beside, only_in_copy
from tests.storage.filling import fill


@pytest.mark.parametrize(
    ("path", "of"),
    {
        "checks/2026-11 (conflict).json": "checks/2026-11.json",
        "checks/2026-11-copy.json": "checks/2026-11.json",
        "checks/2026-11_1.json": "checks/2026-11.json",
        "checks/2026-11 (1).json": "checks/2026-11.json",
        "checks/2026-11 张三的冲突副本 2026-11-20.json": "checks/2026-11.json",
        "checks/副本2026-11.json": "checks/2026-11.json",
        "checks/Copy of 2026-11.json": "checks/2026-11.json",
        "checks/2026-11.sync-conflict-20261120-101010-ABCDEFG.json": "checks/2026-11.json",
        "checks/2026-11.json (1)": "checks/2026-11.json",
        "checks/2026-11.json.conflict": "checks/2026-11.json",
        "matters/open-副本.json": "matters/open.json",
        "leaves (2).json": "leaves.json",
        "settings-copy.toml": "settings.toml",
        "banks/own/pack (1).toml": "banks/own/pack.toml",
        "calendar/2026 (1).txt": "calendar/2026.txt",
        "materials/0123456789abcdef-1.md": "materials/0123456789abcdef.md",
        "materials/0123456789abcdef（冲突）.md": "materials/0123456789abcdef.md",
        "branch/received/2026-11_1.json": "branch/received/2026-11.json",
        "checks/2026-11.json": "",
        "checks/2026-11.json.bak": "",
        "checks/2026-111.json": "",
        "checks/holiday.json": "",
        "checks/2026-13 (1).json": "",
        "holiday.jpg": "",
    }.items(),
)
def test_a_copy_is_known_by_the_name_of_its_file(path: str, of: str) -> None:
    assert copied_file(path) == of


def test_what_only_a_copy_holds_is_said_and_nothing_is_changed(tmp_path: Path) -> None:
    fill(tmp_path)
    there = tmp_path / "notes/2026-11.json"
    tables = json.loads(there.read_bytes())
    [note] = tables["records"].values()
    changed = note | {"title": "副本里的题目", "changed_at": "2026-11-04T00:00:00Z"}
    tables["records"] |= {note["uid"]: changed, "other": note | {"uid": "other"}}
    (tmp_path / "notes/2026-11 (1).json").write_text(json.dumps(tables), encoding="utf-8")
    (tmp_path / "notes/2026-11_1.json").write_bytes(there.read_bytes())
    before = there.read_bytes()
    assert list(copies_beside(tmp_path)) == [
        ("notes/2026-11 (1).json", "notes/2026-11.json"),
        ("notes/2026-11_1.json", "notes/2026-11.json"),
    ]
    first, second = only_in_copy(tmp_path, "notes/2026-11 (1).json")
    assert first == OnlyInCopy(note["uid"], {"title": ("副本里的题目", note["title"])})
    assert (second.uid, second.is_missing, second.fields["title"]) == ("other", True, (note["title"], None))
    assert only_in_copy(tmp_path, "notes/2026-11_1.json") == []
    assert there.read_bytes() == before


def test_of_a_text_the_lines_are_said_that_the_file_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "zh"\ntheme = "ink"\n', encoding="utf-8")
    (tmp_path / "settings (1).toml").write_text('language = "en"\ntheme = "ink"\n', encoding="utf-8")
    assert only_in_copy(tmp_path, "settings (1).toml") == [OnlyInCopy("", {}, line='language = "en"')]
