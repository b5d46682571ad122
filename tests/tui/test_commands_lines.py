"""Several matters given to `matter add` at once, and a filter that is not understood."""

from __future__ import annotations

from pathlib import Path

from storage.journal import Journal
from tests.tui.commanding import NOW, run


def titles(home: Path) -> set[str]:
    return {one.title for one in Journal.open(home, clock=lambda: NOW).matters.open()}


def test_several_lines_are_several_matters(tmp_path: Path) -> None:
    assert run(tmp_path, "matter", "add", "1. 张主任 年底前 报材料\n2. 整理档案").exit_code == 0
    assert titles(tmp_path) == {"报材料", "整理档案"}


def test_a_line_that_is_not_understood_is_named_and_none_is_saved(tmp_path: Path) -> None:
    done = run(tmp_path, "matter", "add", "整理档案\n节后报总结")
    assert done.exit_code == 1
    assert "节后报总结" in done.output
    assert not titles(tmp_path)


def test_a_period_that_is_not_understood_ends_a_search_with_1(tmp_path: Path) -> None:
    done = run(tmp_path, "find", "时段:上周")
    assert done.exit_code == 1
    assert "上周" in done.output
