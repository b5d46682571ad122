"""Who belongs to the branch: the roster, read from the table an office keeps.

Excel (.xlsx) or text (.csv). Titles above the header row are skipped; columns are known by the names offices use for
them, and what was read as what is told, as is every column, row and sheet that was not used. The member number ties a
submission to a person, so it must be there: a running number (序号) serves only where the table has no other, and that
is said; without any, the program can number them. A number that stands twice or that Excel has spoiled stops the
reading. A date that cannot be leaves the person in, without that date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Literal

from content.importing.table import ROW_LIMIT, Cell, Row, Sheet, UnreadableError, letters_of, name_key, read_table
from content.printable import printable
from storage.records import Line, Name, Part
from storage.roster_columns import (
    REMARKS,
    Block,
    ReadAs,
    Unused,
    blocks_of,
    cell_text,
    column_of,
    find_header,
)

_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))(?: 0?0:00(?::00)?)?", re.ASCII)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DIGITS = 15  # Excel keeps no more of a number; the rest becomes zeros
_TOTAL = re.compile(r"(合计|总计|小计|共计|总数|总人数|人数).*|共\d+[人名].*|(total|subtotal|sum)[:\d]*")
_POWER = re.compile(r"\d(\.\d+)?e\+\d+|\d\.\d+e\d+")

FaultCode = Literal[
    "cannot_open",  # missing, no right to read, or broken
    "not_a_table",  # neither .xlsx nor .csv, such as the older .xls
    "too_large",
    "too_many_rows",
    "missing_column",  # column: which
    "running_number_used",  # a warning: 序号 stands in for the member number
    "empty_number",
    "empty_name",
    "doubled_number",  # value: the number; first_row: where it stands first
    "damaged_number",  # value: what Excel made of it
    "impossible_date",  # value: what stands there; column: in which column
]
STOPS = frozenset({"doubled_number", "damaged_number"})


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
    """What is wrong at a row of the table (as the sheet counts them, from 1), or with the file (row 0).

    `said` is what the reader of tables says of a file it cannot read, where it says more than the code.
    """

    code: FaultCode
    row: int = 0
    column: str = ""
    value: str = ""
    first_row: int = 0
    said: str = ""


@dataclass(frozen=True)
class RosterReading:
    """The members that could be read, in the table's order; all that is wrong; what was read as what, and what not.

    `unnumbered` are people of a table without numbers: they are members once they are numbered. `branches` says to
    which branch the table counts a member, by member number.
    """

    members: tuple[Member, ...] = ()
    faults: tuple[RosterFault, ...] = ()
    columns: tuple[ReadAs, ...] = ()
    unused: tuple[Unused, ...] = ()
    sheet: str = ""
    unnumbered: tuple[Member, ...] = ()
    branches: Mapping[str, str] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether the table has to be mended first: it cannot be said who is who."""
        return any(fault.code in STOPS for fault in self.faults)


def member_key(member_no: str) -> str:
    """A form in which the ways to write one number are equal: `7`, `007` and full-width `７`."""
    key = "".join(printable(unicodedata.normalize("NFKC", member_no)).split()).casefold()
    return key.lstrip("0") or "0" if key.isdigit() else key


def read_roster(path: Path) -> RosterReading:
    """The roster in a table file; never raises for what the file holds."""
    try:
        table = read_table(path)
    except UnreadableError as unreadable:
        fault = RosterFault(unreadable.why, value=unreadable.value, said=unreadable.words)
        return RosterReading(faults=(fault,))
    readings = [(sheet, _read_sheet(sheet)) for sheet in table.sheets]
    some = [(sheet, one) for sheet, one in readings if one.members or one.unnumbered]
    chosen, reading = next(iter(some), readings[0])
    others = [Unused("sheet", sheet.name) for sheet in table.sheets if sheet is not chosen and sheet.rows]
    others += [Unused("hidden", sheet.name) for sheet in table.hidden]
    others += [Unused("file", str(remark)) for remark in table.remarks]
    return replace(reading, sheet=chosen.name, unused=(*reading.unused, *others))


def numbered(reading: RosterReading, known: Sequence[Member]) -> RosterReading:
    """The reading with its unnumbered people as members: each by the number they had, the others by the next free."""
    if not reading.unnumbered:
        return reading
    numbers: dict[str, list[str]] = {}
    for member in known:
        numbers.setdefault(name_key(member.name), []).append(member.member_no)
    taken = {member_key(member.member_no) for member in known}
    free = (number for number in map("{:03d}".format, count(1)) if member_key(number) not in taken)
    members, branches = list[Member](), dict[str, str]()
    for person in reading.unnumbered:
        had = numbers.get(name_key(person.name))
        number = had.pop(0) if had else next(free)
        members.append(Member(**{**person.model_dump(), "member_no": number}))
        if branch := reading.branches.get(person.member_no):
            branches[number] = branch
    faults = tuple(fault for fault in reading.faults if (fault.code, fault.column) != ("missing_column", "member_no"))
    return replace(reading, members=tuple(members), unnumbered=(), branches=branches, faults=faults)


