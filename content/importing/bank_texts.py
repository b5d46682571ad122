"""Whether a text that somebody brings as something else is a bank of questions, in Aiken's form or GIFT."""

from __future__ import annotations

from content.importing.aiken import is_aiken, read_aiken
from content.importing.gift import read_gift

LEAST_OPTIONS = 2
AROUND = 3  # lines that stand about a question beside its options: its words, its key, an explanation


def reads_as_bank(text: str) -> bool:
    """Whether questions make up most of a text; a note that quotes one among its own words does not."""
    lines = sum(1 for line in text.split("\n") if line.strip())
    if is_aiken(text):
        whole = [raw for raw in read_aiken(text)[0] if len(raw.options) >= LEAST_OPTIONS and raw.texts.get("answer")]
        return bool(whole) and sum(len(raw.options) + AROUND for raw in whole) >= lines * 2 / 3
    read = read_gift(text)
    return bool(read.raws) and len(read.raws) > len(read.faults)
