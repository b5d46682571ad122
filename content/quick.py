"""A matter in one line: `张主任 11月30日前 报送调研材料 #电话`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from content.calendar import Calendar
from content.dates import day_in_full, parse_day
from content.words import _

_POSTS = (
    "副主任委员|主任委员|副秘书长|秘书长|副主任|主任|副处长|处长|副部长|部长|副局长|局长|副科长|科长|副组长|组长|"
    "副书记|书记|副院长|院长|委员|主席|同志|老师"
)
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = (
    rf"\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{4}}年{_N}月{_N}[日号]?|\d{{1,2}}[-./]\d{{1,2}}|"
    rf"(?:[今明后]年)?{_N}月\s?{_N}[日号]?|(?:(?:下+个?月|本月)\s?)?{_N}[日号]|今天|今日|明天|明日|大?后天|"
    r"(?:本|这|上|下+)?个?(?:周|星期|礼拜)[一二三四五六日天]|"
    rf"(?:(?:\d{{4}}|[今明后])年|本|下+个?)?{_N}?月[底末]|(?:\d{{4}}|[今明后])?年[底末]|本?季度[底末]|\+\d{{1,3}}|"
    r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:天|日|周|工作日|月)(?:以内|之内|内)|"
    r"(?i:today|tomorrow|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|end of (?:the )?month|"
    r"(?:with)?in \d{1,3} (?:working |work)?(?:day|week)s?|"
    rf"\d{{1,2}} (?:{_MONTHS})[a-z]*|(?:{_MONTHS})[a-z]* \d{{1,2}})"
)
_END = r"(?=[\s，,、；;。]|$)"  # where a word ends
_AFTER = r"[\s，,、；;]*"  # what only parts it from the next
_HOUR = (
    r"上午|下午|中午|早上|晚上|(?<!\d)\d{1,2}[点时:：]"  # what follows a day in 下周一上午9点; it stays in the matter
)
_BEFORE = r"(?:下班)?(?:之前|以前|前)(?!的)"  # 11月30日前的数据 is no due day
_GIVER = re.compile(
    rf"(?:@[^\s，,、；;]+|(?:\w{{1,6}}?)(?:{_POSTS}){_END}|(?:\w{{1,3}}?)(?:{_POSTS})(?=(?:{_DAY})(?:{_BEFORE})?)){_AFTER}"
)
_CHANNEL = re.compile(r"[#＃][^\s@#＃]\S*|(?<!\S)\S*〔\d{4}〕\d+号(?!\S)")
_DUE = re.compile(
    rf"(?<![\w.])(?i:by )?(?P<day>{_DAY})(?:(?:{_BEFORE})?{_END}{_AFTER}|(?={_HOUR}))|"
    rf"(?P<joined>{_DAY}){_BEFORE}{_AFTER}"
)
# What stands before a day and belongs to it, though it cannot be read: 每月, 第3, 12月.
_MORE_OF_A_DAY = re.compile(
    r"(?:[\d一二三四五六七八九十两今明后上下本这每第个周季年月]*[\d一二三四五六七八九十两每第个周季]|\S*[年月]\s?)$"
)


@dataclass(frozen=True)
class Quick:
    """What a line says.

    title: what is left when the rest was taken out. doubtful: what looks like a day and is none, or could be two;
    it stays in the title. parts: the line cut up in order, each part with what it was taken for.
    """

    title: str
    given_by: str
    due_day: date | None
    channel: str
    doubtful: str
    parts: tuple[tuple[str, str], ...]


def read_quick(line: str, today: date, calendar: Calendar) -> Quick:
    """What a line says about a matter; nothing of it is lost: what is not understood is in the title."""
    taken: dict[tuple[int, int], str] = {}
    doubtful, due = "", None
    start = len(line) - len(line.lstrip())
    if (giver := _GIVER.match(line, start)) or (giver := re.search(r"(?<!\S)@[^\s@#＃，,、；;]+" + _AFTER, line)):
        taken[giver.span()] = "given_by"
    if (channel := _CHANNEL.search(line)) and _is_free(channel.span(), taken):
        taken[channel.span()] = "channel"
    for found in _DUE.finditer(line):
        words = found["day"] or found["joined"]
        if due is not None or not _is_free(found.span(), taken):
            continue
        if more := _MORE_OF_A_DAY.search(line[: found.start()]):  # 每月5日: half of a phrase is not read
            doubtful = doubtful or (more[0] + words).strip()
            continue
        try:
            due = parse_day(words, today, calendar)
        except (ValueError, OverflowError):
            doubtful = doubtful or words
        else:
            taken[found.span()] = "due"
    parts, place = [], 0
    for (first, last), kind in sorted(taken.items()):
        parts += [("title", line[place:first]), (kind, line[first:last])]
        place = last
    parts = [part for part in [*parts, ("title", line[place:])] if part[1]]
    texts = {kind: text for kind, text in parts if kind != "title"}
    giver_name, channel_name = texts.get("given_by", ""), texts.get("channel", "")
    title = " ".join("".join(text if kind == "title" else " " for kind, text in parts).split())
    return Quick(
        title,
        giver_name.strip(" \t，,、；;").removeprefix("@"),
        due,
        channel_name.removeprefix("#").removeprefix("＃"),
        doubtful,
        tuple(parts),
    )


def quick_words(quick: Quick, calendar: Calendar) -> str:
    """What was understood, and what was not."""
    due = ""
    if quick.due_day is not None:
        due = day_in_full(quick.due_day, calendar)
    found = (
        (_("Matter"), quick.title),
        (_("Due"), due),
        (_("Given by"), quick.given_by),
        (_("Channel, no."), quick.channel),
    )
    words = "  ".join(f"{label} {text}" for label, text in found if text)
    if quick.doubtful:
        doubt = _("Which day is {words}? It stays in the matter; write it like 11-30.").format(words=quick.doubtful)
        return f"{words}\n{doubt}"
    return words


def _is_free(span: tuple[int, int], taken: dict[tuple[int, int], str]) -> bool:
    return all(span[1] <= first or last <= span[0] for first, last in taken)
