"""A unit's own list of don'ts from the table or the TOML file an office made; every fault with its row.

A table has a row an item under a header row, and above it or on another sheet the list's title, edition, first day
and source, each in two cells: `清单名称 | 综合处对照清单`. Items are known by the number given them or else by their
words, so that rows can change places in a later edition.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from content.cells import cells_at_most
from content.donts import MOST_DONTS, read_dont_list
from content.errors import FileFaults, PackError
from content.importing.cell_words import is_spoilt
from content.importing.table import (
    ROW_LIMIT,
    Cell,
    Row,
    Sheet,
    TableFile,
    TableRemark,
    UnreadableError,
    belong_to,
    cell_text,
    name_key,
    places_of,
    read_table,
    unreadable_words,
)
from content.importing.unused import unused_columns, unused_rows
from content.marks import Bilingual, Dont, DontList, Mark
from content.printable import visible
from content.tomlfile import has_controls
from content.words import _

COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("编号", "条目编号", "id"),
    "official": ("内容", "条目", "对照内容", "对照条目", "要求", "item", "text"),
    "short": ("简称", "简写", "短名", "short", "shortform"),
    "kept": ("做到", "做到的含义", "kept"),
    "partly": ("部分做到", "部分做到的含义", "partly", "partlykept"),
    "not_kept": ("未做到", "未做到的含义", "notkept"),
    "not_faced": ("不涉及", "不涉及的含义", "notfaced"),
    "questions": ("每日提问", "提问", "问题", "questions", "question"),
    "head_questions": ("负责人提问", "处长提问", "headquestions"),
    "examples_kept": ("做到的例子", "做到举例", "exampleskept"),
    "examples_not_kept": ("未做到的例子", "未做到举例", "examplesnotkept"),
}
HEAD: Mapping[str, Sequence[str]] = {
    "title": ("清单名称", "名称", "标题", "title"),
    "edition": ("版本", "版次", "edition"),
    "from_day": ("启用日期", "执行日期", "起始日期", "from", "fromday"),
    "source": ("依据", "来源", "制定依据", "source"),
}
_COLUMN_OF = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_HEAD_OF = {alias: key for key, aliases in HEAD.items() for alias in aliases}
_LISTS = ("examples_kept", "examples_not_kept", "questions", "head_questions")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}", re.ASCII)
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 0?0:00(?::00)?)?", re.ASCII)
_ABOUT = {
    "说明",
    "项目",
    "对照清单条目",
    "清单名称和填写说明",
}  # how our own second sheet begins its rows that say nothing of the list
WIDEST, WIDEST_SHORT = 72, 26  # cells of a terminal: a Chinese character takes two
_USUAL = {
    Mark.KEPT: Bilingual("当天做到了", "Kept that day"),
    Mark.NOT_KEPT: Bilingual("当天没有做到", "Not kept that day"),
    Mark.NOT_FACED: Bilingual("当天没有遇到这方面的事", "Nothing of the kind came up that day"),
}


def example_list() -> DontList:
    """A short list to write one's own after."""
    return read_dont_list(Path(__file__).parent / "example_list.toml")


@dataclass(frozen=True)
class ListFile:
    """The list a file holds; what of it was not taken, each with its place; hidden sheets with items left out."""

    dont_list: DontList
    remarks: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def read_list_file(file: Path, *, with_hidden: bool = False) -> ListFile:
    """The list in a file of an office: .toml, .xlsx or .csv. `from_day` is date.min where the file says none.

    Hidden sheets are left out and named, unless they are wanted too.

    Raises:
        FileFaults: it cannot be used; every fault with its row, or the first one with its line in TOML.
    """
    if file.suffix.lower() == ".toml":
        try:
            dont_list = read_dont_list(file)
        except PackError as error:
            raise FileFaults([(error.line or 0, error.problem)]) from error
        if faults := [(0, words) for words in _faults_of(dont_list)]:
            raise FileFaults(faults)
        return ListFile(dont_list)
    try:
        table = read_table(file)
    except UnreadableError as error:
        no_list = _("is no list; save it as .xlsx, .csv or .toml")
        raise FileFaults([(0, unreadable_words(error, no_list, _("is too large to be a list")))]) from error
    return _from_table(table, with_hidden=with_hidden)


