"""A document gone over as text: what is not touched stays as it is, and what is written comes into it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.document import Block, Document, Heading, Paragraph, Small
from reports.edited import editable, edited

WORDS = (
    st.text("甲乙，。abc =<1", min_size=1, max_size=12).map(str.strip).filter(lambda one: one[:1] not in "#" and one)
)
PARAGRAPHS = st.builds(
    lambda lead, text: Paragraph(text, bold_lead=f"{lead}  " if lead else ""), st.just("") | WORDS, WORDS
)
BLOCKS = st.lists(st.builds(Heading, st.sampled_from([1, 2]), WORDS) | PARAGRAPHS, max_size=6, unique_by=repr)
LAST = Small("记录为本人所记")


def said(document: Document) -> list[tuple[str, str]]:
    words: list[tuple[str, str]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            words.append(("paragraph", block.bold_lead + block.text))
        elif isinstance(block, Heading):
            words.append((f"heading {block.level}", block.text))
        elif isinstance(block, Small):
            words.append(("remark", block.text))
    return words


@given(WORDS, BLOCKS)
def test_a_text_that_nobody_changed_is_the_same_document(title: str, blocks: list[Block]) -> None:
    document = Document(title, (*blocks, LAST))
    assert said(edited(editable(document), document)) == said(document)
    assert edited(editable(document), document).title == title


def test_lines_are_changed_left_out_and_added() -> None:
    document = Document(
        "十月\n张三", (Heading(1, "一、学习"), Paragraph("甲", bold_lead="1. "), Paragraph("乙\n丙"), LAST)
    )
    text = editable(document)
    assert text.split("\n") == ["# 十月", "# 张三", "", "## 一、学习", "1.甲", "乙", "丙"]
    now = edited(text.replace("\n乙", "\n我的话").replace("\n丙", "") + "\n\n## 二、打算\n  下月早一天  ", document)
    assert now == Document(
        "十月\n张三",
        (Heading(1, "一、学习"), Paragraph("甲", bold_lead="1. "), Paragraph("我的话"), Heading(1, "二、打算"),
         Paragraph("下月早一天"), LAST),
    )  # fmt: skip


def test_a_bold_beginning_without_words_behind_it_stands_once() -> None:
    document = Document("十月", (Paragraph("", bold_lead="10月9日  "), Paragraph("甲", bold_lead="甲甲  ")))
    assert said(edited(editable(document), document)) == [("paragraph", "10月9日  "), ("paragraph", "甲甲  甲")]


def test_a_text_emptied_keeps_its_title_and_its_remark() -> None:
    document = Document("十月", (Paragraph("甲"), LAST))
    assert edited("", document) == Document("十月", (LAST,))
