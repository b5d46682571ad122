"""What each key of the branch does, when it can, and what it is called then. A new step: a line here, and a binding."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from content.words import _
from reports.namesakes import standing_told_apart, told_apart
from screens.branch.closing import go_on, next_words
from screens.branch.handing import hand_out
from screens.branch.problem_steps import list_all, list_proposals, other_act, other_than_list, take_back
from screens.branch.reading import remind
from screens.branch.returning import return_submission
from screens.branch.roster import change_roster
from screens.branch.seen import MEMBERS, PROBLEMS, Chosen
from screens.branch.steps import choose_standing, take_in, undo
from screens.kit.base import Room
from screens.kit.list_screens import ListRoom


@dataclass(frozen=True)
class Action:
    """A step of the secretary."""

    begin: Callable[[ListRoom, Chosen], Coroutine[Any, Any, None]]
    """What is done with what is chosen."""
    may: Callable[[Chosen], bool]
    """Whether it can be done now."""
    words: Callable[[Chosen], str] = lambda _at: ""
    """What its key is called now; empty: what its binding says."""


async def _roster(room: Room, at: Chosen) -> None:
    await change_roster(room, at.standing.member if at.standing else None)


async def _undo(room: Room, at: Chosen) -> None:
    """The last taking-in is taken back, or on the list of problems what was entered there last."""
    if at.page == PROBLEMS and at.seen.last_act is not None:
        await take_back(room, at.seen.last_act, at.seen.names)
    elif at.seen.last_batch is not None:
        await undo(room, at.seen.last_batch)


async def _reason(room: Room, at: Chosen) -> None:
    if at.standing is not None:
        await choose_standing(room, standing_told_apart(at.standing, at.seen.names), at.period)


async def _return(room: Room, at: Chosen) -> None:
    if at.standing is not None:
        await return_submission(room, standing_told_apart(at.standing, at.seen.names), at.period)


async def _go_on(room: ListRoom, at: Chosen) -> None:
    """The next that is due for the problems chosen; what was only proposed is put on the list."""
    if at.problems and at.proposals:
        room.tell(_("What is proposed and what is on the list cannot go on together."))
    elif at.proposals:
        await list_proposals(room, at.proposals)
    else:
        await go_on(room, at.problems)


async def _other(room: ListRoom, at: Chosen) -> None:
    """Choose what else is done to the problems chosen; what was only proposed is left off, or merged."""
    if at.problems and at.proposals:
        room.tell(_("What is proposed and what is on the list cannot go on together."))
    elif at.proposals:
        await other_than_list(room, at.proposals, at.seen.problems, at.seen.names)
    else:
        everything = [told_apart(one, at.seen.names) for one in at.seen.problems]
        inside = at.seen.merged.get(at.problems[0].uid, ()) if len(at.problems) == 1 else ()
        mine, inside = ([told_apart(one, at.seen.names) for one in part] for part in (at.problems, inside))
        await other_act(room, mine, everything, inside)


ACTIONS: Mapping[str, Action] = {
    "roster": Action(_roster, lambda at: at.page == MEMBERS),
    "take_in": Action(
        lambda room, at: take_in(room, at.period), lambda at: at.page == MEMBERS and at.seen.has_roster
    ),
    "undo": Action(
        _undo,
        lambda at: (at.page == MEMBERS and at.seen.last_batch is not None)
        or (at.page == PROBLEMS and at.seen.last_act is not None),
    ),
    "reason": Action(_reason, lambda at: at.standing is not None and at.standing.received is None),
    "return": Action(
        _return,
        lambda at: at.page == MEMBERS and at.standing is not None and at.standing.received is not None,
    ),
    "remind": Action(
        lambda room, at: remind(room, at.seen.members, at.period),
        lambda at: at.page == MEMBERS and any(one.is_missing or one.spoilt for one in at.seen.members),
    ),
    "next": Action(_go_on, lambda at: at.anything, lambda at: next_words(at.problems, at.proposals)),
    "other": Action(_other, lambda at: at.anything),
    "accept_all": Action(
        lambda room, at: list_all(room, at.seen.proposals),
        lambda at: at.page == PROBLEMS and len(at.seen.proposals) > 1,
    ),
    "report": Action(lambda room, at: hand_out(room, at.period), lambda at: at.seen.has_roster),
}  # fmt: skip
