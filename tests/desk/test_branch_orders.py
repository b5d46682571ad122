"""督办单: a sheet for each person with what is theirs and not done; nothing of anybody else's stands on it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from content.period import Period
from desk.branch import look_through, take_in
from desk.branch_orders import order_files, unowned, unowned_words
from desk.branch_putting import put_in, written
from desk.branch_report import report_of
from desk.desk import Desk
from desk.roster import look, save_roster
from reports.branch import document
from reports.document import Paragraph
from storage.errors import NoReport
from storage.facts import NoteFact, RemarkFact
from storage.problems import Act, Owner
from tests.moments import local
from tests.screens.sending import PROBLEM, roster_file, submission

NOVEMBER = Period.parse("2026-11")


def text_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_each_gets_their_own_overdue_ones_said_and_what_is_done_is_left_out(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    list_ = desk.branch.list
    first, second = Owner(name="张三", person="1"), Owner(name="李四", person="2")
    list_.add_own(PROBLEM.title, owner=first, due_day=PROBLEM.due_day, measure=PROBLEM.measure)
    list_.add_own("文号写错", owner=second)
    done = list_.add_own("归档不齐", owner=first)
    list_.act([done.uid], list_.event(Act.DONE))
    list_.add_own("无人负责")
    files = order_files(desk, tmp_path)
    assert sorted(path.name for path in files) == [
        "张三_督办单_2026年11月23日.docx", "李四_督办单_2026年11月23日.docx",
    ]  # fmt: skip
    text = text_of(next(content for path, content in files.items() if path.name.startswith("张三")))
    assert "张三同志：" in text
    assert "11月20日（超期3天）" in text
    assert "____年____月____日前填好、签名，交回支部" in text
    other = text_of(next(content for path, content in files.items() if path.name.startswith("李四"))).split("\n")
    assert other.count("（未定）") == 2, "neither a measure nor a due day"
    assert not {"文号写错", "归档不齐", "无人负责"} & set(text.split("\n"))
    assert list(order_files(desk, tmp_path, "李四")) == [path for path in files if path.name.startswith("李四")]
    for who in ("002", "2", "李四同志"):
        assert len(order_files(desk, tmp_path, who)) == 1
    with pytest.raises(NoReport):
        order_files(desk, tmp_path, "赵六")


@pytest.mark.parametrize(("owner", "why"), [("", "orders"), ("李四", "owner")])
def test_where_no_sheet_can_be_made_it_says_whether_it_is_this_person_or_all(
    owner: str, why: str, desk: Desk, tmp_path: Path
) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    with pytest.raises(NoReport) as said:
        order_files(desk, tmp_path, owner)
    assert said.value.why == why


def test_what_members_wrote_stands_in_the_report_once_the_secretary_puts_it_there(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    folder = tmp_path / "in"
    folder.mkdir()
    note = NoteFact(uid="n1", day=local(2026, 11, 9).date(), title="监督法学习", own_words="先核对")
    (folder / "1.txt").write_bytes(submission("001", RemarkFact(text="请协调会议室"), note))
    take_in(desk, look_through(desk, folder, NOVEMBER), frozenset(), NOVEMBER)
    found = written(desk, NOVEMBER)
    assert [(one.name, one.is_remark, one.is_put) for one in found] == [("张三", True, False), ("张三", False, False)]
    assert report_of(desk, NOVEMBER).put == frozenset()
    assert put_in(desk, [found[0].id], NOVEMBER) == 1
    assert [one.is_put for one in written(desk, NOVEMBER)] == [True, False]
    for period in ("2026-11", "2026-Q4"):
        assert report_of(desk, Period.parse(period)).put == {found[0].id}


def test_what_is_nobodys_or_has_no_due_day_is_named_in_the_report_and_beside_the_orders(
    desk: Desk, tmp_path: Path
) -> None:
    save_roster(desk, look(desk, roster_file(tmp_path), "第一党支部"))
    list_, soon = desk.branch.list, local(2026, 11, 27).date()
    list_.add_own("无人负责", due_day=soon)
    list_.add_own("没有时限", owner=Owner(name="李四", person="2"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_bytes(submission("001"))
    take_in(desk, look_through(desk, folder, NOVEMBER), frozenset(), NOVEMBER)
    page = document(report_of(desk, NOVEMBER))
    said = [block.bold_lead + block.text for block in page.blocks if isinstance(block, Paragraph)]
    assert "30日内到期1个。无人负责（11月27日前）。" in said
    assert "未定责任人1个。无人负责（11月27日前）。" in said
    assert "未定时限1个。没有时限（李四）。" in said
    assert [one.title for one in unowned(desk)] == ["无人负责"]
    assert "无人负责" in unowned_words(unowned(desk))
    assert unowned_words([]) == ""
