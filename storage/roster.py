"""Who belongs to the branch: the roster, read from the table an office keeps.

Excel (.xlsx) or text (.csv). Titles above the header row are skipped; columns are known by the names offices use for
them, and what was read as what is told, as is every column, row and sheet that was not used. The member number ties a
submission to a person, so it must be there: a running number (序号) serves only where the table has no other, and that
is said; without any, the program can number them. A number that stands twice or that Excel has spoiled stops the
reading. A date that cannot be leaves the person in, without that date.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from content.importing.table import (
    ROW_LIMIT,
    Cell,
    Sheet,
    UnreadableError,
    letters_of,
    name_key,
    read_table,
)
from content.importing.table import cell_text as table_text
from content.printable import printable
from content.words import _
from storage.records import Line, Name, Part
from storage.roster_cells import (
    DITTO,
    NO_NUMBER,
    TOTAL,
    as_excel_shows,
    is_damaged,
    is_doubtful,
    is_no_person,
    name_alone,
    of_whom,
    plain_number,
    read_day,
)
from storage.roster_columns import (
    Block,
    Header,
    ReadAs,
    Unused,
    blocks_beneath,
    cell_text,
    find_header,
    lies_sideways,
    other_title,
    people_in,
    unused_columns,
)

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
    "month_alone",  # the same; its first day is taken
    "doubtful_name",  # value: what stands there
    "left_before_joined",  # value: both days
    "members_elsewhere",  # value: the sheet that was not read; first_row: how many people it has
    "other_table",  # value: its heading; row: of its headings; first_row: how many people it has
    "same_name",  # value: the name of somebody without a number; first_row: where it stands first
    "sideways",  # a person a column, headings beneath each other
]
_CARRIED = frozenset({"office", "post", "party_group", "political_status", "party_post", "branch"})
STOPS = frozenset({"doubled_number", "damaged_number"})
DOUBTS = frozenset(
    {
        "empty_name",
        "impossible_date",
        "month_alone",
        "same_name",
        "doubtful_name",
        "left_before_joined",
        "members_elsewhere",
        "other_table",
    }
)  # agreed to before anything is saved


class Member(Part):
    """One person on the roster; `member_no` is what their submissions are known by.

    `person` is what the branch knows them by through a change of number; empty: the key of their number.
    """

    member_no: Name
    name: Name
    office: Line = ""
    post: Line = ""
    party_group: Line = ""
    political_status: Line = ""
    party_post: Line = ""
    joined_day: date | None = None
    left_day: date | None = None
    person: Line = ""


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

    `unnumbered` are people without a number, by a place number of the reading: they are members once they are
    numbered. `branches` says to which branch the table counts somebody, by that number.
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


def person_of(member: Member) -> str:
    """What the branch knows a member by, whatever number they have now."""
    return member.person or member_key(member.member_no)


def member_key(member_no: str) -> str:
    """A form in which the ways to write one number are equal: `7`, `007` and full-width `７`."""
    key = "".join(printable(unicodedata.normalize("NFKC", member_no)).split()).casefold()
    return key.lstrip("0") or "0" if key.isdigit() else key


def read_roster(path: Path, today: date | None = None) -> RosterReading:
    """The roster in a table file; never raises for what the file holds. Days are looked at as of `today`."""
    try:
        table = read_table(path)
    except UnreadableError as unreadable:
        fault = RosterFault(unreadable.why, value=unreadable.value, said=unreadable.words)
        return RosterReading(faults=(fault,))
    readings = [(sheet, _read_sheet(sheet, today)) for sheet in table.sheets]
    some = [(sheet, one) for sheet, one in readings if one.members or one.unnumbered]
    chosen, reading = next(iter(some), readings[0])
    beside = {
        sheet.name: len(one.members) + len(one.unnumbered)
        for sheet, one in readings
        if sheet is not chosen and (one.members or one.unnumbered)
    }
    left = tuple(RosterFault("members_elsewhere", value=name, first_row=count) for name, count in beside.items())
    others = [
        Unused("sheet", sheet.name)
        for sheet in table.sheets
        if sheet is not chosen and sheet.rows and sheet.name not in beside
    ]
    others += [Unused("hidden", sheet.name) for sheet in table.hidden]
    others += [Unused("file", str(remark)) for remark in table.remarks]
    faults = (*left, *reading.faults)
    return replace(reading, sheet=chosen.name, faults=faults, unused=(*reading.unused, *others))


def _read_sheet(sheet: Sheet, today: date | None) -> RosterReading:
    rows = sheet.rows
    header = find_header(rows)
    blocks, header_row = list(header.blocks), header.row
    if lies_sideways(rows, header):
        return RosterReading(faults=(RosterFault("sideways"),))
    blocks = [block for block in blocks if "name" in block]
    blocks = [block for block in blocks if "member_no" in block] or blocks  # beside numbers, names alone are no table
    if not blocks:
        columns = ("member_no", "name") if not header_row else ("name",)
        return RosterReading(faults=tuple(RosterFault("missing_column", header_row, column) for column in columns))
    at = header.below - 1
    titles = [None, *(other_title(rows, at, block, blocks[0]) for block in blocks[1:])]
    if any(title is not None for title in titles):
        others = tuple(
            RosterFault("other_table", header_row, value=title, first_row=people_in(rows[header.below :], block))
            for block, title in zip(blocks, titles, strict=True)
            if title is not None
        )
        reading = _read_members(
            sheet, header, [one for one, no in zip(blocks, titles, strict=True) if no is None], today
        )
        return replace(reading, faults=(*others, *reading.faults))
    return _read_members(sheet, header, blocks, today)


def _read_members(sheet: Sheet, header: Header, blocks: list[Block], today: date | None) -> RosterReading:
    """The members in the tables that are theirs, by their numbers or the running ones."""
    header_row = header.row
    if all(block.get("member_no", -1) == block.get("running_no", -2) for block in blocks):
        first = _read_blocks(sheet, header, blocks, today)
        if not any(fault.code == "doubled_number" for fault in first.faults):
            warning = RosterFault("running_number_used", header_row, "member_no")
            return replace(first, faults=(warning, *first.faults))
        blocks = [{column: at for column, at in block.items() if column != "member_no"} for block in blocks]
    reading = _read_blocks(sheet, header, blocks, today)
    if any("member_no" not in block for block in blocks):
        missing = RosterFault("missing_column", header_row, "member_no")
        return replace(reading, faults=(missing, *reading.faults))
    return reading


def _read_blocks(sheet: Sheet, header: Header, blocks: Sequence[Block], today: date | None) -> RosterReading:
    """The members beneath a row of headings: the first of the tables side by side from top to bottom, then the next."""
    numbers_given = all("member_no" in block for block in blocks)
    readers = [_Reader(block, numbers_given, today) for block in blocks]
    beside = list[RosterFault]()
    body = [row for row in sheet.rows[header.below :] if row[0] <= ROW_LIMIT]
    for place, (row, cells) in enumerate(body):
        again = blocks_beneath([reader.first_columns for reader in readers], cells)
        if again and "name" in again[0]:
            title = other_title(body, place, again[0], readers[0].first_columns)
            if title is not None:
                beside = [
                    RosterFault("other_table", row, value=title, first_row=people_in(body[place + 1 :], again[0]))
                ]
                body = body[:place]
                break
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
        faults=(*beside, *reading.faults, *cut),
        columns=tuple(
            ReadAs(letters_of(at), header.title(at), column)
            for block in blocks
            for column, at in sorted(block.items(), key=lambda one: one[1])
            if column != "running_no" or block.get("member_no") != at
        ),
        unused=(
            *unused_columns(header, body, taken, blocks[0]),
            *(one for reader in readers for one in reader.blanks(header)),
            *reading.unused,
        ),
    )


def _together(readers: Sequence[_Reader]) -> RosterReading:
    """What the readers of all tables found; no number may stand in two of them, and no name twice without one."""
    members, unnumbered, faults = list[Member](), list[Member](), list[RosterFault]()
    unused, branches = list[Unused](), dict[str, str]()
    first_rows, named = dict[str, int](), dict[str, int]()
    for reader in readers:
        for row, member, branch in reader.found:
            key = member_key(member.member_no)
            if key in first_rows:
                faults.append(RosterFault("doubled_number", row, "member_no", member.member_no, first_rows[key]))
                continue
            first_rows[key] = row
            named.setdefault(name_key(member.name), row)
            members.append(member)
            if branch:
                branches[member.member_no] = branch
    for reader in readers:
        for row, person, branch in reader.unnumbered:
            place = f"-{len(unnumbered) + 1}"
            first = named.setdefault(name_key(person.name), row)
            if first != row:
                faults.append(RosterFault("same_name", row, "name", person.name, first))
            unnumbered.append(Member(**{**person.model_dump(), "member_no": place}))
            if branch:
                branches[place] = branch
        faults += reader.faults
        unused += reader.unused
    faults.sort(key=lambda fault: fault.row)
    return RosterReading(
        tuple(members), tuple(faults), unused=tuple(unused), unnumbered=tuple(unnumbered), branches=branches
    )


class _Reader:
    """Turns the rows of one table into members, faults, and what was not used."""

    def __init__(self, columns: Block, numbers_given: bool, today: date | None) -> None:
        self.columns = self.first_columns = columns  # the headings may stand there once more, in another order
        self.numbers_given = numbers_given
        self.today = today
        self.found: list[tuple[int, Member, str]] = []
        self.unnumbered: list[tuple[int, Member, str]] = []
        self._above: dict[str, str] = {}  # what stood in the row of the person above
        self.blank_rows: dict[str, list[int]] = {}
        self.faults: list[RosterFault] = []
        self.unused: list[Unused] = []

    def take(self, row: int, cells: Sequence[Cell]) -> None:
        """Read one row; one in which nothing stands is passed over, one that is no person is named."""
        own = {column: cell_text(cells[at]) for column, at in self.columns.items() if 0 <= at < len(cells)}
        number, name = plain_number(own.get("member_no", "")), own.get("name", "")
        if number in NO_NUMBER:
            own["member_no"] = number = ""
        if not any(own.values()):
            return
        first = next(filter(None, map(cell_text, cells)), "")
        if self.numbers_given and name and isinstance(self._cell(cells, "member_no"), datetime):
            self.faults.append(RosterFault("damaged_number", row, "member_no", of_whom(number, name)))
            return
        if TOTAL.fullmatch(name_key(first)) or is_no_person(number, name, numbers_given=self.numbers_given):
            self.unused.append(Unused("row", " ".join(filter(None, own.values())), row))
            return
        if not name:
            self.faults.append(RosterFault("empty_name", row, value=number))
            return
        if self.numbers_given and not number:
            self.faults.append(RosterFault("empty_number", row, value=name))
        elif self.numbers_given and is_damaged(self._cell(cells, "member_no"), number):
            self.faults.append(RosterFault("damaged_number", row, "member_no", of_whom(as_excel_shows(number), name)))
            return
        if is_doubtful(name, table_text(self._cell(cells, "name"))):
            self.faults.append(RosterFault("doubtful_name", row, "name", name))
        texts = {column: cell_text(self._cell(cells, column)) for column in self.columns}
        self._read_dittos(row, texts)
        member = self._member(row, cells, texts, number, name)
        found = self.found if number and self.numbers_given else self.unnumbered
        found.append((row, member, texts.get("branch", "")))
        for column in ("party_group", "office", "branch"):
            if column in self.columns and not texts[column]:
                self.blank_rows.setdefault(column, []).append(row)

    def _read_dittos(self, row: int, texts: dict[str, str]) -> None:
        """同上 says what the row above says; that it was read so is told."""
        for column in texts:
            if column in _CARRIED and texts[column] in DITTO and (above := self._above.get(column)):
                self.unused.append(Unused("ditto", texts[column], row, above))
                texts[column] = above
        self._above = texts

    def _member(self, row: int, cells: Sequence[Cell], texts: dict[str, str], number: str, name: str) -> Member:
        name, behind = name_alone(name)
        if behind:
            self.unused.append(Unused("behind", behind, row, name))
        joined, left = self._day(row, cells, "joined_day"), self._day(row, cells, "left_day")
        if joined and left and left < joined:
            days = _(", ").join(map(str, (joined, left)))
            self.faults.append(RosterFault("left_before_joined", row, "left_day", days))
            left = None
        return Member(
            member_no=number or "-",
            name=name,
            office=texts.get("office", ""),
            post=texts.get("post", ""),
            party_group=texts.get("party_group", ""),
            political_status=texts.get("political_status", ""),
            party_post=texts.get("party_post", ""),
            joined_day=joined,
            left_day=left,
        )

    def blanks(self, header: Header) -> list[Unused]:
        """The columns that say something of some people and nothing of others, who may stand under a group's cell."""
        return [
            Unused("blank", header.title(self.first_columns.get(column, -1)), rows[0], name=str(len(rows)))
            for column, rows in self.blank_rows.items()
            if len(rows) < len(self.found) + len(self.unnumbered)
        ]

    def _cell(self, cells: Sequence[Cell], column: str) -> Cell:
        at = self.columns.get(column, -1)
        return cells[at] if 0 <= at < len(cells) else None

    def _day(self, row: int, cells: Sequence[Cell], column: str) -> date | None:
        cell = self._cell(cells, column)
        day, fault = read_day(cell, self.today)
        if fault:
            self.faults.append(RosterFault(fault, row, column, cell_text(cell)))
        return day
