"""What several computers of one person recorded, brought together: pure, from states to a state, without a disk.

A version of a record carries what its writer had seen: of every computer how far it had been (a version vector). A
version that had seen another one takes its place. Two that had not seen each other both stay, unless they say the
same or do not touch each other, and a person decides. What is not there means nothing: only a deletion that was noted
is one. So files may come late, again, cut, in any order: the outcome is the same in the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from storage.kinds import kind_called

Key = tuple[str, str]  # the kind and the uid; of a text its path
Vector = Mapping[str, int]
GONE = "gone"  # the mark of a record that was deleted since the last exchange
LOST = "lost"  # the mark of a record that came from elsewhere in place of a lost one, which nobody saw go
DECIDED = "decided "  # before the mark of what a person decided for since: it was changed here, whatever it says
_WRITTEN = ("rev", "written_at", "changed_at")  # when it was written, not what it says
_HOW_ANSWERED = {"written_at": 0, "written_day": 0, "from_paper": 0}  # of an answer the same


@dataclass(frozen=True, slots=True)
class Version:
    """What a record said at one time; `document` is None where it was deleted.

    vector: how far each computer had been as the writer knew. Of kinds that are only added to it is empty.
    """

    vector: Vector
    document: Any

    def has_seen(self, other: Version) -> bool:
        """Whether its writer had seen all that the other's had."""
        return all(self.vector.get(machine, 0) >= count for machine, count in other.vector.items())


