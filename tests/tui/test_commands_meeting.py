"""`meeting` on the command line: entered, listed, its papers, its slips."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from storage.branch import BranchLedger
from storage.records import NoteKind, Profile, StudyNote
from storage.roster import Member
from tests.tui.commanding import NOW, journal, run

MEMBERS = [
    Member(member_no="001", name="张三"),
    Member(member_no="002", name="李四"),
    Member(member_no="003", name="李思"),
]
ADD = ("meeting", "add", "2026-11-20", "9:30", "1100", "代表法集中学习")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    BranchLedger.open(home, clock=lambda: NOW).save_roster(MEMBERS, branch="第一党支部")
    return home


def test_a_meeting_is_entered_with_everybody_but_the_exceptions(home: Path) -> None:
    result = run(home, *ADD, "--leave", "张三：公差", "--absent", "003", "--place", "三楼", language="zh")
    assert (result.exit_code, result.stdout) == (0, "11月20日 集中学习 代表法集中学习（应到3，实到1） 补填\n")
    [meeting] = journal(home).meetings.all()
    assert [(one.name, one.status, one.reason) for one in meeting.attendance] == [
        ("张三", "on_leave", "公差"), ("李四", "present", ""), ("李思", "absent", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--absent", "ls"], "可能是几个人：002 李四、003 李思。请写编号。"),
        (["--absent", "赵六"], "不在这次会议的应到人员中，没有录入。"),
        (["--leave", ""], "不在这次会议的应到人员中，没有录入。"),
    ],
)
def test_who_is_meant_is_asked_and_nothing_is_entered(home: Path, more: list[str], said: str) -> None:
    result = run(home, *ADD, *more, language="zh")
    assert result.exit_code == 1
    assert said in result.stderr
    assert journal(home).meetings.all() == []


def test_without_a_roster_how_many_are_expected_is_said_to_be_unknown_and_asked_about(tmp_path: Path) -> None:
    home = tmp_path / "other"
    refused = run(home, *ADD, language="zh")
    assert (refused.exit_code, refused.stdout) == (1, "")
    [said] = refused.stderr.splitlines()
    assert "还没有人员名册" in said
    assert "branch roster" in said
    assert journal(home).meetings.all() == []

    done = run(home, *ADD, "--yes", language="zh")
    assert (done.exit_code, done.stdout) == (0, "11月20日 集中学习 代表法集中学习（到会未登记） 补填\n")
    assert "应到0" not in run(home, "meeting", "list", language="zh").stdout


@pytest.mark.parametrize("more", [("--leave", "张三:病假"), ("--absent", "张三"), ("--only", "张三")])
def test_without_a_roster_nobody_can_be_named_and_that_is_said_to_be_why(tmp_path: Path, more: tuple[str, str]) -> None:
    refused = run(tmp_path / "other", *ADD, *more, "--yes", language="zh")
    assert refused.exit_code == 1
    [said] = refused.stderr.splitlines()
    assert said.startswith("还没有人员名册")
    assert journal(tmp_path / "other").meetings.all() == []


def test_why_a_meeting_has_no_slips_is_said_by_its_true_cause(home: Path, tmp_path: Path) -> None:
    run(tmp_path / "other", *ADD, "--yes", language="zh")
    bare = run(tmp_path / "other", "meeting", "slips", "代表法", "--out", str(tmp_path / "out"), language="zh")
    assert (bare.exit_code, "到会未登记" in bare.stderr) == (1, True)
    away = [part for number in ("001", "002", "003") for part in ("--absent", number)]
    run(home, *ADD, *away, language="zh")
    nobody = run(home, "meeting", "slips", "代表法", "--out", str(tmp_path / "out"), language="zh")
    assert (nobody.exit_code, "没有人到会" in nobody.stderr, "编号" in nobody.stderr) == (1, True, False)


def test_an_empty_list_names_the_year(home: Path) -> None:
    assert run(home, "meeting", "list", language="zh").stdout.splitlines()[0] == "2026年还没有录入会议。"


def test_a_meeting_on_a_day_before_anybody_came_says_that_nobody_was_expected(tmp_path: Path) -> None:
    home = tmp_path / "other"
    ledger = BranchLedger.open(home, clock=lambda: NOW)
    ledger.save_roster([Member(member_no="001", name="张三", joined_day=date(2026, 11, 21))], branch="第一党支部")
    refused = run(home, *ADD, "--kind", "committee", language="zh")
    assert refused.exit_code == 1
    assert "当天没有应到的人" in refused.stderr


@pytest.mark.parametrize("who", ["D303", "D303 张伟", "张伟（D303）", "张伟D303", "d303"])
def test_two_of_one_name_are_meant_by_the_number_however_it_stands_beside_the_name(home: Path, who: str) -> None:
    two = [Member(member_no=number, name="张伟") for number in ("D303", "D308")]
    home = home / "other"
    BranchLedger.open(home, clock=lambda: NOW).save_roster([*MEMBERS, *two], branch="第一党支部")
    result = run(home, *ADD, "--leave", f"{who}:公差")
    assert result.exit_code == 0, result.stderr
    [meeting] = journal(home).meetings.all()
    assert [one.member_no for one in meeting.attendance if one.reason == "公差"] == ["D303"]


@pytest.mark.parametrize("day", ["20日", "20", "20号"])
def test_a_day_of_the_month_alone_is_the_one_that_is_over(home: Path, day: str) -> None:
    assert run(home, "meeting", "add", day, *ADD[3:]).exit_code == 0, "today is the 23rd"
    [meeting] = journal(home).meetings.all()
    assert meeting.day == date(2026, 11, 20)
    assert run(home, "meeting", "add", "28日", *ADD[3:]).exit_code == 2, "it has not come yet"


def test_the_same_meeting_is_not_entered_twice(home: Path) -> None:
    assert run(home, *ADD).exit_code == 0
    again = run(home, *ADD, language="zh")
    assert (again.exit_code, "已经登记过：11月20日" in again.stderr) == (1, True)
    assert len(journal(home).meetings.all()) == 1
    assert run(home, *ADD[:3], "14:00", "15:00", ADD[5]).exit_code == 0


def test_a_meeting_of_the_committee_counts_no_whole_branch_but_asks_who_sits_on_it(home: Path) -> None:
    add = ("meeting", "add", "2026-11-20", "9:30", "10:30", "支委会", "--kind", "committee")
    asked = run(home, *add, language="zh")
    assert (asked.exit_code, journal(home).meetings.all()) == (1, [])
    assert "--only" in asked.stderr
    assert "--party-post" in asked.stderr
    assert (
        "（应到2，实到1）"
        in run(home, *add, "--only", "001", "--only", "李四", "--absent", "李四", language="zh").stdout
    )
    add = (*add[:3], "14:00", "15:00", *add[5:])
    assert "（应到2，实到2）" in run(home, *add, language="zh").stdout, "who was expected last time"
    run(home, "branch", "member", "003", "--party-post", "支部书记")
    add = (*add[:3], "16:00", "17:00", *add[5:])
    assert "（应到1，实到1）" in run(home, *add, language="zh").stdout


@pytest.mark.parametrize("times", [("11:00", "9:30"), ("9:30", "25:00"), ("early", "11:00")])
def test_times_that_cannot_be_are_refused_in_one_line(home: Path, times: tuple[str, str]) -> None:
    result = run(home, "meeting", "add", "2026-11-20", *times, "学习")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert journal(home).meetings.all() == []


def test_the_list_says_which_are_due_and_json_has_all(home: Path) -> None:
    run(home, *ADD)
    shown = run(home, "meeting", "list", language="zh").stdout
    assert "代表法集中学习" in shown
    assert "党员大会：2026年第4季度应开，还没开" in shown
    [found] = json.loads(run(home, "meeting", "list", "--json").stdout)
    assert found["title"] == "代表法集中学习"


def test_minutes_are_saved_and_their_blanks_named(home: Path, tmp_path: Path) -> None:
    run(home, *ADD, "--place", "三楼")
    result = run(home, "meeting", "minutes", "代表法", "--out", str(tmp_path / "out"), language="zh")
    assert "要手填的：主持人、记录人、议题。" in result.stdout
    assert len(list((tmp_path / "out").glob("*会议记录.*"))) == 2
    again = run(home, "meeting", "minutes", "2026-11-20", "--short", "--out", str(tmp_path / "out"), language="zh")
    assert again.exit_code == 0
    for day in ("20日", "11月20日", "20 Nov", "上周五", "20"):
        which = run(home, "meeting", "minutes", day, "--out", str(tmp_path / day))
        assert which.exit_code == 0, which.stderr
    assert run(home, "meeting", "slips", "21日", "--out", str(tmp_path)).exit_code == 1
    assert run(home, "meeting", "minutes", "监督法", "--out", str(tmp_path)).exit_code == 1


def test_papers_of_a_day_that_there_is_not_say_so(home: Path, tmp_path: Path) -> None:
    run(home, *ADD)
    refused = run(home, "meeting", "minutes", "31日", "--out", str(tmp_path / "out"), language="zh")
    assert (refused.exit_code, refused.stderr) == (1, "没有2026-11-31这一天。\n")
    assert (
        "没有【别的会】这次会议"
        in run(home, "meeting", "slips", "别的会", "--out", str(tmp_path), language="zh").stderr
    )


def test_a_slip_is_saved_and_taken_in_once(home: Path, tmp_path: Path) -> None:
    run(home, *ADD)
    run(home, "meeting", "slips", "代表法", "--out", str(tmp_path / "out"), language="zh")
    [slip] = map(str, (tmp_path / "out" / "凭条").glob("李四_代表法集中学习_2026年11月20日-*_凭条.txt"))
    mine = tmp_path / "mine"
    assert run(mine, "meeting", "take", slip).exit_code == 1, "whose it is is not known yet"
    journal(mine).save_profile(Profile(name="李四", member_no="2", branch="第一党支部"))
    own = journal(mine).notes.add(StudyNote.new(NOW, date(2026, 11, 20), title="学习", kind=NoteKind.GROUP, minutes=60))
    asked = run(mine, "meeting", "take", slip, language="zh")
    assert (asked.exit_code, "是同一次会议吗" in asked.stderr) == (1, True)
    taken = run(mine, "meeting", "take", slip, "--same", language="zh")
    assert taken.stdout == "已计入：代表法集中学习，2026年11月20日，1.5学时。\n"
    assert "已经计入" in run(mine, "meeting", "take", slip, language="zh").stdout
    [note] = journal(mine).notes.all()
    assert (note.uid, note.minutes) == (own.uid, 90)


def test_another_file_is_no_slip(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("通知", encoding="utf-8")
    result = run(home, "meeting", "take", str(tmp_path / "a.txt"), language="zh")
    assert (result.exit_code, "不是会议的学习凭条" in result.stderr) == (1, True)


def test_a_note_behind_a_slip_of_its_day_is_asked_about_and_counts_once(home: Path, tmp_path: Path) -> None:
    run(home, *ADD)
    run(home, "meeting", "slips", "代表法", "--out", str(tmp_path / "out"), language="zh")
    mine = tmp_path / "mine"
    journal(mine).save_profile(Profile(name="李四", member_no="2", branch="第一党支部"))
    [slip] = map(str, (tmp_path / "out" / "凭条").glob("李四_*_凭条.txt"))
    run(mine, "meeting", "take", slip)
    note = ("note", "代表法集中学习", "--day", "2026-11-20", "--minutes", "60", "--kind", "group")
    asked = run(mine, *note, language="zh")
    assert (asked.exit_code, "是同一次会议吗" in asked.stderr) == (1, True)
    assert len(journal(mine).notes.all()) == 1
    for choice, minutes in (("--same", 90), ("--separate", 150)):
        assert run(mine, *note, choice).exit_code == 0
        assert sum(one.minutes for one in journal(mine).notes.all()) == minutes
