"""A very long paragraph gets line ends, since each key would fold all of it anew; no sign of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.kit.area import PARAGRAPH, in_paragraphs

PIECES = st.sampled_from(["会签意见汇总", "。", "a b ", "\n", "x" * 700, "人大" * 400, "！"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_paragraph_is_too_long_and_only_line_ends_come_in(text: str) -> None:
    shown = in_paragraphs(text)
    assert max(map(len, shown.split("\n"))) <= PARAGRAPH
    assert shown.replace("\n", "") == text.replace("\n", "")
    if max(map(len, text.split("\n"))) <= PARAGRAPH:
        assert shown == text
