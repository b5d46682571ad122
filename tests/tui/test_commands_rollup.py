"""`rollup`: what is printed, what is saved, and one line for what went wrong."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from content.cells import cell_len
from content.period import Period
from reports.province.report import province_report
from storage.province import Lake
from tests.screens.sending import submission
from tests.storage.test_province import branch_file, put
from tests.tui.commanding import run
from tui.demo.province import Shape, write_province


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A small sample province."""
    write_province(Lake(tmp_path / "lake"), Shape(2, 6, 2), Period.parse("2026-11"), 1)
    return tmp_path / "lake"


@pytest.mark.slow
def test_the_province_and_its_offices_are_printed_and_with_an_office_its_branches(lake: Path, tmp_path: Path) -> None:
    whole = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11", language="zh")
    assert whole.exit_code == 0
    assert all(words in whole.stdout for words in ("全省", "省直第2单位机关党委", "不足5人的组", "交办工作不延误"))
    assert "机关第一党支部" not in whole.stdout
    one = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11", "--office", "第2", language="zh")
    assert "机关第一党支部" in one.stdout
    assert "省直第1单位机关党委" not in one.stdout
    for language in ("zh", "en"):
        for period in ("2026", "2026-Q4"):
            page = run(
                tmp_path, "rollup", "report", str(lake), "--period", period, "--office", "第2", language=language
            )
            assert max(map(cell_len, page.stdout.splitlines())) <= 80


@pytest.mark.slow
def test_the_branches_that_sent_nothing_are_named_with_the_months(tmp_path: Path) -> None:
    files = [branch_file("1", "第一党支部", "甲厅", period=period) for period in ("2026-09", "2026-11")]
    files += [branch_file("1", "第一党支部", office, period="2026-09", who=office) for office in ("甲局", "乙局")]
    into = ("--into", str(tmp_path / "lake"))
    assert run(tmp_path, "rollup", "add", str(put(tmp_path / "in", *files)), *into).exit_code == 0
    report = ("rollup", "report", str(tmp_path / "lake"), "--period", "2026")
    named = run(tmp_path, *report).stdout.partition("Branches missing\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in named[1:]] == ["乙局", "甲厅", "甲局"]
    assert [line.split()[3:] for line in named[1:]] == [["2026-10,", "2026-11"], ["2026-10"], ["2026-10,", "2026-11"]]
    of_one = run(tmp_path, *report, "--office", "甲厅").stdout
    assert "Branches missing: 甲厅" in of_one
    assert "局" not in of_one


@pytest.mark.slow
def test_the_workbook_and_the_page_hold_every_branch(lake: Path, tmp_path: Path) -> None:
    files = tmp_path / "p.xlsx", tmp_path / "p.html"
    done = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-Q4", "--xlsx", str(files[0]),
               "--html", str(files[1]), language="zh")  # fmt: skip
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(files[0])
    assert book.sheetnames[:4] == ["报送情况", "党员报送情况", "自查天数", "学时完成情况"]
    said = {str(cell.value) for row in book["学时完成情况"].iter_rows() for cell in row}
    assert {"全省", "机关第一党支部", "机关第六党支部", "省直第1单位机关党委"} <= said
    page = files[1].read_text(encoding="utf-8")
    assert page.count("机关第六党支部") >= 2
    again = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-10", "--xlsx", str(files[0]))
    assert again.exit_code == 1
    assert "--force" in again.stderr


def test_what_came_is_counted_and_what_did_not_is_named_with_the_way_on(tmp_path: Path) -> None:
    inbox = put(tmp_path / "in", branch_file("1", "第一党支部"), branch_file("1", "第一党支部", minutes=1), b"notes")
    done = run(tmp_path, "rollup", "add", str(inbox), "--into", str(tmp_path / "lake"))
    assert done.exit_code == 1
    assert done.stderr == "1 submission was not taken in.\n"
    assert "new submission: 1" in done.stdout
    assert "- 1.txt: " in done.stdout
    assert "have a new revision sent" in done.stdout
    assert "- 2.txt: " in done.stdout


def test_a_file_that_lies_in_two_of_the_folders_is_not_said_to_be_taken_in_before(tmp_path: Path) -> None:
    folders = [str(put(tmp_path / name, branch_file("1", "第一党支部"))) for name in "ab"]
    first = run(tmp_path, "rollup", "add", *folders, "--into", str(tmp_path / "lake"), language="zh")
    assert (first.exit_code, "本次重复的文件：1" in first.output, "此前已收取" in first.output) == (0, True, False)
    again = run(tmp_path, "rollup", "add", *folders, "--into", str(tmp_path / "lake"), language="zh")
    assert "此前已收取：2" in again.output


