"""On which days a self-check is due: workdays but for leave, and days off on duty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from content.calendar import Calendar

if TYPE_CHECKING:
    from content.period import Period


class LeaveKind(StrEnum):
    """What is otherwise than the calendar says: away for whole days, for half of one, or on duty on days off."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    DUTY = "duty"


Days = tuple[date, date]


def away_and_on_duty(leaves: Iterable[tuple[date, date, LeaveKind]]) -> tuple[list[Days], list[Days]]:
    """The whole days away, a morning and an afternoon of one day among them; and the days on duty."""
    leaves = list(leaves)
    mornings, afternoons = ({first for first, _last, kind in leaves if kind is half} for half in HALVES)
    away = [(first, last) for first, last, kind in leaves if kind is LeaveKind.WHOLE]
    on_duty = [(first, last) for first, last, kind in leaves if kind is LeaveKind.DUTY]
    return away + [(day, day) for day in sorted(mornings & afternoons)], on_duty


HALVES = (LeaveKind.MORNING, LeaveKind.AFTERNOON)


def due_days(
    period: Period,
    leaves: Iterable[Days],
    since: date | None,
    until: date,
    calendar: Calendar,
    on_duty: Iterable[Days] = (),
) -> list[date]:
    """The workdays and days on duty of the period from `since` to `until`, both among them, but for days away.

    A leave, and a time on duty, is its first and its last day.
    """
    leaves, on_duty = list(leaves), list(on_duty)
    first, last = max(period.first, since or period.first), min(period.last, until)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [
        day for day in days if (calendar.kind_of(day).is_workday or _within(day, on_duty)) and not _within(day, leaves)
    ]


def _within(day: date, ranges: Iterable[Days]) -> bool:
    return any(first <= day <= last for first, last in ranges)