def _faults_of(dont_list: DontList) -> Iterator[str]:
    """What a well-formed list of a unit may not have all the same."""
    for given in (dont_list.id, *(dont.id for dont in dont_list.donts)):
        if not _ID.fullmatch(given):
            yield _("{id}: an id has at most 40 letters, digits, dots, hyphens").format(id=given[:60])
    for dont in dont_list.donts:
        yield from _too_wide(dont)


def _too_wide(dont: Dont) -> Iterator[str]:
    if cells_at_most(dont.short.zh) > WIDEST_SHORT or cells_at_most(dont.short.en) > WIDEST_SHORT:
        words = _("the short form '{text}' is too long; at most {n} Chinese characters")
        yield words.format(text=dont.short.zh[:30], n=WIDEST_SHORT // 2)
    for text in (dont.official, *dont.questions, *dont.head_questions):
        if cells_at_most(text.zh) > WIDEST or cells_at_most(text.en) > WIDEST:
            words = _("'{text}' is too long for a line; at most {n} Chinese characters")
            yield words.format(text=text.zh[:30], n=WIDEST // 2)


def _from_table(table: TableFile, *, with_hidden: bool) -> ListFile:
    sheets = [*table.sheets, *(table.hidden if with_hidden else ())]
    reading = _Reading(several=len(sheets) > 1)
    items = next((sheet for sheet in sheets if _header(sheet.rows) is not None), None)
    for sheet in sheets:
        reading.take_head(sheet, _header(sheet.rows) if sheet is items else None)
    hidden = [] if with_hidden else table.hidden
    reading.remarks += [TableRemark(_("a hidden sheet with {n} rows; not read").format(n=len(one.rows)), one.name)
                        for one in hidden]  # fmt: skip
    remarks = [*table.remarks, *reading.remarks]
    if items is None:
        faults = [(0, _("the header row is missing; it names the columns 内容, 简称 and 部分做到"))]
        raise FileFaults([*faults, *((0, str(remark)) for remark in remarks)])
    header = _header(items.rows) or 0
    if items.is_cut:
        reading.faults.append((items.rows[-1][0], _("more than {n} rows; the list ends elsewhere").format(n=ROW_LIMIT)))
    heads = items.rows[header][1]
    remarks += unused_columns(items, header, places_of(_known(heads)).values(), _known(heads))
    reading.take_items(items.rows, header)
    asked = [sheet.name for sheet in hidden if _header(sheet.rows) is not None]
    return ListFile(reading.result(), tuple(map(str, remarks)), tuple(asked))


def _header(rows: Sequence[Row]) -> int | None:
    """The place of the header row: the first that names both the items and what partly kept means."""
    for place, (_number, cells) in enumerate(rows[:20]):
        if {"official", "partly"} <= set(places_of(_known(cells))):
            return place
    return None


def _known(cells: Sequence[Cell]) -> dict[int, str]:
    """What each heading that is known means, by its place."""
    names = {at: re.sub(r"\(.*", "", name_key(cell_text(cell))).rstrip(":*") for at, cell in enumerate(cells)}
    return {at: column for at, name in names.items() if (column := _COLUMN_OF.get(name))}


@dataclass
class _Reading:
    """What was read so far, and all that is wrong."""

    several: bool = False
    head: dict[str, str] = field(default_factory=dict)
    from_day: date = date.min
    donts: list[tuple[int, Dont]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[TableRemark] = field(default_factory=list)

    def take_head(self, sheet: Sheet, until: int | None) -> None:
        """Read the pairs of title, edition, first day and source."""
        used = set()
        for number, cells in sheet.rows[:until]:
            if cell_text(cells[0]) in _ABOUT:
                used.add(number)
            for name, value in pairwise(cells):
                key = _HEAD_OF.get(name_key(cell_text(name)).rstrip(":"))
                if key is None or key in self.head or not cell_text(value):
                    continue
                used.add(number)
                self.head[key] = self._proper(number, cell_text(value))
                if key == "from_day":
                    self.from_day = self._day(number, value)
        if until is not None or used:
            self.remarks += unused_rows(sheet, sheet.rows[:until], used)
        elif sheet.rows and self.several:
            words = _("no header row with 内容 and 部分做到; the sheet is not read")
            self.remarks.append(TableRemark(words, sheet.name))

    def take_items(self, rows: Sequence[Row], header: int) -> None:
        """Read the rows beneath the header."""
        first = columns = places_of(_known(rows[header][1]))
        for number, cells in rows[header + 1 :]:
            known = _known(cells)
            if {"official", "partly"} <= set(known.values()) and belong_to(first.values(), known):
                columns = places_of(known)  # the headings stand there once more
                continue
            texts = {
                column: self._proper(number, cell_text(cells[at])) for column, at in columns.items() if at < len(cells)
            }
            if any(texts.values()):
                self._take(number, texts)

    def _take(self, number: int, texts: Mapping[str, str]) -> None:
        missing = [name for name in ("official", "partly") if not texts.get(name)]
        for name in missing:
            self.faults.append((number, _("{column} is missing").format(column=COLUMNS[name][0])))
        if missing:
            return
        official = " ".join(texts["official"].split())
        dont = Dont(
            id=texts.get("id", ""),
            official=Bilingual(official),
            short=Bilingual(" ".join(texts.get("short", "").split()) or official),
            meanings={mark: Bilingual(said) if (said := texts.get(mark.value)) else _USUAL[mark] for mark in Mark},
            **{key: tuple(Bilingual(line) for line in _lines(texts.get(key, ""))) for key in _LISTS},
        )
        self.faults += [(number, words) for words in _too_wide(dont)]
        self.donts.append((number, dont))

    def result(self) -> DontList:
        """The list.

        Raises:
            FileFaults: something is wrong.
        """
        for key in ("title", "source"):
            if not self.head.get(key):
                words = _("{key} is missing: write it in one cell and the value in the cell to its right")
                self.faults.append((0, words.format(key=HEAD[key][0])))
        if not 1 <= len(self.donts) <= MOST_DONTS and not self.faults:
            words = _("a list has 1 to {most} items, this one {count}")
            self.faults.append((0, words.format(most=MOST_DONTS, count=len(self.donts))))
        list_id = "list-" + _digest(self.head.get("title", ""))
        donts = [(row, replace(dont, id=self._id(row, dont, list_id))) for row, dont in self.donts]
        seen = Counter[str]()
        for row, dont in donts:
            seen[name_key(dont.id)] += 1
            if seen[name_key(dont.id)] == 2:
                self.faults.append((row, _("'{text}' stands here twice").format(text=dont.official.zh[:30])))
        if self.faults:
            raise FileFaults(sorted(self.faults))
        edition = self.head.get("edition") or (self.from_day.isoformat() if self.from_day != date.min else "1")
        title, source = Bilingual(self.head["title"]), Bilingual(self.head["source"])
        return DontList(list_id, title, edition, self.from_day, source, tuple(dont for _row, dont in donts))

    def _id(self, row: int, dont: Dont, list_id: str) -> str:
        given = dont.id.strip()
        if not given:
            return f"{list_id}-{_digest(dont.official.zh)}"
        if not _ID.fullmatch(given):
            self.faults.append(
                (row, _("{id}: an id has at most 40 letters, digits, dots, hyphens").format(id=given[:60]))
            )
        return f"{list_id}-{given}"[:60]

    def _proper(self, row: int, text: str) -> str:
        if has_controls(text):
            self.faults.append((row, _("the row holds control characters")))
            return ""
        if is_spoilt(text):
            words = _("'{text}' is what Excel made of it; write it anew, as text")
            self.faults.append((row, words.format(text=text[:20])))
        return visible(text).strip()

    def _day(self, row: int, cell: Cell) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        found = _DATE.fullmatch(cell_text(cell))
        try:
            return date(*(int(part) for part in found.groups())) if found else self._no_day(row, cell)
        except ValueError:
            return self._no_day(row, cell)

    def _no_day(self, row: int, cell: Cell) -> date:
        words = _("{day} is no day; write it as 2026-12-01")
        self.faults.append((row, words.format(day=cell_text(cell)[:30])))
        return date.min


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
