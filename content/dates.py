"""Days and periods as people write and read them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from content.period import Period
from content.words import _, language

_WEEKDAYS_ZH = "一二三四五六日"
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?", re.ASCII)
_DAYS_ON = re.compile(r"\+(\d{1,3})", re.ASCII)


def day_words(day: date) -> str:
    """A day in full: `2026年11月23日`, `23 November 2026`."""
    if language() == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date | None, today: date) -> str:
    """A day beside others, at most 11 cells: `11月25日`; with its year when that is another; empty for none."""
    if day is None:
        return ""
    if language() == "en":
        text = f"{day.day} {_MONTHS[day.month - 1][:3]}"
        return text if day.year == today.year else f"{text} {day.year}"
    return f"{day.month}月{day.day}日" if day.year == today.year else day.isoformat()


def weekday_words(day: date) -> str:
    """The day of the week: `星期一`, `Monday`."""
    if language() == "en":
        return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
    return f"星期{_WEEKDAYS_ZH[day.weekday()]}"


def period_words(period: Period) -> str:
    """A period as a heading names it: `2026年11月`, `2026年第4季度`, `2026年11月1日至11月15日`."""
    text, first, last = str(period), period.first, period.last
    if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
        return _("{year}, quarter {number}").format(year=match[1], number=match[2])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        return _("{year}, week {number}").format(year=match[1], number=int(match[2]))
    if re.fullmatch(r"\d{4}", text):
        return _("the year {year}").format(year=text)
    if re.fullmatch(r"\d{4}-\d\d", text):
        return f"{_MONTHS[first.month - 1]} {first.year}" if language() == "en" else f"{first.year}年{first.month}月"
    end = short_day(last, first) if last.year == first.year or language() == "en" else day_words(last)
    return _("{first} to {last}").format(first=day_words(first), last=end)


def parse_day(text: str, today: date) -> date:
    """The day a person wrote: 2026-11-30, 2026年11月30日, 11-30, 11.30, 11月30日, or +5 for five days from today.

    Without a year it is the day nearest to today, so that 1月5日 written in December is in the coming year.

    Raises:
        ValueError: it is no day, such as 2月30日.
    """
    text = "".join(text.split())
    if match := _FULL.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAYS_ON.fullmatch(text):
        return today + timedelta(days=int(match[1]))
    if match := _SHORT.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        years = (today.year - 1, today.year, today.year + 1)
        days = [found for year in years if (found := _real_day(year, month, day))]
        if days:
            return min(days, key=lambda found: abs(found - today))
    raise ValueError(f"not a day: {text!r}")


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
