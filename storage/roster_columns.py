"""What the columns of a roster are called in offices, and which of a table's columns was read as what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from content.importing import table
from content.importing.table import Cell, Row, belong_to, letters_of, name_key
from content.printable import visible
from storage.records import LINE_LIMIT, clean_line

HEADER_WITHIN = 15

COLUMN_NAMES: Mapping[str, Sequence[str]] = {
    "member_no": (
        "编号", "人员编号", "党员编号", "成员编号", "职工编号", "员工编号", "人员编码", "工号", "职工号", "员工号",
        "党员号", "工作证号", "number", "no", "no.", "memberno", "memberno.",
    ),
    "running_no": ("序号", "#"),
    "name": ("姓名", "名字", "党员姓名", "成员姓名", "人员姓名", "职工姓名", "员工姓名", "name"),
    "branch": (
        "支部", "党支部", "所在支部", "所属支部", "所在党支部", "所属党支部", "支部名称", "党支部名称",
        "所属支部名称", "所在支部名称", "党组织", "所在党组织", "所属党组织", "branch",
    ),
    "office": (
        "处室", "部门", "单位", "科室", "所在处室", "所在部门", "所在单位", "所属处室", "所属部门", "所属单位",
        "工作单位", "工作部门", "处室名称", "部门名称", "处(室)", "office", "department",
    ),
    "post": (
        "职务", "职级", "岗位", "职务职级", "职务/职级", "职务、职级", "现任职务", "现任职级", "现职务", "行政职务",
        "工作岗位", "post", "position", "title",
    ),
    "party_group": (
        "党小组", "小组", "所在党小组", "所属党小组", "所在小组", "所属小组", "党小组名称", "partygroup", "group",
    ),
    "party_post": ("党内职务", "支部职务", "党支部职务", "支委", "支委分工", "partypost"),
    "political_status": ("政治面貌", "面貌", "politicalstatus", "status"),
    "joined_day": (
        "加入日期", "加入时间", "转入日期", "转入时间", "调入日期", "调入时间", "到岗日期", "到岗时间",
        "组织关系转入日期", "组织关系转入时间", "转入支部日期", "转入支部时间", "加入支部日期", "加入支部时间",
        "转入本支部日期", "转入本支部时间", "转入党支部日期", "转入党支部时间",
        "joined", "joinedon", "joinedday", "from",
    ),
    "left_day": (
        "转出日期", "转出时间", "离开日期", "离开时间", "调出日期", "调出时间", "调离日期", "调离时间", "离岗日期",
        "组织关系转出日期", "组织关系转出时间", "转出支部日期", "转出支部时间", "离开支部日期", "离开支部时间",
        "转出本支部日期", "转出本支部时间", "转出党支部日期", "转出党支部时间",
        "left", "lefton", "leftday", "until",
    ),
}  # fmt: skip
REMARKS = frozenset({"备注", "备考", "说明", "附注", "remark", "remarks", "notes"})
_COLUMN_OF = {alias: column for column, aliases in COLUMN_NAMES.items() for alias in aliases}

Block = Mapping[str, int]  # where each column stands, for one of the tables side by side


@dataclass(frozen=True)
class ReadAs:
    """A column of the table: its letter, its heading, and what it was read as."""

    letter: str
    title: str
    column: str


@dataclass(frozen=True)
class Unused:
    """What of the file was not read: a column (`name` has its letter), a row, a sheet, a remark on `name`.

    "file" is what the reader of tables says that it left out, in words; "behind", what stands behind `name`; "ditto",
    a sign that was read as `name`, which stands above; "blank",
    a column that says nothing of some people: from `row` on, `name` of them.
    """

    kind: Literal["column", "row", "sheet", "hidden", "remark", "file", "behind", "ditto", "blank"]
    text: str
    row: int = 0
    name: str = ""


def column_of(title: str) -> str:
    """What a column with this heading is read as; empty when it is not known."""
    key = name_key(title).strip("*:")
    return _COLUMN_OF.get(key) or _COLUMN_OF.get(re.sub(r"\(.*", "", key), "")


def cell_text(cell: Cell) -> str:
    """What stands in a cell, on one line."""
    return clean_line(visible(table.cell_text(cell)))[:LINE_LIMIT]


@dataclass(frozen=True)
class Header:
    """The row of headings, or two rows taken together: `row` as the sheet counts, people begin at `below` (from 0)."""

    row: int = 0
    cells: tuple[Cell, ...] = ()
    below: int = 0
    blocks: tuple[Block, ...] = ()

    def title(self, at: int) -> str:
        """The heading of a column, counted from 0."""
        return cell_text(self.cells[at]) if 0 <= at < len(self.cells) else ""


def find_header(rows: Sequence[Row]) -> Header:
    """The headings that name most columns, and the tables that begin there; no blocks when none is known.

    Headings may stand in two rows, 单位 over 处室 and 职务: the lower one counts where it is known.
    """
    best = Header()
    for place, (row, cells) in enumerate(rows[:HEADER_WITHIN]):
        if best.blocks and not blocks_beneath([block for block in best.blocks if "name" in block], cells):
            continue
        tried = [Header(row, tuple(cells), place + 1, tuple(blocks_of(cells)))]
        if place + 1 < len(rows) and (both := _taken_together(cells, rows[place + 1][1])):
            tried.append(Header(row, both, place + 2, tuple(blocks_of(both))))
        for one in tried:
            if sum(map(len, one.blocks)) > sum(map(len, best.blocks)):
                best = one
    return best


def _taken_together(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...]:
    """Two rows as one row of headings; none where the lower has something else than headings beneath a known one."""
    width = max(len(upper), len(lower))
    pairs = [(upper[at] if at < len(upper) else None, lower[at] if at < len(lower) else None) for at in range(width)]
    texts = [(cell_text(above), cell_text(below)) for above, below in pairs]
    if not any(column_of(above) for above, _below in texts):
        return ()
    if any(column_of(above) and below and not column_of(below) for above, below in texts):
        return ()
    if not any(column_of(below) and above != below for above, below in texts):
        return ()
    return tuple(below if column_of(cell_text(below)) or not cell_text(above) else above for above, below in pairs)


def lies_sideways(rows: Sequence[Row], header: Header) -> bool:
    """Whether the headings stand beneath each other, so that every person is a column."""
    across = max((len(block) - ("running_no" in block) for block in header.blocks), default=0)
    for at in range(3):
        known = [
            column for _row, cells in rows[:HEADER_WITHIN]
            if at < len(cells) and (column := column_of(cell_text(cells[at])))
        ]  # fmt: skip
        if "name" in known and len({*known}) > max(across, 1):
            return True
    return False


def blocks_of(cells: Sequence[Cell]) -> list[Block]:
    """The tables a row of headings begins: one, or several side by side, each with names of its own."""
    known = [(position, column) for position, cell in enumerate(cells) if (column := column_of(cell_text(cell)))]
    blocks: list[dict[str, int]] = [{}]
    for place, (position, column) in enumerate(known):
        again = column in blocks[-1] and "name" in blocks[-1]
        if again and any(other == "name" for _, other in known[place:]):
            blocks.append({})
        blocks[-1].setdefault(column, position)
    for block in blocks:
        if "running_no" in block:
            block.setdefault("member_no", block["running_no"])
    return [block for block in blocks if block]


def blocks_beneath(blocks: Iterable[Block], cells: Sequence[Cell]) -> list[Block]:
    """The tables that a row of headings beneath others begins; none where it stands beside one that goes on."""
    found = blocks_of(cells)
    places = [at for block in found for at in block.values()]
    return found if places and all(belong_to(block.values(), places) for block in blocks) else []


GONE = re.compile(r"转出|转走|调出|调离|离职|辞职|离任|减员|不再|退出|已走|\bleft\b|\bformer\b", re.IGNORECASE)


def other_title(rows: Sequence[Row], at: int, block: Block, first: Block) -> str | None:
    """The heading of a table that is not of the members: its own columns, or people who are gone; None where it is not.

    `at` is the place of its row of headings, `first` the columns of the members' table.
    """
    begins, ends = min(block.values()), max(block.values())
    is_beneath = begins <= max(first.values())
    above = rows[max(at - (1 if is_beneath else 2), 0) : at]
    texts = [cell_text(cell) for _row, cells in above for cell in cells[begins : ends + 1] if cell_text(cell)]
    title = next((text for text in reversed(texts) if not column_of(text)), "")
    if is_beneath:
        return title if len(texts) == 1 and GONE.search(title) else None
    own = {column for column in block if column not in {"running_no"}}
    members = {column for column in first if column not in {"running_no"}}
    return title if GONE.search(title) or len(members - own) > 1 else None


def people_in(rows: Sequence[Row], block: Block) -> int:
    """In how many rows a name stands."""
    return sum(block["name"] < len(cells) and bool(cell_text(cells[block["name"]])) for _row, cells in rows)


def unused_columns(header: Header, body: Sequence[Row], taken: set[int], block: Block) -> list[Unused]:
    """The columns in which something stands that was not read; of remarks each, with whom it is about."""
    found: list[Unused] = []
    for at in range(max((len(cells) for _, cells in body), default=0)):
        there = [(row, cells) for row, cells in body if at < len(cells) and cell_text(cells[at])]
        if at in taken or not there or column_of(title := header.title(at)) == "running_no":
            continue
        found.append(Unused("column", title, name=letters_of(at)))
        if name_key(title) in REMARKS:
            at_name = block["name"]
            found += [
                Unused("remark", cell_text(cells[at]), row, cell_text(cells[at_name]) if at_name < len(cells) else "")
                for row, cells in there
            ]
    return found
