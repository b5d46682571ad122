"""What was written at one item, in a row: which wordings come again, and what came of each. Quoted, never judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.similar_texts import near
from reports.item_days import ItemDay, ItemRow
from storage.records import Matter


@dataclass(frozen=True)
class Said:
    """A sentence at an item."""

    day: ItemDay
    """The day, with what was answered."""
    listed: tuple[Matter, ...]
    """What was listed for correction from it."""

    @property
    def sentence(self) -> str:
        """What was written, on one line."""
        return " ".join(self.day.answer.sentence.split()) if self.day.answer else ""


def sentences(row: ItemRow | None, listed: Mapping[tuple[str, str], tuple[Matter, ...]]) -> list[Said]:
    """The days of an item on which something was written or listed for correction, the latest first."""
    found = [
        Said(day, listed.get((day.check_uid, row.dont.id), ())) for day in reversed(row.days if row else ()) if row
    ]
    return [one for one in found if one.sentence or one.listed]


def repeated(said: Sequence[Said]) -> list[list[Said]]:
    """The sentences that say nearly the same as another, together; the largest group first, each the latest first."""
    written = [one for one in said if one.sentence]
    leader = list(range(len(written)))
    for place, other in near([one.sentence for one in written]):
        leader[place] = leader[-other - 1]  # what it is like stands before it, and has its leader already
    groups: dict[int, list[Said]] = {}
    for place, one in enumerate(written):
        groups.setdefault(leader[place], []).append(one)
    return sorted((group for group in groups.values() if len(group) > 1), key=len, reverse=True)
