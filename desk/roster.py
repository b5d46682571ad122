"""A new roster at the desk: read, compared with the one before, saved only then; one person's entry; a template."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from content.importing.table import name_key
from content.words import _
from desk.desk import Desk
from desk.words.faults import column_words
from reports import formats
from reports.document import Column, Sheet, Table, Workbook
from storage.persons import perhaps_same, same_people
from storage.roster import (
    DOUBTS,
    Member,
    RosterFault,
    RosterReading,
    member_key,
    read_roster,
)
from storage.roster_numbers import left_out, numbered

TEMPLATE_COLUMNS = (
    ("member_no", 10), ("name", 10), ("branch", 18), ("office", 12), ("post", 12), ("party_group", 14),
    ("political_status", 12), ("party_post", 12), ("joined_day", 14), ("left_day", 14),
)  # fmt: skip
KEPT = ("office", "post", "party_group", "political_status", "party_post", "joined_day", "left_day")


@dataclass(frozen=True)
class Comparison:
    """What a new roster changes: who came, who left, and who stands there otherwise, as they were and as they are."""

    came: tuple[Member, ...]
    left: tuple[Member, ...]
    changed: tuple[tuple[Member, Member], ...]
    same: int


@dataclass(frozen=True)
class RosterPlan:
    """A table looked at: what was read, the branch it is for, and who in it belongs to another.

    `branch` is empty when it is not known; `branches` are then those the table names, if there are several.
    """

    path: Path
    reading: RosterReading
    branch: str
    old: tuple[Member, ...]
    branches: tuple[str, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    """Who was said to be one person: by number in the table, the number before."""

    @property
    def elsewhere(self) -> tuple[Member, ...]:
        """The people that the table counts to another branch: taken in only when that is asked for."""
        of, own = self.reading.branches, name_key(self.branch)
        return tuple(
            member for member in self.reading.members if own and name_key(of.get(member.member_no, own)) != own
        )

    @property
    def some_lack_numbers(self) -> bool:
        """Whether some have a number and some have none: it is asked what becomes of these."""
        return bool(self.reading.members and self.reading.unnumbered)

    @property
    def doubts(self) -> tuple[RosterFault, ...]:
        """What is agreed to before anything is saved: people without a name, days that are none, one name twice."""
        return tuple(fault for fault in self.reading.faults if fault.code in DOUBTS)

    @property
    def perhaps(self) -> tuple[tuple[Member, Member], ...]:
        """Who may be one person, renamed or with another number: it is asked, never guessed."""
        return tuple(perhaps_same(self.old, self.members()))

    def members(self, also: Collection[str] = ()) -> tuple[Member, ...]:
        """The roster as it would be saved, with those of another branch whose numbers are in `also`.

        What the table has no column for stays as it was.
        """
        out = {member.member_no for member in self.elsewhere} - {*also}
        read_in = tuple(member for member in self.reading.members if member.member_no not in out)
        places = same_people(self.old, read_in, self.same)
        return tuple(
            self._as_it_was(member, self.old[places[place]]) if place in places else member
            for place, member in enumerate(read_in)
        )

    def _as_it_was(self, member: Member, before: Member) -> Member:
        there = {one.column for one in self.reading.columns}
        kept = {name: getattr(before, name) for name in KEPT if name not in there}
        if before.left_day and member.joined_day and member.joined_day > before.left_day:
            kept.pop("left_day", None)  # who came back is not gone
        return edited(member, kept)


def look(desk: Desk, path: Path, branch: str | None = None) -> RosterPlan:
    """Read a table and see what it would change; nothing is written. A long job."""
    reading = read_roster(path, desk.today())
    named = branch if branch is not None else desk.branch.branch_name() or desk.journal.profile().branch
    found = tuple(dict.fromkeys(reading.branches.values()))
    if not named and len({name_key(one) for one in found}) == 1:
        named, found = found[0], ()
    return RosterPlan(path, reading, named, desk.branch.roster(), () if named else found)


def with_numbers(plan: RosterPlan) -> RosterPlan:
    """The plan with numbers for people who have none: those they had, or the next that are free."""
    return replace(plan, reading=numbered(plan.reading, plan.old))


def without_unnumbered(plan: RosterPlan) -> RosterPlan:
    """The plan without the people who have no number."""
    return replace(plan, reading=left_out(plan.reading))


def as_same(plan: RosterPlan, numbers: Collection[str]) -> RosterPlan:
    """The plan in which those of these numbers in the table are who they may be."""
    return replace(plan, same={now.member_no: was.member_no for was, now in plan.perhaps if now.member_no in numbers})


def compare(old: Sequence[Member], new: Sequence[Member], same: Mapping[str, str] | None = None) -> Comparison:
    """What becomes different, person by person: one of the same name is the same person with another number, too.

    `same` is who was said to be one person besides (see `RosterPlan`).
    """
    places = same_people(old, new, same)
    both = [(old[was], new[now]) for now, was in sorted(places.items())]
    changed = tuple((was, now) for was, now in both if changed_fields(was, now))
    stayed = {*places.values()}
    return Comparison(
        came=tuple(member for place, member in enumerate(new) if place not in places),
        left=tuple(member for place, member in enumerate(old) if place not in stayed),
        changed=changed,
        same=len(both) - len(changed),
    )


def changed_fields(was: Member, now: Member) -> dict[str, tuple[str, str]]:
    """The fields that differ, each as it was and as it is; the ways to write one number are equal."""
    old, new = was.model_dump(mode="json"), now.model_dump(mode="json")
    same = {"person"} | ({"member_no"} if member_key(was.member_no) == member_key(now.member_no) else set())
    return {
        name: (str(old[name] or ""), str(new[name] or ""))
        for name in Member.model_fields
        if name not in same and old[name] != new[name]
    }


def edited(member: Member, fields: Mapping[str, object]) -> Member:
    """The member with other values in some fields."""
    return Member.model_validate({**member.model_dump(), **fields})


def leaves_before_joining(member: Member) -> bool:
    """Whether the day of leaving lies before the day of joining: no such entry is saved."""
    return bool(member.joined_day and member.left_day and member.left_day < member.joined_day)


def undated(plan: RosterPlan, also: Collection[str] = ()) -> tuple[Member, ...]:
    """Who would be gone, and no roster says on which day: it is asked, since past periods go by it."""
    left = compare(plan.old, plan.members(also), plan.same).left
    return tuple(member for member in left if member.left_day is None)


def left_too_early(members: Iterable[Member], left_day: date) -> tuple[Member, ...]:
    """Who would have left on that day before they joined."""
    return tuple(member for member in members if leaves_before_joining(edited(member, {"left_day": left_day})))


def save_roster(desk: Desk, plan: RosterPlan, also: Collection[str] = (), *, left_day: date | None = None) -> int:
    """Make the plan's members the roster; how many they are. Nobody at all is no roster, and changes nothing.

    `left_day` is when the `undated` left.
    """
    members = plan.members(also)
    if not members:
        return 0
    desk.branch.save_roster(members, branch=plan.branch, same=plan.same, left_day=left_day)
    return len(members)


def template_files(desk: Desk, name: str, folder: Path) -> dict[Path, bytes]:
    """What would be saved in a folder: the table to fill in. A long job."""
    return {folder / f"{name}.xlsx": template(desk)}


def template(desk: Desk) -> bytes:
    """An Excel table to fill in: only the headings."""
    columns = tuple(Column(column_words(column), width) for column, width in TEMPLATE_COLUMNS)
    return formats.write(Workbook((Sheet(_("roster"), Table(columns, ()), ""),)), ".xlsx", desk.fonts)
