"""Record by record, what the files of a kind are to hold after a repair: pure, it touches no disk.

What stands whole in a file stays. What is missing comes from where it still stands; of two versions the newer counts,
by revision and moment, where both may be believed to be later than the other. What lies in the trash was deleted and
stays there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.hurt import FileLook
from storage.salvage import Found


@dataclass(frozen=True)
class Offer:
    """A whole record that stands somewhere beside the files: in which file it belongs, and where it stands.

    replaces: whether it goes before an older version that is in use; a backup only fills what is missing.
    """

    uid: str
    found: Found
    file: str
    source: str
    replaces: bool = False


@dataclass
class Merged:
    """What the files of a kind are to hold, by file and uid, and how it came to that.

    came: how many records came into a file, by (file, source). replaced: the same of those that went before an older
    version. differs: how many say otherwise in a source that is not used, by source. deleted: those in the trash.
    """

    files: dict[str, dict[str, Any]]
    came: Counter[tuple[str, str]] = field(default_factory=Counter)
    replaced: Counter[tuple[str, str]] = field(default_factory=Counter)
    differs: Counter[str] = field(default_factory=Counter)
    deleted: int = 0


def merged(
    looks: Iterable[FileLook],
    offers: Iterable[Offer],
    trashed: Mapping[str, tuple[int, float]],
    place_of: Callable[[str, Found], str] = lambda name, found: name,
) -> Merged:
    """The files of a kind with what is offered, each record in one file only, that in which it belongs.

    trashed: the ranks of what was deleted of it, by uid. place_of: where a record that stands in a file belongs.
    """
    done = Merged({look.name: look.documents() for look in looks})
    placed = _in_their_places(done, looks, place_of)
    newer = {uid for look in looks for uid in look.newer}
    for offer in _best(offers):
        if offer.uid in newer:
            continue
        if offer.uid in placed:
            _beside(done, placed, offer)
        elif offer.uid in trashed and trashed[offer.uid] >= offer.found.rank:
            done.deleted += 1
        else:
            placed[offer.uid] = offer.file, offer.found
            done.files.setdefault(offer.file, {})[offer.uid] = offer.found.document
            done.came[offer.file, offer.source] += 1
    return done


def _in_their_places(
    done: Merged, looks: Iterable[FileLook], place_of: Callable[[str, Found], str]
) -> dict[str, tuple[str, Found]]:
    """Where each record that is in use stands once all are in the files where they belong.

    Of one that stands in two files the newer counts, of two as new the one in its place; what else the other says is
    told, and stays in the file that is set aside.
    """
    best: dict[str, tuple[str, Found]] = {}
    for look in looks:
        for uid, found in look.whole.items():
            if uid not in best:
                best[uid] = look.name, found
                continue
            other = best[uid]
            if (found.rank, place_of(look.name, found) == look.name) > (other[1].rank, place_of(*other) == other[0]):
                best[uid], other = (look.name, found), best[uid]
            else:
                other = look.name, found
            del done.files[other[0]][uid]
            if other[1].value != best[uid][1].value:
                done.differs[f"{other[0]}.json"] += 1
    for uid, (name, found) in best.items():
        if (home := place_of(name, found)) != name:
            done.files.setdefault(home, {})[uid] = done.files[name].pop(uid)
            done.came[home, f"{name}.json"] += 1
            best[uid] = home, found
    return best


def _best(offers: Iterable[Offer]) -> list[Offer]:
    """The offers, of each record the newest first; of the same age as they came."""
    return sorted(offers, key=lambda one: one.found.rank, reverse=True)


def _beside(done: Merged, placed: dict[str, tuple[str, Found]], offer: Offer) -> None:
    """Decide between a record that is in use and another version of it."""
    file, there = placed[offer.uid]
    if there.value == offer.found.value or not offer.replaces:
        return
    if offer.found.rank <= there.rank:
        done.differs[offer.source] += 1
        return
    if file != offer.file:
        done.files[file].pop(offer.uid, None)
    placed[offer.uid] = offer.file, offer.found
    done.files.setdefault(offer.file, {})[offer.uid] = offer.found.document
    done.replaced[offer.file, offer.source] += 1
