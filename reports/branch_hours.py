"""Hours of study as the branch's register has them, held against what members sent: each meeting counts once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from content.hours import hours
from content.words import _, ngettext, sentences
from reports.branch_figures import facts_of, study_of
from reports.document import Block, Paragraph
from reports.terms import meeting_kind_words
from storage.facts import Attended
from storage.records import Meeting, made_up_minutes, minutes_of
from storage.roster import Member, person_of
from storage.spans import MemberSpan, Span


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
    alone: int = 0
    attended: int = 0
    expected: int = 0


@dataclass(frozen=True)
class BranchHours:
    """The hours of all members over the meetings of a period: 到会率 and 参学率 have their n.

    year_minutes: by person, the minutes by the register of the year up to the period's end.
    """

    meetings: tuple[Meeting, ...]
    members: tuple[MemberHours, ...]
    expected: int = 0
    present: int = 0
    studied: int = 0
    """How many who were there or made it up later."""
    year_minutes: Mapping[str, int] = field(default_factory=dict)

    @property
    def held(self) -> tuple[Meeting, ...]:
        """The meetings that count."""
        return tuple(one for one in self.meetings if not one.is_struck)


def hours_of(meetings: Iterable[Meeting], span: Span, of_year: Iterable[Meeting] = ()) -> BranchHours:
    """The hours of everybody in a span by the meetings of a register and by what was handed in."""
    every = tuple(meetings)
    held = [one for one in every if not one.is_struck]
    rows = tuple(_member_hours(held, one) for one in span.members)
    return BranchHours(
        every,
        rows,
        expected=sum(one.expected for one in held),
        present=sum(one.present for one in held),
        studied=sum(one.present + len({up.person for up in one.make_ups}) for one in held),
        year_minutes=_by_person(of_year),
    )


def _by_person(meetings: Iterable[Meeting]) -> dict[str, int]:
    found: dict[str, int] = {}
    for meeting in meetings:
        people = {one.person for one in meeting.attendance if one.person} | {one.person for one in meeting.make_ups}
        for person in people:
            found[person] = found.get(person, 0) + _minutes(meeting, person) + made_up_minutes(meeting, person)
    return found


def _minutes(meeting: Meeting, person: str) -> int:
    return sum(minutes_of(meeting, one) for one in meeting.attendance if one.person == person)


def _member_hours(meetings: Iterable[Meeting], one: MemberSpan) -> MemberHours:
    person = person_of(one.member)
    registered, made_up, titles, there, due = dict[str, int](), 0, dict[str, str](), 0, 0
    for meeting in meetings:
        titles[meeting.uid] = meeting.title
        mine = [he for he in meeting.attendance if he.person == person]
        due += sum(he.is_expected for he in mine)
        there += sum(he.is_there for he in mine)
        made_up += made_up_minutes(meeting, person)
        if minutes := _minutes(meeting, person):
            registered[meeting.uid] = minutes
    said = {fact.meeting_uid: fact for piece in one.pieces for fact in facts_of(Attended, piece)}
    study = [told for piece in one.pieces if (told := study_of(piece))]
    in_all = sum(told.group_minutes + told.training_minutes + told.make_up_minutes for told in study)
    sent = sum(fact.minutes for fact in said.values())
    has_sent = any(piece.received is not None for piece in one.pieces)
    return MemberHours(
        one.member,
        sum(registered.values()) + made_up,
        made_up,
        sent,
        max(in_all - sent, 0),
        has_sent,
        _differences(registered, said, titles) if has_sent else (),
        alone=sum(told.self_minutes for told in study),
        attended=there,
        expected=due,
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
        if not there or not here:
            why = Difference.NOT_SENT if not there else Difference.NOT_REGISTERED
        title = titles.get(uid) or said[uid].title
        found.append(Differs(why, uid, title, here, there))
    return tuple(found)


def difference_words(why: Difference) -> str:
    """支部有本人无, 本人有支部无, 时长不符."""
    return {
        Difference.NOT_SENT: _("in the register, not sent"),
        Difference.NOT_REGISTERED: _("sent, not in the register"),
        Difference.OTHER_MINUTES: _("other minutes"),
    }[why]


def _not_entered(held: Sequence[Meeting]) -> str:
    """Of how many meetings nobody entered who was there, so that the rate is of the others; empty where of none."""
    lacking = sum(not one.attendance for one in held)
    if not lacking:
        return ""
    text = ngettext(
        "The attendance of {n} is not entered; what follows is of the other {others}.",
        "The attendance of {n} is not entered; what follows is of the other {others}.",
        lacking,
    )
    if lacking == len(held):
        text = _("Their attendance is not entered, and nothing is counted.")
    return text.format(n=lacking, others=len(held) - lacking)


def _hours_words(found: BranchHours) -> str:
    """The hours by the register and those sent beside; nothing is 0 that nobody entered or sent."""
    registered, other = (sum(getattr(one, name) for one in found.members) for name in ("registered", "other"))
    is_entered = registered or any(one.attendance for one in found.held)
    is_sent = other or any(one.has_sent for one in found.members)
    text = _("Hours by the register {counted} h; members sent {other} h beside, which are not counted in them.")
    if not is_sent:
        text = _("Hours by the register {counted} h; no member sent any to compare with.") if is_entered else ""
    elif not is_entered:
        text = _("Members sent {other} h, which are not counted.")
    return text.format(counted=hours(registered), other=hours(other))


def hours_blocks(found: BranchHours | None) -> list[Block]:
    """What the report says of the register: meetings by kind, who was there, hours, what differs."""
    if found is None or not found.held:
        return []
    kinds: dict[str, int] = {}
    for one in found.held:
        name = one.own_kind or meeting_kind_words(one.kind)
        kinds[name] = kinds.get(name, 0) + 1
    counts = _(", ").join(
        _("{kind} {n}", context="meetings").format(kind=kind, n=count) for kind, count in kinds.items()
    )
    n = len(found.held)
    words = ngettext("The register has {n} meeting ({kinds}).", "The register has {n} meetings ({kinds}).", n)
    said = [words.format(n=n, kinds=counts), _not_entered(found.held)]
    if found.expected:
        made_up = found.studied - found.present
        text = _("Expected {expected}, present {present} ({there}).")
        if made_up:
            text = _("Expected {expected}, present {present} ({there}); made up {made_up}, in all {studied} ({share}).")
        rates = {"there": f"{found.present / found.expected:.0%}", "share": f"{found.studied / found.expected:.0%}"}
        counted = {"expected": found.expected, "present": found.present, "studied": found.studied}
        said.append(text.format(made_up=made_up, **counted, **rates))
    said.append(_hours_words(found))
    if differ := sum(bool(one.differs) for one in found.members):
        text = ngettext("What {n} member sent differs from the register.",
                        "What {n} members sent differs from the register.", differ)  # fmt: skip
        said.append(text.format(n=differ))
    return [Paragraph(sentences(*said))]
