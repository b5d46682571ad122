"""Whatever is alike is found, and nothing that may be it is passed over."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.comparing import places, plain, plain_sign, unmistakable, written_pattern

SIGNS = "人⼈会議议㍿㈱株①1㋀月２㎡mM²ﬁfiﬀ　 \t…．ＡaAÅ\u212b\u030aéeE\u0301ｶﾞガßſİı한\u1112\u1161½⁄\u00a8'\"\\n/"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=16) | st.text(max_size=16)


@pytest.mark.parametrize(
    ("one", "other"),
    [("⼈", "人"), ("①", "1"), ("Ａ", "a"), ("㎡", "m2"), ("é", "e\u0301"), ("ｶﾞ", "ガ"), ("　", " "),
     ("a \t　b", "A B"),
     ("㍿", "株式会社"), ("K", "\u212a"), ("…", "..."), ("，", ","), ("\u2001", " ")],
)  # fmt: skip
def test_what_is_alike_is_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@given(TEXTS, TEXTS)
@example("a", "\u00a8")
@example("e", "\u0301")
def test_a_piece_folded_stands_in_the_text_folded(before: str, behind: str) -> None:
    assert plain(before).strip() in plain(before + behind)
    assert plain(behind).strip() in plain(before + behind)
    assert plain(plain(before)) == plain(before)


@given(TEXTS)
@example("a  b㎡c")
def test_every_sign_of_the_plain_text_comes_from_where_it_is_said_to(text: str) -> None:
    folded, come_from = plain(text), places(text)
    assert len(come_from) == len(folded)
    assert list(come_from) == sorted(come_from)
    assert all(sign in plain_sign(text[place]) for sign, place in zip(folded, come_from, strict=True))


@given(TEXTS, st.data())
@example("㋀", None)
@example("\U0002f800\U0002fa1d", None)
def test_the_pattern_of_a_word_matches_wherever_the_word_stands(text: str, data: st.DataObject | None) -> None:
    for word in plain(text).split():
        start = data.draw(st.integers(0, len(word) - 1)) if data else 0
        end = data.draw(st.integers(start + 1, len(word))) if data else len(word)
        assert re.search(written_pattern(word[start:end]), text), word[start:end]
        assert unmistakable(word[start:end]) in text, word[start:end]


def test_what_no_other_sign_is_taken_for_is_looked_for_as_it_is() -> None:
    found = {word: unmistakable(word) for word in ("密级", "会议室", "办公室主任", "人大", "a1")}
    assert found == {"密级": "密级", "会议室": "议室", "办公室主任": "办公室主任", "人大": "", "a1": ""}


@pytest.mark.slow
def test_the_pattern_of_a_sign_knows_every_sign_that_folds_into_it() -> None:
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        if (folded := plain(sign).strip()) != sign and folded and " " not in folded:
            assert re.search(written_pattern(folded[0]), sign), sign
