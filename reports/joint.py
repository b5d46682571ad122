"""The figures of several branches together, of the files they sent upwards. Pure.

Somebody who stands in two branches for the same days is counted once: in the one they joined last. What the other
branch counted cannot be told apart, so its sums are left out until it sends a corrected file, and that is named; its
other people stay counted as due, received or missing. What fewer than five of a branch told
is in no sum, and counts by item are taken only of five persons and more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from content.importing.table import name_key
from content.period import Period
from reports.branch_figures import FEWEST_BY_ITEM, STATES, SUMS_OF, are_few, facts_of
from storage.branch_figures import Figures, ItemFigures, ListFigures
from storage.clock import local_day
from storage.facts import BranchFigures, BranchMember, BranchProblem
from storage.roster import member_key
from storage.spans import Span

TOLD = {name: told for told, names in SUMS_OF.items() for name in (told, *names)}
SUMS = ("files", *TOLD, "told_marks")
BETWEEN = ("listed", "reopened", "split", "merged", "struck", "removed")


@dataclass(frozen=True)
class BranchFile:
    """What one branch sent for one period."""

    branch: str
    period: Period
    figures: Figures
    members: tuple[BranchMember, ...]
    problems: tuple[BranchProblem, ...]
    made_on: date
    """The day it was made, until which it knows what became of its problems."""


@dataclass(frozen=True)
class Twice:
    """Somebody whom two branches count for the same days."""

    member_no: str
    name: str
    counted_in: str
    not_in: str
    period: Period


@dataclass(frozen=True)
class Joint:
    """All branches together; `figures` are of persons, as those of a branch are."""

    files: tuple[BranchFile, ...]
    figures: Figures
    twice: tuple[Twice, ...] = ()
    left_out: tuple[BranchFile, ...] = ()
    members: tuple[BranchMember, ...] = ()
    unbalanced: tuple[str, ...] = ()
    """The branches whose files say other of their list at the end than came of the beginning and what lies between."""

    @property
    def problems(self) -> list[tuple[BranchFile, BranchProblem]]:
        """Every item with the file that says it: the latest of its branch."""
        found: dict[tuple[str, str], tuple[BranchFile, BranchProblem]] = {}
        for file in sorted(self.files, key=lambda file: file.period.last):
            found |= {(file.branch, one.uid): (file, one) for one in file.problems}
        return [*found.values()]


def files_of(span: Span) -> list[BranchFile]:
    """What branches sent; empty where those who send are members."""
    return [
        BranchFile(
            piece.member.name, piece.period, figures, tuple(facts_of(BranchMember, piece)),
            tuple(facts_of(BranchProblem, piece)), local_day(piece.received.header.made_at),
        )
        for piece in span.pieces
        if piece.received is not None
        for figures in facts_of(BranchFigures, piece)
    ]  # fmt: skip


def is_of_branches(span: Span) -> bool:
    """Whether those who sent something are branches: most of them, so that one strange file does not decide it."""
    sent = [bool(facts_of(BranchFigures, piece)) for piece in span.pieces if piece.received]
    return 2 * sum(sent) > len(sent)


def joint(span: Span) -> Joint:
    """The branches of a span together."""
    files = files_of(span)
    twice, taken_off = _twice(files)
    losers = {(one.not_in, one.period) for one in twice}
    left_out = [file for file in files if (file.branch, file.period) in losers]
    counted = [file for file in files if (file.branch, file.period) not in losers]
    columns = {name: sum(getattr(file.figures, name) for file in files) for name in ("due", "received", "leave")}
    columns = {name: count - sum(getattr(one, name) for one in taken_off) for name, count in columns.items()}
    figures = Figures(
        units=tuple(map(str, span.units)),
        persons=len({_key(one) for file in files for one in file.members if one.due}),
        **columns,
        missing=columns["due"] - columns["received"] - columns["leave"],
        **{name: sum(getattr(file.figures, name) for file in counted if has_enough(file, name)) for name in SUMS},
        lists=tuple(_lists(counted)),
        items=tuple(_items(counted)),
        **_balance(files),
    )
    return Joint(tuple(files), figures, tuple(twice), tuple(left_out), tuple(_members(files, taken_off)),
                 tuple(_unbalanced(files)))  # fmt: skip


def has_enough(file: BranchFile, name: str) -> bool:
    """Whether a branch's figure may be shown: older programs send sums of what fewer than five told, others nothing."""
    return name not in TOLD or not are_few(file.figures, TOLD[name])


