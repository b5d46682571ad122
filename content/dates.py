"""Days and periods as people write and read them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from content.calendar import Calendar
from content.words import _, language

if TYPE_CHECKING:
    from content.period import Period

_WEEKDAYS_ZH = "一二三四五六日"
# Patterns as texts: compiled when a day is first read, which the first frame does not do.
_FULL = r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?"
_SHORT = r"([今明后]年)?(\d{1,2})[-./月](\d{1,2})[日号]?"
_DAYS_ON = r"\+(\d{1,3})"
_NEAR = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "yesterday": -1, "今天": 0, "今日": 0, "today": 0,
    "今晚": 0, "今夜": 0,
    "今儿": 0, "明儿": 1, "后儿": 2, "大后儿": 3, "tmr": 1, "tmrw": 1,
    "今早": 0, "明天": 1, "明日": 1, "明早": 1, "明晨": 1, "明晚": 1, "tomorrow": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?P<week>本|这|上|下+)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
    rf"|(?P<next>next|this|coming)?(?P<en>{'|'.join(_WEEKDAYS_EN)})(?:(?:nes|rs|r|s|ur)?(?:day)?)"
)
_MONTH_DAY = r"(?:(下+)个?月|本月|这个月)?(\d{1,2})[日号]"
_MONTH_END = r"(?:(\d{4}|[今明后])年|(本|这|下+)个?)?(\d{1,2})?月[底末]"
_YEAR_END = r"(\d{4}|[今明后本])?年?年[底末]"
_QUARTER_END = r"([本这]个?|下个?|第?[1-4])?季度?[底末]"
_WITHIN = r"(\d{1,3})个?(天|日|自然日|周|星期|礼拜|工作日|月)(?:内|以内|之内)"
_WITHIN_EN = r"(?:with)?in(\d{1,3})(workingday|workday|day|week)s?"
_BEFORE = r"(?:下班)?(?:之前|以前|前)"
_NUMERAL = (
    r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?=个?(?:月|日|号|天|自然日|周|星期|礼拜|工作日|季))"
)
_YEAR_IN_WORDS = "[〇○零一二三四五六七八九]{4}(?=年)"
_NUMBERS = {**{name: number for number, name in enumerate("一二三四五六七八九十", start=1)}, "两": 2}
_YEARS_ON = {"今": 0, "明": 1, "后": 2}
MONTHS = 12
FIRST_YEAR = 1949
"""No day or period before it is meant by anybody: 0206-11-02 is a slip of the fingers."""
YEARS_AHEAD = 10
"""No day further ahead is meant: twice a congress's term, longer than any plan's next step; 2206-12-01 is a slip."""


class NoSuchDay(ValueError):
    """A day that reads as one and is none: 11月31日."""

    def __init__(self, said: str) -> None:
        super().__init__(f"no such day: {said!r}")
        self.said = said.strip()


class TooEarly(NoSuchDay):
    """A day or a period in a year that nobody means."""


class TooFarAhead(NoSuchDay):
    """A day in a year so far ahead that nobody means it."""


def is_early(day: date) -> bool:
    """Whether a day lies before the years that anybody means."""
    return day.year < FIRST_YEAR


def is_far_ahead(day: date, today: date) -> bool:
    """Whether a day lies after the years that anybody means."""
    return day.year > today.year + YEARS_AHEAD


def year_words(day: date, today: date) -> str:
    """Why a day in a file can be in no year that is meant, as the end of a line about it; empty where it can."""
    if is_early(day):
        return _("{day} lies before {year}; look at the year").format(day=day.isoformat(), year=FIRST_YEAR)
    if is_far_ahead(day, today):
        words = _("{day} lies more than {n} years ahead; look at the year")
        return words.format(day=day.isoformat(), n=YEARS_AHEAD)
    return ""


def no_day_words(error: Exception, otherwise: str) -> str:
    """Why a text is no day or period, and what to write; `otherwise` where it is not understood at all."""
    from content.period import EndsBeforeItBegins

    if isinstance(error, TooEarly):
        return _("{words} lies before {year}: look at the year.").format(words=error.said, year=FIRST_YEAR)
    if isinstance(error, TooFarAhead):
        words = _("{words} lies more than {n} years ahead: look at the year.")
        return words.format(words=error.said, n=YEARS_AHEAD)
    if isinstance(error, NoSuchDay):
        return _("There is no such day as {words}.").format(words=error.said)
    if isinstance(error, EndsBeforeItBegins):
        words = _("It ends before it begins. Write the earlier day first: {period}")
        return words.format(period=f"{error.last}..{error.first}")
    return otherwise


def day_words(day: date) -> str:
    """A day in full: `2026年11月23日`, `23 November 2026`."""
    if language() == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def day_in_full(day: date, calendar: Calendar) -> str:
    """A day with its weekday, and what sort of day it is unless a workday: `2027年1月4日 星期一 工作日（…推算）`."""
    return calendar.remarked(day, f"{day_words(day)} {weekday_words(day)}")


def month_words(month: int) -> str:
    """A month by its number: `11月`, `November`."""
    return _MONTHS[month - 1] if language() == "en" else f"{month}月"


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


def short_weekday(day: date) -> str:
    """The day of the week beside a date: `一`, `Mon`."""
    return weekday_words(day)[:3] if language() == "en" else weekday_sign(day)


def weekday_sign(day: date) -> str:
    """The day of the week in two cells: `一`, `M`."""
    return "MTWTFSS"[day.weekday()] if language() == "en" else _WEEKDAYS_ZH[day.weekday()]


def period_words(period: Period) -> str:
    """A period as a heading names it: `2026年11月`, `2026年第4季度`, `2026年11月1日至11月15日`."""
    from content.period import Period  # here: the first frame and `status` name days, no periods

    text, first, last = str(period), period.first, period.last
    if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
        return _("{year}, quarter {number}").format(year=match[1], number=match[2])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        return _("{year}, week {number}").format(year=match[1], number=int(match[2]))
    if re.fullmatch(r"\d{4}", text):
        return _("the year {year}").format(year=text)
    if re.fullmatch(r"\d{4}-\d\d", text):
        return f"{_MONTHS[first.month - 1]} {first.year}" if language() == "en" else f"{first.year}年{first.month}月"
    for half in (1, 2):
        if period == Period.parse(f"{first.year:04d}-H{half}"):
            words = _("{year}, first half") if half == 1 else _("{year}, second half")
            return words.format(year=first.year)
    end = short_day(last, first) if last.year == first.year or language() == "en" else day_words(last)
    return _("{first} to {last}").format(first=day_words(first), last=end)


def period_of(text: str, today: date, calendar: Calendar) -> Period:
    """The period a person wrote: 2026-11, 2026年11月, 2026-Q4, 2026年第4季度, 2026-W47, 2026, or two days with 至 or ..

    Raises:
        EndsBeforeItBegins: it is two days, the later first.
        TooEarly: it begins in a year that nobody means.
        NoSuchDay: one of the days is none.
        ValueError: it is none of these.
    """
    found = _period_of(text, today, calendar)
    if is_early(found.first):
        raise TooEarly(text)
    return found


def _period_of(text: str, today: date, calendar: Calendar) -> Period:
    from content.period import Period

    text = "".join(text.split()).upper()
    if match := re.fullmatch(r"(.+?)(?:\.\.|至|到)(.+)", text):
        return Period(named_day(match[1], today, calendar), named_day(match[2], today, calendar))
    if match := re.fullmatch(r"(\d{4})[-./年](\d{1,2})月?", text, re.ASCII):
        return Period.parse(f"{match[1]}-{int(match[2]):02d}")
    if match := re.fullmatch(r"(\d{4})年第?([1-4一二三四])季度", text, re.ASCII):
        return Period.parse(f"{match[1]}-Q{'一二三四'.find(match[2]) + 1 or match[2]}")
    return Period.parse(text.removesuffix("年"))


def parse_day(text: str, today: date, calendar: Calendar) -> date:
    """The day a person wrote.

    2026-11-30, 2026年11月30日, 11-30, 11.30, 11月30日, 十一月三十日, 明年1月5日, 30日, 下月5日; +5 (days from today),
    昨天, 今天, 明天; 周五, 上周五, 下周五; 月底, 11月底, 季度末, 年底; 3天内, 两周内, 5个工作日内, 一个月内; tomorrow,
    Friday, next Friday, 30 Nov, end of month, in 5 days; a 前 at the end changes nothing. Without a year it is the day
    nearest to today, so that 1月5日 written in December is in the coming year. What could mean two days is no day: 周五
    on a Saturday, 20日 on the 25th.

    Raises:
        TooEarly, TooFarAhead: it is in a year that nobody means.
        NoSuchDay: it is none, such as 2月30日.
        ValueError: it is no day, or it could mean two.
    """
    found = named_day(text, today, calendar)
    if is_early(found):
        raise TooEarly(text)
    if is_far_ahead(found, today):
        raise TooFarAhead(text)
    return found


def named_day(text: str, today: date, calendar: Calendar) -> date:
    """The day that words name, as `parse_day`, in whatever year: a title may speak of one.

    Raises:
        NoSuchDay, ValueError: as `parse_day`.
    """
    words = re.sub(_BEFORE + "$", "", "".join(text.split()).lower())
    words = re.sub(_YEAR_IN_WORDS, lambda found: "".join(map(_figure, found[0])), words).replace("元月", "1月")
    words = re.sub(r"^(\d\d)年(?=\d{1,2}月)", r"20\1年", words, flags=re.ASCII)
    words = re.sub(r"^(20\d\d)(\d\d)(\d\d)$", r"\1-\2-\3", words, flags=re.ASCII)
    words = re.sub(_NUMERAL, lambda found: str(_number(found[0])), words)
    if match := re.fullmatch(_FULL, words, re.ASCII):
        if (found := _real_day(int(match[1]), int(match[2]), int(match[3]))) is None:
            raise NoSuchDay(text)
        return found
    if match := re.fullmatch(_DAYS_ON, words, re.ASCII):
        return today + timedelta(days=int(match[1]))
    if match := re.fullmatch(_SHORT, words, re.ASCII):
        month, day = int(match[2]), int(match[3])
        on = _YEARS_ON[match[1][0]] if match[1] else None
        years = (today.year - 1, today.year, today.year + 1) if on is None else (today.year + on,)
        days = [found for year in years if (found := _real_day(year, month, day))]
        if days:
            return min(days, key=lambda found: abs(found - today))
        raise NoSuchDay(text)
    if (found := _day_in_words(words, today, calendar) or _day_in_english(words, today, calendar)) is not None:
        return found
    raise ValueError(f"not a day: {text!r}")


def parse_past_day(text: str, today: date, calendar: Calendar) -> date:
    """The day of something that happened, as `parse_day`; 20日 or 20 on the 25th is the one that is over.

    Raises:
        ValueError: as `parse_day`.
    """
    try:
        return parse_day(text, today, calendar)
    except NoSuchDay:
        raise
    except ValueError:
        number = "".join(text.split())
        return parse_day(f"本月{number}{'日' if number.isdigit() else ''}", today, calendar)


def _day_in_words(words: str, today: date, calendar: Calendar) -> date | None:
    if words.removesuffix("个") in _NEAR:
        return today + timedelta(days=_NEAR[words.removesuffix("个")])
    if match := re.fullmatch(_WEEKDAY, words, re.ASCII):
        return _weekday(match, today)
    if match := re.fullmatch(_MONTH_DAY, words, re.ASCII):
        month = _month_after(today, len(match[1] or ""))
        day = _real_day(month.year, month.month, int(match[2]))
        if day is None:
            raise NoSuchDay(f"{month.year}-{month.month:02}-{match[2]:>02}")
        return day if match[1] or words.startswith(("本月", "这个月")) or day >= today else None
    if match := re.fullmatch(_MONTH_END, words, re.ASCII):
        return _month_end(match, today)
    if match := re.fullmatch(_YEAR_END, words, re.ASCII):
        return date(_year_of(match[1], today), MONTHS, 31)
    if match := re.fullmatch(_QUARTER_END, words, re.ASCII):
        return _quarter_end(match[1] or "", today)
    if match := re.fullmatch(_WITHIN, words, re.ASCII):
        return _within(int(match[1]), match[2], today, calendar)
    return None


def _day_in_english(words: str, today: date, calendar: Calendar) -> date | None:
    if words in ("endofmonth", "endofthemonth"):
        return _end_of(today)
    if match := re.fullmatch(_WITHIN_EN, words, re.ASCII):
        units = {"workingday": "工作日", "workday": "工作日", "week": "周", "day": "天"}
        return _within(int(match[1]), units[match[2]], today, calendar)
    words = re.sub(r"(\d)(?:st|nd|rd|th)(?:of)?", r"\1", words).replace(".", "")
    names = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, _MONTHS))
    if match := re.fullmatch(rf"(\d{{1,2}})({names}),?(\d{{4}})?|({names})(\d{{1,2}}),?(\d{{4}})?", words, re.ASCII):
        number = [name[:3].lower() for name in _MONTHS].index((match[2] or match[4])[:3]) + 1
        year = f"{match[3] or match[6]}-" if match[3] or match[6] else ""
        return named_day(f"{year}{number}-{match[1] or match[5]}", today, calendar)
    return None


def _within(number: int, unit: str, today: date, calendar: Calendar) -> date | None:
    """So many days, weeks, months or workdays on."""
    if unit == "工作日":
        return calendar.workday_after(today, number)
    if unit == "月":
        month = _month_after(today, number)
        return _real_day(month.year, month.month, today.day) or _end_of(month)
    return today + timedelta(days=number * (7 if unit in ("周", "星期", "礼拜") else 1))


def _quarter_end(said: str, today: date) -> date:
    """The last day of this quarter, of the next, or of the one that was named in this year."""
    number = int(said[-1]) if said[-1:].isdigit() else (today.month + 2) // 3
    return _end_of(_month_after(date(today.year, number * 3, 1), 3 * said.startswith("下")))


def _figure(numeral: str) -> str:
    return str("零一二三四五六七八九".find(numeral.replace("〇", "零").replace("○", "零")))


def _number(numeral: str) -> int:
    """A numeral below a hundred: 两, 十, 十五, 二十八."""
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMBERS.get(tens, 1) * 10 if ten else 0) + _NUMBERS.get(ones, 0)


def _year_of(said: str | None, today: date) -> int:
    return int(said) if said and said.isascii() else today.year + _YEARS_ON.get(said or "今", 0)


def _weekday(match: re.Match[str], today: date) -> date | None:
    week = match["week"] or match["next"] or ""
    number = "一二三四五六日天".find(match["day"]) if match["day"] else _WEEKDAYS_EN.index(match["en"])
    day = today + timedelta(days=min(number, 6) - today.weekday())
    if week.startswith(("下", "next")):
        return day + timedelta(days=7 * max(week.count("下"), 1))
    if week == "上":
        return day - timedelta(days=7)
    return day if week or day >= today else None  # a bare 周五 said on a Saturday could be either


def _month_end(match: re.Match[str], today: date) -> date:
    if match[3]:
        number = int(match[3])
        years = (today.year - 1, today.year, today.year + 1) if not match[1] else (_year_of(match[1], today),)
        ends = [_end_of(date(year, number, 1)) for year in years if 1 <= number <= MONTHS]
        if not ends:
            raise ValueError(f"no month {number}")
        return min(ends, key=lambda end: abs(end - today))
    return _end_of(_month_after(today, (match[2] or "").count("下")))


def _month_after(day: date, months: int) -> date:
    """The first of the month that many months on."""
    number = day.year * MONTHS + day.month - 1 + months
    return date(number // MONTHS, number % MONTHS + 1, 1)


def _end_of(day: date) -> date:
    return _month_after(day, 1) - timedelta(days=1)


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
