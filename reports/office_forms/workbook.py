"""A workbook form opened: its sheets with their parts, its styles, and its names."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from content.importing import table
from content.importing.limits import UnreadableError, unreadable_words
from content.importing.number_format import BUILT_IN, GENERAL
from content.words import _
from reports.office_forms.package import Package, refused
from reports.office_forms.sheet import SheetXml, Styles, sheet_of
from reports.office_forms.xml_bytes import Element, read_elements

BOOK = "xl/workbook.xml"
MACRO_TYPES = (b"macroEnabled", b"ms-excel.sheet.binary")


class Book:
    """A workbook that can be filled in.

    Raises:
        FileFaults: it is none, has macros or links in it, or is written otherwise than can be patched.
    """

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self._refuse_what_is_none()
        try:
            self.tables = table.excel_file(data)
        except UnreadableError as error:
            words = unreadable_words(error, _("has no sheet to fill in"), _("is too large for a form"))
            raise refused(words) from error
        self.root = read_elements(self.package.part(BOOK))
        self.relations = relations_of(self.package, BOOK)
        self.styles = self._styles()

    def _refuse_what_is_none(self) -> None:
        if BOOK not in self.package:
            raise refused(UnreadableError("not_a_table", kind="other_zip").words)
        if any(kind in self.package.part("[Content_Types].xml") for kind in MACRO_TYPES):
            raise refused(_("has macros in it; save it without them (.xlsx, .docx) and fill that"))

    def sheet(self, name: str) -> SheetXml:
        """A sheet as it lies in its part."""
        part = self.part_of(name)
        return sheet_of(name, part, self.package.part(part))

    def part_of(self, name: str) -> str:
        """Where a sheet lies."""
        for one in self._sheets():
            if one.attributes.get("name") == name:
                relation = next((value for key, value in one.attributes.items() if key.endswith(":id")), "")
                return self.relations.get(relation, ("", ""))[1]
        raise refused(_("has no sheet {name}").format(name=name))

    def number_of(self, name: str) -> str:
        """The number by which the chain of calculation knows a sheet."""
        found = (one.attributes.get("sheetId", "") for one in self._sheets() if one.attributes.get("name") == name)
        return next(found, "")

    def _sheets(self) -> list[Element]:
        sheets = self.root.child("sheets")
        return sheets.all("sheet") if sheets else []

    def _styles(self) -> Styles:
        properties = self.root.child("workbookPr")
        is_1904 = properties is not None and properties.attributes.get("date1904") in ("1", "true")
        styles = Styles(first_day=int(is_1904))
        part = next((part for kind, part in self.relations.values() if kind == "styles"), "")
        if part not in self.package:
            return styles
        root = read_elements(self.package.part(part))
        own = {one.attributes.get("numFmtId", ""): one.attributes.get("formatCode", "") for one in root.every("numFmt")}
        cells = root.child("cellXfs")
        for place, one in enumerate(cells.all("xf") if cells else ()):
            number = one.attributes.get("numFmtId", "0")
            built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() and len(number) < 6 else GENERAL
            styles.codes.append((own.get(number) or ("@" if number == "49" else built_in))[:255])
            protection = one.child("protection")
            if protection is not None and protection.attributes.get("locked") in ("0", "false"):
                styles.unlocked.add(place)
            alignment = one.child("alignment")
            if alignment is not None and alignment.attributes.get("wrapText") in ("1", "true"):
                styles.wrapping.add(place)
        return styles


def relations_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What a part names of others: by its id the kind and where it lies."""
    name = join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")
    if name not in package:
        return {}
    found = {}
    for one in read_elements(package.part(name)).all("Relationship"):
        target = one.attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
        found[one.attributes.get("Id", "")] = (one.attributes.get("Type", "").rpartition("/")[2], path)
    return found
