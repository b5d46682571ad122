"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from content.calendar import PUBLISHED
from content.dates import parse_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2026-11-25"),
        ("明天", "2026-11-26"),
        ("大后天", "2026-11-28"),
        ("周五", "2026-11-27"),
        ("星期三", "2026-11-25"),
        ("下周一", "2026-11-30"),
        ("下周日", "2026-12-06"),
        ("本周一", "2026-11-23"),
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("2月底", "2027-02-28"),
        ("年底", "2026-12-31"),
        ("30日", "2026-11-30"),
        ("30号", "2026-11-30"),
        ("本月3日", "2026-11-03"),
        ("下月5日", "2026-12-05"),
        ("3天内", "2026-11-28"),
        ("两周内", "2026-12-09"),
        ("3个工作日内", "2026-11-30"),
        ("next Friday", "2026-12-04"),
        ("Friday", "2026-11-27"),
        ("tomorrow", "2026-11-26"),
        ("昨天", "2026-11-24"),
        ("12月28号", "2026-12-28"),
        ("十二月二十八日", "2026-12-28"),
        ("十月十日前", "2026-10-10"),
        ("明年1月15日", "2027-01-15"),
        ("后年底", "2028-12-31"),
        ("2027年3月底", "2027-03-31"),
        ("下下周一", "2026-12-07"),
        ("下下月5日", "2027-01-05"),
        ("季度末", "2026-12-31"),
        ("一个月内", "2026-12-25"),
        ("二十一天内", "2026-12-16"),
        ("30 Nov", "2026-11-30"),
        ("December 4", "2026-12-04"),
        ("in 5 working days", "2026-12-02"),
        ("前天", "2026-11-23"),
        ("上周五", "2026-11-20"),
        ("yesterday", "2026-11-24"),
    ],
)
def test_days_in_words(text: str, day: str) -> None:
    assert parse_day(text, date(2026, 11, 25), PUBLISHED) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "周一",
        "monday",
        "last Friday",
        "31 Nov",
        "明年2月30日",
        "3天前",
        "前",
        "十",
        "20日",
        "31日",
        "下月31日",
        "13月底",
        "0月底",
        "周八",
        "年",
        "内",
    ],
)
def test_what_could_be_two_days_or_none_is_no_day(text: str) -> None:
    today = date(2026, 11, 25) if text != "下月31日" else date(2026, 10, 25)
    with pytest.raises(ValueError, match=r"day|month"):
        parse_day(text, today, PUBLISHED)
