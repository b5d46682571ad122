"""An office's form filled at a desk: whose rows, what its columns take, what is kept, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content.errors import FileFaults
from content.period import Period
from desk.branch import accept, look_through, proposals_of, take_in
from desk.branch_report import report_of
from desk.desk import Desk
from desk.matters import add, settle
from desk.office_forms import (
    fill_form,
    keep_columns,
    kept_columns,
    mapped,
    must_be_another,
    open_form,
    place_of,
    records_for,
)
from desk.roster import look, save_roster
from desk.words.office_forms import plan_lines
from reports.branch_tables import tables
from reports.ledger import ledger_of, workbook
from reports.office_forms.filling import Plan
from reports.office_forms.headings import keys_for
from reports.office_forms.names import BRANCH_TABLES, OWN_TABLES
from storage.records import MatterKind
from tests.reports.office_forms.forms import cells, form, with_part
from tests.screens.sending import inbox, roster_file

YEAR, NOVEMBER = Period.parse("2026"), Period.parse("2026-11")


@pytest.fixture
def at_desk(desk: Desk) -> Desk:
    """A desk with three matters, one settled, one a shortfall."""
    first = add(desk, date(2026, 11, 2), title="督办件向办公室反馈", given_by="王处", due_day=date(2026, 11, 25))
    add(desk, date(2026, 11, 3), title="=SUM(1)", given_by="李主任", channel="电话")
    add(desk, date(2026, 11, 4), title="通知晚发半天", kind=MatterKind.SHORTFALL, measure="提前一天核对")
    settle(desk, first, result="已反馈", answered_to="张主任", answered_day=date(2026, 11, 20))
    return desk


def _saved(folder: Path, change: Any = None, blank: int = 10) -> Path:
    path = folder / "登记表.xlsx"
    path.write_bytes(form(blank, change))
    return path


def test_the_rows_of_a_form_are_those_of_the_ledger_and_the_form_stays_as_it_is(at_desk: Desk, tmp_path: Path) -> None:
    path = _saved(tmp_path)
    before = path.read_bytes()
    opened = open_form(at_desk, path, "matters", YEAR)
    plan = fill_form(at_desk, opened, place_of(opened, None), opened.maps[0])
    whole = workbook(ledger_of(at_desk.journal, YEAR, at_desk.today(), at_desk.calendar)).sheets[0].table
    ledger = replace(whole, rows=tuple(row for row in whole.rows if "通知晚发半天" not in row))  # ones own shortfall
    titles = [column.title for column in ledger.columns]
    done = cells(plan.content)
    for number, row in enumerate(ledger.rows, 5):
        assert done[f"B{number}"] == row[titles.index("事项")]
        assert done[f"C{number}"] == row[titles.index("交办人")] if row[titles.index("交办人")] else True
    assert plan.rows == len(ledger.rows) == 2
    assert "通知晚发半天" not in done.values()
    assert any("1" in line and "--table shortfalls" in line for line in plan_lines(opened, 0, opened.maps[0], plan))
    assert done["F5"] == "已反馈"
    assert path.read_bytes() == before


def test_ones_own_shortfalls_and_errors_are_only_in_their_own_table(at_desk: Desk) -> None:
    add(at_desk, date(2026, 11, 5), title="数字报错", kind=MatterKind.ERROR)
    add(at_desk, date(2026, 11, 6), title="会上定的", kind=MatterKind.DECISION)
    titles = {
        name: {row["title"] for row in records_for(at_desk, name, YEAR).rows} for name in ("matters", "shortfalls")
    }
    assert titles == {
        "matters": {"督办件向办公室反馈", "=SUM(1)", "会上定的"}, "shortfalls": {"通知晚发半天", "数字报错"},
    }  # fmt: skip


def test_a_workbook_with_macros_is_refused_when_it_is_looked_at(at_desk: Desk, tmp_path: Path) -> None:
    def enabled(types: bytes) -> bytes:
        return types.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        )

    (tmp_path / "启用宏.xlsx").write_bytes(with_part(form(), "[Content_Types].xml", enabled))
    (tmp_path / "登记表.XLSM").write_bytes(form())
    for name in ("启用宏.xlsx", "登记表.XLSM"):
        with pytest.raises(FileFaults) as refused:
            open_form(at_desk, tmp_path / name, "matters", YEAR)
        assert ".xlsx" in refused.value.faults[0][1]


def test_what_has_no_column_and_what_a_heading_may_also_mean_is_told(at_desk: Desk, tmp_path: Path) -> None:
    def vague(sheet: Any) -> None:
        sheet["F4"], sheet["J3"] = "办理情况", "甲乙丙"

    opened = open_form(at_desk, _saved(tmp_path, vague), "matters", YEAR)
    chosen = opened.maps[0]
    lines = [*plan_lines(opened, 0, chosen, fill_form(at_desk, opened, 0, chosen))]
    assert "F 办理情况 <- 办理结果（也可以是：进展）" in lines
    assert "J 甲乙丙 <- 留空" in lines
    assert any("方式/文号" in line and "没有" in line for line in lines)
    assert "B6 事 项: =SUM(1)" in [line.replace("：", ": ") for line in lines]


def test_what_was_said_of_a_column_is_kept_by_its_heading_and_asked_once(at_desk: Desk, tmp_path: Path) -> None:
    path = _saved(tmp_path)
    opened = open_form(at_desk, path, "matters", YEAR, {"备注": "整改措施", "学时（小时）": "-"})
    assert opened.maps[0].taken[9] == "measure"
    keep_columns(at_desk, "matters", opened.named)
    keep_columns(at_desk, "notes", {"备注": "material"})
    keep_columns(at_desk, "matters", {"备 注": "channel"})
    assert kept_columns(at_desk, "matters") == {"学时": "-", "备注": "channel"}
    assert open_form(at_desk, path, "matters", YEAR).maps[0].taken[9] == "channel"
    assert open_form(at_desk, path, "notes", YEAR).maps[0].taken[9] == "material"


def test_a_column_that_was_mended_frees_what_another_had_taken(at_desk: Desk, tmp_path: Path) -> None:
    opened = open_form(at_desk, _saved(tmp_path), "matters", YEAR)
    chosen = mapped(opened.tables[0], opened.records, {"备注": "result"})
    assert chosen.taken[9] == "result"
    assert chosen.taken.get(5) != "result"


def test_a_heading_that_no_setting_can_hold_takes_nothing_else_away(desk: Desk) -> None:
    keep_columns(desk, "matters", {"备注": "channel", "报／应=率": "result"})
    keep_columns(desk, "branch-submissions", {"十月": "unit_1", "表\x07头｜": "came"})
    assert kept_columns(desk, "matters") == {"备注": "channel", "报/应=率": "result"}
    assert kept_columns(desk, "branch-submissions")["十月"] == "unit_1"


@pytest.mark.slow
def test_many_mended_columns_stay_within_what_a_setting_holds_and_the_newest_is_there(desk: Desk) -> None:
    for number in range(400):
        keep_columns(desk, "matters", {f"表头第{number}个": "result"})
    kept = kept_columns(desk, "matters")
    assert "表头第399个" in kept
    assert len(kept) > 50


def _refusal(desk: Desk, path: Path, name: str = "matters", **named: Any) -> str:
    with pytest.raises(FileFaults) as refused:
        _filled(desk, path, name, **named)
    return refused.value.faults[0][1]


def _filled(desk: Desk, path: Path, name: str, **named: Any) -> Plan:
    opened = open_form(desk, path, name, YEAR, **named)
    return fill_form(desk, opened, place_of(opened, None), opened.maps[0])


def test_a_heading_or_a_column_that_is_not_there_is_told_with_those_that_are(at_desk: Desk, tmp_path: Path) -> None:
    path = _saved(tmp_path)
    assert "反馈对象" in _refusal(at_desk, path, columns={"责任处室": "result"})
    assert "measure" in _refusal(at_desk, path, columns={"备注": "responsible"})


def test_a_form_of_unknown_headings_names_them_and_can_be_mapped_by_hand(at_desk: Desk, tmp_path: Path) -> None:
    def unknown(sheet: Any) -> None:
        for place, letter in enumerate("ABCDEFHIJ"):
            sheet[f"{letter}3"] = f"栏{place}"
        sheet["F4"], sheet["G4"] = "栏甲", "栏乙"

    path = _saved(tmp_path, unknown)
    refusal = _refusal(at_desk, path)
    assert "栏甲" in refusal
    assert "--column 栏0=title" in refusal
    opened = open_form(at_desk, path, "matters", YEAR, {"栏1": "title", "栏甲": "result"})
    done = cells(fill_form(at_desk, opened, 0, opened.maps[0]).content)
    assert (done["B5"], done["F5"]) == ("督办件向办公室反馈", "已反馈")


def test_a_heading_named_by_hand_loses_none_of_the_headings_that_were_listed(at_desk: Desk, tmp_path: Path) -> None:
    def unknown(sheet: Any) -> None:
        for place, letter in enumerate("ABCDEHIJ"):
            sheet[f"{letter}3"] = f"栏{place}"
        sheet["F4"], sheet["G4"] = "栏甲", "栏乙"  # beneath 办理情况, which is known

    path = _saved(tmp_path, unknown)
    before = [column.heading for column in open_form(at_desk, path, "matters", YEAR).tables[0].columns]
    for heading in ("栏1", "栏甲"):
        [table] = open_form(at_desk, path, "matters", YEAR, {heading: "title"}).tables
        assert [column.heading for column in table.columns] == before


def test_a_sum_and_a_day_that_stay_empty_are_named(at_desk: Desk, tmp_path: Path) -> None:
    def plain(sheet: Any) -> None:
        sheet["I15"], sheet["H17"] = None, "填报日期："

    for change, names in ((plain, ("合计", "填报日期")), (None, ("填表人",))):
        opened = open_form(at_desk, _saved(tmp_path, change), "matters", YEAR)
        [remark] = [one for one in fill_form(at_desk, opened, 0, opened.maps[0]).remarks if "填表人" in one]
        assert all(name in remark for name in names)
        assert change or "合计" not in remark  # its formula counts


def test_of_several_sheets_that_fit_the_one_named_is_filled(at_desk: Desk, tmp_path: Path) -> None:
    def twice(sheet: Any) -> None:
        other = sheet.parent.copy_worksheet(sheet)
        other.title = "第二季度"
        hidden = sheet.parent.copy_worksheet(sheet)
        hidden.title, hidden.sheet_state = "旧表", "hidden"

    path = _saved(tmp_path, twice)
    words = _refusal(at_desk, path)
    assert "第二季度" in words
    assert "旧表" not in words
    opened = open_form(at_desk, path, "matters", YEAR)
    assert place_of(opened, "第二季度") == 1
    with pytest.raises(FileFaults):
        place_of(opened, "第三季度")


def test_a_period_without_records_and_a_file_that_is_no_form_are_refused(at_desk: Desk, tmp_path: Path) -> None:
    path = _saved(tmp_path)
    empty = open_form(at_desk, path, "matters", Period.parse("2025"))
    with pytest.raises(FileFaults):
        fill_form(at_desk, empty, 0, empty.maps[0])
    path.write_bytes(b"PK\x03\x04 cut off")
    assert _refusal(at_desk, path)
    path.write_text("事项,交办人\n", "utf-8")
    assert _refusal(at_desk, path)
    assert _refusal(at_desk, tmp_path / "不在.xlsx")


def test_the_form_itself_is_never_written_on(at_desk: Desk, tmp_path: Path) -> None:
    path = _saved(tmp_path)
    opened = open_form(at_desk, path, "matters", YEAR)
    link = tmp_path / "另一个名字.xlsx"
    link.hardlink_to(path)
    for out in (path, link):
        with pytest.raises(FileFaults):
            must_be_another(opened, out)
    must_be_another(opened, tmp_path / "新表.xlsx")


@pytest.mark.parametrize("name", OWN_TABLES)
def test_every_table_of_ones_own_knows_each_of_its_columns_by_its_own_title(at_desk: Desk, name: str) -> None:
    records = records_for(at_desk, name, YEAR)
    for source in records.sources:
        assert keys_for(source.title, records.sources)[0] == source.key


@pytest.fixture
def secretary(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with a branch, what its members sent, and a list of problems."""
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    take_in(desk, look_through(desk, inbox(tmp_path), NOVEMBER), frozenset(), NOVEMBER)
    accept(desk, proposals_of(desk))
    return desk


