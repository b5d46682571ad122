"""`find`, `export notes` and `import notes` as commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.commanding import journal, run


@pytest.mark.slow
def test_what_was_written_is_found(tmp_path: Path) -> None:
    run(tmp_path, "note", "宪法学习", "--text", "先看总纲")
    run(tmp_path, "matter", "add", "汇总会签意见", "--yes")
    said = run(tmp_path, "find", "xfxx", language="zh").stdout
    assert "宪法学习" in said
    assert "找到 1 条" in said
    (one,) = json.loads(run(tmp_path, "find", "汇总会签意见", "--json").stdout)
    assert (one["sort"], one["title"], one["day"]) == ("matter", "汇总会签意见", "2026-11-24")
    assert "2026-13" in run(tmp_path, "find", "宪法", "period:2026-13").stderr


@pytest.mark.parametrize("words", ['"调研 材料"', "“调研 材料”", "调研 材料"])
@pytest.mark.slow
def test_a_phrase_is_found_in_its_quotes_as_help_shows_them(tmp_path: Path, words: str) -> None:
    run(tmp_path, "matter", "add", "报调研 材料", "--yes")
    assert "找到 1 条" in run(tmp_path, "find", words, language="zh").stdout
    assert '"整句话"' in run(tmp_path, "find", "--help", language="zh").stdout


def test_notes_go_out_and_come_back_and_a_dry_run_saves_nothing(tmp_path: Path) -> None:
    home, folder, other = tmp_path / "home", tmp_path / "out", tmp_path / "other"
    run(home, "note", "宪法学习", "--text", "先看总纲", "--tags", "法律", "--minutes", "40")
    assert "1 note written" in run(home, "export", "notes", str(folder)).stdout
    assert "new: 1" in run(other, "import", "notes", str(folder), "--dry-run").stdout
    assert not other.exists()
    run(other, "import", "notes", str(folder), "--yes")
    assert journal(other).notes.all() == journal(home).notes.all()
    again = run(other, "import", "notes", str(folder), "--yes").stdout
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
    said = run(tmp_path / "home", "import", "notes", str(tmp_path / "a.md"), "--yes", language="zh")
    assert said.stderr.splitlines() == ["a.md：不是文本文件（未导入）"]
    assert said.stdout.splitlines() == ["一条也没有保存，有1条未导入。"]
    missing = run(tmp_path / "home", "import", "notes", str(tmp_path / "none"), "--yes")
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("words", ["#", "＃", "标签:", "tag： 预算", '""', "period:"])
def test_a_condition_that_says_nothing_is_named_as_wrong_usage(tmp_path: Path, words: str) -> None:
    run(tmp_path, "note", "预算", "--tags", "预算")
    said = run(tmp_path, "find", *words.split(" "), language="zh")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "没有写明要找什么" in said.stderr


@pytest.mark.parametrize(
    ("arguments", "endings"),
    [
        (("list", "template", "a.txt"), ".xlsx、.toml"),
        (("bank", "template", "a.csv"), ".xlsx"),
        (("bank", "export", "campaign", "a.pdf"), ".xlsx、.csv、.toml、.gift"),
        (("branch", "roster", "--template", "a.csv"), ".xlsx"),
        (("summary", "--out", "a.pdf"), ".txt、.md、.docx、.html 或 .json"),
    ],
)
def test_a_file_of_an_ending_that_cannot_be_written_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], endings: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(tmp_path / "home", *arguments, language="zh")
    assert said.exit_code == 2
    assert endings in said.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "command",
    ["branch roster", "bank import", "bank check", "list import", "list check", "calendar import", "material add",
     "import notes", "inspect", "branch collect"],
)  # fmt: skip
def test_every_command_says_of_a_file_that_is_not_there_that_it_is_not_there(tmp_path: Path, command: str) -> None:
    said = run(tmp_path / "home", *command.split(), str(tmp_path / "none.xlsx"), language="zh")
    assert said.exit_code == 1
    assert (said.stdout + said.stderr).count("不存在；请核对名称和所在文件夹") == 1
    assert "没有这个文件" not in said.stdout + said.stderr
    assert len((said.stdout + said.stderr).splitlines()) <= 2


def test_what_is_chosen_and_is_nothing_is_said(tmp_path: Path) -> None:
    assert run(tmp_path, "summary", "--with", ",").exit_code == 2
    for command in (("quiz", "--topic", ""), ("bank", "paper", str(tmp_path), "--single", "1", "--topic", "none")):
        said = run(tmp_path, *command)
        assert said.exit_code == 1
        assert "There is no topic" in said.stderr


@pytest.mark.slow
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


def test_a_folder_of_which_a_file_was_left_out_ends_as_could_not_though_the_rest_is_saved(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: 甲\n\n正文\n", "utf-8")
    (folder / "2026-11-01 b.md").write_text("正文\n", "utf-8")
    said = run(tmp_path / "home", "import", "notes", str(folder), "--yes", language="zh")
    assert (said.exit_code, len(journal(tmp_path / "home").notes.all())) == (1, 1)
    assert [line.endswith("（未导入）") for line in said.stderr.splitlines()] == [True]
    assert said.stdout.splitlines()[-1] == "已保存1篇，另有1条未导入。"
    (folder / "a.md").unlink()
    (folder / "c.md").write_text("丙\n", "utf-8")
    assert run(tmp_path / "home", "import", "notes", str(folder), "--yes", language="zh").stdout.splitlines()[-1] == (
        "已保存1篇。"
    )


@pytest.mark.parametrize("of", ["note", "meeting"])
def test_a_period_of_which_nothing_is_there_is_named_in_words(tmp_path: Path, of: str) -> None:
    said = run(tmp_path, of, "list", "--period", "2206", language="zh").stdout
    assert said.startswith("2206年没有笔记。" if of == "note" else "2206年还没有录入会议。")
