"""A form in Word: a table whose heading row is known is filled, only the part of the text is patched."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from content.cells import cell_len
from content.words import _
from reports.document import HYPHEN_OF_A_DAY, Cell
from reports.office_forms.days import spelled, spelling_of
from reports.office_forms.filling import MOST_NAMED, SUMS, Placed, Plan
from reports.office_forms.headings import (
    NOTHING,
    RUNNING,
    FormColumn,
    FormTable,
    Map,
    Records,
    Source,
    counts_columns,
    heading_row,
    key_of,
)
from reports.office_forms.package import Package, refused
from reports.office_forms.xml_bytes import Edit, Element, edited, escaped, read_elements

DOCUMENT = "word/document.xml"
_SETTINGS = "word/settings.xml"
_OWN_MARKS = re.compile(  # what may stand but once in a document
    rb"""\s\w+:(?:paraId|textId)\s*=\s*(?:"[^"]*"|'[^']*')"""
    rb"""|<\w+:(?:bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd)\b[^<>]*/>"""
)
# A short label with nothing behind it but room: another label, the blanks of a day, or the line's end follow.
_LABEL = re.compile(r"([^\s:：_]{1,14}(?<!如下))[:：](?=[\s_]*(?:$|年[\s_]*月[\s_]*日)|[\s_]+[^\s:：_]{1,14}[:：])")
_CELL_TWIPS, _MOST_LINES = 105, 20  # half a sign in the usual size of a table; longer is most of a page in one column
_ASIDE = ("ins", "del", "moveFrom", "moveTo", "rPrChange")  # of a mark that was changed: no part of its look


@dataclass(frozen=True)
class _Place:
    """A cell of a row: at which column of the table's grid it begins, its element, and what stands in it."""

    at: int
    element: Element
    text: str
    merged: str
    """Empty, or how it is merged with those above: restart, continue."""


@dataclass(frozen=True)
class _Table:
    """A table of the text: its rows, each of its cells."""

    element: Element
    rows: tuple[tuple[Element, tuple[_Place, ...]], ...]
    has_controls: bool


class WordForm:
    """A Word document.

    Raises:
        FileFaults: it has macros in it, is protected, or is damaged.
    """

    suffix = ".docx"

    def __init__(self, package: Package) -> None:
        if _SETTINGS in package:
            protection = read_elements(package.part(_SETTINGS)).child("documentProtection")
            if protection is not None and _value(protection, "enforcement") in ("1", "true", "on"):
                raise refused(_("is protected against changes; take the protection off in Word or WPS"))
        self._package = package
        self._data = package.part(DOCUMENT)
        root = read_elements(self._data)
        body = root.child("body")
        self._tables = tuple(_table(one) for one in (body.all("tbl") if body else ()))
        self._around = body.all("p") if body else []

    def tables(self, sources: Sequence[Source], wanted: Collection[str] = ()) -> tuple[FormTable, ...]:
        """The tables of the text, with the headings found."""
        return tuple(_form_table(number, one, sources, wanted) for number, one in enumerate(self._tables, 1))

    def fill(self, table: FormTable, chosen: Map, records: Records) -> Plan:
        """The document with the records in one of its tables.

        Raises:
            FileFaults: a cell that is to be filled in is merged with others.
        """
        place = int(re.sub(r"\D", "", table.name)) - 1
        plan = _Filling(self._package, self._data, self._tables[place], table, chosen).plan(records)
        if not (own := self._left_to_a_person(self._tables[place], table)):
            return plan
        words = _("Stays blank, for you to fill in: {names}").format(names=_(", ").join(own))
        return replace(plan, remarks=(*plan.remarks, words))

    def _left_to_a_person(self, filled: _Table, form: FormTable) -> list[str]:
        """What around the rows waits to be filled in: a sum, and short labels with nothing behind their colon."""
        found: dict[str, None] = {}
        for paragraph in self._around:
            found |= dict.fromkeys(_LABEL.findall("".join(_spoken(paragraph))))
        for table in self._tables:
            first, last = form.header_row - 1, _blank_rows(filled, form.header_row, form.columns)[-1] + 1
            for _row, cells in (*table.rows[:first], *table.rows[last:]) if table is filled else table.rows:
                texts = ["".join(one.text.split()) for one in cells]
                for at, text in enumerate(texts):
                    is_label = text.endswith((":", "：")) and not any(texts[at + 1 : at + 2])
                    if is_label or (text in SUMS and not any(texts[at + 1 :])):
                        found[text.rstrip(":：")] = None
        return [*found][:MOST_NAMED]