def test_a_folder_with_nothing_in_it_begins_no_lake(tmp_path: Path) -> None:
    empty, lake = put(tmp_path / "in"), tmp_path / "lake"
    done = run(tmp_path, "rollup", "add", str(empty), "--into", str(lake))
    assert done.exit_code == 1
    assert str(empty) in done.stderr
    assert not lake.exists()


@pytest.mark.slow
def test_a_folder_for_members_files_names_their_office(tmp_path: Path) -> None:
    for office in ("甲厅", "乙厅"):
        put(tmp_path / office, *(submission(f"{n:03}", name=f"{office}{n}") for n in range(5)))
    run(tmp_path, "rollup", "add", str(tmp_path / "甲厅"), str(tmp_path / "乙厅"), "--into", str(tmp_path / "lake"))
    shown = run(tmp_path, "rollup", "report", str(tmp_path / "lake"), "--period", "2026-11", "--json")
    days = json.loads(shown.stdout)["days"]
    where = [dict(zip(days["columns"], row, strict=True)) for row in days["rows"]]
    assert [(one["level"], one["office"], one["n"]) for one in where if one["level"] < 2] == [
        (0, "", 10), (1, "乙厅", 5), (1, "甲厅", 5),
    ]  # fmt: skip


@pytest.mark.slow
def test_whatever_form_a_report_has_what_it_shows_is_noted_and_without_figures_nothing(tmp_path: Path) -> None:
    files = put(tmp_path / "in", *(submission(f"{n:03}", name=f"甲{n}") for n in range(6)))
    for form in ((), ("--json",), ("--html", str(tmp_path / "p.html")), ("--no-figures",), ("--no-figures", "--json")):
        lake = tmp_path / f"lake{''.join(form[:2]).replace('/', '')}"
        run(tmp_path, "rollup", "add", str(files), "--into", str(lake))
        done = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11", *form)
        assert done.exit_code == 0, done.output
        has_figures = "--no-figures" not in form
        assert (lake / "period=2026-11" / "shown.parquet").exists() is has_figures
        if not form:
            assert run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11").stdout == done.stdout
        if "--json" in form:
            assert bool(json.loads(done.stdout)["days"]["rows"]) is has_figures


@pytest.mark.slow
def test_what_was_refused_or_is_of_another_office_is_not_noted_as_shown(tmp_path: Path) -> None:
    lake, page = tmp_path / "lake", tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")

    def report(*arguments: str) -> str:
        return run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11", *arguments).output

    def come(first: int, last: int) -> None:
        for office in ("甲厅", "乙厅"):
            files = (submission(f"{office}{n}", name=f"{office}{n}") for n in range(first, last))
            run(tmp_path, "rollup", "add", str(put(tmp_path / str(first) / office, *files)), "--into", str(lake))

    come(0, 6)
    assert "丙厅" in report("--office", "丙厅")
    assert str(page) in report("--html", str(page))
    assert not (lake / "period=2026-11" / "shown.parquet").exists()
    report("--office", "甲厅")
    come(6, 8)
    rows = json.loads(report("--json"))["days"]["rows"]
    assert {row[1]: row[3] for row in rows if row[0] == 1} == {"甲厅": 0, "乙厅": 8}


@pytest.mark.slow
def test_a_cut_file_an_empty_folder_and_half_a_month_are_one_line_each(lake: Path, tmp_path: Path) -> None:
    path = lake / "period=2026-10" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-50])
    for words, arguments in (
        ("period=2026-10", ("report", str(lake), "--period", "2026-Q4")),
        ("no facts", ("report", str(tmp_path / "nothing"), "--period", "2026-11")),
        ("whole months", ("report", str(lake), "--period", "2026-11-01..2026-11-15")),
        ("not begun", ("report", str(lake), "--period", "2027-01")),
        ("nothing was taken in", ("report", str(lake), "--period", "2025")),
        ("no office", ("report", str(lake), "--period", "2026-11", "--office", "丙")),
    ):
        if words == "nothing was taken in":
            path.unlink()  # what is damaged
        done = run(tmp_path, "rollup", *arguments)
        assert done.exit_code == 1
        assert words in done.stderr.lower()
        assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_damaged_file_of_another_period_is_named_and_the_report_is_there(lake: Path, tmp_path: Path) -> None:
    path = lake / "period=2026-10" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-50])
    page = tmp_path / "p.html"
    done = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11", "--html", str(page))
    assert done.exit_code == 0
    assert done.stderr.count("\n") == 1
    assert str(path) in done.stderr
    assert "Damaged and not read: 2026-10." in page.read_text("utf-8")


