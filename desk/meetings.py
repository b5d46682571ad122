"""What is done with the branch's meetings: entered, changed, deleted; who is expected; what decisions become.

Like matters, a job that changes one raises ChangedElsewhere when it is not the one that was opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from content.importing.table import name_key
from content.people import matching
from content.period import Period
from desk.desk import Desk
from desk.opened import as_opened, remove
from storage.problems import Act, Event, ListedProblem, Owner
from storage.records import (
    Attendance,
    AttendanceStatus,
    Decision,
    DecisionBecomes,
    Matter,
    MatterKind,
    Meeting,
    MeetingKind,
    made_up_minutes,
    minutes_of,
    new_uid,
)
from storage.roster import Member, member_key, person_of

PARTY_KINDS = frozenset(
    {MeetingKind.GENERAL, MeetingKind.COMMITTEE, MeetingKind.GROUP, MeetingKind.ORGANISATIONAL_LIFE}
)
_FULL, _PROBATIONARY = "党员", "预备党员"


def add_meeting(desk: Desk, day: date, **fields: Any) -> Meeting:
    """Enter a meeting held on a day."""
    return desk.journal.meetings.add(Meeting.new(desk.now(), day, **fields))


def already_entered(desk: Desk, day: date, from_time: time, title: str) -> Meeting | None:
    """The meeting of that day, hour and title, where one is in the register."""
    there = desk.journal.meetings.within(Period(day, day))
    return next((one for one in there if (one.from_time, name_key(one.title)) == (from_time, name_key(title))), None)


def usual_meeting(desk: Desk, kind: MeetingKind, own_kind: str = "") -> Meeting | None:
    """The last meeting of a kind, or else of any: its times, place and people usually are the next one's."""
    held = sorted(desk.journal.meetings.all(), key=lambda one: (one.day, one.from_time))
    same = [one for one in held if (one.kind, one.own_kind) == (kind, own_kind)]
    return next(iter([*same[-1:], *held[-1:]]), None)


def change_meeting(desk: Desk, opened: Meeting, **fields: Any) -> Meeting:
    """Change these fields; the next revision is what slips bear from now on."""
    return desk.journal.meetings.change(opened, lambda there: as_opened(there, opened).changed(desk.now(), **fields))


def remove_meeting(desk: Desk, opened: Meeting) -> Meeting:
    """Move a meeting to the trash; what its decisions became stays."""
    return remove(desk, desk.journal.meetings, opened)


def hours_given(meeting: Meeting, today: date) -> tuple[int, int]:
    """Of how many people a meeting counts study, and how many minutes all together; none before it was held."""
    if meeting.day > today:
        return 0, 0
    people = [one for one in meeting.attendance if one.person]
    each = [minutes_of(meeting, one) or made_up_minutes(meeting, one.person) for one in people]
    return sum(map(bool, each)), sum(each)


def meant_at(people: Sequence[Attendance], typed: str) -> list[Attendance]:
    """Who is meant of those expected: by the number, by name and number in any order, by the name or part of it."""
    key = name_key(typed)
    if not key:
        return []
    by_number = [one for one in people if one.member_no and member_key(one.member_no) == member_key(typed)]
    both = [one for one in people if one.member_no and _says_both(key, one)]
    named = [one for one in people if name_key(one.name) == key]
    part = matching([one.name for one in people], typed, [one.member_no for one in people])
    return by_number or both or named or [people[place] for place in part]


def _says_both(key: str, one: Attendance) -> bool:
    """Whether name and number stand there, and nothing else but what sets them apart."""
    name, number = name_key(one.name), name_key(one.member_no)
    if name not in key or number not in key:
        return False
    return not any(sign.isalnum() for sign in key.replace(name, "", 1).replace(number, "", 1))


@dataclass(frozen=True)
class Expected:
    """Who is expected at a meeting, all of them present until said otherwise.

    unknown: who is left out because the roster does not say their political status, in a meeting of Party members:
    a person has to say which of them belong to it.
    is_to_be_said: neither the roster nor an earlier meeting says who sits on the committee: `people` are all who could,
    and a person has to say who does.
    """

    people: tuple[Attendance, ...]
    unknown: tuple[Attendance, ...] = ()
    is_to_be_said: bool = False


