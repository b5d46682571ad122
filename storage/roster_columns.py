"""What the columns of a roster are called in offices, and which of a table's columns was read as what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from content.importing import table
from content.importing.table import Cell, Row, name_key
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
    "political_status": ("政治面貌", "面貌", "politicalstatus", "status"),
    "joined_day": (
        "加入日期", "加入时间", "转入日期", "转入时间", "调入日期", "调入时间", "到岗日期", "到岗时间",
        "组织关系转入日期", "组织关系转入时间", "joined", "joinedon", "joinedday", "from",
    ),
    "left_day": (
        "转出日期", "转出时间", "离开日期", "离开时间", "调出日期", "调出时间", "调离日期", "调离时间", "离岗日期",
        "组织关系转出日期", "组织关系转出时间", "left", "lefton", "leftday", "until",
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

    "file" is what the reader of tables says that it left out, in words.
    """

    kind: Literal["column", "row", "sheet", "hidden", "remark", "file"]
    text: str
    row: int = 0
    name: str = ""


def column_of(title: str) -> str:
    """What a column with this heading is read as; empty when it is not known."""
    key = name_key(title).strip("*:")
    return _COLUMN_OF.get(key) or _COLUMN_OF.get(re.sub(r"\(.*", "", key), "")


def cell_text(cell: Cell) -> str:
    """What stands in a cell, on one line."""
    return clean_line(table.cell_text(cell))[:LINE_LIMIT]


def find_header(rows: Sequence[Row]) -> tuple[int, list[Block]]:
    """The row that names most columns, and the tables that begin in it; none when no heading is known."""
    best_place, best = 0, list[Block]()
    for place, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        found = blocks_of(cells)
        if sum(map(len, found)) > sum(map(len, best)):
            best_place, best = place, found
    return best_place, best


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
