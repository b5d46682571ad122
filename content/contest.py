"""A contest as a fold: a list of events gives how it stands; undo, throw-out, replacement and ruling are events too.

    fold(events)                  how a contest stands after them
    after(contest, event)         how it stands after one more
    refusal(state, event)         why an event cannot happen now; None when it can

An event that could not happen changes nothing and is named in `ignored`. Only the fold says what an event means; no
clock, no chance, no key of a question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from content.contest_events import (
    Asked,
    Buzzed,
    BuzzOpened,
    BuzzRuled,
    ClockStarted,
    ClockStopped,
    ContestEvent,
    Corrected,
    EarlyRule,
    HandsCounted,
    Judged,
    LotDrawn,
    Opened,
    Paused,
    Protested,
    QuestionShown,
    Replaced,
    Resumed,
    Revealed,
    RoundBegan,
    RoundEnded,
    RoundKind,
    Ruled,
    TeamRenamed,
    ThrownOut,
    Undone,
    ValueChosen,
)
from content.contest_refusals import Refusal, refusal
from content.contest_state import Clock, ContestState, Correction, Phase, Protest, RoundState, SlotState


@dataclass(frozen=True)
class Contest:
    """How a contest stands, and what cannot be taken back.

    count: how many events there were. state: what the events that count come to. seen, exposed: the questions whose
    words, and whose keys, the hall has seen; no undo unshows them. ignored: the places, from 1, of events that could
    not happen, and why. before: how it stood before the newest event that counts, and that event.
    """

    count: int = 0
    state: ContestState = field(default_factory=ContestState)
    seen: frozenset[str] = frozenset()
    exposed: frozenset[str] = frozenset()
    ignored: tuple[tuple[int, Refusal], ...] = ()
    before: tuple[Contest, ContestEvent] | None = None


def fold(events: Iterable[ContestEvent]) -> Contest:
    """How a contest stands after these events."""
    contest = Contest()
    for event in events:
        contest = after(contest, event)
    return contest


def after(contest: Contest, event: ContestEvent) -> Contest:
    """How a contest stands after one more event."""
    count = contest.count + 1
    why = why_not(contest, event)
    if why is not None:
        return replace(contest, count=count, ignored=(*contest.ignored, (count, why)))
    if isinstance(event, Undone):
        back, _event = contest.before or (contest, None)
        return replace(back, count=count, seen=contest.seen, exposed=contest.exposed, ignored=contest.ignored)
    state = _applied(contest.state, event)
    return Contest(
        count,
        state,
        contest.seen | _seen_by(event),
        contest.exposed | ({state.slots[event.slot].asked.question} if isinstance(event, Revealed) else frozenset()),
        contest.ignored,
        (contest, event),
    )


def why_not(contest: Contest, event: ContestEvent) -> Refusal | None:
    """Why an event cannot happen now; None when it can."""
    if isinstance(event, Undone):
        return Refusal.NOTHING_TO_UNDO if contest.before is None else None
    return refusal(contest.state, event)


def _seen_by(event: ContestEvent) -> frozenset[str]:
    return frozenset({event.asked.question}) if isinstance(event, QuestionShown | Replaced) else frozenset()


def _applied(state: ContestState, event: ContestEvent) -> ContestState:
    """The state after an event that can happen."""
    match event:
        case Opened():
            teams = {team.id: team.name for team in event.teams}
            return ContestState(event.rules, teams, event.pool)
        case TeamRenamed():
            return replace(state, teams={**state.teams, event.team: event.name})
        case RoundBegan():
            return replace(state, rounds=(*state.rounds, RoundState(event.kind, event.teams, len(state.slots) + 1)))
        case RoundEnded():
            return _with_round(replace(state, clock=Clock()), is_over=True)
        case ValueChosen():
            return _with_round(state, chosen={**state.rounds[-1].chosen, event.team: event.value})
        case LotDrawn():
            return _with_round(state, lot=event.teams)
        case Corrected():
            return replace(state, corrections=(*state.corrections, Correction(event.team, event.delta, event.reason)))
        case ClockStarted():
            return replace(state, clock=Clock(event.left_ms, running=True))
        case ClockStopped():
            return replace(state, clock=Clock(event.left_ms))
        case Paused():
            return replace(state, paused=True, clock=_left(state.clock, event.left_ms, running=state.clock.running))
        case Resumed():
            return replace(state, paused=False)
        case QuestionShown():
            return _shown(state, event)
        case Protested():
            protest = Protest(event.slot, event.team, event.about, event.text)
            return replace(
                state, protests=(*state.protests, protest), clock=_left(state.clock, event.left_ms, running=False)
            )
        case Ruled():
            return _ruled(state, event)
    return _in_slot(state, event)


def _in_slot(state: ContestState, event: ContestEvent) -> ContestState:
    """The state after an event that changes one question's place only."""
    match event:
        case BuzzOpened():
            return _with_slot(state, event.slot, phase=Phase.OPEN)
        case Buzzed():
            return _buzzed(state, event)
        case BuzzRuled():
            slot = state.slots[event.slot]
            rest = tuple(team for team in slot.queue if team != event.team)
            first = slot.queue.index(slot.together[0])
            return _with_slot(state, event.slot, queue=(*rest[:first], event.team, *rest[first:]), together=())
        case HandsCounted():
            return _with_slot(state, event.slot, hands=dict(event.counts), hands_of=event.n)
        case Judged():
            verdicts = {**state.slots[event.slot].verdicts, event.team: event.verdict}
            return _with_slot(replace(state, clock=Clock()), event.slot, verdicts=verdicts)
        case Revealed():
            return _with_slot(replace(state, clock=Clock()), event.slot, phase=Phase.REVEALED)
        case ThrownOut():
            return _with_slot(_clock_off(state, event.slot), event.slot, thrown_out=event.reason)
        case Replaced():
            return _replaced(state, event.slot, event.asked, event.reason)
    return state


