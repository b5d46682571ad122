"""What the secretary does with the branch's ledger beyond one call to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from content.period import Period
from desk.desk import Desk
from storage.branch_notes import Choice, Refused
from storage.branch_records import Batch
from storage.collecting import CHOOSABLE, Decision, DecisionKind
from storage.errors import ChangedElsewhere
from storage.problems import ListedProblem, Problem, listed_in
from storage.proposals import Flags, Proposal, flags_of, proposals
from storage.roster import member_key, person_of

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


def take_in(desk: Desk, decisions: tuple[Decision, ...], also: frozenset[Path], period: Period) -> Batch:
    """Take in what was looked through, and of what may be chosen the files in `also`. A long job.

    What a member sent that is for another period, or that somebody must look at, is noted as that member's.
    """
    brought = desk.branch.bring(decisions, also=also)
    refused = tuple(_refused(desk, (one for one in decisions if one.path not in also)))
    with desk.commit():
        batch = desk.branch.enter(brought)
        if refused:
            desk.branch.keep_back(refused, period)
    return batch


def _refused(desk: Desk, decisions: Iterable[Decision]) -> Iterable[Refused]:
    persons = {member_key(member.member_no): person_of(member) for member in desk.branch.roster()}
    for one in decisions:
        person = persons.get(member_key(one.member_no)) if one.member_no else None
        if person and (one.kind is DecisionKind.OTHER_PERIOD or one.kind in CHOOSABLE):
            yield Refused(
                person=person,
                why="wrong_period" if one.kind is DecisionKind.OTHER_PERIOD else "in_doubt",
                file_name=one.path.name,
                detail=one.detail,
                sha256=one.sha256,
                day=desk.today(),
            )


def problems_of(desk: Desk, period: Period) -> list[Problem]:
    """What stands on the branch's list for a period, in order of the day it was listed on."""
    return listed_in(desk.branch.items(), period)


def proposals_of(desk: Desk) -> list[Proposal]:
    """What members sent that is not on the branch's list."""
    ledger = desk.branch
    return proposals(ledger.sent(), ledger.items(), ledger.list.declined())


def flags_by_item(desk: Desk) -> dict[str, Flags]:
    """By item, what the submissions and the roster say of it that its own entries do not."""
    ledger = desk.branch
    sent, today = ledger.sent(), desk.today()
    last = {person_of(one): one.left_day for one in (*ledger.former(), *ledger.roster())}
    left = {person: day for person, day in last.items() if day is not None}
    return {item.uid: flags_of(item, sent, left, today) for item in ledger.items()}


def accept(
    desk: Desk, chosen: Iterable[Proposal], *, by: str = "", reason: str = "", into: str = ""
) -> list[ListedProblem]:
    """Put what members sent on the branch's list, merged into the item `into` where one is named."""
    desk.branch.settle_first()
    return desk.branch.list.accept(chosen, by=by, reason=reason, into=into)