@pytest.mark.slow
def test_a_month_that_was_set_aside_and_not_taken_in_again_is_named(lake: Path, tmp_path: Path) -> None:
    path = lake / "period=2026-10" / "facts.parquet"
    path.write_bytes(path.read_bytes()[:-50])
    other = put(tmp_path / "in", branch_file("1", "第一党支部", "甲厅"))
    assert "2026-10" in run(tmp_path, "rollup", "add", str(other), "--into", str(lake)).stderr
    done = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-10")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "with the folders of 2026-10 again" in done.stderr
    done = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-11")
    assert (done.exit_code, done.stderr.count("\n")) == (0, 1)
    assert "only 2026-10 says" in done.stderr
    put(tmp_path / "again", branch_file("1", "第一党支部", "甲厅", period="2026-10"))
    run(tmp_path, "rollup", "add", str(tmp_path / "again"), "--into", str(lake))
    done = run(tmp_path, "rollup", "report", str(lake), "--period", "2026-10")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.slow
def test_it_is_said_when_it_is_no_longer_known_what_was_shown(lake: Path, tmp_path: Path) -> None:
    report = ("rollup", "report", str(lake), "--period")
    run(tmp_path, *report, "2026-11")
    path = lake / "period=2026-11" / "shown.parquet"
    path.write_bytes(path.read_bytes()[:-50])
    assert run(tmp_path, *report, "2026-11").exit_code == 1
    other = put(tmp_path / "in", branch_file("1", "第一党支部", "甲厅"))
    run(tmp_path, "rollup", "add", str(other), "--into", str(lake))
    page = tmp_path / "p.html"
    done = run(tmp_path, *report, "2026-11", "--html", str(page))
    assert (done.exit_code, done.stderr.count("\n")) == (0, 1)
    assert "may show fewer than five" in done.stderr
    assert "no longer known: 2026-11." in page.read_text("utf-8")
    assert run(tmp_path, *report, "2026-10").stderr == ""


