"""Which days are workdays, and on which of them a self-check is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from content.period import Period
from content.words import _, mark_for_translation

if TYPE_CHECKING:
    from content.holidays import Arrangement

_HOLIDAYS = {  # chinesecalendar's names, and what we call them
    "New Year's Day": mark_for_translation("New Year's Day"),
    "Spring Festival": mark_for_translation("Spring Festival"),
    "Tomb-sweeping Day": mark_for_translation("Tomb-sweeping Day"),
    "Labour Day": mark_for_translation("Labour Day"),
    "Dragon Boat Festival": mark_for_translation("Dragon Boat Festival"),
    "National Day": mark_for_translation("National Day"),
    "Mid-autumn Festival": mark_for_translation("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": mark_for_translation("Victory Day"),
}
_SATURDAY = 5


@dataclass(frozen=True)
class DayKind:
    """What sort of day it is; presumed where no calendar is known, from Monday to Friday being workdays."""

    is_workday: bool
    is_presumed: bool = False
    holiday: str = ""


_taught: dict[int, Arrangement] = {}


def teach(arrangements: Iterable[Arrangement]) -> None:
    """Go by these arrangements for their years from now on, and by no others taught before."""
    _taught.clear()
    _taught.update({one.year: one for one in arrangements})


def taught() -> dict[int, Arrangement]:
    """The arrangements taught, by year."""
    return dict(_taught)


def known_years() -> range:
    """The years whose arrangement comes with the program."""
    return _calendar()[2]


def kind_of(day: date) -> DayKind:
    """What sort of day it is, by the published arrangement of holidays and adjusted workdays."""
    for arrangement in _taught.values():  # a notice may reach into the years beside its own
        if day in arrangement.off:
            return DayKind(False, holiday=arrangement.off[day])
        if day in arrangement.work:
            return DayKind(True)
    if day.year in _taught:
        return DayKind(day.weekday() < _SATURDAY)
    holidays, workdays, years = _calendar()
    if day.year not in years:
        return DayKind(day.weekday() < _SATURDAY, is_presumed=True)
    if day in holidays:
        name = holidays[day]
        return DayKind(False, holiday=_(_HOLIDAYS.get(name, name)))
    return DayKind(day.weekday() < _SATURDAY or day in workdays)


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
    period: Period, leaves: Iterable[Days], joined_day: date | None, until: date, on_duty: Iterable[Days] = ()
) -> list[date]:
    """The workdays and days on duty of the period up to and with `until`, but for days away and before joining.

    A leave, and a time on duty, is its first and its last day.
    """
    leaves, on_duty = list(leaves), list(on_duty)
    first, last = max(period.first, joined_day or period.first), min(period.last, until)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if (kind_of(day).is_workday or _within(day, on_duty)) and not _within(day, leaves)]


def _within(day: date, ranges: Iterable[Days]) -> bool:
    return any(first <= day <= last for first, last in ranges)


def workday_after(day: date, number: int) -> date:
    """The workday that many workdays after a day; the day itself is not counted."""
    while number > 0:
        day += timedelta(days=1)
        number -= kind_of(day).is_workday
    return day


def last_workday(day: date) -> date:
    """The day itself when it is a workday, else the last workday before it."""
    while not kind_of(day).is_workday:
        day -= timedelta(days=1)
    return day


@cache
def _calendar() -> tuple[Mapping[date, str], Mapping[date, str], range]:
    """Days off, adjusted workdays, and the years they are known for; imported here because it takes 4 ms."""
    from chinese_calendar.constants import holidays, workdays

    return holidays, workdays, range(min(holidays).year, max(holidays).year + 1)
