"""What a single cell of a roster says: a number that Excel kept or spoiled, a day, a name or a note."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Literal

from content.dates import is_far_ahead
from content.importing.table import Cell, name_key
from content.words import _
from storage.roster_columns import cell_text, column_of

_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))(?: 0?0:00(?::00)?)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?", re.ASCII)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DIGITS = 15  # Excel keeps no more of a number; the rest becomes zeros
TOTAL = re.compile(r"(合计|总计|小计|共计|总数|总人数|人数).*|共\d+[人名].*|(total|subtotal|sum)[:\d]*")
_POWER = re.compile(r"\d(\.\d+)?e\+\d+|\d\.\d+e\d+")
NO_NUMBER = frozenset("-—–/\\") | {"--", "——", "无", "暂无", "没有", "待定", "未定", "空"}
DITTO = frozenset({"同上", "同前", "〃", "″", '"', "”", "''"})
_MARK = (
    r"(?:[女男]|[\u4e00-\u9fff]{1,4}族|预备(?:党员)?|正式(?:党员)?|[已离]?退休|离休|[已新]?[调转][出入]|挂职|借调|"
    r"副?书记|组长|委员)"
)
_GROUP = re.compile(r"(小组|支部)(\(\d+[人名]\))?$")
_BEHIND_NAME = re.compile(rf"[(（]({_MARK}(?:[,，、 ]{_MARK})*)[)）]$")
_YEARS = range(1930, 2100)  # nobody on a roster came or left outside; Excel makes 1900 of a small number
_LONGEST_LINE = 60  # characters of any name
_LONGEST_NAME = 6  # characters of a Chinese name written without a dot


def is_sentence(name: str) -> bool:
    """Whether what stands where a name should, without a number beside it, is a note, a figure or a heading."""
    if re.search(r"[。，；;：？！%]|\d|(小组|支部|委员会|办公室)$", name):
        return True
    return not name.isascii() and len(name_key(name)) > _LONGEST_NAME and not re.search(r"[·•・．.(（a-zA-Z]", name)


def is_no_person(number: str, name: str, *, numbers_given: bool) -> bool:
    """Whether a row is a total, a heading over some rows, or who made the table."""
    if not number and not name:
        return True
    keys = [name_key(text) for text in (number, name) if text]
    if any(TOTAL.fullmatch(key) or ":" in key for key in keys) or column_of(name):
        return True
    if not number and is_sentence(name):
        return True
    if not name and _GROUP.search(keys[0]):
        return True
    if not numbers_given or not number:
        return False
    is_number = keys[0].isascii() or re.search(r"[0-9a-z]", keys[0]) is not None
    return not is_number and not (name and re.fullmatch(r"[〇零一二三四五六七八九十百]+", keys[0]))


def is_doubtful(name: str, written: str) -> bool:
    """Whether what stands in the cell of a name is what Excel says of a mistake, a figure, or more than one name."""
    if re.fullmatch(r"#.*|=.*|[\d\W]+", name) or len(name) > _LONGEST_LINE:
        return True
    written = re.sub(r"[(（][^()（）]*[)）]", "", written)  # 张三（女，回族）
    parts = [part.strip() for part in re.split(r"[、,，;；/\n]", written.strip())]
    return len(parts) > 1 and all(len(part) > 1 for part in parts)


def name_alone(name: str) -> tuple[str, str]:
    """The name alone, and what an office put behind it: 张　三 is 张三, 张三（女） is 张三 and （女）."""
    behind = ""
    if found := _BEHIND_NAME.search(name):
        behind, name = found[0], name[: found.start()].strip() or name
    return name if name.isascii() else "".join(name.split()), behind


def plain_number(text: str) -> str:
    """The number without the apostrophe that keeps a spreadsheet from making it one: '001 is 001."""
    return text[1:].strip() if len(text) > 1 and text[0] in "'’‘`" else text


def of_whom(number: str, name: str) -> str:
    """A number with whose it is."""
    return _("{title} ({key})").format(title=number, key=name)


def is_damaged(cell: Cell, text: str) -> bool:
    """Whether Excel cannot have kept this number as it was written."""
    if isinstance(cell, bool) or (isinstance(cell, int | float) and abs(cell) >= 10**_EXCEL_DIGITS):
        return True
    key = name_key(text)
    if key.startswith(("#", "=")) or _POWER.fullmatch(key):
        return True
    return key.isdigit() and len(key) > _EXCEL_DIGITS + 2 and not key[_EXCEL_DIGITS:].strip("0")


def as_excel_shows(number: str) -> str:
    """A number with the zeros Excel puts for the digits it did not keep."""
    return number[:_EXCEL_DIGITS] + "0" * (len(number) - _EXCEL_DIGITS) if number.isdigit() else number


def read_day(cell: Cell, today: date | None) -> tuple[date | None, Literal["", "impossible_date", "month_alone"]]:
    """The day in a cell, and what is to be asked of it: it is none, or it is the first of a month written alone.

    A day in a year so far after today that nobody means it is none.
    """
    try:
        day, is_month = as_day(cell), False
    except (ValueError, OverflowError):
        day, is_month = first_of_month(cell_text(cell)), True
    if (is_month and day is None) or (day is not None and today is not None and is_far_ahead(day, today)):
        return None, "impossible_date"
    return day, "month_alone" if is_month else ""


def first_of_month(text: str) -> date | None:
    """The first day of a month that stands alone: 2019.7, 2019-07, 2026年9月; None for anything else."""
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) not in _YEARS:
        return None
    return date(int(found[1]), int(found[2]), 1)


def as_day(cell: Cell) -> date | None:
    """The day in a cell, in the forms offices write; None for none.

    Raises:
        ValueError: it is no day.
    """
    day = _as_day(cell)
    if day is not None and day.year not in _YEARS:
        raise ValueError(day)
    return day


def _as_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and 20_000 < cell < 80_000:  # a date in a cell that is not formatted as one
        return _EXCEL_DAY_ZERO + timedelta(days=int(cell))
    text = unicodedata.normalize("NFKC", cell_text(cell)).strip(" -/—–")
    if not text or text == "无":
        return None
    found = _DATE.fullmatch(text.replace("年 ", "年").replace("月 ", "月"))
    if not found:
        raise ValueError(text)
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return date(int(year), int(month), int(day))
