from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from openpyxl import load_workbook

from storage.branch import BranchLedger
from storage.proposals import proposals
from tests.screens.sending import submission
from tests.tui.commanding import NOW, run

MEMBERS = {"001": "张三", "002": "李四", "003": "王五"}
LEFT = ("--left-day", "2026-11-10", "--yes")


def ledger(home: Path) -> BranchLedger:
    """What the secretary's ledger on the disk says."""
    return BranchLedger.open(home, clock=lambda: NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A secretary with a roster of three."""
    roster = tmp_path / "roster.csv"
    lines = ["编号,姓名,党小组", *(f"{number},{name},第一党小组" for number, name in MEMBERS.items())]
    roster.write_text("\n".join(lines), encoding="gb18030")
    home = tmp_path / "secretary"
    assert run(home, "branch", "roster", str(roster), "--branch", "第三党支部", "--yes").exit_code == 0
    return home


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with two members' files and a foreign one."""
    folder = tmp_path / "inbox"
    for number in ("001", "002"):
        member = tmp_path / number
        run(member, "profile", "--name", MEMBERS[number], "--member-no", number, "--branch", "第三党支部")
        run(member, "today", stdin="1\n" * 6)
        run(member, "matter", "add", f"matter of {number}", "--kind", "shortfall")
        matter_id = next(
            line.split()[2] for line in run(member, "summary", "--list").stdout.splitlines() if number in line
        )
        run(member, "submit", "--out", str(folder), "--pick", matter_id)
    (folder / "letter.txt").write_text("dear all", encoding="utf-8")
    return folder


def test_a_number_twice_stops_with_its_row_and_saves_nothing(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("编号,姓名\n001,张三\n001,李四\n003,\n", encoding="utf-8")
    result = run(tmp_path / "home", "branch", "roster", str(tmp_path / "roster.csv"), "--yes")

    assert not ledger(tmp_path / "home").roster()
    assert sum(line.startswith("- Row") for line in result.stdout.splitlines()) == 2
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_day_of_joining_far_ahead_is_named_and_its_person_is_still_missed(tmp_path: Path) -> None:
    home, table = tmp_path / "home", tmp_path / "roster.csv"
    table.write_text("编号,姓名,到岗日期\n001,张三,2062-03-01\n002,李四,2020-03-01\n", encoding="utf-8")
    shown = run(home, "branch", "roster", str(table), "--branch", "支部", "--yes", language="zh")
    assert "第2行：2062-03-01不是日期，或者年份不对" in shown.output
    assert [(one.name, one.joined_day and one.joined_day.year) for one in ledger(home).roster()] == [
        ("张三", None), ("李四", 2020),
    ]  # fmt: skip


def test_a_roster_shows_what_becomes_different_and_saves_nothing_unasked(home: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("编号,姓名,民族\n001,张三,汉\n004,赵六,汉\n合计,2,\n", encoding="utf-8")
    shown = run(home, "branch", "roster", str(tmp_path / "new.csv"))
    assert shown.exit_code == 1
    for words in ("A 编号 as Member no.", "Column C '民族'", "Row 4 is no member", "Came: 004 赵六", "Left: 002 李四",
                  "No day of joining: 004 赵六", "No day of leaving: 002 李四"):  # fmt: skip
        assert words in shown.stdout
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())

    read = ("branch", "roster", str(tmp_path / "new.csv"), "--yes")
    unsaid = run(home, *read)
    assert (unsaid.exit_code, "--left-day" in unsaid.stderr) == (1, True)
    assert run(home, *read, "--left-day", "2026-11-25").exit_code == 2, "a day to come"
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())
    assert run(home, *read, "--left-day", "2026-11-10").exit_code == 0
    assert {one.name: str(one.left_day) for one in ledger(home).former()}["李四"] == "2026-11-10"
    assert [member.name for member in ledger(home).roster()] == ["张三", "赵六"]
    assert run(home, "branch", "roster", "--undo", "--yes").exit_code == 0
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())


