"""What the secretary's screen can do has a command: paper forms, other wording, and taking back what was taken in."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from content.period import Period
from storage.branch import BranchLedger
from tests.screens.sending import PROBLEM, roster_file, submission
from tests.tui.commanding import NOW, run

NOVEMBER = Period.parse("2026-11")


def ledger(home: Path) -> BranchLedger:
    """What the secretary's ledger on the disk says."""
    return BranchLedger.open(home, clock=lambda: NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A secretary with a roster of four who took November in from one, and then from another."""
    home = tmp_path / "home"
    roster = roster_file(tmp_path)
    assert run(home, "branch", "roster", str(roster), "--branch", "第一党支部", "--yes").exit_code == 0
    for minutes, (number, problems) in enumerate((("001", (PROBLEM,)), ("002", ())), -2):
        folder = tmp_path / number
        folder.mkdir()
        (folder / "a.txt").write_bytes(submission(number, *problems))
        assert run(home, "branch", "collect", str(folder), now=NOW + timedelta(minutes=minutes)).exit_code == 0
    return home


def standing(home: Path, number: str) -> str:
    found = json.loads(run(home, "branch", "standing", number, "--json").stdout)
    return str(found["members"][0]["standing"])


def test_a_paper_form_is_entered_changed_and_taken_out(home: Path) -> None:
    entered = run(home, "branch", "paper", "3", "--days", "18", "--due-days", "20", "--group", "2.5",
                  "--problem", "来文登记不全", "--problem", "会签超期", "--by", "王书记", language="zh")  # fmt: skip
    assert (entered.exit_code, "代录" in entered.stdout) == (0, True)
    assert "2.5" in entered.stdout, "what was read is shown"
    assert "会签超期" in entered.stdout
    assert standing(home, "3") == "paper"
    assert run(home, "branch", "paper", "003", "--days", "19", "--problem", "会签超期").exit_code == 0
    [paper] = ledger(home).noted(NOVEMBER).papers
    assert (paper.answered_days, paper.due_days, paper.group_minutes, paper.by) == (19, 20, 150, "王书记")
    assert [problem.title for problem in paper.problems] == ["会签超期"]
    assert run(home, "branch", "paper", "3", "--remove").exit_code == 0
    assert standing(home, "3") == "missing"
    gone = run(home, "branch", "paper", "3", "--remove", language="zh")
    assert (gone.exit_code, "王五" in gone.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("3", "--group", "-3"), 1, "集中学习"),
        (("3", "--days", "21", "--due-days", "20"), 1, "天数"),
        (("3", "--days", "20", "--due-days", "40"), 1, "应自查天数：2026年11月只有30天"),
        (("1", "--days", "2", "--due-days", "20"), 1, "张三"),  # a file of theirs counts
        (("9", "--days", "2"), 1, "9"),
        (("3",), 2, "--remove"),
        (("3", "--days", "2", "--remove"), 2, "--remove"),
        (("3", "--days", "2", "--due-days", "9", "--period", "2026-Q4"), 1, "写明月份"),
        (("3", "--days", "2", "--due-days", "9", "--period", "2026-12"), 1, "还没有开始"),
        (("3", *(("--problem", "x") * 6)), 2, "5"),
    ],
)
@pytest.mark.slow
def test_a_paper_form_that_cannot_be_is_refused_and_changes_nothing(
    home: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    refused = run(home, "branch", "paper", *arguments, language="zh")
    assert (refused.exit_code, says in refused.stderr) == (code, True), refused.stderr
    assert ledger(home).noted(NOVEMBER).papers == ()


def test_a_problem_is_put_otherwise_and_what_stood_there_is_kept(home: Path) -> None:
    assert run(home, "branch", "accept", "--all").exit_code == 0
    [problem] = ledger(home).list.standing()
    one = problem.uid[-6:]
    assert run(home, "branch", "edit", one, "--title", "会议通知未按时发出", "--cause", "交接不清").exit_code == 0
    [now] = ledger(home).list.standing()
    assert (now.title, now.cause, now.measure) == ("会议通知未按时发出", "交接不清", problem.measure)
    assert now.replaced[0][1]["title"] == problem.title
    assert "会议通知未按时发出" in run(home, "branch", "strike", one).stderr, "what is refused is called as it is now"
    assert run(home, "branch", "edit", one, "--cause", "").exit_code == 0
    assert ledger(home).list.get(problem.uid).cause == ""
    before = ledger(home).items()
    assert run(home, "branch", "edit", one, "--title", "会议通知未按时发出").exit_code == 0  # the same again
    assert run(home, "branch", "edit", one).exit_code == 2
    assert run(home, "branch", "edit", one, "--title", " ").exit_code == 2
    assert run(home, "branch", "edit", "zzzz", "--title", "x").exit_code == 1
    assert ledger(home).items() == before


def test_the_last_taking_in_is_taken_back_as_one_and_then_the_one_before(home: Path, tmp_path: Path) -> None:
    assert run(home, "branch", "collect", "--undo").exit_code == 1, "nobody can be asked"
    assert [standing(home, number) for number in ("1", "2")] == ["received", "received"]
    back = run(home, "branch", "collect", "--undo", "--yes", language="zh")
    assert (back.exit_code, "李四" in back.stdout) == (0, True)
    assert [standing(home, number) for number in ("1", "2")] == ["received", "missing"]
    assert run(home, "branch", "collect", "--undo", "--period", "2026-10", "--yes").exit_code == 1
    assert run(home, "branch", "collect", "--undo", "--yes").exit_code == 0
    assert [standing(home, number) for number in ("1", "2")] == ["missing", "missing"]
    nothing = run(home, "branch", "collect", "--undo", "--yes", language="zh")
    assert (nothing.exit_code, "没有可以撤销" in nothing.stderr) == (1, True)
    assert run(home, "branch", "collect").exit_code == 2
    assert run(home, "branch", "collect", str(tmp_path), "--undo").exit_code == 2


def test_taking_back_names_the_command_that_takes_back_what_was_done_last(home: Path) -> None:
    collect, undo = "sixdonts branch collect --undo", "sixdonts branch undo"
    for language in ("zh", "en"):
        nothing = run(home, "branch", "undo", language=language)
        assert (nothing.exit_code, collect in nothing.stderr) == (1, True), "files were taken in, nothing was listed"
        assert undo not in run(home, "branch", "collect", "--undo", language=language).stderr
    later = NOW + timedelta(minutes=1)
    assert run(home, "branch", "accept", "--all", now=later).exit_code == 0
    assert undo in run(home, "branch", "collect", "--undo", now=later).stderr
    assert collect not in run(home, "branch", "undo", now=later).stderr
    assert run(home, "branch", "undo", "--yes", now=later).exit_code == 0


def test_a_folder_that_keeps_last_months_files_makes_nobody_stand_for_another_period(
    home: Path, tmp_path: Path
) -> None:
    december = ("--period", "2026-12")
    later = NOW + timedelta(days=30)
    collected = run(home, "branch", "collect", str(tmp_path / "002"), *december, language="zh", now=later)
    assert (collected.exit_code, "此前已收取" in collected.stdout) == (0, True), collected.output
    shown = json.loads(run(home, "branch", "standing", "2", *december, "--json", now=later).stdout)
    assert shown["members"][0]["standing"] == "missing"
    # Sent for another month and taken in for none: that is told, whatever was taken in of its member before.
    (tmp_path / "002" / "b.txt").write_bytes(submission("002", period="2026-10"))
    assert run(home, "branch", "collect", str(tmp_path / "002"), *december, now=later).exit_code == 1


@pytest.mark.parametrize("mine", [False, True], ids=["alone", "beside the file taken in"])
def test_last_months_file_sent_again_under_this_months_name_is_told_and_stands_for_another_period(
    home: Path, tmp_path: Path, *, mine: bool
) -> None:
    later, december = NOW + timedelta(days=30), ("--period", "2026-12")
    folder = tmp_path / "十二月"
    folder.mkdir()
    sent = (tmp_path / "002" / "a.txt").read_bytes()
    (folder / "李四_2026年12月.txt").write_bytes(sent)
    if mine:
        (folder / "李四_2026年11月.txt").write_bytes(sent)
    collected = run(home, "branch", "collect", str(folder), language="zh", now=later)
    assert collected.exit_code == 1
    assert "李四_2026年12月.txt：李四" in collected.stdout
    assert "2026年11月" in collected.stdout
    shown = json.loads(run(home, "branch", "standing", "2", *december, "--json", now=later).stdout)
    assert shown["members"][0]["standing"] == "wrong_period"


def test_last_months_folder_taken_in_again_says_for_which_month_it_is(home: Path, tmp_path: Path) -> None:
    collected = run(home, "branch", "collect", str(tmp_path / "002"), language="zh", now=NOW + timedelta(days=30))
    assert collected.exit_code == 1
    assert "这个文件夹里的都是2026年11月的文件" in collected.output
    assert "--period 2026-11" in collected.output


def test_last_months_file_is_named_as_long_as_its_member_has_sent_none_for_this_month(
    home: Path, tmp_path: Path
) -> None:
    later, december = NOW + timedelta(days=30), ("--period", "2026-12")
    told = "a.txt：李四（002）第1版：报的是2026年11月"
    folder = str(tmp_path / "002")
    assert told in run(home, "branch", "collect", folder, *december, language="zh", now=later).stdout
    (tmp_path / "002" / "b.txt").write_bytes(submission("002", period="2026-12"))
    dry = run(home, "branch", "collect", folder, *december, "--dry-run", language="zh", now=later)
    assert told not in dry.stdout
    (tmp_path / "002" / "b.txt").rename(tmp_path / "b.txt")
    assert run(home, "branch", "collect", str(tmp_path / "b.txt"), *december, now=later).exit_code == 0
    assert told not in run(home, "branch", "collect", folder, *december, language="zh", now=later).stdout


def test_a_branchs_file_for_the_next_level_is_nobodys_submission(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "up"
    handed = run(home, "branch", "hand-up", "--number", "3", "--to", "机关党委", "--out", str(out))
    assert handed.exit_code == 0, handed.output
    collected = run(home, "branch", "collect", str(out), language="zh")
    assert (collected.exit_code, "报上级" in collected.stdout) == (0, True)
    assert standing(home, "3") == "missing"
    roster = str(roster_file(tmp_path))
    assert run(home, "branch", "roster", roster, "--branch", "机关第一党支部", "--yes").exit_code == 0
    renamed = run(home, "branch", "collect", str(out), language="zh")
    assert (renamed.exit_code, "报上级" in renamed.stdout) == (0, True), "it is the branch's own under any name"
    assert standing(home, "3") == "missing"
    [file] = out.glob("*.txt")
    looked = run(home, "inspect", str(file), language="zh")
    assert (looked.exit_code, "支部汇总数 1" in looked.stdout) == (0, True)


def test_a_file_of_last_month_taken_in_after_it_was_seen_for_this_one_makes_nobody_stand_for_another_period(
    home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "both months"
    folder.mkdir()
    (folder / "李四_2026年10月.txt").write_bytes(submission("002", period="2026-10"))
    later, december = NOW + timedelta(days=30), ("--period", "2026-12")

    def stands() -> str:
        shown = json.loads(run(home, "branch", "standing", "2", *december, "--json", now=later).stdout)
        return str(shown["members"][0]["standing"])

    assert run(home, "branch", "collect", str(folder), *december, now=later).exit_code == 1
    assert stands() == "wrong_period"
    assert run(home, "branch", "collect", str(folder), "--period", "2026-10", now=later).exit_code == 0
    assert stands() == "missing"
