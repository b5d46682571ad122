"""Which days are workdays: the published arrangements that come with the program, and those that were imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from content.words import _, mark_for_translation

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
SATURDAY = 5


class DayKind(NamedTuple):
    """What sort of day it is; presumed where no calendar is known, from Monday to Friday being workdays."""

    is_workday: bool
    is_presumed: bool = False
    holiday: str = ""

    @property
    def words(self) -> str:
        """工作日, the holiday by its name, or 休息日; whether that is only presumed."""
        words = _("workday") if self.is_workday else self.holiday or _("day off")
        return _("{day} (presumed: Mon to Fri)").format(day=words) if self.is_presumed else words

    @property
    def remark(self) -> str:
        """What is to be said beside a day: nothing of a workday that is known to be one."""
        return self.words if self.is_presumed or not self.is_workday else ""


class Arrangement(NamedTuple):
    """Days off with the holiday's name and days worked in exchange, for one year; the text they were read from.

    passed_over: parts of the lines read that were not used, each with the number of its line. unread_lines: the lines
    that say nothing about days. missing: the holidays that every year has and the text does not arrange.
    """

    year: int
    off: Mapping[date, str] = MappingProxyType({})
    work: frozenset[date] = frozenset()
    text: str = ""
    passed_over: tuple[tuple[int, str], ...] = ()
    unread_lines: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


class Calendar(NamedTuple):
    """The arrangements imported, by year, over those that come with the program.

    unreadable: the files with arrangements that could not be read, as they are named to people. refused: those of
    them that the system did not let be read, and why.
    """

    imported: Mapping[int, Arrangement] = MappingProxyType({})
    unreadable: tuple[str, ...] = ()
    refused: Mapping[str, str] = MappingProxyType({})

    def kind_of(self, day: date) -> DayKind:
        """What sort of day it is, by the published arrangement of holidays and adjusted workdays."""
        for arrangement in self.imported.values():  # a notice may reach into the years beside its own
            if day in arrangement.off:
                return DayKind(False, holiday=arrangement.off[day])
            if day in arrangement.work:
                return DayKind(True)
        if (its := self.imported.get(day.year)) is not None:
            return DayKind(day.weekday() < SATURDAY, is_presumed=bool(its.missing))
        holidays, workdays, years = _published()
        if day.year not in years:
            return DayKind(day.weekday() < SATURDAY, is_presumed=True)
        if day in holidays:
            name = holidays[day]
            return DayKind(False, holiday=_(_HOLIDAYS.get(name, name)))
        return DayKind(day.weekday() < SATURDAY or day in workdays)

    def remarked(self, day: date | None, words: str) -> str:
        """The words for a day, and beside them what sort of day it is, unless it is known to be a workday."""
        remark = self.kind_of(day).remark if day is not None else ""
        return f"{words} {remark}" if remark else words

    def presumed(self, day: date | None, words: str) -> str:
        """The words for a due day; where its year's arrangement is not known that is said: `2027-01-04（推算）`."""
        return _("{day} (presumed)").format(day=words) if self.is_presumed(day) else words

    def is_presumed(self, day: date | None) -> bool:
        """Whether the arrangement of the day's year is not known, so that its workdays are Monday to Friday."""
        return day is not None and self.kind_of(day).is_presumed

    def workday_after(self, day: date, number: int) -> date:
        """The workday that many workdays after a day; the day itself is not counted."""
        while number > 0:
            day += timedelta(days=1)
            number -= self.kind_of(day).is_workday
        return day

    def last_workday(self, day: date) -> date:
        """The day itself when it is a workday, else the last workday before it."""
        while not self.kind_of(day).is_workday:
            day -= timedelta(days=1)
        return day


PUBLISHED = Calendar()  # what comes with the program, and nothing imported


def published_years() -> range:
    """The years whose arrangement comes with the program."""
    return _published()[2]


@cache
def _published() -> tuple[Mapping[date, str], Mapping[date, str], range]:
    """Days off, adjusted workdays, and the years they are known for; imported here because it takes 4 ms."""
    from chinese_calendar.constants import holidays, workdays

    return holidays, workdays, range(min(holidays).year, max(holidays).year + 1)
