"""The same SQL files give the same rows in the same order elsewhere, run as docs/province.md says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from content.period import Period
from reports.province.queries import given, queries, results, sql_files
from reports.province.report import province_report
from storage.province import Lake
from tests.moments import local
from tests.screens.sending import submission
from tests.storage.test_province import branch_file, put, take_in
from tui.demo.province import Shape, write_province

DOCS = Path(__file__).parents[2] / "docs" / "province.md"
PERIOD, TODAY = Period.parse("2026-Q4"), local(2026, 11, 30, 9).date()


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A sample province, and what is counted at two levels, for longer, under two names, for two branches, and late."""
    lake = Lake(tmp_path / "LAKE")
    write_province(lake, Shape(2, 11, 3), Period.parse("2026-11"), 5)
    files = [
        branch_file("1", "第一党支部", "厅机关党委"),
        branch_file("2", "第二党支部", "厅机关党委", period="2026-10", who="1"),
        branch_file("3", "第三党支部", "厅机关党委", period="2026-10", who="1"),
        branch_file("3", "综合党支部", "厅机关党委", period="2026-Q4", who="1"),
        branch_file("11", "厅机关党委", "省直工委", members=14),
        branch_file("4", "第四党支部", "别的单位", period="2026-11-01..2026-11-15"),
    ]
    take_in(lake, [put(tmp_path / "in", *files)])
    province_report(lake, PERIOD, TODAY, 32, local(2026, 11, 30, 9))  # saved; then one more comes
    late = submission("9999", name="后来", branch="机关第五党支部", period="2026-10")
    take_in(lake, [put(tmp_path / "late", late)], "省直第1单位机关党委")
    (tmp_path / "queries").mkdir()
    for name, text in sql_files(PERIOD, TODAY, 32).items():
        (tmp_path / "queries" / name).write_text(text, encoding="utf-8")
    return lake


def block(starts: str) -> str:
    """The Python of the guide that has these words."""
    (found,) = [part for part in DOCS.read_text("utf-8").split("```")[1::2] if starts in part]
    return found.removeprefix("python\n")


def compared(lake: Lake, words: str, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(top)
    there: dict[str, Any] = {}
    exec(block(words), there)
    own = lake.ask(given(PERIOD, TODAY, 32), queries(), results(), PERIOD).tables
    assert there["results"].keys() == own.keys()
    for name, (_columns, rows) in own.items():
        assert there["results"][name] == rows, name
    assert {row[0] for row in own["noticed"][1]} >= {"above", "longer", "twice", "part"}
    late = [row[4] for row in own["days"][1] if row[:3] == (2, "省直第1单位机关党委", "*机关第五党支部")]
    assert late == [12]  # withheld since one came late


@pytest.mark.slow
def test_datafusion_gives_the_same_rows(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datafusion", reason="datafusion is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    compared(lake, "SessionContext()", tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same_rows(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    compared(lake, "SparkSession.builder", tmp_path, monkeypatch)
