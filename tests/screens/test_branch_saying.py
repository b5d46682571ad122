"""What the secretary's dialogs say can be read at 80 columns: why a file stays out, and which field is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.period import Period
from desk.branch_papers import paper_values
from screens.branch.papers import _fault
from screens.kit.review import ReviewDialog
from tests.screens.driving import app_on, until_shown
from tests.screens.sending import submission
from tests.screens.test_branch import dialog_open, enter_room, fill, secretary
from tests.tui.commanding import run


@pytest.mark.slow
async def test_why_a_file_stays_out_is_read_below_however_many_files_there_are(tmp_path: Path) -> None:
    home, folder = secretary(tmp_path), tmp_path / "many"
    folder.mkdir()
    for number in range(12):
        (folder / f"通知{number}.txt").write_text("大家好", encoding="utf-8")
    (folder / "陈静_2026年11月.txt").write_bytes(submission("003", name="陈静"))
    (folder / "张三_2026年11月.txt").write_bytes(submission("001"))
    damaged = submission("004").replace("赵六".encode(), "赵七".encode())
    (folder / "赵六_2026年11月.txt").write_bytes(damaged)
    async with app_on(home).run_test(size=(80, 24)) as pilot:
        await enter_room(pilot)
        await pilot.press("2")
        await fill(pilot, folder=str(folder))
        await pilot.press("enter")
        await dialog_open(pilot, ReviewDialog)
        await until_shown(pilot, "陈静（003）第1版：名册上是王五")
        await pilot.press("down")
        await until_shown(pilot, "请对方重发")


def test_a_wrong_number_of_the_paper_form_names_its_field() -> None:
    fault = _fault(Period.parse("2026-11"), {**paper_values(None), "group_minutes": "-3"})
    assert fault is not None
    assert fault[1].startswith("集中学习：")


def test_the_name_of_a_branch_is_not_cut_on_the_command_line(tmp_path: Path) -> None:
    roster = tmp_path / "名册.csv"
    roster.write_text("编号,姓名\nB1,第一党支部\nB2,第三党支部", encoding="utf-8")
    home = tmp_path / "home"
    assert run(home, "branch", "roster", str(roster), "--branch", "机关党委", "--yes").exit_code == 0
    assert "第三党支部" in run(home, "branch", "standing", language="zh").stdout
