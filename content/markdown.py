"""Markdown files: front matter, headings, and Chinese lines joined without a space as a terminal shows them."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—"
_SOFT_BREAK = re.compile(f"(?<=[{_HAN}])\n(?=[{_HAN}])")
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$", re.DOTALL | re.MULTILINE)
_LINE_MARKS = re.compile(r"^ {0,3}(?:#{1,6} +|> ?)+", re.MULTILINE)
_MARKS = re.compile(r"(?<!\\)(?:\*{2,3}|`+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *#*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)


def front_matter(text: str) -> tuple[str, str]:
    """The lines between two `---` at the top of a text, and what follows them; no lines where it has none there."""
    found = _FRONT_MATTER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def joined(text: str) -> str:
    """The text with line ends between two Chinese signs taken out, but not within fences.

    Markdown makes a space of such a line end, which Chinese does not have.
    """
    parts, last = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_SOFT_BREAK.sub("", text[last : fence.start()]), fence[0]]
        last = fence.end()
    return "".join([*parts, _SOFT_BREAK.sub("", text[last:])])


def paragraphs(text: str) -> str:
    """A plain text as Markdown: each of its lines a paragraph, and no sign of it a mark."""
    lines = [re.sub(r"([\\`*_{}\[\]<>|])", r"\\\1", line.strip()) for line in text.split("\n")]
    lines = [re.sub(r"^(#{1,6}|[>+-])(?=\s)", r"\\\1", line) for line in lines]
    lines = [re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", line) for line in lines]
    return "\n\n".join(line for line in lines if line)


@lru_cache(maxsize=200)
def unmarked(text: str) -> str:
    """The text without the signs that only mark it up: headings, quotations, bold, code, backslashes."""
    return _ESCAPED.sub(r"\1", _MARKS.sub("", _LINE_MARKS.sub("", text)))


def first_heading(text: str) -> str:
    """The words of the first heading; empty when there is none."""
    found = _HEADING.search(_FENCE.sub("", text))
    return found[2].strip() if found else ""


def section_of(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above; all of the text where it is not there."""
    found = list(_HEADING.finditer(text))
    for place, one in enumerate(found):
        if one[2].strip() == heading.strip():
            ends = (later.start() for later in found[place + 1 :] if len(later[1]) <= len(one[1]))
            return text[one.end() : next(ends, len(text))].strip()
    return text


def has_section(text: str, heading: str) -> bool:
    """Whether a heading of these words stands in the text."""
    return any(one[2].strip() == heading.strip() for one in _HEADING.finditer(text))


def headings(text: str, level: int = 2) -> list[str]:
    """The words of the headings of one level, in order."""
    return [one[2].strip() for one in _HEADING.finditer(_FENCE.sub("", text)) if len(one[1]) == level]