def test_the_first_roster_can_be_taken_back_too_and_who_was_on_it_never_belonged_to_the_branch(
    own_home: Path, tmp_path: Path
) -> None:
    assert run(own_home, "branch", "roster", "--undo", "--yes").exit_code == 1
    (tmp_path / "wrong.csv").write_text("编号,姓名\n001,别的支部\n", encoding="utf-8")
    (tmp_path / "right.csv").write_text("编号,姓名\n001,张三\n", encoding="utf-8")
    assert run(own_home, "branch", "roster", str(tmp_path / "wrong.csv"), "--branch", "x", "--yes").exit_code == 0
    back = run(own_home, "branch", "roster", "--undo", "--yes", language="zh")
    assert (back.exit_code, "减少1" in back.stdout) == (0, True)
    assert (ledger(own_home).roster(), ledger(own_home).branch_name()) == ((), "")
    assert run(own_home, "branch", "roster", "--undo", "--yes").exit_code == 0, "and that is taken back as well"
    assert [one.name for one in ledger(own_home).roster()] == ["别的支部"]
    assert run(own_home, "branch", "roster", "--undo", "--yes").exit_code == 0
    assert run(own_home, "branch", "roster", str(tmp_path / "right.csv"), "--yes").exit_code == 0
    assert ([one.name for one in ledger(own_home).roster()], ledger(own_home).former()) == (["张三"], ())


def test_people_without_a_number_are_not_left_out_unasked(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text("编号,姓名\n001,张三\n,赵六\n,孙七\n", encoding="utf-8")
    for agreed in ((), ("--yes",)):
        refused = run(home, "branch", "roster", str(path), *agreed)
        assert (refused.exit_code, "--unnumbered" in refused.stderr, "赵六" in refused.stdout) == (1, True, True)
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())

    assert run(home, "branch", "roster", str(path), "--unnumbered", "number", *LEFT).exit_code == 0
    assert [(one.member_no, one.name) for one in ledger(home).roster()] == [
        ("001", "张三"), ("004", "赵六"), ("005", "孙七"),
    ]  # fmt: skip
    leave_out = ("branch", "roster", str(path), "--unnumbered", "leave-out", "--yes", "--left-day")
    early = run(home, *leave_out, "2026-11-10")  # who came today did not leave before
    assert (early.exit_code, "004 赵六, 005 孙七 joined only" in early.stderr) == (1, True)
    assert run(home, *leave_out, "2026-11-24").exit_code == 0
    assert [one.name for one in ledger(home).roster()] == ["张三"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("编号,姓名,转出日期\n001,张三,2026年底\n", "2026年底"),
        ("编号,姓名\n001,张三\n002,\n", "002"),
        ("姓名,处室\n赵六,甲\n赵六,乙\n", "row 2"),
    ],
)
def test_a_doubt_is_agreed_to_before_anything_is_saved(home: Path, tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "new.csv"
    path.write_text(content, encoding="utf-8")
    agrees = ("--yes",) if content.startswith("姓名") else ()
    refused = run(home, "branch", "roster", str(path))
    assert (refused.exit_code, says in refused.stdout) == (1, True)
    assert "Number" in refused.stderr if agrees else "Go on all the same" in refused.stderr
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())
    assert run(home, "branch", "roster", str(path), *LEFT).exit_code == 0


def test_a_table_on_its_side_is_refused_with_what_to_do(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text("编号,001,002\n姓名,赵六,孙七\n处室,甲,乙\n", encoding="utf-8")
    refused = run(home, "branch", "roster", str(path), "--yes")
    assert (refused.exit_code, "Transpose" in refused.stderr) == (1, True)
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())


def test_roster_wants_one_thing_at_a_time(home: Path, tmp_path: Path) -> None:
    assert run(home, "branch", "roster").exit_code == 2
    assert run(home, "branch", "roster", "a.csv", "--undo").exit_code == 2
    template = tmp_path / "t.xlsx"
    assert run(home, "branch", "roster", "--template", str(template)).exit_code == 0
    assert load_workbook(template).worksheets[0].max_column == 10
    template.write_bytes(b"kept")
    assert run(home, "branch", "roster", "--template", str(template)).exit_code == 1
    assert template.read_bytes() == b"kept"


