"""The report is made only of something: without roster, name or anything received there is none."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from content.period import Period
from content.words import use
from desk.branch import accept, look_through, proposals_of, take_in
from desk.branch_papers import enter_paper, paper_values
from desk.branch_receipts import send_back
from desk.branch_report import files_of, keep_made, recount, report_of
from desk.desk import Desk
from desk.roster import look, save_roster
from desk.words.branch_figures import recount_lines
from reports.branch import document
from reports.plain_text import plain_text
from storage.errors import NoReport, NotRead
from storage.facts import ItemMarks, Study
from storage.roster import Member
from tests.moments import local
from tests.screens.sending import inbox, roster_file, submission

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


def test_where_all_was_returned_the_report_does_not_say_that_nothing_came(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    take_in(desk, look_through(desk, inbox(tmp_path), NOVEMBER), frozenset(), NOVEMBER)
    for one in desk.branch.standings(NOVEMBER):
        if one.received is not None:
            send_back(desk, one, NOVEMBER, "请补充")
    with pytest.raises(NoReport) as raised:
        report_of(desk, NOVEMBER)
    assert raised.value.why == "returned"


def test_there_is_no_report_where_a_file_that_was_taken_in_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    take_in(desk, look_through(desk, inbox(tmp_path), NOVEMBER), frozenset(), NOVEMBER)
    assert report_of(desk, NOVEMBER)
    original = next((desk.home / "branch" / "originals").iterdir())
    original.unlink()
    original.mkdir()  # a folder: whoever runs the tests cannot read it as a file
    with pytest.raises(NotRead):
        report_of(Desk(desk.home), NOVEMBER)


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


def test_hours_of_the_year_are_those_of_its_months_up_to_the_period_on_file_and_on_paper(
    desk: Desk, tmp_path: Path
) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    study = Study(group_minutes=60, training_minutes=120, make_up_minutes=240, self_minutes=480)
    file = tmp_path / "in.txt"
    file.write_bytes(submission("001", study))
    take_in(desk, look_through(desk, file, NOVEMBER), frozenset(), NOVEMBER)
    hours = {**paper_values(None), "group_minutes": "1", "training_minutes": "2", "make_up_minutes": "4"}
    for period in ("2026-01", "2026-10", "2026-11", "2026-12"):
        enter_paper(desk, "2", Period.parse(period), hours, None)
    book = openpyxl.load_workbook(next(path for path in written(desk, tmp_path) if path.suffix == ".xlsx"))
    [sheet] = [one for one in book.worksheets if one.title == "学时"]
    rows = {row[1]: row[8] for row in sheet.iter_rows(values_only=True) if row[1] in {"张三", "李四"}}
    assert {name: str(value) for name, value in rows.items()} == {"张三": "7", "李四": "21"}
    remarks = {row[1]: row[11] for row in sheet.iter_rows(values_only=True) if row[1] in rows}
    assert remarks == {"张三": "累计缺1月、10月", "李四": "代录（纸质）"}, "what the year so far is without is said"
    feet = [str(row[0]) for row in sheet.iter_rows(values_only=True)]
    assert any("年度累计不含2月至9月：该时段未收集。" in foot for foot in feet)


def written(desk: Desk, folder: Path) -> list[Path]:
    files = files_of(desk, NOVEMBER, folder)
    for path, content in files.items():
        path.write_bytes(content)
    return list(files)


def test_there_is_a_report_where_problems_stand_though_nothing_came(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    take_in(desk, look_through(desk, inbox(tmp_path), OCTOBER), frozenset(), OCTOBER)
    enter_paper(desk, "2", OCTOBER, {**paper_values(None), "problem_1": "材料晚交"}, None)
    accept(desk, proposals_of(desk))
    assert names(desk, NOVEMBER, tmp_path)


def sent_for(desk: Desk, folder: Path, period: str, *numbers: str, **header: object) -> None:
    folder = folder / f"{period}-{'-'.join(numbers)}-{header.get('revision', 1)}"
    folder.mkdir()
    for number in numbers:
        (folder / f"{number}.txt").write_bytes(submission(number, period=period, **header))
    wanted = Period.parse(period)
    take_in(desk, look_through(desk, folder, wanted), frozenset(), wanted)


def test_a_report_that_was_made_is_kept_and_a_recount_says_what_differs(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    sent_for(desk, tmp_path, "2026-10", "001", "002")
    report = report_of(desk, OCTOBER)
    assert report.stood_on == OCTOBER.last, "a report of October made in November says October"
    made = keep_made(desk, report, (tmp_path / "报告.docx",))
    assert (made.stood_on, made.day, made.figures.received) == (OCTOBER.last, desk.today(), 2)
    before = recount(desk, OCTOBER)
    assert before is not None
    assert list(recount_lines(*before)) == []
    assert keep_made(desk, report_of(desk, OCTOBER), ()) == made, "the same again is kept once"
    sent_for(desk, tmp_path, "2026-10", "003")
    later = recount(desk, OCTOBER)
    assert later is not None
    head, *lines = recount_lines(*later)
    assert "2026年10月的报告" in head
    assert {"已报：原2，现3", "未报：原2，现1", "应自查天数：原40，现60"} <= set(lines)
    assert desk.branch.made.all() == [made], "what was kept never changes"


def test_a_longer_period_is_made_of_the_months_and_says_of_how_many(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    for period, numbers in (("2026-10", ("001", "002")), ("2026-11", ("001",)), ("2026-Q4", ("001", "003"))):
        sent_for(desk, tmp_path, period, *numbers)
    for name in ("2026-Q4", "2026-H2", "2026"):
        n = report_of(desk, Period.parse(name)).figures
        assert n.units == ("2026-10", "2026-11")
        assert (n.due, n.received, n.filled, n.missing) == (8, 5, 2, 3)
        assert (n.files, n.told_days, n.answered_days) == (4, 4, 72)
    with pytest.raises(NoReport):
        report_of(desk, Period.parse("2025"))
    with pytest.raises(NoReport):
        report_of(desk, Period.parse("2026-Q3"))


def test_a_year_with_problems_only_and_nothing_counted_is_not_written(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    desk.branch.list.add_own("值班表未更新")
    desk.branch.choose("1", OCTOBER, "leave", "病假")
    for name in ("2026-Q4", "2026"):
        with pytest.raises(NoReport):
            report_of(desk, Period.parse(name))


def test_what_few_sent_since_a_report_was_made_is_not_seen_by_taking_that_report_off(
    desk: Desk, tmp_path: Path
) -> None:
    use("zh")
    people = [Member(member_no=f"{number:03}", name=f"甲{number}") for number in range(1, 13)]
    desk.branch.save_roster(people, branch="第一党支部")

    def send(period: str, *numbers: int, kept: int = 14, revision: int = 1) -> None:
        folder = tmp_path / f"{period}-{numbers}-{revision}"
        folder.mkdir()
        for number in numbers:
            marks = [
                ItemMarks(item=item, kept=kept, partly=0, not_kept=1, not_faced=0, blank=0)
                for item in ("duty", "error")
            ]
            at = local(2026, 11, 20 + revision, 9)
            content = submission(
                f"{number:03}", *marks, name=f"甲{number}", period=period, revision=revision, made_at=at
            )
            (folder / f"{number}.txt").write_bytes(content)
        wanted = Period.parse(period)
        take_in(desk, look_through(desk, folder, wanted), frozenset(), wanted)

    def shown(period: Period) -> list[int]:
        return [one.kept for one in report_of(desk, period).figures.items if one.item == "duty"]

    send("2026-10", *range(1, 7))
    assert shown(OCTOBER) == [6 * 14]
    keep_made(desk, report_of(desk, OCTOBER), ())
    assert shown(OCTOBER) == [6 * 14], "the very same again shows nobody"
    send("2026-10", 7)
    assert shown(OCTOBER) == []
    assert "留存报告相差不足5人" in plain_text(document(report_of(desk, OCTOBER))).replace("\n", "").replace(" ", "")
    keep_made(desk, report_of(desk, OCTOBER), ())
    send("2026-11", *range(1, 7))
    quarter = Period.parse("2026-Q4")
    assert shown(quarter) == [6 * 14], "nor by taking the kept October off a quarter"
    send("2026-10", 8, 9, 10, 11)
    assert shown(OCTOBER) == [11 * 14], "five more can be shown"
    assert shown(quarter) == [17 * 14]
    keep_made(desk, report_of(desk, OCTOBER), ())
    send("2026-10", 1, kept=2, revision=2)
    assert shown(OCTOBER) == [], "a new revision of one is one person's difference"
