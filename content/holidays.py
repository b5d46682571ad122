"""Holidays of a year in the words in which the State Council publishes them, read line by line.

`一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` Lines without 放假 or 上班 are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from content.calendar import SATURDAY, Arrangement, Calendar, published_years
from content.dates import short_day
from content.errors import FileFaults
from content.words import _

_YEAR = re.compile(r"(\d{4})\s*年", re.ASCII)
_NAME = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)]?\s*[、.．]\s*)?([^：:，。\d]{2,12})[：:]")
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:[（(][^）)]*[）)])?"
_OFF = re.compile(rf"({_DAY})(?:至|到)?({_DAY})?放假(?:调休)?[^，,。；;]*(?:[，,]\s*共\s*(\d+)\s*天)?", re.ASCII)
_WORK = re.compile(rf"({_DAY}(?:[、和及，,]\s*{_DAY})*)上班", re.ASCII)
_PARTS = re.compile(r"(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?", re.ASCII)
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
HOLIDAYS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")  # every year has these
LONGEST = 31


def read_notice(text: str) -> Arrangement:
    """What a notice arranges for its year.

    Raises:
        FileFaults: it names no year or no holiday, or contradicts itself; every fault with its line.
    """
    found = _YEAR.search(text)
    if found is None:
        raise FileFaults([(1, _("the year is missing; the first line names it: 2027年部分节假日安排"))])
    year = int(found[1])
    reading = _Reading(year)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.lstrip().startswith(("#", "＃")) and ("放假" in line or "上班" in line):
            reading.read(number, line)
    if not reading.off and not reading.faults:
        reading.faults.append((1, _("no holiday was found; write 元旦：1月1日至3日放假，共3天。")))
    for day, number in reading.work.items():
        if day in reading.off:
            reading.faults.append((number, _("{day} is a day off and a workday").format(day=day.isoformat())))
    if reading.faults:
        raise FileFaults(sorted(reading.faults))
    return Arrangement(year, reading.off, frozenset(reading.work), text)


class _Reading:
    """What was read so far."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.off: dict[date, str] = {}
        self.work: dict[date, int] = {}
        self.faults: list[tuple[int, str]] = []

    def read(self, number: int, line: str) -> None:
        """Take in one line."""
        named = _NAME.match(line)
        name = named[1].strip() if named else ""
        periods, worked = list(_OFF.finditer(line)), list(_WORK.finditer(line))
        if "放假" in line and not periods and re.search(r"\d[日号]", line):
            self.faults.append((number, _("the days off could not be read; write 1月1日至3日放假，共3天。")))
        if "上班" in line and not worked and re.search(r"\d[日号]", line):
            self.faults.append((number, _("the workdays could not be read; write 1月4日上班。")))
        for found in periods:
            self._take_off(number, name, found)
        for found in worked:
            for day in self._days(number, found[1], None):
                self._take_work(number, day)

    def _take_off(self, number: int, name: str, found: re.Match[str]) -> None:
        first = next(self._days(number, found[1], None), None)
        if first is None:
            return
        last = next(self._days(number, found[2], first), None) if found[2] else first
        if last is None:
            return
        count = (last - first).days + 1
        if not 1 <= count <= LONGEST:
            self.faults.append((number, _("the last day does not come after the first")))
            return
        if found[3] and int(found[3]) != count:
            words = _("it says {said} days, from {first} to {last} it is {count}")
            said = words.format(said=found[3], first=first.isoformat(), last=last.isoformat(), count=count)
            self.faults.append((number, said))
        if not name:
            self.faults.append((number, _("the holiday has no name; write 元旦：before the days")))
        for day in (first + timedelta(days=step) for step in range(count)):
            if day in self.off and self.off[day] != name:
                words = _("{day} belongs to {name} already")
                self.faults.append((number, words.format(day=day.isoformat(), name=self.off[day])))
            self.off[day] = name

    def _take_work(self, number: int, day: date) -> None:
        if day.weekday() < SATURDAY:
            words = _("{day} is no Saturday or Sunday, and a workday anyway")
            self.faults.append((number, words.format(day=day.isoformat())))
        self.work[day] = number

    def _days(self, number: int, text: str, after: date | None) -> Iterator[date]:
        """The days in a text; one without a month is in that of the day before it."""
        month, year = (after.month, after.year) if after else (0, self.year)
        for said_year, said_month, said_day, beside in _PARTS.findall(text):
            year = int(said_year) if said_year else year
            month = int(said_month) if said_month else month
            try:
                day = date(year, month, int(said_day))
            except ValueError:
                self.faults.append((number, _("there is no day {text}").format(text=text)))
                return
            if abs(year - self.year) > 1:
                self.faults.append((number, _("{day} is not in {year}").format(day=day.isoformat(), year=self.year)))
                return
            weekday = _WEEKDAY.search(beside)
            if weekday and min("一二三四五六日天".find(weekday[1]), 6) != day.weekday():
                right = "一二三四五六日"[day.weekday()]
                words = _("{day} is 周{right}, not 周{said}")
                self.faults.append((number, words.format(day=day.isoformat(), right=right, said=weekday[1])))
            yield day


def arrangement_lines(arrangement: Arrangement) -> list[str]:
    """What was read from a notice, a holiday a line, to be seen before it is taken over."""
    lines = [_("Holidays of {year}").format(year=arrangement.year)]
    for name in dict.fromkeys(arrangement.off.values()):
        days = sorted(day for day, its in arrangement.off.items() if its == name)
        words = _("{name}: {first} to {last}, {n} days")
        lines.append(words.format(name=name, first=_short(days[0]), last=_short(days[-1]), n=len(days)))
    names = "".join(arrangement.off.values())
    if missing := [name for name in HOLIDAYS if name not in names]:
        lines.append(_("Not in the text: {names}").format(names=_(", ").join(missing)))
    worked = _(", ").join(_short(day) for day in sorted(arrangement.work))
    return [*lines, _("Worked in exchange: {days}").format(days=worked or _("none"))]


def _short(day: date) -> str:
    return short_day(day, day)


def calendar_words(calendar: Calendar) -> str:
    """For which years holidays are known: those that came with the program, and those imported."""
    years = published_years()
    words = _("Holidays known: {first} to {last}").format(first=years[0], last=years[-1])
    if imported := sorted(calendar.imported):
        words += _("; imported: {years}").format(years=_(", ").join(map(str, imported)))
    return words


TEMPLATE = """\
{year}年部分节假日安排
（把国务院办公厅通知中的下列各条照原文填在这里，然后导入。以“#”开头的行和没有“放假”“上班”的行不读。）

# 例：一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
一、元旦：
二、春节：
三、清明节：
四、劳动节：
五、端午节：
六、中秋节：
七、国庆节：
"""
