"""Questions from the files that offices keep them in: Excel, CSV, Aiken, GIFT, or a bank in its own form, TOML.

A table has a question a row under a header row, on one sheet or several; a sheet that is named 单选题 needs no column
题型. Another sheet may say what the bank is called, in pairs of cells: `题库名称 | 人大业务题库`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from content.catalog import Catalog
from content.encoding import decoded
from content.errors import FileFaults, reason_of
from content.importing.aiken import read_aiken
from content.importing.gift import read_gift
from content.importing.table import FILE_LIMIT, ROW_LIMIT, Cell, Row, Sheet, UnreadableError, name_key, read_sheets
from content.importing.unchecked import DATE_CELL, NUMBER_CELL, TYPES, BankFile, Raw, bank_of
from content.models import LETTERS
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
_OPTION = re.compile(r"(?:选项|option)?([a-h])(?:选项|项)?(\(英文\))?")
_REMARK = re.compile(r"\((?!英文\))[^()]*\)")
_BEHIND_LETTER = r"\s*[.、．:：)）]\s*"


def read_bank_file(file: Path, *, topic: str = "", source: str = "") -> BankFile:
    """The bank in a file; `topic` and `source` for questions that say none.

    Raises:
        FileFaults: it is no such file; what is wrong with single questions is in the result.
    """
    suffix = file.suffix.lower()
    if suffix == ".toml":
        return _from_toml(file)
    if suffix == ".gift":
        return _from_gift(_text_of(file), file.stem, topic, source)
    if suffix == ".txt":
        text = _text_of(file)
        if re.search(r"^\s*ANSWER\s*[:：]", text, re.MULTILINE | re.IGNORECASE):
            return bank_of(read_aiken(text), {}, file.stem, topic=topic, source=source)
        if re.search(r"(?<!\\)\{", text) and _header(_sheets_of(file)[0].rows) is None:
            return _from_gift(text, file.stem, topic, source)
    return _from_sheets(_sheets_of(file), file.stem, topic, source)


def _sheets_of(file: Path) -> list[Sheet]:
    try:
        return read_sheets(file)
    except UnreadableError as error:
        raise FileFaults([(0, _why_unreadable(error))]) from error


def _from_gift(text: str, title: str, topic: str, source: str) -> BankFile:
    raws, faults, head = read_gift(text)
    return bank_of(raws, head, title, topic=topic, source=source, faults=faults)


def _from_toml(file: Path) -> BankFile:
    catalog = Catalog.load_file(file)
    faults = [(fault.line or 0, fault.problem) for fault in catalog.faults]
    if not catalog.packs:
        raise FileFaults(faults)
    pack = catalog.packs[0]
    return BankFile(pack, (0,) * len(pack.questions), tuple(faults))


def _text_of(file: Path) -> str:
    try:
        data = file.read_bytes()[: FILE_LIMIT + 1]
    except OSError as error:
        raise FileFaults([(0, _("cannot be read: {reason}").format(reason=reason_of(error)))]) from error
    if len(data) > FILE_LIMIT:
        raise FileFaults([(0, _why_unreadable(UnreadableError("too_large")))])
    try:
        return decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise FileFaults([(0, _why_unreadable(UnreadableError("cannot_open")))]) from None


def _why_unreadable(error: UnreadableError) -> str:
    if error.why == "not_a_table":
        return _("is no bank; save it as .xlsx, .csv, .gift, .txt (Aiken) or .toml")
    if error.why == "too_large":
        return _("is too large; split it into several files")
    return _("cannot be read: {reason}").format(reason=error.value or _("missing or broken"))


def _from_sheets(sheets: Sequence[Sheet], stem: str, topic: str, source: str) -> BankFile:
    raws: list[Raw] = []
    head: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    headers = {sheet.name: _header(sheet.rows) for sheet in sheets}
    several = sum(place is not None for place in headers.values()) > 1
    for sheet in sheets:
        place = headers[sheet.name]
        head |= _head(sheet.rows if place is None else sheet.rows[:place])
        if place is None:
            continue
        if sheet.rows[-1][0] > ROW_LIMIT:
            words = _("more than {n} rows; split it into several files")
            faults.append((ROW_LIMIT, words.format(n=ROW_LIMIT)))
        found = _raws(sheet, place)
        raws += found if several else [replace(raw, sheet="") for raw in found]
    if not raws:
        words = _("no question was found; the header row names the columns 题干 and 答案, as the template does")
        raise FileFaults([*faults, (0, words)])
    return bank_of(raws, head, stem, topic=topic, source=source, faults=faults)


def _header(rows: Sequence[Row]) -> int | None:
    """The place of the header row: the first that names both the question and its answer."""
    for place, (_number, cells) in enumerate(rows[:20]):
        if {"stem", "answer"} <= set(_columns(cells)):
            return place
    return None


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands, by its name or an alias; options by `options.a` and `options_en.a`."""
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        name = _REMARK.sub("", name_key(_text(cell))).rstrip(":*")  # 选项A（必填）
        match = _OPTION.fullmatch(name)
        column = f"options{'_en' if match[2] else ''}.{match[1]}" if match else _COLUMN_OF.get(name, "")
        if column:
            found.setdefault(column, position)
    return found


