"""How a contest stands: plain frozen values, and the points that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from content.contest_events import Asked, ContestRules, RoundKind, Verdict


class Phase(StrEnum):
    """How far a question is: shown, open to buzzes, void after an early buzz, revealed."""

    SHOWN = "shown"
    OPEN = "open"
    VOID = "void"
    REVEALED = "revealed"


@dataclass(frozen=True)
class Clock:
    """What a clock has left, and whether it runs."""

    left_ms: int = 0
    running: bool = False


@dataclass(frozen=True)
class SlotState:
    """One place in a round and what happened there.

    value: what a right answer is worth. queue: who buzzed, in order; together: those of them whose order a person has
    to rule. early, barred: who buzzed before the opening, and who may not answer. ruled_*: what rulings set.
    """

    number: int
    kind: RoundKind
    asked: Asked
    value: int
    team: int | None = None
    phase: Phase = Phase.SHOWN
    queue: tuple[int, ...] = ()
    together: tuple[int, ...] = ()
    early: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    ruled_verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    ruled_points: Mapping[int, int] = field(default_factory=dict)
    penalties: Mapping[int, int] = field(default_factory=dict)
    hands: Mapping[str, int] = field(default_factory=dict)
    hands_of: int = 0
    thrown_out: str = ""
    replaced: tuple[tuple[Asked, str], ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether the next question may come."""
        return bool(self.thrown_out) or self.phase in (Phase.VOID, Phase.REVEALED)


@dataclass(frozen=True)
class RoundState:
    """A round: how it is played, by whom in which order, and the values that teams chose for their next question."""

    kind: RoundKind
    teams: tuple[int, ...]
    first_slot: int
    chosen: Mapping[int, int] = field(default_factory=dict)
    lot: tuple[int, ...] = ()
    is_over: bool = False


@dataclass(frozen=True)
class Protest:
    """A protest, and what was ruled; its number is its place, from 1."""

    slot: int
    team: int
    about: int
    text: str
    ruling: str = ""
    by: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Correction:
    """Points changed by hand."""

    team: int
    delta: int
    reason: str


