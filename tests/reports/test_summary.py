"""What leaves: nothing but what was ticked, in the document, on the page, and in the facts."""

from __future__ import annotations

import io
from datetime import date

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from content.calendar import PUBLISHED
from content.workdays import LeaveKind
from reports.figures import figures, records_of
from reports.formats import write
from reports.summary import PickKind, Summary, document, file, offer, page
from storage.records import Leave, Matter, StudyNote
from storage.submission import read
from tests.reports.making import AT, ITEM_WORDS, LISTS, NOVEMBER, PROFILE, TODAY, a_journal

OFFERED = offer(records := records_of(a_journal(), NOVEMBER, TODAY, PUBLISHED), figures(records, LISTS), LISTS)
# A text of each thing that leaves only when it is ticked.
WORDS = {
    "会议通知晚发半天": "sentence",
    "核对会议通知": "matter",
    "汇总会签意见": "matter",
    "监督法学习": "note",
    "自学代表法": "note",
}


def made(*kinds: PickKind, remark: str = "") -> Summary:
    return Summary(
        NOVEMBER, LISTS.official, ITEM_WORDS, PROFILE, AT, tuple(p for p in OFFERED if p.kind in kinds), remark
    )


def all_of_it(summary: Summary) -> str:
    """Every word of every form in which it leaves."""
    word = docx.Document(io.BytesIO(write(document(summary), ".docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    markdown = write(document(summary), ".md").decode()
    return "\n".join([*paragraphs, *cells, markdown, page(summary), file(summary, 1).decode()])


def test_the_due_day_of_a_matter_that_leaves_says_when_it_is_presumed() -> None:
    journal = a_journal()
    for title, due in (("甲", date(2027, 1, 4)), ("乙", date(2026, 12, 31))):
        journal.matters.add(Matter.new(AT, date(2026, 11, 4), title=title, due_day=due))
    offered = offer(records_of(journal, NOVEMBER, TODAY, PUBLISHED), figures(records, LISTS), LISTS)
    text = page(Summary(NOVEMBER, LISTS.official, ITEM_WORDS, PROFILE, AT, offered))
    assert "时限：2027年1月4日（推算）" in "".join(text.split())
    assert text.count("推算") == 1


def test_at_first_only_counts_of_days_hours_and_leave_are_ticked() -> None:
    kinds = {pick.kind for pick in OFFERED if pick.is_ticked_at_first}
    assert kinds == {PickKind.COMPLETENESS, PickKind.STUDY, PickKind.LEAVE}
    text = all_of_it(made(*kinds))
    assert "已自查3天（应自查14天），其中补填1天" in text
    assert "年休假" in text
    assert not any(words in text for words in WORDS)
    assert "item_marks" not in text


@settings(max_examples=20, deadline=None)  # each makes the whole page
@given(st.sets(st.integers(0, len(OFFERED) - 1)))
def test_what_is_not_ticked_does_not_leave_and_what_is_ticked_does(chosen: set[int]) -> None:
    picks = tuple(OFFERED[place] for place in sorted(chosen))
    text = all_of_it(Summary(NOVEMBER, LISTS.official, ITEM_WORDS, PROFILE, AT, picks))
    facts = {fact for pick in picks for fact in pick.facts}
    ticked = "\n".join(fact.model_dump_json() for fact in facts)
    for words in WORDS:
        assert (words in text) == (words in ticked)


def test_the_counts_by_item_leave_whole_or_not_at_all() -> None:
    (block,) = [pick for pick in OFFERED if pick.kind is PickKind.MARKS]
    assert {fact.fact for fact in block.facts} == {"item_marks"}
    assert len(block.facts) == len(LISTS.official.donts)


def test_the_page_on_top_of_the_file_is_the_document() -> None:
    summary = made(*PickKind, remark="自己的话")
    content = file(summary, 1).decode()
    on_top = "\n".join(line[1:].strip() for line in content.splitlines() if line.startswith("#"))
    assert [line.strip() for line in page(summary).splitlines()] == on_top.splitlines()
    assert "自己的话" in on_top
    assert read(content.encode()).facts == summary.facts


def test_half_days_are_told_and_due_and_duty_on_a_day_off_is_due() -> None:
    journal = a_journal()
    for day, kind, reason in (
        (date(2026, 11, 12), LeaveKind.AFTERNOON, "看牙"),
        (date(2026, 11, 14), LeaveKind.DUTY, "值班"),
    ):
        journal.leaves.add(Leave.new(AT, day, last_day=day, kind=kind, reason=reason))
    records = records_of(journal, NOVEMBER, TODAY, PUBLISHED)
    found = figures(records, LISTS)
    assert found.due_days == 15  # a Saturday more than without
    offered = offer(records, found, LISTS)
    summary = Summary(
        NOVEMBER, LISTS.official, ITEM_WORDS, PROFILE, AT, tuple(pick for pick in offered if pick.is_ticked_at_first)
    )
    words = (
        "不计入应自查天数：11月9日至11月10日（年休假）。半天不在岗：11月12日下午（看牙）。"
        "休息日值班，计入应自查：11月14日（值班）。"
    )
    assert words in write(document(summary), ".md").decode()


def test_a_note_that_is_not_offered_cannot_be_chosen() -> None:
    journal = a_journal()
    journal.notes.add(StudyNote.new(AT, TODAY, title="只给自己看"))
    records = records_of(journal, NOVEMBER, TODAY, PUBLISHED)
    assert not any("只给自己看" in pick.words for pick in offer(records, figures(records, LISTS), LISTS))
