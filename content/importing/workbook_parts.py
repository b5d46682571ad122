"""The parts of an Excel workbook beside its sheets: their names and places, texts and formats; and how XML is read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from xml.parsers import expat

from content.importing.limits import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, UnreadableError
from content.importing.number_format import BUILT_IN, GENERAL

KEPT_LIMIT = 32 * 1024 * 1024  # bytes of what is left of a part when its empty cells are out
STRINGS_LIMIT = ROW_LIMIT * COLUMN_LIMIT
TOO_LONG = "\ue003"  # stands for a text that no sheet can hold, until a cell shows where it is used
_CHUNK = 1024 * 1024
_EMPTY_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*\s)?r="[A-Z]{1,3}\d{1,7}"[^<>]*(?:/>|>\s*</(?:\w+:)?c>)\s*')
_EMPTY_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^<>]*\s)?r="\d{1,7}"[^<>]*(?:/>|>\s*</(?:\w+:)?row>)')
_ESCAPE = re.compile(r"_x([0-9a-fA-F]{4})_")
_STRICT = "purl.oclc.org/ooxml"


class PartReader:
    """What a part of the file is read by: elements by their names without their namespace."""

    collecting = False

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, piece: str) -> None:
        """Some text, kept while it is asked for and short enough."""
        if self.collecting:
            self.length += len(piece)
            if self.length <= CELL_LIMIT:
                self.pieces.append(piece)

    def taken(self) -> str:
        """The text since it was last taken."""
        text = TOO_LONG if self.length > CELL_LIMIT else "".join(self.pieces)
        self.pieces, self.length = [], 0
        return text


def parse(archive: zipfile.ZipFile, part: str, reader: PartReader) -> None:
    """Have a part of the file read; without a document type, and no more of it than can be a table."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = lambda name, attributes: reader.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: reader.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = reader.text
    kept = 0
    for piece in _pieces(archive, part):
        kept += len(piece)
        if kept > KEPT_LIMIT:
            raise UnreadableError("too_large")
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _no_doctype(*_said: object) -> None:
    raise UnreadableError("cannot_open", kind="damaged")  # no program writes one; it serves only to do harm


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part of the file bit by bit, without cells and rows that hold only a format: there may be a million."""
    with archive.open(part) as file:
        rest = b""
        while chunk := file.read(_CHUNK):
            chunk = rest + chunk
            end = chunk.rfind(b"<row ")
            end = end if end > 0 and len(chunk) - end < _CHUNK else len(chunk)
            chunk, rest = chunk[:end], chunk[end:]
            yield chunk if b"<!" in chunk else _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", chunk))
        yield rest


class Book(PartReader):
    """The names of the sheets, and from which day the book counts."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.first_day = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the sheets."""
        if any(_STRICT in value for key, value in attributes.items() if key.startswith("xmlns")):
            raise UnreadableError("not_a_table", kind="strict")
        if name == "workbookPr":
            self.first_day = int(attributes.get("date1904") in ("1", "true"))
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", ""), relation))


class Relations(PartReader):
    """Where each part lies that a part in that folder names, and of which kind it is."""

    def __init__(self, folder: str = "xl") -> None:
        super().__init__()
        self.targets: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take one."""
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
            self.targets[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)


class Comments(PartReader):
    """The cells that somebody wrote a comment on."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take one; more than a sheet has rows are none of a table."""
        if name == "comment":
            self.places.append(attributes.get("ref", "")[:10])
            if len(self.places) > ROW_LIMIT:
                raise UnreadableError("too_large")


class Strings(PartReader):
    """The texts that cells name by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._aside = False  # how a character is pronounced is none of the text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A text begins."""
        if name == "rPh":
            self._aside = True
        self.collecting = name == "t" and not self._aside

    def end(self, name: str) -> None:
        """A text ends."""
        self.collecting = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append(unescaped(self.taken()))
            if len(self.texts) > STRINGS_LIMIT:
                raise UnreadableError("too_large")


class Styles(PartReader):
    """The number format of each style of a cell, and which styles strike the text out."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: list[str] = []
        self.struck: set[int] = set()
        self._struck_fonts: list[bool] = []
        self._in_fonts = False
        self._own: dict[str, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a format, or a style that names one."""
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
        elif name in ("fonts", "cellXfs"):
            self._in_fonts, self._in_cells = name == "fonts", name == "cellXfs"
        elif name == "font" and self._in_fonts:
            self._struck_fonts.append(False)
        elif name == "strike" and self._in_fonts and self._struck_fonts:
            self._struck_fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif name == "xf" and self._in_cells:
            font = attributes.get("fontId", "0")
            if font.isdecimal() and len(font) < 6 and any(self._struck_fonts[int(font) : int(font) + 1]):
                self.struck.add(len(self.codes))
            number = attributes.get("numFmtId", "0")
            built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() and len(number) < 6 else GENERAL
            self.codes.append(self._own.get(number) or built_in)

    def end(self, name: str) -> None:
        """The fonts or the styles of cells end."""
        if name in ("fonts", "cellXfs"):
            self._in_fonts = self._in_cells = False


def unescaped(text: str) -> str:
    """The text with the signs that XML cannot hold: `_x000D_` is a line end, `_x005F_` an underscore."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