def _shown(state: ContestState, event: QuestionShown) -> ContestState:
    played, rules = state.rounds[-1], state.rules
    assert rules is not None  # refused before
    value = {RoundKind.MUST: rules.must_right, RoundKind.BUZZ: rules.buzz_right}.get(played.kind, 0)
    if played.kind is RoundKind.RISK and event.team is not None:
        value = played.chosen[event.team]
        state = _with_round(state, chosen={team: one for team, one in played.chosen.items() if team != event.team})
    slot = SlotState(event.slot, played.kind, event.asked, value, event.team)
    return replace(state, slots={**state.slots, event.slot: slot}, clock=Clock())


def _buzzed(state: ContestState, event: Buzzed) -> ContestState:
    slot, rules = state.slots[event.slot], state.rules
    assert rules is not None  # refused before
    if slot.phase is Phase.SHOWN:
        return _buzzed_early(state, slot, event.team, rules.early, rules.early_penalty)
    queue = (*slot.queue, event.team)
    together = slot.together
    if event.together and slot.queue:
        together = (*(together or slot.queue[-1:]), event.team)
    return _with_slot(state, event.slot, queue=queue, together=together)


def _buzzed_early(state: ContestState, slot: SlotState, team: int, early: EarlyRule, penalty: int) -> ContestState:
    """Nobody loses points in a 加赛: there a team that was too early may not answer."""
    cost = 0 if slot.kind is RoundKind.TIEBREAK else penalty
    is_void = early is EarlyRule.VOID and slot.kind is not RoundKind.TIEBREAK
    return _with_slot(
        state,
        slot.number,
        early=(*slot.early, team),
        barred=(*slot.barred, team),
        penalties={**slot.penalties, team: slot.penalties.get(team, 0) + cost},
        phase=Phase.VOID if is_void else slot.phase,
    )


def _ruled(state: ContestState, event: Ruled) -> ContestState:
    protest = state.protests[event.protest - 1]
    slot, about = state.slots[protest.slot], protest.about
    verdicts, points, penalties = dict(slot.ruled_verdicts), dict(slot.ruled_points), dict(slot.penalties)
    if event.verdict is not None:
        points.pop(about, None)
        verdicts[about] = event.verdict
    if event.points is not None:
        points[about] = event.points
    if event.penalty is not None:
        penalties[about] = event.penalty
    state = _with_slot(state, slot.number, ruled_verdicts=verdicts, ruled_points=points, penalties=penalties)
    closed = replace(protest, ruling=event.reason, by=event.by, is_open=False)
    return replace(state, protests=(*state.protests[: event.protest - 1], closed, *state.protests[event.protest :]))


def _replaced(state: ContestState, number: int, asked: Asked, reason: str) -> ContestState:
    """The same place, value and team with another question: what was answered before counts nothing.

    What an early buzz cost stays, but everybody may answer again.
    """
    slot = state.slots[number]
    fresh = SlotState(
        number, slot.kind, asked, slot.value, slot.team, penalties=slot.penalties, early=slot.early,
        replaced=(*slot.replaced, (slot.asked, reason)),
    )  # fmt: skip
    return replace(_clock_off(state, number), slots={**state.slots, number: fresh})


def _clock_off(state: ContestState, number: int) -> ContestState:
    """The state with the clock off where it belonged to that question."""
    return replace(state, clock=Clock()) if number == len(state.slots) else state


def _left(clock: Clock, left_ms: int | None, *, running: bool) -> Clock:
    return Clock(clock.left_ms if left_ms is None or not clock.running else left_ms, running)


def _with_slot(state: ContestState, number: int, **changes: object) -> ContestState:
    return replace(state, slots={**state.slots, number: replace(state.slots[number], **changes)})  # type: ignore[arg-type] # checked by the fields' names


def _with_round(state: ContestState, **changes: object) -> ContestState:
    return replace(state, rounds=(*state.rounds[:-1], replace(state.rounds[-1], **changes)))  # type: ignore[arg-type] # the same
