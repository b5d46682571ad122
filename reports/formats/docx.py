"""Documents as Word files; the page they stand on is in gbt9704.py."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import ClassVar

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Twips
from docx.text.paragraph import Paragraph as WordParagraph

from content.words import mark_for_translation
from reports.document import (
    HYPHEN_OF_A_DAY,
    Addressee,
    Annex,
    Attachments,
    Blank,
    Block,
    Cell,
    Chart,
    Document,
    Fonts,
    Heading,
    Labelled,
    Paragraph,
    Signature,
    Small,
    Table,
    TableNote,
    cell_text,
    clean,
    text_width,
)
from reports.formats.docx_keeping import keep_with_next, style_of, text_lines
from reports.formats.gbt9704 import (
    CHARACTER,
    TITLE_CHARACTERS,
    WIDE_TITLE_CHARACTERS,
    lay_out,
    line_width,
    spaced_width,
    title_lines,
)

_LONGEST_LABEL = 12  # characters; text aligned behind a longer one would have too little room
_CELL_CHARACTER, _DENSE_CHARACTER = 12 * 20, 9 * 20
_CELL_MARGINS, _DENSE_PADDING, _DENSE_ABOVE = 140, 28, 8
_DENSE_MARGINS = 2 * _DENSE_PADDING + 20  # a point more for the border: an exactly full column loses a character
_LONGEST_WHOLE_ROW = 8  # lines of a cell; a longer row may break across pages, or half a page could stay empty
_LINES_SIGNED_UNDER = 4  # of text, or of room for it, stand on the page where it is signed: three beside 特此报告
_DAY_ENDS, _NAME_ENDS = 4, 2  # characters in from the right, at least
_WHOLE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|（[0-9A-Za-z-]{1,8}）")


@dataclass(frozen=True)
class Docx:
    """A document as a Word file by GB/T 9704; every look is a named style that can be changed in Word."""

    fonts: Fonts
    """What each part is set in."""

    suffix: ClassVar[str] = ".docx"
    title: ClassVar[str] = mark_for_translation("Word document")

    def render(self, document: Document) -> bytes:
        """The file; it names no author and no time, so that the same document gives the same bytes."""
        word = docx.Document()
        lay_out(word, self.fonts, document.landscape)
        properties = word.core_properties
        for element in list(properties._element):
            properties._element.remove(element)
        properties.title = clean(document.title).replace("\n", "")[:255]
        if document.mark:
            word.add_paragraph(_one_line(document.mark), "Annex")
        room = WIDE_TITLE_CHARACTERS if document.landscape else TITLE_CHARACTERS
        for line in title_lines(clean(document.title), room):
            word.add_paragraph(line, "Title")
        for block in (*(() if document.landscape else (Blank(),)), *document.blocks):
            _add(word, block)
        if document.blocks and isinstance(document.blocks[-1], Small):  # a last line is no page of its own
            _close_table(word)
        return _packed(word)


def _packed(word: WordDocument) -> bytes:
    """The document's parts in a zip file whose entries bear no times."""
    saved, packed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _add(word: WordDocument, block: Block) -> None:
    match block:
        case Addressee(text):
            word.add_paragraph(_one_line(text), "Normal")
        case Heading(level, text):
            word.add_paragraph(_one_line(text), f"Heading {level}")
        case Paragraph(text, bold_lead):
            _add_paragraphs(word, "Body Text", text, bold_lead)
        case Small(text):
            _add_paragraphs(word, "Small", text)
        case TableNote(text):
            _add_paragraphs(word, "Table Note", text)
            _close_table(word)
        case Annex(label, title):
            word.add_paragraph(_one_line(label), "Annex").paragraph_format.page_break_before = True
            word.add_paragraph(style="Normal").paragraph_format.keep_with_next = True
            for line in title_lines(clean(title)):
                word.add_paragraph(line, "Annex Title")
            word.add_paragraph(style="Normal").paragraph_format.keep_with_next = True
        case Labelled(label, text):
            _add_labelled(word, label, text)
        case Table():
            _add_table(word, block)
        case Chart():
            _add_table(word, block.table)
        case Blank(lines, is_ruled):
            _add_blank(word, lines, is_ruled=is_ruled)
        case Attachments():
            _add_attachments(word, block)
        case Signature():
            _add_signature(word, block)


