"""Why an event cannot happen as a contest stands: what the desk says in one line instead of writing it."""

from __future__ import annotations

from enum import StrEnum

from content.contest_events import (
    Buzzed,
    BuzzOpened,
    BuzzRuled,
    ClockStarted,
    ClockStopped,
    ContestEvent,
    Corrected,
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
    ValueChosen,
)
from content.contest_state import ContestState, Phase, RoundState, SlotState, answering, is_answered, still_in, totals
from content.words import _, mark_for_translation

_BUZZED_ROUNDS = (RoundKind.BUZZ, RoundKind.TIEBREAK)


class Refusal(StrEnum):
    """Why something cannot be done now."""

    NOT_OPENED = "not_opened"
    OPENED_BEFORE = "opened_before"
    NO_SUCH_TEAM = "no_such_team"
    NAME_TAKEN = "name_taken"
    NO_SUCH_QUESTION = "no_such_question"
    NO_SUCH_PROTEST = "no_such_protest"
    NO_ROUND = "no_round"
    ROUND_RUNS = "round_runs"
    OTHER_ROUND = "other_round"
    NO_TEAMS = "no_teams"
    NOT_TIED = "not_tied"
    NO_VALUE = "no_value"
    WRONG_VALUE = "wrong_value"
    QUESTION_RUNS = "question_runs"
    QUESTION_CLOSED = "question_closed"
    ASKED_BEFORE = "asked_before"
    NOT_ITS_TURN = "not_its_turn"
    BARRED = "barred"
    BUZZED_BEFORE = "buzzed_before"
    NOT_RULED = "not_ruled"
    NOT_TOGETHER = "not_together"
    NOT_JUDGED = "not_judged"
    PAUSED = "paused"
    NOT_PAUSED = "not_paused"
    NOTHING_CHANGES = "nothing_changes"
    NOTHING_TO_UNDO = "nothing_to_undo"

    @property
    def words(self) -> str:
        """What is said, in the language spoken now."""
        return _(_WORDS[self])


_WORDS = {
    Refusal.NOT_OPENED: mark_for_translation("the contest has not begun"),
    Refusal.OPENED_BEFORE: mark_for_translation("the contest has begun already"),
    Refusal.NO_SUCH_TEAM: mark_for_translation("there is no such team"),
    Refusal.NAME_TAKEN: mark_for_translation("another team is called so"),
    Refusal.NO_SUCH_QUESTION: mark_for_translation("this question is not being asked"),
    Refusal.NO_SUCH_PROTEST: mark_for_translation("there is no such open protest"),
    Refusal.NO_ROUND: mark_for_translation("begin a round first"),
    Refusal.ROUND_RUNS: mark_for_translation("end this round first"),
    Refusal.OTHER_ROUND: mark_for_translation("this round is not played so"),
    Refusal.NO_TEAMS: mark_for_translation("this round needs teams"),
    Refusal.NOT_TIED: mark_for_translation("these teams have different points: no play-off"),
    Refusal.NO_VALUE: mark_for_translation("the team chooses a value first"),
    Refusal.WRONG_VALUE: mark_for_translation("the rules have no such value"),
    Refusal.QUESTION_RUNS: mark_for_translation("reveal this question, or throw it out, first"),
    Refusal.QUESTION_CLOSED: mark_for_translation("this question is over"),
    Refusal.ASKED_BEFORE: mark_for_translation("this question was asked before"),
    Refusal.NOT_ITS_TURN: mark_for_translation("it is not this team's turn"),
    Refusal.BARRED: mark_for_translation("this team may not answer this question"),
    Refusal.BUZZED_BEFORE: mark_for_translation("this team has buzzed already"),
    Refusal.NOT_RULED: mark_for_translation("rule first which team buzzed first"),
    Refusal.NOT_TOGETHER: mark_for_translation("this team did not buzz at the same moment"),
    Refusal.NOT_JUDGED: mark_for_translation("judge the answer first"),
    Refusal.PAUSED: mark_for_translation("it is a break: resume first"),
    Refusal.NOT_PAUSED: mark_for_translation("it is no break"),
    Refusal.NOTHING_CHANGES: mark_for_translation("that changes nothing"),
    Refusal.NOTHING_TO_UNDO: mark_for_translation("there is nothing to take back"),
}


def refusal(state: ContestState, event: ContestEvent) -> Refusal | None:
    """Why an event that takes nothing back cannot happen now; None when it can."""
    if isinstance(event, Opened):
        return Refusal.OPENED_BEFORE if state.rules is not None else None
    if state.rules is None:
        return Refusal.NOT_OPENED
    teams = (getattr(event, "team", None), getattr(event, "about", None))
    if any(team is not None and team not in state.teams for team in teams):
        return Refusal.NO_SUCH_TEAM
    match event:
        case Paused():
            return Refusal.PAUSED if state.paused else None
        case Resumed():
            return None if state.paused else Refusal.NOT_PAUSED
        case TeamRenamed():
            return _of_renaming(state, event)
        case Corrected():
            return None if event.delta else Refusal.NOTHING_CHANGES
        case Ruled():
            return _of_ruling(state, event)
        case Protested() | ThrownOut() | Replaced():
            return _of_dispute(state, event)
    if state.paused:
        return Refusal.PAUSED
    if isinstance(event, RoundBegan):
        return _of_beginning(state, event)
    if (played := state.round) is None:
        return Refusal.NO_ROUND
    return _in_round(state, played, event)


