"""Rows put into a form beyond those it has: what stands beneath moves with them, or the form is refused, saying why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.words import _
from reports.office_forms.moving import Insertion, Unsound
from reports.office_forms.package import refused
from reports.office_forms.sheet import SheetXml
from reports.office_forms.workbook import BOOK, Book, relations_of
from reports.office_forms.xml_bytes import Edit, Element, edited, escaped, read_elements, with_attribute

_AREAS = {
    "mergeCell": "ref", "conditionalFormatting": "sqref", "dataValidation": "sqref", "hyperlink": "ref",
    "autoFilter": "ref", "protectedRange": "sqref", "ignoredError": "sqref", "dimension": "ref",
}  # fmt: skip
_FORMULAS = ("formula", "formula1", "formula2", "f", "sqref")
_TABLE_KINDS = ("table", "pivotTable", "queryTable", "control", "ctrlProp", "oleObject", "slicer", "timeline")
_ROW = re.compile(r"<(?:\w+:)?[rR]ow>\s*(\d{1,7})\s*</")
_ANCHOR = re.compile(r"<(?:\w+:)?Anchor>([\d,\s]*)</")
_CHAIN = "xl/calcChain.xml"


def check_moving(book: Book, sheet: SheetXml, moving: Insertion) -> None:
    """Pass when the rows can be put in soundly.

    Raises:
        FileFaults: they cannot; why, and how many the form lacks.
    """
    for why in _reasons(book, sheet, moving):
        words = _(
            "has too few blank rows ({n} more are needed), and none can be put in: {why}; add rows to it yourself"
        )
        raise refused(words.format(n=moving.count, why=why))


def _reasons(book: Book, sheet: SheetXml, moving: Insertion) -> Iterator[str]:
    if sheet.is_protected:
        yield _("the sheet is protected")
    if moving.last + moving.count > 1_000_000:
        yield _("the sheet is full")
    yield from _in_cells(sheet, moving)
    yield from _around_cells(sheet, moving)
    yield from _in_other_parts(book, sheet, moving)


def _in_cells(sheet: SheetXml, moving: Insertion) -> Iterator[str]:
    for row in sheet.rows.values():
        for cell in row.cells.values():
            formula = cell.formula
            if formula is None:
                continue
            place = cell.element.attributes["r"]
            if formula.attributes.get("t", "normal") != "normal":
                yield _("{cell} holds a formula shared by several cells").format(cell=place)
            is_model = row.number == moving.last
            if not _is_sound(formula.text, sheet, moving) or (is_model and _counts_with_cells(formula.text)):
                yield _("the formula in {cell} cannot be followed").format(cell=place)
    for area in sheet.merged:
        if area.left != area.right and area.top <= moving.last < area.bottom:
            yield _("cells are merged across row {row}").format(row=moving.last)


def _is_sound(text: str, sheet: SheetXml, moving: Insertion) -> bool:
    try:
        moving.formula(text, sheet=sheet.name, is_here=True)
    except Unsound:
        return False
    return True


def _counts_with_cells(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]\$?\d|\d:\d", re.sub(r'"[^"]*"', "", text)))


def _around_cells(sheet: SheetXml, moving: Insertion) -> Iterator[str]:
    for name in (
        "rowBreaks",
        "scenarios",
        "controls",
        "oleObjects",
        "tableParts",
        "customSheetViews",
        "dataConsolidate",
    ):
        if sheet.root.child(name) is not None:
            yield _("the sheet holds {what}").format(what=_parts_words(name))
    for name, attribute in _AREAS.items():
        for one in sheet.root.every(name):
            if not _can_move(one.attributes.get(attribute, ""), moving):
                yield _("a rule of the sheet counts with the rows of the table")
    for name in _FORMULAS:
        for one in sheet.root.every(name):
            if name == "f" and _is_in(one, sheet.sheet_data):
                continue
            if not _stays(one.text, sheet, moving, is_here=True):
                yield _("a rule of the sheet counts with the rows of the table")


def _parts_words(name: str) -> str:
    return {"rowBreaks": _("page breaks"), "tableParts": _("an Excel table")}.get(name, _("controls or objects"))


def _is_in(one: Element, outer: Element) -> bool:
    return outer.begin <= one.begin < outer.end


def _can_move(areas: str, moving: Insertion) -> bool:
    try:
        moving.areas(areas)
    except Unsound:
        return False
    return True


def _stays(text: str, sheet: SheetXml, moving: Insertion, *, is_here: bool) -> bool:
    """Whether a formula says the same once the rows are put in."""
    try:
        return moving.formula(text, sheet=sheet.name, is_here=is_here) == text
    except Unsound:
        return False


def _in_other_parts(book: Book, sheet: SheetXml, moving: Insertion) -> Iterator[str]:
    package = book.package
    for kind, part in relations_of(package, sheet.part).values():
        if kind in _TABLE_KINDS:
            yield _("the sheet holds {what}").format(
                what=_("an Excel table") if kind == "table" else _parts_words(kind)
            )
        elif kind in ("drawing", "vmlDrawing", "comments", "threadedComment") and part in package:
            text = package.part(part).decode("utf-8", "replace")
            if _lies_beneath(text, moving):
                yield _("a picture, a box or a comment lies beneath the table")
    for name in package.names:
        is_sheet = name.startswith(("xl/worksheets/", "xl/chartsheets/")) and name != sheet.part
        if (is_sheet or name.startswith("xl/charts/")) and name.endswith(".xml"):
            root = read_elements(package.part(name))
            said = (one.text for kind in _FORMULAS for one in root.every(kind))
            if not all(_stays(one, sheet, moving, is_here=False) for one in said):
                yield _("another sheet or a chart counts with the rows of the table")
        if name.startswith("xl/pivotCache/"):
            yield _("there is a pivot table in the workbook")
    for one in book.root.every("definedName"):
        try:
            moving.formula(one.text, sheet=sheet.name, is_here=False)
        except Unsound:
            yield _("the name {name} stands for rows of the table").format(name=one.attributes.get("name", ""))


def _lies_beneath(text: str, moving: Insertion) -> bool:
    rows = [int(row) for row in _ROW.findall(text)]  # from 0
    rows += [int(row) - 1 for row in re.findall(r'\sref="[A-Z]{1,3}(\d{1,7})"', text)]
    for anchor in _ANCHOR.findall(text):
        pieces = [piece.strip() for piece in anchor.split(",")]
        rows += [int(pieces[2])] if len(pieces) == 8 and pieces[2].isdecimal() else []
    return any(row >= moving.last for row in rows)


def moved_areas(sheet: SheetXml, moving: Insertion) -> list[Edit]:
    """The areas that a sheet names beside its cells, moved or grown; the last row's merged cells for each row added."""
    edits: list[Edit] = []
    for name, attribute in _AREAS.items():
        for one in sheet.root.every(name):
            said = one.attributes.get(attribute, "")
            if name == "mergeCell" and is_in_row(said, moving.last):
                continue  # those of the last row are said again for each row added
            if (to := moving.areas(said)) != said:
                edits.append((one.begin, one.inner, with_attribute(sheet.data[one.begin : one.inner], attribute, to)))
    merges = sheet.root.child("mergeCells")
    again = [area for area in sheet.merged if area.top == area.bottom == moving.last]
    if merges is not None and again:
        from content.importing.table import letters_of

        new = [
            f'<{merges.prefix}mergeCell ref="{letters_of(area.left)}{row}:{letters_of(area.right)}{row}"/>'
            for row in range(moving.last + 1, moving.last + 1 + moving.count) for area in again
        ]  # fmt: skip
        edits.append((merges.inner_end, merges.inner_end, "".join(new).encode()))
        count = len(merges.all("mergeCell")) + len(new)
        edits.append(
            (merges.begin, merges.inner, with_attribute(sheet.data[merges.begin : merges.inner], "count", str(count)))
        )
    return edits


