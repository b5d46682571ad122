"""An office's bank in a real terminal: the template filled in, brought in, asked; what was wrong is found again."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from storage.clock import utc_now
from storage.journal import Journal
from storage.sitting import folded
from tests.terminal import Terminal
from tests.test_notes import command

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

STEMS = ("来电要在几声内接听？", "来访登记几项？", "材料几人核对？")


def filled_in(path: Path) -> None:
    """Put three questions of one's own where the examples of the template stand."""
    book = openpyxl.load_workbook(path)
    sheet = book["题目"]
    heads = {str(cell.value): place for place, cell in enumerate(sheet[2], start=1)}
    sheet.delete_rows(3, sheet.max_row)
    for row, stem in enumerate(STEMS, start=3):
        texts = {
            "题型": "单选题",
            "题干": stem,
            "选项A": "一",
            "选项B": "二",
            "选项C": "三",
            "答案": "C",
            "知识点": "接待",
        }
        for name, text in texts.items():
            sheet.cell(row, heads[name], text)
    book.save(path)


def answer(run: Terminal, *, rightly: bool) -> None:
    """Answer the single choice on the screen by the words of its options."""
    run.until("单选题", when=lambda: "1 [ ]" in run.text)
    line = next(line for line in run.text.splitlines() if line.rstrip().endswith("三" if rightly else "一"))
    run.press(line.strip()[0])
    run.until("[x]")
    run.press("enter")
    run.until("答对了。" if rightly else "没答对。")


def test_an_offices_bank_from_the_template_to_the_wrong_answers(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "接待题库.xlsx"
    command(home, "bank", "template", str(path))
    filled_in(path)
    assert "3" in command(home, "bank", "import", str(path), "--yes")

    run = Terminal(home, documents=tmp_path)
    run.until("已对照 0 / 6")
    run.press("f4")
    run.until("按知识点", "回车 开始")
    run.press("4")
    run.until("总体要求", "回车 做题")
    run.press("\x1b[F")
    run.until(when=lambda: "接待" in run.selected)
    run.press("enter")
    for number in range(1, 4):
        run.until(f"第{number}题，共3题", when=lambda: "1 [ ]" in run.text)
        answer(run, rightly=number != 2)
        run.press("enter")
    run.until("答了3题，答对2题", "错题")
    run.until(when=lambda: "1 题" in next(line for line in run.text.splitlines() if "错题" in line))
    run.press("3")
    run.until("错题", "第1题，共1题", when=lambda: "1 [ ]" in run.text)
    answer(run, rightly=True)
    run.press("enter")
    run.until(
        "按知识点", when=lambda: "题" not in next(line for line in run.text.splitlines() if "3  错题" in line)[8:]
    )
    run.end()

    attempts = Journal.open(home).attempts.all()
    assert [attempt.right for attempt in sorted(attempts, key=lambda one: one.written_at)] == [True, False, True, True]
    assert attempts[1].question_id == attempts[3].question_id
    assert Journal.open(home).schedule() == folded({}, attempts, utc_now())