def _head(rows: Sequence[Row]) -> dict[str, str]:
    """The pairs of cells that say what the bank is called."""
    head: dict[str, str] = {}
    for _number, cells in rows:
        for place, cell in enumerate(cells[:-1]):
            key, value = _HEAD_OF.get(name_key(_text(cell)).rstrip(":")), _text(cells[place + 1])
            if key and value:
                head.setdefault(key, value)
    return head


def _raws(sheet: Sheet, header: int) -> list[Raw]:
    columns = _columns(sheet.rows[header][1])
    kind = sheet.name if "".join(sheet.name.split()).casefold() in TYPES and "type" not in columns else ""
    raws = []
    for number, cells in sheet.rows[header + 1 :]:
        texts = {column: _text(cells[at]) for column, at in columns.items() if at < len(cells)}
        if any(texts.values()):
            options, options_en = (_options(texts, name) for name in ("options", "options_en"))
            kept = {column: text for column, text in texts.items() if not column.startswith("options") and text}
            if kind:
                kept["type"] = kind
            raws.append(Raw(number, kept, options, options_en, sheet.name))
    return raws


def _options(texts: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The options up to the last that says something, or those written into one cell: `A.三日 B.五日`."""
    cells = [texts.get(f"{name}.{letter}", "") for letter in "abcdefgh"]
    while cells and not cells[-1]:
        cells.pop()
    if cells or not texts.get(name):
        return _without_letters(cells)
    return tuple(part.strip(" \n;；,，、") for part in _lettered(texts[name]) if part.strip())


def _without_letters(options: Sequence[str]) -> tuple[str, ...]:
    """Options without their own letters, where all of them have these in front: A.三日, B.五日."""
    bare = [re.sub(f"^{letter}{_BEHIND_LETTER}", "", one) for letter, one in zip(LETTERS, options, strict=False)]
    lettered = all(text != one or not one for text, one in zip(bare, options, strict=True))
    return tuple(bare if lettered else options)


def _lettered(text: str) -> list[str]:
    """What stands behind A., B., C. … in their order; or line by line where no letters stand there."""
    if not re.match("A" + _BEHIND_LETTER, text):
        return text.split("\n")
    parts = []
    for letter in LETTERS[1:]:
        text = re.sub("[A-H]" + _BEHIND_LETTER, "", text, count=1)
        match = re.search(f"(?<![A-Za-z0-9]){letter}{_BEHIND_LETTER}", text)
        if match is None:
            break
        parts.append(text[: match.start()])
        text = text[match.start() :]
    return [*parts, re.sub("^[A-H]" + _BEHIND_LETTER, "", text, count=1)]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | time):  # 2/3 and 1:2 become these in Excel
        return DATE_CELL
    if isinstance(cell, bool):
        return "对" if cell else "错"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else NUMBER_CELL
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
