"""The branch's report and tables: every figure with its n, nobody named beside marks, every figure to be followed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.period import Period
from reports.branch import BranchReport, document, is_due_soon
from reports.branch_counts import item_blocks
from reports.branch_figures import in_list_order
from reports.branch_tables import documents, room_of, tables, workbook
from reports.document import Paragraph, PerCent, Signature, Table
from reports.formats import write
from reports.namesakes import members_told_apart
from storage.balance import Balance
from storage.branch_notes import Paper, Return
from storage.facts import Completeness, MatterFact, NoteFact, OnLeave, QuizFacts, RemarkFact, Study
from storage.problems import Owner, Problem, Source, Status
from storage.records import MatterKind
from storage.roster import Member
from storage.spans import span_of
from storage.standings import Noted, Standing, standings
from tests.reports.making import ITEM_WORDS, ITEMS, NOVEMBER, a_report, marks, received

MATTER = MatterFact(
    uid="m1", kind=MatterKind.SHORTFALL, title="会议通知晚发半天", given_day=date(2026, 11, 9), measure="专人核对",
    due_day=date(2026, 11, 20),
)  # fmt: skip
PROBLEM = Problem(
    uid="p1", title=MATTER.title, kind=MATTER.kind, category="", cause="", measure=MATTER.measure,
    owner=Owner(name="甲1", person="1"), given_day=MATTER.given_day, listed_day=date(2026, 11, 30),
    due_day=MATTER.due_day, remark="", sources=(Source(person="1", matter_uid="m1", period="2026-11", name="甲1"),),
)  # fmt: skip
DAYS = Completeness(answered_days=18, due_days=20, late_days=2)


def text_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_who_sent_and_who_did_not_and_why() -> None:
    came = {"001": received("001", "甲1", DAYS), "002": received("002", "甲2")}
    text = text_of(write(document(a_report(came, away={"003": "病假"})), ".docx"))
    assert "应报8人，已报2人，请假1人，未报5人。" in text
    assert "甲3（病假）" in text
    assert "甲4、甲5、甲6、甲7、甲8" in text


def test_a_file_counts_though_leave_was_noted() -> None:
    report = a_report({"001": received("001", "甲1", DAYS)}, away={"001": "误记", "002": "病假"})
    assert [one.standing for one in report.standings[:3]] == [Standing.RECEIVED, Standing.LEAVE, Standing.MISSING]


def test_sums_say_of_how_many_submissions_they_are() -> None:
    study = Study(group_minutes=60, training_minutes=30, make_up_minutes=0, self_minutes=15)
    came = {
        "001": received("001", "甲1", DAYS, study),
        "002": received("002", "甲2", DAYS),
        "003": received("003", "甲3"),
    }
    text = text_of(write(document(a_report(came)), ".docx"))
    assert "3份报送材料中，2份报了自查天数：合计已自查36天（应自查40天），其中补填4天。" in text
    assert "3份报送材料中，1份报了学时：集中学习、培训和补课合计1.5学时，自学合计0.3学时。" in text


def test_a_due_day_and_a_count_beyond_the_known_calendar_are_said_to_be_presumed() -> None:
    later = replace(PROBLEM, due_day=date(2027, 1, 4))
    report = replace(a_report({"001": received("001", "甲1", DAYS)}, later, PROBLEM), period=Period.parse("2027-01"))
    report = replace(report, today=date(2027, 1, 4))
    text = text_of(write(document(report), ".docx"))
    assert "2027年1月4日（推算）" in text
    assert "11月20日（推算）" not in text
    assert "其中补填2天。工作日按周一至周五推算。" in text
    book = openpyxl.load_workbook(io.BytesIO(write(workbook(report), ".xlsx")))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells.count("2027-01-04（推算）") == 2  # the list of problems, and of each person's
    assert "推算" not in text_of(write(document(a_report({"001": received("001", "甲1", DAYS)}, PROBLEM)), ".docx"))


def test_leave_for_a_part_is_told_with_its_name() -> None:
    away = OnLeave(first_day=date(2026, 11, 2), last_day=date(2026, 11, 13), reason="外出培训")
    text = text_of(write(document(a_report({"001": received("001", "甲1", DAYS, away)})), ".docx"))
    assert "甲1：不计入应自查天数：11月2日至11月13日（外出培训）。" in text


def item_tables(report: BranchReport) -> list[Table]:
    return [block for block in document(report).blocks if isinstance(block, Table) and block.columns[1].title == "做到"]


@pytest.mark.parametrize("count", range(1, 9))
def test_counts_by_item_are_shown_from_five_submissions_on(count: int) -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(10 + n)) for n in range(1, count + 1)}
    report = a_report(came)
    tables = item_tables(report)
    assert len(tables) == (1 if count >= 5 else 0)
    if tables:
        total = sum(10 + n for n in range(1, count + 1))
        assert {row[1] for row in tables[0].rows} == {total}
        assert f"{count}份报了" in tables[0].caption
    else:
        words = [block.text for block in document(report).blocks if isinstance(block, Paragraph)]
        assert f"{count}份报送材料中，{count}份报了各项落实情况，不足5份，不分项列数。" in words


def test_each_state_stands_under_its_own_title() -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(1, 2, 3, 4)) for n in range(1, 6)}
    (table,) = item_tables(a_report(came))
    titles = [column.title for column in table.columns[1:]]
    assert dict(zip(titles, table.rows[0][1:], strict=True)) == {
        "做到": 5, "部分做到": 10, "未做到": 15, "不涉及": 20, titles[-1]: 50,
    }  # fmt: skip


def test_of_two_lists_each_has_its_own_count_and_is_named() -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(1)) for n in range(1, 7)}
    for n in (1, 2):
        other = came[f"{n:03}"]
        header = other.header.model_copy(update={"list_id": "other", "list_title": "另一份清单"})
        came[f"{n:03}"] = replace(other, header=header)
    text = text_of(write(document(a_report(came)), ".docx"))
    assert "另一份清单：6份报送材料中，2份报了" in text
    assert "six-donts：6份报送材料中，4份报了" in text


def test_due_is_who_is_a_member_on_the_last_day_and_who_left_within_is_named_as_not_due() -> None:
    def member(name: str, **days: date) -> Member:
        return Member(member_no=name, name=name, **days)

    members = [
        member("走在月前", left_day=date(2026, 10, 31)), member("首日走", left_day=date(2026, 11, 1)),
        member("末前走", left_day=date(2026, 11, 29)), member("末日走", left_day=date(2026, 11, 30)),
        member("末日来", joined_day=date(2026, 11, 30)), member("月后来", joined_day=date(2026, 12, 1)),
    ]  # fmt: skip
    found = standings(members, {}, Noted(), NOVEMBER)
    assert [(one.member.name, one.standing) for one in found] == [
        ("首日走", Standing.NOT_DUE), ("末前走", Standing.NOT_DUE), ("末日走", Standing.MISSING),
        ("末日来", Standing.MISSING),
    ]  # fmt: skip


def test_matters_that_were_shared_stand_with_who_shared_them_and_notes_and_remarks_where_they_are_put_in() -> None:
    assigned = MATTER.model_copy(update={"kind": MatterKind.ASSIGNED, "title": "会签意见汇总", "result": "已反馈"})
    note = NoteFact(uid="n1", day=date(2026, 11, 9), title="监督法学习", own_words="先核对")
    remark = RemarkFact(text="请支部协调会议室")
    report = a_report({"001": received("001", "甲1", MATTER, assigned, note, remark)})
    text = text_of(write(document(report), ".docx"))
    assert "会签意见汇总：甲1，未办结；已反馈" in text
    assert MATTER.title not in text
    assert "监督法学习" not in text
    assert remark.text not in text
    report = replace(report, put=frozenset({"1/2026-11/note/n1", "1/2026-11/remark"}))
    text = text_of(write(document(report), ".docx"))
    assert "监督法学习（甲1）：先核对" in text
    assert "甲1：请支部协调会议室" in text


def test_what_is_overdue_and_what_falls_due_is_named_one_by_one_with_who_is_responsible() -> None:
    soon = replace(PROBLEM, uid="p2", title="文号写错", due_day=date(2026, 12, 20))
    later = replace(PROBLEM, uid="p3", title="归档不齐", due_day=date(2026, 12, 24))
    text = text_of(write(document(a_report({}, PROBLEM, soon, later)), ".docx"))
    assert "超期未完成1个。会议通知晚发半天（甲1，11月20日前）。" in text
    assert "30日内到期1个。文号写错（甲1，12月20日前）。" in text
    assert "归档不齐" not in text


def test_the_balance_stands_in_every_report_and_tells_only_what_happened() -> None:
    report = replace(a_report({}, PROBLEM), balance=Balance(before=3, listed=2, struck=1, after=4))
    assert "期初在账3个、新增2个、销号1个、期末在账4个。" in text_of(write(document(report), ".docx"))
    assert "期初在账0个、期末在账0个。" in text_of(write(document(a_report({})), ".docx"))


def test_the_report_says_as_of_which_day_and_until_when_files_came() -> None:
    later = replace(a_report({}), today=date(2026, 12, 4))
    assert "情况截至2026年11月30日，采集截至2026年12月4日。" in text_of(write(document(later), ".docx"))


def test_the_tables_say_what_was_due_what_came_and_from_where_each_problem_is() -> None:
    found = dict(tables(a_report({"001": received("001", "甲1", DAYS)}, PROBLEM)))
    sent, listed = found["报送情况"], found["支部问题整改台账"]
    assert [row[0] for row in sent.rows] == list(range(1, 9))
    assert [row[4:7] for row in sent.rows[:2]] == [("已报", date(2026, 11, 23), 1), ("未报", None, None)]
    (row,) = listed.rows
    assert (row[0], row[3], row[5]) == (1, "2026年11月", "甲1")


def test_the_table_says_that_something_was_returned_and_not_what_was_said_to_that_one() -> None:
    report = a_report({"001": received("001", "甲1", DAYS)})
    first = report.standings[0]
    back = Return(person=first.person, sha256="0" * 64, day=date(2026, 11, 25), comment="写明时限")
    returned = replace(first, standing=Standing.RETURNED, returned=back)
    found = span_of(NOVEMBER, {NOVEMBER: [returned, *report.standings[1:]]}, report.today)
    row = dict(tables(replace(report, span=found)))["报送情况"].rows[0]
    assert (row[4], row[7]) == ("退回待重报", "2026-11-25退回")
    assert "写明时限" not in str(row)


def test_every_table_fits_on_a4_across_at_nine_points_and_excel_shrinks_none_below_it() -> None:
    study = Study(group_minutes=60, training_minutes=30, make_up_minutes=0, self_minutes=15)
    quizzes = QuizFacts(answered=10, right=8)
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", DAYS, study, quizzes, *marks(3)) for n in range(1, 7)}
    report = a_report(came, PROBLEM)
    found = tables(report)
    assert len(found) == 6
    for name, table in found:
        if table.is_dense:
            assert sum(column.width for column in table.columns) <= room_of(len(table.columns), 9), name
        points = sum(5.25 * (2 * column.width + 2) + 3.75 for column in table.columns)
        assert 11 * min(1, (842 - 2 * 0.4 * 72) / points) >= 9, name


def test_hours_of_the_year_and_the_target_stand_beside_party_members_only() -> None:
    study = Study(group_minutes=60, training_minutes=30, make_up_minutes=0, self_minutes=15)
    report = a_report({n: received(n, f"甲{int(n)}", study) for n in ("001", "002")})
    statuses = {"001": "中共党员", "002": "群众"}
    standings = [
        replace(one, member=one.member.model_copy(update={"political_status": statuses.get(one.member.member_no, "")}))
        for one in report.standings
    ]
    report = replace(
        report,
        span=span_of(NOVEMBER, {NOVEMBER: standings}, report.today),
        year_minutes={"1": 600, "2": 90},
        hours_target=32,
    )
    first, second, total = dict(tables(report))["学时"].rows
    assert first[4:11] == (1, 0.5, 0, 1.5, 10, 32, 0.3)
    assert second[9] == ""
    assert (total[1], total[3], total[7]) == ("合计", "n＝2", 3)


def test_a_branch_whose_name_is_not_known_still_has_a_place_to_sign() -> None:
    for name, signed in (("", "（支部）"), ("第一党支部", "第一党支部")):
        made = document(replace(a_report({}), branch=name))
        assert [block.name for block in made.blocks if isinstance(block, Signature)] == [signed]


def with_paper(report: BranchReport, person: str, **minutes: int) -> BranchReport:
    """A report in which somebody's submission came on paper."""
    paper = Paper(person=person, day=report.today, answered_days=18, due_days=20, **minutes)
    found = [
        replace(one, standing=Standing.PAPER, paper=paper) if one.person == person else one for one in report.standings
    ]
    return replace(report, span=span_of(report.period, {report.period: found}, report.today))


