"""What stays together in a Word file: signatures with text, the foot of a table with its rows, a day in one piece."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from reports.document import (
    Attachments,
    Blank,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Signature,
    Small,
    Table,
    TableNote,
)
from reports.formats import write

LINE = "不让差错发生在自己身上" * 2
COLUMNS = (Column("序号", 2), Column("具体问题", 10), Column("完成时限", 5))
SIGNED = Signature("第一党支部", date(2026, 11, 28))


def written(*blocks: Block, mark: str = "") -> WordDocument:
    return docx.Document(io.BytesIO(write(Document("报告", blocks, mark=mark), ".docx")))


def kept(word: WordDocument) -> list[str]:
    """What is kept with what comes after it, from the last such paragraph back to the first of that chain."""
    found: list[str] = []
    for one in reversed(word.paragraphs[:-1]):
        if not one.paragraph_format.keep_with_next and not (one.style and (one.style.name or "").startswith("Heading")):
            break
        found.append(one.text)
    return [text for text in reversed(found) if text]


def test_four_lines_of_text_or_of_room_for_it_go_with_what_closes_a_report_and_headings_are_no_text() -> None:
    closing: tuple[Block, ...] = (
        Heading(1, "六、打算"),
        Blank(3),
        Paragraph("特此报告。"),
        Attachments(("甲", "乙")),
        SIGNED,
    )
    short = [Paragraph(f"{number}{LINE}") for number in range(5)]
    assert kept(written(*short, *closing))[:2] == ["六、打算", "特此报告。"], "three lines are room for one's own words"
    closing = (closing[0], Paragraph("以下照办。"), *closing[2:])
    assert kept(written(*short, *closing))[:2] == [f"3{LINE}", f"4{LINE}"]
    assert kept(written(*short, Paragraph(LINE * 3), *closing))[0] == LINE * 3
    half_a_page = Paragraph(LINE * 22)
    assert kept(written(*short, half_a_page, *closing))[0] == "六、打算"


def test_what_would_fill_more_than_a_page_with_heading_and_signature_is_not_kept_lest_these_be_torn() -> None:
    counted = "部分做到3天、未做到1天、不涉及2天、未填2天；"
    for heading in (Heading(1, "一、自查"), Paragraph("应自查20天。")):
        for text in (LINE * 25, counted * 22):
            assert kept(written(heading, Paragraph(text), SIGNED)) == ["第一党支部"]
    for text in (LINE * 23, counted * 21):
        assert kept(written(Heading(1, "一、自查"), Paragraph(text), SIGNED)) == ["第一党支部"], "one line too many"
        assert kept(written(Paragraph("应自查20天。"), Paragraph(text), SIGNED))[0] == text


@pytest.mark.parametrize("lines", [1, 3, 6])
def test_room_beneath_a_heading_stays_with_it_and_room_beneath_text_may_be_parted(lines: int) -> None:
    under = [one for one in written(Heading(1, "五、打算"), Blank(lines), Paragraph("正文")).paragraphs if not one.text]
    assert [bool(one.paragraph_format.keep_with_next) for one in under[1:]] == [True] * min(lines, 4) + [False] * max(
        lines - 4, 0
    )
    free = [one for one in written(Paragraph("正文"), Blank(lines), Paragraph("正文")).paragraphs if not one.text]
    assert not any(one.paragraph_format.keep_with_next for one in free)


def last_row(word: WordDocument) -> list[str]:
    """The paragraphs in the last row, where that is one cell across the table."""
    row = word.tables[-1]._tbl.tr_lst[-1]
    spans = row.xpath(".//w:gridSpan")
    assert [span.get(qn("w:val")) for span in spans] == ["3"]
    return ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in row.iter(qn("w:p"))]


@pytest.mark.parametrize("rows", [0, 1, 2, 30])
def test_what_stands_beneath_the_last_table_is_a_row_of_it_without_borders(rows: int) -> None:
    table = Table(COLUMNS, tuple((number, "会议通知", "12月20日") for number in range(rows)))
    word = written(Paragraph("正文"), table, Blank(), Paragraph("责任人（签名）："), SIGNED)
    assert [text for text in last_row(word) if text] == ["责任人（签名）：", "第一党支部", "2026年11月28日"]
    assert last_row(written(table, TableNote("制表人：")))[-1] == "制表人："
    for properties in word.tables[-1]._tbl.iter(qn("w:pPr")):
        assert len(properties.findall(qn("w:keepNext"))) <= 1


def test_what_is_long_or_has_a_heading_stays_beneath_the_table() -> None:
    table = Table(COLUMNS, ((1, "会议通知", "12月20日"),))
    for beneath in ((Heading(1, "二、学习"), Paragraph("短")), (Paragraph(LINE * 8),)):
        word = written(table, *beneath, SIGNED)
        assert len(word.tables[-1].rows) == 2
        assert word.paragraphs[-1].text == "2026年11月28日"


def test_a_long_row_may_break_and_takes_none_along() -> None:
    rows = ((1, LINE * 20, "12月20日"), (2, "短", ""), (3, "短", ""))
    header, long, short, *_rest = written(Table(COLUMNS, rows)).tables[0]._tbl.tr_lst
    assert [bool(one.xpath(".//w:keepNext")) for one in (header, long, short)] == [True, False, True]
    assert [bool(one.xpath("./w:trPr/w:cantSplit")) for one in (long, short)] == [False, True]


@given(st.sampled_from(["12月20日", "2026年12月20日", "2026-12-20"]), st.integers(1, 12), st.integers(1, 9))
@pytest.mark.slow
def test_a_column_is_wide_enough_for_every_day_in_it_and_all_fill_the_page(day: str, first: int, wide: int) -> None:
    columns = (Column("问题", 10 + first), Column("时限", wide), Column("进展", 10))
    table = written(Table(columns, ((LINE * 3, f"{day}（超期3天）", LINE),))).tables[0]
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol"))]
    room = 12 * 20 * {"12月20日": 5.3, "2026年12月20日": 8.8, "2026-12-20": 6.1}[day]
    assert widths[1] - 2 * 57 >= room
    assert 8840 <= sum(widths) <= 8850


def test_a_lead_whose_sentences_follow_stays_on_their_page() -> None:
    word = written(
        Paragraph("", bold_lead="未定时限2个。"), Paragraph("1. 甲。"), Paragraph("写完。", bold_lead="乙。")
    )
    assert [one.paragraph_format.keep_with_next for one in word.paragraphs[-3:]] == [True, None, None]


def test_no_hyphen_of_a_day_is_a_place_to_break_and_the_text_stays_what_it_was() -> None:
    texts = ("约定2026-12-5前报", "2026-1-2", "A-1-2", "制度-2", "-")
    word = written(Table(COLUMNS, tuple((1, text, None) for text in texts)))
    cells = [row.cells[1] for row in word.tables[0].rows[1:]]
    assert [cell.text for cell in cells] == list(texts)
    assert [len(cell._tc.xpath(".//w:noBreakHyphen")) for cell in cells] == [2, 2, 0, 0, 0]


def test_what_is_attached_says_so_at_the_top_left_above_its_title() -> None:
    first, second, *_rest = written(Paragraph("正文"), mark="附件1").paragraphs
    assert (first.text, second.text) == ("附件1", "报告")
    assert write(Document("报告", (), mark="附件1"), ".md").decode().startswith("附件1\n\n# 报告")


def test_a_small_last_line_stays_with_the_table_above_it() -> None:
    table = Table(COLUMNS, tuple((number, "会议通知", "12月20日") for number in range(30)))
    assert last_row(written(table, Small("据本人记录统计，不作评价。")))[-1] == "据本人记录统计，不作评价。"
