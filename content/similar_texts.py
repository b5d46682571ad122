"""Which texts say nearly the same: by the pairs of neighbouring characters they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import ceil

from content.written import plain

NEAR = 0.8  # of all pairs of characters that stand in either text, this part stands in both


def near(texts: Sequence[str], others: Sequence[str] = (), *, at_least: float = NEAR) -> list[tuple[int, int]]:
    """Each text that is nearly another: its place, and the place of that other.

    The other stands among `others`, whose places count from 0, or before it among the texts: then its place is
    negative, -1 for the first. A text is named once, with the one it is most like.
    """
    grams = [_pairs(text) for text in (*others, *texts)]
    often = Counter(gram for one in grams for gram in one)
    rarest_first = [sorted(one, key=lambda gram: (often[gram], gram)) for one in grams]
    index: dict[str, list[int]] = defaultdict(list)
    found = []
    for number, (one, ordered) in enumerate(zip(grams, rarest_first, strict=True)):
        # Two texts that share so much share one of these, their rarest pairs.
        head = ordered[: len(ordered) - ceil(at_least * len(ordered)) + 1]
        if number >= len(others):
            candidates = {candidate for gram in head for candidate in index[gram]}
            likest = max(((_share(one, grams[other]), -other) for other in candidates), default=(0.0, 0))
            if likest[0] >= at_least:
                other = -likest[1]
                found.append((number - len(others), other if other < len(others) else len(others) - other - 1))
        for gram in head:
            index[gram].append(number)
    return found


def _pairs(text: str) -> frozenset[str]:
    text = plain(text)
    return frozenset(text[place : place + 2] for place in range(len(text) - 1)) or frozenset({text})


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both)
