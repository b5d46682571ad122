"""What the secretary does with the branch's ledger beyond one call to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content.period import Period
from desk.desk import Desk
from reports.branch import MemberStanding, standings
from storage.branch_records import Batch, Problem
from storage.collecting import Decision

TAKEN_FROM = "branch/taken-from"  # where the folder taken in last is remembered, among the drafts


def standings_of(desk: Desk, period: Period) -> list[MemberStanding]:
    """How each member stands for a period, in the roster's order."""
    ledger = desk.branch
    return standings(ledger.roster(), ledger.received(period), ledger.excuses(period), period)


def look_through(desk: Desk, folder: Path, period: Period) -> tuple[Decision, ...]:
    """What is to be done about each file in a folder; nothing is written. A long job."""
    return tuple(desk.branch.look([folder], period))


def take_in(desk: Desk, decisions: tuple[Decision, ...], also: frozenset[Path]) -> Batch:
    """Take in what was looked through, and of what may be chosen the files in `also`. A long job."""
    brought = desk.branch.bring(decisions, also=also)
    with desk.commit():
        return desk.branch.enter(brought)


def strike_fault(problem: Problem, accepted_by: str, day: date, today: date) -> str:
    """What keeps a problem from being struck off: "accepted_by" (not settled, and nobody accepts it), "struck_day"."""
    if not accepted_by and not problem.is_settled:
        return "accepted_by"
    return "" if problem.matter.given_day <= day <= today else "struck_day"
