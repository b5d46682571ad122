"""What a longer period is made of: the monthly files, member by member; a file for the quarter itself fills a gap only.

A month in which something was collected is a unit of its own. A longer period that was collected as such is a unit
where none of its months is one; where some is, a member's file for it counts only if no file or form of that member
lies within it, and is otherwise kept apart, so that nothing is counted twice. Weeks and half months fill no month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from content.period import Period
from storage.branch_notes import Paper
from storage.branch_records import Received
from storage.roster import Member, person_of
from storage.standings import MemberStanding, Standing


def months_in(period: Period) -> tuple[Period, ...]:
    """The months a period consists of; none where it does not begin and end with whole ones."""
    found = [Period.month_of(period.first)]
    while found[-1].last < period.last:
        found.append(Period.month_of(date.fromordinal(found[-1].last.toordinal() + 1)))
    return tuple(found) if (found[0].first, found[-1].last) == (period.first, period.last) else ()


def touching(about: Period, names: Iterable[str]) -> set[str]:
    """Those of the named periods that have a day in common with one, or with another of these.

    What is sent for a quarter counts only where nothing came for its months, so each decides about the others. What is
    named like no period is one of them.
    """
    left: dict[str, Period] = {}
    found: set[str] = set()
    for name in names:
        try:
            left[name] = Period.parse(name)
        except ValueError:
            found.add(name)
    near = [about]
    while near:
        one = near.pop()
        for name in [name for name, other in left.items() if other.first <= one.last and one.first <= other.last]:
            near.append(left.pop(name))
            found.add(name)
    return found


@dataclass(frozen=True)
class Piece:
    """What a member handed in for one of the periods that are counted: a file, or else a paper form."""

    member: Member
    """Whose it is."""
    period: Period
    """The period it is for."""
    received: Received | None
    """The file."""
    paper: Paper | None = None
    """The form, where there is no file."""

    @property
    def person(self) -> str:
        """What the member is known by in the branch."""
        return person_of(self.member)


@dataclass(frozen=True)
class MemberSpan:
    """One member over a longer period."""

    member: Member
    """Who, as the roster says last."""
    standings: tuple[MemberStanding | None, ...]
    """How they stand for each unit; None where they did not belong to the branch."""
    pieces: tuple[Piece, ...] = ()
    """What is counted of theirs, in the order of the periods."""
    left_over: tuple[Piece, ...] = ()
    """Files for longer periods that are not counted, because months within them are."""
    filled: frozenset[int] = frozenset()
    """The places of the units that a file for a longer period stands for."""

    @property
    def counted(self) -> list[MemberStanding]:
        """How the member counts for each unit they belonged in: what a longer file stands for counts as received."""
        return [
            replace(one, standing=Standing.RECEIVED) if place in self.filled else one
            for place, one in enumerate(self.standings)
            if one is not None
        ]


Small = Literal["item_marks", "quiz"]
"""What is shown of several persons together only."""


@dataclass(frozen=True)
class Span:
    """A period and the units it is made of: itself, or the months and longer periods in it that were collected."""

    period: Period
    """The whole."""
    units: tuple[Period, ...]
    """What is counted, in order."""
    members: tuple[MemberSpan, ...]
    """Everybody who belonged to the branch in any of the units."""
    not_collected: tuple[Period, ...] = ()
    """The months that are over or under way, and for which nothing was collected at all."""
    within: tuple[Piece, ...] = ()
    """What was handed in for periods within one that is counted, such as half a month: not counted, but known, so that
    no difference of the two shows too few. Its lines need not have been read."""
    hidden: frozenset[tuple[Small, Period]] = frozenset()
    """What is not shown of which units, since fewer than five persons differ from a report that was made of them."""

    @property
    def is_made_of_parts(self) -> bool:
        """Whether it is made of shorter periods."""
        return self.units != (self.period,)

    @property
    def pieces(self) -> list[Piece]:
        """All that is counted, member by member."""
        return [piece for member in self.members for piece in member.pieces]

    @property
    def counted(self) -> list[MemberStanding]:
        """How everybody counts, a standing for each member and unit."""
        return [one for member in self.members for one in member.counted]

    @property
    def filled(self) -> int:
        """For how many members and units a file for a longer period stands."""
        return sum(len(member.filled) for member in self.members)


def span_of(
    period: Period,
    begun: Mapping[Period, Sequence[MemberStanding]],
    today: date,
    within: Mapping[Period, Sequence[MemberStanding]] | None = None,
) -> Span:
    """The period made of what was collected; `begun` says how everybody stands in each period with something in it.

    Where nothing within it was collected, the period stands for itself: then `begun` must have it. `within` is what was
    collected for parts of what is counted.
    """
    inside = [one for one in begun if period.first <= one.first and one.last <= period.last and months_in(one)]
    units, longer = _units(inside) if months_in(period) else ([], [])
    units = units or [period]
    by_unit = [{one.person: one for one in begun[unit]} for unit in units]
    persons = dict.fromkeys(person for found in reversed(by_unit) for person in found)
    members = (
        _member_span(
            units,
            [found.get(person) for found in by_unit],
            [(one, there) for one in longer for there in begun[one] if there.person == person],
        )
        for person in persons
    )
    gone = (month for month in months_in(period) if month.first <= today)
    lacking = tuple(month for month in gone if not any(_overlap(month, unit) for unit in units))
    parts = [
        Piece(one.member, part, one.received)
        for part, found in (within or {}).items()
        if any(is_part(part, unit) for unit in units)
        for one in found
        if one.is_received and one.received is not None
    ]
    return Span(period, tuple(units), tuple(members), lacking, tuple(parts))


def _units(inside: Iterable[Period]) -> tuple[list[Period], list[Period]]:
    """What is counted by itself, the shorter before the longer; and the longer that only fill gaps."""
    units: list[Period] = []
    longer: list[Period] = []
    for one in sorted(inside, key=lambda one: (one.last - one.first, one.first)):
        (longer if any(_overlap(one, unit) for unit in units) else units).append(one)
    return sorted(units), longer


def is_part(one: Period, whole: Period) -> bool:
    """Whether a period lies within another and is not all of it."""
    return one != whole and whole.first <= one.first and one.last <= whole.last


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _member_span(
    units: Sequence[Period],
    standings: Sequence[MemberStanding | None],
    longer: Iterable[tuple[Period, MemberStanding]],
) -> MemberSpan:
    member = next(one.member for one in reversed(standings) if one is not None)
    pieces = [
        Piece(one.member, unit, one.received, None if one.received else one.paper)
        for unit, one in zip(units, standings, strict=True)
        if one is not None and one.is_received
    ]
    left_over, filled = [], set()
    for period, one in longer:
        if not one.is_received:
            continue
        piece = Piece(one.member, period, one.received, None if one.received else one.paper)
        if any(_overlap(period, there.period) for there in pieces):
            left_over.append(piece)
            continue
        pieces.append(piece)
        filled |= {place for place, unit in enumerate(units) if _overlap(unit, period) and standings[place]}
    pieces.sort(key=lambda piece: piece.period)
    # A month on leave or not due stays so: the file says nothing of it that the secretary did not know better.
    kept = {place for place in filled if (there := standings[place]) is not None and there.is_missing}
    return MemberSpan(member, tuple(standings), tuple(pieces), tuple(left_over), frozenset(kept))
