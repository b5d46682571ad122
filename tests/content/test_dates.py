"""Days as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from content.calendar import PUBLISHED
from content.dates import (
    FIRST_YEAR,
    NoSuchDay,
    TooEarly,
    TooFarAhead,
    day_words,
    month_words,
    no_day_words,
    parse_day,
    parse_past_day,
    period_of,
    period_words,
    short_day,
    short_weekday,
    weekday_sign,
    weekday_words,
)
from content.period import Period
from content.words import use


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


@pytest.mark.parametrize("text", ["31日", "本月31号", "11月31日", "31 Nov", "2026-02-30", "明年2月29日"])
def test_a_day_that_its_month_has_not_is_told_from_what_is_not_understood(text: str) -> None:
    for parse in (parse_day, parse_past_day):
        with pytest.raises(NoSuchDay):
            parse(text, date(2026, 11, 25), PUBLISHED)


def test_a_year_that_nobody_means_is_a_slip_and_its_own_first_day_is_none() -> None:
    today = date(2026, 11, 25)
    for text in ("0206-11-02", "1948-12-31", "0206年11月底"):
        for parse in (parse_day, parse_past_day):
            with pytest.raises(TooEarly):
                parse(text, today, PUBLISHED)
    for text in ("2206-12-01", "2037-01-01", "999个月内", "2206年底"):
        for parse in (parse_day, parse_past_day):
            with pytest.raises(TooFarAhead):
                parse(text, today, PUBLISHED)
    assert parse_day("2036-12-31", today, PUBLISHED) == date(2036, 12, 31)
    for text in ("0206", "0206-11", "1948-Q4", "0206年11月", "0206-11-02..2026-11-03"):
        with pytest.raises(TooEarly):
            period_of(text, today, PUBLISHED)
    assert parse_day(f"{FIRST_YEAR}-01-01", today, PUBLISHED) == date(FIRST_YEAR, 1, 1)
    assert period_of(f"{FIRST_YEAR}", today, PUBLISHED).first == date(FIRST_YEAR, 1, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-11-30..2026-11-01", "2026-11-01..2026-11-30"),
        ("11月30日至1日前", "otherwise"),
        ("2026-11-01..2026-11-31", "2026-11-31"),
        ("0206-11", f"0206-11 lies before {FIRST_YEAR}"),
        ("2026-13", "otherwise"),
    ],
)
def test_of_what_is_no_period_the_cause_is_told(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        period_of(text, date(2026, 11, 25), PUBLISHED)
    use("en")
    assert says in no_day_words(refused.value, "otherwise")


@pytest.mark.parametrize(
    ("text", "day"), [("1月底", "2027-01-31"), ("二季度末", "2026-06-30"), ("3季度末", "2026-09-30"),
                      ("第3季度末", "2026-09-30"), ("下季度末", "2027-03-31")],
)  # fmt: skip
def test_the_end_of_a_month_or_a_quarter_that_is_named(text: str, day: str) -> None:
    assert parse_day(text, date(2026, 11, 25), PUBLISHED) == date.fromisoformat(day)


def test_the_end_of_a_month_is_that_nearest_to_today_in_january_too() -> None:
    assert parse_day("11月底", date(2027, 1, 10), PUBLISHED) == date(2026, 11, 30)


@pytest.fixture
def speaking() -> Iterator[Callable[[str], None]]:
    yield use
    use("zh")


JANUARY, DECEMBER = date(2026, 1, 5), date(2026, 12, 31)  # a Monday and a Thursday


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ["2026年1月5日", "2026年12月31日", "1月", "12月", "星期一", "星期四", "一", "四", "一", "四"]),
        ("en", ["5 January 2026", "31 December 2026", "January", "December", "Monday", "Thursday", "Mon", "Thu",
                "M", "T"]),
    ],
)  # fmt: skip
def test_a_day_is_said_in_either_language(speaking: Callable[[str], None], language: str, told: list[str]) -> None:
    speaking(language)
    days = (JANUARY, DECEMBER)
    said = [*map(day_words, days), *(month_words(day.month) for day in days), *map(weekday_words, days)]
    assert [*said, *map(short_weekday, days), *map(weekday_sign, days)] == told


@pytest.mark.parametrize(("language", "told"), [("zh", ["12月31日", "2026-12-31", ""]),
                                                ("en", ["31 Dec", "31 Dec 2026", ""])])  # fmt: skip
def test_a_day_beside_others_has_its_year_only_when_it_is_another(
    speaking: Callable[[str], None], language: str, told: list[str]
) -> None:
    speaking(language)
    assert [short_day(DECEMBER, JANUARY), short_day(DECEMBER, date(2027, 1, 5)), short_day(None, JANUARY)] == told


PERIODS = ("2026", "2026-01", "2026-Q4", "2026-W07", "2026-11-01..2026-11-15", "2026-12-20..2027-01-03")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ["2026年", "2026年1月", "2026年第4季度", "2026年第7周", "2026年11月1日至11月15日",
                "2026年12月20日至2027年1月3日"]),
        ("en", ["the year 2026", "January 2026", "2026, quarter 4", "2026, week 7",
                "1 November 2026 to 15 Nov", "20 December 2026 to 3 Jan 2027"]),
    ],
)  # fmt: skip
def test_a_period_is_said_as_a_heading_names_it(
    speaking: Callable[[str], None], language: str, told: list[str]
) -> None:
    speaking(language)
    assert [period_words(Period.parse(text)) for text in PERIODS] == told
