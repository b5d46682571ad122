"""How a note reads while it is being written."""

from __future__ import annotations

import re

from content.markdown import joined
from desk.note_fields import PARTS, Values, part_words

PREVIEWED = 4_000  # characters of each part in the preview: more would be slow


def preview_text(values: Values) -> str:
    """The parts under their headings as Markdown, each so far as a preview goes."""
    told = [(part_words(part), values[part]) for part in PARTS if values[part].strip()]
    texts = [_lines_kept(text[:PREVIEWED] + ("…" if len(text) > PREVIEWED else "")) for _words, text in told]
    return joined("\n\n".join(f"## {words}\n\n{text}" for (words, _text), text in zip(told, texts, strict=True)))


def _lines_kept(text: str) -> str:
    """The text with its line ends: Markdown would run its lines together, and a note is written line by line."""
    return re.sub(r"(?<=\S)\n(?=\S)", "  \n", text)
