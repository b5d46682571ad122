"""The year of a branch on one page: how every member stood, month by month."""

from __future__ import annotations

from dataclasses import dataclass

from content.period import Period
from desk.desk import Desk
from storage.roster import Member, person_of
from storage.standings import MemberStanding, Totals, totals


@dataclass(frozen=True)
class YearLine:
    """A member's year: a standing a month; None where there is none."""

    member: Member
    person: str
    months: tuple[MemberStanding | None, ...]


@dataclass(frozen=True)
class Year:
    """Members by months, and the columns of each month; None where nothing was collected or the month lies ahead."""

    year: int
    lines: tuple[YearLine, ...] = ()
    totals: tuple[Totals | None, ...] = ()


def months_of(year: int) -> tuple[Period, ...]:
    """The twelve months."""
    return tuple(Period.parse(f"{year}-{month:02}") for month in range(1, 13))


def year_of(desk: Desk, year: int) -> Year:
    """How everybody stood who belonged to the branch in that year, in the roster's order. A long job; opens no file."""
    found: dict[str, dict[int, MemberStanding]] = {}
    columns: list[Totals | None] = []
    members: dict[str, Member] = {}
    for place, month in enumerate(months_of(year)):
        standings = desk.branch.standings(month, with_facts=False) if month.first <= desk.today() else []
        is_begun = bool(standings) and desk.branch.is_begun(month)
        columns.append(totals(standings) if is_begun else None)
        for one in standings:
            members[one.person] = one.member
            months = found.setdefault(one.person, {})
            if is_begun:
                months[place] = one
    lines = (
        YearLine(member, person, tuple(found[person].get(place) for place in range(12)))
        for person, member in _in_order(desk, members)
    )
    return Year(year, tuple(lines), tuple(columns))


def _in_order(desk: Desk, members: dict[str, Member]) -> list[tuple[str, Member]]:
    """Who is on the roster as it stands there, then who left; last who is gone from it since the year was read."""
    people = (*desk.branch.roster(), *desk.branch.former())
    order = {person_of(one): place for place, one in reversed([*enumerate(people)])}
    return sorted(members.items(), key=lambda one: order.get(one[0], len(people)))
