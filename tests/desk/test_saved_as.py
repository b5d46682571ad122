"""Further formats that the settings ask for are saved with the usual ones, wherever documents and tables are saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from desk.desk import Desk
from desk.hours_table import hours_files
from desk.matter_ledger import ledger_files
from storage.settings import change_setting, is_allowed
from tests.screens.driving import MONDAY


@pytest.mark.parametrize(("said", "documents", "tables"), [
    ("", {".docx", ".md"}, {".xlsx"}),
    ("html json", {".docx", ".md", ".html", ".json"}, {".xlsx", ".html", ".json"}),
    ("csv", {".docx", ".md"}, {".xlsx", ".csv"}),
])  # fmt: skip
def test_what_is_saved_has_the_formats_asked_for(
    tmp_path: Path, said: str, documents: set[str], tables: set[str]
) -> None:
    change_setting(tmp_path, "also_save_as", said)
    desk = Desk(tmp_path, clock=lambda: MONDAY)
    files = ledger_files(desk, Period.parse("2026-11"), tmp_path)
    assert {path.suffix for path in files if "办结" in path.name} == documents
    assert {path.suffix for path in files if "办结" not in path.name} == tables
    assert {path.suffix for path in hours_files(desk, 2026, tmp_path)} == {".csv", *tables}
    desk.close()


@pytest.mark.parametrize("said", ["exe", "html,json", "HTML", ["html"]])
def test_no_other_format_can_be_asked_for(said: object) -> None:
    assert not is_allowed("also_save_as", said)
