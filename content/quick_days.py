"""Which of the words of time in a line is its due day, or why that has to be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from content.calendar import Calendar
from content.dates import is_early, is_far_ahead, named_day
from content.quick_giver import WHO
from content.quick_times import A_DAY, COUNT, DATE, DAYTIME, HOUR, MONTHS, WEEKDAY, Kind, N, Time

_BEFORE = re.compile(  # what marks the day behind it
    r"(?:(?:请|务必|须|需|应|要|必须|应当|并|且)*(?<![定将拟已位处关对基由])于|截止(?:日期|时间|期)?(?:为|是|到|至|于)?[:\s]*|截至|"
    r"限(?:期|时|于|在)?|(?:请|务必)*(?:最迟|最晚|至迟|不迟|不晚|赶|抢)(?:于|在)?|"
    r"(?:时限|期限|时间要求|ddl|deadline|due(?: date)?)(?:为|是|到)?[:\s]*(?:the\s+)?|"
    r"(?:\bat the )?\b(?:(?:due |latest )?by|before|until|(?:no|not) later than|due|due on|on or before|latest)\s+"
    r"(?:(?:cob|eod|noon|close of (?:business|play)|end of day|\d{1,2}(?::\d\d)?\s?[ap]m)\s+(?:on\s+)?)?(?:the\s+)?)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:请|务必|须|需|应|要|必须|应当)+(?:于|在|赶在)?$")  # said before a day that is marked behind
_ON = re.compile(r"\bon\s+(?:the\s+)?$|\bthe\s+$", re.IGNORECASE)  # goes with the day and marks nothing
_CLOCK = re.compile(  # the hour of a day that is marked before it: 截至11月30日24时, by 4 Dec 5pm
    rf"\s?(?:(?:{DAYTIME})?\s?{HOUR}|{DAYTIME}|晚)|\s(?:at\s)?(?:\d{{1,2}}(?::\d\d)?\s?[ap]m|noon|midday|cob|eod)\b",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"\s?(?:凌晨|零[点时]|0[点时]|0?0:00)")  # the night before that day: both stay in the title
_MEETS = re.compile(r"[\s,]?(?:在|到|召?开|举行|集合|参会|参加|出发)")  # the hour says when it is, not when it is due
_AFTER = re.compile(  # what marks the day before it
    rf"\s?(?:{DAYTIME}|晚)?(?:\s?{HOUR})?(?:\s?(?:下班|上班|中午|午饭)?"
    r"(?:之前|以前|前|截?止|之内|以内|内)|\s?,?\s?at the latest\b)(?![的后沿]|期(?!末|间|满)|往|来(?!电|函|文))",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"内$|^(?:with)?in ", re.IGNORECASE)
_SPAN = re.compile(r"内$|^(?:with)?in |^\+", re.IGNORECASE)
_PARTS = re.compile(r"[,;。:(]")
_NOUNS = (
    "会议|例会|纪要|座谈会|党组会|主任会|常委会|办公会|专题会|调度会|推进会|动员会|"
    "文件|来文|来函|来信|通报|简报|通知|讲话|记录|决定|活动"
)
_VERBS = "报送交办开参召出列组织在到去前起至印反签审核汇整理拟提完成请将把给由让发写做定领填补改看听答回"
_ATTRIBUTIVE = re.compile(
    rf"['’]s\b|(?:下班)?(?:之前|以前|前)的|(?:当天|当日|晚上?)?(?:(?:\s?{HOUR}|上午|下午|晚上))?(?:的(?!话)|到期的|召开的|印发的|下发的|"
    rf"[^\s,。;:、{_VERBS}]{{0,6}}?(?:{_NOUNS}))"
)
_BARE_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_BARE_MONTHDAY = re.compile(rf"{N}[日号]")
_DUE_LIKE = re.compile(r"(?:前|内|[初底末旬])$|早于$|大约|大概|约|预计|[暂待]定")
_HOUR_DUE = re.compile(r"\s?(?:之前|以前|前)(?![的后])")
_COUNTED = re.compile(
    rf"(?:限[时期]?\s?)?({COUNT}\s?个?(?:工作日|自然日|天|日|周|星期|礼拜|月))(?:之后|以后|后|左右|上下)?"
)
_NAMED = re.compile(rf"{DATE}|{WEEKDAY}|[今明]天|[今明]日")


_CAME = re.compile(  # not only which paper: 昨天来文 后天报
    r"(?:收到|接到|[收接])?来[文函信电](?!的)|[收接]文(?!的)|(?:收到|接到)(?![的后]|之后|以后)"
)
_GIVEN = re.compile(  # says at most which matter or thing is meant: 上周三交办事项, 昨天布置会场的照片
    rf"(?:{WHO})?(?:口头|当面|来?电话|来电|微信|短信|邮件)?(?:交办|交代|布置|批示|指示|吩咐|嘱咐)"
)
_WHICH = re.compile(r"[^\s,。;:、()]{1,6}的(?!话)")  # 昨天拍的照片
_BREAKS = re.compile(r"[\s,。;:、()]")
_WITH_MONTH = re.compile(
    rf"{N}\s?月(?!底|末)|{N}月[底末]|\d[-./]\d|\b(?:{MONTHS})|^20\d{{6}}$", re.IGNORECASE
)  # a day that is the same whenever it is said


class Why(StrEnum):
    """Why a due day has to be asked."""

    REPEAT = "repeat"
    EVENT = "event"
    PERIOD = "period"
    SEVERAL = "several"
    FUZZY = "fuzzy"
    NOT_DUE = "not_due"
    UNREAL = "unreal"
    EARLY = "early"
    FAR = "far"
    PAST = "past"
    WEEKDAY = "weekday"
    UNCLEAR = "unclear"
    LEFT = "left"
    COUNTED = "counted"


@dataclass(frozen=True)
class Day:
    """A day in a line: the day it is or None, its words, the place that goes with it when it is cut from the title."""

    time: Time
    day: date | None
    is_marked: bool
    is_attributive: bool
    start: int
    end: int


@dataclass(frozen=True)
class Decision:
    """The due day, or why it is asked and about which words; `cut` is the place of a day that was taken,
    `beside` of a marked one that has to be asked.

    offered: the days that the words may mean, in their order, none before today, nor beside others in a year that
    nobody means.
    time: the words of the day that was taken.
    """

    due_day: date | None = None
    why: Why | None = None
    asked: tuple[Time, ...] = ()
    cut: tuple[int, int] | None = None
    beside: tuple[int, int] | None = None
    offered: tuple[date, ...] = ()
    time: Time | None = None


def decide(
    folded: str,
    times: Sequence[Time],
    today: date,
    calendar: Calendar,
    given: Time | None = None,
    given_day: date | None = None,
) -> Decision:
    """The due day of a line whose width was folded, if there is one and only one; else why it is asked.

    given: the words for the day it was given, or on which the paper came, and the day they name.
    """
    bases = [today]
    if given is not None and given_day is not None and not _CAME.match(folded, given.end):
        bases = [given_day, today]
        times = [time for time in times if time != given]
    decision = _decide(folded, times, today, calendar)
    if len(bases) > 1 and given is not None:
        decision = _counted_from_the_giving(decision, given, bases[0], today, calendar)
    within = [day for time in decision.asked for base in bases for day in _days_within(time, base, calendar)]
    offered = dict.fromkeys([*decision.offered, *sorted(day for day in within if day >= today)])
    is_far_meant = decision.why is Why.FAR  # the one day of a line: chosen on purpose it is one
    return replace(decision, offered=tuple(day for day in offered if is_far_meant or not is_far_ahead(day, today)))


def _counted_from_the_giving(
    decision: Decision, given: Time, given_day: date, today: date, calendar: Calendar
) -> Decision:
    """A day such as 后天 that was taken, asked where it is another one counted from the day the matter was given."""
    due, time = decision.due_day, decision.time
    if due is None or time is None or _WITH_MONTH.search(time.words):
        return decision
    said_then = _try(time.words, given_day, calendar)
    if said_then == due:
        return decision
    asked = tuple(sorted((given, time), key=lambda time: time.start))
    offered = tuple(sorted(day for day in (said_then, due) if day >= today))
    return Decision(why=Why.COUNTED, asked=asked, offered=offered)


def time_given(folded: str, times: Sequence[Time], giver: tuple[int, int] | None) -> Time | None:
    """The words for the day gone by that belong to a giver, 张主任昨天让后天报, or on which a paper came: 前天来函."""
    for time in times:
        if time.kind is Kind.PAST and A_DAY.match(time.words):
            is_told = giver is not None and giver[0] <= time.start < giver[1]
            if is_told or (not folded[: time.start].strip() and _CAME.match(folded, time.end)):
                return time
    return None


def _days_within(time: Time, today: date, calendar: Calendar) -> Sequence[date]:
    """The days that words of time name which are more than one day or none: 三天后, 每月5日, 12月3-5日."""
    if time.kind is Kind.FUZZY and (counted := _COUNTED.fullmatch(time.words)):
        return (_try(f"{counted[1]}内", today, calendar),)
    if time.kind not in (Kind.REPEAT, Kind.PERIOD):
        return ()
    named = [Time(Kind.DAY, 0, 0, found[0], "", keeps=False) for found in _NAMED.finditer(time.words)]
    return _offered([_day("", one, today, calendar) for one in named], today, calendar)


def _decide(folded: str, times: Sequence[Time], today: date, calendar: Calendar) -> Decision:
    days = [_day(folded, time, today, calendar) for time in times if time.kind in (Kind.DAY, Kind.PAIR)]
    pairs = [one for one in days if one.time.kind is Kind.PAIR and not one.is_marked]
    days = [one for one in days if one not in pairs]
    if any(not one.is_attributive for one in (*days, *pairs)):
        days += _days_gone_by(folded, times, (*days, *pairs), today, calendar)
    marked = [one for one in days if one.is_marked]
    for kind, why in ((Kind.REPEAT, Why.REPEAT), (Kind.EVENT, Why.EVENT), (Kind.PERIOD, Why.PERIOD)):
        if asked := tuple(time for time in times if time.kind is kind):
            return _with_the_marked(Decision(why=why, asked=asked, offered=_offered(days, today, calendar)), marked)
    fuzzy = [time for time in times if time.kind is Kind.FUZZY]
    opened = [one for one in days if not one.is_marked and not one.is_attributive]
    if counted := _counted_from_a_day_gone_by(folded, times, marked, today, calendar):
        return counted
    if marked:
        return _of_marked(folded, marked, opened, fuzzy, today, calendar)
    vague = [time for time in times if time.kind is Kind.VAGUE]
    real_pairs = [one for one in pairs if one.day is not None]
    if len({one.day for one in opened}) == 1 and not (fuzzy or vague or real_pairs):
        return _checked(opened[0], today, calendar)
    return _none_chosen(folded, times, [*days, *real_pairs], [*fuzzy, *vague], today, calendar)


def _days_gone_by(
    folded: str, times: Sequence[Time], days: Sequence[Day], today: date, calendar: Calendar
) -> list[Day]:
    """The days gone by of a line which may say more than what is meant: 昨天来文, but not 昨天的纪要.

    Nor what cannot change the due day: 12月4日前整理昨天拍的照片, 上周三交办 12月4日前报, 前天来函 12月4日前报. Words
    that count from the day they are said, such as 后天 and 周五, are no such due day behind 上周三交办.
    """
    gone = [_day(folded, time, today, calendar) for time in times if time.kind is Kind.PAST and A_DAY.match(time.words)]
    is_written = all(one.is_marked and _WITH_MONTH.search(one.time.words) for one in days)
    return [
        replace(one, is_attributive=False)
        for one in gone
        if (not one.is_attributive or _CAME.match(folded, one.time.end))
        and not (is_written and (_GIVEN.match(folded, one.time.end) or _CAME.match(folded, one.time.end)))
        and not (_WHICH.match(folded, one.time.end) and any(_leads(folded, due, one) for due in days))
    ]


def _leads(folded: str, due: Day, other: Day) -> bool:
    """Whether a day with 前 stands before another one in one breath: 周五前整理昨天…."""
    between = folded[due.end : other.start]
    return due.is_marked and due.end <= other.start and folded[: due.end].endswith("前") and not _BREAKS.search(between)


def _with_the_marked(decision: Decision, marked: Sequence[Day]) -> Decision:
    """What is asked with the marked days beside it: 12月1日至3日调研，行程周一前给老赵 asks about both."""
    marked = [one for one in marked if all(one.time.start != time.end for time in decision.asked)]  # 每年12月1日前
    if not marked:
        return decision
    asked = sorted([*decision.asked, *(one.time for one in marked)], key=lambda time: time.start)
    return replace(decision, why=Why.SEVERAL, asked=tuple(asked))


def _of_marked(
    folded: str, marked: Sequence[Day], opened: Sequence[Day], fuzzy: Sequence[Time], today: date, calendar: Calendar
) -> Decision:
    """One marked day is the due day, whatever day only says which meeting or paper is meant, or that it is today."""
    others = [one for one in opened if one.day != today or one.time.keeps]
    due_like = [time for time in fuzzy if _DUE_LIKE.search(time.words) and not _is_attributive(folded, time)]
    first = marked[0]
    if any(one.day is None or one.day != first.day for one in (*marked[1:], *others)) or due_like:
        asked = tuple(sorted([*(one.time for one in (*marked, *others)), *due_like], key=lambda time: time.start))
        return Decision(why=Why.SEVERAL, asked=asked, offered=_offered([*marked, *others], today, calendar))
    return _checked(first, today, calendar)


def _counted_from_a_day_gone_by(
    folded: str, times: Sequence[Time], marked: Sequence[Day], today: date, calendar: Calendar
) -> Decision | None:
    """A span beside a day gone by may count from that day: 11月20日的来信，15日内办结; None where none stands so."""
    for span in (one for one in marked if _SPAN.search(one.time.words)):
        for time in times:
            if time.kind not in (Kind.DAY, Kind.PAIR, Kind.PAST) or time is span.time:
                continue
            behind = time.start > span.end and not _PARTS.search(folded, span.end, time.start)
            gone = _try(time.words, today, calendar, otherwise=today)
            if behind or gone >= today:  # 3天内报11月20日会议的名单 only says which list
                continue
            days = dict.fromkeys((_try(span.time.words, gone, calendar), span.day))
            offered = tuple(day for day in days if day is not None and day >= today)
            asked = tuple(sorted((time, span.time), key=lambda time: time.start))
            return Decision(why=Why.COUNTED, asked=asked, offered=offered)
    return None


def _none_chosen(
    folded: str, times: Sequence[Time], days: Sequence[Day], fuzzy: Sequence[Time], today: date, calendar: Calendar
) -> Decision:
    """No day can be taken: what is asked, an hour of today, or that nothing of a day was said."""
    if fuzzy:
        asked = tuple(sorted([*fuzzy, *(one.time for one in days)], key=lambda time: time.start))
        return Decision(why=Why.FUZZY, asked=asked, offered=_offered(days, today, calendar))
    if days:
        asked = tuple(sorted((one.time for one in days), key=lambda time: time.start))
        why = Why.SEVERAL if len(days) > 1 else _why_alone(days[0])
        return Decision(why=why, asked=asked, offered=_offered(days, today, calendar))
    hours = [time for time in times if time.kind is Kind.HOUR]
    if due := [time for time in hours if _HOUR_DUE.match(folded, time.end)]:
        gone = tuple(time for time in times if time.kind is Kind.PAST and time.end == due[0].start)  # 昨天下午5点前
        return Decision(why=Why.PAST, asked=gone) if gone else Decision(due_day=today)
    left = tuple(time for time in times if time.kind in (Kind.HOUR, Kind.LEFT))
    return Decision(why=Why.LEFT, asked=left) if left else Decision()


def _why_alone(one: Day) -> Why:
    return Why.UNCLEAR if one.time.kind is Kind.PAIR else Why.NOT_DUE


def _checked(one: Day, today: date, calendar: Calendar) -> Decision:
    """The day that was chosen, unless it is none or in no year that is meant, is past, not on its weekday, or two."""
    why: Why | None = None
    if one.day is None:
        is_two = _BARE_WEEKDAY.fullmatch(one.time.words) or _BARE_MONTHDAY.fullmatch(one.time.words)
        why = Why.UNCLEAR if is_two else Why.FUZZY if _SPAN.search(one.time.words) else Why.UNREAL
    elif is_early(one.day):
        why = Why.EARLY
    elif is_far_ahead(one.day, today):
        why = Why.FAR
    elif one.time.weekday and not _is_weekday(one.time.weekday, one.day, today, calendar):
        why = Why.WEEKDAY
    elif one.day < today:
        why = Why.PAST
    elif _BARE_WEEKDAY.fullmatch(one.time.words) and one.day <= today:
        why = Why.UNCLEAR
    if why is not None:
        beside = (one.start, one.end) if one.is_marked else None
        return Decision(why=why, asked=(one.time,), offered=_offered([one], today, calendar), beside=beside)
    return Decision(due_day=one.day, cut=None if one.time.keeps else (one.start, one.end), time=one.time)


def _is_weekday(words: str, day: date, today: date, calendar: Calendar) -> bool:
    """Whether a day is the 周五 or 下周五 that stands beside it."""
    if not words.startswith(("本", "这", "下", "上")):
        return "一二三四五六日".find(words[-1].replace("天", "日")) == day.weekday()
    return _try(words, today, calendar) == day


def _day(folded: str, time: Time, today: date, calendar: Calendar) -> Day:
    """A day with what marks it, and the hour between them: 11月30日17:00前."""
    before, after = _BEFORE.search(folded[: time.start]), _AFTER.match(folded, time.end)
    is_attributive = _is_attributive(folded, time)
    is_marked = not is_attributive and bool(before or after or _WITHIN.search(time.words))
    start, end = time.start, time.end
    if _MIDNIGHT.match(folded, end):
        time = replace(time, keeps=True)
    if is_marked:
        leading = before or _LEADING.search(folded[: time.start])
        start = leading.start() if leading else start
        if after:
            end = after.end()
        elif before and (clock := _CLOCK.match(folded, end)) and not _MEETS.match(folded, clock.end()):
            end = clock.end()
    if not before and (on := _ON.search(folded[: time.start])):
        start = on.start()
    day = day_of(time, today, calendar) or _beside_weekday(time, today, calendar)
    return Day(time, day, is_marked, is_attributive, start, end)


def _beside_weekday(time: Time, today: date, calendar: Calendar) -> date | None:
    """The day of next month that is meant where the day of the week beside it agrees: 下周二（1号）."""
    if not time.weekday or not _BARE_MONTHDAY.fullmatch(time.words):
        return None
    day = _try("下月" + time.words, today, calendar)
    return day if day >= today and _is_weekday(time.weekday, day, today, calendar) else None


def _is_attributive(folded: str, time: Time) -> bool:
    """Whether words of time only say which meeting, paper or figures are meant: 11月20日会议纪要, 12月4日前的数据."""
    return bool(_ATTRIBUTIVE.match(folded, time.end))


def _offered(days: Sequence[Day], today: date, calendar: Calendar) -> tuple[date, ...]:
    """The days that the words may mean: as they stand, and of a bare 周五 or 20日 the next one too."""
    found: list[date] = []
    for one in days:
        if _BARE_WEEKDAY.fullmatch(one.time.words):
            found += [*([one.day] if one.day else []), _try("下" + one.time.words, today, calendar)]
        elif one.day is not None:
            found.append(one.day)
        elif _BARE_MONTHDAY.fullmatch(one.time.words):
            found.append(_try("下月" + one.time.words, today, calendar))
    return tuple(dict.fromkeys(day for day in found if day >= today))


def day_of(time: Time | None, today: date, calendar: Calendar) -> date | None:
    """The day that words of time name; None where they name none."""
    try:
        return None if time is None else named_day(time.words, today, calendar)
    except (ValueError, OverflowError):
        return None


def _try(words: str, today: date, calendar: Calendar, otherwise: date | None = None) -> date:
    try:
        return named_day(words, today, calendar)
    except (ValueError, OverflowError):
        return otherwise or today - timedelta(days=1)
