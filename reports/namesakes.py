"""Two of one name told apart: the member number stands beside the name where the name stands twice. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from content.importing.table import name_key
from content.words import _
from storage.problems import Act, Event, Owner, Problem, Source
from storage.proposals import Proposal
from storage.records import Meeting
from storage.roster import Member, person_of
from storage.spans import MemberSpan, Piece, Span
from storage.standings import MemberStanding

Labels = Mapping[str, str]
"""By person, the name with the number; only of those who share their name with somebody."""


def labels_of(members: Iterable[Member]) -> Labels:
    """How those of one name are called; of one person the last entry counts."""
    by_person = {person_of(one): one for one in members}
    counts = Counter(name_key(one.name) for one in by_person.values())
    return {
        person: one.name + _("({words})").format(words=one.member_no)
        for person, one in by_person.items()
        if counts[name_key(one.name)] > 1
    }


def called(owner: Owner, labels: Labels) -> Owner:
    """The owner as `labels` call them; to be shown, never to be saved."""
    return Owner(name=labels[owner.person], person=owner.person) if owner.person in labels else owner


def told_apart(problem: Problem, labels: Labels) -> Problem:
    """The item with everybody in it as `labels` call them; to be shown, never to be saved."""
    if not labels:
        return problem
    history = tuple(event_told_apart(event, labels) for event in problem.history)
    verified = [event.by for event in history if event.act is Act.VERIFY]
    return replace(
        problem,
        owner=called(problem.owner, labels),
        first_owner=called(problem.first_owner, labels),
        sources=tuple(_source(source, labels) for source in problem.sources),
        history=history,
        verified_by=verified[-1] if problem.verified_by and verified else problem.verified_by,
    )


def event_told_apart(event: Event, labels: Labels) -> Event:
    """What happened, with whom it was handed to and who verified as `labels` call them; never to be saved."""
    if event.owner is None or event.owner.person not in labels:
        return event
    owner = called(event.owner, labels)
    return event.model_copy(update={"owner": owner, **({"by": owner.name} if event.act is Act.VERIFY else {})})


def _source(source: Source, labels: Labels) -> Source:
    return source.model_copy(update={"name": labels[source.person]}) if source.person in labels else source


def standing_told_apart(standing: MemberStanding, labels: Labels) -> MemberStanding:
    """How a member stands, with the member as `labels` call them; to be shown, never to be saved."""
    if standing.person not in labels:
        return standing
    return replace(standing, member=_member(standing.member, labels))


def meeting_told_apart(meeting: Meeting, labels: Labels) -> Meeting:
    """The meeting with who was there and who does what was decided as `labels` call them; never to be saved."""
    people = tuple(
        one.model_copy(update={"name": labels[one.person]}) if one.person in labels else one
        for one in meeting.attendance
    )
    decisions = tuple(
        one.model_copy(update={"owner": labels[one.owner_person]}) if one.owner_person in labels else one
        for one in meeting.decisions
    )
    return meeting.model_copy(update={"attendance": people, "decisions": decisions})


def proposal_told_apart(proposal: Proposal, labels: Labels) -> Proposal:
    """What is proposed with whose it is as `labels` call them; to be shown, never to be saved."""
    word = proposal.word
    return replace(proposal, word=replace(word, name=labels.get(word.person, word.name)))


def members_told_apart(span: Span, labels: Labels) -> Span:
    """The span with every member as `labels` call them; to be shown, never to be saved or counted by."""
    return replace(span, members=tuple(_called(one, labels) for one in span.members)) if labels else span


def _called(one: MemberSpan, labels: Labels) -> MemberSpan:
    if person_of(one.member) not in labels:
        return one
    member = _member(one.member, labels)

    def pieces(found: Iterable[Piece]) -> tuple[Piece, ...]:
        return tuple(replace(piece, member=_member(piece.member, labels)) for piece in found)

    standings = tuple(there and standing_told_apart(there, labels) for there in one.standings)
    return replace(one, member=member, standings=standings, pieces=pieces(one.pieces), left_over=pieces(one.left_over))


def _member(member: Member, labels: Labels) -> Member:
    return member.model_copy(update={"name": labels[person_of(member)], "person": person_of(member)})
