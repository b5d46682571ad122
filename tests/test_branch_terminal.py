"""Three members in a real terminal: one returned and resubmitted, one on paper, one missing; the report read back."""

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
from storage.records import NoteKind, Profile, StudyNote
from storage.standings import Standing
from tests.terminal import Terminal
from tests.test_whole_card import go_to

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pexpect needs a pseudo-terminal")]

COMMENT = "请补写附言"
ROSTER = "编号,姓名,党小组\n001,张三,第一党小组\n002,李四,第一党小组\n003,王五,第一党小组\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Where members' files, receipts and the report are saved."""
    folder = tmp_path / "报送"
    folder.mkdir()
    return folder


@pytest.fixture
def member(tmp_path: Path) -> Path:
    """The records of 张三, who studied with the group today."""
    home = tmp_path / "member"
    journal, now = Journal.open(home), utc_now()
    journal.save_profile(Profile(name="张三", member_no="001", branch="第一党支部"))
    journal.notes.add(StudyNote.new(now, local_day(now), title="监督法学习", minutes=120, kind=NoteKind.GROUP))
    return home


@pytest.fixture
def secretary(tmp_path: Path) -> Path:
    """The records of the secretary, who has read no roster yet."""
    home = tmp_path / "secretary"
    Journal.open(home).save_profile(Profile(name="王书记", branch="第一党支部", is_secretary=True))
    return home


def test_one_returned_and_resubmitted_one_on_paper_one_missing(
    member: Path, secretary: Path, tmp_path: Path, documents: Path
) -> None:
    (tmp_path / "名册.csv").write_text(ROSTER, encoding="utf-8")
    submits_first(member, documents)
    collects_and_returns(secretary, tmp_path / "名册.csv", documents)
    submits_again(member, documents)
    takes_the_revision_in_and_reports(secretary, documents)

    month = Period.month_of(local_day(utc_now()))
    standings = {one.member.name: one for one in BranchLedger.open(secretary).standings(month)}
    assert {name: one.standing for name, one in standings.items()} == {
        "张三": Standing.RECEIVED, "李四": Standing.PAPER, "王五": Standing.MISSING,
    }  # fmt: skip
    received = standings["张三"].received
    assert received is not None
    assert received.revision == 2
    (report,) = documents.glob("第一党支部_*_报告.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(report)).paragraphs)
    assert "应报3人，已报2人" in text
    assert "王五" in text
    assert COMMENT not in text
    (tables,) = documents.glob("第一党支部_*.xlsx")
    rows = [[str(cell or "") for cell in row] for row in openpyxl.load_workbook(tables)["报送情况"].values]
    said = {name: next(" ".join(row) for row in rows if name in row) for name in ("张三", "李四", "王五")}
    assert "已报" in said["张三"]
    assert "代录" in said["李四"]
    assert "未报" in said["王五"]
    hours = [[str(cell or "") for cell in row] for row in openpyxl.load_workbook(tables)["学时"].values]
    assert "3.5" in next(row for row in hours if "李四" in row)


def submits_first(home: Path, documents: Path) -> None:
    run = Terminal(home, documents=documents)
    run.until("已对照 0 / 6")
    run.press("f7")
    run.until("第1版，未保存", "[x]")
    save(run)
    run.until("第1版，", when=lambda: "保存" in run.text and "未保存" not in run.text)
    run.end()


def save(run: Terminal) -> None:
    """Save what is shown into the folder that is proposed."""
    run.press("1")
    run.until("回车 保存", "文件夹")
    run.press("ctrl+s")
    run.until("已保存", "回车 关闭")
    run.press("enter")


def collects_and_returns(home: Path, roster: Path, documents: Path) -> None:
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
    run.until("读到3人")
    run.press("enter")
    run.until("应报3  请假0  未到期3")
    take_in(run, documents)
    run.until("应报3  已报1  请假0  未报2")

    go_to(run, "张三")
    run.press("8")
    run.until("退回意见", "回车 退回")
    run.paste(COMMENT)
    run.press("ctrl+s")
    run.until("退回待重报", "应报3  已报0  请假0  未报3")

    go_to(run, "李四")
    run.press("4")
    run.until("纸质")
    go_to(run, "纸质")
    run.press("enter")
    run.until("Ctrl+S 保存", "集中学习")
    for text in ("18", "20", "3.5"):
        run.paste(text)
        run.press("tab")
    run.press("ctrl+s")
    run.until("应报3  已报1  请假0  未报2", "代录")

    run.press("6")
    run.until("给成员的回执")
    go_to(run, "给成员的回执")
    run.press("enter")
    run.until("回车 保存", "文件夹")
    run.press("ctrl+s")
    run.until("已保存", "月_退回.txt")
    run.press("enter")
    run.end()
    assert [path.name for path in documents.glob("*回执.txt")] == []  # nobody's submission stands as received yet


def take_in(run: Terminal, documents: Path | None = None) -> None:
    """Take in what lies in a folder: the one that is proposed, unless it is named."""
    run.press("2")
    run.until("回车 ", "文件夹")
    if documents is not None:
        run.paste(str(documents))
    run.press("ctrl+s")
    run.until("份：", "回车 确定")
    run.press("enter")


def submits_again(home: Path, documents: Path) -> None:
    (receipt,) = documents.glob("张三_*_退回.txt")
    run = Terminal(home, documents=documents)
    run.until("已对照 0 / 6")
    run.press("f7")
    run.until("第1版，")
    run.press("8")
    run.until("支部发出的回执文件")
    run.paste(str(receipt))
    run.press("ctrl+s")
    run.until(f"意见：{COMMENT}", "回车 关闭")
    run.press("enter")
    run.until(f"意见：{COMMENT}", "1 保存")
    run.press("3")
    run.until("附言", "回车 保存")
    run.paste("已补写")
    run.press("ctrl+s")
    run.until("第2版，未保存")
    save(run)
    run.until("第2版已存出，尚无回执")
    run.end()


def takes_the_revision_in_and_reports(home: Path, documents: Path) -> None:
    run = Terminal(home, documents=documents)
    run.until("F8支部")
    run.press("f8")
    run.until("应报3  已报1  请假0  未报2")
    take_in(run)
    run.until("应报3  已报2  请假0  未报1", "已报 第2版")
    run.press("6")
    run.until("要出哪份材料")
    run.press("enter")
    run.until("回车 ", "文件夹")
    run.press("ctrl+s")
    run.until("已保存", "回车 关闭")
    run.press("enter")
    run.end()
