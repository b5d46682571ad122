"""Which of many texts say nearly the same."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations


def alike(texts: list[str], ratio: float) -> list[tuple[str, str]]:
    """Pairs of texts that say nearly the same."""
    found = []
    for first, second in combinations(texts, 2):
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and matcher.ratio() > ratio:
            found.append((first, second))
    return found