@pytest.mark.parametrize("name", BRANCH_TABLES)
@pytest.mark.parametrize("period", ["2026-11", "2026-Q4"])
def test_the_rows_of_the_branch_are_those_of_its_own_tables(secretary: Desk, name: str, period: str) -> None:
    titles = {
        "branch-submissions": "报送情况", "branch-problems": "支部问题整改台账", "branch-own-problems": "个人问题清单",
        "branch-hours": "学时", "branch-self-check": "自查情况",
    }  # fmt: skip
    records = records_for(secretary, name, Period.parse(period))
    own = dict(tables(report_of(secretary, Period.parse(period))))
    table = own.get(titles[name])
    if table is None:
        assert not records.rows
        return
    rows = [row for row in table.rows if row[0] != ""]
    assert [tuple(one.values()) for one in records.rows] == rows
    assert [one.title for one in records.sources] == [column.title for column in table.columns]
    for source in records.sources:
        assert keys_for(source.title, records.sources)[0] == source.key


def test_a_form_for_the_branch_is_filled_from_its_list_of_problems(secretary: Desk, tmp_path: Path) -> None:
    def problems(sheet: Any) -> None:
        headings = ("序号", "存在问题", "责任人", "整改时限", "措施", "验收人", "类别", "备注")
        for letter, heading in zip("ABCDEHIJ", headings, strict=True):
            sheet[f"{letter}3"] = heading
        sheet["F4"], sheet["G4"] = "整改情况", "完成时间"

    opened = open_form(secretary, _saved(tmp_path, problems), "branch-problems", NOVEMBER)
    records = opened.records
    done = cells(fill_form(secretary, opened, 0, opened.maps[0]).content)
    assert [done[f"B{number}"] for number in range(5, 5 + len(records.rows))] == [row["title"] for row in records.rows]
    assert records.rows