def test_one_member_is_edited_and_the_rest_stays(home: Path) -> None:
    result = run(home, "branch", "member", "2", "--post", "处长", "--left", "2026-11-20")
    assert result.exit_code == 0
    assert "002 李四" in result.stdout
    changed = ledger(home).roster()[1]
    assert (changed.post, str(changed.left_day), changed.party_group) == ("处长", "2026-11-20", "第一党小组")
    assert run(home, "branch", "member", "77", "--post", "x").exit_code == 1
    before = ledger(home).roster()
    assert run(home, "branch", "member", "2", "--joined", "2026-11-28").exit_code == 1, "after the day of leaving"
    assert ledger(home).roster() == before
    assert run(home, "branch", "member", "2", "--name", "").exit_code == 2


def test_collect_says_how_a_file_came_and_calls_files_of_one_name_by_their_folders(home: Path, inbox: Path) -> None:
    for folder in ("甲", "乙"):
        (inbox / folder).mkdir()
        (inbox / folder / "x.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    sent = next(inbox.glob("李四*"))
    sent.write_bytes(sent.read_bytes().decode().encode("gb18030"))
    lines = run(home, "branch", "collect", str(inbox)).stdout.splitlines()

    assert any("李四" in line and "GB 18030" in line for line in lines)
    assert [line.split(":")[0] for line in lines if "x.doc" in line] == ["- 乙/x.doc", "- 甲/x.doc"]
    assert {entry.member_no for entry in ledger(home).batches()[0].entries} == {"001", "002"}


def test_what_was_not_taken_in_is_named_in_the_last_line_with_why(home: Path, inbox: Path) -> None:
    file = next(inbox.glob("李四*"))
    file.write_bytes(file.read_bytes()[:-90])
    run(inbox.parent / "099", "profile", "--name", "外人", "--member-no", "099", "--branch", "第三党支部")
    run(inbox.parent / "099", "note", "外人的", "--minutes", "30")
    run(inbox.parent / "099", "submit", "--out", str(inbox))
    for words in (["--dry-run"], []):
        done = run(home, "branch", "collect", str(inbox), *words, language="zh")
        last = done.stderr.splitlines()[-1]
        assert done.exit_code == 1
        assert f"{file.name}（损坏）" in last
        assert "外人_November-2026.txt（名册上没有此人）" in last
    assert "已收取1份：张三" in done.stdout.splitlines()


def test_a_roster_without_members_leaves_the_one_before(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("one,two\n1,2\n", encoding="utf-8")
    result = run(home, "branch", "roster", str(tmp_path / "empty.csv"))

    assert result.exit_code == 1
    assert [member.name for member in ledger(home).roster()] == list(MEMBERS.values())


def test_collect_needs_a_roster(tmp_path: Path) -> None:
    result = run(tmp_path / "home", "branch", "collect", str(tmp_path))

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert run(tmp_path / "home", "branch", "collect", str(tmp_path / "none")).exit_code == 1


def test_a_dry_run_takes_nothing_in(home: Path, inbox: Path) -> None:
    data = json.loads(run(home, "branch", "collect", str(inbox), "--dry-run", "--json").stdout)

    assert sorted(decision["decision"] for decision in data["decisions"]) == ["foreign", "new", "new"]
    assert data["taken_in"] is None
    assert not ledger(home).batches()


def test_collect_takes_in_names_the_foreign_file_and_who_is_missing(home: Path, inbox: Path) -> None:
    result = run(home, "branch", "collect", str(inbox))

    [batch] = ledger(home).batches()
    assert {entry.member_no for entry in batch.entries} == {"001", "002"}
    assert any("letter.txt" in line for line in result.stdout.splitlines())
    assert "2 files taken in: 张三, 李四" in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == "1 member is missing: 王五"

    again = run(home, "branch", "collect", str(inbox))
    assert "No file was taken in." in again.stdout
    assert len(ledger(home).batches()) == 1


def test_of_a_file_of_somebody_who_is_not_on_the_roster_that_is_said(home: Path, tmp_path: Path) -> None:
    other, folder = tmp_path / "other", tmp_path / "in"
    run(other, "profile", "--name", "外人", "--member-no", "099", "--branch", "第五党支部")
    run(other, "submit", "--out", str(folder), "--remark", "无")
    [line] = [line for line in run(home, "branch", "collect", str(folder), language="zh").stdout.splitlines()
              if line.startswith("- ")]  # fmt: skip
    assert "名册上没有这个编号" in line
    assert "099" in line
    assert "第五党支部" in line


def test_a_folder_with_files_of_one_other_month_is_not_taken_in_as_strays(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "october"
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("001", period="2026-10"))
    asked = run(home, "branch", "collect", str(folder), language="zh")
    assert (asked.exit_code, "2026年10月" in asked.stderr, "--period 2026-10" in asked.stderr) == (1, True, True)
    found = json.loads(run(home, "branch", "standing", "--json").stdout)["members"]
    assert {one["standing"] for one in found} == {"missing"}, "nobody is noted as of another period"
    said = json.loads(run(home, "branch", "collect", str(folder), "--period", "2026-10", "--json").stdout)
    assert [one["decision"] for one in said["decisions"]] != ["other_period"]
    said = json.loads(run(home, "branch", "collect", str(folder), "--period", "2026-11", "--json").stdout)
    assert [one["decision"] for one in said["decisions"]] == ["other_period"], "who names the month means it"


def test_another_period_has_none_of_it(home: Path, inbox: Path) -> None:
    data = json.loads(run(home, "branch", "collect", str(inbox), "--period", "2026-10", "--json").stdout)

    assert sorted(decision["decision"] for decision in data["decisions"]) == ["foreign", "other_period", "other_period"]
    assert data["taken_in"] == []


@pytest.mark.slow
def test_report_writes_word_and_excel_and_never_silently_over_them(home: Path, inbox: Path, tmp_path: Path) -> None:
    run(home, "branch", "collect", str(inbox))
    books = ledger(home)
    books.list.accept(proposals(books.sent(), books.items(), books.list.declined()))
    out = tmp_path / "out"
    assert run(home, "branch", "report", "--out", str(out), language="zh").exit_code == 0

    [word], [excel] = out.glob("*_报告.docx"), out.glob("*.xlsx")
    text = "\n".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    assert "王五" in text
    problems = load_workbook(excel)["支部问题整改台账"]
    cells = {str(cell) for row in problems.iter_rows(values_only=True) for cell in row}
    assert {"matter of 001", "matter of 002"} <= cells

    word.write_bytes(b"what the secretary wrote into it")
    assert run(home, "branch", "report", "--out", str(out), language="zh").exit_code == 1
    assert word.read_bytes() == b"what the secretary wrote into it"
    assert run(home, "branch", "report", "--out", str(out), "--force", language="zh").exit_code == 0


def test_who_may_be_one_person_is_named_and_same_says_so(home: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("编号,姓名\n001,张三\n002,李思\n003,王五\n", encoding="utf-8")
    command = ("branch", "roster", str(tmp_path / "new.csv"), "--yes")
    refused = run(home, *command, "--same", "001")
    assert (refused.exit_code, [one.name for one in ledger(home).roster()]) == (1, ["张三", "李四", "王五"])
    assert "- before: 002 李四; now: 002 李思" in run(home, *command, "--same", "2").stdout.splitlines()
    assert [(one.name, one.person) for one in ledger(home).roster()] == [("张三", ""), ("李思", ""), ("王五", "")]
    assert run(home, "branch", "roster", "--undo", "--yes").exit_code == 0
    two = run(home, *command, "--left-day", "11-20")
    assert "  Taken as two people; --same 002 says they are one." in two.stdout.splitlines()
    assert [one.name for one in ledger(home).former()] == ["李四"]


def test_the_whole_ledger_goes_to_the_next_secretary_and_back(home: Path, inbox: Path, tmp_path: Path) -> None:
    new, out = tmp_path / "new", tmp_path / "out"
    run(home, "branch", "collect", str(inbox))
    assert run(home, "branch", "hand-on", "--out", str(out)).exit_code == 0
    [file] = out.iterdir()
    assert run(new, "branch", "take-over", str(file)).exit_code == 1, "nobody could be asked"
    assert not ledger(new).roster()
    result = run(new, "branch", "take-over", str(file), "--yes")
    assert "3 members, 2 submissions" in result.stdout
    assert [one.name for one in ledger(new).roster()] == list(MEMBERS.values())
    assert ledger(new).items() == ledger(home).items()
    run(new, "branch", "add", "值班表未更新")
    asked = run(new, "branch", "take-over", str(file), language="zh")
    assert asked.exit_code == 1
    assert "接收后将被替换：台账记录1条。涉及问题：值班表未更新。" in asked.stdout
    back = run(new, "branch", "take-over", "--undo", "--yes", language="zh")
    assert (back.exit_code, "已恢复接收前的台账" in back.stdout, "已接收" in back.stdout) == (0, True, False)
    assert not ledger(new).roster()
    assert run(tmp_path / "none", "branch", "take-over", "--undo").exit_code == 1
    assert run(tmp_path / "none", "branch", "hand-on", "--out", str(out)).exit_code == 1


@pytest.mark.slow
def test_a_report_again_says_what_differs_from_the_one_before(home: Path, inbox: Path, tmp_path: Path) -> None:
    (inbox / "letter.txt").unlink()
    late = inbox / "late"
    late.mkdir()
    file = next(path for path in inbox.glob("*.txt") if path.name.startswith("李四"))
    held_back = tmp_path / file.name
    file.rename(held_back)
    assert run(home, "branch", "collect", str(inbox)).exit_code == 0
    assert ": was " not in run(home, "branch", "report", "--out", str(tmp_path / "one")).stdout
    held_back.rename(late / file.name)
    assert run(home, "branch", "collect", str(inbox)).exit_code == 0
    said = run(home, "branch", "report", "--out", str(tmp_path / "two")).stdout
    assert "received: was 1, now 2" in said
    assert run(home, "branch", "orders", "--out", str(tmp_path / "three")).exit_code == 1


def test_what_nobody_sent_is_called_what_it_is_and_is_not_counted_among_submissions(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    openpyxl.Workbook().save(folder / "名册.xlsx")
    (folder / "~$名册.xlsx").write_bytes(b"\x05user")
    (folder / "空.txt").touch()
    result = run(home, "branch", "collect", str(folder), language="zh")
    assert result.exit_code == 0
    assert "压缩包" not in result.stdout
    assert "- 空.txt：空文件" in result.stdout
    assert "- ~$名册.xlsx：Word、Excel 打开文件时的临时文件" in result.stdout
    (folder / "张三.txt").touch()  # that one was sent
    assert run(home, "branch", "collect", str(folder)).exit_code == 1


def test_a_file_of_one_member_is_not_taken_in_under_the_number_of_another(home: Path, inbox: Path) -> None:
    run(inbox.parent / "003", "profile", "--name", "李四", "--member-no", "003", "--branch", "第三党支部")
    run(inbox.parent / "003", "today", stdin="1\n" * 6)
    run(inbox.parent / "003", "submit", "--out", str(inbox.parent / "borrowed"))
    [file] = (inbox.parent / "borrowed").iterdir()
    result = run(home, "branch", "collect", str(file.parent), "--also", str(file))
    assert result.exit_code == 1
    assert "李四" in result.stderr
    assert "王五" in result.stderr
    assert not ledger(home).batches()


def test_what_a_roster_would_change_is_shown_before_its_doubts_are_asked_about(tmp_path: Path) -> None:
    home, table = tmp_path / "home", tmp_path / "r.csv"
    table.write_text("编号,姓名,转入日期\n1,张三,\n2,李四,\n", "utf-8")
    assert run(home, "branch", "roster", str(table), "--branch", "第一党支部", "--yes").exit_code == 0
    table.write_text("编号,姓名,转入日期\n1,张三,2019.7\n2,李四,\n3,王五,已转入\n", "utf-8")
    asked = run(home, "branch", "roster", str(table), language="zh")
    assert asked.exit_code == 1
    assert "2019.7没有写到日，按2019年7月1日读入" in asked.stdout
    assert "新增1  减少0  有变动1" in asked.stdout
    assert "2处要确认" in asked.stderr
    assert len(ledger(home).roster()) == 2
    assert run(home, "branch", "roster", str(table), "--yes").exit_code == 0
    assert ledger(home).roster()[0].joined_day == date(2019, 7, 1)
