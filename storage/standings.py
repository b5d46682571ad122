"""How each member stands for a period: one of a list, following from dates and files, or chosen; never from free text.

due = received + on leave + missing: every member who is due stands in exactly one of the three columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from content.period import Period
from storage.branch_notes import Called, Choice, Paper, Refused, Reminder, Return
from storage.branch_records import Received
from storage.file_names import revision_named
from storage.roster import Member, person_of


class Standing(StrEnum):
    """How a member stands for a period."""

    RECEIVED = "received"  # 已报
    PAPER = "paper"  # 已报（纸质代录）
    RETURNED = "returned"  # 退回待重报
    IN_DOUBT = "in_doubt"  # 待核实: a conflict, or number and name differ
    WRONG_PERIOD = "wrong_period"  # 时段不符
    DEFERRED = "deferred"  # 缓报, until an agreed day
    LEAVE = "leave"  # 请假（整期）
    NOT_DUE = "not_due"  # 本期不需报
    MISSING = "missing"  # 未报


COUNTS_RECEIVED = frozenset({Standing.RECEIVED, Standing.PAPER})
COUNTS_MISSING = frozenset(
    {Standing.RETURNED, Standing.IN_DOUBT, Standing.WRONG_PERIOD, Standing.DEFERRED, Standing.MISSING}
)
UNREAD = frozenset({"damaged", "unreadable", "foreign"})  # a file of which nobody knows what it says


@dataclass(frozen=True)
class MemberStanding:
    """How one member stands for a period, and everything that is known of it."""

    member: Member
    """Who."""
    standing: Standing
    """How they stand."""
    received: Received | None = None
    """The submission that counts; None when none does."""
    paper: Paper | None = None
    """What was handed in on paper."""
    choice: Choice | None = None
    """What the secretary chose, also where a file came after all."""
    returned: Return | None = None
    """The return that is still to be answered."""
    refused: tuple[Refused, ...] = ()
    """Files that were not taken in."""
    reminders: tuple[Reminder, ...] = ()
    """When the member was reminded, in order."""
    said: str = ""
    """What was written of the member in a program that knew no standings; it decides nothing."""

    @property
    def person(self) -> str:
        """What the member is known by in the branch."""
        return person_of(self.member)

    @property
    def is_deferral_over(self) -> bool:
        """Whether the day that was agreed on went by without anything (缓报到期未报)."""
        return self.standing is Standing.MISSING and self.choice is not None and self.choice.standing == "deferred"

    @property
    def is_not_counted(self) -> bool:
        """Whether something came that counts nowhere, since nothing is due (另收)."""
        return self.standing is Standing.NOT_DUE and (self.received is not None or self.paper is not None)

    @property
    def is_due(self) -> bool:
        """Whether something is due from the member (应报)."""
        return self.standing is not Standing.NOT_DUE

    @property
    def is_received(self) -> bool:
        """Whether it counts as received (已报)."""
        return self.standing in COUNTS_RECEIVED

    @property
    def is_missing(self) -> bool:
        """Whether it counts as missing (未报), whatever is known of it."""
        return self.standing in COUNTS_MISSING

    @property
    def spoilt(self) -> tuple[Refused, ...]:
        """Files that were to be later revisions than the one that counts, by their names, and could not be read."""
        if self.received is None or not self.is_received:
            return ()
        return tuple(
            one for one in self.refused if one.why in UNREAD and revision_named(one.file_name) > self.received.revision
        )


@dataclass(frozen=True)
class Totals:
    """The columns of a period. `due = received + leave + missing`."""

    due: int
    """应报."""
    received: int
    """已报."""
    paper: int
    """其中代录."""
    leave: int
    """请假."""
    missing: int
    """未报."""
    returned: int
    """其中退回待重报."""
    in_doubt: int
    """其中待核实."""
    wrong_period: int
    """其中时段不符."""
    deferred: int
    """其中缓报."""
    not_due: int
    """本期不需报: outside all other columns."""


def totals(standings: Iterable[MemberStanding]) -> Totals:
    """The columns over these members."""
    found = [one.standing for one in standings]
    return Totals(
        due=sum(one is not Standing.NOT_DUE for one in found),
        received=sum(one in COUNTS_RECEIVED for one in found),
        paper=found.count(Standing.PAPER),
        leave=found.count(Standing.LEAVE),
        missing=sum(one in COUNTS_MISSING for one in found),
        returned=found.count(Standing.RETURNED),
        in_doubt=found.count(Standing.IN_DOUBT),
        wrong_period=found.count(Standing.WRONG_PERIOD),
        deferred=found.count(Standing.DEFERRED),
        not_due=found.count(Standing.NOT_DUE),
    )


@dataclass(frozen=True)
class Noted:
    """What is kept about one period beside the submissions themselves."""

    choices: Sequence[Choice] = ()
    """What the secretary chose; the last of a person counts."""
    reminders: Sequence[Reminder] = ()
    """Who was reminded."""
    returns: Sequence[Return] = ()
    """What was returned; the last of a file counts."""
    refused: Sequence[Refused] = ()
    """What was not taken in."""
    papers: Sequence[Paper] = ()
    """What came on paper; the last of a person counts."""
    said: Mapping[str, str] | None = None
    """By person, what an older program kept as free text."""
    put: Sequence[str] = ()
    """What members wrote that the secretary puts in the report."""
    calls: Sequence[Called] = ()
    """By when notices asked for the files; the last counts."""


def standings(
    members: Iterable[Member], received: Mapping[str, Received], noted: Noted, period: Period, today: date = date.min
) -> list[MemberStanding]:
    """How every member stands who belonged to the branch at any time in the period, in the roster's order.

    `received` goes by person. Due is who is a member on the period's last day: somebody who moves within a month is due
    in one branch, and not counted twice above them. A file counts though leave was noted. Who was given until a day
    before `today` is missing. Who did not belong to it but sent something stands there too: nothing goes unsaid.
    """
    members = list(members)
    choices = {choice.person: choice for choice in noted.choices}
    agreed = {person: one for person, one in choices.items() if one.until is None or one.until >= today}
    returns = {(one.person, one.sha256): one for one in noted.returns}
    papers = {paper.person: paper for paper in noted.papers}
    belonging = {person_of(member) for member in members if _belonged(member, period)}
    sent_only = {*received, *papers} - belonging
    found: list[MemberStanding] = []
    seen: set[str] = set()
    for member in members:
        person = person_of(member)
        file = received.get(person)
        if person in seen or not (_belonged(member, period) or person in sent_only):
            continue  # who left and came back within the period stands there once, as the roster has them now
        seen.add(person)
        refused = tuple(one for one in noted.refused if one.person == person)
        waits = returns.get((person, file.sha256)) if file else None
        found.append(
            MemberStanding(
                member=member,
                standing=_standing(member, period, file, waits, papers.get(person), agreed.get(person), refused),
                received=file,
                paper=papers.get(person),
                choice=choices.get(person),
                returned=waits,
                refused=refused,
                reminders=tuple(sorted((one for one in noted.reminders if one.person == person), key=_day)),
                said=(noted.said or {}).get(person, ""),
            )
        )
    return found


def _standing(
    member: Member,
    period: Period,
    file: Received | None,
    waits: Return | None,
    paper: Paper | None,
    choice: Choice | None,
    refused: Sequence[Refused],
) -> Standing:
    """Dates before files, files before choices, choices before what is only refused."""
    if not is_due(member, period) or (choice is not None and Standing(choice.standing) is Standing.NOT_DUE):
        return Standing.NOT_DUE
    if waits is not None:
        return Standing.RETURNED
    if file is not None:
        return Standing.RECEIVED
    if paper is not None:
        return Standing.PAPER
    if choice is not None:
        return Standing(choice.standing)
    whys = {one.why for one in refused if not one.written_by}  # whose number another wrote is in no doubt
    if "in_doubt" in whys:
        return Standing.IN_DOUBT
    return Standing.WRONG_PERIOD if "wrong_period" in whys else Standing.MISSING


def is_due(member: Member, period: Period) -> bool:
    """Whether somebody is a member on the last day of a period; who leaves on a day belongs to the branch on it."""
    joined = member.joined_day is None or member.joined_day <= period.last
    return joined and (member.left_day is None or member.left_day >= period.last)


def _belonged(member: Member, period: Period) -> bool:
    joined = member.joined_day is None or member.joined_day <= period.last
    return joined and (member.left_day is None or member.left_day >= period.first)


def _day(reminder: Reminder) -> date:
    return reminder.day
