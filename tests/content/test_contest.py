"""What a contest's events come to: rounds, disputes, undo, points."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from content.contest import Contest, after, fold, why_not
from content.contest_events import (
    PRESET_A,
    PRESET_B,
    Asked,
    Buzzed,
    BuzzOpened,
    BuzzRuled,
    ClockStarted,
    ClockStopped,
    ContestEvent,
    ContestRules,
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
    Team,
    TeamRenamed,
    ThrownOut,
    Undone,
    ValueChosen,
    Verdict,
)
from content.contest_refusals import Refusal
from content.contest_state import (
    Clock,
    ContestState,
    answering,
    asked_less,
    decided_teams,
    next_team,
    order_by_score,
    ranking,
    scores,
    tied,
    totals,
)

TEAMS = (Team(id=1, name="办公室"), Team(id=2, name="代表工委"), Team(id=3, name="法工委"))
QUESTIONS = [f"campaign/q{number}" for number in range(1, 9)]
RIGHT, PART, WRONG, PASS = Verdict.RIGHT, Verdict.PART, Verdict.WRONG, Verdict.PASS
MUST, BUZZ, RISK, TIEBREAK = RoundKind.MUST, RoundKind.BUZZ, RoundKind.RISK, RoundKind.TIEBREAK
ALL = (1, 2, 3)


def opened(rules: ContestRules = PRESET_A) -> Opened:
    return Opened(rules=rules, teams=TEAMS, pool=tuple(QUESTIONS))


def shown(slot: int, team: int | None = None, question: int | None = None) -> QuestionShown:
    return QuestionShown(slot=slot, asked=asked(question or slot), team=team)


def asked(number: int) -> Asked:
    return Asked(question=QUESTIONS[number - 1], option_order=("B", "A"))


def played(*events: ContestEvent, rules: ContestRules = PRESET_A) -> Contest:
    contest = fold([opened(rules), *events])
    assert contest.ignored == ()
    return contest


def points(contest: Contest) -> list[int]:
    return [totals(contest.state)[team] for team in ALL]


def buzz_question(slot: int, *teams: int) -> list[ContestEvent]:
    return [shown(slot), BuzzOpened(slot=slot), *(Buzzed(slot=slot, team=team) for team in teams)]


def effective(contest: Contest) -> list[ContestEvent]:
    """The events that count, in order."""
    found, step = [], contest.before
    while step is not None:
        found.append(step[1])
        step = step[0].before
    return found[::-1]


# Rounds


def test_must_gives_points_for_right_and_half_for_part_and_takes_none_for_wrong() -> None:
    contest = played(
        RoundBegan(kind=MUST, teams=ALL),
        shown(1, 1), Judged(slot=1, team=1, verdict=RIGHT), Revealed(slot=1),
        shown(2, 2), Judged(slot=2, team=2, verdict=WRONG), Revealed(slot=2),
        shown(3, 3), Judged(slot=3, team=3, verdict=PART), Revealed(slot=3),
    )  # fmt: skip
    assert points(contest) == [110, 100, 105]


def test_who_buzzes_first_answers_and_a_wrong_answer_costs() -> None:
    contest = played(RoundBegan(kind=BUZZ, teams=ALL), *buzz_question(1, 3, 1))
    assert answering(contest.state) == 3
    contest = after(contest, Judged(slot=1, team=3, verdict=WRONG))
    assert points(contest) == [100, 100, 90]
    assert answering(contest.state) is None, "the next in the queue answers only by setting"
    assert why_not(contest, Judged(slot=1, team=1, verdict=RIGHT)) is Refusal.NOT_ITS_TURN


def test_by_setting_the_next_in_the_queue_answers_after_a_wrong_answer() -> None:
    rules = ContestRules(next_may_answer=True)
    contest = played(
        RoundBegan(kind=BUZZ, teams=ALL), *buzz_question(1, 3, 1), Judged(slot=1, team=3, verdict=WRONG), rules=rules
    )
    assert answering(contest.state) == 1
    assert points(after(contest, Judged(slot=1, team=1, verdict=RIGHT))) == [110, 100, 90]


def test_an_early_buzz_voids_the_question_by_preset_a() -> None:
    contest = played(RoundBegan(kind=BUZZ, teams=ALL), shown(1), Buzzed(slot=1, team=2))
    assert points(contest) == [100, 90, 100]
    assert why_not(contest, BuzzOpened(slot=1)) is Refusal.QUESTION_CLOSED
    assert why_not(contest, shown(2)) is None


def test_an_early_buzz_bars_that_team_alone_by_preset_b() -> None:
    contest = played(
        RoundBegan(kind=BUZZ, teams=ALL), shown(1), Buzzed(slot=1, team=2), BuzzOpened(slot=1), rules=PRESET_B
    )
    assert why_not(contest, Buzzed(slot=1, team=2)) is Refusal.BARRED
    contest = after(after(contest, Buzzed(slot=1, team=1)), Judged(slot=1, team=1, verdict=RIGHT))
    assert points(contest) == [110, 90, 100]


def test_of_two_buzzes_at_one_moment_a_person_rules_which_was_first() -> None:
    contest = played(RoundBegan(kind=BUZZ, teams=ALL), *buzz_question(1, 1, 2), Buzzed(slot=1, team=3, together=True))
    assert answering(contest.state) is None
    assert why_not(contest, Judged(slot=1, team=2, verdict=RIGHT)) is Refusal.NOT_RULED
    assert why_not(contest, Revealed(slot=1)) is Refusal.NOT_RULED
    contest = after(contest, BuzzRuled(slot=1, team=3, reason="灯先亮"))
    assert contest.state.slots[1].queue == (1, 3, 2)
    assert answering(contest.state) == 1


def test_a_value_is_chosen_before_the_question_and_a_wrong_answer_costs_it() -> None:
    contest = played(RoundBegan(kind=RISK, teams=(2, 1, 3)))
    assert why_not(contest, shown(1, 2)) is Refusal.NO_VALUE
    assert why_not(contest, ValueChosen(team=2, value=11)) is Refusal.WRONG_VALUE
    contest = after(after(contest, ValueChosen(team=2, value=50)), shown(1, 2))
    assert why_not(contest, ValueChosen(team=1, value=10)) is Refusal.QUESTION_RUNS
    assert points(after(contest, Judged(slot=1, team=2, verdict=WRONG))) == [100, 50, 100]
    assert points(after(contest, Judged(slot=1, team=2, verdict=PASS))) == [100, 100, 100]


def test_risk_asks_by_score_and_teams_of_equal_points_by_lot() -> None:
    contest = played(Corrected(team=3, delta=10, reason="漏记"))
    assert order_by_score(contest.state, (2, 1)) == (3, 2, 1)
    assert order_by_score(contest.state, (1, 2)) == (3, 1, 2)


def test_hands_in_a_round_of_the_audience_give_nobody_points() -> None:
    contest = played(
        RoundBegan(kind=RoundKind.AUDIENCE), shown(1), HandsCounted(slot=1, counts={"A": 3, "B": 9}, n=21),
        Revealed(slot=1),
    )  # fmt: skip
    assert points(contest) == [100, 100, 100]
    assert contest.state.slots[1].hands == {"A": 3, "B": 9}


def test_in_a_play_off_the_first_right_answer_wins_and_points_stay() -> None:
    contest = played(
        RoundBegan(kind=TIEBREAK, teams=(1, 3)), *buzz_question(1, 3), Judged(slot=1, team=3, verdict=RIGHT)
    )
    assert points(contest) == [100, 100, 100]
    assert ranking(contest.state) == [(1, (1, 2, 3))], "team 2 has the same points and did not play"
    contest = after(contest, Corrected(team=2, delta=-10, reason="多记"))
    assert ranking(contest.state) == [(1, (3,)), (2, (1,)), (3, (2,))]


def test_in_a_play_off_a_wrong_answer_is_out_and_a_lot_ends_it() -> None:
    contest = played(
        RoundBegan(kind=TIEBREAK, teams=ALL), *buzz_question(1, 2), Judged(slot=1, team=2, verdict=WRONG),
        Revealed(slot=1), *buzz_question(2),
    )  # fmt: skip
    assert why_not(contest, Buzzed(slot=2, team=2)) is Refusal.BARRED
    assert ranking(contest.state) == [(1, (1, 2, 3))]
    assert why_not(contest, LotDrawn(teams=(1, 2))) is Refusal.NO_SUCH_TEAM
    contest = after(contest, LotDrawn(teams=(3, 1)))
    assert ranking(contest.state) == [(1, (3,)), (2, (1,)), (3, (2,))]


def test_only_teams_of_equal_points_play_off() -> None:
    contest = played(Corrected(team=1, delta=5, reason="漏记"))
    assert why_not(contest, RoundBegan(kind=TIEBREAK, teams=(1, 2))) is Refusal.NOT_TIED


def test_who_shares_a_place_is_known() -> None:
    contest = played(Corrected(team=3, delta=5, reason="漏记"))
    assert tied(contest.state) == [(1, 2)]
    apart = after(contest, Corrected(team=2, delta=-1, reason="多记"))
    assert tied(apart.state) == []


def test_once_an_answer_is_judged_its_clock_is_off() -> None:
    contest = played(RoundBegan(kind=BUZZ, teams=ALL), *buzz_question(1, 1), ClockStarted(left_ms=9_000))
    contest = after(contest, Judged(slot=1, team=1, verdict=RIGHT))
    assert (contest.state.clock.left_ms, contest.state.clock.running) == (0, False)


# Disputes


def answered() -> Contest:
    return played(RoundBegan(kind=BUZZ, teams=ALL), *buzz_question(1, 1), Judged(slot=1, team=1, verdict=RIGHT))


def test_a_right_answer_can_be_protested_by_another_team_and_ruled_wrong() -> None:
    contest = after(answered(), Protested(slot=1, team=2, about=1, text="答的是旧条文"))
    assert contest.state.open_protests == (1,)
    contest = after(contest, Ruled(protest=1, verdict=WRONG, reason="修正前的期限", by="李主任"))
    assert (points(contest), contest.state.open_protests) == ([90, 100, 100], ())
    assert why_not(contest, Ruled(protest=1, reason="再裁")) is Refusal.NO_SUCH_PROTEST


def test_a_ruling_without_verdict_or_points_dismisses_the_protest() -> None:
    contest = after(after(answered(), Protested(slot=1, team=2, about=1)), Ruled(protest=1, reason="表述等同"))
    assert (points(contest), contest.state.protests[0].ruling) == ([110, 100, 100], "表述等同")


def test_a_protest_stops_the_clock_and_several_may_be_open_while_it_goes_on() -> None:
    contest = answered()
    contest = after(after(contest, ClockStarted(left_ms=9000)), Protested(slot=1, team=2, about=1, left_ms=7000))
    assert contest.state.clock == Clock(7000, running=False)
    contest = after(after(contest, Protested(slot=1, team=3, about=1)), Revealed(slot=1))
    assert contest.state.open_protests == (1, 2)
    assert why_not(contest, shown(2)) is None


def test_thrown_out_takes_the_answers_points_and_leaves_a_penalty_unless_ruled() -> None:
    early = played(
        RoundBegan(kind=BUZZ, teams=ALL), shown(1), Buzzed(slot=1, team=2), BuzzOpened(slot=1),
        Buzzed(slot=1, team=1), Judged(slot=1, team=1, verdict=WRONG), rules=PRESET_B,
    )  # fmt: skip
    assert points(early) == [90, 90, 100]
    thrown = after(early, ThrownOut(slot=1, reason="题干有误"))
    assert points(thrown) == [100, 90, 100]
    ruled = fold(
        [*effective(thrown), Protested(slot=1, team=2, about=2), Ruled(protest=1, penalty=0, reason="口令不清")]
    )
    assert points(ruled) == [100, 100, 100]


def test_what_was_thrown_out_outranks_a_ruling() -> None:
    contest = after(after(answered(), Protested(slot=1, team=1, about=1)), Ruled(protest=1, points=30, reason="加分"))
    assert points(contest) == [130, 100, 100]
    assert points(after(contest, ThrownOut(slot=1, reason="题干有误"))) == [100, 100, 100]


def test_a_replaced_question_keeps_place_and_value_and_everybody_is_free_again() -> None:
    contest = played(
        RoundBegan(kind=BUZZ, teams=ALL), shown(1), Buzzed(slot=1, team=2), BuzzOpened(slot=1),
        Buzzed(slot=1, team=1), Judged(slot=1, team=1, verdict=WRONG),
        Replaced(slot=1, asked=asked(8), reason="条文已修改"), rules=PRESET_B,
    )  # fmt: skip
    assert points(contest) == [100, 90, 100], "the answer counts nothing, the early buzz still costs"
    contest = after(after(contest, BuzzOpened(slot=1)), Buzzed(slot=1, team=2))
    assert points(after(contest, Judged(slot=1, team=2, verdict=RIGHT))) == [100, 100, 100]
    assert why_not(contest, Replaced(slot=1, asked=asked(1), reason="再换")) is Refusal.ASKED_BEFORE


def test_points_are_corrected_with_a_reason_and_a_team_can_be_renamed_midway() -> None:
    contest = after(after(answered(), Corrected(team=1, delta=-5, reason="超时")), TeamRenamed(team=1, name="办公厅"))
    assert (points(contest), contest.state.teams[1]) == ([105, 100, 100], "办公厅")


def test_in_a_break_only_disputes_go_on() -> None:
    contest = after(answered(), Paused())
    assert why_not(contest, Revealed(slot=1)) is Refusal.PAUSED
    assert why_not(contest, Protested(slot=1, team=2, about=1)) is None
    assert why_not(after(contest, Resumed()), Revealed(slot=1)) is None


def test_a_clock_that_ran_stands_in_a_break_with_what_was_left_and_goes_on() -> None:
    contest = played(RoundBegan(kind=BUZZ, teams=ALL), *buzz_question(1, 1), ClockStarted(left_ms=20_000))
    contest = after(contest, Paused(left_ms=15_000))
    assert (contest.state.clock, contest.state.paused) == (Clock(15_000, running=True), True)
    assert after(contest, Resumed()).state.clock == Clock(15_000, running=True)


# What cannot happen


def test_nothing_is_revealed_while_an_answer_is_not_judged() -> None:
    contest = played(RoundBegan(kind=MUST, teams=ALL), shown(1, 1))
    assert why_not(contest, Revealed(slot=1)) is Refusal.NOT_JUDGED
    assert why_not(contest, shown(2, 2)) is Refusal.QUESTION_RUNS
    assert why_not(contest, RoundEnded()) is Refusal.QUESTION_RUNS


def test_what_cannot_happen_changes_nothing_and_is_named() -> None:
    contest = fold([opened(), Revealed(slot=1), Corrected(team=9, delta=5, reason="没有这队")])
    assert contest.state == fold([opened()]).state
    assert contest.ignored == ((2, Refusal.NO_ROUND), (3, Refusal.NO_SUCH_TEAM))


# Undo


def test_undo_takes_the_newest_event_that_counts_and_not_one_that_was_refused() -> None:
    contest = fold([opened(), Corrected(team=1, delta=5, reason="漏记"), Revealed(slot=7), Undone()])
    assert contest.state == fold([opened()]).state


def test_undoing_a_reveal_unshows_nothing() -> None:
    contest = after(after(answered(), Revealed(slot=1)), Undone())
    assert contest.state == answered().state
    assert contest.exposed == {QUESTIONS[0]}
    assert after(after(contest, Undone()), Undone()).seen == {QUESTIONS[0]}


def candidates() -> list[ContestEvent]:
    """Every event of a small contest."""
    slots, teams = (1, 2, 3), ALL
    found: list[ContestEvent] = [
        opened(),
        RoundEnded(),
        Paused(left_ms=500),
        Resumed(),
        LotDrawn(teams=(2, 1)),
        LotDrawn(teams=ALL),
    ]
    found += [RoundBegan(kind=kind, teams=ALL) for kind in (MUST, BUZZ, RISK, TIEBREAK)]
    found += [RoundBegan(kind=RoundKind.AUDIENCE), RoundBegan(kind=TIEBREAK, teams=(1, 2))]
    found += [ValueChosen(team=team, value=value) for team, value in product(teams, (10, 30))]
    found += [shown(slot, team, question) for slot, team, question in product(slots, (None, *teams), (slots[0], 4, 5))]
    found += [Judged(slot=slot, team=team, verdict=verdict) for slot, team, verdict in product(slots, teams, Verdict)]
    found += [Buzzed(slot=s, team=t, together=b) for s, t, b in product(slots, teams, (False, False, True))]
    found += [BuzzRuled(slot=slot, team=team) for slot, team in product(slots, teams)]
    for slot in slots:
        found += [BuzzOpened(slot=slot), Revealed(slot=slot), ThrownOut(slot=slot, reason="有误")]
        found += [
            Replaced(slot=slot, asked=asked(5 + slot), reason="换"),
            HandsCounted(slot=slot, counts={"A": 2}, n=3),
        ]
        found += [Protested(slot=slot, team=team, about=about) for team, about in product(teams, teams)]
    found += [Ruled(protest=n, verdict=v, reason="裁") for n, v in product((1, 2), (None, *Verdict))]
    found += [Ruled(protest=n, points=7, penalty=0, reason="裁") for n in (1, 2)]
    found += [ClockStarted(left_ms=9000), ClockStopped(left_ms=4000), TeamRenamed(team=1, name="一队")]
    return [*found, Corrected(team=2, delta=-3, reason="改"), Corrected(team=3, delta=4, reason="改")]


CANDIDATES = candidates()
CHOICES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 9)), max_size=60)
RULES = st.sampled_from([PRESET_A, PRESET_B, ContestRules(next_may_answer=True, must_wrong=4, risk_wrong_costs=False)])


def random_events(rules: ContestRules, choices: list[tuple[int, int]]) -> list[ContestEvent]:
    """A contest as it may go: mostly what can happen, now and then what cannot, and what is taken back."""
    events: list[ContestEvent] = [opened(rules)]
    contest = fold(events)
    for number, luck in choices:
        if luck == 0:
            event: ContestEvent = CANDIDATES[number % len(CANDIDATES)]
        elif luck == 1:
            event = Undone()
        else:
            able = [one for one in CANDIDATES if why_not(contest, one) is None]
            kinds = sorted({one.event for one in able})
            able = [one for one in able if one.event == kinds[number % len(kinds)]]
            event = able[number // 7 % len(able)]
        events.append(event)
        contest = after(contest, event)
    return events


@given(RULES, CHOICES)
@pytest.mark.slow
def test_undone_to_the_start_is_the_start(rules: ContestRules, choices: list[tuple[int, int]]) -> None:
    contest = fold(random_events(rules, choices))
    steps = [contest.state]
    for event in reversed(effective(contest)):
        assert steps[-1] == contest.state
        contest = after(contest, Undone())
        assert why_not(contest, event) is None, "what was taken back can be done again"
        assert after(contest, event).state == steps[-1]
        steps.append(contest.state)
    assert contest.state == ContestState()
    assert why_not(contest, Undone()) is Refusal.NOTHING_TO_UNDO


@given(RULES, CHOICES)
@pytest.mark.slow
def test_the_score_is_what_a_slow_recount_finds(rules: ContestRules, choices: list[tuple[int, int]]) -> None:
    contest = fold(random_events(rules, choices))
    assert totals(contest.state) == recount(effective(contest))
    assert {score.team: score.total for score in scores(contest.state)} == totals(contest.state)


@given(RULES, CHOICES)
@pytest.mark.slow
def test_events_read_back_from_their_lines_give_the_same(rules: ContestRules, choices: list[tuple[int, int]]) -> None:
    events = random_events(rules, choices)
    reader: TypeAdapter[ContestEvent] = TypeAdapter(ContestEvent)
    assert [reader.validate_json(event.model_dump_json()) for event in events] == events


@given(RULES, CHOICES)
@pytest.mark.slow
def test_what_was_exposed_only_grows(rules: ContestRules, choices: list[tuple[int, int]]) -> None:
    contest, before = Contest(), frozenset[str]()
    for event in random_events(rules, choices):
        contest = after(contest, event)
        assert before <= contest.exposed <= contest.seen
        before = contest.exposed


def recount(events: list[ContestEvent]) -> dict[int, int]:
    """The points as somebody with a sheet of paper would count them, event by event."""
    if not events:
        return {}
    begun = events[0]
    assert isinstance(begun, Opened)
    rules, kind, value = begun.rules, RoundKind.MUST, 0
    worth: dict[int, tuple[RoundKind, int]] = {}
    chosen: dict[int, int] = {}
    answers: dict[tuple[int, int], int] = {}
    penalties: dict[tuple[int, int], int] = {}
    others = dict.fromkeys(ALL, rules.base)
    opened_slots, thrown, protests = set[int](), set[int](), list[tuple[int, int]]()

    def earned(slot: int, verdict: Verdict) -> int:
        how, full = worth[slot]
        loss = {MUST: rules.must_wrong, BUZZ: rules.buzz_wrong, RISK: full if rules.risk_wrong_costs else 0}
        return {RIGHT: full, PART: full * rules.part_percent // 100, PASS: 0, WRONG: -loss.get(how, 0)}[verdict]

    for event in events:
        match event:
            case RoundBegan():
                kind, value = event.kind, {MUST: rules.must_right, BUZZ: rules.buzz_right}.get(event.kind, 0)
                chosen = {}
            case ValueChosen():
                chosen[event.team] = event.value
            case QuestionShown():
                worth[event.slot] = kind, chosen.pop(event.team) if kind is RISK and event.team else value
            case BuzzOpened():
                opened_slots.add(event.slot)
            case Buzzed() if event.slot not in opened_slots and worth[event.slot][0] is BUZZ:
                key = event.slot, event.team
                penalties[key] = penalties.get(key, 0) + rules.early_penalty
            case Judged():
                answers[event.slot, event.team] = earned(event.slot, event.verdict)
            case Protested():
                protests.append((event.slot, event.about))
            case Ruled():
                key = protests[event.protest - 1]
                if event.verdict is not None:
                    answers[key] = earned(key[0], event.verdict)
                if event.points is not None:
                    answers[key] = event.points
                if event.penalty is not None:
                    penalties[key] = event.penalty
            case ThrownOut():
                thrown.add(event.slot)
            case Replaced():
                thrown.discard(event.slot)
                opened_slots.discard(event.slot)
                answers = {key: one for key, one in answers.items() if key[0] != event.slot}
            case Corrected():
                others[event.team] += event.delta
    for (slot, team), one in answers.items():
        if slot not in thrown and worth[slot][0] in (MUST, BUZZ, RISK):
            others[team] += one
    for (_slot, team), one in penalties.items():
        others[team] -= one
    return others


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_has_its_words(why: Refusal) -> None:
    assert why.words


def test_a_protest_can_be_about_whoever_something_was_decided_of_and_teams_asked_less_often_are_named() -> None:
    events: list[ContestEvent] = [
        Opened(teams=(Team(id=1, name="一队"), Team(id=2, name="二队"), Team(id=3, name="三队")), rules=PRESET_B),
        RoundBegan(kind=RoundKind.BUZZ, teams=(1, 2, 3)),
        QuestionShown(slot=1, asked=Asked(question="q1")),
    ]
    assert decided_teams(fold(events).state.slots[1]) == ()
    events += [Buzzed(slot=1, team=3), BuzzOpened(slot=1), Buzzed(slot=1, team=2)]
    events += [Judged(slot=1, team=2, verdict=Verdict.WRONG)]
    assert decided_teams(fold(events).state.slots[1]) == (2, 3)
    events += [Revealed(slot=1), RoundEnded(), RoundBegan(kind=RoundKind.MUST, teams=(1, 2, 3))]
    assert asked_less(fold(events).state) == ()
    events += [QuestionShown(slot=2, asked=Asked(question="q2"), team=1)]
    assert asked_less(fold(events).state) == (2, 3)
    assert next_team(fold(events).state) == 2
