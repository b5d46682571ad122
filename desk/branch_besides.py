"""What somebody sent that counts nowhere, since they have left: said when the day of leaving, or a roster, is saved."""

from __future__ import annotations

from collections.abc import Mapping

from content.dates import period_words
from content.period import Period
from content.words import _
from desk.desk import Desk
from reports.terms import not_counted_words
from storage.roster import Member, person_of
from storage.standings import MemberStanding


def not_counted_line(desk: Desk, member: Member) -> str:
    """That submissions of a member are not counted, and of which periods; empty where none is."""
    return not_counted_lines(desk).get(person_of(member), "")


def not_counted_lines(desk: Desk) -> dict[str, str]:
    """By person, the same of everybody of whom something is not counted."""
    found: dict[str, dict[Period, MemberStanding]] = {}
    for unit in desk.branch.periods():
        for one in desk.branch.standings(unit, with_facts=False):
            if one.is_not_counted:
                found.setdefault(one.person, {})[unit] = one
    return {person: _line(units) for person, units in found.items()}


def _line(units: Mapping[Period, MemberStanding]) -> str:
    unit, last = [*units.items()][-1]
    return _("{name}: {why}, {n} not counted ({periods}).").format(
        name=last.member.name,
        why=not_counted_words(last, unit),
        n=len(units),
        periods=_(", ").join(map(period_words, units)),
    )
