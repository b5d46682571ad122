"""Documents as Markdown, readable as plain text too."""

from __future__ import annotations

import re
from typing import ClassVar

from content.words import mark_for_translation
from reports.document import (
    Addressee,
    Annex,
    Attachments,
    Blank,
    Block,
    Chart,
    Document,
    Heading,
    Labelled,
    Paragraph,
    Signature,
    Small,
    Table,
    TableNote,
    Workbook,
    cell_text,
    clean,
)

_ACTIVE_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~#$])")
_ACTIVE_AT_START = re.compile(r"^(?:[-+](?=[-+\s]|$)|\d{1,9}(?=[.)](?:\s|$)))")


class Markdown:
    """A document as CommonMark with pipe tables; what a person typed comes out as typed, never as markup."""

    suffix: ClassVar[str] = ".md"
    title: ClassVar[str] = mark_for_translation("Markdown text")

    def render(self, document: Document) -> bytes:
        """The document in UTF-8; a paragraph is one line, so that Chinese text gets no spaces at line ends."""
        parts = [_one_line(document.mark), f"# {_one_line(document.title)}"]
        for block in document.blocks:
            parts += _block(block)
        return ("\n\n".join(part for part in parts if part) + "\n").encode()


class MarkdownTables:
    """The tables of a workbook, each under its title."""

    suffix: ClassVar[str] = ".md"
    title: ClassVar[str] = mark_for_translation("Markdown text")

    def render(self, workbook: Workbook) -> bytes:
        """The tables in UTF-8."""
        parts = []
        for sheet in workbook.sheets:
            parts += [f"# {_one_line(sheet.title)}", _one_line(sheet.head), _table(sheet.table), _one_line(sheet.foot)]
        return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _block(block: Block) -> list[str]:
    """The block's paragraphs."""
    match block:
        case Heading(level, text):
            return [f"{'#' * (level + 1)} {_one_line(text)}"]
        case Paragraph(text, bold_lead):
            return _paragraphs(text, bold_lead)
        case Labelled(label, text):
            return _paragraphs(text, label)
        case Addressee(text) | Small(text) | TableNote(text):
            return _paragraphs(text)
        case Annex(label, title):
            return [f"## {_one_line(f'{label}  {title}')}"]
        case Table():
            return [_strong(block.caption), _table(block)]
        case Chart():
            return _block(block.table)
        case Attachments(names, label):
            if len(names) == 1:
                return [_one_line(label + names[0])]
            listed = [f"{number}. {_one_line(name)}" for number, name in enumerate(names, 1)]
            return [_one_line(label), "\n".join(listed)] if names else []
        case Signature():
            return [_one_line(block.name), _one_line(block.day_written)]
        case Blank(lines, is_ruled):
            return ["---"] * lines if is_ruled else []  # what Markdown draws a rule for


def _escape(line: str) -> str:
    """One line with everything that Markdown would act on made harmless."""
    line = _ACTIVE_ANYWHERE.sub(r"\\\1", line.strip(" \t"))
    start = _ACTIVE_AT_START.match(line)
    if not start:
        return line
    if start[0].isdigit():  # "1." would start a list: it is the mark behind the number that is escaped
        return f"{start[0]}\\{line[start.end() :]}"
    return f"\\{line}"


def _one_line(text: str) -> str:
    return _escape(" ".join(clean(text).split("\n")))


def _strong(text: str) -> str:
    line = _one_line(text.strip())
    return f"**{line}**" if line else ""


def _paragraphs(text: str, lead: str = "") -> list[str]:
    """Each line of the text as a paragraph, the first behind the lead.

    The space behind the lead is needed: CommonMark does not close `**` between a full-width mark and a letter.
    """
    first, *further = [_escape(line) for line in clean(text).split("\n")]
    return [f"{_strong(lead)} {first}".strip(" "), *further]


def _table(table: Table) -> str:
    header = [_one_line(column.title) for column in table.columns]
    rows = [[_cell(cell_text(cell)) for cell in row] for row in table.rows]
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    """A cell's text; a pipe table knows no other line break than `<br>`."""
    return "<br>".join(_escape(line) for line in text.split("\n"))
