"""What became of an item of a branch's list after the day that a report shows (其后……). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias, cast

from content.words import _
from reports.document import cell_text
from reports.terms import act_words, day_in
from storage.facts import BranchProblem, LaterAct, LaterEvent
from storage.problems import Act, Event, Problem

Later: TypeAlias = Mapping[str, tuple[LaterEvent, ...]]
"""By item, what became of it, of those that stand otherwise by now."""
_STATE_ACTS = frozenset({Act.DONE, Act.UNDONE, Act.VERIFY, Act.STRIKE, Act.REOPEN, Act.MERGE, Act.SPLIT, Act.REMOVE})


def later_events(was: Problem, now: Problem) -> tuple[LaterEvent, ...]:
    """What makes an item stand otherwise now than it stood: the last of each kind, in the order it happened."""
    since = [event for event in now.history if event not in was.history]
    differs = {
        _STATE_ACTS: now.status is not was.status,
        frozenset({Act.HAND_OVER}): now.owner != was.owner,
        frozenset({Act.EXTEND}): now.due_day != was.due_day,
    }
    found = [_last(since, acts) for acts, is_other in differs.items() if is_other]
    return tuple(_fact(event) for event in since if any(event is one for one in found))


def _last(events: Iterable[Event], acts: frozenset[Act]) -> Event | None:
    return next((one for one in reversed([*events]) if one.act in acts), None)


def _fact(event: Event) -> LaterEvent:
    owner = event.owner.name if event.act is Act.HAND_OVER and event.owner else ""
    due_day = event.due_day if event.act is Act.EXTEND else None
    act = cast("LaterAct", event.act.value)
    return LaterEvent(act=act, day=event.day, owner=owner, due_day=due_day)


def is_overdue_since(was: Problem, now: Problem, day: date, today: date) -> bool:
    """Whether an item was in time on the day a report shows, and is overdue on the day it is made."""
    return not was.is_overdue(day) and now.is_overdue(today)


def is_overdue_by(one: BranchProblem, day: date, made_on: date) -> bool:
    """The same of what a branch sent, until the day its file was made: nothing is known of it after that."""
    ends = [event.act for event in one.later if event.act in _STATE_ACTS]
    is_open = ends[-1] in {Act.UNDONE, Act.REOPEN, Act.SPLIT} if ends else one.status == "open"
    dues = [event.due_day for event in one.later if Act(event.act) is Act.EXTEND]
    due_day = dues[-1] if dues else one.due_day
    return not one.is_overdue(day) and is_open and due_day is not None and due_day < made_on


def later_words(events: Iterable[LaterEvent], beside: date, *, is_overdue: bool = False) -> str:
    """In a sentence: 其后11月4日移交张艳、11月5日销号; empty where nothing happened."""
    said = []
    for one in events:
        act = _act(one, day_in(one.due_day, beside) if one.due_day else "")
        said.append(_("{act} on {day}", context="since then").format(act=act, day=day_in(one.day, beside)))
    said += [_("overdue", context="since then")] if is_overdue else []
    return _("since then {events}").format(events=_(", ").join(said)) if said else ""


def later_cell(events: Iterable[LaterEvent], *, is_overdue: bool = False) -> str:
    """In a cell, a day of its own line, so that none is torn apart."""
    said = [f"{cell_text(one.day)}\n{_act(one, cell_text(one.due_day) if one.due_day else '')}" for one in events]
    said += [_("overdue", context="since then")] if is_overdue else []
    return "\n".join([_("since then", context="cell"), *said]) if said else ""


def _act(one: LaterEvent, due: str) -> str:
    if one.owner:
        return _("handed over to {name}", context="since then").format(name=one.owner)
    if due:
        return _("due now by {day}", context="since then").format(day=due)
    return act_words(Act(one.act))
