"""What the people of the branch are called where two have one name, and the number of each."""

from __future__ import annotations

from desk.desk import Desk
from reports.namesakes import Labels, labels_of
from storage.roster import person_of


def labels(desk: Desk) -> Labels:
    """By person, the name with the number of those who share their name; who left is among them."""
    return labels_of((*desk.branch.former(), *desk.branch.roster()))


def numbers(desk: Desk) -> dict[str, str]:
    """By person, the member number of everybody who is or was on the roster."""
    return {person_of(one): one.member_no for one in (*desk.branch.former(), *desk.branch.roster())}
