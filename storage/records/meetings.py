"""Meetings of a branch (会议记录): who was there, what was dealt with, voted and decided."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from content.session_events import AgendaStep
from storage.clock import local_day
from storage.records.kit import Line, Name, Part, Record, Text

Minutes = Annotated[int, Field(ge=0, le=100_000)]
People = Annotated[int, Field(ge=0, le=100_000)]


class MeetingKind(StrEnum):
    """党员大会, 支委会, 党小组会, 党课, 主题党日, 组织生活会, 集中学习, 其他."""

    GENERAL = "general"
    COMMITTEE = "committee"
    GROUP = "group"
    LECTURE = "lecture"
    THEME_DAY = "theme_day"
    ORGANISATIONAL_LIFE = "organisational_life"
    STUDY = "study"
    OTHER = "other"


class AttendanceStatus(StrEnum):
    """到会, 迟到, 请假, 缺席, 列席."""

    PRESENT = "present"
    LATE = "late"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    OBSERVER = "observer"


THERE = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE})


class Attendance(Part):
    """One person at a meeting, as the roster had them on its day.

    `person` is what the branch knows them by; empty for a guest. `arrived` and `left` are said only where they differ
    from the meeting's times; `minutes` only where a person set them.
    """

    person: Line = ""
    member_no: Line = ""
    name: Name
    post: Line = ""
    party_group: Line = ""
    has_vote: bool = True
    status: AttendanceStatus = AttendanceStatus.PRESENT
    reason: Line = ""
    arrived: time | None = None
    left: time | None = None
    minutes: Minutes | None = None

    @property
    def is_there(self) -> bool:
        """Whether they were there and are counted (实到)."""
        return self.status in THERE

    @property
    def is_expected(self) -> bool:
        """Whether they are counted among those who should come (应到): on leave and absent too, not as observers."""
        return self.status is not AttendanceStatus.OBSERVER


class MaterialLink(Part):
    """What was read or dealt with: its full name, its number (文号), and the id of a material of the program."""

    title: Name
    number: Line = ""
    material_id: Line = ""


class Spoken(Part):
    """What somebody said, in the words the recorder wrote."""

    name: Name
    text: Text = ""


class Topic(Part):
    """What was dealt with (议题), how long, and who reported."""

    title: Name
    minutes: Minutes = 0
    reporter: Line = ""
    materials: tuple[MaterialLink, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    text: Text = ""


class VoteMethod(StrEnum):
    """How was voted: 举手, 无记名投票, 记名投票, 口头."""

    HANDS = "hands"
    SECRET = "secret"  # noqa: S105 - a way to vote
    OPEN = "open"
    SPOKEN = "spoken"


class Vote(Part):
    """A vote (表决): who may vote and is there, and how they did."""

    subject: Name
    entitled: People = 0
    entitled_present: People = 0
    in_favour: People = 0
    against: People = 0
    abstained: People = 0
    method: VoteMethod = VoteMethod.HANDS

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.entitled_present > self.entitled:
            raise ValueError("more voters are there than there are")
        if self.in_favour + self.against + self.abstained > self.entitled_present:
            raise ValueError("more votes than voters")
        return self


class DecisionBecomes(StrEnum):
    """What a decision is followed up as: nothing, a matter of this person, an item of the branch's list."""

    NOTHING = ""
    MATTER = "matter"
    PROBLEM = "problem"


class Decision(Part):
    """What was decided (议定事项): who does it by when. What it became bears its uid."""

    uid: Annotated[str, Field(pattern=r"^[0-9A-Za-z._-]{1,60}$")]
    text: Name
    owner: Line = ""
    owner_person: Line = ""
    due_day: date | None = None
    becomes: DecisionBecomes = DecisionBecomes.NOTHING


class MakeUp(Part):
    """That somebody who was not there studied it later (补学); the attendance stays as it was."""

    person: Name
    day: date
    minutes: Minutes
    how: Line = ""
    confirmed_by: Line = ""


