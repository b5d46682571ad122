"""Signs for old consoles: as wide as before, and of certain width each."""

from __future__ import annotations

from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.cells import cell_len
from content.plain_signs import plain_signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“六个不让”……—— 张·王 ①②", '"六个不让"..-- 张.王 12'),
        ("【办结】，12月4日（3×4）", "【办结】，12月4日（3x4）"),
        ("café ● √ ½ α", "cafe * v ? ?"),
        ("plain [b]", "plain [b]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert plain_signs(text) == shown


@given(st.text())
def test_every_sign_is_of_certain_width_and_the_text_as_wide_as_before(text: str) -> None:
    shown = plain_signs(text)
    assert cell_len(shown) == cell_len(text)
    assert all(one.isascii() or east_asian_width(one) in "WFH" or cell_len(one) != 1 for one in shown)
    assert plain_signs(shown) == shown
