"""Hours of study as the branch's register has them, held against what members sent: each meeting counts once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from content.period import Period
from desk.desk import Desk
from storage.facts import Attended, Fact, Study
from storage.records import Meeting, made_up_minutes, minutes_of
from storage.roster import Member, person_of


class Difference(StrEnum):
    """支部有本人无, 本人有支部无, 时长不符."""

    NOT_SENT = "not_sent"
    NOT_REGISTERED = "not_registered"
    OTHER_MINUTES = "other_minutes"


@dataclass(frozen=True)
class Differs:
    """Where the register and a member's submission do not say the same of a meeting; 0 minutes: not there."""

    why: Difference
    meeting_uid: str
    title: str
    registered: int
    sent: int


@dataclass(frozen=True)
class MemberHours:
    """The minutes of one member in a period.

    registered: by the branch's register; this counts. made_up: of it what was made up later. sent: of the same
    meetings, as the member says. other: group study and training that the member sent beside; it is shown and counts
    only once the secretary enters it. has_sent: whether anything was taken in, without which nothing differs.
    """

    member: Member
    registered: int
    made_up: int
    sent: int
    other: int
    has_sent: bool
    differs: tuple[Differs, ...] = ()


@dataclass(frozen=True)
class BranchHours:
    """The hours of all members over the meetings of a period: 到会率 and 参学率 have their n."""

    meetings: tuple[Meeting, ...]
    members: tuple[MemberHours, ...]
    expected: int = 0
    present: int = 0
    studied: int = field(default=0)
    """How many who were there or made it up later."""


def branch_hours(desk: Desk, period: Period) -> BranchHours:
    """The hours of a period by register and by submissions. A long job.

    Raises:
        NotRead: some meetings could not be read.
    """
    meetings = desk.journal.meetings.within(period)
    desk.journal.files.must_be_read("meetings")
    members = [
        one
        for one in (*desk.branch.roster(), *desk.branch.former())
        if (one.joined_day or period.last) <= period.last and (one.left_day or period.first) >= period.first
    ]
    sent = {person: one.facts for person, one in desk.branch.received(period).items()}
    once = {person_of(one): one for one in reversed(members)}  # who came back stands there as the roster has them
    members = [one for one in members if once[person_of(one)] is one]
    return hours_of(meetings, members, sent)


def hours_of(
    meetings: Iterable[Meeting], members: Iterable[Member], sent: Mapping[str, tuple[Fact, ...]]
) -> BranchHours:
    """The same from these meetings, these members, and the facts of each by person."""
    held = tuple(meetings)
    rows = tuple(_member_hours(held, member, sent.get(person_of(member))) for member in members)
    return BranchHours(
        held,
        rows,
        expected=sum(one.expected for one in held),
        present=sum(one.present for one in held),
        studied=sum(one.present + len({up.person for up in one.make_ups}) for one in held),
    )


def _member_hours(meetings: Iterable[Meeting], member: Member, facts: tuple[Fact, ...] | None) -> MemberHours:
    person = person_of(member)
    registered, made_up, titles = dict[str, int](), 0, dict[str, str]()
    for meeting in meetings:
        titles[meeting.uid] = meeting.title
        minutes = sum(minutes_of(meeting, one) for one in meeting.attendance if one.person == person)
        later = made_up_minutes(meeting, person)
        if minutes or later:
            registered[meeting.uid] = minutes + later
            made_up += later
    said = {one.meeting_uid: one for one in facts or () if isinstance(one, Attended)}
    study = next((one for one in facts or () if isinstance(one, Study)), None)
    in_all = study.group_minutes + study.training_minutes + study.make_up_minutes if study else 0
    sent = sum(one.minutes for one in said.values())
    differs = _differences(registered, said, titles) if facts is not None else ()
    return MemberHours(
        member, sum(registered.values()), made_up, sent, max(in_all - sent, 0), facts is not None, differs
    )


def _differences(
    registered: Mapping[str, int], said: Mapping[str, Attended], titles: Mapping[str, str]
) -> tuple[Differs, ...]:
    found = []
    for uid in (*registered, *(uid for uid in said if uid not in registered)):
        here, there = registered.get(uid, 0), said[uid].minutes if uid in said else 0
        if here == there:
            continue
        why = Difference.OTHER_MINUTES
        if uid not in said or uid not in registered:
            why = Difference.NOT_SENT if uid not in said else Difference.NOT_REGISTERED
        title = titles.get(uid) or said[uid].title
        found.append(Differs(why, uid, title, here, there))
    return tuple(found)
