"""On which day, and by whom, a line says its matter was given: 张主任上周三交办, 11月20日交办, 昨天研究室布置：."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from content.calendar import Calendar
from content.dates import is_early, named_day
from content.quick_giver import WHO, begins_with_work
from content.quick_times import A_DAY, DAYTIME, HOUR, Kind, Time

_MEETING = "主任会议|常委会会议|党组会议?|主任办公会议?|办公会议?|专题会议?|调度会议?|例会"
_WHO = rf"\s?(?:{_MEETING}|领导|上级|{WHO})\s?"
_HOW = r"(?:又|再次|专门|特别|临时|紧急)?(?:在?(?:口头|当面|来?电话|来电|微信|短信|邮件)[里上中]?|在?会上)?"
_BY = r"(?:由|经|接|据|根据|按照?)"
_ALWAYS = "交办"
_ALONE = "交代|布置|批示|指示|吩咐|嘱咐"  # nouns and other verbs, too: 指示牌, 布置会场
_BY_SOMEBODY = "安排|部署|要求|通知|强调|转告|告知|说"  # without who it was, no word of a giver: 昨天通知 报名单
_SAID = re.compile(
    rf"\s?(?:{HOUR}|{DAYTIME}|晚)?{_BY}?(?P<who>{_WHO})?\s?{_HOW}"
    rf"(?:(?:(?P<always>{_ALWAYS})|(?P<alone>{_ALONE})|(?P<other>{_BY_SOMEBODY}))了?|(?P<signed>))"
)
_BEHIND = re.compile(rf"{_BY}?(?P<who>{_WHO}),?\s?(?:已?于|在)?\s?")  # the giver before the day: 张主任于11月20日
_SETS_ON = re.compile(r"已?于$|在$")
_COLON = re.compile(r"\s*:")
_STOPS = re.compile(r"\s*(?:$|[,;。:)])")
_ENDS = re.compile(rf"{_STOPS.pattern}|[\s\"“「]")
_DUE = re.compile(rf"\s?(?:{DAYTIME}|下班)?(?:之前|以前|前|之内|以内|内|截?止)(?!的)")
_WORK = re.compile(  # what is to be done, right behind 交办; 交办起草的报告 and 交办落实情况 say which
    r"(?:起草|草拟|拟[写订定]?|撰写|报(?!告|表)|整理|汇总|修改|核[对实]?|准备|写|办理|落实|完成|答复|回复|反馈|提供|提交|统计|收集|联系|组织|筹备|"
    r"印|打印|制定|编写?|做|查|送|填|改|补|调研|协调|督促)(?![^\s,。;:]{0,6}(?:的|情况|事项|件(?![,。\s]|$)))"
)
_GAP = re.compile(r"[\s,:;。]*")
_BREAK = re.compile(r"[\s,。;:(\]】〕★\"“「]")
_NEAR = re.compile(r"^(大?前|昨)(?:[日晚夜早晨]|儿个?)?$")
_HALF_A_YEAR = 183


@dataclass(frozen=True)
class Giving:
    """When a matter was given and by whom, from `start` up to `end`: equal where the words stay in the line.

    who: the place of the giver, None for none.
    """

    time: Time
    day: date
    who: tuple[int, int] | None
    start: int
    end: int


def find_giving(folded: str, times: Sequence[Time], today: date, calendar: Calendar) -> Giving | None:
    """Where a line whose width was folded says when its matter was given; None where it says so nowhere, or twice.

    A giver or the end of the phrase makes it so: 昨天布置会场 and 昨天指示牌脱落 say nothing of who gave what.
    """
    found = [
        giving
        for time in times
        if (time.kind is Kind.PAST and A_DAY.match(time.words)) or time.kind in (Kind.DAY, Kind.PAIR)
        if (giving := _giving(folded, time, times, today, calendar)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _giving(folded: str, time: Time, times: Sequence[Time], today: date, calendar: Calendar) -> Giving | None:
    said = _SAID.match(folded, time.end)
    if said is None or (day := _day_gone_by(time.words, today, calendar)) is None:
        return None
    if said["who"] is None:
        who, start = _who_before(folded, time.start)
    else:
        who, start = said.span("who"), time.start
    if not (_is_of_a_giver(folded, time, said, who) and _is_ended(folded, said, who is not None, times)):
        return None
    if start and not _BREAK.match(folded, start - 1):  # 王芳昨天交办 12月4日前报: the day is plain, who it was is not
        return Giving(time, day, None, 0, 0) if said["always"] and _ENDS.match(folded, said.end()) else None
    return Giving(time, day, who, *_with_brackets(folded, start, said.end()))


def _who_before(folded: str, place: int) -> tuple[tuple[int, int] | None, int]:
    """Who stands right before the day, and where the phrase begins: at a blank or a sign, or with the line."""
    for start in (0, *(found.end() for found in _BREAK.finditer(folded, 0, place))):
        if found := _BEHIND.fullmatch(folded, start, place):
            return found.span("who"), start
    on = _SETS_ON.search(folded, 0, place)
    return None, on.start() if on else place


def _with_brackets(folded: str, start: int, end: int) -> tuple[int, int]:
    """The place with the brackets around it, or with the signs that part it from the rest."""
    if folded[start - 1 : start] == "(" and folded[end : end + 1] == ")":
        return start - 1, end + 1
    gap = _GAP.match(folded, end)
    return start, gap.end() if gap else end


def _is_of_a_giver(folded: str, time: Time, said: re.Match[str], who: tuple[int, int] | None) -> bool:
    """Whether the words are of somebody who gives something: 办公厅11月20日通知 is a paper, 报送研究室 is work."""
    if who is None:
        return not said["other"] and said["signed"] is None
    is_meeting = re.fullmatch(_MEETING, folded[who[0] : who[1]].strip())  # 20日主任会议：补签到表
    is_hour = said["who"] is None and said[0].strip()  # 张主任昨天下午5点前: that is when it was due
    if said["signed"] is not None and (time.kind is not Kind.PAST or is_meeting or is_hour):
        return False
    is_paper = said["other"] == "通知" and time.kind is not Kind.PAST and folded[said.end() : said.end() + 1] != ":"
    return not is_paper and not begins_with_work(folded, who[0])


def _is_ended(folded: str, said: re.Match[str], is_told: bool, times: Sequence[Time]) -> bool:
    """Whether the phrase ends here: at a blank or a sign, before a due day, or before the work behind a plain 交办."""
    place, is_plain = said.end(), is_told and bool(said["always"])
    ends = _COLON if said["signed"] is not None else _STOPS if said["alone"] and not is_told else _ENDS
    if ends.match(folded, place):  # 昨天布置 会场 is no giving, nor 昨天张主任 讲话
        return True
    if is_plain and _WORK.match(folded, place):
        return True
    place += len(folded[place:]) - len(folded[place:].lstrip())
    due = (one for one in times if one.start == place and one.kind is not Kind.HOUR)
    return any(is_plain or _DUE.match(folded, one.end) or one.words.endswith(("前", "内")) for one in due)


def _day_gone_by(words: str, today: date, calendar: Calendar) -> date | None:
    """The day up to today that words name; a day of a month is the last such one, 12月20日 in January of last year."""
    words = _NEAR.sub(r"\1天", words)
    last_month = today.replace(day=1) - timedelta(days=1)
    words = re.sub(r"^上个?月(?=.)", f"{last_month.year}年{last_month.month}月", words)
    words = re.sub(r"^去年", f"{today.year - 1}年", words)
    for said in (words, f"本月{words}", f"本{words}"):
        try:
            day = named_day(said, today, calendar)
        except (ValueError, OverflowError):
            continue
        if today < day <= today + timedelta(days=366) and re.fullmatch(r"\d{1,2}\D\d{1,2}\D?", words):
            day = named_day(f"{day.year - 1}-{day.month}-{day.day}", today, calendar)
            return day if (today - day).days <= _HALF_A_YEAR else None
        return None if day > today or is_early(day) else day
    return None
