"""The commands about lists, and the day answered against them in a plain terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.lists import read_lists
from tests.tui.commanding import NOW, run


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """The table as the program writes it."""
    file = tmp_path / "清单.xlsx"
    assert run(tmp_path / "home", "list", "template", str(file)).exit_code == 0
    return file


def test_a_template_is_checked_imported_answered_and_ended(tmp_path: Path, template: Path) -> None:
    home = tmp_path / "home"
    assert "没有发现问题" in run(home, "list", "check", str(template), language="zh").stdout
    said = run(home, "list", "import", str(template), "--yes", "--personal", language="zh").stdout
    assert "不让文件在自己手上积压" in said
    assert "个人清单" in run(home, "list", "show", language="zh").stdout
    run(home, "today", stdin="1\n" * 9)
    lists = json.loads(run(home, "status", "--json").stdout)["lists"]
    assert [(one["answered"], one["items"]) for one in lists] == [(6, 6), (3, 3)]
    assert "个人清单已对照 3 / 3" in run(home, "status", language="zh").stdout
    assert run(home, "doctor").exit_code == 0
    assert run(home, "list", "end", "--personal").exit_code == 0
    assert read_lists(home).personal_on(NOW.date()) is not None  # today was answered already


def test_a_file_with_faults_is_named_row_by_row_and_nothing_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("清单名称,甲\n依据,乙\n内容,部分做到\n不让甲,\n,晚\n", "utf-8-sig")
    for command in (("check",), ("import", "--yes")):
        said = run(tmp_path / "home", "list", *command, str(file), language="zh")
        assert said.exit_code == 1
        assert said.stderr.splitlines() == ["l.csv 第4行：缺【部分做到】", "l.csv 第5行：缺【内容】", "没有导入。"]
    assert not (tmp_path / "home").exists()


def test_a_template_never_replaces_a_file(tmp_path: Path, template: Path) -> None:
    before = template.read_bytes()
    assert run(tmp_path, "list", "template", str(template)).exit_code == 1
    assert template.read_bytes() == before
    assert run(tmp_path / "h", "list", "end").exit_code == 1


def test_doctor_names_a_list_that_was_spoilt(tmp_path: Path, template: Path) -> None:
    home = tmp_path / "home"
    run(home, "list", "import", str(template), "--yes")
    (file,) = (home / "lists" / "unit").iterdir()
    file.write_text(file.read_text("utf-8").replace('short = "', 'shirt = "'), "utf-8")
    said = run(home, "doctor", language="zh")
    assert said.exit_code == 1
    assert file.name in said.stdout


@pytest.mark.parametrize(("day", "says"), [("0206-01-01", "早于1949年"), ("2206-01-01", "距今超过10年")])
def test_a_list_from_a_day_in_a_year_that_nobody_means_is_not_taken_over(tmp_path: Path, day: str, says: str) -> None:
    file = tmp_path / "清单.toml"
    assert run(tmp_path / "home", "list", "template", str(file)).exit_code == 0
    file.write_text(f"from_day = {day}\n{file.read_text('utf-8')}", "utf-8")
    for command in (("check",), ("import", "--yes")):
        said = run(tmp_path / "home", "list", *command, str(file), language="zh")
        assert (said.exit_code, said.stderr.splitlines()[0]) == (1, f"清单.toml：{day}{says}，请核对年份")
    assert run(tmp_path / "home", "list", "import", str(file), "--from", "12-01", "--yes").exit_code == 0