def test_hours_add_up_over_members_and_over_what_counts_and_paper_is_said_to_be_paper() -> None:
    study = Study(group_minutes=60, training_minutes=30, make_up_minutes=90, self_minutes=120)
    report = a_report({"001": received("001", "甲1", study), "002": received("002", "甲2", DAYS)})
    report = with_paper(report, "3", group_minutes=120, training_minutes=60, make_up_minutes=30, self_minutes=60)
    report = replace(report, year_minutes={"1": 600, "3": 300})
    first, second, total = dict(tables(report))["学时"].rows
    assert (first[0], first[1], *first[4:9], *first[10:]) == (1, "甲1", 1.0, 0.5, 1.5, 3.0, 10.0, 2.0, "")
    assert (second[0], second[1], *second[4:9], *second[10:]) == (
        2, "甲3", 2.0, 1.0, 0.5, 3.5, 5.0, 1.0, "代录（纸质）",
    )  # fmt: skip
    assert total == ("", "合计", "", "n＝2", 3.0, 1.5, 2.0, 6.5, 15.0, "", 3.0, "")
    text = text_of(write(document(report), ".docx"))
    assert "应报8人，已报3人，请假0人，未报5人。已报中纸质代录1人。" in text
    assert "3份报送材料中，2份报了学时：集中学习、培训和补课合计6.5学时，自学合计3学时。" in text


