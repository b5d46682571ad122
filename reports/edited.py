"""A document as text that a person goes over, a line a paragraph, and the document made of it again."""

from __future__ import annotations

import re

from reports.document import Block, Document, Heading, Paragraph, Small

TITLE, HEADING, SUBHEADING = "# ", "## ", "### "
_NUMBER = re.compile(r"^(\d+\.) (?=[\u4e00-\u9fff])")  # a window would break the line behind it: hanzi have no spaces


def editable(document: Document) -> str:
    """The text of a document of headings and paragraphs; remarks in small type are left out, they are not edited."""
    lines = [TITLE + line for line in document.title.split("\n")]
    for block in document.blocks:
        match block:
            case Heading(level=level, text=text):
                lines += ["", (HEADING if level == 1 else SUBHEADING) + text]
            case Paragraph():
                lines += [line for line, _paragraph in _lines(block)]
    return "\n".join(lines)


def edited(text: str, document: Document) -> Document:
    """The document as the text has it now; a line left as it was keeps its bold beginning, remarks stay at the end."""
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    known = {line: paragraph for block in blocks for line, paragraph in _lines(block)}
    title: list[str] = []
    made: list[Block] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if line.startswith(SUBHEADING):
            made.append(Heading(2, line.removeprefix(SUBHEADING).strip()))
        elif line.startswith(HEADING):
            made.append(Heading(1, line.removeprefix(HEADING).strip()))
        elif line.startswith(TITLE):
            title.append(line.removeprefix(TITLE).strip())
        else:
            made.append(known.get(line, Paragraph(line)))
    remarks = (block for block in document.blocks if isinstance(block, Small))
    return Document("\n".join(title) or document.title, (*made, *remarks))


def _lines(block: Paragraph) -> list[tuple[str, Paragraph]]:
    """The lines of a paragraph as they are shown, and what each of them is."""
    first, *others = block.text.split("\n")
    parts = [Paragraph(first, bold_lead=block.bold_lead), *map(Paragraph, others)]
    shown = ((_NUMBER.sub(r"\1", (part.bold_lead + part.text).strip()), part) for part in parts)
    return [(line, part) for line, part in shown if line]