def _table(element: Element) -> _Table:
    rows = []
    for row in element.all("tr"):
        properties = row.child("trPr")
        before = properties.child("gridBefore") if properties else None
        at = int(_value(before, "val") or 0) if before is not None and _value(before, "val").isdecimal() else 0
        cells = []
        for cell in row.all("tc"):
            look = cell.child("tcPr")
            span, merged = (look.child("gridSpan"), look.child("vMerge")) if look else (None, None)
            cells.append(_Place(at, cell, _text_of(cell), (_value(merged, "val") or "continue") if merged else ""))
            wide = _value(span, "val") if span else "1"
            at += min(int(wide), 100) if wide.isdecimal() and len(wide) < 5 else 1
        rows.append((row, tuple(cells)))
    has_controls = any(next(iter(element.every(name)), None) is not None for name in ("sdt", "fldChar", "ins", "del"))
    return _Table(element, tuple(rows), has_controls)


def _value(element: Element | None, name: str) -> str:
    """An attribute by its name without a prefix; empty where there is none."""
    if element is None:
        return ""
    return next((value for key, value in element.attributes.items() if key.rpartition(":")[2] == name), "")


def _text_of(cell: Element) -> str:
    """What stands in a cell, a line a paragraph."""
    return "\n".join("".join(one.text for one in paragraph.every("t")) for paragraph in cell.every("p")).strip()


def _texts(table: _Table) -> list[tuple[int, list[str]]]:
    """The texts of each row by the columns of the grid; a cell merged with one above says what that says."""
    found: list[tuple[int, list[str]]] = []
    above: dict[int, str] = {}
    for number, (_row, cells) in enumerate(table.rows, 1):
        said = {one.at: above.get(one.at, "") if one.merged == "continue" else one.text for one in cells}
        above = {one.at: said[one.at] for one in cells if one.merged}
        found.append((number, [said.get(at, "") for at in range(max(said, default=-1) + 1)]))
    return found


def _form_table(number: int, table: _Table, sources: Sequence[Source], wanted: Collection[str]) -> FormTable:
    name = _("table {n}").format(n=number)
    header, texts = heading_row(_texts(table), sources, wanted)
    columns = tuple(
        FormColumn(at, str(at + 1), " ".join(text.split())) for at, text in enumerate(texts) if text
    )  # fmt: skip
    if not columns:
        return FormTable(name, 0, (), why_not=_("has no row of headings"))
    if table.has_controls:
        why_not = _("has controls, fields or tracked changes in its table; take them out in Word or WPS")
        return FormTable(name, header, columns, why_not=why_not)
    rows = _blank_rows(table, header, columns)
    if rows:
        return FormTable(name, header, columns, len(rows))
    beneath = [one.text for one in table.rows[header][1] if one.text] if header < len(table.rows) else []
    words = _("has no blank row beneath its headings: row {row} says {text}")
    said = beneath[0][:20] if beneath else _("nothing, and cannot be filled in")
    return FormTable(name, header, columns, why_not=words.format(row=header + 1, text=said))


def _blank_rows(table: _Table, header: int, columns: Sequence[FormColumn]) -> list[int]:
    """The rows (from 0) beneath the headings that are there to be filled in, one after the other."""
    running = {column.place for column in columns if key_of(column.heading) in RUNNING} | {columns[0].place}
    heads = {column.place for column in columns}
    found = []
    for at in range(_first_row(table, header, columns), len(table.rows)):
        cells = table.rows[at][1]
        is_blank = all(not one.text or (one.at in running and one.text.isdecimal()) for one in cells)
        has_table = any(next(iter(one.element.every("tbl")), None) is not None for one in cells)
        if not is_blank or has_table or not heads <= {one.at for one in cells}:
            break
        found.append(at)
    return found


def _first_row(table: _Table, header: int, columns: Sequence[FormColumn]) -> int:
    """The first row (from 0) beneath the headings and the row that only counts the columns."""
    said = {one.at: one.text for one in table.rows[header][1]} if header < len(table.rows) else {}
    return header + counts_columns([said.get(column.place, "") for column in columns])


