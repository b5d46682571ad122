"""What members wrote for the branch: their remarks and the notes they offer, and which of them stand in the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.period import Period
from desk.branch_names import labels
from desk.branch_span import branch_span
from desk.desk import Desk
from reports.branch import put_id
from reports.branch_figures import facts_of
from storage.facts import NoteFact, RemarkFact


@dataclass(frozen=True)
class Written:
    """A remark or a note of a member, and whether the secretary puts it in the report."""

    id: str
    name: str
    is_remark: bool
    text: str
    is_put: bool


def written(desk: Desk, period: Period) -> tuple[Written, ...]:
    """All that members wrote for the branch in a period, member by member. A long job: it opens their files."""
    put = frozenset(desk.branch.noted(period).put)
    found = []
    names = labels(desk)
    for piece in branch_span(desk, period).pieces:
        who = names.get(piece.person, piece.member.name)
        for remark in facts_of(RemarkFact, piece):
            name = put_id(piece, remark)
            found.append(Written(name, who, True, remark.text, name in put))
        for note in facts_of(NoteFact, piece):
            name = put_id(piece, note)
            found.append(Written(name, who, False, note.title, name in put))
    return tuple(found)


def put_in(desk: Desk, names: Iterable[str], period: Period) -> int:
    """Let these, and no others, stand in the report on a period; how many they are."""
    chosen = frozenset(names)
    desk.branch.put_in_report(chosen, period)
    return len(chosen)
