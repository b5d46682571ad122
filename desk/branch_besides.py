"""What somebody sent that counts nowhere, since they have left: said when the day of leaving is saved."""

from __future__ import annotations

from content.dates import period_words
from content.words import _
from desk.desk import Desk
from reports.terms import not_counted_words
from storage.roster import Member, person_of


def not_counted_line(desk: Desk, member: Member) -> str:
    """That submissions of a member are not counted, and of which periods; empty where none is."""
    found = {
        unit: not_counted_words(one, unit)
        for unit in desk.branch.periods()
        for one in desk.branch.standings(unit, with_facts=False)
        if one.person == person_of(member) and one.is_not_counted
    }
    if not found:
        return ""
    text = _("{name}: {why}, {n} not counted ({periods}).")
    periods = _(", ").join(map(period_words, found))
    return text.format(name=member.name, why=[*found.values()][-1], n=len(found), periods=periods)
