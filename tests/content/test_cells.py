from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from content.cells import cut, fold, pad

TEXTS = st.text(alphabet=st.sampled_from("会议通知晚发半天，。？ab c12（）\n "), max_size=80)


@given(TEXTS, st.integers(min_value=4, max_value=60))
def test_no_folded_line_is_too_wide_and_nothing_but_space_is_lost(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(min_value=0, max_value=40))
def test_a_padded_text_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width
    assert cell_len(cut(text, width)) <= width


def test_closing_punctuation_does_not_begin_a_line_and_english_breaks_at_spaces() -> None:
    assert fold("人名、日期都对。the quick fox", 14) == ["人名、日期都", "对。the quick", "fox"]


def test_opening_punctuation_does_not_end_a_line() -> None:
    text = "（第六条）国家机关应当对照《中央八项规定》及其实施细则“逐项自查”，把2012年以来的问题（含“四风”）说清楚。"
    for width in range(12, 60):
        lines = fold(text, width)
        assert not [line for line in lines if line[0] in "，。）》”" or line[-1] in "（《“"], lines
