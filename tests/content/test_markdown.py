"""Chinese lines are joined without a space, and plain text stays plain."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.markdown import first_heading, joined, paragraphs, section_of, unmarked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("常委会听取\n和审议", "常委会听取和审议"),
        ("报告，\n“主线”", "报告，“主线”"),
        ("first\nsecond", "first\nsecond"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("一段\n\n二段", "一段\n\n二段"),
        ("列表\n- 一\n- 二", "列表\n- 一\n- 二"),
        ("```\n甲\n乙\n```\n丙\n丁", "```\n甲\n乙\n```\n丙丁"),
        ("换行  \n下一行", "换行  \n下一行"),
    ],
)
def test_lines_are_joined_only_between_chinese(text: str, found: str) -> None:
    assert joined(text) == found


def test_a_plain_text_has_a_paragraph_a_line_and_no_marks() -> None:
    text = "一、*总则*\n# 不是标题\n\n1. 也不是列表\n"
    assert paragraphs(text) == "一、\\*总则\\*\n\n\\# 不是标题\n\n1\\. 也不是列表"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## 一、总则\n> **主任会议**决定", "一、总则\n主任会议决定"),
        ("- `三分之二`\n1. 过半数", "- 三分之二\n1. 过半数"),
        ("第____条 2*3 # 不是标题", "第____条 2*3 # 不是标题"),
        (paragraphs("*甲* 1. 乙 [丙]"), "*甲* 1. 乙 [丙]"),
    ],
)
def test_marks_are_taken_out_and_nothing_else(text: str, found: str) -> None:
    assert unmarked(text) == found


@given(st.text().filter(lambda text: "**" not in text and "`" not in text))
@example("## 1")
def test_a_plain_text_made_markdown_reads_as_it_was(text: str) -> None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert unmarked(paragraphs(text)) == "\n\n".join(lines)


@given(st.text())
def test_no_text_breaks_them(text: str) -> None:
    assert joined(text).replace("\n", "") == text.replace("\n", "")
    paragraphs(text), first_heading(text)


def test_the_first_heading_is_not_one_in_a_fence() -> None:
    assert first_heading("```\n# 代码\n```\n## 标题 ##\n") == "标题"
    assert first_heading("没有") == ""


SECTIONS = "# 代表法\n\n总说。\n\n## 第一节\n\n一。\n\n### 细目\n\n细。\n\n## 第二节\n\n二。\n"


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("第一节", "一。\n\n### 细目\n\n细。"),
        ("细目", "细。"),
        ("第二节", "二。"),
        ("没有", SECTIONS),
        ("代表法", SECTIONS[6:].strip()),
    ],
)
def test_a_section_ends_at_the_next_heading_of_its_level_or_above(heading: str, found: str) -> None:
    assert section_of(SECTIONS, heading) == found
