"""Markdown: what was typed comes out as typed, and a person can read the file as it is."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.document import (
    Addressee,
    Attachments,
    Blank,
    Block,
    Column,
    Document,
    Heading,
    Labelled,
    Paragraph,
    Signature,
    Small,
    Table,
)
from reports.formats import write

HOSTILE = [
    "<script>alert(1)</script>",
    "*星号*",
    "[b]粗[/b]",
    "[链接](x)",
    "`码`",
    "# 井号",
    "1. 序号",
    "- 横线",
    "---",
    "a_b_c",
]
HOSTILE += [
    "> 引用",
    "&amp;",
    "~~删~~",
    "\\*",
    "+ 加",
    "=cmd|' /C calc'!A0",
    "| 竖线 |",
    "$x$",
    "![图](x)",
    "1) 序号",
    "末尾 #",
]
# What no file can hold, between letters that must stay.
UNWRITABLE = "a\ud800b\udfff\x00c\x1b[31m\x85\ufffe\uffff\r\nd\re"


class Shown(HTMLParser):
    """What a reader of the rendered page sees, and in which tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag in {"p", "h1", "h2", "h3", "h4", "li", "td", "th", "br"}:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    @property
    def lines(self) -> list[str]:
        return [text.strip() for text in self.texts if text.strip()]


def markdown(*blocks: Block, title: str = "小结") -> str:
    return write(Document(title, blocks), ".md").decode()


def shown(*blocks: Block) -> Shown:
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown(*blocks))
    return Shown(page)


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("make", [Paragraph, Addressee, Small, lambda text: Heading(2, text)])
def test_typed_text_is_shown_as_typed(make: type[Paragraph], typed: str) -> None:
    page = shown(make(typed))
    assert page.lines == ["小结", typed]
    assert set(page.tags) <= {"h1", "h3", "p"}


@pytest.mark.parametrize("typed", HOSTILE)
def test_typed_text_is_shown_as_typed_in_a_table(typed: str) -> None:
    page = shown(Table((Column("项目", 4), Column("说明", 8)), ((typed, 1), ("乙", typed))))
    assert page.lines == ["小结", "项目", "说明", typed, "1", "乙", typed]


@given(st.text(st.characters(exclude_categories=())))
@example(UNWRITABLE)
def test_any_text_keeps_every_character_that_can_be_seen(typed: str) -> None:
    page = shown(Paragraph(typed), Labelled("说明：", typed), Table((Column("列", 4),), ((typed,),)))
    seen = [character for text in page.texts for character in text if character.isprintable() and character != " "]
    visible = [character for character in typed if character.isprintable() and character != " "]
    assert seen == [*"小结", *visible, *"说明：", *visible, *"列", *visible]


def test_a_paragraph_is_one_line_and_each_typed_line_a_paragraph() -> None:
    long = "机关工作" * 50
    assert markdown(Paragraph(f"{long}\r\n第二行")) == f"# 小结\n\n{long}\n\n第二行\n"


@pytest.mark.parametrize("lead", ["工作差错。", "“差错”", " 差错　"])
def test_a_lead_is_strong_whatever_mark_it_ends_with(lead: str) -> None:
    page = shown(Paragraph("会议通知晚发半天", bold_lead=lead))
    assert page.tags == ["h1", "p", "strong"]


def test_every_block_stands_in_its_place() -> None:
    page = shown(
        Addressee("机关党委："),
        Heading(1, "一、对照结果"),
        Blank(2),
        Labelled("出席：", "张三"),
        Table((Column("序号", 2), Column("日期", 4), Column("学时", 4)), ((1, date(2026, 1, 2), 21.5),), caption="表1"),
        Small("仅供核对"),
        Attachments(("清单", "台账")),
        Signature("第一党支部", date(2026, 1, 2)),
    )
    above = ["小结", "机关党委：", "一、对照结果", "出席： 张三"]
    table = ["表1", "序号", "日期", "学时", "1", "2026-01-02", "21.5"]
    below = ["仅供核对", "附件：", "清单", "台账", "第一党支部", "2026年1月2日"]
    assert page.lines == [*above, *table, *below]


def test_one_attachment_bears_no_number() -> None:
    assert markdown(Attachments(("清单",))).endswith("\n附件：清单\n")
