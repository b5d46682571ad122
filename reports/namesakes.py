"""Two of one name told apart: the member number stands beside the name where the name stands twice. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from content.importing.table import name_key
from content.words import _
from storage.problems import Owner, Problem
from storage.proposals import Proposal
from storage.roster import Member, person_of
from storage.spans import MemberSpan, Piece, Span

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
    """The item with its owner as `labels` call them; to be shown, never to be saved."""
    return replace(problem, owner=called(problem.owner, labels))


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

    standings = tuple(there and replace(there, member=_member(there.member, labels)) for there in one.standings)
    return replace(one, member=member, standings=standings, pieces=pieces(one.pieces), left_over=pieces(one.left_over))


def _member(member: Member, labels: Labels) -> Member:
    return member.model_copy(update={"name": labels[person_of(member)], "person": person_of(member)})
