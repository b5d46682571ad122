"""Several matters in one text, one on a line, as they are pasted from a message or a list."""

from __future__ import annotations

import re

from content.quick_times import fold_width

MARK = "⏎"
"""What stands for the end of a line where only one line can be shown."""
_NUMBERING = re.compile(  # what stands before a line of a list or of a quotation
    r"\s*(?:[>•·●○■□◆*—–-]\s+|>+\s*|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)\s*|(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)\s*"
    r"(?=[^\d\s]|\d{1,2}月|\d{4}[年.-])|\d{1,2}\.\s+|[①-⑳⑴-⒛㈠-㈩]\s*|(?:\[ ?\]|☐)\s+)+(?=\S)"
)
_LEADS_ON = re.compile(r"[:：]\s*$")  # 各位： and 以下材料： are followed by what they are about
_LABELLED = re.compile(
    r"\s*(?:联系人?|联系方式|联系电话|附件?|抄送|主送|报送邮箱|邮箱|时间|地点|参加人员|要求|说明|备注|注|contact|attached)\s*[:：]",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"序号|编号|来源|渠道|备注|日期|内容|任务|(?:工作)?(?:事项|任务|内容)(?:名称)?|(?:交办|承办|责任)(?:人|领导|处室)|"
    r"(?:办理|完成)?时限|(?:完成|截止)(?:时间|日期)"
)


def split_lines(text: str) -> list[str]:
    """The lines that hold something, but for a table's heading; of a list without the numbers and signs in front."""
    lines = _lines(text)
    if len(lines) > 1 and _is_heading(lines[0]):
        lines = lines[1:]
    return [_unnumbered(line) for line in lines] if len(lines) > 1 else lines


def heading_of(text: str) -> str:
    """The heading row of a table that `split_lines` leaves out; empty for none."""
    lines = _lines(text)
    return " ".join(lines[0].split()) if len(lines) > 1 and _is_heading(lines[0]) else ""


def may_be_one(text: str) -> bool:
    """Whether several lines look like one notice rather than a list: 各位：, a list in the midst of it, 联系人：."""
    lines = _lines(text)
    if len(lines) < 2:
        return False
    numbered = sum(_unnumbered(line) != line for line in lines)
    return 0 < numbered < len(lines) or any(_LEADS_ON.search(line) or _LABELLED.match(line) for line in lines)


def as_one(text: str) -> str:
    """The lines of a text on one line, numbers and all."""
    return " ".join(_lines(text))


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in re.split(rf"[\r\n\x0b\x0c\x85\u2028\u2029{MARK}]", text)]
    return [line for line in lines if any(sign.isalnum() for sign in line)]


def _is_heading(line: str) -> bool:
    words = fold_width(line).split()
    return len(words) > 1 and all(_HEAD.fullmatch(word) for word in words)


def _unnumbered(line: str) -> str:
    found = _NUMBERING.match(fold_width(line))
    return line[found.end() :] if found else line
