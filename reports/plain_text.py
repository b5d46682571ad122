"""A document as the plain text that stands at the top of a submission: lines that fit any window."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from content.words import _
from reports.document import (
    Addressee,
    Attachments,
    Blank,
    Block,
    Document,
    Heading,
    Labelled,
    Paragraph,
    Signature,
    Small,
    Table,
    cell_text,
    clean,
)

WIDTH = 72
_INDENT = "    "
# A word with the spaces behind it, or one wide character with the marks that must not begin a line.
_PIECE = re.compile(r"[!-~]+ *|\s|.[，。；：！？、）》”’」』】]*", re.DOTALL)


def cells(text: str) -> int:
    """How many terminal cells the text takes, at the most."""
    return sum(2 if character > "ᄀ" or east_asian_width(character) in "WFA" else 1 for character in text)


def fold(text: str, width: int = WIDTH, indent: str = "") -> list[str]:
    """One paragraph in lines of at most `width` cells, all of them beginning with `indent`."""
    lines, line, room = [], "", width - cells(indent)
    used = 0
    for piece in _PIECE.findall(text.replace("\t", " ")):
        for part in _parts(piece, room):
            if line and used + cells(part.rstrip()) > room:
                lines.append(line)
                line, used = "", 0
            part = part if line else part.lstrip()
            line += part
            used += cells(part)
    return [(indent + line).rstrip() for line in (*lines, line)]


def _parts(piece: str, width: int) -> list[str]:
    """The piece, or what it must be broken into to fit at all."""
    if cells(piece.rstrip()) <= width:
        return [piece]
    step = width // 2
    return [piece[start : start + step] for start in range(0, len(piece), step)]


def plain_text(document: Document) -> str:
    """The document as text of at most 72 cells a line; all that its other formats say, word for word."""
    blocks = [[_centred(line) for line in clean(document.title).split("\n")]]
    blocks += [_block(block) for block in document.blocks]
    lines: list[str] = []
    for place, block in enumerate(blocks):
        apart = place == 1 or (place and isinstance(document.blocks[place - 1], Heading | Signature))
        lines += ["", *block] if apart else block
    return "\n".join(line.rstrip() for line in lines)


def _centred(line: str) -> str:
    folded = fold(" ".join(line.split()))
    return "\n".join(" " * ((WIDTH - cells(part)) // 2) + part for part in folded)


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text=text) | Addressee(text) | Small(text):
            return _paragraphs(text)
        case Paragraph(text, bold_lead):
            return _paragraphs(bold_lead + text, _INDENT)
        case Labelled(label, text):
            return _paragraphs(label + text, _INDENT)
        case Table():
            return _table(block)
        case Attachments(names, label):
            return [line for name in names for line in fold(label + name, indent=_INDENT)]
        case Signature():
            return [line for text in (block.name, block.day_written) if text for line in _at_the_right(text)]
        case Blank(lines):
            return [""] * lines


def _paragraphs(text: str, indent: str = "") -> list[str]:
    return [line for paragraph in clean(text).split("\n") for line in fold(paragraph, indent=indent)]


def _table(table: Table) -> list[str]:
    """A line a row, which names the columns: `first cell: title cell, title cell`."""
    lines = _paragraphs(table.caption, _INDENT) if table.caption else []
    for row in table.rows:
        first, *others = (" ".join(cell_text(cell).split()) for cell in row)
        said = [f"{column.title} {text}" for column, text in zip(table.columns[1:], others, strict=True) if text]
        lines += fold(_("{label}: {text}").format(label=first, text=_(", ").join(said)), indent=_INDENT)
    return lines


def _at_the_right(text: str) -> list[str]:
    return [" " * max(WIDTH - 8 - cells(line), 0) + line for line in fold(" ".join(clean(text).split()))]