def is_in_row(area: str, row: int) -> bool:
    """Whether an area lies in one row alone."""
    return re.findall(r"\d+", area) == [str(row)] * 2


def moved_parts(book: Book, sheet: SheetXml, moving: Insertion) -> dict[str, bytes]:
    """The other parts that name rows of the sheet: the workbook's names, and the chain of calculation."""
    package, parts, edits = book.package, {}, []
    data = package.part(BOOK)
    for one in book.root.every("definedName"):
        text = moving.formula(one.text, sheet=sheet.name, is_here=False)
        if text != one.text:
            edits.append((one.inner, one.inner_end, escaped(text)))
    if edits:
        parts[BOOK] = edited(data, edits)
    if _CHAIN in package:
        parts[_CHAIN] = _moved_chain(package.part(_CHAIN), book.number_of(sheet.name), moving)
    return parts


def _moved_chain(data: bytes, number: str, moving: Insertion) -> bytes:
    edits: list[Edit] = []
    at = ""
    for one in read_elements(data).all("c"):
        at = one.attributes.get("i", at)
        said = one.attributes.get("r", "")
        if at == number and (to := moving.area(said)) != said:
            edits.append((one.begin, one.inner, with_attribute(data[one.begin : one.inner], "r", to)))
    return edited(data, edits)
