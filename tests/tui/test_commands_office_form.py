"""`office-form`: what would go where is shown first, and a new file is written beside the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.office_forms.forms import cells, form
from tests.tui.commanding import run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Somebody with two matters, and a form."""
    (tmp_path / "登记表.xlsx").write_bytes(form())
    run(tmp_path / "home", "matter", "add", "王处 12月2日前 报台账", "--yes", language="zh")
    run(tmp_path / "home", "matter", "add", "李主任 12月4日前 会签意见汇总", "--yes", language="zh")
    return tmp_path / "home"


def test_it_is_shown_cell_by_cell_and_nothing_is_written(home: Path) -> None:
    path = home.parent / "登记表.xlsx"
    there = {*home.parent.iterdir()}
    shown = run(home, "office-form", str(path), "--table", "matters", language="zh")
    assert shown.exit_code == 0
    assert "B 事 项 <- 事项" in shown.output
    assert "B5 事 项：" in shown.output
    assert "J 备注 <- 留空" in shown.output
    assert "没有这一列" in shown.output
    assert {*home.parent.iterdir()} == there


def test_a_new_file_is_written_and_the_map_is_kept_for_the_next_time(home: Path) -> None:
    path, out = home.parent / "登记表.xlsx", home.parent / "填好.xlsx"
    before = path.read_bytes()
    words = ("office-form", str(path), "--table", "matters", "--out", str(out))
    assert run(home, *words, "--column", "备注=state").exit_code == 0
    assert path.read_bytes() == before
    assert cells(out.read_bytes())["J5"] == "not settled"
    again = run(home, *words)
    assert (again.exit_code, "--force" in again.output) == (0, False)
    assert run(home, *words, "--column", "备注=-").exit_code == 1
    assert run(home, *words, "--column", "备注=-", "--force").exit_code == 0
    assert "J5" not in cells(out.read_bytes())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--out", "{form}", "--force"], 1),
        (["--out", "{folder}/other.docx"], 2),
        (["--column", "备注"], 2),
        (["--column", "备注=nothing"], 1),
        (["--sheet", "没有"], 1),
        (["--period", "2019"], 1),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_the_form_stays(home: Path, more: list[str], code: int) -> None:
    path = home.parent / "登记表.xlsx"
    before = path.read_bytes()
    words = [one.format(form=path, folder=home.parent) for one in more]
    result = run(home, "office-form", str(path), "--table", "matters", *words, language="zh")
    assert result.exit_code == code
    assert path.read_bytes() == before
