"""What reaches the terminal can be seen: nothing that hides, nothing that looks like something else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.importing.table import name_key
from content.printable import printable, printable_line, seen
from storage.roster import member_key

DROPPED = [
    *map(chr, range(0x200B, 0x2010)), *map(chr, range(0x2060, 0x2070)), *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, (0xAD, 0x34F, 0x61C, 0x17B4, 0x180B, 0x180E, 0xFEFF, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF)),
]  # fmt: skip
SEEN = {*"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}  # of numbers
BLANK = ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"]


@pytest.mark.parametrize("sign", DROPPED, ids=lambda sign: f"{ord(sign):04X}")
def test_what_nobody_sees_is_not_shown_in_a_name(sign: str) -> None:
    assert printable(f"张{sign}三") == "张三"
    assert printable_line(sign) == seen(sign) == "?"
    assert (name_key(f"题库{sign}"), member_key(f"0{sign}7")) == (name_key("题库"), member_key("7"))


@pytest.mark.parametrize("sign", BLANK, ids=lambda sign: f"{ord(sign):04X}")
def test_what_takes_room_and_shows_nothing_is_shown_as_a_question_mark(sign: str) -> None:
    assert printable(f"张{sign}三") == "张?三"
    assert printable(sign) == "?"


@pytest.mark.parametrize(
    "text", ["葛\U000e0100城", "❤", "👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "❤\ufe0f", "ᠠ\u180bᠨ", "é", "한국"]
)
def test_what_belongs_to_a_text_stays(text: str) -> None:
    assert printable(text) == text.replace("\U000e0100", "")


@pytest.mark.parametrize("text", ["", " ", "\n", "a", "张三", "\u3000"])
def test_what_is_empty_and_what_can_be_seen_is_taken_as_it_is(text: str) -> None:
    assert seen(text) == text


@pytest.mark.slow
def test_of_all_signs_none_is_taken_as_it_is_that_is_dropped_between_others() -> None:
    every = [chr(number) for number in range(0x110000)]
    kept = "".join(sign for sign in every if printable(sign) == sign and sign not in "\n\t")
    assert printable("\x00" + kept) == kept  # what stands beside a sign that is dropped is looked through


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_shown_once_more_it_is_the_same_and_nothing_of_a_format_is_left(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    hidden = {one for one in shown if unicodedata.category(one) in {"Cf", "Cc"} and one not in SEEN}
    assert hidden <= {"\n", "\t", "\u200d"}