@pytest.mark.slow
def test_a_folder_called_like_no_period_is_set_aside_and_a_link_to_another_disk_is_read(
    lake: Path, tmp_path: Path
) -> None:
    (lake / "period=2026-10").rename(tmp_path / "elsewhere")
    (lake / "period=2026-10").symlink_to(tmp_path / "elsewhere")
    report = ("rollup", "report", str(lake), "--period", "2026-10", "--no-figures")
    assert run(tmp_path, *report).exit_code == 0
    strange = lake / "period=2026-12'; x"
    strange.mkdir()
    (strange / "facts.parquet").write_bytes((tmp_path / "elsewhere" / "facts.parquet").read_bytes())
    assert run(tmp_path, *report).exit_code == 1
    other = put(tmp_path / "in", branch_file("1", "第一党支部", "甲厅", period="2026-10"))
    done = run(tmp_path, "rollup", "add", str(other), "--into", str(lake))
    assert done.stderr.count("\n") == 1
    assert "2026-12'; x" in done.stderr
    done = run(tmp_path, *report, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "甲厅" in done.stdout


@pytest.mark.slow
def test_files_that_are_not_counted_are_named_in_full(tmp_path: Path) -> None:
    name, longer = "机关第一党支部_2026年11月_上报_第二版.txt", "机关第一党支部_2026年第4季度_上报.txt"
    inbox = put(tmp_path / "in")
    (inbox / name).write_bytes(branch_file("1", "第一党支部", "某某厅机关党委"))
    (inbox / longer).write_bytes(branch_file("1", "第一党支部", "某某厅机关党委", period="2026-Q4"))
    run(tmp_path, "rollup", "add", str(inbox), "--into", str(tmp_path / "lake"))
    page = run(tmp_path, "rollup", "report", str(tmp_path / "lake"), "--period", "2026", language="zh").stdout
    assert name in page
    assert longer in page
    assert max(map(cell_len, page.splitlines())) <= 80


def test_what_is_no_period_is_answered_with_what_a_province_is_counted_by(tmp_path: Path) -> None:
    done = run(tmp_path, "rollup", "report", str(tmp_path), "--period", "2026-13")
    assert done.exit_code == 2
    assert "2026-Q4" in done.stderr
    assert "W47" not in done.stderr


def test_folders_without_any_submission_are_one_line_and_a_failure(tmp_path: Path) -> None:
    empty, other = put(tmp_path / "empty"), put(tmp_path / "other", b"notes")
    for folders in ((empty,), (empty, other)):
        done = run(tmp_path, "rollup", "add", *map(str, folders), "--into", str(tmp_path / "lake"))
        assert done.exit_code == 1
        assert done.stderr.startswith("No submission of a branch or a member was found in ")
        assert done.stderr.count("\n") == 1
        assert ("0.txt" in done.stdout) is (other in folders)


def test_without_duckdb_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run(tmp_path, "rollup", "report", str(tmp_path), "--period", "2026-11")
    assert (done.exit_code, done.stderr) == (
        1, 'For this the program lacks a part. Where there is a network: pip install "sixdonts[province]"\n',
    )  # fmt: skip


def test_the_demo_writes_a_province_that_rollup_reads(tmp_path: Path) -> None:
    wrong = run(tmp_path, "demo", "--province", "2x3", "--into", str(tmp_path / "a"))
    assert (wrong.exit_code, "2x3" in wrong.stderr) == (2, True)
    done = run(tmp_path, "demo", "--province", "2x3x2", "--into", str(tmp_path / "a"))
    assert done.exit_code == 0
    assert Lake(tmp_path / "a").periods()


@pytest.mark.slow
def test_in_the_sample_province_the_days_of_an_item_make_up_the_days_due_of_those_who_told_both(lake: Path) -> None:
    made = province_report(Lake(lake), Period.parse("2026-11"), date(2026, 11, 30), 32)
    due = {(one["office"], one["code"]): (one["n"], one["due_days"]) for one in made.lines("days") if one["level"] == 2}
    items = [one for one in made.lines("items") if one["level"] == 2 and one["n"]]
    assert len(items) > 20
    for one in items:
        days = sum(one[state] for state in ("kept", "partly", "not_kept", "not_faced", "blank"))
        assert (one["n"], days) == due[one["office"], one["code"]]


def test_the_queries_are_written_with_what_is_asked_first(tmp_path: Path) -> None:
    assert run(tmp_path, "rollup", "sql", str(tmp_path / "q"), "--period", "2026-Q4").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "q").iterdir())
    assert names[:3] == ["00_asked.sql", "00_levels.sql", "00_months.sql"]
    assert "2026-12-31" in (tmp_path / "q" / "00_asked.sql").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_is_not_counted_names_no_member_in_what_is_published(tmp_path: Path) -> None:
    def sent(n: int, period: str, branch: str = "第一党支部") -> None:
        path = tmp_path / "in" / f"张三{n}_{branch}_{period}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(submission(f"{n:03}", name=f"张三{n}", branch=branch, period=period))

    sent(1, "2026-Q4")
    sent(1, "2026-10")  # within it
    sent(2, "2026-11-01..2026-11-15")
    sent(3, "2026-11")
    sent(3, "2026-11", "第二党支部")
    for n in (4, 5):
        sent(n, "2026-11", "第三党支部")
    put(tmp_path / "branches", branch_file("3", "第三党支部", "in"))
    run(tmp_path, "rollup", "add", str(tmp_path / "in"), str(tmp_path / "branches"), "--into", str(tmp_path / "lake"))
    report = ("rollup", "report", str(tmp_path / "lake"), "--period", "2026-Q4")
    as_json = run(tmp_path, *report, "--json").stdout
    noticed = json.loads(as_json)["noticed"]
    found = [dict(zip(noticed["columns"], row, strict=True)) for row in noticed["rows"]]
    assert {one["why"]: one["files"] for one in found} == {"longer": 1, "part": 1, "two_branches": 1, "in_branch": 2}
    page = tmp_path / "p.html"
    assert run(tmp_path, *report, "--html", str(page)).exit_code == 0
    assert "2 members" in page.read_text("utf-8")
    assert "张三" not in as_json + page.read_text("utf-8") + run(tmp_path, *report).stdout