Versions = Mapping[Key, tuple[Version, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """How a record stood after the last exchange: the mark of what it said is empty where it was deleted."""

    vector: Vector
    mark: str


@dataclass(frozen=True)
class Here:
    """What one computer has: its records, the texts that were removed, how it left the last exchange.

    unsettled: the versions beside the one that stands, about which nobody decided yet.
    """

    machine: str
    counter: int
    documents: Mapping[Key, Any]
    removed: AbstractSet[Key]
    known: Mapping[Key, Known]
    unsettled: Versions


@dataclass(frozen=True)
class Foreign:
    """What a file of another computer says, or an older one of this computer."""

    machine: str
    counter: int
    versions: Versions


@dataclass(frozen=True)
class Step:
    """What is to be changed here: what a record says now and what it is to say; None is not there."""

    key: Key
    before: Any
    after: Any


@dataclass(frozen=True)
class Outcome:
    """How this computer stands after an exchange; `versions` is what its own file is to say.

    is_new: whether this computer got a new name, since somebody else goes by the old one. going: what no file said
    so far, or not as known so well; news: what of it says something that none says.
    """

    machine: str
    counter: int
    is_new: bool
    steps: tuple[Step, ...]
    known: Mapping[Key, Known]
    unsettled: Versions
    versions: Versions
    going: tuple[Key, ...]
    news: tuple[Key, ...] = ()


def canonical(document: Any) -> str:
    """A document in the one spelling by which two are compared and put in order."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def mark_of(document: Any) -> str:
    """What tells what a document says from what any other says; empty for none.

    Before it stand when the record was first written and its revision: one written anew where another was lost, or one
    that a damaged file set back, is no change of what was known.
    """
    if document is None:
        return ""
    begun, rev = (document.get("written_at", ""), document.get("rev", 0)) if isinstance(document, dict) else ("", 0)
    return f"{_digest(canonical(begun))[:8]}-{rev}-{_digest(canonical(document))[:24]}"


def mark_decided(document: Any) -> str:
    """The mark of what a person decided for since the last exchange."""
    return GONE if document is None else DECIDED + mark_of(document)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def exchanged(here: Here, files: Sequence[Foreign], new_name: Callable[[], str]) -> Outcome:
    """What comes of this computer's records and of what the files say."""
    machine, counter, is_new = here.machine, here.counter, False
    anew = _anew(here)
    if not machine or anew or _is_ahead(machine, counter, files):
        machine, counter, is_new = new_name(), 0, True
    own = _own_versions(here, anew, machine, counter + 1)
    if not is_new and (_is_swallowing(here, own) or _is_forgetting(here, own, files)):
        machine, counter, is_new = new_name(), 0, True
        own = _own_versions(here, anew, machine, counter + 1)
    merged, going, steps = dict(own), [], []
    for file in files:
        for key, versions in file.versions.items():
            there = merged.get(key)
            if there is None:
                merged[key] = brought_together(key[0], versions)
            elif there != versions:
                merged[key] = brought_together(key[0], (*there, *versions))
    known: dict[Key, Known] = {key: one for key, one in here.known.items() if key not in merged}
    unsettled = dict[Key, tuple[Version, ...]]()
    for key, versions in merged.items():
        before = here.documents.get(key)
        stands, others = _stands(versions, before)
        if stands.document != before:
            steps.append(Step(key, before, stands.document))
        if others:
            unsettled[key] = others
        if stands.vector:
            known[key] = Known(stands.vector, mark_of(stands.document))
        if not all(any(one in file.versions.get(key, ()) for file in files) for one in versions):
            going.append(key)
    news = tuple(key for key in going if not _is_said(merged[key], [file.versions.get(key, ()) for file in files]))
    is_same = not steps and known == here.known and unsettled == here.unsettled
    after = counter if is_same and not is_new else counter + 1
    return Outcome(machine, after, is_new, tuple(steps), known, unsettled, merged, tuple(going), news)


def _is_said(versions: Iterable[Version], said: Iterable[Iterable[Version]]) -> bool:
    """Whether files say already what these versions do, whoever had seen it when."""
    documents = [one.document for some in said for one in some]
    return all(one.document in documents for one in versions)


def _is_ahead(machine: str, counter: int, files: Iterable[Foreign]) -> bool:
    """Whether somebody has seen this computer further than it has been: it is a copy, or was set back."""
    return any(
        (file.machine == machine and file.counter > counter)
        or any(one.vector.get(machine, 0) > counter for versions in file.versions.values() for one in versions)
        for file in files
    )


def _is_swallowing(here: Here, own: Versions) -> bool:
    """Whether what was done here since takes the place of what waits for a decision, as if it had seen that.

    It does where that was written under this computer's own name and stands here no more: under another name it waits.
    """
    return any(
        one.document is not None and all(one.document != other.document for other in own[key])
        for key, others in here.unsettled.items()
        for one in others
    )


def _is_forgetting(here: Here, own: Versions, files: Iterable[Foreign]) -> bool:
    """Whether something else is to stand where a record was lost that no file brings back.

    What is done about that under this computer's own name would take the place of the lost one, where others have it.
    """
    for key, known in here.known.items():
        if known.mark in ("", GONE) or key in here.documents or key in here.removed:
            continue
        versions = [*own.get(key, ()), *(one for file in files for one in file.versions.get(key, ()))]
        if versions and not any(one.has_seen(Version(known.vector, None)) for one in versions):
            return True
    return False


def _own_versions(here: Here, anew: AbstractSet[Key], machine: str, counter: int) -> dict[Key, tuple[Version, ...]]:
    """What stands here, with what it had seen: what was changed since the last exchange was changed by this computer.

    What was known and is neither there nor noted as deleted was lost; of that nothing is said.
    """
    own = dict[Key, tuple[Version, ...]]()
    for key, document in here.documents.items():
        known = here.known.get(key)
        if kind_called(key[0]).exchanged == "added":
            vector: Vector = {}
        elif known is not None and known.mark == mark_of(document):
            vector = known.vector
        else:
            vector = {**(known.vector if known and key not in anew else {}), machine: counter}
        own[key] = (Version(vector, document),)
    for key, known in here.known.items():
        if key in own or (known.mark not in ("", GONE) and key not in here.removed):
            continue
        own[key] = (Version({**known.vector, machine: counter} if known.mark else known.vector, None),)
    for key, others in here.unsettled.items():
        own[key] = brought_together(key[0], (*own.get(key, ()), *others))
    return own


def _anew(here: Here) -> frozenset[Key]:
    """The records that are not what became of the known ones: those were lost or set back, and nobody saw it here.

    A change makes the revision a higher one; what has none is taken for changed. What was so far the name of this
    computer had seen what is gone: it needs a new one.
    """
    return frozenset(
        key
        for key, document in here.documents.items()
        if (known := here.known.get(key)) is not None and is_anew(known.mark, mark_of(document))
    )


def without_decided(mark: str) -> str:
    """The mark of what a person decided for as that of any other."""
    return mark.removeprefix(DECIDED)


def is_anew(known: str, mark: str) -> bool:
    """Whether what a mark is of did not become of what was known: it was begun anew, or set back."""
    known = without_decided(known)
    if known in ("", GONE, LOST, mark):
        return known == LOST
    begun, rev, _text = known.split("-")
    begun_here, rev_here, _text = mark.split("-")
    return begun != begun_here or 0 < int(rev_here) <= int(rev)


def brought_together(kind: str, versions: Iterable[Version]) -> tuple[Version, ...]:
    """The versions that none of the others has seen, in one order whatever order they came in."""
    left: list[Version] = []
    for one in versions:
        left = _with(kind, left, one)
    return tuple(left) if len(left) < 2 else tuple(sorted(left, key=_order))


def _with(kind: str, left: list[Version], new: Version) -> list[Version]:
    for place, other in enumerate(left):
        if other == new:
            return left
        is_same = other.document == new.document
        if not is_same and other.vector != new.vector and other.has_seen(new):
            return left
        if not is_same and other.vector != new.vector and new.has_seen(other):
            return _with(kind, left[:place] + left[place + 1 :], new)
        document = new.document if is_same else together(kind, other.document, new.document)
        if is_same or document is not None:
            both = Version(joined(other.vector, new.vector), document)
            return _with(kind, left[:place] + left[place + 1 :], both)
    return [*left, new]


def joined(one: Vector, other: Vector) -> dict[str, int]:
    """What was seen by either."""
    return {machine: max(one.get(machine, 0), other.get(machine, 0)) for machine in {*one, *other}}


def _order(version: Version) -> tuple[bool, str, str, list[tuple[str, int]]]:
    """The latest last, what was deleted first."""
    document = version.document
    changed = str(document.get("changed_at", "")) if isinstance(document, dict) else ""
    return document is not None, changed, canonical(document), sorted(version.vector.items())


def _stands(versions: tuple[Version, ...], before: Any) -> tuple[Version, tuple[Version, ...]]:
    """The version that stands here until a person decides, and the others: one's own if it is among them."""
    stands = max(versions, key=lambda one: (one.document is not None, one.document == before, _order(one)))
    return stands, tuple(one for one in versions if one is not stands)


# What is no conflict


def together(kind: str, one: Any, other: Any) -> Any:
    """A document that says what both say, the same whichever comes first; None where a person must decide."""
    if kind_called(kind).exchanged == "added":
        return max(one, other, key=canonical)
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return None
    one, other = sorted((one, other), key=lambda document: (_revision(document), canonical(document)))
    if _said(one) == _said(other):
        return other
    if kind == "checks":
        return _one_check(one, other)
    if kind == "profile":
        return _one_profile(one, other)
    return _one_of_receipts(one, other) if kind == "submissions/receipts" else None


def _revision(document: dict[str, Any]) -> tuple[int, str]:
    rev = document.get("rev")
    return rev if isinstance(rev, int) else 0, str(document.get("changed_at", ""))


def _said(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in _WRITTEN}


def _one_check(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    """A day's answers at both computers, unless an item was answered otherwise here and there."""
    try:
        mine, theirs = ({answer["item"]: answer for answer in check["answers"]} for check in (one, other))
        if {**_said(one), "answers": 0} != {**_said(other), "answers": 0}:
            return None
        for item in mine.keys() & theirs.keys():
            first, second = ({**check[item], **_HOW_ANSWERED} for check in (mine, theirs))
            if first != second:
                return None
        answers = [
            min(
                (check[item] for check in (mine, theirs) if item in check),
                key=lambda a: (a["written_at"], canonical(a)),
            )
            for item in sorted({*mine, *theirs})
        ]
        return {
            **other, "answers": answers, "rev": max(one["rev"], other["rev"]),
            "written_at": min(one["written_at"], other["written_at"]),
            "changed_at": max(one["changed_at"], other["changed_at"]),
        }  # fmt: skip
    except (KeyError, TypeError):
        return None


def _one_profile(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    """What was filled in at either, unless a field says two things."""
    names = {*one, *other}
    if any(one.get(name) and other.get(name) and one[name] != other[name] for name in names):
        return None
    return {name: one.get(name) or other.get(name) for name in sorted(names)}


def _one_of_receipts(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    """The receipts that came to either, in the order they were made."""
    try:
        found = {canonical(receipt): receipt for receipt in (*one["receipts"], *other["receipts"])}
        return {"receipts": sorted(found.values(), key=lambda each: (each["made_at"], canonical(each)))}
    except (KeyError, TypeError):
        return None
