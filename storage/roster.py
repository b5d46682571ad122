"""Who belongs to the branch: the roster, read from the table an office keeps.

Excel (.xlsx) or text (.csv, in UTF-8 or gb18030). Titles above the header row are skipped; columns are known by the
names offices use for them. The member number ties a submission to a person, so it must be there: a running number
(序号) serves only where the table has no other, and that is said. What is wrong is named row by row; everybody else
is read. A date that cannot be leaves the person in, without that date. Of two with one number the first is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from content.importing.table import ROW_LIMIT, Cell, Row, UnreadableError, name_key, read_sheets
from storage.records import LINE_LIMIT, Line, Name, Part, clean_line

HEADER_WITHIN = 15

COLUMN_NAMES: Mapping[str, Sequence[str]] = {
    "member_no": ("编号", "人员编号", "党员编号", "工号", "职工号", "number", "no", "no.", "memberno", "memberno."),
    "running_no": ("序号", "#"),
    "name": ("姓名", "名字", "党员姓名", "name"),
    "office": ("处室", "部门", "单位", "所在处室", "所在部门", "处(室)", "office", "department"),
    "post": ("职务", "职级", "岗位", "职务职级", "职务/职级", "post", "position", "title"),
    "party_group": ("党小组", "所在党小组", "小组", "partygroup", "group"),
    "political_status": ("政治面貌", "面貌", "politicalstatus", "status"),
    "joined_day": ("加入日期", "转入日期", "转入时间", "加入时间", "到岗日期", "joined", "joinedday", "from"),
    "left_day": ("转出日期", "转出时间", "离开日期", "调出日期", "left", "leftday", "until"),
}
_COLUMN_OF = {alias: column for column, aliases in COLUMN_NAMES.items() for alias in aliases}
_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))(?: 0?0:00(?::00)?)?", re.ASCII)
_EXCEL_DAY_ZERO = date(1899, 12, 30)

FaultCode = Literal[
    "cannot_open",  # missing, no right to read, or broken
    "not_a_table",  # neither .xlsx nor .csv, such as the older .xls
    "too_large",
    "too_many_rows",
    "missing_column",  # value: which column
    "running_number_used",  # a warning: 序号 stands in for the member number
    "empty_number",
    "empty_name",
    "doubled_number",  # value: the number; first_row: where it stands first
    "impossible_date",  # value: what stands there; column: in which column
]


class Member(Part):
    """One person on the roster; `member_no` is what their submissions are known by."""

    member_no: Name
    name: Name
    office: Line = ""
    post: Line = ""
    party_group: Line = ""
    political_status: Line = ""
    joined_day: date | None = None
    left_day: date | None = None


@dataclass(frozen=True)
class RosterFault:
    """What is wrong at a row of the table (as the sheet counts them, from 1), or with the file (row 0)."""

    code: FaultCode
    row: int = 0
    column: str = ""
    value: str = ""
    first_row: int = 0


@dataclass(frozen=True)
class RosterReading:
    """The members that could be read, in the table's order, and all that is wrong."""

    members: tuple[Member, ...] = ()
    faults: tuple[RosterFault, ...] = ()


def member_key(member_no: str) -> str:
    """A form in which the ways to write one number are equal: `7`, `007` and full-width `７`."""
    key = "".join(unicodedata.normalize("NFKC", member_no).split()).casefold()
    return key.lstrip("0") or "0" if key.isdigit() else key


def read_roster(path: Path) -> RosterReading:
    """The roster in a table file; never raises for what the file holds."""
    try:
        sheets = read_sheets(path)
    except UnreadableError as unreadable:
        return RosterReading(faults=(RosterFault(unreadable.why, value=unreadable.value),))
    readings = [_read_sheet(sheet.rows) for sheet in sheets]
    return next((reading for reading in readings if reading.members), readings[0])


def _read_sheet(rows: Sequence[Row]) -> RosterReading:
    place, columns = _find_header(rows[:HEADER_WITHIN])
    missing = [column for column in ("member_no", "name") if column not in columns]
    if missing:
        header_row = rows[place][0] if columns else 0
        return RosterReading(faults=tuple(RosterFault("missing_column", header_row, column) for column in missing))
    reader = _Reader(columns)
    if "running_no" in columns and columns["running_no"] == columns["member_no"]:
        reader.faults.append(RosterFault("running_number_used", rows[place][0], "member_no"))
    for number, cells in rows[place + 1 :]:
        if number <= ROW_LIMIT:
            reader.take(number, cells)
    if rows[-1][0] > ROW_LIMIT:
        reader.faults.append(RosterFault("too_many_rows", ROW_LIMIT + 1, value=str(ROW_LIMIT)))
    return RosterReading(tuple(reader.members), tuple(reader.faults))


def _find_header(rows: Sequence[Row]) -> tuple[int, dict[str, int]]:
    """The row that names most columns, and where each column stands in it."""
    best_place, best = 0, dict[str, int]()
    for place, (_, cells) in enumerate(rows):
        found: dict[str, int] = {}
        for position, cell in enumerate(cells):
            column = _COLUMN_OF.get(_column_key(_text(cell)))
            if column and column not in found:
                found[column] = position
        if len(found) > len(best):
            best_place, best = place, found
    if "running_no" in best:
        best.setdefault("member_no", best["running_no"])
    return best_place, best


def _column_key(title: str) -> str:
    key = name_key(title)
    return key if key in _COLUMN_OF else re.sub(r"\(.*", "", key)


class _Reader:
    """Turns rows into members and faults."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self._first_rows: dict[str, int] = {}
        self.members: list[Member] = []
        self.faults: list[RosterFault] = []

    def take(self, row: int, cells: Sequence[Cell]) -> None:
        """Read one row; a row without number and name is passed over."""
        texts = {column: _text(cells[at]) for column, at in self._columns.items() if at < len(cells)}
        number, name = texts.get("member_no", ""), texts.get("name", "")
        if not number and not name:
            return
        if not number or not name:
            self.faults.append(RosterFault("empty_name" if number else "empty_number", row, value=number or name))
            return
        first_row = self._first_rows.setdefault(member_key(number), row)
        if first_row != row:
            self.faults.append(RosterFault("doubled_number", row, "member_no", number, first_row))
            return
        if not name.isascii():
            name = "".join(name.split())
        self.members.append(
            Member(
                member_no=number,
                name=name,
                office=texts.get("office", ""),
                post=texts.get("post", ""),
                party_group=texts.get("party_group", ""),
                political_status=texts.get("political_status", ""),
                joined_day=self._day(row, cells, "joined_day"),
                left_day=self._day(row, cells, "left_day"),
            )
        )

    def _day(self, row: int, cells: Sequence[Cell], column: str) -> date | None:
        at = self._columns.get(column, len(cells))
        cell = cells[at] if at < len(cells) else None
        try:
            return _as_day(cell)
        except (ValueError, OverflowError):
            self.faults.append(RosterFault("impossible_date", row, column, _text(cell)))
            return None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return clean_line(str(cell))[:LINE_LIMIT]


def _as_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and 20_000 < cell < 80_000:  # a date in a cell that is not formatted as one
        return _EXCEL_DAY_ZERO + timedelta(days=int(cell))
    text = unicodedata.normalize("NFKC", _text(cell)).strip(" -/")
    if not text:
        return None
    found = _DATE.fullmatch(text.replace("年 ", "年").replace("月 ", "月"))
    if not found:
        raise ValueError(text)
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return date(int(year), int(month), int(day))