def _of_renaming(state: ContestState, event: TeamRenamed) -> Refusal | None:
    if state.teams[event.team] == event.name:
        return Refusal.NOTHING_CHANGES
    return Refusal.NAME_TAKEN if event.name in state.teams.values() else None


def _of_ruling(state: ContestState, event: Ruled) -> Refusal | None:
    return None if event.protest in state.open_protests else Refusal.NO_SUCH_PROTEST


def _of_dispute(state: ContestState, event: Protested | ThrownOut | Replaced) -> Refusal | None:
    if (slot := state.slots.get(event.slot)) is None:
        return Refusal.NO_SUCH_QUESTION
    if isinstance(event, ThrownOut) and slot.thrown_out:
        return Refusal.NOTHING_CHANGES
    if isinstance(event, Replaced):
        if event.asked.question in state.used:
            return Refusal.ASKED_BEFORE
        if state.slot is not slot:  # rounds already played are not replayed
            return Refusal.QUESTION_CLOSED
    return None


def _of_beginning(state: ContestState, event: RoundBegan) -> Refusal | None:
    if state.round is not None:
        return Refusal.ROUND_RUNS
    if set(event.teams) - set(state.teams) or len(set(event.teams)) < len(event.teams):
        return Refusal.NO_SUCH_TEAM
    if event.kind is RoundKind.AUDIENCE:
        return Refusal.OTHER_ROUND if event.teams else None
    if not event.teams:
        return Refusal.NO_TEAMS
    if event.kind is RoundKind.TIEBREAK:
        now = totals(state)
        return Refusal.NOT_TIED if len(event.teams) < 2 or len({now[team] for team in event.teams}) > 1 else None
    return None


def _in_round(state: ContestState, played: RoundState, event: ContestEvent) -> Refusal | None:
    if isinstance(event, RoundEnded):
        return Refusal.QUESTION_RUNS if state.slot and not state.slot.is_closed else None
    if isinstance(event, ValueChosen):
        return _of_value(state, played, event)
    if isinstance(event, LotDrawn):
        left = still_in(state, len(state.rounds) - 1)
        if played.kind is not RoundKind.TIEBREAK:
            return Refusal.OTHER_ROUND
        return None if sorted(event.teams) == sorted(left) else Refusal.NO_SUCH_TEAM
    if isinstance(event, QuestionShown):
        return _of_showing(state, played, event)
    if (slot := state.slot) is None:
        return Refusal.NO_SUCH_QUESTION
    if isinstance(event, ClockStarted | ClockStopped):
        return Refusal.QUESTION_CLOSED if slot.is_closed else None
    if getattr(event, "slot", None) != slot.number:
        return Refusal.NO_SUCH_QUESTION
    if isinstance(event, HandsCounted):
        return None
    return Refusal.QUESTION_CLOSED if slot.is_closed else _in_slot(state, slot, event)


def _of_value(state: ContestState, played: RoundState, event: ValueChosen) -> Refusal | None:
    if played.kind is not RoundKind.RISK:
        return Refusal.OTHER_ROUND
    if state.slot is not None and not state.slot.is_closed:
        return Refusal.QUESTION_RUNS
    if event.team not in played.teams:
        return Refusal.NOT_ITS_TURN
    return None if state.rules and event.value in state.rules.risk_values else Refusal.WRONG_VALUE


def _of_showing(state: ContestState, played: RoundState, event: QuestionShown) -> Refusal | None:
    if state.slot is not None and not state.slot.is_closed:
        return Refusal.QUESTION_RUNS
    if event.slot != len(state.slots) + 1:
        return Refusal.NO_SUCH_QUESTION
    if event.asked.question in state.used:
        return Refusal.ASKED_BEFORE
    if played.kind not in (RoundKind.MUST, RoundKind.RISK):
        return Refusal.OTHER_ROUND if event.team is not None else None
    if event.team not in played.teams:
        return Refusal.NOT_ITS_TURN
    return Refusal.NO_VALUE if played.kind is RoundKind.RISK and event.team not in played.chosen else None


def _in_slot(state: ContestState, slot: SlotState, event: ContestEvent) -> Refusal | None:
    match event:
        case BuzzOpened():
            if slot.kind not in _BUZZED_ROUNDS:
                return Refusal.OTHER_ROUND
            return Refusal.NOTHING_CHANGES if slot.phase is Phase.OPEN else None
        case Buzzed():
            return _of_buzz(state, slot, event.team)
        case BuzzRuled():
            return None if event.team in slot.together else Refusal.NOT_TOGETHER
        case Judged():
            if slot.kind is RoundKind.AUDIENCE:
                return Refusal.OTHER_ROUND
            if slot.together:
                return Refusal.NOT_RULED
            if answering(state) != event.team:
                return Refusal.NOT_ITS_TURN
        case Revealed():
            if slot.together:
                return Refusal.NOT_RULED
            if answering(state) is not None:
                return Refusal.NOT_JUDGED
    return None


def _of_buzz(state: ContestState, slot: SlotState, team: int) -> Refusal | None:
    if slot.kind not in _BUZZED_ROUNDS:
        return Refusal.OTHER_ROUND
    number = len(state.rounds) - 1
    if team not in state.rounds[number].teams:
        return Refusal.NOT_ITS_TURN
    if team in slot.barred or (slot.kind is RoundKind.TIEBREAK and team not in still_in(state, number)):
        return Refusal.BARRED
    if team in slot.queue:
        return Refusal.BUZZED_BEFORE
    return Refusal.QUESTION_CLOSED if is_answered(state, slot) else None
