"""People of a roster who have no number: numbered, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from content.importing.table import name_key
from storage.roster import Member, RosterFault, RosterReading, member_key


def numbered(reading: RosterReading, known: Sequence[Member]) -> RosterReading:
    """The reading with its unnumbered people as members: each by the number they had, the others by the next free."""
    if not reading.unnumbered:
        return reading
    members, branches = list(reading.members), dict(reading.branches)
    given = {member_key(member.member_no) for member in members}
    numbers: dict[str, list[str]] = {}
    for member in known:
        if member_key(member.member_no) not in given:
            numbers.setdefault(name_key(member.name), []).append(member.member_no)
    taken = given | {member_key(member.member_no) for member in known}
    free = (number for number in map("{:03d}".format, count(1)) if member_key(number) not in taken)
    for person in reading.unnumbered:
        had = numbers.get(name_key(person.name))
        number = had.pop(0) if had else next(free)
        members.append(Member(**{**person.model_dump(), "member_no": number}))
        if branch := branches.pop(person.member_no, ""):
            branches[number] = branch
    faults = tuple(fault for fault in reading.faults if not _is_lack_of_numbers(fault))
    return replace(reading, members=tuple(members), unnumbered=(), branches=branches, faults=faults)


def left_out(reading: RosterReading) -> RosterReading:
    """The reading without the people who have no number; the faults still name them."""
    out = {person.member_no for person in reading.unnumbered}
    branches = {number: branch for number, branch in reading.branches.items() if number not in out}
    faults = tuple(fault for fault in reading.faults if fault.code != "same_name")
    return replace(reading, unnumbered=(), branches=branches, faults=faults)


def _is_lack_of_numbers(fault: RosterFault) -> bool:
    return fault.code == "empty_number" or (fault.code, fault.column) == ("missing_column", "member_no")