def _add_blank(word: WordDocument, lines: int, *, is_ruled: bool) -> None:
    """Empty lines; beneath a heading the first few stay with it and with what comes, so that it never ends a page."""
    above = word.paragraphs[-1] if word.paragraphs else None
    for number in range(lines):  # several are room for text of one's own, and count as it
        paragraph = word.add_paragraph(style="Normal" if lines == 1 or is_ruled else "Body Text")
        if is_ruled:
            _rule(paragraph)
        if above is not None and style_of(above).startswith("Heading") and number < _LINES_SIGNED_UNDER:
            paragraph.paragraph_format.keep_with_next = True


def _rule(paragraph: WordParagraph) -> None:
    """A rule beneath an empty paragraph, and beneath each of several: Word draws one round all of them else."""
    sides = [_element(f"w:{side}", val="single", sz=4, space=1, color="auto") for side in ("bottom", "between")]
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(_element("w:pBdr", *sides), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _add_paragraphs(word: WordDocument, style: str, text: str, lead: str = "") -> None:
    """A paragraph for each line of the text, the first behind the lead."""
    first, *further = clean(text).split("\n")
    paragraph = word.add_paragraph(style=style)
    if lead:
        paragraph.add_run(_one_line(lead), "Lead")
    paragraph.add_run(first)
    if lead and not first:
        paragraph.paragraph_format.keep_with_next = True  # a lead whose sentences follow is no end of a page
    for line in further:
        word.add_paragraph(line, style)


def _add_labelled(word: WordDocument, label: str, text: str) -> None:
    """The text behind its label, its further lines under the first."""
    label = _one_line(label)
    paragraph = word.add_paragraph(style="Normal")
    paragraph.add_run(label, "Lead")
    paragraph.add_run(clean(text))
    _hang(paragraph, label, before=2)


def _hang(paragraph: WordParagraph, lead: str, before: float) -> None:
    """Start the paragraph `before` characters in, and its further lines where the lead ends."""
    inset = text_width(lead) if text_width(lead) <= _LONGEST_LABEL else 0
    paragraph.paragraph_format.left_indent = _characters(before + inset)
    paragraph.paragraph_format.first_line_indent = -_characters(inset)


def _characters(count: float) -> Length:
    return Twips(round(count * CHARACTER))


def _add_attachments(word: WordDocument, attachments: Attachments) -> None:
    """One blank line, then the names; where there are several, the numbers stand under each other."""
    _add(word, Blank())
    label, several = _one_line(attachments.label), len(attachments.names) > 1
    for number, name in enumerate(attachments.names, 1):
        lead = label if number == 1 else ""
        mark = f"{number}. " if several else ""
        paragraph = word.add_paragraph(lead + mark + _one_line(name), "Normal")
        _hang(paragraph, lead + mark, before=2 if lead else 2 + text_width(label))
        paragraph.paragraph_format.keep_with_next = number < len(attachments.names)


def _add_signature(word: WordDocument, signature: Signature) -> None:
    """One blank line, the day four characters in from the right, the name in the middle above it.

    Where a long name would then end less than two characters in, both stand further to the left.
    """
    name, day = _one_line(signature.name), _one_line(signature.day_written)
    wide = max(text_width(day) + 2 * _DAY_ENDS, text_width(name) + 2 * _NAME_ENDS)
    keep_with_next(word, _LINES_SIGNED_UNDER)
    _add(word, Blank())
    for text in (name, day):
        word.paragraphs[-1].paragraph_format.keep_with_next = True
        paragraph = word.add_paragraph(text, "Signature")
        # Both in the middle of one strip at the right: fonts with wider digits than half a character move nothing.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Twips(max(line_width(word) - round(wide * CHARACTER), 0))
    _close_table(word)


def _close_table(word: WordDocument) -> None:
    """Put what stands beneath the last table into a row without borders, which stays with the rows above it.

    Word and LibreOffice keep rows together, but LibreOffice no paragraph with the end of a table of several pages.
    """
    tables = word.element.body.findall(qn("w:tbl"))
    beneath = [*tables[-1].itersiblings(qn("w:p"))] if tables else []
    paragraphs = [WordParagraph(one, word._body) for one in beneath]
    has_heading = any(style_of(one).lower().startswith(("heading", "annex")) for one in paragraphs)
    if not tables or has_heading or sum(text_lines(word, one) for one in paragraphs) >= _LINES_SIGNED_UNDER:
        return
    above = tables[-1].findall(qn("w:tr"))[-1]
    _keep_row_with_next(above)  # a long one too: it begins on a page of its own, and its end stays with what closes it
    sides: tuple[str, ...] = ("left", "bottom", "right")
    if above.find(f".//{qn('w:tcBorders')}") is not None:  # another such row: no line between the two
        sides = ("top", *sides)
    columns = tables[-1].findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    cell = _element(
        "w:tc",
        _element(
            "w:tcPr",
            _element("w:tcW", w=sum(int(one.get(qn("w:w"))) for one in columns), type="dxa"),
            _element("w:gridSpan", val=len(columns)),
            _element("w:tcBorders", *(_element(f"w:{side}", val="nil") for side in sides)),
            _element("w:tcMar", *(_element(f"w:{side}", w=0, type="dxa") for side in ("left", "right"))),
        ),
        *beneath[1:],  # the first has no height and stays behind the table
    )
    tables[-1].append(_element("w:tr", _element("w:trPr", _element("w:cantSplit")), cell))


def _add_table(word: WordDocument, table: Table) -> None:
    """A bordered table as wide as the text, its header repeated on each page."""
    if table.caption:
        word.add_paragraph(_one_line(table.caption), "Caption")
    widths = _column_widths(table, line_width(word))
    titles = (clean(column.title) for column in table.columns)
    style = "TableHeaderDense" if table.is_dense else "TableHeader"
    header = [_cell(title, style, twips) for title, twips in zip(titles, widths, strict=True)]
    rows = [_row(row, widths, table) for row in table.rows]
    padding = {"top": _DENSE_ABOVE, "left": _DENSE_PADDING, "bottom": _DENSE_ABOVE, "right": _DENSE_PADDING}
    sides = [_element(f"w:{side}", w=width, type="dxa") for side, width in padding.items()]
    properties = _element(
        "w:tblPr",
        _element("w:tblStyle", val="TableGrid"),
        _element("w:tblW", w=sum(widths), type="dxa"),
        _element("w:jc", val="center"),
        _element("w:tblLayout", type="fixed"),
        *([_element("w:tblCellMar", *sides)] if table.is_dense else []),
    )
    element = _element(
        "w:tbl",
        properties,
        _element("w:tblGrid", *(_element("w:gridCol", w=twips) for twips in widths)),
        _element("w:tr", _element("w:trPr", _element("w:cantSplit"), _element("w:tblHeader")), *header),
        *rows,
    )
    # No page ends with the header alone or one row, and none begins with one row; but a long row takes none along.
    kept = rows[:-1] if table.is_whole else [*rows[:1], *rows[-2:-1]]
    if rows and not _is_whole(rows[-1]):
        kept = [row for row in kept if row not in rows[-2:]]
    for row in filter(_is_whole, (element.findall(qn("w:tr"))[0], *kept)):
        _keep_row_with_next(row)
    word.element.body[-1].addprevious(element)
    word.add_paragraph(style="Table End")  # of no height: Word wants a paragraph behind a table


def _is_whole(row: BaseOxmlElement) -> bool:
    """Whether a row may not break across pages."""
    return row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def _keep_row_with_next(row: BaseOxmlElement) -> None:
    """Keep a row on one page with what comes."""
    for properties in row.iter(qn("w:pPr")):
        if properties.find(qn("w:keepNext")) is None:
            properties.insert(1, _element("w:keepNext"))  # behind the style, as the schema wants


def _column_widths(table: Table, room: int) -> list[int]:
    """The columns' widths in twips, as the table asks for them, but wide enough for numbers, days and a title's words.

    What that takes comes from columns whose texts have several lines anyway.
    """
    character = _DENSE_CHARACTER if table.is_dense else _CELL_CHARACTER
    margins = _DENSE_MARGINS if table.is_dense else _CELL_MARGINS
    free = room - margins * len(table.columns) if table.is_dense else room
    share = free / sum(column.width for column in table.columns)
    wanted = [column.width * share + (margins if table.is_dense else 0) for column in table.columns]
    needs = []
    for index, want in enumerate(wanted):
        cells = [row[index] for row in table.rows]
        words = re.findall("[A-Za-z]+", table.columns[index].title)
        longest = max([*map(_unbroken, cells), *(0.6 * len(word) for word in words)], default=0)
        lines = [line for cell in cells for line in cell_text(cell).split("\n")]
        in_one_line = max(map(spaced_width, lines), default=0)
        if in_one_line * character + margins <= want:
            longest = max(longest, in_one_line)
        needs.append(round(max(longest, 2) * character) + margins)
    lacking = sum(max(need - want, 0) for need, want in zip(needs, wanted, strict=True))
    spare = sum(max(want - need, 0) for need, want in zip(needs, wanted, strict=True))
    give = min(lacking / spare, 1) if spare else 0
    return [int(need if need > want else want - give * (want - need)) for need, want in zip(needs, wanted, strict=True)]


def _unbroken(cell: Cell) -> float:
    """The width of what must not break in a cell: a number or a day, the longest day or member number in a text.

    Some fonts have digits wider than half a character.
    """
    parts = _WHOLE.findall(cell) if isinstance(cell, str) else [cell_text(cell)]
    return max((spaced_width(part) + sum(map(str.isdigit, part)) / 7 for part in parts), default=0)


def _row(row: tuple[Cell, ...], widths: list[int], table: Table) -> BaseOxmlElement:
    cells, lines = [], 0.0
    style, character = ("TableTextDense", _DENSE_CHARACTER) if table.is_dense else ("TableText", _CELL_CHARACTER)
    for cell, twips in zip(row, widths, strict=True):
        text = cell_text(cell)
        lines = max(lines, text_width(text) * character / twips + text.count("\n"))
        cells.append(_cell(text, style, twips, centred=not isinstance(cell, str)))
    how = [_element("w:cantSplit")] if lines <= _LONGEST_WHOLE_ROW else []
    if table.row_points:
        how.append(_element("w:trHeight", val=table.row_points * 20, hRule="atLeast"))
    return _element("w:tr", *([_element("w:trPr", *how)] if how else []), *cells)


def _cell(text: str, style: str, twips: int, centred: bool = False) -> BaseOxmlElement:
    """A table's cell, each line of the text a paragraph, in which no day is torn apart."""
    properties = _element("w:tcPr", _element("w:tcW", w=twips, type="dxa"), _element("w:vAlign", val="center"))
    paragraphs = []
    for line in text.split("\n"):
        alignment = [_element("w:jc", val="center")] if centred else []
        run = OxmlElement("w:r")
        for number, part in enumerate(re.split(HYPHEN_OF_A_DAY, line)):
            run.extend([OxmlElement("w:noBreakHyphen")] if number else [])
            piece = OxmlElement("w:r")
            piece.text = part
            run.extend(list(piece))
        paragraphs.append(_element("w:p", _element("w:pPr", _element("w:pStyle", val=style), *alignment), run))
    return _element("w:tc", properties, *paragraphs)


def _element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element