def test_of_a_file_and_paper_of_one_member_the_file_counts_and_without_a_target_none_is_required() -> None:
    study = Study(group_minutes=60, training_minutes=0, make_up_minutes=0, self_minutes=0)
    report = with_paper(a_report({"001": received("001", "甲1", study)}), "1", group_minutes=600)
    first, *others = report.standings
    member = first.member.model_copy(update={"political_status": "中共党员"})
    found = {NOVEMBER: [replace(first, member=member), *others]}
    row, _total = dict(tables(replace(report, span=span_of(NOVEMBER, found, report.today))))["学时"].rows
    assert (row[4], row[9], row[11]) == (1.0, "", "")


def test_items_stand_in_the_order_of_their_list_as_the_newest_file_has_it() -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *reversed(marks(1, 2, 3, 4))) for n in range(1, 6)}
    names = [ITEM_WORDS[item] for item in ITEMS]
    report = a_report(came)
    assert [row[0] for row in dict(tables(report))["自查情况"].rows] == names
    items = report.figures.items
    [table] = [one for one in item_blocks(report.figures, report.in_order(items)) if isinstance(one, Table)]
    assert [row[0] for row in table.rows] == names
    older = came["001"].header
    named = ITEMS[2], ITEMS[0]
    newer = older.model_copy(update={"list_items": named, "made_at": older.made_at + timedelta(days=1)})
    last = [one for one in reversed(ITEMS) if one not in named]
    assert [one.item for one in in_list_order(items, [newer, older])] == [*named, *last]


