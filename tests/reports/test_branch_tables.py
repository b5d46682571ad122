"""The branch's tables: one way to write a day on a sheet, one word for a standing, and what happened to an item."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from content.period import Period
from reports.branch import BranchReport, document
from reports.branch_tables import by_month, documents, tables, workbook
from reports.document import Attachments, Block, Cell, Paragraph, Table, TableNote
from reports.formats import write
from storage.branch_notes import Choice, Paper, Refused, Reminder, Return
from storage.clock import local_day
from storage.declined import Declined
from storage.facts import Completeness, MatterFact, OnLeave, Study
from storage.problems import Act, Event, Owner, Problem, Source, Status
from storage.proposals import Proposal, Word
from storage.records import MatterKind
from storage.roster import Member
from storage.spans import span_of
from storage.standings import Noted, standings
from tests.reports.making import ITEM_WORDS, NOVEMBER, TODAY, a_report, received

AT = datetime(2026, 11, 25, 8, tzinfo=UTC)
PROBLEM = Problem(
    uid="p1", title="会议通知晚发半天", kind=MatterKind.SHORTFALL, category="", cause="", measure="专人核对",
    owner=Owner(name="甲1", person="1"), given_day=date(2026, 11, 9), listed_day=date(2026, 11, 10), due_day=None,
    remark="", sources=(Source(person="1", matter_uid="m1", period="2026-11", name="甲1"),),
)  # fmt: skip
DAYS = Completeness(answered_days=18, due_days=20, late_days=2)
DEFERRED = Choice(person="2", standing="deferred", words="外出督查", until=date(2026, 12, 5), at=AT)
NOTED = Noted(
    choices=[DEFERRED, Choice(person="6", standing="not_due", words="借调", at=AT)],
    papers=[Paper(person="3", day=date(2026, 11, 25), by="赵敏", answered_days=17, due_days=20)],
    refused=[Refused(person="4", why="wrong_period", file_name="甲4.txt", day=date(2026, 11, 24))],
    reminders=[Reminder(person="5", day=date(2026, 11, day)) for day in (25, 27)],
    returns=[Return(person="7", sha256="007".rjust(64, "0"), day=date(2026, 11, 26), comment="写明时限")],
)
AWAY = OnLeave(first_day=date(2026, 11, 2), last_day=date(2026, 11, 13), reason="外出培训")
CAME = {"001": received("001", "甲1", DAYS, AWAY), "007": received("007", "甲7", DAYS)}


def as_noted(*periods: Period, of: Period = NOVEMBER) -> BranchReport:
    """A report of eight of whom each stands otherwise, alike in every one of the periods."""
    roster = [Member(member_no=f"{number:03}", name=f"甲{number}") for number in range(1, 9)]
    files = {number.lstrip("0"): one for number, one in CAME.items()}
    begun = {one: standings(roster, files, NOTED, one) for one in periods or (NOVEMBER,)}
    return replace(a_report({}, PROBLEM), period=of, span=span_of(of, begun, TODAY))


def table(report: BranchReport, name: str) -> Table:
    return dict(tables(report))[name]


def test_a_sheet_writes_every_day_in_one_way_and_says_until_when_something_was_put_off() -> None:
    rows = table(as_noted(), "报送情况").rows
    assert rows[0][9] == "2026-11-02至\n2026-11-13（外出培训）"
    assert rows[1][7] == "外出督查\n约定2026-12-05前报"
    assert (rows[2][4:6], rows[2][7]) == (("代录（纸质）", date(2026, 11, 25)), "赵敏代录")
    assert rows[4][8] == "2026-11-25\n2026-11-27"
    assert (rows[6][4], rows[6][7]) == ("退回待重报", "2026-11-26退回")
    for _name, one in documents(as_noted()):
        said = [block.text for block in one.blocks if isinstance(block, TableNote)]
        cells = [str(cell) for block in one.blocks if isinstance(block, Table) for row in block.rows for cell in row]
        assert not [text for text in (*said, *cells) if re.search("月[0-9]+日", text)]


def test_a_standing_has_one_word_in_a_month_a_quarter_and_a_year() -> None:
    month = {row[1]: row[4] for row in table(as_noted(), "报送情况").rows}
    assert {"已报", "缓报", "代录（纸质）", "时段不符", "未报", "不需报", "退回待重报"} == set(month.values())
    october = Period.parse("2026-10")
    for name in ("2026-Q4", "2026"):
        longer = as_noted(october, NOVEMBER, of=Period.parse(name))
        assert {row[1]: row[3] for row in table(longer, "报送情况").rows} == month
        assert {row[1]: row[4] for row in table(longer, "报送情况").rows} == month


def test_a_month_in_which_somebody_was_no_member_says_so() -> None:
    october = Period.parse("2026-10")
    late = Member(member_no="009", name="新来", joined_day=date(2026, 11, 1))
    old = Member(member_no="001", name="甲1")
    begun = {one: standings([old, late], {}, Noted(), one) for one in (october, NOVEMBER)}
    quarter = Period.parse("2026-Q4")
    report = replace(as_noted(), period=quarter, span=span_of(quarter, begun, TODAY))
    rows = {row[1]: row[3:5] for row in table(report, "报送情况").rows}
    assert rows["新来"] == ("不在册", "未报")


def remarks(*events: Event | Act, remark: str = "", due: date | None = date(2026, 11, 20)) -> Cell:
    history = tuple(
        one if isinstance(one, Event) else Event(act=one, day=date(2026, 11, 10 + place), at=AT)
        for place, one in enumerate(events, 1)
    )
    one = replace(PROBLEM, history=history, remark=remark, first_due=due)
    return table(a_report({}, one), "支部问题整改台账").rows[0][-1]


def extended(until: date, reason: str = "") -> Event:
    return Event(act=Act.EXTEND, day=date(2026, 11, 11), at=AT, due_day=until, reason=reason)


def test_the_remarks_tell_with_its_day_what_nothing_else_in_the_row_shows() -> None:
    assert remarks(Act.REOPEN, Act.HAND_OVER, remark="已提醒") == "已提醒\n2026-11-11重新列入\n2026-11-12移交"
    assert remarks(Act.REOPEN, Act.SPLIT) == "2026-11-11重新列入\n2026-11-12拆出"
    assert remarks(Act.LIST, Act.EDIT, Act.PROGRESS, Act.DONE, Act.VERIFY, Act.STRIKE) == ""


def test_a_problem_handed_over_says_from_whom_to_whom_and_why() -> None:
    def handed(to: str, day: int, reason: str) -> Event:
        return Event(act=Act.HAND_OVER, day=date(2026, 11, day), at=AT, owner=Owner(name=to), reason=reason)

    history = (handed("钱敏", 6, "岗位调整"), handed("孙丽", 9, ""))
    one = replace(PROBLEM, first_owner=Owner(name="赵强"), history=history)
    assert table(a_report({}, one), "支部问题整改台账").rows[0][-1] == (
        "2026-11-06由赵强移交钱敏：岗位调整\n2026-11-09由钱敏移交孙丽"
    )


def test_a_row_says_that_it_is_overdue_or_struck_off_beside_the_last_that_was_said_of_it() -> None:
    said = Event(act=Act.PROGRESS, day=date(2026, 11, 12), at=AT, text="已换模板")
    late = replace(PROBLEM, due_day=date(2026, 11, 15), history=(said,))
    found = (late, replace(late, status=Status.STRUCK), replace(PROBLEM, due_day=date(2027, 1, 4)))
    rows = table(a_report({}, *found), "支部问题整改台账").rows
    assert [row[7] for row in rows] == ["超期\n已换模板", "已销号\n已换模板", "整改中"]


def test_who_is_not_due_is_said_to_have_left_or_joined_on_a_day_and_office_and_post_are_one() -> None:
    gone = Member(member_no="001", name="刘洋", office="办公室", post="副主任", left_day=date(2026, 11, 16))
    here = Member(member_no="002", name="甲2", office="办公室", post="办公室主任")
    begun = {NOVEMBER: standings([gone, here], {}, Noted(), NOVEMBER)}
    rows = table(replace(as_noted(), span=span_of(NOVEMBER, begun, TODAY)), "报送情况").rows
    assert [row[3] for row in rows] == ["办公室副主任", "办公室主任"]
    assert [row[7] for row in rows] == ["2026-11-16转出", ""]


def test_an_extension_says_from_when_to_when_and_why_and_the_first_due_day_is_none() -> None:
    first, second = extended(date(2026, 12, 5), "等材料"), extended(date(2026, 12, 20))
    assert remarks(first, second) == "由2026-11-20延至2026-12-05：等材料\n由2026-12-05延至2026-12-20"
    assert remarks(first, second, due=None) == "2026-11-11定时限\n由2026-12-05延至2026-12-20"


def test_what_was_merged_into_a_problem_stands_in_its_remarks() -> None:
    said = (("曹阳", "晚发通知"), ("陈静", "登记不规范"), ("", "晚发通知"))
    inside = tuple(replace(PROBLEM, uid=f"in{who}", title=words, owner=Owner(name=who)) for who, words in said)
    report = replace(a_report({}, PROBLEM), merged={PROBLEM.uid: inside})
    assert table(report, "支部问题整改台账").rows[0][-1] == "并入：晚发通知（曹阳）；登记不规范（陈静）；晚发通知"


def test_the_number_that_tells_two_of_one_name_apart_stands_whole_beneath_the_name() -> None:
    one = replace(PROBLEM, owner=Owner(name="张伟（003）"), verified_by="李娜（017）")
    row = table(a_report({}, one), "支部问题整改台账").rows[0]
    assert (row[5], row[9]) == ("张伟\n（003）", "李娜\n（017）")


def test_what_members_sent_and_is_not_on_the_list_stands_with_their_problems_and_says_so() -> None:
    sent = MatterFact(
        uid="m9", kind=MatterKind.ERROR, title="来文登记不全", given_day=date(2026, 11, 12), measure="补登"
    )
    word = Word("1", "甲1", sent, "2026-11", "0" * 64)
    off = Declined.new(AT, TODAY, person="1", matter_uid="m9", wording="x", reason="重复")
    report = replace(a_report({}, PROBLEM), proposals=(Proposal(word), Proposal(word, left_off=off)))
    rows = table(report, "个人问题清单").rows
    assert [(row[0], row[1], row[3], row[9]) for row in rows] == [
        (1, "甲1", "会议通知晚发半天", ""), (2, "甲1", "来文登记不全", "待列入"),
        (3, "甲1", "来文登记不全", "未列入：重复"),
    ]  # fmt: skip
    assert len(table(report, "支部问题整改台账").rows) == 1


@pytest.mark.parametrize("kind", [MatterKind.SHORTFALL, MatterKind.ERROR])
def test_a_problems_category_is_what_was_chosen_or_the_item_it_was_found_at_and_is_never_made_up(
    kind: MatterKind,
) -> None:
    item, words = next(iter(ITEM_WORDS.items()))
    bare = replace(PROBLEM, kind=kind)
    found = (replace(bare, category="会风", item=item), replace(bare, item=item), bare, replace(bare, sources=()))
    rows = table(a_report({"001": received("001", "甲1")}, *found), "支部问题整改台账").rows
    assert [row[1] for row in rows] == ["会风", words, "", ""]


def attachments(blocks: tuple[Block, ...]) -> list[str]:
    return [name for block in blocks if isinstance(block, Attachments) for name in block.names]


def test_what_is_attached_bears_the_number_and_the_title_under_which_the_report_names_it() -> None:
    for report in (as_noted(), replace(as_noted(), problems=()), as_noted(Period.parse("2026-10"), NOVEMBER,
                                                                         of=Period.parse("2026-Q4"))):  # fmt: skip
        page = document(report)
        separate = {one.mark: one.title for _name, one in documents(report) if one.mark}
        annexes = {
            block.label: block.title for block in page.blocks if hasattr(block, "label") and hasattr(block, "title")
        }
        named = attachments(page.blocks)
        assert separate | annexes == {f"附件{number}": title for number, title in enumerate(named, 1)}
        assert not {"个人问题清单", "学时"} & {name for name, one in documents(report) if one.mark}


def test_the_list_of_what_it_is_made_of_has_as_many_lines_as_were_counted_with_the_forms_and_their_day() -> None:
    report = as_noted()
    *_others, grounds = (block for block in document(report).blocks if isinstance(block, Table))
    assert len(grounds.rows) == report.figures.files == 2
    assert grounds.rows[1] == (2, "甲3（003）", "2026年11月（纸质表，11月25日代录）", None, "")


def test_nothing_is_named_as_attached_that_is_not_there() -> None:
    page = document(a_report({}))
    assert attachments(page.blocks) == ["第一党支部2026年11月报送情况"]


def test_a_sentence_has_one_unit_persons_or_persons_by_months() -> None:
    october = Period.parse("2026-10")
    for report, unit, other in ((as_noted(), "人", "人月"), (as_noted(october, NOVEMBER, of=Period.parse("2026-Q4")),
                                                            "人月", "")):  # fmt: skip
        said = next(
            block.text for block in document(report).blocks if isinstance(block, Paragraph) and "应报" in block.text
        )
        found = re.findall(r"\d+(\D*?)(?=[，。；本])", said)
        assert set(found) == {unit}, said
        assert not other or other not in said


def test_the_parts_of_a_longer_period_are_named_by_month_and_those_that_follow_on_each_other_as_one() -> None:
    months = [Period.month(2026, number) for number in range(6, 12)]
    year = as_noted(*months, of=Period.parse("2026"))
    said = [block.text for block in document(year).blocks if isinstance(block, Paragraph)]
    assert any("由6个时段汇总：6月至11月。" in text for text in said), said
    assert any("甲8（6月至11月）" in text for text in said), said
    quarter = as_noted(months[-1], of=Period.parse("2026-Q4"))
    assert any(
        "由1个时段汇总：11月。" in text
        for text in [b.text for b in document(quarter).blocks if isinstance(b, Paragraph)]
    )


def test_the_day_in_the_table_is_the_one_on_which_a_file_was_made_not_the_one_of_taking_it_in() -> None:
    came = received("001", "甲1", Completeness(answered_days=18, due_days=20, late_days=0))
    late = replace(came, taken_at=came.taken_at + timedelta(days=9))
    [(_name, table), *_others] = tables(a_report({"001": late}))
    assert table.rows[0][5] == local_day(came.header.made_at)


def test_beneath_hours_it_is_said_that_rounded_ones_need_not_add_up() -> None:
    study = Study(group_minutes=50, training_minutes=0, make_up_minutes=0, self_minutes=0)
    report = a_report({f"{n:03}": received(f"{n:03}", f"甲{n}", study) for n in (1, 2, 3)})
    [page] = [one for name, one in documents(report) if name == "学时"]
    assert any("可能略有出入" in block.text for block in page.blocks if isinstance(block, TableNote))
    [sheet] = [one for one in workbook(report).sheets if one.name == "学时"]
    book = openpyxl.load_workbook(io.BytesIO(write(workbook(report), ".xlsx")))
    cells = [cell.value for row in book["学时"].iter_rows() for cell in row]
    assert [line for line in sheet.foot.split("\n") if line not in cells] == []
    assert "可能略有出入" not in "".join(one.foot for one in workbook(report).sheets if one.name != "学时")


def test_a_month_on_leave_stands_beside_those_that_are_due() -> None:
    months = [Period.parse("2026-10"), NOVEMBER]
    member = Member(member_no="001", name="林芳")
    away = Noted(choices=[Choice(person="1", standing="leave", words="产假", at=AT)])
    begun = {month: standings([member], {}, noted, month) for month, noted in zip(months, (away, Noted()), strict=True)}
    quarter = Period.parse("2026-Q4")
    report = replace(a_report({}), period=quarter, span=span_of(quarter, begun, date(2026, 12, 1)))
    assert by_month(report).rows[0][-1] == "0/2\n请假1"
