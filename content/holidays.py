"""Holidays of a year in the words in which the State Council publishes them, read line by line.

`一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` 补休 is a day off too. What was not
used is kept with its line, so that it can be named before anything is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from unicodedata import category, normalize

from content.calendar import SATURDAY, Arrangement, Calendar, published_years
from content.cells import cut
from content.dates import short_day
from content.errors import FileFaults
from content.words import _

# Lines are read in their NFKC form: full-width digits, colons, commas and brackets are the narrow ones.
_YEAR = re.compile(r"(?<!\d)(\d{4})\s*年", re.ASCII)
_NAME = re.compile(r"^\s*(?:\(?[一二三四五六七八九十\d]+\)?\s*[、.]\s*)?([^:,。\d]{2,12}):")
_BESIDE = r"(?:\s?\([^)]*\))?"
_DAY = rf"(?<![\d年月一二三四五六七八九十])(?:(?:\d{{4}}年\s?)?\d{{1,2}}月\s?)?\d{{1,2}}[日号]{_BESIDE}"
_FIRST_DAY = rf"(?<![\d年月一二三四五六七八九十])(?:(?:\d{{4}}年\s?)?\d{{1,2}}月\s?)?\d{{1,2}}[日号]?{_BESIDE}"
_TO = r"\s?(?:至|到|[-~—–]{1,2})\s?"
_DAYS = rf"(?:{_FIRST_DAY}{_TO}{_DAY}|{_DAY})"
_LIST = rf"{_DAYS}(?:\s?[、和及,]\s?{_DAYS})*"
_SAID = re.compile(
    rf"(?P<off>{_LIST})\s?(?:放假(?:调休)?|调休放假|补休|调休)(?!上班|补班)|"
    rf"(?P<work>{_LIST})\s?(?:调休|均|正常|照常)?(?:上班|补班)|"
    r"共?\s?(?P<count>\d+)\s?天",
    re.ASCII,
)
_RANGE = re.compile(rf"({_FIRST_DAY}){_TO}({_DAY})|({_DAY})", re.ASCII)
_PARTS = re.compile(r"(?:(?:(\d{4})年\s?)?(\d{1,2})月\s?)?(\d{1,2})[日号]?(?:\s?\(([^)]*)\))?", re.ASCII)
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_SOME_DAY = re.compile(r"\d[日号]", re.ASCII)
HOLIDAYS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")  # every year has these
_MONTHS = {"元旦": 1, "清明": 4, "劳动": 5, "国庆": 10}  # those that lie in the same month every year
JANUARY, DECEMBER = 1, 12
LONGEST = 31
LONGEST_LINE = 2_000


def read_notice(text: str) -> Arrangement:
    """What a notice arranges for its year.

    Raises:
        FileFaults: it names no year or no holiday, or contradicts itself; every fault with its line.
    """
    lines = ["".join(sign for sign in normalize("NFKC", line) if category(sign) != "Cf") for line in _lines(text)]
    if faults := list(_unfit(lines)):
        raise FileFaults(faults)
    year_line, found = next(
        ((number, found) for number, line in enumerate(lines, start=1) if (found := _YEAR.search(line))), (0, None)
    )
    if found is None:
        raise FileFaults([(1, _("the year is missing; the first line names it: 2027年部分节假日安排"))])
    reading = _Reading(int(found[1]))
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            reading.read(number, line, is_title=number == year_line)
    if not reading.off and not reading.faults:
        reading.faults.append((1, _("no holiday was found; write 元旦：1月1日至3日放假，共3天。")))
    for day, number in reading.work.items():
        if day in reading.off:
            reading.faults.append((number, _("{day} is a day off and a workday").format(day=day.isoformat())))
    if reading.faults:
        raise FileFaults(sorted(reading.faults))
    work = frozenset(reading.work)
    names = "".join(reading.off.values())
    return Arrangement(
        reading.year, reading.off, work, text, tuple(reading.passed_over), tuple(reading.unread_lines),
        tuple(name for name in HOLIDAYS if name not in names),
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _unfit(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines that no record could hold, or that are no lines of a notice."""
    for number, line in enumerate(lines, start=1):
        if any(category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in line.replace("\t", " ")):
            yield number, _("there is a control character in it; write the line anew")
        elif len(line) > LONGEST_LINE:
            yield number, _("the line is too long; write a holiday a line")


