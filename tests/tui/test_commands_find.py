"""`find`, `export notes` and `import notes` as commands."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tui.commanding import journal, run


def test_what_was_written_is_found(tmp_path: Path) -> None:
    run(tmp_path, "note", "宪法学习", "--text", "先看总纲")
    run(tmp_path, "matter", "add", "汇总会签意见", "--yes")
    said = run(tmp_path, "find", "xfxx", language="zh").stdout
    assert "宪法学习" in said
    assert "找到 1 条" in said
    (one,) = json.loads(run(tmp_path, "find", "汇总会签意见", "--json").stdout)
    assert (one["sort"], one["title"], one["day"]) == ("matter", "汇总会签意见", "2026-11-24")
    assert "2026-13" in run(tmp_path, "find", "宪法", "period:2026-13").stderr


def test_notes_go_out_and_come_back_and_a_dry_run_saves_nothing(tmp_path: Path) -> None:
    home, folder, other = tmp_path / "home", tmp_path / "out", tmp_path / "other"
    run(home, "note", "宪法学习", "--text", "先看总纲", "--tags", "法律", "--minutes", "40")
    assert "1 note written" in run(home, "export", "notes", str(folder)).stdout
    assert "new: 1" in run(other, "import", "notes", str(folder), "--dry-run").stdout
    assert not other.exists()
    run(other, "import", "notes", str(folder))
    assert journal(other).notes.all() == journal(home).notes.all()
    again = run(other, "import", "notes", str(folder)).stdout
    assert "here already: 1" in again
    assert "nothing to take in" in again
    (file,) = folder.iterdir()
    file.write_text("changed", "utf-8")
    refused = run(home, "export", "notes", str(folder))
    assert refused.exit_code == 1
    assert file.read_text() == "changed"
    assert run(home, "export", "notes", str(folder), "--force").exit_code == 0


def test_what_cannot_come_in_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\0")
    said = run(tmp_path / "home", "import", "notes", str(tmp_path / "a.md"), language="zh")
    assert said.stderr.splitlines() == ["a.md：不是文本文件"]
    missing = run(tmp_path / "home", "import", "notes", str(tmp_path / "none"))
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (1, 1)


def test_a_material_is_added_listed_and_found(tmp_path: Path) -> None:
    file, home = tmp_path / "讲话.md", tmp_path / "home"
    file.write_text("# 在机关学习会上的讲话\n\n要抓落实。", "utf-8")
    assert run(home, "material", "add", str(file), "--topic", "机关建设").exit_code == 0
    assert "机关建设  在机关学习会上的讲话" in run(home, "material", "list", language="zh").stdout
    assert "在机关学习会上的讲话" in run(home, "find", "抓落实", language="zh").stdout
    assert run(home, "doctor").exit_code == 0
    file.write_bytes(b"\0")
    assert run(home, "material", "add", str(file), language="zh").stderr == "讲话.md：不是文本文件\n"


def test_hours_are_printed_as_json_and_saved_never_over_others_unasked(tmp_path: Path) -> None:
    run(tmp_path / "home", "note", "集中", "--minutes", "90", "--kind", "group")
    assert "2026年集中学习培训 1.5 学时" in run(tmp_path / "home", "hours", language="zh").stdout
    assert json.loads(run(tmp_path / "home", "hours", "--json").stdout)["counted_minutes"] == 90
    assert run(tmp_path / "home", "hours", "--out", str(tmp_path)).exit_code == 0
    assert run(tmp_path / "home", "hours", "--out", str(tmp_path)).exit_code == 0  # they say the same
    run(tmp_path / "home", "note", "培训", "--minutes", "60", "--kind", "training")
    assert run(tmp_path / "home", "hours", "--out", str(tmp_path)).exit_code == 1
    assert [path.name for path in tmp_path.glob("*.csv")] == ["2026_hours.csv"]
