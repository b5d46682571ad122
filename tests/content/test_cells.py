import re
import sys
from collections.abc import Callable
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len as textual_len

from content.cells import cell_len, cells_at_most, cut, fit, fold, fold_within, pad

OFFICE = "会议通知晚发半天，。？ab c12（）\n “”…·——　e\u0301①"
TEXTS = st.text(alphabet=st.sampled_from(OFFICE), max_size=80)
ANY_TEXT = st.text(max_size=60)
# What Unicode 16 made wide; a Python whose tables are older still has them narrow. Signs of the Book of Changes, of the
# Canon of Supreme Mystery, and counting rods.
WIDE_SINCE_UNICODE_16 = [*range(0x2630, 0x2638), *range(0x268A, 0x2690), *range(0x4DC0, 0x4E00),
                         *range(0x1D300, 0x1D357), *range(0x1D360, 0x1D379)]  # fmt: skip
# Arabic, Syriac and Kaithi signs that enclose the number after them: of a class that is otherwise not shown.
ENCLOSING_NUMBERS = [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]


@pytest.mark.slow
def test_every_character_is_as_wide_as_textual_lays_it_out_but_for_a_few_that_are_named() -> None:
    assigned = (chr(code) for code in range(sys.maxunicode + 1) if category(chr(code)) not in {"Cn", "Cs", "Co"})
    otherwise = {ord(sign) for sign in assigned if cell_len(sign) != textual_len(sign)}
    assert otherwise <= {*WIDE_SINCE_UNICODE_16, *ENCLOSING_NUMBERS}


@given(TEXTS)
@example("e\u0301te\u0301 ☂\ufe0f 1\ufe0f\u20e3 👨\u200d👩\u200d👧 👍\U0001f3fd 한국 \u1112\u1161\u11ab 中\u200d")
def test_a_text_is_as_wide_as_textual_lays_it_out(text: str) -> None:
    assert cell_len(text) == textual_len(text)


@pytest.mark.parametrize(("text", "width"), [("“对”…", 8), ("对abc", 5), ("§1", 3), ("é", 2), ("e\u0301", 1), ("", 0)])
def test_at_the_most_a_sign_of_uncertain_width_is_as_wide_as_a_chinese_character(text: str, width: int) -> None:
    assert cells_at_most(text) == width


@given(TEXTS, st.integers(min_value=4, max_value=60))
def test_no_folded_line_is_too_wide_and_nothing_but_space_is_lost(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(ANY_TEXT | TEXTS, st.integers(min_value=-1, max_value=12), st.sampled_from([cell_len, cells_at_most]))
def test_folding_ends_at_every_width_and_leaves_a_line_too_wide_only_for_one_sign(
    text: str, width: int, size: Callable[[str], int]
) -> None:
    lines = fold(text, width, size)
    assert all(size(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(ANY_TEXT | TEXTS, st.integers(min_value=-9, max_value=-1))
def test_below_no_cells_nothing_is_left(text: str, width: int) -> None:
    assert (cut(text, width), pad(text, width)) == ("", "")


@given(ANY_TEXT | TEXTS, st.integers(min_value=0, max_value=40))
def test_a_padded_text_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width
    assert cell_len(cut(text, width)) <= width


def test_what_is_cut_is_cut_between_signs() -> None:
    assert cut("中文字很多", 7) == "中文.."
    assert cut("ae\u0301e\u0301e\u0301e\u0301e\u0301", 5) == "ae\u0301e\u0301.."
    assert [cut("中文字", width) for width in range(4)] == ["", ".", "..", ".."]


def test_closing_punctuation_does_not_begin_a_line_and_english_breaks_at_spaces() -> None:
    assert fold("人名、日期都对。the quick fox", 14) == ["人名、日期都", "对。the quick", "fox"]


def test_opening_punctuation_does_not_end_a_line() -> None:
    text = "（第六条）国家机关应当对照《中央八项规定》及其实施细则“逐项自查”，把2012年以来的问题（含“四风”）说清楚。"
    for width in range(12, 60):
        lines = fold(text, width)
        assert not [line for line in lines if line[0] in "，。）》”" or line[-1] in "（《“"], lines


@given(st.text(alphabet=st.sampled_from("会议通知，。）ab 1.:"), max_size=60), st.integers(min_value=8, max_value=40))
@example("对照 ，逐项", 8)
@example("a" * 8 + "，对照", 8)
@example("逐项对,照", 8)
def test_no_line_begins_with_closing_punctuation(text: str, width: int) -> None:
    whole = " ".join(text.split())
    runs = max(map(len, re.findall(r"[，。）.: ]+", whole)), default=0)
    for line in fold(whole, width)[1:]:
        assert runs > 2 or line[:1] not in ("，", "。", "）"), line


def test_a_full_stop_of_ascii_behind_a_chinese_character_begins_no_line() -> None:
    assert fold("逐项对照,再报", 8) == ["逐项对", "照,再报"]


@given(TEXTS, st.integers(min_value=4, max_value=40), st.integers(min_value=1, max_value=6))
def test_what_has_no_room_in_its_lines_ends_in_two_dots(text: str, width: int, most: int) -> None:
    lines, whole = fold_within(text, width, most), fold(" ".join(text.split()), width)
    assert len(lines) == min(len(whole), most)
    assert all(cell_len(line) <= width for line in lines)
    assert lines == whole if len(whole) <= most else lines[-1].endswith("..")


def test_a_line_of_ours_keeps_its_gaps_unless_it_is_cut() -> None:
    assert fit("第1题，共5题  公文主体", 30) == "第1题，共5题  公文主体"
    assert cell_len(fit("第1题，共5题  公文主体", 12)) <= 12
