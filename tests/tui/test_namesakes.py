"""Two of one name are told apart by their numbers wherever one of them is named."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from click.testing import Result

from content.period import Period
from content.words import use
from desk.branch_names import labels
from desk.desk import Desk
from desk.words.branch import problem_lines
from reports.namesakes import told_apart
from storage.records import Profile
from tests.screens.driving import app_on, until_shown
from tests.screens.sending import PROBLEM, submission
from tests.screens.test_branch import enter_room
from tests.tui.commanding import NOW, journal, run

NOVEMBER = Period.parse("2026-11")
ROWS = ("编号,姓名,党小组", "B3-01,张伟,一组", "B3-20,张伟,二组", "B3-02,李娜,一组")
FIRST, SECOND = "张伟（B3-01）", "张伟（B3-20）"


def done(home: Path, *arguments: str) -> Result:
    return run(home, *arguments, language="zh")


def said(home: Path, *arguments: str) -> str:
    return done(home, *arguments).stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A branch with two of one name: the one proposes a problem, the other is responsible for one and is missing."""
    roster, folder = tmp_path / "名册.csv", tmp_path / "in"
    roster.write_text("\n".join(ROWS), encoding="utf-8")
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("B3-01", PROBLEM, name="张伟"))
    home = tmp_path / "home"
    assert done(home, "branch", "roster", str(roster), "--branch", "第一党支部", "--yes").exit_code == 0
    assert SECOND in said(home, "branch", "collect", str(folder))  # who is missing
    assert done(home, "branch", "add", "文号写错", "--owner", "B3-20", "--due", "2026-12-01").exit_code == 0
    return home


def test_the_list_of_problems_says_which_of_the_two(home: Path) -> None:
    text = said(home, "branch", "ledger")
    assert FIRST in text
    assert SECOND in text
    data = done(home, "branch", "ledger", "--json").stdout
    assert '"owner_no": "B3-20"' in data
    assert '"member_no": "B3-01"' in data


def test_the_report_the_tables_and_the_order_say_which_of_the_two(home: Path, tmp_path: Path) -> None:
    assert done(home, "branch", "report", "--out", str(tmp_path / "out")).exit_code == 0
    texts = {path.name: _text(path.read_bytes()) for path in (tmp_path / "out").glob("*.docx")}
    for name in ("报告", "报送情况", "支部问题整改台账"):
        assert any(name in file and SECOND in text for file, text in texts.items()), name
    assert done(home, "branch", "orders", "--out", str(tmp_path / "orders")).exit_code == 0
    [order] = (tmp_path / "orders").glob("*.docx")
    assert f"{SECOND}同志" in _text(order.read_bytes())


def test_what_happened_says_which_of_the_two(home: Path) -> None:
    use("zh")
    one = next(item["id"] for item in json.loads(said(home, "branch", "ledger", "--json"))["problems"])
    for command in (("hand", one, "--to", "B3-02"), ("hand", one, "--to", "B3-01"), ("done", one)):
        assert done(home, "branch", *command).exit_code == 0
    assert done(home, "branch", "verify", one, "--by", "B3-20", "--checked", "看了底稿").exit_code == 0
    desk = Desk(home, clock=lambda: NOW)
    [problem] = desk.branch.list.standing()
    lines = list(problem_lines(told_apart(problem, labels(desk)), desk.calendar))
    assert ("验收人", SECOND) in lines
    history = [text for label, text in lines if label == "经过"]
    assert any("移交" in text and FIRST in text for text in history)
    assert any("验收" in text and SECOND in text for text in history)
    assert problem.verified_by == "张伟", "what is saved is the name itself"


@pytest.mark.slow
async def test_headings_and_the_merge_dialog_say_which_of_the_two(home: Path) -> None:
    journal(home).save_profile(Profile(name="李娜", member_no="B3-02", branch="第一党支部", is_secretary=True))
    assert done(home, "branch", "add", "文号再错", "--owner", "B3-01", "--due", "2026-12-01").exit_code == 0
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("4")  # the first line is of B3-20, who sent nothing
        await until_shown(pilot, f"{SECOND}  2026年11月")
        await pilot.press("escape", "tab")
        await until_shown(pilot, "待列入")
        await pilot.press("7")
        await until_shown(pilot, "并归并到在账的一条")
        await pilot.press("enter")
        await until_shown(pilot, "归并到哪一个问题")
        await until_shown(pilot, SECOND)
        await until_shown(pilot, FIRST)


async def test_the_list_on_the_screen_says_which_of_the_two_at_80_columns(home: Path) -> None:
    journal(home).save_profile(Profile(name="李娜", member_no="B3-02", branch="第一党支部", is_secretary=True))
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("tab")
        await until_shown(pilot, FIRST)
        await until_shown(pilot, SECOND)


def _text(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    cells = ["".join(cell.split()) for cell in cells]  # a number may stand beneath the name
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