def _read_sheet(sheet: Sheet) -> RosterReading:
    rows = sheet.rows
    place, blocks = find_header(rows)
    header_row = rows[place][0] if blocks else 0
    blocks = [block for block in blocks if "name" in block]
    blocks = [block for block in blocks if "member_no" in block] or blocks  # beside numbers, names alone are no table
    if not blocks:
        columns = ("member_no", "name") if not header_row else ("name",)
        return RosterReading(faults=tuple(RosterFault("missing_column", header_row, column) for column in columns))
    if all(block.get("member_no", -1) == block.get("running_no", -2) for block in blocks):
        first = _read_blocks(sheet, place, blocks)
        if not any(fault.code == "doubled_number" for fault in first.faults):
            warning = RosterFault("running_number_used", header_row, "member_no")
            return replace(first, faults=(warning, *first.faults))
        blocks = [{column: at for column, at in block.items() if column != "member_no"} for block in blocks]
    reading = _read_blocks(sheet, place, blocks)
    if any("member_no" not in block for block in blocks):
        missing = RosterFault("missing_column", header_row, "member_no")
        return replace(reading, members=(), unnumbered=reading.members, faults=(missing, *reading.faults))
    return reading


def _read_blocks(sheet: Sheet, place: int, blocks: Sequence[Block]) -> RosterReading:
    """The members beneath a row of headings: the first of the tables side by side from top to bottom, then the next."""
    numbers_given = all("member_no" in block for block in blocks)
    readers = [_Reader(block, numbers_given) for block in blocks]
    rows = sheet.rows
    header, body = rows[place], [row for row in rows[place + 1 :] if row[0] <= ROW_LIMIT]
    for row, cells in body:
        again = blocks_of(cells)
        if again and len(again) == len(readers) and all("name" in block for block in again):
            for reader, block in zip(readers, again, strict=True):  # the headings stand there once more
                reader.columns = block
            continue
        for reader in readers:
            reader.take(row, cells)
    reading = _together(readers)
    cut = (RosterFault("too_many_rows", ROW_LIMIT + 1, value=str(ROW_LIMIT)),) if sheet.is_cut else ()
    taken = {at for block in blocks for at in block.values()}
    return replace(
        reading,
        faults=(*reading.faults, *cut),
        columns=tuple(
            ReadAs(letters_of(at), cell_text(header[1][at]), column)
            for block in blocks
            for column, at in sorted(block.items(), key=lambda one: one[1])
            if column != "running_no" or block.get("member_no") != at
        ),
        unused=(*_unused_columns(header, body, taken, blocks[0]), *reading.unused),
    )


def _together(readers: Sequence[_Reader]) -> RosterReading:
    """What the readers of all tables found; no number may stand in two of them."""
    members, faults = list[Member](), list[RosterFault]()
    unused, branches, first_rows = list[Unused](), dict[str, str](), dict[str, int]()
    for reader in readers:
        for row, member, branch in reader.found:
            if reader.numbers_given:
                key = member_key(member.member_no)
                if key in first_rows:
                    faults.append(RosterFault("doubled_number", row, "member_no", member.member_no, first_rows[key]))
                    continue
                first_rows[key] = row
            else:
                member = Member(**{**member.model_dump(), "member_no": f"{len(members) + 1:03d}"})
            members.append(member)
            if branch:
                branches[member.member_no] = branch
        faults += reader.faults
        unused += reader.unused
    faults.sort(key=lambda fault: fault.row)
    return RosterReading(tuple(members), tuple(faults), unused=tuple(unused), branches=branches)


def _unused_columns(header: Row, body: Sequence[Row], taken: set[int], block: Block) -> list[Unused]:
    """The columns in which something stands that was not read; of remarks each, with whom it is about."""
    titles = {at: cell_text(cell) for at, cell in enumerate(header[1])}
    found: list[Unused] = []
    for at in range(max((len(cells) for _, cells in body), default=0)):
        there = [(row, cells) for row, cells in body if at < len(cells) and cell_text(cells[at])]
        if at in taken or not there or column_of(titles.get(at, "")) == "running_no":
            continue
        title = titles.get(at, "")
        found.append(Unused("column", title, name=letters_of(at)))
        if name_key(title) in REMARKS:
            at_name = block["name"]
            found += [
                Unused("remark", cell_text(cells[at]), row, cell_text(cells[at_name]) if at_name < len(cells) else "")
                for row, cells in there
            ]
    return found


