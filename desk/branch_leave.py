"""Whether a leave (请假) is for the whole period: what its words say of days, where they name any."""

from __future__ import annotations

import re
from datetime import date, timedelta

from content.calendar import Calendar
from content.dates import day_words, period_words
from content.period import Period
from content.words import _

_DAY = re.compile(
    r"(?:20\d\d[-./年])?(?:(?P<month>\d{1,2})\s*[月./-]\s*)?(?P<day>\d{1,2})"
    r"(?=\s*[日号]|\s*[-—~～至到]\s*(?:\d{1,2}月)?\d{1,2}\s*[日号])"
)
_PLAIN = re.compile(r"(?:20\d\d[-./])?(?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?![\d日号])")
_COUNT = re.compile(r"(\d{1,3})\s*(?:天|个工作日|days?\b)")
_WHOLE = re.compile(r"整[月期季年个]|全[月期季年程]|whole|entire|all (?:month|period)", re.IGNORECASE)
_PART = re.compile(r"半天|[上下]午|[上下]半月|[上中下]旬|[一两二三四五六七八九十]+天|[一两二三]周")


def is_in_part(words: str, period: Period, calendar: Calendar) -> bool:
    """Whether the words name days or a number of days that leave workdays of the period uncovered."""
    workdays = [day for day in _days_of(period) if calendar.kind_of(day).is_workday]
    if named := _named_days(words, period):
        last = period.last if "起" in words or (len(named) == 1 and "至今" in words) else max(named)
        return any(not min(named) <= day <= last for day in workdays)
    if any(int(count) < len(workdays) for count in _COUNT.findall(words)):
        return True
    return _PART.search(words) is not None


def leave_question(words: str, period: Period, calendar: Calendar) -> str:
    """What is asked of a leave whose words do not say that it is for the whole period; empty where they do."""
    if not is_in_part(words, period, calendar):
        if _named_days(words, period) or _COUNT.search(words) or _WHOLE.search(words):
            return ""
        asked = _("'{words}' names no days. On leave for the whole of {period}?")
        return asked.format(words=words, period=period_words(period))
    asked = _("'{words}' is not the whole of {period}. On leave for the whole period all the same?")
    return asked.format(words=words, period=period_words(period))


def whole_words() -> str:
    """What is said once a leave stands."""
    return _("On leave counts for the whole period: nothing is asked of them.")


def no_reason_words() -> str:
    """What is said where the reason of a leave, or of nothing being due, was left out."""
    return _("Write why; of a leave its kind and days. It counts for the whole period.")


def over_words(until: date) -> str:
    """What is said where the day that a member is given until is over already."""
    return _("{day} is over already: agree on a day that is still to come.").format(day=day_words(until))


def _days_of(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1)]


def _named_days(words: str, period: Period) -> list[date]:
    """The days that stand in the words, in the period's year; a day without a month is of the month before it."""
    found: list[date] = []
    month = period.first.month
    for one in (*_DAY.finditer(words), *_PLAIN.finditer(words)):
        month = int(one["month"] or month)
        year = period.first.year + (month < period.first.month and period.last.year > period.first.year)
        try:
            found.append(date(year, month, int(one["day"])))
        except ValueError:
            continue
    return found
