"""Questions from the files that offices keep them in: Excel, CSV, Aiken, GIFT, or a bank in its own form, TOML.

A table has a question a row under a header row, on one sheet or several; a sheet that is named 单选题 needs no column
题型. Another sheet may say what the bank is called, in pairs of cells: `题库名称 | 人大业务题库`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from content.catalog import Catalog
from content.errors import FileFaults
from content.importing.aiken import is_aiken, read_aiken
from content.importing.cell_words import SHORTENED, options_in, truth, without_letters
from content.importing.gift import read_gift
from content.importing.number_format import Moment, Number
from content.importing.raw import Raw
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
    letters_of,
    name_key,
    places_of,
    read_data,
    read_table,
    text_of,
    unreadable_words,
)
from content.importing.unchecked import TYPES, BankFile, bank_of
from content.importing.unused import unused_columns, unused_rows
from content.models import QuestionType
from content.words import _

COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("编号", "题目编号", "试题编号", "id"),
    "type": ("题型", "类型", "题目类型", "试题类型", "type"),
    "stem": ("题干", "题目", "问题", "试题", "题目内容", "试题内容", "题目描述", "question", "stem"),
    "options": ("选项", "备选项", "备选答案", "options"),
    "answer": ("答案", "正确答案", "标准答案", "参考答案", "正确选项", "answer", "key"),
    "explanation": ("解析", "答案解析", "试题解析", "题目解析", "说明", "explanation"),
    "topic": ("知识点", "考点", "章节", "分类", "所属章节", "topic", "category"),
    "difficulty": ("难度", "难易度", "难易程度", "难度等级", "difficulty"),
    "source": ("依据", "出处", "来源", "法条依据", "法律依据", "source"),
    "edition": ("版本", "版次", "edition"),
    "tags": ("标签", "tags"),
    "any_order": ("填空不分先后", "不分先后", "anyorder"),
    "fixed_order": ("选项不打乱", "固定顺序", "fixedorder"),
}
IN_ENGLISH = ("stem", "answer", "explanation", "topic", "source", "edition")
HEAD: Mapping[str, Sequence[str]] = {
    "title": ("题库名称", "题库", "bank"),
    "id": ("题库编号", "bankid"),
    "edition": ("题库版本", "bankedition"),
    "source": ("题库来源", "banksource"),
    "licence": ("使用许可", "licence"),
    "valid_from": ("适用起始日",),
    "valid_until": ("适用截止日",),
    "title_en": ("题库名称(英文)",),
    "edition_en": ("题库版本(英文)",),
    "source_en": ("题库来源(英文)",),
}
_COLUMN_OF = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_COLUMN_OF |= {f"{alias}(英文)": f"{column}_en" for column in IN_ENGLISH for alias in COLUMNS[column]}
_HEAD_OF = {alias: key for key, aliases in HEAD.items() for alias in aliases}
_OPTION = re.compile(
    r"(?:(?:选择?项|备选项|备选答案|option)([a-z]|[1-9一二三四五六七八九])|([a-j]))(?:选项|项)?(\(英文\))?"
)
_NTH = {sign: "abcdefghi"[place % 9] for place, sign in enumerate("123456789一二三四五六七八九")}  # 选项1 is 选项A
_REMARK = re.compile(r"\((?!英文\))[^()]*\)")
_GUARDED = re.compile(r"'+[=+\-@]")  # how our CSV writes what a spreadsheet would run
_ABOUT = {
    "说明",
    "项目",
    "题库模板",
    "题库名称和填写说明",
}  # how our own second sheet begins its rows that say nothing of the bank
_TOTALS = re.compile(  # a row that counts the others
    r"(?:合计|总计|小计|共计)[ :：]*(?:\d{1,6} ?[道个]?(?:小?题|条)?)?[ :：。]*"
)
_FORMULA = re.compile(r"=(?:\$?[A-Z]{1,3}\$?\d+|[A-Z]{2,12}\().*", re.ASCII | re.DOTALL)
_DAY = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}", re.ASCII)
_DAMAGED = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}", re.ASCII)  # what was 2/3


def read_bank_file(file: Path, *, topic: str = "", source: str = "", with_hidden: bool = False) -> BankFile:
    """The bank in a file; `topic` and `source` for questions that say none.

    Hidden sheets are left out and named, unless they are wanted too.

    Raises:
        FileFaults: it is no such file; what is wrong with single questions is in the result.
    """
    suffix = file.suffix.lower()
    if suffix == ".toml":
        return _from_toml(file)
    if suffix in (".gift", ".txt"):
        text = _text_of(file)
        table = _as_table(file) if suffix == ".txt" else None
        if table is not None and any(_header(sheet.rows) is not None for sheet in table.sheets):
            return _from_table(table, file.stem, topic, source, with_hidden=with_hidden)
        if suffix == ".txt" and is_aiken(text):
            raws, remarks = read_aiken(text)
            return bank_of(raws, {}, file.stem, topic=topic, source=source, remarks=remarks)
        if suffix == ".gift" or re.search(r"(?<!\\)[{｛]", text):
            return _from_gift(text, file.stem, topic, source)
    return _from_table(_table_of(file), file.stem, topic, source, with_hidden=with_hidden)


def _as_table(file: Path) -> TableFile | None:
    """A text file as a table; None where it is none."""
    try:
        return read_table(file)
    except UnreadableError:
        return None


def _table_of(file: Path) -> TableFile:
    try:
        return read_table(file)
    except UnreadableError as error:
        raise FileFaults([(0, _why_unreadable(error))]) from error


def _from_gift(text: str, title: str, topic: str, source: str) -> BankFile:
    read = read_gift(text)
    return bank_of(read.raws, read.head, title, topic=topic, source=source, faults=read.faults, remarks=read.remarks)


def _from_toml(file: Path) -> BankFile:
    catalog = Catalog.load_file(file)
    faults = [(fault.line or 0, fault.problem) for fault in catalog.faults]
    if not catalog.packs:
        raise FileFaults(faults)
    pack = catalog.packs[0]
    return BankFile(pack, (0,) * len(pack.questions), tuple(faults))


def _text_of(file: Path) -> str:
    try:
        return text_of(read_data(file)).replace("\r\n", "\n").replace("\r", "\n")
    except UnreadableError as error:
        raise FileFaults([(0, _why_unreadable(error))]) from error


def _why_unreadable(error: UnreadableError) -> str:
    return unreadable_words(
        error,
        _("is no bank; save it as .xlsx, .csv, .gift, .txt (Aiken) or .toml"),
        _("is too large; split it into several files"),
    )


def _from_table(table: TableFile, stem: str, topic: str, source: str, *, with_hidden: bool) -> BankFile:
    sheets = [*table.sheets, *(table.hidden if with_hidden else ())]
    reading = _Reading(is_csv=not table.sheets[0].name, several=len(sheets) > 1)
    for sheet in sheets:
        reading.take_head(sheet)
    reading.take_unused()
    for sheet in sheets:
        reading.take(sheet)
    hidden = [sheet for sheet in table.hidden if not with_hidden]
    remarks = [*table.remarks, *reading.remarks, *(TableRemark(_hidden_words(sheet), sheet.name) for sheet in hidden)]
    if not reading.raws:
        words = _(
            "no question was found; a table names the columns 题干 and 答案 in its header, "
            "a text says 答案：B beneath each question"
        )
        raise FileFaults([*reading.faults, (0, words), *((0, str(remark)) for remark in remarks)])
    asked = [sheet.name for sheet in hidden if _header(sheet.rows) is not None]
    return bank_of(
        reading.raws, reading.head, stem, topic=topic, source=source, faults=reading.faults,
        remarks=[str(remark) for remark in remarks], hidden=asked,
    )  # fmt: skip


def _hidden_words(sheet: Sheet) -> str:
    if (header := _header(sheet.rows)) is None:
        return _("a hidden sheet without questions; not read")
    return _("a hidden sheet with {n} rows of questions; not read").format(n=len(sheet.rows) - header - 1)


def _header(rows: Sequence[Row]) -> int | None:
    """The place of the header row: the first that names both the question and its answer, or the one beneath it.

    Under a heading that is merged over two rows stand the letters of the options.
    """
    found = next((place for place, (_row, cells) in enumerate(rows[:20]) if _is_header(cells)), None)
    if (
        found is not None
        and found + 1 < len(rows)
        and _is_header(rows[found + 1][1], places_of(_known(rows[found][1])))
    ):
        return found + 1
    return found


def _is_header(cells: Sequence[Cell], above: Mapping[str, int] | None = None) -> bool:
    """Whether a row names both; where a table begins above it, also whether it belongs to that."""
    both = {at: column for at, column in _known(cells).items() if column in ("stem", "answer")}
    return len(set(both.values())) == 2 and (above is None or belong_to(above.values(), both))


def _known_over_two_rows(rows: Sequence[Row], header: int) -> dict[int, str]:
    """What the headings mean where the letters of the options stand in a row beneath; empty where they do not."""
    beneath = rows[header + 1][1] if header + 1 < len(rows) else ()
    letters, said = _known(beneath), [place for place, cell in enumerate(beneath) if cell_text(cell)]
    if len(said) < 2 or any(not letters.get(place, "").startswith("options.") for place in said):
        return {}
    return dict(sorted({**_known(rows[header][1]), **letters}.items()))


def _known(cells: Sequence[Cell]) -> dict[int, str]:
    """What each heading that is known means, by its place."""
    found = {}
    for position, cell in enumerate(cells):
        name = _REMARK.sub("", name_key(cell_text(cell))).rstrip(":*")  # 选项A（必填）
        match = _OPTION.fullmatch(name)
        letter = (match[1] or match[2]) if match else ""
        column = f"options{'_en' if match[3] else ''}.{_NTH.get(letter, letter)}" if match else _COLUMN_OF.get(name, "")
        if column:
            found[position] = column
    return found


@dataclass
class _Reading:
    """What was read of the sheets so far, and all that was not."""

    is_csv: bool
    several: bool
    raws: list[Raw] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[TableRemark] = field(default_factory=list)
    _heads: list[tuple[Sheet, int | None, set[int]]] = field(default_factory=list)

    @property
    def _is_ours(self) -> bool:
        """Whether the program wrote the table: then every text stands as it is."""
        return {"id", "licence"} <= self.head.keys()

    def take_head(self, sheet: Sheet) -> None:
        """Read the pairs of cells that say what the bank is called, above the header or on a sheet of their own."""
        header = _header(sheet.rows)
        used = set()
        for number, cells in sheet.rows[:header]:
            texts = [cell_text(cell) for cell in cells]
            for name, value in pairwise(texts):
                if (key := _HEAD_OF.get(name_key(name).rstrip(":"))) and value:
                    self.head.setdefault(key, value)
                    used.add(number)
            if texts[0] in _ABOUT or _is_header(cells):
                used.add(number)
        self._heads.append((sheet, header, used))

    def take_unused(self) -> None:
        """Name what of the sheets was no part of a head or a table."""
        if self._is_ours and self.is_csv:
            self.head = {key: _unguarded(text) for key, text in self.head.items()}
        for sheet, header, used in self._heads:
            self._unused(sheet, header, used)

    def _unused(self, sheet: Sheet, header: int | None, used: set[int]) -> None:
        titles = {number for number, cells in sheet.rows[:1] if cell_text(cells[0]) == self.head.get("title")}
        if header is not None or used:
            self.remarks += unused_rows(sheet, sheet.rows[:header], used | titles)
        elif sheet.rows and self.several:
            self.remarks.append(TableRemark(_("no header row with 题干 and 答案; the sheet is not read"), sheet.name))

    def take(self, sheet: Sheet) -> None:
        """Read the questions beneath the header."""
        if (header := _header(sheet.rows)) is None:
            return
        if sheet.is_cut:
            words = _("more than {n} rows; split it into several files")
            self.faults.append((sheet.rows[-1][0] - 1, words.format(n=ROW_LIMIT)))
        known = _known_over_two_rows(sheet.rows, header)
        below = header + (2 if known else 1)
        if known:
            self.remarks.append(TableRemark(_("two rows of headings, read as one"), sheet.name))
        known = known or _known(sheet.rows[header][1])
        first = columns = places_of(known)
        kind = sheet.name if "".join(sheet.name.split()).casefold() in TYPES and "type" not in columns else ""
        self.remarks += unused_columns(sheet, header, columns.values(), known)
        days: list[str] = []
        left: list[Row] = []
        for number, cells in sheet.rows[below:]:
            if _is_header(cells, first):  # once more, as at the head of each printed page, or of a table beneath
                columns = places_of(_known(cells))
            elif _TOTALS.fullmatch(cell_text(next(filter(None, cells), None)).strip()):
                left.append((number, cells))
            elif (raw := self._raw(sheet, number, cells, columns, kind, days)) is not None:
                self.raws.append(raw)
            elif any(isinstance(cell, str) and not cell.strip().isdecimal() for cell in cells if cell):
                left.append((number, cells))  # 二、多选题, 备注：…; a running number alone says nothing
        self.remarks += unused_rows(sheet, left, ())
        if days:
            words = _("dates, read as they are shown: {cells}").format(cells=_(", ").join(days[:6]))
            self.remarks.append(TableRemark(words, sheet.name))

    def _raw(
        self, sheet: Sheet, number: int, cells: Sequence[Cell], columns: Mapping[str, int], kind: str, days: list[str]
    ) -> Raw | None:
        texts, problems = {}, []
        for column, at in columns.items():
            if at >= len(cells):
                continue
            cell, place = cells[at], f"{letters_of(at)}{number}"
            texts[column] = self._text(cell)
            if not self._is_ours and (problem := self._damage(cell, column, place)):
                problems.append(problem)
            elif isinstance(cell, Moment) or (self.is_csv and not self._is_ours and _is_key_day(cell, column)):
                days.append(f"{place} {cell_text(cell)}")
        if not any(texts.values()):
            return None
        options, options_en = (self._options(texts, name) for name in ("options", "options_en"))
        kept = {column: text for column, text in texts.items() if not column.startswith("options") and text}
        judged = kind and TYPES["".join(kind.split()).casefold()] is QuestionType.TRUE_FALSE
        if kind and not (judged and options and not all(map(truth, options))):  # other options say what it is
            kept["type"] = kind
        return Raw(number, kept, options, options_en, sheet.name if self.several else "", tuple(problems), is_row=True)

    def _text(self, cell: Cell) -> str:
        if isinstance(cell, bool):
            return "对" if cell else "错"
        text = cell_text(cell)
        return _unguarded(text) if self._is_ours and self.is_csv else text

    def _damage(self, cell: Cell, column: str, place: str) -> str:
        """What Excel made of a cell that was meant otherwise; empty where it is what was written."""
        if isinstance(cell, Moment) and not cell.whole:
            words = _(
                "{place}: Excel took it for a date ({shown}), perhaps out of 2/3; make it a text cell, write anew"
            )
            return words.format(place=place, shown=cell.shown)
        if isinstance(cell, Number) and (cell.shown is None or re.fullmatch(r"\d{1,2}:0[1-9](:\d\d)?", cell.shown)):
            words = _("{place}: Excel took it for a number or a time ({shown}); make it a text cell, write anew")
            return words.format(place=place, shown=cell.shown or cell_text(cell))
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 1e15:
            words = _("{place}: a number of more than 15 digits, rounded by Excel; make it a text cell, write anew")
            return words.format(place=place)
        if isinstance(cell, str) and re.fullmatch("#{3,}", cell.strip()):
            return _("{place}: the column was too narrow, only ### is there; widen it and save anew").format(
                place=place
            )
        if not (self.is_csv and isinstance(cell, str)):
            return ""
        if SHORTENED.fullmatch(cell.strip()):
            words = _("{place}: '{shown}' may be a long number that Excel cut short; write all of it anew, as text")
            return words.format(place=place, shown=cell.strip())
        if _FORMULA.fullmatch(cell.strip()):
            words = _("{place}: a formula ({shown}); write what it gives")
            return words.format(place=place, shown=cell.strip()[:20])
        if column.startswith(("stem", "options", "answer")) and _DAMAGED.fullmatch(cell.strip()):
            words = _(
                "{place}: '{shown}' may be what Excel made of a figure such as 2/3; write it anew as text, or save "
                "as .xlsx where a day is meant"
            )
            return words.format(place=place, shown=cell.strip())
        return ""

    def _options(self, texts: Mapping[str, str], name: str) -> tuple[str, ...]:
        """The options up to the last that says something, or those written into one cell: `A.三日 B.五日`."""
        cells = [texts.get(f"{name}.{letter}", "") for letter in "abcdefghijklmnopqrstuvwxyz"]
        while cells and not cells[-1]:
            cells.pop()
        if self._is_ours:
            return tuple(cells)
        if len(cells) == 1 and options_in(cells[0]):  # all under the first heading
            return tuple(options_in(cells[0])[1:])
        if cells or not texts.get(name):
            return without_letters(cells)
        parts = options_in(texts[name])[1:] or re.split(r"[\n|｜]", texts[name])
        return tuple(text for part in parts if (text := part.strip(" \n;；,，、")))


def _unguarded(text: str) -> str:
    return text.removeprefix("'") if _GUARDED.match(text) else text


def _is_key_day(cell: Cell, column: str) -> bool:
    """Whether a text stands there that may be a day, or what was 26/3/4."""
    return isinstance(cell, str) and column.startswith(("options", "answer")) and bool(_DAY.fullmatch(cell.strip()))
