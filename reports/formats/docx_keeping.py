"""What stays together on a page of a Word file: the last lines of text and what closes it."""

from __future__ import annotations

from math import ceil

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from reports.formats.gbt9704 import CHARACTER, line_width, spaced_width

_LINES_KEPT = 19  # at most, of the 22 of a page, with three more for the signature


def keep_with_next(word: WordDocument, lines: int) -> None:
    """Keep so many lines of text, back from what was written last, on one page with what comes.

    Headings, single empty lines and what is attached go along and are no text. What would not fit on a page with all
    that it takes along, a heading above it too, is left: LibreOffice would then keep nothing together.
    """
    kept: list[WordParagraph] = []
    room = _LINES_KEPT
    for element in reversed(word.element.body[:-1]):
        paragraph = WordParagraph(element, word._body)
        if element.tag == qn("w:tbl") or (lines <= 0 and not _is_heading(paragraph)):
            break
        room -= max(_lines(word, paragraph), 1)
        if room < 0:
            while kept and _is_heading(paragraph):  # it keeps what is beneath it anyway: that one lets go instead
                paragraph = kept.pop()
            break
        kept.append(paragraph)
        lines -= text_lines(word, paragraph)
    for paragraph in kept:
        paragraph.paragraph_format.keep_with_next = True
        if style_of(paragraph) == "Body Text":
            paragraph.paragraph_format.widow_control = True  # of one that breaks, two lines come along


def _is_heading(paragraph: WordParagraph) -> bool:
    return style_of(paragraph).lower().startswith("heading")


def text_lines(word: WordDocument, paragraph: WordParagraph) -> int:
    """How many lines of text a paragraph has; none where it is a heading, an empty line or what is attached."""
    return _lines(word, paragraph) if style_of(paragraph) == "Body Text" else 0


def _lines(word: WordDocument, paragraph: WordParagraph) -> int:
    """How many lines a paragraph has; of several each loses a sign, as no line begins with a comma or in a number."""
    wide, line = (spaced_width(paragraph.text) + 2) * CHARACTER, line_width(word)
    return 1 if wide <= line else ceil(wide / (line - CHARACTER))


def style_of(paragraph: WordParagraph) -> str:
    """The name of its style."""
    return (paragraph.style.name or "") if paragraph.style is not None else ""
