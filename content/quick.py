"""A matter in one line: `张主任 11月30日前 报送调研材料 #电话`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from content.calendar import Calendar
from content.quick_days import Why, day_of, decide, time_given
from content.quick_given import find_giving
from content.quick_giver import TELLS, find_giver, giver_behind, is_person, names_several
from content.quick_times import Kind, Time, find_times, fold_width

_CHANNEL = re.compile(r"(?<![a-zA-Z0-9/?=&%_])#[^\s@#]\S*|(?<!\S)\S*〔\d{4}〕\d+号(?!\S)")
_WORK = re.compile(
    r"^[^#]*?(?:办理|情况|报告|答复|回复|反馈|落实|整改|起草|修改|回执|意见|汇报|说明|审核|会签|关于|方案|总结|请示|草案|纪要|登记|清单|台账|"
    r"通知|批复|决定)(?![函单件])[^#]*〔|^(?:报|送|转(?!办)|交(?!办)|拟|印|改|填|写|核|校)[^#]*〔"
)
_BY = re.compile(r"(?:电话|微信|短信|邮件)")
_BY_IN_BRACKETS = re.compile(
    r"\s?\((?:来|打|发|通过)?(电话|来电|微信群?|短信|邮件|口头|当面|传真|钉钉|QQ|OA)\)$", re.IGNORECASE
)
_NO_BLANK_BEHIND = tuple('"“「『】]）)，；：、')
_PARTING = " \t,、;。:"
_NO_BEGINNING = re.compile(
    r"[的之至或、()]|后(?!勤|续|台|备)|起(?!草|诉|立|步)|到(?!会|场|位|省|市|县)|止(?!损)|和(?!解)|及(?!时|早)|与(?!会)|以?前|内|左右|T\d|['’]s\b|deadline\b|(?:就?说|讲)(?!话|明|法|座|课|解|稿|评)"
)
_NO_END = re.compile(r"[于在请并且和及与或至到从自为将把、(（]$|务必$|截止$")


@dataclass(frozen=True)
class Quick:
    """What a line says.

    original: the line as it was typed. title: the line less what was understood where what is left reads, else the
    whole line; rest: the line less giver and channel, for when another due day is said. given_day: the day gone by
    on which it was given, where that was said. due_day: None when none was said or it has to be asked. hour: the
    clock time that went with the day out of the title. why: why it has to be asked; asked: the words that were not
    understood; offered: the days they may mean. says_what: whether anything is said beside who and when.
    """

    original: str
    title: str
    rest: str
    given_by: str
    given_day: date | None
    due_day: date | None
    hour: str
    channel: str
    why: Why | None
    asked: tuple[str, ...]
    offered: tuple[date, ...]
    says_what: bool


def read_quick(line: str, today: date, calendar: Calendar) -> Quick:
    """What a line says about a matter; nothing of it is lost, and what could be meant otherwise is asked."""
    folded = fold_width(line)
    channel, taken = _channels(line, folded)
    readable = _covered(folded, taken)
    times = find_times(readable)
    giving = find_giving(readable, times, today, calendar)
    if giving is not None and giving.end:
        taken.append((giving.start, giving.end))
        readable = _covered(readable, taken)
    giver = giving.who if giving is not None and giving.who else find_giver(readable, times)
    if giver is not None and not (giving and giver == giving.who):
        giver = _up_to(giver, taken)
        taken.append(giver)
    given = giving.time if giving else time_given(readable, times, giver)
    times = [
        time for time in times if time is given or all(time.end <= first or last <= time.start for first, last in taken)
    ]
    given_day = giving.day if giving else day_of(given, today, calendar)
    decision = decide(readable, times, today, calendar, given, given_day)
    cut = decision.cut
    day = cut or decision.beside
    if giver is None and day is not None and not readable[: day[0]].strip():
        giver = giver_behind(readable, day[1], times)
        if giver is not None:
            giver = _up_to(giver, taken)
            taken.append(giver)
    given_by, by = _name(line[giver[0] : giver[1]]) if giver else ("", "")
    rest = _without(line, taken) or line.strip()
    title = _title(line, folded, taken, cut) if cut is not None and not names_several(readable) else ""
    spans = [*taken, *((time.start, time.end) for time in times if time.kind in (Kind.DAY, Kind.PAIR))]
    return Quick(
        line, title or rest, rest, given_by, given_day if given_day != today else None, decision.due_day,
        _hour(line, times, cut) if title else "", channel or by, decision.why,
        tuple(line[time.start : time.end].strip() for time in decision.asked), decision.offered,
        says_what=_says_what(line, spans, cut),
    )  # fmt: skip


def _channels(line: str, folded: str) -> tuple[str, list[tuple[int, int]]]:
    """The channels and numbers of papers in a line, and where they stand."""
    channels, taken = [], []
    for found in _CHANNEL.finditer(folded):
        if not _WORK.search(found[0]):  # 批示件办理情况报告〔2026〕12号 is what is to be done, with its number
            channels.append(line[found.start() : found.end()].lstrip("#＃"))
            taken.append(found.span())
    return " ".join(channels), taken


def _hour(line: str, times: Sequence[Time], cut: tuple[int, int] | None) -> str:
    """The clock time that was cut from the title with its day."""
    hours = [time for time in times if time.kind is Kind.HOUR and cut and cut[0] <= time.start < cut[1]]
    return "".join(line[time.start : time.end] for time in hours)


def _name(words: str) -> tuple[str, str]:
    """The name in what was taken for the giver, and how he gave it, where that was said."""
    name = words.strip(_PARTING + ".，：；\u3000").removeprefix("@").removeprefix("＠")
    by = ""
    if (said := TELLS.search(fold_width(name))) and said.start():
        found = _BY.search(said[0])
        name, by = name[: said.start()].strip(), found[0] if found else ""
    if bracket := _BY_IN_BRACKETS.search(fold_width(name)):
        return name[: bracket.start()].strip(), name[bracket.start(1) : bracket.end(1)]
    return name, by


def _up_to(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The place as far as what was taken before: the number behind 王处长 is no part of his name."""
    return span[0], min([span[1], *(first for first, _last in taken if first > span[0])])


