"""What the secretary does with the branch's ledger beyond one call to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from content.importing.table import name_key
from content.period import Period
from desk.desk import Desk
from storage.branch_notes import Choice, Refused
from storage.branch_records import Batch
from storage.collecting import CHOOSABLE, TAKEN_IN, Decision, DecisionKind
from storage.errors import ChangedElsewhere
from storage.file_names import months_named
from storage.passed import Passed
from storage.problems import ListedProblem, Problem, as_of, listed_in
from storage.proposals import Flags, Proposal, flags_of, left_off, not_listed_in, proposals
from storage.roster import Member, member_key, person_of

TAKEN_FROM = "branch/taken-from"  # where the folder taken in last is remembered, among the drafts


def choose(
    desk: Desk, person: str, period: Period, standing: str, words: str, until: date | None, seen: Choice | None
) -> bool:
    """Choose how a member stands, in the place of the choice that was seen; an empty standing takes it back.

    Raises:
        ChangedElsewhere: another choice stands there by now, or none; `there` is that.
        StorageError: it could not be saved.
    """
    with desk.branch.files.transaction():
        there = next((one for one in desk.branch.noted(period).choices if one.person == person), None)
        if there != seen:
            raise ChangedElsewhere(there)
        desk.branch.choose(person, period, standing, words, until)
    return True


def look_through(
    desk: Desk, folder: Path, period: Period, so_far: Callable[[int], object] = lambda _count: None
) -> tuple[Decision, ...]:
    """What is to be done about each file in a folder; nothing is written. A long job, which tells how far it is."""
    return tuple(desk.branch.look([folder], period, so_far))


def take_in(
    desk: Desk,
    decisions: tuple[Decision, ...],
    also: frozenset[Path],
    period: Period,
    so_far: Callable[[int], object] = lambda _count: None,
) -> Batch:
    """Take in what was looked through, and of what may be chosen the files in `also`. A long job.

    What a member sent that is for another period, or that somebody must look at, is noted as that member's.
    """
    brought = desk.branch.bring(decisions, also=also, so_far=so_far)
    refused = tuple(
        _refused(desk, (one for one in decisions if one.path not in also or one.kind not in CHOOSABLE), period)
    )
    with desk.commit():
        batch = desk.branch.enter(brought)
        if refused:
            desk.branch.keep_back(refused, period)
    return batch


def still_to_send(desk: Desk, decisions: Iterable[Decision], period: Period) -> frozenset[str]:
    """The numbers of the members of whom no file for a period was taken in, nor is among these."""
    received = desk.branch.received(period, with_facts=False)
    waiting = {member.member_no for member in desk.branch.roster() if person_of(member) not in received}
    return frozenset(waiting - {one.member_no for one in decisions if one.kind in TAKEN_IN})


def _refused(desk: Desk, decisions: Iterable[Decision], period: Period) -> Iterable[Refused]:
    members = desk.branch.roster()
    for one in decisions:
        those = {person_of(member): member for member in _those_of(one, members, period)}
        is_mixed = one.kind is DecisionKind.OTHER_MEMBER and len(those) > 1
        for person, member in those.items():
            has_number = member_key(member.member_no) == member_key(one.member_no)
            yield Refused(
                person=person,
                written_by=one.name if is_mixed and has_number else "",
                number_of=f"{one.member_no} {one.detail}" if is_mixed and not has_number else "",
                why=_WHY.get(one.kind, "in_doubt"),
                file_name=one.path.name,
                detail=one.detail,
                sha256=one.sha256,
                day=desk.today(),
            )


_WHY: Mapping[DecisionKind, Literal["wrong_period", "damaged", "unreadable", "foreign"]] = {
    DecisionKind.OTHER_PERIOD: "wrong_period",
    DecisionKind.DAMAGED: "damaged",
    DecisionKind.UNREADABLE: "unreadable",
    DecisionKind.FOREIGN: "foreign",
}
_NOBODYS = frozenset(
    {Passed.RECEIPT, Passed.UPWARD, Passed.LOCK, Passed.TOO_DEEP, Passed.TOO_MANY}
)  # whatever name they have


def _those_of(one: Decision, members: Sequence[Member], period: Period) -> list[Member]:
    """Whose a file is that was not taken in: of a number and a name, both; of what is unread, whom its name names."""
    if one.kind is DecisionKind.FOREIGN and one.detail in _NOBODYS:
        return []
    if one.kind in {DecisionKind.DAMAGED, DecisionKind.UNREADABLE, DecisionKind.FOREIGN}:
        return named_by(one.path.name, members, period)
    if not (one.kind in CHOOSABLE or one.kind in {DecisionKind.OTHER_PERIOD, DecisionKind.OTHER_MEMBER}):
        return []
    found = [member for member in members if member_key(member.member_no) == member_key(one.member_no)]
    of_name = [member for member in members if name_key(member.name) == name_key(one.name)]
    return [*found, *(of_name if one.kind is DecisionKind.OTHER_MEMBER and len(of_name) == 1 else ())]


def named_by(file_name: str, members: Sequence[Member], period: Period) -> list[Member]:
    """The one member whom a file's name names for this period, by name or number; nobody where it may be another."""
    stem = file_name.rpartition(".")[0] or file_name
    if (of_months := months_named(stem)) and str(period) not in of_months:
        return []
    parts = [part for part in re.split(r"[_\s()（）【】、，,]+", stem) if part]
    numbers, names = {member_key(part) for part in parts}, {name_key(part) for part in parts}
    by_number = [one for one in members if member_key(one.member_no) in numbers and name_key(one.name) in names]
    found = by_number or [one for one in members if name_key(one.name) in names]
    return found if len(found) == 1 else []