def test_self_check_and_quiz_add_up_everybodys_figures_and_say_of_how_many() -> None:
    quizzes = QuizFacts(answered=10, right=8)
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", quizzes, *marks(1, 2, 3, 4)) for n in range(1, 6)}
    found = dict(tables(a_report(came)))
    assert {row[1:] for row in found["自查情况"].rows} == {(5, 10, 15, 20, 0, 5)}
    assert found["测验"].rows == ((50, 40, PerCent(0.8, 0), 5),)
    text = text_of(write(document(a_report(came)), ".docx"))
    assert "5份报了答题情况：共答题50次，答对40次。" in text
    for n in came:
        came[n] = replace(came[n], facts=(QuizFacts(answered=0, right=0),))
    assert dict(tables(a_report(came)))["测验"].rows == ((0, 0, None, 5),)
    del came["005"]
    assert "测验" not in dict(tables(a_report(came)))


def test_what_was_chosen_or_refused_is_noted_beside_who_sent_nothing_and_leave_beside_who_did() -> None:
    away = OnLeave(first_day=date(2026, 11, 2), last_day=date(2026, 11, 13), reason="外出培训")
    report = a_report({"001": received("001", "甲1", DAYS, away)}, away={"001": "误记", "002": "病假"})
    rows = dict(tables(report))["报送情况"].rows
    assert [row[7] for row in rows[:3]] == ["", "病假", ""]
    assert "外出培训" in str(rows[0][9])
    assert {row[9] for row in rows[1:]} == {""}


def test_tables_for_paper_lie_on_their_side_and_the_wide_ones_are_set_close() -> None:
    study = Study(group_minutes=60, training_minutes=30, make_up_minutes=0, self_minutes=15)
    quizzes = QuizFacts(answered=10, right=8)
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", study, quizzes, *marks(3)) for n in range(1, 7)}
    made = dict(documents(a_report(came, PROBLEM)))
    assert {one.landscape for one in made.values()} == {True}
    dense = {name for name, table in tables(a_report(came, PROBLEM)) if table.is_dense}
    assert dense == {"报送情况", "个人问题清单", "支部问题整改台账", "学时"}


