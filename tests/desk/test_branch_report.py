"""The report is made only of something: without roster, name or anything received there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from desk.branch import accept, look_through, proposals_of, take_in
from desk.branch_report import files_of
from desk.desk import Desk
from desk.roster import look, save_roster
from storage.errors import NoReport
from tests.screens.sending import inbox, roster_file

NOVEMBER, OCTOBER = Period.parse("2026-11"), Period.parse("2026-10")


def names(desk: Desk, period: Period, folder: Path) -> list[str]:
    return sorted(path.name for path in files_of(desk, period, folder))


@pytest.mark.parametrize(("branch", "why"), [(None, "roster"), ("", "branch"), ("第一党支部", "received")])
def test_there_is_no_report_of_nothing(desk: Desk, tmp_path: Path, branch: str | None, why: str) -> None:
    if branch is not None:
        save_roster(desk, look(desk, roster_file(tmp_path), branch))
    with pytest.raises(NoReport) as raised:
        files_of(desk, NOVEMBER, tmp_path)
    assert raised.value.why == why


def test_the_report_comes_with_every_table_for_excel_and_for_paper(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    take_in(desk, look_through(desk, inbox(tmp_path), NOVEMBER), frozenset(), NOVEMBER)
    accept(desk, proposals_of(desk))
    found = names(desk, NOVEMBER, tmp_path)
    assert [name for name in found if name.endswith(".xlsx")] == ["第一党支部_2026年11月_台账.xlsx"]
    assert {name.rpartition("_")[2] for name in found if name.endswith(".docx")} >= {
        "报告.docx", "报送情况.docx", "支部问题整改台账.docx", "个人问题清单.docx",
    }  # fmt: skip
    with pytest.raises(NoReport):
        files_of(desk, OCTOBER, tmp_path)