def problems_of(desk: Desk, period: Period) -> list[Problem]:
    """What stands on the branch's list for a period, in order of the day it was listed on."""
    return listed_in(desk.branch.items(), period)


def problems_now(desk: Desk, period: Period) -> list[Problem]:
    """The same, each as it stands now: what can be done goes by that."""
    listed = {one.uid for one in problems_of(desk, period)}
    return [now for item in desk.branch.items() if item.uid in listed and (now := as_of(item)) is not None]


def sent_by(found: Iterable[Proposal], period: Period) -> list[Proposal]:
    """Those first sent for a period, or before it; what came for later ones has no place in how that period stood."""
    return [one for one in found if Period.parse(one.origin.period).first <= period.last]


def proposals_of(desk: Desk) -> list[Proposal]:
    """What members sent that is not on the branch's list."""
    ledger = desk.branch
    return proposals(ledger.sent(), ledger.items(), ledger.list.declined())


def left_off_of(desk: Desk) -> list[Proposal]:
    """What members sent that was left off the branch's list."""
    ledger = desk.branch
    return left_off(ledger.sent(), ledger.items(), ledger.list.declined())


def not_listed(desk: Desk, period: Period) -> list[Proposal]:
    """What members had sent by a period's end that was not on the list then, for its documents."""
    ledger = desk.branch
    return not_listed_in(ledger.sent(), ledger.items(), ledger.list.declined(), period)


def flags_by_item(desk: Desk) -> dict[str, Flags]:
    """By item, what the submissions and the roster say of it that its own entries do not."""
    ledger = desk.branch
    sent, today, left = ledger.sent(), desk.today(), left_days(desk)
    return {item.uid: flags_of(item, sent, left, today) for item in ledger.items()}


def left_days(desk: Desk) -> dict[str, date]:
    """By person, the day of leaving of those who have one."""
    last = {person_of(one): one.left_day for one in (*desk.branch.former(), *desk.branch.roster())}
    return {person: day for person, day in last.items() if day is not None}


def all_to_list(found: Iterable[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """What goes on the list where all is meant, and what does not: a submission that was returned is to come again."""
    every = list(found)
    return [one for one in every if not one.is_returned], [one for one in every if one.is_returned]


def undated(chosen: Iterable[Proposal]) -> list[Proposal]:
    """Those for which a due day is to be asked before they are listed."""
    return [one for one in chosen if one.word.matter.due_day is None and not one.was_struck]


def accept(
    desk: Desk, chosen: Iterable[Proposal], *, by: str = "", reason: str = "", into: str = "",
    day: date | None = None, due_day: date | None = None,
) -> list[ListedProblem]:  # fmt: skip
    """Put what members sent on the branch's list, merged into the item `into` where one is named.

    It counts from `day`, where one is named; `due_day` is by when what has no due day of its own is to be done.

    Raises:
        NotAllowed: one of them cannot be listed so; nothing was written.
    """
    desk.branch.settle_first()
    return desk.branch.list.accept(chosen, by=by, reason=reason, into=into, day=day, due_day=due_day)