def test_due_soon_is_from_the_day_itself_to_the_thirtieth_after_it_and_only_what_is_in_hand() -> None:
    day = date(2026, 11, 23)
    for days, is_soon in ((-1, False), (0, True), (30, True), (31, False)):
        assert is_due_soon(replace(PROBLEM, due_day=day + timedelta(days=days)), day) is is_soon
    assert not is_due_soon(replace(PROBLEM, due_day=None), day)
    assert not is_due_soon(replace(PROBLEM, due_day=day, status=Status.DONE), day)


def test_the_title_names_the_branch_and_what_was_not_told_has_no_line() -> None:
    assert document(a_report({})).title.startswith("第一党支部")
    assert document(replace(a_report({}), branch="")).title.startswith("支部")
    text = text_of(write(document(a_report({"001": received("001", "甲1")})), ".docx"))
    assert "报了学时" not in text
    assert "报了自查天数" not in text
    assert "报了答题情况" not in text
    assert "应报8人，已报1人，请假0人，未报7人。\n" in text


def test_of_two_lists_without_a_title_each_is_named_by_its_own_id() -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(1)) for n in range(1, 4)}
    for n, title in ((2, "乙单"), (3, "")):
        other = came[f"{n:03}"]
        header = other.header.model_copy(update={"list_id": "other" if title else "third", "list_title": title})
        came[f"{n:03}"] = replace(other, header=header)
    text = text_of(write(document(a_report(came)), ".docx"))
    assert [words in text for words in ("six-donts：", "乙单：", "third：")] == [True, True, True]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8))
def test_no_table_names_a_person_beside_marks(kept: list[int]) -> None:
    came = {f"{n:03}": received(f"{n:03}", f"甲{n}", *marks(times)) for n, times in enumerate(kept, 1)}
    report = a_report(came)
    tables = [block for block in document(report).blocks if isinstance(block, Table)]
    tables += [sheet.table for sheet in workbook(report).sheets]
    for table in tables:
        titles = {column.title for column in table.columns}
        names = any(isinstance(cell, str) and cell.startswith("甲") for row in table.rows for cell in row)
        assert not (names and titles & {"做到", "部分做到", "未做到", "不涉及"})


def test_every_file_it_is_made_of_is_named_with_its_sender_and_the_first_twelve_signs_of_its_checksum() -> None:
    came = {"001": received("001", "甲1"), "002": received("002", "甲2")}
    report = a_report(came)
    told_apart = replace(report, span=members_told_apart(report.span, {"1": "甲1（001）"}))
    (table,) = [block for block in document(told_apart).blocks if isinstance(block, Table)]
    assert table.columns[-1].title == "校验码"
    assert table.rows == (
        (1, "甲1（001）", "甲1_2026年11月.txt", 1, "c0dec0dec0de"),
        (2, "甲2（002）", "甲2_2026年11月.txt", 1, "c0dec0dec0de"),
    )


def test_the_tables_have_the_columns_an_office_uses_and_text_is_never_a_formula() -> None:
    hostile = MATTER.model_copy(update={"title": "=cmd|' /C calc'!A0"})
    report = a_report({"001": received("001", "甲1", DAYS)}, replace(PROBLEM, title=hostile.title))
    book = openpyxl.load_workbook(io.BytesIO(write(workbook(report), ".xlsx")))
    assert book.sheetnames == ["报送情况", "个人问题清单", "支部问题整改台账"]
    sent, own, problems = (list(sheet.iter_rows()) for sheet in book.worksheets)
    heads = [[cell.value for cell in row] for rows in (sent, own, problems) for row in rows if row[0].value == "序号"]
    assert heads == [
        ["序号", "姓名", "党小组", "处室职务", "报送情况", "报送日期", "版次", "说明", "催报日期", "备注"],
        ["序号", "姓名", "对照条目", "具体表现", "产生原因", "整改措施", "完成时限", "进展", "完成日期", "备注",
         "签名"],
        ["序号", "问题类别", "具体问题", "来源", "整改措施", "责任人", "完成时限", "进展", "完成日期", "验收人",
         "销号日期", "备注"],
    ]  # fmt: skip
    assert [cell for row in sent for cell in row if str(cell.value).startswith("填报单位：第一党支部")]
    assert [cell for row in sent for cell in row if str(cell.value).startswith("制表人：")]
    cell, *_others = [cell for row in problems for cell in row if "cmd" in str(cell.value)]
    assert (cell.data_type, cell.value) == ("s", hostile.title)


def test_the_same_ledger_gives_the_same_bytes() -> None:
    report = a_report({"001": received("001", "甲1", DAYS)}, PROBLEM)
    assert write(document(report), ".docx") == write(document(report), ".docx")
    assert write(workbook(report), ".xlsx") == write(workbook(report), ".xlsx")
