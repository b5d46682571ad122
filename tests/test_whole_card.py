"""The main job of both roles, done in a real terminal by keys, the saved files read back."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import openpyxl
import pytest

from content.period import Period
from storage.branch import BranchLedger
from storage.clock import local_day, utc_now
from storage.journal import Journal
from storage.problems import Status
from storage.records import MatterKind, MatterState, Profile
from storage.submission import read
from tests.screens.sending import MEMBERS, PROBLEM, roster_file, submission
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

SENTENCE = "会议通知晚发半天"
MEASURE = "当天发文，专人核对"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Where files are saved."""
    folder = tmp_path / "报送"
    folder.mkdir()
    return folder


def test_a_member_from_the_first_mark_to_the_saved_files(tmp_path: Path, documents: Path) -> None:
    home = tmp_path / "home"
    run = Terminal(home, documents=documents)
    run.until("已对照 0 / 6")
    run.press("1")
    run.until("已对照 1 / 6")
    run.press("3")
    run.until("已对照 2 / 6", "列入整改")
    run.press("enter")
    run.until("回车 保存")
    run.paste(SENTENCE)
    run.press("enter")
    run.until(SENTENCE, "按 5 可列入整改")
    list_for_correction(run)
    run.press("down")
    for count in range(3, 7):
        run.press("1")
        run.until(f"已对照 {count} / 6")
    settle_another(run)
    write_a_note(run)
    answer_five(run)
    share(run, documents)
    run.end()

    journal = Journal.open(home)
    (check,) = journal.checks.all()
    assert len(check.answers) == 6
    (shortfall,) = journal.matters.open()
    assert (shortfall.kind, shortfall.title, shortfall.measure) == (MatterKind.SHORTFALL, SENTENCE, MEASURE)
    assert shortfall.due_day is not None
    (settled,) = [matter for matter in journal.matters.all() if matter.state is MatterState.SETTLED]
    assert (settled.title, settled.result, settled.answered_to) == ("起草会议纪要", "已印发", "处长")
    (note,) = journal.notes.all()
    assert (note.title, note.minutes) == ("监督法学习", 40)
    assert len(journal.attempts.all()) == 5
    (sent,) = documents.glob("张三_*.txt")
    submission = read(sent.read_bytes())
    assert [fact.title for fact in submission.facts if fact.fact == "matter"] == [SENTENCE]
    (page,) = documents.glob("张三_*.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(page)).paragraphs)
    assert SENTENCE in text
    assert MEASURE in text
    assert "监督法学习" not in text  # it was not ticked


def go_to(run: Terminal, words: str) -> None:
    """Go down a list to the line with these words."""
    run.until(when=lambda: run.selected != "")
    while words not in run.selected:
        before = run.selected
        run.press("down")
        run.until(when=lambda before=before: run.selected != before)  # type: ignore[misc]


def list_for_correction(run: Terminal) -> None:
    run.press("5")
    run.until("Ctrl+S 保存", "措施")
    run.paste(MEASURE)  # the form begins there
    run.press("ctrl+s")
    run.until("未办结 1 件", "已对照 2 / 6")


def settle_another(run: Terminal) -> None:
    run.press("f5")
    run.until("[未办结 1 件]")
    run.press("1")
    run.until("Ctrl+S 保存", "交办人")
    run.paste("起草会议纪要")
    run.press("ctrl+s")
    run.until("[未办结 2 件]")
    go_to(run, "起草会议纪要")
    run.press("2")
    run.until("Ctrl+S 保存", "办理结果")
    run.paste("已印发")
    run.press("down")
    run.paste("处长")
    run.press("ctrl+s")
    run.until("[未办结 1 件]", "2026年已结 1 件")


def write_a_note(run: Terminal) -> None:
    run.press("f3")
    run.until("还没有学习笔记")
    run.press("1")
    run.until("新学习笔记", "Ctrl+S 保存")
    run.paste("监督法学习")
    run.press("tab", "tab")
    run.press(*"40")
    run.until("40")
    run.press("ctrl+s")
    run.until("40分钟", "监督法学习")


def answer_five(run: Terminal) -> None:
    """Answer the quiz of the day, whatever is asked, by what the screen shows."""
    run.press("f4")
    run.until("今日测验", "回车 开始")
    run.press("enter")
    for number in range(1, 6):
        text = run.until(f"第{number}题，共5题", when=lambda: "下一题" not in run.text)
        if "填空题" in text:
            run.until("把握", when=lambda: "回车 继续" in run.text or "回车 作答" in run.text)
            gaps = max(text.count("____"), 1)
            for _gap in range(gaps):
                run.press("1", "enter")
        elif "简答题" in text:
            run.until("回车 看要点")
            run.press("enter")
            run.until("答到了哪几条")
            run.press("0")
            run.until("0 [x]")
            run.press("enter")
        elif "排序题" in text:
            digits = [digit for digit in "12345678" if f"\n {digit} [ ]" in text]
            run.press(*digits)
            run.until(f"[{len(digits)}]")
            run.press("enter")
        else:
            run.press("1")
            run.until("1 [x]")
            run.press("enter")
        run.until("依据：", when=lambda: "回车 下一题" in run.text or "回车 关闭" in run.text)
        run.press("enter")
    run.until("答了5题")


def share(run: Terminal, documents: Path) -> None:
    run.press("f7")
    run.until("第1版，未保存")
    go_to(run, "整改：")
    run.press("space")
    run.until(when=lambda: "[x]" in run.selected)
    run.press("1")
    run.until("Ctrl+S 保存", "姓名")
    run.paste("张三")
    run.press("down")
    run.paste("001")
    run.press("down")
    run.paste("第一党支部")
    run.press("ctrl+s")
    run.until("回车 保存", "文件夹")
    run.press("ctrl+s")
    run.until("已保存", "回车 关闭")
    run.press("enter")


def test_the_secretary_from_the_roster_to_the_report(tmp_path: Path, documents: Path) -> None:
    home = tmp_path / "home"
    Journal.open(home).save_profile(Profile(name="王书记", branch="第一党支部", is_secretary=True))
    roster = roster_file(tmp_path)
    month = Period.month_of(local_day(utc_now()))
    for member_no, facts in (("001", (PROBLEM,)), ("002", ())):
        (documents / f"{MEMBERS[member_no]}.txt").write_bytes(submission(member_no, *facts, period=str(month)))
    run = Terminal(home, documents=documents)
    run.until("F8支部")
    run.press("f8")
    run.until("还没有人员名册")
    run.press("1")
    run.until("从 Excel 或 CSV 读入名册")
    run.press("enter")
    run.until("Ctrl+S 检查", "文件")
    run.paste(str(roster))
    run.press("ctrl+s")
    run.until("读到4人")
    run.press("enter")
    run.until("应报4  请假0  未到期4", "2 收取")
    run.press("2")
    run.until("Esc 离开", "文件夹")
    run.paste(str(documents))
    run.press("ctrl+s")
    run.until("新报")
    run.press("enter")
    run.until("应报4  已报2  请假0  未报2")
    assert "王五" in run.text
    run.press("tab")
    run.until(PROBLEM.title, "待列入")
    run.press("5")
    run.until("Ctrl+S 保存", "依据")
    run.press("ctrl+s")
    run.until("问题1  已销号0", "已列入台账")
    run.press("5")
    run.until("Ctrl+S 保存", "验收人")
    run.press("tab")
    run.paste("李四")
    for _field in range(3):
        run.press("tab")
    run.paste("今天")
    run.press("ctrl+s")
    run.until("问题1  已销号1")
    run.press("6")
    run.until("要出哪份材料")
    run.press("enter")
    run.until("Esc 离开", "文件夹")
    run.press("ctrl+s")
    run.until("已保存", "回车 关闭")
    run.press("enter")
    run.end()

    (problem,) = BranchLedger.open(home).list.standing()
    assert problem.status is Status.STRUCK
    (report,) = documents.glob("*_报告.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(report)).paragraphs)
    assert "应报4人，已报2人" in text
    assert "王五" in text
    (tables,) = documents.glob("*.xlsx")
    book = openpyxl.load_workbook(tables)
    assert book.sheetnames[:3] == ["报送情况", "个人问题清单", "支部问题整改台账"]
    cells = {cell for row in book["支部问题整改台账"].iter_rows(values_only=True) for cell in row}
    assert {PROBLEM.title, PROBLEM.measure, "李四", "张三"} <= cells


def test_what_was_typed_a_second_ago_is_there_after_a_kill(tmp_path: Path, documents: Path) -> None:
    home = tmp_path / "home"
    run = Terminal(home, documents=documents)
    run.until("已对照 0 / 6")
    run.press("1")
    run.until("已对照 1 / 6")
    run.press("enter")
    run.until("回车 保存")
    run.paste("写到一半")
    run.until(when=lambda: (home / "drafts.json").exists())
    run.kill()
    again = Terminal(home, documents=documents)
    again.until("已对照 1 / 6", "草稿", "写到一半")
    again.end()