class _Filling:
    def __init__(self, package: Package, data: bytes, table: _Table, form: FormTable, chosen: Map) -> None:
        self.package, self.data, self.table, self.form = package, data, table, form
        self.taken = {place: key for place, key in chosen.taken.items() if key != NOTHING}
        self.heads = {column.place: column for column in form.columns}
        self.blank = _blank_rows(table, form.header_row, form.columns)
        self.first = self.blank[0] + 1  # as rows are counted from 1
        self.placed: list[Placed] = []
        self.long: list[str] = []  # cells with a text of most of a page
        grid = table.element.child("tblGrid")
        self.widths = (
            [int(said) if (said := _value(one, "w")).isdecimal() else 0 for one in grid.all("gridCol")] if grid else []
        )
        self.days = spelling_of((), [re.sub(b"<[^<>]*>", b"", self.data).decode(errors="replace")])

    def plan(self, records: Records) -> Plan:
        """The document filled, and what went where."""
        edits: list[Edit] = []
        rows, last = list(records.rows), self.blank[-1]
        added = b""
        for at, row in enumerate(rows):
            model = self.blank[min(at, len(self.blank) - 1)]
            content = self._row(model, self.first + at, row)
            element = self.table.rows[model][0]
            if at < len(self.blank):
                edits.append((element.begin, element.end, content))
            else:
                added += _OWN_MARKS.sub(b"", content)
        end = self.table.rows[last][0].end
        edits.append((end, end, added))
        content = self.package.with_parts({DOCUMENT: edited(self.data, edits)})
        remarks = self.form.remarks
        if self.long:
            some = _("; ").join(self.long[:MOST_NAMED])
            remarks = (*remarks, _("Look at these cells, their texts are long: {cells}").format(cells=some))
        if any(_is_of_fixed_height(self.table.rows[model][0]) for model in self.blank):
            remarks = (*remarks, _("The rows are of a fixed height; look whether the texts fit."))
        more = max(0, len(rows) - len(self.blank))
        return Plan(tuple(self.placed), len(rows), more, remarks, content)

    def _is_long(self, at: int, until: int, text: str) -> bool:
        """Whether a text fills most of a page in the columns of the grid that its cell takes."""
        wide = sum(self.widths[at:until]) // _CELL_TWIPS
        return wide > 0 and sum(ceil(cell_len(line) / wide) for line in text.split("\n")) > _MOST_LINES

    def _row(self, model: int, number: int, row: Mapping[str, Cell]) -> bytes:
        """A blank row with these values in its cells."""
        element, cells = self.table.rows[model]
        is_added = number - self.first >= len(self.blank)
        edits: list[Edit] = []
        for one in cells:
            key = self.taken.get(one.at, "")
            text = spelled(row.get(key), self.days).strip() if key else ""
            where = _("row {row}, column {column}").format(row=number, column=one.at + 1)
            paragraph = one.element.child("p")
            if key and text and paragraph is not None and not (key == "line" and _counts_itself(paragraph)):
                if one.merged:
                    raise refused(_("has {cell} merged with cells of other rows; split them there").format(cell=where))
                edits += self._said(paragraph, text)
                self.placed.append(Placed(number, where, self.heads[one.at].heading, key, text))
                after = [other.at for other in cells if other.at > one.at]
                if self._is_long(one.at, min(after, default=len(self.widths)), text):
                    self.long.append(where)
            elif is_added and one.text and paragraph is not None:  # the number of the row that is said again
                edits += self._said(paragraph, "")
        shifted = [(begin - element.begin, end - element.begin, content) for begin, end, content in edits]
        return edited(self.data[element.begin : element.end], shifted)

    def _said(self, paragraph: Element, text: str) -> list[Edit]:
        """What puts a text into a paragraph in place of its blank runs, in the look that its mark has."""
        tag = paragraph.prefix
        runs = paragraph.all("r")
        lines = escaped(text).decode().replace("\t", f'</{tag}t><{tag}tab/><{tag}t xml:space="preserve">')
        said = lines.replace("\n", f'</{tag}t><{tag}br/><{tag}t xml:space="preserve">')
        said = re.sub(HYPHEN_OF_A_DAY, f'</{tag}t><{tag}noBreakHyphen/><{tag}t xml:space="preserve">', said)
        run = f'<{tag}r>{self._look(paragraph, runs)}<{tag}t xml:space="preserve">{said}</{tag}t></{tag}r>'
        content = run.encode() if text else b""
        if paragraph.is_single:
            head = self.data[paragraph.begin : paragraph.inner].rstrip(b"/>").rstrip() + b">"
            return [(paragraph.begin, paragraph.end, head + content + f"</{paragraph.written}>".encode())]
        edits: list[Edit] = [(one.begin, one.end, b"") for one in runs if one.child("t") is not None]
        return [*edits, (paragraph.inner_end, paragraph.inner_end, content)]

    def _look(self, paragraph: Element, runs: Sequence[Element]) -> str:
        properties = paragraph.child("pPr")
        look = properties.child("rPr") if properties else None
        look = look or next((one for run in runs if (one := run.child("rPr")) is not None), None)
        if look is None:
            return ""
        kept = [self.data[one.begin : one.end] for one in look.children if one.name not in _ASIDE]
        return f"<{look.written}>{b''.join(kept).decode()}</{look.written}>"


def _spoken(paragraph: Element) -> Iterator[str]:
    """What a paragraph says piece by piece, a jump to the next stop as room."""
    for one in paragraph.children:
        if one.name in ("t", "tab"):
            yield one.text if one.name == "t" else " "
        elif one.name != "tabs":
            yield from _spoken(one)


def _is_of_fixed_height(row: Element) -> bool:
    properties = row.child("trPr")
    return properties is not None and _value(properties.child("trHeight"), "hRule") == "exact"


def _counts_itself(paragraph: Element) -> bool:
    """Whether a paragraph has a number that Word writes."""
    properties = paragraph.child("pPr")
    return properties is not None and properties.child("numPr") is not None
