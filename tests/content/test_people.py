"""Somebody is found on a list by part of the name, by first letters, by number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.people import group_order, matching

NAMES = ("张三", "李四", "张小林", "欧阳修", "曾国庆", "Li Wei", "单雄信")
NUMBERS = ("001", "002", "003", "014", "015", "016", "017")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", list(NAMES)),
        ("张", ["张三", "张小林"]),
        ("zs", ["张三"]),
        ("z", ["张三", "张小林", "曾国庆"]),
        ("ls", ["李四"]),
        ("ｌｓ", ["李四"]),
        ("oyx", ["欧阳修"]),
        ("zgq", ["曾国庆"]),
        ("cgq", ["曾国庆"]),
        ("sxx", ["单雄信"]),
        ("xl", ["张小林"]),
        ("li", ["Li Wei"]),
        ("LIWEI", ["Li Wei"]),
        ("1", ["张三", "欧阳修", "曾国庆", "Li Wei", "单雄信"]),
        ("014", ["欧阳修"]),
        ("赵", []),
        ("zz", []),
    ],
)
def test_what_is_typed_finds_whom_it_means(typed: str, found: list[str]) -> None:
    assert [NAMES[place] for place in matching(NAMES, typed, NUMBERS)] == found


@given(st.lists(st.text(max_size=6), max_size=8), st.text(max_size=5))
def test_whatever_is_typed_names_each_place_once_at_most(names: list[str], typed: str) -> None:
    found = matching(names, typed, [str(place) for place in range(len(names))])
    assert len(set(found)) == len(found)
    assert set(found) <= set(range(len(names)))


def test_groups_stand_in_the_order_of_their_numbers_and_those_without_a_name_last() -> None:
    names = ["第三党小组", "", "第一党小组", "老干部党小组", "第十一党小组", "第二党小组", "第十党小组", "12组"]
    assert sorted(names, key=group_order) == [
        "第一党小组", "第二党小组", "第三党小组", "第十党小组", "第十一党小组", "12组", "老干部党小组", "",
    ]  # fmt: skip
