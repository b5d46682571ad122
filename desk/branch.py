"""What the secretary does with the branch's ledger beyond one call to it. In the desk's thread."""

from __future__ import annotations

from datetime import date

from content.period import Period
from desk.desk import Desk
from reports.branch import MemberStanding, standings
from storage.branch_records import Problem

TAKEN_FROM = "branch/taken-from"  # where the folder taken in last is remembered, among the drafts


def standings_of(desk: Desk, period: Period) -> list[MemberStanding]:
    """How each member stands for a period, in the roster's order."""
    ledger = desk.branch
    return standings(ledger.roster(), ledger.received(period), ledger.excuses(period), period)


def strike_fault(problem: Problem, accepted_by: str, day: date, today: date) -> str:
    """What keeps a problem from being struck off: "accepted_by" (not settled, and nobody accepts it), "struck_day"."""
    if not accepted_by and not problem.is_settled:
        return "accepted_by"
    return "" if problem.matter.given_day <= day <= today else "struck_day"
