"""Which of many texts say nearly the same."""

from __future__ import annotations

from difflib import SequenceMatcher

from content.similar_texts import near


def alike(texts: list[str], ratio: float) -> list[tuple[str, str]]:
    """Pairs of texts that say nearly the same, letter by letter; each text with the one it is most like."""
    pairs = [(texts[place], texts[-other - 1]) for place, other in near(texts, at_least=0.5)]
    return [pair for pair in pairs if SequenceMatcher(None, *pair, autojunk=False).ratio() > ratio]
