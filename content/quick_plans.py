"""A line planned for a month: its words of time may count from that month or from today; then it is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from content.calendar import Calendar
from content.period import Period
from content.quick import Quick, read_quick
from content.quick_days import Why
from content.quick_times import Kind, find_times, fold_width

_OF_A_MONTH = re.compile(
    r"月[底末]|[0-9一二三四五六七八九十廿]{1,3}[日号]|(?:the )?end of (?:the )?month", re.IGNORECASE
)


def read_plan(line: str, month: Period, today: date, calendar: Calendar) -> Quick:
    """What a line planned for a month says, read today.

    A day that today and the month's first day agree on is taken; 月底 and 15日 are that month's. Of anything else,
    such as 下周五, both days are offered, none before today.
    """
    as_of_today, as_of_month = read_quick(line, today, calendar), read_quick(line, month.first, calendar)
    if (as_of_today.due_day, as_of_today.why) == (as_of_month.due_day, as_of_month.why):
        return as_of_today
    words = [one.words for one in find_times(fold_width(line)) if one.kind is Kind.DAY]
    due = as_of_month.due_day
    if due is not None and due >= today and words and all(map(_OF_A_MONTH.fullmatch, words)):
        return replace(as_of_month, given_day=as_of_today.given_day)
    days = (as_of_today.due_day, *as_of_today.offered, due, *as_of_month.offered)
    offered = sorted({day for day in days if day is not None and day >= today})
    asked = as_of_today.asked or as_of_month.asked or tuple(words)
    why = as_of_today.why or as_of_month.why or Why.FUZZY
    return replace(as_of_today, title=as_of_today.rest, due_day=None, hour="", why=why, asked=asked,
                   offered=tuple(offered))  # fmt: skip