@dataclass(frozen=True)
class ContestState:
    """All that stands after the events that count. Before the first one there are no rules."""

    rules: ContestRules | None = None
    teams: Mapping[int, str] = field(default_factory=dict)
    pool: tuple[str, ...] = ()
    rounds: tuple[RoundState, ...] = ()
    slots: Mapping[int, SlotState] = field(default_factory=dict)
    clock: Clock = Clock()
    paused: bool = False
    protests: tuple[Protest, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def round(self) -> RoundState | None:
        """The round being played."""
        return self.rounds[-1] if self.rounds and not self.rounds[-1].is_over else None

    @property
    def slot(self) -> SlotState | None:
        """The question shown last in the round being played."""
        if self.round is None or len(self.slots) < self.round.first_slot:
            return None
        return self.slots[len(self.slots)]

    @property
    def used(self) -> frozenset[str]:
        """The questions that stand in a slot, or stood there before they were replaced."""
        asked = (one for slot in self.slots.values() for one in (slot.asked, *(old for old, _why in slot.replaced)))
        return frozenset(one.question for one in asked)

    @property
    def open_protests(self) -> tuple[int, ...]:
        """The numbers of protests that nobody ruled on: no result is final before."""
        return tuple(number for number, protest in enumerate(self.protests, start=1) if protest.is_open)

    def slots_of(self, round_number: int) -> tuple[SlotState, ...]:
        """The slots of a round, by its place from 0."""
        later = self.rounds[round_number + 1 :]
        end = later[0].first_slot if later else len(self.slots) + 1
        return tuple(self.slots[number] for number in range(self.rounds[round_number].first_slot, end))


def passes_on(state: ContestState, slot: SlotState) -> bool:
    """Whether by the rules a question that one team did not answer goes to the next one that buzzed."""
    return slot.kind is RoundKind.BUZZ and state.rules is not None and state.rules.next_may_answer


def is_answered(state: ContestState, slot: SlotState) -> bool:
    """Whether a question takes no more answers: one was given, and by the rules no other team comes after it."""
    verdicts = set(slot.verdicts.values())
    if passes_on(state, slot):
        verdicts -= {Verdict.WRONG, Verdict.PASS}
    return bool(verdicts)


def answering(state: ContestState) -> int | None:
    """The team whose answer is awaited; None when nobody's is, or a person has to rule whose."""
    slot = state.slot
    if slot is None or slot.is_closed or slot.together or is_answered(state, slot):
        return None
    if slot.team is not None:
        return slot.team
    return next((team for team in slot.queue if team not in slot.verdicts and team not in slot.barred), None)


def answer_points(slot: SlotState, team: int, rules: ContestRules) -> int:
    """What the answers to a question brought a team: nothing when it was thrown out, else as ruled, else as judged."""
    if slot.thrown_out or slot.kind in (RoundKind.AUDIENCE, RoundKind.TIEBREAK):
        return 0
    if team in slot.ruled_points:
        return slot.ruled_points[team]
    verdict = verdict_of(slot, team)
    if verdict is Verdict.RIGHT:
        return slot.value
    if verdict is Verdict.PART:
        return slot.value * rules.part_percent // 100
    if verdict is Verdict.WRONG:
        return -_cost(slot, rules)
    return 0


def verdict_of(slot: SlotState, team: int) -> Verdict | None:
    """What counts of a team's answer: as ruled, else as judged; None when it gave none."""
    return slot.ruled_verdicts.get(team, slot.verdicts.get(team))


def _cost(slot: SlotState, rules: ContestRules) -> int:
    if slot.kind is RoundKind.MUST:
        return rules.must_wrong
    if slot.kind is RoundKind.BUZZ:
        return rules.buzz_wrong
    return slot.value if rules.risk_wrong_costs else 0


@dataclass(frozen=True)
class Score:
    """Where a team's points come from. In a 加赛 nobody gains any: `tiebreak` says which it was last in, and its place.

    Rounds count from 0, places from 1.
    """

    team: int
    base: int
    by_slot: Mapping[int, int]
    penalties: Mapping[int, int]
    corrections: int
    tiebreak: tuple[int, int] | None = None

    @property
    def total(self) -> int:
        """All of it together."""
        return self.base + sum(self.by_slot.values()) - sum(self.penalties.values()) + self.corrections


def scores(state: ContestState) -> list[Score]:
    """What each team has, in the order of their seats."""
    if state.rules is None:
        return []
    rules, places = state.rules, _tiebreak_places(state)
    return [
        Score(
            team,
            rules.base,
            {slot.number: points for slot in state.slots.values() if (points := answer_points(slot, team, rules))},
            {slot.number: cost for slot in state.slots.values() if (cost := slot.penalties.get(team, 0))},
            sum(one.delta for one in state.corrections if one.team == team),
            places.get(team),
        )
        for team in sorted(state.teams)
    ]


def totals(state: ContestState) -> dict[int, int]:
    """Each team's points."""
    return {score.team: score.total for score in scores(state)}


def ranking(state: ContestState) -> list[tuple[int, tuple[int, ...]]]:
    """The places with the teams on each; teams of equal points share one unless a 加赛 of them all tells them apart."""
    equal: dict[int, list[Score]] = {}
    for score in scores(state):
        equal.setdefault(score.total, []).append(score)
    places, before = list[tuple[int, tuple[int, ...]]](), 0
    for total in sorted(equal, reverse=True):
        group = equal[total]
        played = {score.tiebreak[0] if score.tiebreak else None for score in group}
        if len(group) > 1 and len(played) == 1 and None not in played:
            group.sort(key=lambda score: score.tiebreak or ())
            places += [(before + at, (score.team,)) for at, score in enumerate(group, start=1)]
        else:
            places.append((before + 1, tuple(score.team for score in group)))
        before += len(group)
    return places


def tied(state: ContestState) -> list[tuple[int, ...]]:
    """The groups of teams that share a place, the best place first."""
    return [teams for _place, teams in ranking(state) if len(teams) > 1]


def order_by_score(state: ContestState, lot: Iterable[int]) -> tuple[int, ...]:
    """The teams as 风险 asks them: the most points first, those of equal points in the order of the lot."""
    now, drawn = totals(state), {team: place for place, team in enumerate(lot)}
    return tuple(sorted(now, key=lambda team: (-now[team], drawn.get(team, team + len(drawn)))))


def next_team(state: ContestState) -> int | None:
    """Whose turn is next, where a round goes by seats; who had a question thrown out is asked again."""
    played = state.round
    if played is None or played.kind not in (RoundKind.MUST, RoundKind.RISK) or not played.teams:
        return None
    count = sum(not one.thrown_out for one in state.slots_of(len(state.rounds) - 1))
    return played.teams[count % len(played.teams)]


def asked_less(state: ContestState) -> tuple[int, ...]:
    """The teams that were asked less often than others in a round that goes by seats, as it stands."""
    played = state.round
    if played is None or played.kind not in (RoundKind.MUST, RoundKind.RISK):
        return ()
    asked = [one.team for one in state.slots_of(len(state.rounds) - 1) if not one.thrown_out]
    most = max(map(asked.count, played.teams), default=0)
    return tuple(team for team in played.teams if asked.count(team) < most)


def decided_teams(slot: SlotState) -> tuple[int, ...]:
    """The teams of which anything was decided at a question, the latest first: what a protest can be about."""
    return tuple(dict.fromkeys((*reversed(list(slot.verdicts)), *slot.ruled_verdicts, *slot.penalties)))


def still_in(state: ContestState, round_number: int) -> tuple[int, ...]:
    """Of a 加赛 by its place from 0, the teams that gave no wrong answer yet."""
    teams = state.rounds[round_number].teams
    slots = [slot for slot in state.slots_of(round_number) if not slot.thrown_out]
    wrong = {team for slot in slots for team in teams if verdict_of(slot, team) is Verdict.WRONG}
    return tuple(team for team in teams if team not in wrong)


def playoff_teams(state: ContestState) -> tuple[int, ...]:
    """The teams still in the 加赛 being played; none where none is."""
    is_on = state.round is not None and state.round.kind is RoundKind.TIEBREAK
    return still_in(state, len(state.rounds) - 1) if is_on else ()


def tiebreak_order(state: ContestState, round_number: int) -> tuple[int, ...]:
    """Of a 加赛 by its place from 0, its teams from first to last; empty while that is not settled."""
    played = state.rounds[round_number]
    slots = [slot for slot in state.slots_of(round_number) if not slot.thrown_out]
    out: list[int] = []
    first: tuple[int, ...] = ()
    for slot in slots:
        for team in played.teams:
            verdict = verdict_of(slot, team)
            if verdict is Verdict.WRONG and team not in out:
                out.append(team)
            if verdict is Verdict.RIGHT and not first:
                first = (team,)
    left = tuple(team for team in played.teams if team not in out and team not in first)
    if not first and len(left) > 1 and not played.lot:
        return ()
    drawn = tuple(team for team in played.lot if team in left)
    middle = (*drawn, *(team for team in left if team not in drawn))
    return (*first, *middle, *(team for team in reversed(out) if team not in first))


def lot_is_due(state: ContestState, round_number: int) -> bool:
    """Whether a 加赛 has asked all its questions and several teams are still in it, so that the lot decides."""
    asked = [slot for slot in state.slots_of(round_number) if slot.is_closed and not slot.thrown_out]
    is_open = not tiebreak_order(state, round_number)
    return is_open and state.rules is not None and len(asked) >= state.rules.tiebreak_questions


def _tiebreak_places(state: ContestState) -> dict[int, tuple[int, int]]:
    places: dict[int, tuple[int, int]] = {}
    for number, played in enumerate(state.rounds):
        if played.kind is RoundKind.TIEBREAK:
            order = tiebreak_order(state, number)
            places |= {team: (number, place) for place, team in enumerate(order, start=1)}
    return places
