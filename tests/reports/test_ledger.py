"""The ledger of matters as a page and as a table."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.period import Period
from reports import formats
from reports.ledger import document, ledger_of, workbook
from reports.plain_text import plain_text
from storage.journal import Journal
from storage.records import Extension, Matter, MatterKind, MatterState, Profile, Progress
from tests.reports.making import AT, TODAY

QUARTER = Period.parse("2026-Q4")


def a_ledger() -> Journal:
    journal = Journal.in_memory(clock=lambda: AT)
    journal.save_profile(Profile(name="张三"))
    day = date(2026, 10, 8)
    longer = Extension(old_due_day=date(2026, 10, 20), due_day=date(2026, 10, 30), reason="等处室回复", written_at=AT)
    journal.matters.add_many(
        [
            Matter.new(
                AT, day, uid="a", title="汇总会签意见", given_by="李处长", channel="电话", co_workers=("王五", "赵六"),
                due_day=date(2026, 10, 30), extensions=(longer,), state=MatterState.SETTLED, result="已报送。",
                progress=(Progress(day=date(2026, 10, 12), text="已发函", written_at=AT),),
                answered_to="李处长", answered_day=date(2026, 10, 29), closed_day=date(2026, 10, 29),
            ),
            Matter.new(
                AT, day, uid="b", title="通知日期写错", kind=MatterKind.ERROR, state=MatterState.SETTLED,
                cause="沿用旧稿", result="已更正并重发", prevention="印发前两人核对", closed_day=date(2026, 11, 2),
            ),
            Matter.new(AT, day, uid="c", title="旧台账", state=MatterState.DROPPED, result="已并入他处",
                       closed_day=date(2026, 11, 3)),
            Matter.new(AT, day, uid="d", title="督办件", due_day=date(2026, 11, 20)),
            Matter.new(AT, date(2026, 9, 1), uid="e", title="上季度办结", state=MatterState.SETTLED, result="好",
                       closed_day=date(2026, 9, 30)),
        ]
    )  # fmt: skip
    return journal


def test_the_page_says_what_was_settled_and_nothing_else() -> None:
    text = plain_text(document(ledger_of(a_ledger(), QUARTER, TODAY, PUBLISHED)))
    flat = "".join(text.split())
    assert "2026年第4季度办结事项张三" in flat
    assert "办结2件；不再办理1件；截至11月23日未办结1件，其中超期1件。" in flat
    assert (
        "1.汇总会签意见。10月8日李处长交办（电话）；时限10月20日；延期至10月30日（等处室回复）；协办王五、赵六；"
        "结果：已报送；10月29日反馈李处长；10月29日办结。"
    ) in flat
    assert (
        "1.通知日期写错。10月8日提出；原因：沿用旧稿；结果：已更正并重发；防范措施：印发前两人核对；11月2日办结。"
        in flat
    )
    assert "三、不再办理1件1.旧台账。10月8日提出；不再办理的原因：已并入他处。" in flat
    assert "上季度办结" not in flat
    assert "督办件" not in flat


@given(
    st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 90), st.none() | st.integers(0, 90)), max_size=8),
    st.sampled_from(["2026-09", "2026-10", "2026-11", "2026-Q3", "2026"]),
)
def test_what_stood_open_on_the_day_that_is_named_is_counted(
    all_: list[tuple[int, int | None, int | None]], text: str
) -> None:
    journal, begin, period = Journal.in_memory(clock=lambda: AT), date(2026, 8, 25), Period.parse(text)
    end = min(period.last, TODAY)
    is_open = is_over = 0
    for after, due_in, closed_in in all_:
        given_day = begin + timedelta(days=after)
        due = None if due_in is None else given_day + timedelta(days=due_in)
        closed = None if closed_in is None else min(given_day + timedelta(days=closed_in), TODAY)
        state = MatterState.OPEN if closed is None else MatterState.SETTLED
        journal.matters.add(Matter.new(AT, given_day, title="事", due_day=due, state=state, closed_day=closed))
        stands = given_day <= end and (closed is None or closed > end)
        is_open, is_over = is_open + stands, is_over + bool(stands and due and due < end)
    flat = "".join(plain_text(document(ledger_of(journal, period, TODAY, PUBLISHED))).split())
    assert f"截至{end.month}月{end.day}日未办结{is_open}件，其中超期{is_over}件。" in flat


def test_of_a_period_to_come_nothing_is_counted() -> None:
    flat = "".join(plain_text(document(ledger_of(a_ledger(), Period.parse("2027-01"), TODAY, PUBLISHED))).split())
    assert "这段时间还没到。" in flat
    assert "超期" not in flat
    assert "未办结" not in flat


def test_what_was_settled_late_says_so_on_the_page_and_in_the_table() -> None:
    journal = a_ledger()
    journal.matters.add(
        Matter.new(AT, date(2026, 10, 8), uid="f", title="迟办", due_day=date(2026, 10, 9), state=MatterState.SETTLED,
                   result="已办", closed_day=date(2026, 10, 13))
    )  # fmt: skip
    ledger = ledger_of(journal, Period.parse("2026-10"), TODAY, PUBLISHED)
    flat = "".join(plain_text(document(ledger)).split())
    assert "其中逾期办结1件" in flat
    assert "10月13日办结（逾期4天）。" in flat
    assert "超期：到这一天" in flat
    cells = [str(cell) for sheet in workbook(ledger).sheets for row in sheet.table.rows for cell in row]
    assert any("（10月13日办结，逾期4天）" in cell for cell in cells)


def test_a_page_of_nothing_says_so() -> None:
    journal = Journal.in_memory(clock=lambda: AT)
    flat = "".join(plain_text(document(ledger_of(journal, QUARTER, TODAY, PUBLISHED))).split())
    assert "办结0件；截至11月23日未办结0件，其中超期0件。" in flat


def test_the_table_has_the_columns_an_office_uses_and_every_matter_of_the_period() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(formats.write(workbook(ledger_of(a_ledger(), QUARTER, TODAY, PUBLISHED)), ".xlsx"))
    ).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(row for row in rows if row[0] == "序号")
    titles = "序号 交办日期 交办人 方式/文号 事项 承办 协办 时限 延期 进展 办理结果 反馈对象 反馈日期"
    assert head == titles.split()
    body = rows[rows.index(head) + 1 :]
    assert [row[4] for row in body] == ["汇总会签意见", "通知日期写错", "旧台账", "督办件"]
    first = body[0]
    assert first[2:4] + first[5:7] == ["李处长", "电话", "张三", "王五、赵六"]
    assert first[8:12] == ["10月30日 等处室回复", "10月12日 已发函", "已报送。\n（10月29日办结）", "李处长"]
    assert str(first[7])[:10] == "2026-10-20"  # the due day first given; the extension stands beside it
    assert [row[10] for row in body[2:]] == ["不再办理：已并入他处\n（11月3日）", "未办结"]