def _covered(folded: str, taken: Sequence[tuple[int, int]]) -> str:
    """The line with blanks where something was taken, so that a figure in it is no day."""
    for first, last in taken:
        folded = folded[:first] + " " * (last - first) + folded[last:]
    return folded


def _without(line: str, taken: Sequence[tuple[int, int]]) -> str:
    """The line without what was taken, single blanks where it stood."""
    place, parts = 0, []
    for first, last in sorted(taken):
        parts.append(line[place:first])
        place = last
    rest = ""
    for part in (" ".join(part.split()) for part in (*parts, line[place:])):
        rest += f" {part}" if rest and part and not rest.endswith(_NO_BLANK_BEHIND) else part
    return rest.rstrip("，,、；;") if taken and not line[place:].strip() else rest


def _title(line: str, folded: str, taken: Sequence[tuple[int, int]], cut: tuple[int, int]) -> str:
    """The line without the day as well, where it stands apart and what is left reads; else empty."""
    left = _without(line[: cut[0]], [span for span in taken if span[1] <= cut[0]])
    right = _without(line[cut[1] :], [(first - cut[1], last - cut[1]) for first, last in taken if first >= cut[1]])
    signs = _PARTING + "，；："
    is_apart = (not left or line[cut[0] - 1 : cut[0]] in tuple(signs)) and (
        not right or line[cut[1] : cut[1] + 1] in tuple(signs)
    )
    if left and right and not is_apart:
        return ""
    if left and not right.strip(signs):
        left = left.rstrip(signs + "—–-")
    right = right.lstrip(signs + "!?！？")
    rest = " ".join(part for part in (left, right) if part)
    if left.endswith(("，", ",", "；", "：", "、", "。")):
        rest = left + right
    if rest.strip(signs) in ("", "要") or _NO_BEGINNING.match(fold_width(right if not left else "")):
        return ""
    return "" if _NO_END.search(fold_width(left)) else rest


def _says_what(line: str, spans: Sequence[tuple[int, int]], cut: tuple[int, int] | None) -> bool:
    """Whether a word is left beside giver, channel and days with what marks them; a person alone is none."""
    rest = _without(line, _merged([*spans, *([cut] if cut else [])]))
    if is_person(fold_width(rest).strip(_PARTING)):
        return False
    return any(sign.isalnum() for sign in re.sub(r"[前止内于]|之前|以前|截止|by", "", rest))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