def expected_at(desk: Desk, kind: MeetingKind, day: date, party_group: str = "") -> Expected:
    """Who is expected at a meeting of that kind: who was on the roster that day, in its order.

    At meetings of Party members only these, of a Party group only its own; of the committee who sits on it by the
    roster, or else who was expected last time. Where the roster says nobody's status, everybody is expected.
    """
    everybody = (*desk.branch.roster(), *desk.branch.former())
    members = [one for one in everybody if _belonged(one, day) and (not party_group or one.party_group == party_group)]
    if kind is MeetingKind.COMMITTEE:
        sits = frozenset(person_of(one) for one in members if sits_on_committee(one)) or _last_committee(desk, day)
        if not sits:
            return Expected(tuple(map(attendance_of, members)), is_to_be_said=True)
        members = [one for one in members if person_of(one) in sits]
    is_said = any(one.political_status for one in members)
    if kind not in PARTY_KINDS or not is_said:
        return Expected(tuple(map(attendance_of, members)))
    party = [one for one in members if _FULL in one.political_status]
    unknown = [one for one in members if not one.political_status]
    return Expected(tuple(map(attendance_of, party)), tuple(map(attendance_of, unknown)))


def attendance_of(member: Member, status: AttendanceStatus = AttendanceStatus.PRESENT) -> Attendance:
    """Somebody of the roster at a meeting; a probationary member has no vote."""
    return Attendance(
        person=person_of(member),
        member_no=member.member_no,
        name=member.name,
        post=member.post or member.office,
        party_group=member.party_group,
        has_vote=_PROBATIONARY not in member.political_status,
        status=status,
    )


def sits_on_committee(member: Member) -> bool:
    """Whether the roster says that somebody is secretary or member of the branch committee (书记、副书记、委员)."""
    return any(word in member.party_post for word in ("书记", "委员", "支委")) and "小组" not in member.party_post


def _belonged(member: Member, day: date) -> bool:
    return (member.joined_day or day) <= day and (member.left_day is None or day <= member.left_day)


def _last_committee(desk: Desk, day: date) -> frozenset[str]:
    held = [one for one in desk.journal.meetings.all() if one.kind is MeetingKind.COMMITTEE and one.day <= day]
    return (
        frozenset(one.person for one in held[-1].attendance if one.is_expected and one.person) if held else frozenset()
    )


def with_exceptions(
    people: Iterable[Attendance], exceptions: Mapping[str, Mapping[str, Any]]
) -> tuple[Attendance, ...]:
    """The attendance with what is said of some, by person: a status, a reason, when they came or went."""
    return tuple(
        Attendance(**{**one.model_dump(), **exceptions[one.person]}) if one.person in exceptions else one
        for one in people
    )


def arriving(one: Attendance, at: time, from_time: time, late_after_minutes: int) -> Attendance:
    """Somebody who comes at a moment: late when that is more than so many minutes after the beginning."""
    late = (at.hour * 60 + at.minute) - (from_time.hour * 60 + from_time.minute)
    status = AttendanceStatus.LATE if late > late_after_minutes else AttendanceStatus.PRESENT
    return Attendance(**{**one.model_dump(), "status": status, "arrived": at if late > 0 else None, "reason": ""})


def new_decision(desk: Desk, text: str, **fields: Any) -> Decision:
    """Something decided, in one line."""
    return Decision(uid=new_uid(desk.now()), text=text, **fields)


@dataclass(frozen=True)
class FollowedUp:
    """What decisions became now; those that had become something before are left as they are."""

    matters: tuple[Matter, ...] = ()
    problems: tuple[ListedProblem, ...] = ()


def follow_up(desk: Desk, meeting: Meeting) -> FollowedUp:
    """Make matters and items of the branch's list of the decisions that are to be, each once however often asked."""
    now = desk.now()
    known = {one.uid for one in (*desk.journal.matters.all(), *desk.branch.items())}
    wanted = [one for one in meeting.decisions if followed_uid(one) not in known]
    matters = [
        Matter.new(
            now, meeting.day, uid=followed_uid(one), kind=MatterKind.DECISION, title=one.text, given_by=meeting.title,
            co_workers=(one.owner,) if one.owner else (), due_day=one.due_day,
        )
        for one in wanted
        if one.becomes is DecisionBecomes.MATTER
    ]  # fmt: skip
    problems = [_problem(desk, meeting, one) for one in wanted if one.becomes is DecisionBecomes.PROBLEM]
    with desk.journal.files.transaction():
        if matters:
            desk.journal.matters.add_many(matters)
    if problems:
        desk.branch.settle_first()
        desk.branch.list.keep(problems)
    return FollowedUp(tuple(matters), tuple(problems))


def followed_uid(decision: Decision) -> str:
    """The uid of what a decision became."""
    return f"decision-{decision.uid}"


def _problem(desk: Desk, meeting: Meeting, one: Decision) -> ListedProblem:
    event = Event(act=Act.LIST, day=desk.today(), at=desk.now(), reason=meeting.title)
    return ListedProblem.new(
        desk.now(),
        desk.today(),
        uid=followed_uid(one),
        title=one.text,
        owner=Owner(name=one.owner, person=one.owner_person),
        given_day=meeting.day,
        due_day=one.due_day,
        events=(event,),
    )