class _Reading:
    """What was read so far."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.off: dict[date, str] = {}
        self.off_by_line: dict[int, frozenset[date]] = {}
        self.work: dict[date, int] = {}
        self.faults: list[tuple[int, str]] = []
        self.passed_over: list[tuple[int, str]] = []
        self.unread_lines: list[int] = []

    def read(self, number: int, line: str, *, is_title: bool) -> None:
        """Take in one line."""
        named = _NAME.match(line)
        name = named[1].strip() if named else ""
        found = list(_SAID.finditer(line))
        rest = _SAID.sub("\n", line[named.end() :] if named else line)
        if not any(said["off"] or said["work"] for said in found):
            if _SOME_DAY.search(line) and re.search("放假|补休|上班|补班", line):
                self._not_understood(number, line)
            elif named and rest.strip() and any(holiday in name for holiday in HOLIDAYS):
                self.passed_over.append((number, line.strip()))  # 六、中秋节、国庆节：另行通知
            elif not is_title and (rest.strip() or not any(holiday in name for holiday in HOLIDAYS)):
                self.unread_lines.append(number)
            return
        self._take(number, name, found)
        self._contradicts(number)
        for part in re.split(r"[\n,。;、.\s]+", rest):
            if re.search("放假|补休|上班|补班", part) and re.search(r"[\d日号]", part):
                self._not_understood(number, part)
            elif part.strip("()"):
                self.passed_over.append((number, part))

    def _not_understood(self, number: int, text: str) -> None:
        if re.search("放假|补休", text):
            self.faults.append((number, _("the days off could not be read; write 1月1日至3日放假，共3天。")))
        if re.search("上班|补班", text):
            self.faults.append((number, _("the workdays could not be read; write 1月4日上班。")))

    def _take(self, number: int, name: str, found: list[re.Match[str]]) -> None:
        """Days off, days worked and their counts, in the order in which a line says them."""
        month = next((its for holiday, its in _MONTHS.items() if holiday in name), 0)
        before = date(self.year, month, 1) if month and name.count("、") == 0 else None
        counted: list[date] = []
        for said in found:
            if said["count"]:
                self._compare(number, said["count"], counted)
                counted = []
                continue
            for first_text, last_text, day_text in _RANGE.findall(said["off"] or said["work"]):
                days = self._days(number, first_text or day_text, last_text, before)
                before = days[-1] if days else before
                if said["off"]:
                    self._take_off(number, name, days)
                    counted += days
                else:
                    self._take_work(number, days)

    def _compare(self, number: int, said: str, days: list[date]) -> None:
        if days and said.lstrip("0") != str(len(days)):
            words = _("it says {said} days, from {first} to {last} it is {count}")
            first, last = days[0].isoformat(), days[-1].isoformat()
            self.faults.append((number, words.format(said=said[:8], first=first, last=last, count=len(days))))

    def _contradicts(self, number: int) -> None:
        """A line that says other days of a holiday than one above it does; said once more in the same days is fine."""
        days = self.off_by_line.get(number, frozenset())
        for line, earlier in self.off_by_line.items():
            if line != number and days & earlier and days != earlier:
                day, words = min(days & earlier), _("{day} belongs to {name} already")
                self.faults.append((number, words.format(day=day.isoformat(), name=self.off[day])))
                return

    def _take_off(self, number: int, name: str, days: list[date]) -> None:
        if not name:
            self.faults.append((number, _("the holiday has no name; write 元旦：before the days")))
        for day in days:
            far = [other for other, its in self.off.items() if its == name and abs((other - day).days) > LONGEST]
            if far:
                words = _("{name} is in {one} and in {other}; write each year in a file of its own")
                one, other = sorted((far[0].isoformat(), day.isoformat()))
                self.faults.append((number, words.format(name=name, one=one, other=other)))
            if day in self.off and self.off[day] != name:
                words = _("{day} belongs to {name} already")
                self.faults.append((number, words.format(day=day.isoformat(), name=self.off[day])))
            self.off[day] = name
        self.off_by_line[number] = self.off_by_line.get(number, frozenset()) | frozenset(days)

    def _take_work(self, number: int, days: list[date]) -> None:
        for day in days:
            if day.weekday() < SATURDAY:
                words = _("{day} is no Saturday or Sunday, and a workday anyway")
                self.faults.append((number, words.format(day=day.isoformat())))
            self.work[day] = number

    def _days(self, number: int, first_text: str, last_text: str, before: date | None) -> list[date]:
        """The days from the first to the last; one without a month is in that of the day named before it."""
        first = self._day(number, first_text, before)
        last = self._day(number, last_text, first, is_end=True) if first and last_text else first
        if first is None or last is None:
            return []
        count = (last - first).days + 1
        if not 1 <= count <= LONGEST:
            self.faults.append((number, _("the last day does not come after the first")))
            return []
        return [first + timedelta(days=step) for step in range(count)]

    def _day(self, number: int, text: str, before: date | None, *, is_end: bool = False) -> date | None:
        said_year, said_month, said_day, beside = _PARTS.findall(text)[0]
        month = int(said_month) if said_month else before.month if before else 0
        year = int(said_year) if said_year else before.year if before and (is_end or not said_month) else self.year
        if is_end and before and said_month and not said_year and month < before.month:
            year += 1  # 2027年12月31日至1月2日
        if not month:
            self.faults.append((number, _("which month? Write {text} with its month").format(text=text)))
            return None
        try:
            day = date(year, month, int(said_day))
        except ValueError:
            self.faults.append((number, _("there is no day {text}").format(text=text)))
            return None
        if abs(year - self.year) > 1 or (year != self.year and month != (JANUARY if year > self.year else DECEMBER)):
            self.faults.append((number, _("{day} is not in {year}").format(day=day.isoformat(), year=self.year)))
            return None
        weekday = _WEEKDAY.search(beside)
        if weekday and min("一二三四五六日天".find(weekday[1]), 6) != day.weekday():
            right = "一二三四五六日"[day.weekday()]
            words = _("{day} is 周{right}, not 周{said}")
            self.faults.append((number, words.format(day=day.isoformat(), right=right, said=weekday[1])))
        return day


def arrangement_lines(arrangement: Arrangement) -> list[str]:
    """What was read from a notice, a holiday a line, to be seen before it is taken over."""
    lines = [_("Holidays of {year}").format(year=arrangement.year)]
    for name in dict.fromkeys(arrangement.off.values()):
        days = sorted(day for day, its in arrangement.off.items() if its == name)
        words = _("{name}: {first} to {last}, {n} days")
        lines.append(words.format(name=name, first=_short(days[0]), last=_short(days[-1]), n=len(days)))
    if arrangement.missing:
        lines.append(_("Not in the text: {names}").format(names=_(", ").join(arrangement.missing)))
        lines.append(_("Until they are, the other days of the year stay marked as presumed."))
    worked = _(", ").join(_short(day) for day in sorted(arrangement.work))
    lines.append(_("Worked in exchange: {days}").format(days=worked or _("none", context="days")))
    for number, text in arrangement.passed_over:
        lines.append(_("Not used, line {n}: {text}").format(n=number, text=cut(text, 48)))
    if arrangement.unread_lines:
        numbers = _(", ").join(map(str, arrangement.unread_lines))
        lines.append(_("Lines that name no days, passed over: {numbers}").format(numbers=numbers))
    return lines


def _short(day: date) -> str:
    return short_day(day, day)


def calendar_words(calendar: Calendar) -> str:
    """For which years holidays are known: those that came with the program, and those imported."""
    years = published_years()
    words = _("Holidays known: {first} to {last}").format(first=years[0], last=years[-1])
    if imported := sorted(calendar.imported):
        words += _("; imported: {years}").format(years=_(", ").join(map(str, imported)))
        if incomplete := [str(year) for year in imported if calendar.imported[year].missing]:
            words += _(" ({years} incomplete)").format(years=_(", ").join(incomplete))
    return words + _("; else Mon to Fri presumed")


TEMPLATE = """\
{year}年部分节假日安排
# 把国务院办公厅通知中的下列各条照原文填在这里，然后导入。以“#”开头的行不读；没有用到的内容，导入前会列出。

# 例：一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
一、元旦：
二、春节：
三、清明节：
四、劳动节：
五、端午节：
六、中秋节：
七、国庆节：
"""
