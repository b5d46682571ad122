"""The secretary's commands: standings, reminders, returns, receipts; problems from proposed to struck off."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from content.calendar import Calendar
from content.period import Period
from desk.words.branch import problem_lines
from storage.branch import BranchLedger
from storage.problems import Act, Status, as_of
from storage.records import Profile
from tests.moments import local
from tests.screens.sending import PROBLEM, roster_file, submission
from tests.tui.commanding import NOW, journal, run

DECIDED = "经11月20日支委会研究"


def ledger(home: Path) -> BranchLedger:
    """What the secretary's ledger on the disk says."""
    return BranchLedger.open(home, clock=lambda: NOW)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with files of 001, with two problems, and of 002, with one."""
    folder = tmp_path / "in"
    folder.mkdir()
    second = PROBLEM.model_copy(update={"uid": "m2", "title": "来文登记不全", "due_day": date(2026, 12, 10)})
    other = PROBLEM.model_copy(update={"uid": "m3", "title": "会签超期"})
    (folder / "1.txt").write_bytes(submission("001", PROBLEM, second))
    (folder / "2.txt").write_bytes(submission("002", other))
    return folder


@pytest.fixture
def home(tmp_path: Path, inbox: Path) -> Path:
    """A secretary with a roster of four who took November in from two."""
    home = tmp_path / "home"
    roster = roster_file(tmp_path)
    assert run(home, "branch", "roster", str(roster), "--branch", "第一党支部", "--yes").exit_code == 0
    assert run(home, "branch", "collect", str(inbox)).exit_code == 0
    return home


def shown(home: Path, *arguments: str) -> Any:
    return json.loads(run(home, "branch", *arguments, "--json").stdout)


def standings(home: Path) -> dict[str, str]:
    return {one["name"]: one["standing"] for one in shown(home, "standing")["members"]}


def ids(home: Path) -> dict[str, str]:
    """By title, the id of what is on the list."""
    return {one["title"]: one["id"] for one in shown(home, "ledger")["problems"]}


def test_standing_is_chosen_shown_and_taken_back(home: Path) -> None:
    assert run(home, "branch", "standing", "3", "--set", "leave", "--reason", "病假").exit_code == 1  # which days?
    assert run(home, "branch", "standing", "3", "--set", "leave", "--reason", "病假", "--yes").exit_code == 0
    assert run(home, "branch", "standing", "004", "--set", "deferred", "--until", "2026-12-05").exit_code == 0
    assert standings(home) == {"张三": "received", "李四": "received", "王五": "leave", "赵六": "deferred"}
    found = shown(home, "standing", "3", "4")
    assert found["totals"] == {
        "due": 4, "received": 2, "paper": 0, "leave": 1, "missing": 1, "returned": 0, "in_doubt": 0,
        "wrong_period": 0, "deferred": 1, "not_due": 0,
    }  # fmt: skip
    assert [(one["reason"], one["until"]) for one in found["members"]] == [("病假", None), ("", "2026-12-05")]
    lines = run(home, "branch", "standing", language="zh").stdout.splitlines()
    assert "请假" in lines[2]
    assert "病假" in lines[2]
    assert lines[-1] == "应报4  已报2  请假1  未报1"

    assert run(home, "branch", "standing", "3", "4", "--set", "none").exit_code == 0
    assert {standings(home)[name] for name in ("王五", "赵六")} == {"missing"}


def test_a_form_from_paper_stays_whatever_is_chosen_until_it_is_taken_out_itself(home: Path) -> None:
    run(home, "branch", "standing", "3", "--set", "leave", "--reason", "病假，整月")
    run(home, "branch", "paper", "3", "--days", "18", "--due-days", "20", "--problem", "材料晚交")
    for chosen in (("leave", "--reason", "病假，整月"), ("not-due", "--reason", "借调"), ("none",), ("none",)):
        result = run(home, "branch", "standing", "3", "--set", *chosen, language="zh")
        assert standings(home)["王五"] == "paper"
    assert result.exit_code == 1, "the leave was taken back; the form is no choice"
    assert "branch paper 编号 --remove" in result.stderr
    assert run(home, "branch", "paper", "3", "--remove").exit_code == 0
    assert standings(home)["王五"] == "missing"


def test_all_is_listed_but_what_came_with_a_returned_file_which_is_named(home: Path) -> None:
    run(home, "branch", "return", "2", "--comment", "请补充原因")
    assert "已退回" in next(line for line in run(home, "branch", "ledger", language="zh").stdout.splitlines()
                         if "会签超期" in line)  # fmt: skip
    assert run(home, "branch", "ledger", language="zh").stdout.endswith("待列入2  已退回1\n")
    said = run(home, "branch", "accept", "--all", language="zh").stdout
    assert sorted(ids(home)) == sorted((PROBLEM.title, "来文登记不全"))
    assert "来源材料已退回的1条未列入" in said
    [left] = shown(home, "ledger")["proposed"]
    assert (left["title"], left["source_returned"]) == ("会签超期", True)
    asked = run(home, "branch", "accept", left["id"], language="zh")
    assert (asked.exit_code, "1条的来源材料已退回" in asked.stdout) == (1, True)
    assert "会签超期" not in ids(home)
    assert run(home, "branch", "accept", left["id"], "--yes").exit_code == 0, "by itself it can be listed"
    assert "会签超期" in ids(home)


def test_what_has_no_due_day_gets_the_one_that_is_said_and_no_other_changes(home: Path) -> None:
    run(home, "branch", "paper", "3", "--days", "18", "--due-days", "20", "--problem", "材料晚交")
    refused = run(home, "branch", "accept", "--all", "--due", "2026-11-02")
    assert (refused.exit_code, ids(home)) == (1, {})
    said = run(home, "branch", "accept", "--all", "--due", "2026-12-31", language="zh").stdout
    assert "还没有完成时限" not in said
    kept = [line for line in said.splitlines() if "未改" in line]
    assert len(kept) == 3, "the day that was said is the due day of only one"
    assert "时限仍为2026年11月20日（已过），未改：会签超期（李四）" in kept
    assert "时限仍为2026年12月10日，未改：来文登记不全（张三）" in kept
    dues = {one["title"]: one["due"] for one in shown(home, "ledger")["problems"]}
    assert dues == {PROBLEM.title: "2026-11-20", "来文登记不全": "2026-12-10", "会签超期": "2026-11-20",
                    "材料晚交": "2026-12-31"}  # fmt: skip


def test_what_cannot_be_chosen_is_refused_with_an_exit_code_and_changes_nothing(home: Path) -> None:
    before = standings(home)
    assert run(home, "branch", "standing", "1", "3", "--set", "leave").exit_code == 1  # a file of 001 is there
    assert run(home, "branch", "standing", "9", "--set", "leave").exit_code == 1
    assert run(home, "branch", "standing", "3", "--set", "deferred").exit_code == 2
    assert run(home, "branch", "standing", "--set", "leave").exit_code == 2
    assert run(home, "branch", "standing", "3", "--reason", "病假").exit_code == 2
    assert standings(home) == before
    assert run(home.parent / "other", "branch", "standing").exit_code == 1  # no roster


def test_missing_names_who_is_to_be_reminded_and_notes_the_day(home: Path) -> None:
    run(home, "branch", "standing", "4", "--set", "deferred", "--until", "2026-12-05")
    assert [one["name"] for one in shown(home, "missing")["members"]] == ["王五"]
    result = run(home, "branch", "missing", "--reminded", "2026-11-23", language="zh")
    assert "第一党小组：王五" in result.stdout
    assert "催报1人" in result.stdout
    assert [one["reminded_on"] for one in shown(home, "missing")["members"]] == [["2026-11-23"]]
    assert run(home, "branch", "missing", "--reminded", "2026-12-23").exit_code == 2


def test_a_return_goes_to_the_member_and_the_next_revision_answers_it(home: Path, inbox: Path, tmp_path: Path) -> None:
    assert run(home, "branch", "return", "1", "--comment", "写明时限").exit_code == 0
    assert standings(home)["张三"] == "returned"
    assert run(home, "branch", "receipt", "--out", str(tmp_path / "out"), language="zh").exit_code == 0
    member = tmp_path / "member"
    journal(member).save_profile(Profile(name="张三", member_no="001", branch="第一党支部"))
    file = tmp_path / "out" / "张三_2026年11月_退回.txt"
    assert "写明时限" in run(member, "receipt", str(file)).stdout
    assert json.loads(run(member, "receipt", str(file), "--json").stdout)["news"] == "same"
    [kept] = json.loads(run(member, "receipt", "--json").stdout)
    assert (kept["period"], kept["state"], kept["comment"]) == ("2026-11", "returned", "写明时限")
    assert "写明时限" in run(member, "receipt").stdout

    (inbox / "1b.txt").write_bytes(submission("001", PROBLEM, revision=2))
    assert run(home, "branch", "collect", str(inbox)).exit_code == 0
    assert standings(home)["张三"] == "received"


def test_returning_what_never_came_and_receipts_of_others_are_refused(home: Path, tmp_path: Path) -> None:
    assert run(home, "branch", "return", "3", "--comment", "写明时限").exit_code == 1
    assert run(home, "branch", "return", "1", "--undo").exit_code == 1
    assert run(home, "branch", "return", "1").exit_code == 2
    assert run(home, "branch", "receipt", "--period", "2026-10", "--out", str(tmp_path)).exit_code == 1
    run(home, "branch", "return", "1", "--comment", "写明时限")
    run(home, "branch", "receipt", "--out", str(tmp_path / "out"), language="zh")
    other = tmp_path / "other"
    file = tmp_path / "out" / "张三_2026年11月_退回.txt"
    assert run(other, "receipt", str(file)).exit_code == 1
    journal(other).save_profile(Profile(name="李四", member_no="002"))
    refused = run(other, "receipt", str(file), language="zh")
    assert (refused.exit_code, "张三（001）" in refused.stderr, "写明时限" in refused.stderr) == (1, True, False)
    assert json.loads(run(other, "receipt", "--json").stdout) == []
    assert run(other, "receipt", str(tmp_path / "in" / "1.txt")).exit_code == 1
    assert run(home, "branch", "return", "1", "--undo").exit_code == 0
    assert standings(home)["张三"] == "received"


def test_taking_a_return_back_says_each_time_what_stands_then(home: Path, inbox: Path) -> None:
    for comment in ("先退一次", "写明时限"):
        assert run(home, "branch", "return", "1", "--comment", comment).exit_code == 0
    first, second, third = (run(home, "branch", "return", "1", "--undo", language="zh") for _time in range(3))
    assert ("前一次退回仍在：先退一次" in first.stdout, first.exit_code) == (True, 0)
    assert ("仍然计入" in second.stdout, second.exit_code) == (True, 0)
    assert ("没有退回" in third.stderr, third.exit_code) == (True, 1)
    run(home, "branch", "return", "1", "--comment", "写明时限")
    (inbox / "1b.txt").write_bytes(submission("001", PROBLEM, revision=2))
    run(home, "branch", "collect", str(inbox))
    answered = run(home, "branch", "return", "1", "--undo", language="zh")
    assert ("已经重报" in answered.stderr, answered.exit_code) == (True, 1)


def test_the_notice_is_printed_and_saved_and_the_place_is_remembered(home: Path, tmp_path: Path) -> None:
    result = run(home, "branch", "call", "2026-12", "--due", "2027-01-05", "--where", "共享盘", "--out",
                 str(tmp_path / "out"), language="zh")  # fmt: skip
    assert "2027年1月5日（星期二）" in result.stdout  # a day that was chosen is not presumed
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert "共享盘" in run(home, "branch", "call", "2027-01", "--due", "2027-02-05").stdout
    assert run(home, "branch", "call", "2027-01").exit_code == 2


def test_a_month_of_the_list_from_proposed_to_struck_off(home: Path) -> None:
    assert len(shown(home, "ledger")["proposed"]) == 3
    assert run(home, "branch", "accept", "--all", "--reason", DECIDED).exit_code == 0
    first, second, third = ids(home).values()
    assert run(home, "branch", "progress", first[-6:], "--text", "已核对").exit_code == 0
    assert run(home, "branch", "done", first, second, "--reason", DECIDED).exit_code == 0
    assert run(home, "branch", "verify", first, second, "--by", "王五", "--checked", "看了底稿").exit_code == 0
    assert run(home, "branch", "strike", first, second, "--reason", DECIDED).exit_code == 0
    struck = shown(home, "ledger", "--status", "struck")["problems"]
    assert {one["id"] for one in struck} == {first, second}
    assert {(one["verified_by"], one["checked"], one["struck_off_on"]) for one in struck} == {
        ("王五", "看了底稿", "2026-11-24")
    }
    events = {item.uid: item.events for item in ledger(home).items()}
    assert [event.reason for event in events[first] if event.act is Act.STRIKE] == [DECIDED]
    assert run(home, "branch", "extend", third, "--due", "2026-12-20", "--reason", "等待会签").exit_code == 0
    assert run(home, "branch", "hand", third, "--to", "004").exit_code == 0
    [left] = shown(home, "ledger", "--owner", "赵六")["problems"]
    assert (left["id"], left["due"], left["status"]) == (third, "2026-12-20", "open")


def test_what_the_list_does_not_allow_for_one_is_done_to_none(home: Path) -> None:
    run(home, "branch", "accept", "--all")
    first, second, third = ids(home).values()
    run(home, "branch", "done", first)
    refused = run(home, "branch", "verify", first, second, "--by", "王五", language="zh")
    assert refused.exit_code == 1
    assert {item.uid: item.title for item in ledger(home).items()}[second] in refused.stderr
    assert ledger(home).list.get(first).status is Status.DONE
    owner = ledger(home).list.get(first).owner.name
    assert run(home, "branch", "verify", first, "--by", owner).exit_code == 1
    assert run(home, "branch", "extend", third, "--due", "2026-12-20").exit_code == 1  # an extension needs a reason
    assert run(home, "branch", "withdraw", third, "--reason", "").exit_code == 2
    assert run(home, "branch", "strike", "zzzz").exit_code == 1


def test_merging_is_undone_by_one_command(home: Path) -> None:
    [proposed, *_others] = [one["id"] for one in shown(home, "ledger")["proposed"]]
    run(home, "branch", "accept", *(one["id"] for one in shown(home, "ledger")["proposed"][1:]))
    first, second = ids(home).values()
    assert run(home, "branch", "progress", proposed, "--text", "x").exit_code == 1  # only proposed
    assert run(home, "branch", "merge", second, "--into", first).exit_code == 0
    later = NOW + timedelta(minutes=1)
    assert run(home, "branch", "merge", proposed, "--into", first, now=later).exit_code == 0
    merged = shown(home, "ledger", "--status", "merged")["problems"]
    assert {one["merged_into"] for one in merged} == {first}
    assert len(merged) == 2
    assert run(home, "branch", "undo").exit_code == 1  # nobody can be asked
    assert run(home, "branch", "undo", "--yes").exit_code == 0
    assert run(home, "branch", "split", second).exit_code == 0
    assert len(shown(home, "ledger", "--status", "open")["problems"]) == 3  # the listing of the last one stays


def test_the_list_is_filtered_and_takes_the_branchs_own(home: Path) -> None:
    run(home, "branch", "accept", "--all")
    assert run(home, "branch", "add", "党课缺勤较多", "--owner", "3", "--category", "学习").exit_code == 0
    assert [one["title"] for one in shown(home, "ledger", "--category", "学习")["problems"]] == ["党课缺勤较多"]
    assert [one["title"] for one in shown(home, "ledger", "--soon")["problems"]] == ["来文登记不全"]
    assert {one["overdue"] for one in shown(home, "ledger", "--overdue")["problems"]} == {True}
    assert [one["owner"] for one in shown(home, "ledger", "--owner", "003")["problems"]] == ["王五"]
    text = run(home, "branch", "ledger", language="zh").stdout
    assert "党课缺勤较多" in text
    assert text.splitlines()[-1].startswith("问题4")


def test_what_was_declined_or_withdrawn_is_off_the_list_and_can_be_listed_again(home: Path) -> None:
    declined = shown(home, "ledger")["proposed"][0]["id"]
    assert run(home, "branch", "decline", declined).exit_code == 1, "it says why"
    assert run(home, "branch", "decline", declined, "--reason", "已另行处理").exit_code == 0
    assert declined not in {one["id"] for one in shown(home, "ledger")["proposed"]}
    [left_off] = shown(home, "ledger")["left_off"]
    assert (left_off["id"], left_off["left_off_because"]) == (declined, "已另行处理")
    assert run(home, "branch", "ledger", language="zh").stdout.rstrip().endswith("未列入1")
    [line, _figures] = run(home, "branch", "ledger", "--status", "left-off", language="zh").stdout.splitlines()
    assert "未列入" in line
    assert left_off["title"] in line
    assert run(home, "branch", "accept", declined).exit_code == 0
    assert shown(home, "ledger")["left_off"] == []
    assert declined not in {one["id"] for one in shown(home, "ledger")["proposed"]}
    run(home, "branch", "accept", "--all")
    first = next(iter(ids(home).values()))
    assert run(home, "branch", "withdraw", first, "--reason", "重复").exit_code == 0
    assert first not in ids(home).values()
    assert run(home, "branch", "reopen", first, "--reason", "仍有").exit_code == 0
    assert first in ids(home).values()


def test_collect_says_by_its_exit_code_that_something_was_refused_and_takes_what_is_named(
    home: Path, inbox: Path
) -> None:
    assert run(home, "branch", "collect", str(inbox)).exit_code == 0
    anew = inbox / "1c.txt"
    anew.write_bytes(submission("001", revision=1))
    (inbox / "12.txt").write_bytes(submission("002", period="2026-12"))
    refused = run(home, "branch", "collect", str(inbox))
    assert (refused.exit_code, "1 submission was" in refused.stderr) == (1, True)  # of 002 November is there
    assert run(home, "branch", "collect", str(inbox), "--also", str(inbox / "12.txt")).exit_code == 1
    assert run(home, "branch", "collect", str(inbox), "--also", str(anew)).exit_code == 0
    assert ledger(home).received(Period.parse("2026-11"))["1"].file_name == "1c.txt"


def test_owner_and_verifier_are_people_of_the_roster_and_others_only_said_plainly(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    one = ids(home)["会签超期"]  # of 李四, 002
    assert run(home, "branch", "done", one).exit_code == 0
    for own in ("002", "2", "李四同志", "李 四", "002 李四", "李四、王五"):
        refused = run(home, "branch", "verify", one, "--by", own, language="zh")
        assert (refused.exit_code, "责任人" in refused.stderr) == (1, True), own
    for nobody in ("路人甲", "B5-01", "李四儿"):
        assert run(home, "branch", "verify", one, "--by", nobody).exit_code == 1
        assert run(home, "branch", "hand", one, "--to", nobody).exit_code == 1
        assert run(home, "branch", "add", "值班脱岗", "--owner", nobody).exit_code == 1
    assert "--outside" in run(home, "branch", "verify", one, "--by", "路人甲").stderr
    assert ledger(home).list.get(one).status is Status.DONE
    assert run(home, "branch", "hand", one, "--to", "003").exit_code == 0
    assert ledger(home).list.get(one).owner.name == "王五"
    assert run(home, "branch", "verify", one, "--by", "路人甲", "--outside").exit_code == 0
    assert ledger(home).list.get(one).verified_by == "路人甲"


def test_a_quarter_is_shown_and_chased_month_by_month_and_comes_to_what_its_report_says(home: Path) -> None:
    run(home, "branch", "standing", "3", "--period", "2026-10", "--set", "leave", "--reason", "病假，10月1日至31日")
    lines = run(home, "branch", "standing", "--period", "2026-Q4", language="zh").stdout.splitlines()
    assert [line for line in lines if line.startswith("2026年")][:2] == ["2026年10月", "2026年11月"]
    assert lines[-1] == "2026年第4季度合计（人月）：应报8  已报2  请假1  未报5"
    found = shown(home, "standing", "--period", "2026-Q4")
    assert (found["totals"]["due"], found["totals"]["missing"]) == (8, 5)
    months = shown(home, "missing", "--period", "2026-Q4")["months"]
    assert [[one["name"] for one in month["members"]] for month in months] == [
        ["张三", "李四", "赵六"],
        ["王五", "赵六"],
    ]
    result = run(home, "branch", "standing", "3", "--period", "2026-Q4", "--set", "leave", "--reason", "病假")
    assert (result.exit_code, "2026-10" in result.stderr) == (1, True)


def test_a_period_that_has_not_begun_has_nobody_missing_and_no_report(home: Path, tmp_path: Path) -> None:
    assert run(home, "branch", "missing", "--period", "2026-12").exit_code == 1
    assert run(home, "branch", "report", "--period", "2027-01", "--out", str(tmp_path / "out")).exit_code == 1
    assert not (tmp_path / "out").exists()


def said(home: Path, *arguments: str) -> str:
    """Why a command about the list refused, in Chinese."""
    refused = run(home, "branch", *arguments, language="zh")
    assert refused.exit_code == 1
    return refused.stderr


def test_what_comes_too_early_says_what_comes_first(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    one = ids(home)["会签超期"]
    assert "先登记完成" in said(home, "verify", one, "--by", "003")
    assert "先登记完成" in said(home, "strike", one)
    assert run(home, "branch", "done", one).exit_code == 0
    assert "先验收" in said(home, "strike", one)
    assert "改为未完成" in said(home, "extend", one, "--due", "2026-12-30", "--reason", "等来文")
    assert run(home, "branch", "verify", one, "--by", "003").exit_code == 0
    assert run(home, "branch", "strike", one).exit_code == 0
    for after in (("extend", one, "--due", "2026-12-30", "--reason", "等来文"), ("progress", one, "--text", "补充")):
        assert "先重新列入" in said(home, *after)


def test_only_a_later_day_that_is_still_to_come_is_an_extension(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    late, later = ids(home)["会签超期"], ids(home)["来文登记不全"]  # due on 20 November and 10 December
    assert "12月10日" in said(home, "extend", later, "--due", "2026-12-05", "--reason", "等来文")
    assert "已经过去" in said(home, "extend", late, "--due", "2026-11-21", "--reason", "等来文")
    assert ledger(home).list.get(later).due_day == date(2026, 12, 10)
    assert run(home, "branch", "extend", later, "--due", "2026-12-20", "--reason", "等来文").exit_code == 0


def test_work_done_before_the_problem_was_listed_is_entered_on_its_day(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    one = ids(home)["会签超期"]
    assert run(home, "branch", "progress", one, "--text", "今天已补签").exit_code == 0
    assert run(home, "branch", "progress", one, "--day", "2026-11-20", "--text", "已催办").exit_code == 0
    assert "问题发生" in said(home, "progress", one, "--day", "2026-11-01", "--text", "已催办")
    assert [event.text for event in ledger(home).list.get(one).progress] == ["已催办", "今天已补签"]


def test_listing_says_the_id_that_the_next_command_takes(home: Path) -> None:
    for command in (("accept", "--all"), ("add", "值班脱岗")):
        lines = [one for one in run(home, "branch", *command, language="zh").stdout.splitlines() if "已列入台账" in one]
        assert lines
        for line in lines:
            assert run(home, "branch", "progress", line.split("：")[1].split()[0], "--text", "已催办").exit_code == 0


def test_a_leave_says_why_and_is_asked_about_where_its_days_are_not_the_whole_period(home: Path) -> None:
    assert run(home, "branch", "standing", "3", "--set", "leave").exit_code == 2
    assert run(home, "branch", "standing", "3", "--set", "not-due").exit_code == 2
    assert run(home, "branch", "standing", "3", "--set", "leave", "--reason", "病假，11月3日").exit_code == 1
    assert standings(home)["王五"] == "missing"
    said = run(home, "branch", "standing", "3", "--set", "leave", "--reason", "病假，11月3日", "--yes", language="zh")
    assert said.stdout.splitlines()[-1] == "请假按整期计，本期不再催报。"
    assert standings(home)["王五"] == "leave"


@pytest.mark.parametrize(("due", "said"), [
    ("2025-12-25", "早于"), ("2026-11-20", "早于"), ("2026-12-24", "还没有结束"), ("2027-01-02", "不是工作日"),
])  # fmt: skip
def test_a_notice_is_not_due_before_its_period_nor_unasked_within_it_or_on_a_day_off(
    home: Path, due: str, said: str
) -> None:
    result = run(home, "branch", "call", "2026-12", "--due", due, language="zh")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    agreed = run(home, "branch", "call", "2026-12", "--due", due, "--yes", language="zh")
    assert (agreed.exit_code == 0) == (said != "早于")


def test_the_number_that_something_was_proposed_by_still_means_it_once_it_is_on_the_list(home: Path) -> None:
    text = run(home, "branch", "ledger", language="zh").stdout
    old = next(line.split()[0] for line in text.splitlines() if "会签超期" in line)
    assert run(home, "branch", "accept", old).exit_code == 0
    assert run(home, "branch", "progress", old, "--text", "已补").exit_code == 0
    new = ids(home)["会签超期"]
    assert [one.text for one in ledger(home).list.get(new).progress] == ["已补"]
    again = said(home, "accept", old)
    assert f"{old}已列入，编号改为" in again
    assert new.endswith(again.strip().removesuffix("。").rpartition("编号改为")[2])


def test_before_the_day_of_the_notice_every_word_about_who_is_missing_says_that_more_may_come(
    home: Path, tmp_path: Path
) -> None:
    run(home, "branch", "call", "2026-11", "--due", "2026-12-03")
    for command in (("report", "--out", str(tmp_path / "r")), ("missing",), ("collect", str(tmp_path / "in"))):
        said = run(home, "branch", *command, "--period", "2026-11", language="zh", now=local(2026, 12, 2)).stdout
        assert "截止日是2026年12月3日，还没有到期" in said, command
        assert "截止日" not in run(home, "branch", "missing", "--period", "2026-11", language="zh",
                                 now=local(2026, 12, 4)).stdout  # fmt: skip


@pytest.mark.slow
def test_saving_the_report_says_what_is_left_to_do(home: Path, tmp_path: Path) -> None:
    def words(name: str) -> str:
        return run(home, "branch", "report", "--out", str(tmp_path / name), language="zh").stdout

    assert "还有3条待列入" in words("first")
    assert "下一步打算" in words("second")
    run(home, "branch", "accept", "--all")
    assert "待列入" not in words("third")


def test_a_dry_run_says_nothing_was_done(home: Path, inbox: Path) -> None:
    (inbox / "9.txt").write_bytes(submission("009"))
    found = run(home, "branch", "collect", str(inbox), "--dry-run", language="zh")
    assert (found.exit_code, "有1份不会收取：9.txt（名册上没有此人）" in found.stderr) == (1, True)
    assert "已按" not in found.stdout + found.stderr


def test_what_is_on_the_list_in_these_words_for_the_same_person_is_not_added_again(home: Path) -> None:
    add = ("branch", "add", "会议室登记不规范", "--owner", "3")
    assert run(home, *add).exit_code == 0
    again = run(home, *add, language="zh")
    assert again.exit_code == 1
    assert "台账里已有" in again.stderr
    assert f"台账里已有：{ids(home)['会议室登记不规范'][-4:]}" in again.stderr
    assert run(home, *add[:4], "4").exit_code == 0, "another person's is another"
    assert run(home, "branch", "ledger", language="zh").stdout.count("会议室登记不规范") == 2


def test_what_was_returned_is_not_saved_again_unchanged(home: Path, tmp_path: Path) -> None:
    member, inbox = tmp_path / "member", tmp_path / "sent"
    journal(member).save_profile(Profile(name="王五", member_no="003", branch="第一党支部"))
    submit = ("submit", "--period", "2026-11", "--out", str(inbox), "--quiet", "--force", "--remark", "无")
    assert run(member, *submit, language="zh").exit_code == 0
    assert run(home, "branch", "collect", str(inbox), "--period", "2026-11").exit_code == 0
    run(home, "branch", "return", "3", "--comment", "写明时限")
    run(home, "branch", "receipt", "--out", str(tmp_path / "out"), language="zh")
    assert run(member, "receipt", str(tmp_path / "out" / "王五_2026年11月_退回.txt")).exit_code == 0
    again = run(member, *submit, language="zh")
    assert "与被退回的第1版相同" in again.stderr, again.stdout
    assert again.exit_code == 1
    assert run(member, *submit[:-1], "已写明时限", language="zh").exit_code == 0
    assert [one.name for one in inbox.iterdir() if "第2版" in one.name]


def test_the_receipt_for_all_says_to_whom_it_was_returned_that_theirs_is_another(home: Path, tmp_path: Path) -> None:
    run(home, "branch", "return", "1", "--comment", "写明时限")
    run(home, "branch", "receipt", "--out", str(tmp_path / "out"), language="zh")
    member = tmp_path / "member"
    journal(member).save_profile(Profile(name="张三", member_no="001", branch="第一党支部"))
    own, for_all = (tmp_path / "out" / f"{name}.txt" for name in ("张三_2026年11月_退回", "第一党支部_2026年11月_回执"))
    assert "退回的回执" in run(member, "receipt", str(for_all), language="zh").stderr
    assert run(member, "receipt", str(own)).exit_code == 0
    refused = run(member, "receipt", str(for_all), language="zh")
    assert (refused.exit_code, "您那份是退回件，已收下" in refused.stderr) == (1, True)


def test_a_problem_that_is_listed_but_not_in_the_period_handed_up_is_named_with_its_day(
    home: Path, tmp_path: Path
) -> None:
    run(home, "branch", "accept", "--all", "--day", "2026-11-20")
    out = ("--number", "03", "--out", str(tmp_path / "up"))
    run(home, "branch", "paper", "3", "--days", "18", "--due-days", "20", "--period", "2026-10")
    asked = run(home, "branch", "hand-up", "--period", "2026-10", "--problem", "会签", "--problem", "文件柜", *out,
                language="zh")  # fmt: skip
    assert asked.exit_code == 1
    assert "文件柜" in asked.stderr
    assert "会签超期（列入于2026年11月20日）" in asked.stderr


def test_what_is_listed_later_says_the_day_it_was_done_and_from_when_it_counts(tmp_path: Path) -> None:
    home, inbox = tmp_path / "home", tmp_path / "in"
    inbox.mkdir()
    october = {"period": "2026-10", "made_at": local(2026, 10, 30, 9)}
    problems = [
        PROBLEM.model_copy(update={"uid": f"o{n}", "title": title, "given_day": date(2026, 10, 9)})
        for n, title in enumerate(("来文登记不全", "会签超期"))
    ]
    (inbox / "1.txt").write_bytes(submission("001", *problems, **october))
    run(home, "branch", "roster", str(roster_file(tmp_path)), "--branch", "第一党支部", "--yes")
    run(home, "branch", "collect", str(inbox), "--period", "2026-10")
    one, other = (item["id"] for item in shown(home, "ledger")["proposed"])
    assert "2026年10月" in run(home, "branch", "accept", one, "--reason", DECIDED, language="zh").stdout
    for wrong in ("2026-10-01", "2026-12-01"):
        assert run(home, "branch", "accept", other, "--day", wrong).exit_code != 0
    assert run(home, "branch", "accept", other, "--day", "2026-11-20", "--reason", DECIDED).exit_code == 0
    kept = {item.title: problem_lines(item_now, Calendar()) for item in ledger(home).items()
            if (item_now := as_of(item))}  # fmt: skip
    said = {title: dict(lines) for title, lines in kept.items()}
    first, second = said["来文登记不全"], said["会签超期"]
    assert first["列入日期"] == "2026年11月24日（计入2026年10月）"
    assert first["经过"] == f"2026年11月24日  列入（计入2026年10月）  {DECIDED}"
    assert second["列入日期"] == "2026年11月24日（计入2026年11月20日）"
    assert [item["title"] for item in shown(home, "ledger", "--period", "2026-10")["problems"]] == ["来文登记不全"]


def test_where_a_report_was_made_it_is_asked_before_anything_is_listed_in_it(home: Path, tmp_path: Path) -> None:
    assert run(home, "branch", "report", "--out", str(tmp_path / "out")).exit_code == 0
    later = local(2026, 12, 5)
    [one, *_others] = (item["id"] for item in shown(home, "ledger")["proposed"])
    for which in ((one,), ("--all",)):
        asked = run(home, "branch", "accept", *which, language="zh", now=later)
        assert (asked.exit_code, "已有报告" in asked.stdout, "--yes" in asked.stderr) == (1, True, True)
        assert ids(home) == {}
    assert run(home, "branch", "accept", one, "--day", "2026-12-05", now=later).exit_code == 0, "it leaves it as it is"
    assert run(home, "branch", "accept", "--all", "--yes", now=later).exit_code == 0


def test_the_ledger_of_a_past_period_stands_as_on_its_last_day_and_says_what_changed_since(home: Path) -> None:
    run(home, "branch", "accept", "--all", "--day", "2026-11-20")
    one, *_others = ids(home).values()
    for act in (("done",), ("verify", "--by", "003"), ("strike",)):
        assert run(home, "branch", act[0], one, *act[1:], now=local(2026, 12, 3)).exit_code == 0
    later = run(home, "branch", "ledger", "--period", "2026-11", language="zh", now=local(2026, 12, 15)).stdout
    head, *lines, figures = later.splitlines()
    assert head == "截至2026年11月30日："
    [struck] = [line for line in lines if one[-4:] in line]
    assert "现已销号" in struck
    assert figures == "问题3  已销号0  超期2  30日内到期1"  # on 15 December all three would be overdue
    soon = run(home, "branch", "ledger", "--period", "2026-11", "--soon", "--json", now=local(2026, 12, 15)).stdout
    assert [one["title"] for one in json.loads(soon)["problems"]] == ["来文登记不全"]
    assert json.loads(soon)["as_of"] == "2026-11-30"


def test_the_ledger_of_a_past_period_has_no_proposals_of_later_ones(home: Path) -> None:
    assert json.loads(run(home, "branch", "ledger", "--period", "2026-10", "--json").stdout)["proposed"] == []
    assert len(shown(home, "ledger")["proposed"]) == 3


def test_undo_takes_back_what_was_done_last_leaving_off_the_list_too(home: Path) -> None:
    first, second, third = (one["id"] for one in shown(home, "ledger")["proposed"])
    assert run(home, "branch", "accept", first).exit_code == 0
    [listed] = ids(home).values()
    assert run(home, "branch", "done", listed, now=NOW + timedelta(minutes=1)).exit_code == 0
    later = NOW + timedelta(minutes=2)
    assert run(home, "branch", "decline", second, third, "--reason", "重复", now=later).exit_code == 0
    undone = run(home, "branch", "undo", "--yes", language="zh", now=later)
    assert ("未列入" in undone.stdout, "重复" in undone.stdout, undone.exit_code) == (True, True, 0)
    assert {one["id"] for one in shown(home, "ledger")["proposed"]} == {second, third}
    assert not any(one["declined_before"] for one in shown(home, "ledger")["proposed"])
    assert ledger(home).list.get(listed).status is Status.DONE
    assert run(home, "branch", "undo", "--yes", now=later).exit_code == 0
    assert ledger(home).list.get(listed).status is Status.OPEN


def test_who_was_given_until_a_day_that_is_over_is_missing_and_that_is_said(home: Path, tmp_path: Path) -> None:
    over = run(home, "branch", "standing", "4", "--set", "deferred", "--until", "2026-11-20", language="zh")
    assert (over.exit_code, "2026年11月20日已过" in over.stderr) == (1, True)
    assert standings(home)["赵六"] == "missing"
    assert run(home, "branch", "standing", "4", "--set", "deferred", "--until", "2026-11-24").exit_code == 0
    assert standings(home)["赵六"] == "deferred"
    later = NOW + timedelta(days=1)
    [line] = run(home, "branch", "standing", "4", language="zh", now=later).stdout.splitlines()
    assert "缓报到期未报" in line
    assert "赵六（缓报到期未报" in run(home, "branch", "missing", language="zh", now=later).stdout
    assert run(home, "branch", "report", "--out", str(tmp_path / "r"), language="zh", now=later).exit_code == 0
    [page] = [one for one in (tmp_path / "r").iterdir() if one.name.endswith("报告.docx")]
    text = "\n".join(one.text for one in docx.Document(str(page)).paragraphs)
    assert "赵六（缓报到期未报）" in text
    assert "缓报1人" not in text


def test_the_report_of_a_quarter_says_who_was_deferred(home: Path, tmp_path: Path) -> None:
    run(home, "branch", "standing", "4", "--set", "deferred", "--until", "2026-11-30")
    run(home, "branch", "report", "--period", "2026-Q4", "--out", str(tmp_path / "r"), language="zh")
    [page] = [one for one in (tmp_path / "r").iterdir() if one.name.endswith("报告.docx")]
    assert "赵六（11月缓报）" in "\n".join(one.text for one in docx.Document(str(page)).paragraphs)


@pytest.mark.slow
def test_what_somebody_sent_who_has_left_is_said_to_count_nowhere(home: Path, inbox: Path, tmp_path: Path) -> None:
    october = {"period": "2026-10", "made_at": local(2026, 10, 30, 9)}
    folder = tmp_path / "oct"
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("001", **october))
    (folder / "2.txt").write_bytes(submission("002", **october))
    run(home, "branch", "collect", str(folder), "--period", "2026-10")
    left = run(home, "branch", "member", "001", "--left", "2026-10-20", language="zh")
    assert "张三已转出，材料2份未计（2026年10月、2026年11月）。" in left.stdout
    assert "另收1" in run(home, "branch", "standing", language="zh").stdout.splitlines()[-1]
    whole = tmp_path / "名册.csv"
    head = "编号,姓名,党小组,处室,转出支部日期"
    people = ("001,张三,第一党小组,综合处,2026-10-20", "002,李四,第一党小组,综合处,2026-10-30",
              "003,王五,第一党小组,综合处,", "004,赵六,第一党小组,综合处,")  # fmt: skip
    whole.write_text("\n".join([head, *people]), encoding="utf-8")
    read_in = run(home, "branch", "roster", str(whole), "--yes", language="zh")
    assert "李四已转出，材料2份未计（2026年10月、2026年11月）。" in read_in.stdout
    assert "张三已转出" not in read_in.stdout, "that was said before"
    run(home, "branch", "roster", "--undo", "--yes")
    for period, said in (("2026-11", "张三（已转出，材料1份未计）"), ("2026-Q4", "张三（已转出，材料2份未计）")):
        out = tmp_path / period
        assert run(home, "branch", "report", "--period", period, "--out", str(out), language="zh").exit_code == 0
        [page] = [one for one in out.iterdir() if one.name.endswith("报告.docx")]
        text = "\n".join(one.text for one in docx.Document(str(page)).paragraphs)
        assert said in text
        assert "应报3人" in text or "应报6人月" in text


def test_every_act_says_what_was_done(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    first, second = ids(home)["来文登记不全"], ids(home)["会签超期"]

    def words(*arguments: str) -> str:
        found = run(home, "branch", *arguments, language="zh")
        assert found.exit_code == 0, found.stderr
        return found.stdout.strip()

    assert words("progress", first, "--text", "已补") == "已记进展：来文登记不全（张三）"
    assert words("extend", first, "--due", "2026-12-20", "--reason", "等来文") == "已延至12月20日：来文登记不全（张三）"
    assert words("hand", first, "--to", "003") == "已移交王五：来文登记不全（张三）"
    assert words("done", first) == "待验收：来文登记不全（王五）"
    assert words("undone", first, "--reason", "还差一件") == "已改为未完成：来文登记不全（王五）"
    assert words("merge", second, "--into", first) == "已归并：会签超期（李四）"
    assert words("split", second) == "已拆出：会签超期（李四）"
    assert words("withdraw", second, "--reason", "重复") == "已撤销：会签超期（李四）"
    assert words("reopen", second, "--reason", "仍有") == "已重新列入：会签超期（李四）"


def test_a_day_before_the_last_step_is_refused_with_that_step_and_its_day(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    one = ids(home)["会签超期"]
    assert run(home, "branch", "progress", one, "--text", "已补", "--day", "2026-11-20").exit_code == 0
    assert "上一步（2026年11月20日：记进展）" in said(home, "done", one, "--day", "2026-11-18")
    assert run(home, "branch", "done", one, "--day", "2026-11-20").exit_code == 0


def test_handing_over_to_who_has_it_already_is_said_and_enters_nothing(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    one = ids(home)["会签超期"]
    before = ledger(home).list.get(one)
    assert "责任人本来就是李四" in said(home, "hand", one, "--to", "002")
    assert ledger(home).list.get(one) == before


def test_the_first_due_day_needs_no_reason_and_is_no_extension(home: Path) -> None:
    assert run(home, "branch", "add", "党课缺勤较多", "--owner", "3").exit_code == 0
    one = ids(home)["党课缺勤较多"]
    found = run(home, "branch", "extend", one, "--due", "2026-12-20", language="zh")
    assert found.stdout.strip() == "时限定为12月20日：党课缺勤较多（王五）"
    now = ledger(home).list.get(one)
    assert (now.due_day, now.first_due) == (date(2026, 12, 20), None)
    assert "延期" not in run(home, "branch", "ledger", language="zh").stdout
    assert "请写原因" in said(home, "extend", one, "--due", "2026-12-30")


def test_the_report_says_what_waits_to_be_verified_or_struck_off(home: Path, tmp_path: Path) -> None:
    run(home, "branch", "accept", "--all")
    one, other, _third = ids(home).values()
    run(home, "branch", "done", one, other)
    run(home, "branch", "verify", one, "--by", "003")
    run(home, "branch", "report", "--out", str(tmp_path / "r"), language="zh")
    [page] = [one for one in (tmp_path / "r").iterdir() if one.name.endswith("报告.docx")]
    text = "\n".join(one.text for one in docx.Document(str(page)).paragraphs)
    assert "待验收1个" in text
    assert "待销号1个" in text


def test_of_two_of_one_name_of_whom_one_left_both_are_listed_with_their_numbers(tmp_path: Path) -> None:
    home, roster = tmp_path / "home", tmp_path / "r.csv"
    roster.write_text("编号,姓名,转出日期\n1,张伟,2026-11-10\n2,张伟,\n", "utf-8")
    run(home, "branch", "roster", str(roster), "--branch", "第一党支部", "--yes")
    for number, title in (("1", "来文登记不全"), ("2", "会签超期")):
        assert run(home, "branch", "add", title, "--owner", number, "--outside").exit_code == 0
    said = run(home, "branch", "ledger", "--owner", "张伟", language="zh").stdout
    assert ("张伟（1）" in said, "张伟（2）" in said) == (True, True)
    assert [one["title"] for one in shown(home, "ledger", "--owner", "2")["problems"]] == ["会签超期"]


def test_a_handed_on_ledger_counts_its_problems_as_the_list_does(home: Path, tmp_path: Path) -> None:
    run(home, "branch", "accept", "--all")
    one, other, third = ids(home).values()
    run(home, "branch", "merge", one, "--into", other)
    run(home, "branch", "withdraw", third, "--reason", "重复")
    run(home, "branch", "hand-on", "--out", str(tmp_path / "on"))
    [file] = (tmp_path / "on").iterdir()
    said = run(tmp_path / "next", "branch", "take-over", str(file), language="zh").stdout
    assert "台账问题1个（在账1个）" in said


def test_whose_number_somebody_wrote_is_said_and_the_innocent_is_in_no_doubt(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more" / "第二处"
    folder.mkdir(parents=True)
    (folder / "赵六.txt").write_bytes(submission("003", name="赵六"))
    collected = run(home, "branch", "collect", str(tmp_path / "more"), language="zh").stdout
    assert "- 第二处/赵六.txt：" in collected
    assert (standings(home)["王五"], standings(home)["赵六"]) == ("missing", "in_doubt")
    lines = {line.split()[1]: line for line in run(home, "branch", "standing", language="zh").stdout.splitlines()}
    assert "赵六.txt（写的是003 王五的编号）" in lines["赵六"]
    assert "赵六的材料误写此编号" in lines["王五"]
    reminder = run(home, "branch", "missing", language="zh").stdout
    assert "王五、赵六（待核实）" in reminder
    run(home, "branch", "collect", str(tmp_path / "more"), now=NOW + timedelta(days=1))
    again = run(home, "branch", "standing", "4", language="zh").stdout
    assert again.count("赵六.txt") == 1, "taken in on another day it is still one file"


def test_people_of_another_branch_are_said_not_to_be_taken_in(tmp_path: Path) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("编号,姓名,所在支部\n1,甲,第一党支部\n2,乙,第二党支部\n", "utf-8")
    said = run(tmp_path / "home", "branch", "roster", str(roster), "--branch", "第一党支部", "--yes", language="zh")
    assert "其他支部1人没有收入名册" in said.stdout