class Step(Part):
    """A step of the agenda as the meeting was held: what, planned minutes, and minutes it took."""

    kind: Name
    title: Line = ""
    planned_minutes: Minutes = 0
    minutes: Minutes | None = None


class Agenda(Part):
    """An agenda that is kept under a name, to begin sessions from: its steps without what a session was about."""

    steps: Annotated[tuple[AgendaStep, ...], Field(min_length=1)]


class Meeting(Record):
    """A meeting. `day` is the day it was held, its times are local; `number` is which of its kind it is (第几次).

    `own_kind` names a kind of the branch's own, and `kind` is then other. `spoken` and `reporter` of topics stay in the
    branch's own minutes. The revision goes with every change: slips bear it. One that `is_struck` (作废) stays in the
    register and counts no hours: slips made of it then take back what was given out. `signed_in` is how many signed in
    at the session, until somebody looked at the attendance after it.
    """

    kind: MeetingKind = MeetingKind.STUDY
    own_kind: Line = ""
    title: Name
    number: Line = ""
    place: Line = ""
    party_group: Line = ""
    host: Line = ""
    recorder: Line = ""
    lecturer: Line = ""
    from_time: time
    to_time: time
    break_minutes: Minutes = 0
    attendance: tuple[Attendance, ...] = ()
    topics: tuple[Topic, ...] = ()
    votes: tuple[Vote, ...] = ()
    decisions: tuple[Decision, ...] = ()
    summary: Text = ""
    attachments: tuple[Name, ...] = ()
    make_ups: tuple[MakeUp, ...] = ()
    steps: tuple[Step, ...] = ()
    is_struck: bool = False
    signed_in: People | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_time <= self.from_time:
            raise ValueError("the end lies before the beginning")
        people = [one.person for one in self.attendance if one.person]
        if len(set(people)) < len(people):
            raise ValueError("somebody stands there twice")
        if len({one.uid for one in self.decisions}) < len(self.decisions):
            raise ValueError("two decisions of one uid")
        there = {one.person for one in self.attendance if one.is_there}
        if there & {one.person for one in self.make_ups}:
            raise ValueError("somebody who was there makes it up")
        return self

    @property
    def expected(self) -> int:
        """应到."""
        return sum(one.is_expected for one in self.attendance)

    @property
    def present(self) -> int:
        """实到."""
        return sum(one.is_there for one in self.attendance)

    @property
    def is_unsettled(self) -> bool:
        """Whether other people are present by the attendance than signed in at the session."""
        return self.signed_in is not None and bool(self.attendance) and self.signed_in != self.present

    @property
    def is_late_entry(self) -> bool:
        """Whether it was written after its day (补填)."""
        return local_day(self.written_at) > self.day

    @property
    def length_minutes(self) -> int:
        """How long it was, without breaks."""
        return max(_minutes(self.to_time) - _minutes(self.from_time) - self.break_minutes, 0)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def minutes_of(meeting: Meeting, one: Attendance) -> int:
    """The minutes of study a meeting counts for somebody: none when they were not there.

    Whoever comes late or leaves early has the minutes they were there. What a person set outranks this.
    """
    if not one.is_there or meeting.is_struck:
        return 0
    if one.minutes is not None:
        return one.minutes
    begin, end = _minutes(meeting.from_time), _minutes(meeting.to_time)
    late = max(_minutes(one.arrived) - begin, 0) if one.arrived else 0
    early = max(end - _minutes(one.left), 0) if one.left else 0
    return max(meeting.length_minutes - late - early, 0)


def made_up_minutes(meeting: Meeting, person: str) -> int:
    """The minutes somebody who was not there made up: never more than the meeting had."""
    if meeting.is_struck:
        return 0
    return min(sum(one.minutes for one in meeting.make_ups if one.person == person), meeting.length_minutes)