def _key(one: BranchMember) -> tuple[str, str]:
    return member_key(one.member_no), name_key(one.name)


def _twice(files: Sequence[BranchFile]) -> tuple[list[Twice], list[BranchMember]]:
    """Who stands in two branches for the same days, and the facts that are therefore not counted."""
    found: list[Twice] = []
    taken_off: list[BranchMember] = []
    by_person: dict[tuple[str, str], list[tuple[BranchFile, BranchMember]]] = {}
    for file in files:
        for one in file.members:
            if one.due:
                by_person.setdefault(_key(one), []).append((file, one))
    for places in by_person.values():
        kept: list[tuple[BranchFile, BranchMember]] = []
        for file, one in sorted(places, key=lambda place: place[1].joined_day or date.min, reverse=True):
            rival = next((other for other, _one in kept if other.branch != file.branch and _meet(other, file)), None)
            if rival is None:
                kept.append((file, one))
            else:
                taken_off.append(one)
                found.append(Twice(one.member_no, one.name, rival.branch, file.branch, file.period))
    return found, taken_off


def _meet(one: BranchFile, other: BranchFile) -> bool:
    return one.period.first <= other.period.last and other.period.first <= one.period.last


def _lists(files: Iterable[BranchFile]) -> Iterable[ListFigures]:
    told: dict[str, ListFigures] = {}
    for one in (one for file in files for one in file.figures.lists):
        before = told.get(one.list_id)
        sums = (before.told + one.told, before.withheld + one.withheld) if before else (one.told, one.withheld)
        told[one.list_id] = ListFigures(list_id=one.list_id, title=one.title, told=sums[0], withheld=sums[1])
    return told.values()


def _items(files: Iterable[BranchFile]) -> Iterable[ItemFigures]:
    """Sums by item of the groups that may be shown; in a longer period a branch's persons are those of its largest."""
    sums: dict[tuple[str, str], dict[str, int]] = {}
    persons: dict[tuple[str, str], dict[str, int]] = {}
    words: dict[tuple[str, str], str] = {}
    for file in files:
        for one in file.figures.items:
            if one.persons < FEWEST_BY_ITEM:
                continue
            key = one.list_id, one.item
            counts = sums.setdefault(key, dict.fromkeys(STATES, 0))
            for name in STATES:
                counts[name] += getattr(one, name)
            there = persons.setdefault(key, {})
            there[file.branch] = max(there.get(file.branch, 0), one.persons)
            words[key] = one.words
    return [
        ItemFigures(list_id=key[0], item=key[1], words=words[key], persons=sum(persons[key].values()), **counts)
        for key, counts in sums.items()
    ]


def _balance(files: Sequence[BranchFile]) -> Mapping[str, int]:
    """What stood at the beginning of each branch's first file and at the end of its last, and all that lies between."""
    by_branch: dict[str, list[BranchFile]] = {}
    for file in sorted(files, key=lambda file: file.period):
        by_branch.setdefault(file.branch, []).append(file)
    sums = {f"problems_{name}": sum(getattr(file.figures, f"problems_{name}") for file in files) for name in BETWEEN}
    sums["problems_before"] = sum(own[0].figures.problems_before for own in by_branch.values())
    sums["problems_after"] = sum(own[-1].figures.problems_after for own in by_branch.values())
    return sums


def _unbalanced(files: Sequence[BranchFile]) -> Iterable[str]:
    """Branches of which a month between two files is missing, or was changed since without a corrected file."""
    for branch in dict.fromkeys(file.branch for file in files):
        own = [file for file in files if file.branch == branch]
        if not Figures(units=(), **_balance(own)).is_balanced:
            yield branch


def _members(files: Iterable[BranchFile], taken_off: Sequence[BranchMember]) -> Iterable[BranchMember]:
    """Everybody once, with what counts of them in all branches."""
    skipped = {id(one) for one in taken_off}
    found: dict[tuple[str, str], BranchMember] = {}
    for one in (one for file in files for one in file.members if id(one) not in skipped):
        before = found.get(_key(one))
        sums = {name: getattr(one, name) + (getattr(before, name) if before else 0) for name in COLUMNS}
        found[_key(one)] = BranchMember(**{**dict(one), **sums})
    return found.values()


COLUMNS = ("due", "received", "leave")