class _Reader:
    """Turns the rows of one table into members, faults, and what was not used."""

    def __init__(self, columns: Block, numbers_given: bool) -> None:
        self.columns = columns
        self.numbers_given = numbers_given
        self.found: list[tuple[int, Member, str]] = []
        self.faults: list[RosterFault] = []
        self.unused: list[Unused] = []

    def take(self, row: int, cells: Sequence[Cell]) -> None:
        """Read one row; one in which nothing stands is passed over, one that is no person is named."""
        own = {column: cell_text(cells[at]) for column, at in self.columns.items() if 0 <= at < len(cells)}
        number, name = own.get("member_no", ""), own.get("name", "")
        if not any(own.values()):
            return
        first = next(filter(None, map(cell_text, cells)), "")
        if self.numbers_given and name and isinstance(cells[self.columns["member_no"]], datetime):
            self.faults.append(RosterFault("damaged_number", row, "member_no", f"{number} ({name})"))
            return
        if _TOTAL.fullmatch(name_key(first)) or self._is_no_person(number, name):
            self.unused.append(Unused("row", " ".join(filter(None, own.values())), row))
            return
        if not name or (self.numbers_given and not number):
            self.faults.append(RosterFault("empty_name" if number else "empty_number", row, value=number or name))
            return
        if self.numbers_given and _is_damaged(cells[self.columns["member_no"]], number):
            self.faults.append(RosterFault("damaged_number", row, "member_no", f"{_as_excel_shows(number)} ({name})"))
            return
        texts = {column: cell_text(self._cell(cells, column)) for column in self.columns}
        if not name.isascii():
            name = "".join(name.split())
        member = Member(
            member_no=number or "-",
            name=name,
            office=texts.get("office", ""),
            post=texts.get("post", ""),
            party_group=texts.get("party_group", ""),
            political_status=texts.get("political_status", ""),
            joined_day=self._day(row, cells, "joined_day"),
            left_day=self._day(row, cells, "left_day"),
        )
        self.found.append((row, member, texts.get("branch", "")))

    def _is_no_person(self, number: str, name: str) -> bool:
        """Whether a row is a total, a heading over some rows, or who made the table."""
        if not number and not name:
            return True
        keys = [name_key(text) for text in (number, name) if text]
        if any(_TOTAL.fullmatch(key) or ":" in key for key in keys):
            return True
        if not self.numbers_given or not number:
            return False
        is_number = keys[0].isascii() or re.search(r"[0-9a-z]", keys[0]) is not None
        return not is_number and not (name and re.fullmatch(r"[〇零一二三四五六七八九十百]+", keys[0]))

    def _cell(self, cells: Sequence[Cell], column: str) -> Cell:
        at = self.columns.get(column, -1)
        return cells[at] if 0 <= at < len(cells) else None

    def _day(self, row: int, cells: Sequence[Cell], column: str) -> date | None:
        cell = self._cell(cells, column)
        try:
            return _as_day(cell)
        except (ValueError, OverflowError):
            self.faults.append(RosterFault("impossible_date", row, column, cell_text(cell)))
            return None


def _is_damaged(cell: Cell, text: str) -> bool:
    """Whether Excel cannot have kept this number as it was written."""
    if isinstance(cell, int | float) and abs(cell) >= 10**_EXCEL_DIGITS:
        return True
    key = name_key(text)
    if key.startswith("#") or _POWER.fullmatch(key):
        return True
    return key.isdigit() and len(key) > _EXCEL_DIGITS + 2 and not key[_EXCEL_DIGITS:].strip("0")


def _as_excel_shows(number: str) -> str:
    """A number with the zeros Excel puts for the digits it did not keep."""
    return number[:_EXCEL_DIGITS] + "0" * (len(number) - _EXCEL_DIGITS) if number.isdigit() else number


def _as_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and 20_000 < cell < 80_000:  # a date in a cell that is not formatted as one
        return _EXCEL_DAY_ZERO + timedelta(days=int(cell))
    text = unicodedata.normalize("NFKC", cell_text(cell)).strip(" -/")
    if not text:
        return None
    found = _DATE.fullmatch(text.replace("年 ", "年").replace("月 ", "月"))
    if not found:
        raise ValueError(text)
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    return date(int(year), int(month), int(day))
