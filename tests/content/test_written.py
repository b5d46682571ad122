"""Written answers that say the same are the same, and only those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.written import plain, said


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2/3", "三分之二"),
        ("２／３", "三分之二"),
        ("⅔", "三分之二"),
        ("三十日", "30日"),
        ("３０ 日", "三十日"),
        ("一百零五", "105"),
        ("一千零五十", "1050"),
        ("二〇二三年", "2023年"),
        ("3万", "三万"),
        ("一万二千", "12000"),
        ("30%", "百分之三十"),
        ("５％", "百分之五"),
        ("两个月", "二个月"),
        ("《监督法》", "监督法"),
        ("156mm×225mm", "156MM * 225mm"),
        ("0.35mm", "０．３５mm"),
        ("主任会议。", "主任会议"),
        ("12,000人", "一万二千人"),
        ("第一、第二", "第1，第2"),
        ("GB/T 9704—2012", "gb/t9704-2012"),
        ("12万", "十二万"),
        ("105万人", "一百零五万人"),
        ("万元", "一万元"),
        ("亿元", "一亿元"),
        ("十万", "100000"),
        ("一百二十万", "1200000"),
        ("一亿", "100000000"),
        ("十亿零五", "1000000005"),
        ("二○二三年", "2023年"),
        ("两千两百", "2200"),
    ],
)
def test_the_same(written: str, wanted: str) -> None:
    assert said(written) == said(wanted)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("三分之一", "三分之二"),
        ("3/2", "三分之二"),
        ("十五日", "五十日"),
        ("15日", "五日"),
        ("0.35", "35"),
        ("过半数", "半数以上"),
        ("第1、2款", "第12款"),
        ("、", "，"),
        ("。", ""),
    ],
)
def test_not_the_same(written: str, wanted: str) -> None:
    assert said(written) != said(wanted)


@given(st.integers(0, 999_999_999_999))
def test_a_number_read_aloud_is_the_number(number: int) -> None:
    assert plain(in_hanzi(number)) == str(number)


@given(st.text(alphabet=st.sampled_from("零〇一二三两十百千万亿分之百0123456789/%.,，。 ab点")))
def test_nothing_typed_breaks_it(text: str) -> None:
    assert isinstance(plain(text), str)


def in_hanzi(number: int) -> str:
    """A number as it is read, written out the slow way."""
    if number >= 100_000_000:
        rest = number % 100_000_000
        gap = "零" if 0 < rest < 10_000_000 else ""
        return in_hanzi(number // 100_000_000) + "亿" + gap + (in_hanzi(rest) if rest else "")
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_hanzi(number // 10_000) + "万" + gap + (in_hanzi(rest) if rest else "")
    words, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if pending else "") + "零一二三四五六七八九"[digit] + name
            pending = False
        else:
            pending = bool(words)
    return words or "零"
