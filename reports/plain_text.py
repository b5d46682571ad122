"""A document as the plain text that stands at the top of a submission: lines that fit any window."""

from __future__ import annotations

from content.cells import cells_at_most, fold
from content.words import _
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
    cell_text,
    clean,
)

WIDTH = 72
_INDENT = "    "


def _fold(text: str, indent: str = "") -> list[str]:
    """The text in lines of at most 72 cells, all of them beginning with `indent`."""
    text = text.replace("\t", " ").lstrip()
    return [(indent + line).rstrip() for line in fold(text, WIDTH - len(indent), cells_at_most)]


def plain_text(document: Document) -> str:
    """The document as text of at most 72 cells a line; all that its other formats say, word for word."""
    mark = [clean(document.mark)] if document.mark else []
    blocks = [[*mark, *(_centred(line) for line in clean(document.title).split("\n"))]]
    blocks += [_block(block) for block in document.blocks]
    lines: list[str] = []
    for place, block in enumerate(blocks):
        apart = place == 1 or (place and isinstance(document.blocks[place - 1], Heading | Signature))
        lines += ["", *block] if apart else block
    return "\n".join(line.rstrip() for line in lines)


def _centred(line: str) -> str:
    folded = _fold(" ".join(line.split()))
    return "\n".join(" " * ((WIDTH - cells_at_most(part)) // 2) + part for part in folded)


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text=text) | Addressee(text) | Small(text) | TableNote(text):
            return _paragraphs(text)
        case Paragraph(text, bold_lead):
            return _paragraphs(bold_lead + text, _INDENT)
        case Labelled(label, text):
            return _paragraphs(label + text, _INDENT)
        case Table():
            return _table(block)
        case Chart():
            return _table(block.table)
        case Annex(label, title):
            return _paragraphs(f"{label}  {title}")
        case Attachments(names, label):
            return [line for name in names for line in _fold(label + name, indent=_INDENT)]
        case Signature():
            return [line for text in (block.name, block.day_written) if text for line in _at_the_right(text)]
        case Blank(lines, is_ruled):
            return ["_" * WIDTH if is_ruled else ""] * lines


def _paragraphs(text: str, indent: str = "") -> list[str]:
    return [line for paragraph in clean(text).split("\n") for line in _fold(paragraph, indent=indent)]


def _table(table: Table) -> list[str]:
    """A line a row, which names the columns: `first cell: title cell, title cell`."""
    lines = _paragraphs(table.caption, _INDENT) if table.caption else []
    for row in table.rows:
        first, *others = (" ".join(cell_text(cell).split()) for cell in row)
        said = [f"{column.title} {text}" for column, text in zip(table.columns[1:], others, strict=True) if text]
        lines += _fold(_("{label}: {text}").format(label=first, text=_(", ").join(said)), indent=_INDENT)
    return lines


def _at_the_right(text: str) -> list[str]:
    return [" " * max(WIDTH - 8 - cells_at_most(line), 0) + line for line in _fold(" ".join(clean(text).split()))]
