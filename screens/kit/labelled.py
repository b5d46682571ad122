"""Labels and what stands beside them: all about one thing, beneath its title."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from content.cells import fold, pad
from content.words import language

ROOMY = 60  # cells from which on what stands beside a label begins at the spine
Labelled = tuple[str, str] | tuple[str, str, str]  # a label, what stands beside it, and its colour


def labelled(title: str, lines: Iterable[Labelled], width: int) -> Content:
    """A title, a blank and its lines, folded to `width` cells; no empty ones, and a label is said once in a row."""
    beside = 14 if language() == "en" or width >= ROOMY else 12
    said = [Content.styled(line, "bold") for line in fold(title, width)] if title else []
    before = ""
    for label, text, *style in lines:
        if not text:
            continue
        for place, part in enumerate(fold(text, max(width - beside, 10))):
            words = label if place == 0 and label != before else ""
            if title and not before and place == 0:
                said.append(Content(""))
            said.append(Content.assemble((pad(words, beside), "$text-muted"), (part, "".join(style))))
        before = label
    return Content("\n").join(said)


def folded(parts: Iterable[tuple[str, str]], width: int) -> Content:
    """Texts beneath one another, each in its colour, folded as Chinese is; empty ones take no line."""
    lines = (Content.styled(line, style) for words, style in parts if words for line in fold(words, width))
    return Content("\n").join(lines)
