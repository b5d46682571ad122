"""What can happen in a contest (知识竞赛): its rules, and an event for every step; what an event means says the fold.

An event holds no key and no moment. A clock that starts or stops says what it had left, so that it never matters when
an event is read. The names of events and fields are kept in files and are permanent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from content.texts import Line, Name

MOST_TEAMS = 9  # a digit key each

TeamId = Annotated[int, Field(ge=1, le=MOST_TEAMS)]
Points = Annotated[int, Field(ge=-100_000, le=100_000)]
Value = Annotated[int, Field(ge=0, le=10_000)]
Slot = Annotated[int, Field(ge=1, le=999)]
LeftMs = Annotated[int, Field(ge=0, le=86_400_000)]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-HTF]$")]


class _Value(BaseModel):
    """A frozen value of a contest."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RoundKind(StrEnum):
    """How a round is played: 必答, 抢答, 风险, 观众, 加赛."""

    MUST = "must"
    BUZZ = "buzz"
    RISK = "risk"
    AUDIENCE = "audience"
    TIEBREAK = "tiebreak"


class Verdict(StrEnum):
    """What was decided of an answer: 对, 部分对, 错, 不答."""

    RIGHT = "right"
    PART = "part"
    WRONG = "wrong"
    PASS = "pass"  # noqa: S105 - an answer that was not given


class EarlyRule(StrEnum):
    """What a buzz before the opening does beside its penalty: the question is void, or that team alone is barred."""

    VOID = "void"
    BARRED = "barred"


class ContestRules(_Value):
    """Every number of a contest. Seconds of 0 mean no clock.

    early_penalty: what a buzz before the opening costs. next_may_answer: after a wrong answer in 抢答 the next team.
    part_percent: what a partly right answer earns of a right one. risk_wrong_costs: whether a wrong answer in 风险
    costs its value. tiebreak_questions: how many are asked before lots are drawn. together_ms: two buzzes that lie
    closer than this are one moment, and a person rules which was first.
    """

    base: Points = 100
    must_right: Value = 10
    must_wrong: Value = 0
    buzz_right: Value = 10
    buzz_wrong: Value = 10
    early: EarlyRule = EarlyRule.VOID
    early_penalty: Value = 10
    next_may_answer: bool = False
    risk_values: Annotated[tuple[Value, ...], Field(min_length=1, max_length=9)] = (10, 30, 50)
    risk_wrong_costs: bool = True
    part_percent: Annotated[int, Field(ge=0, le=100)] = 50
    must_seconds: Annotated[int, Field(ge=0, le=3600)] = 30
    buzz_seconds: Annotated[int, Field(ge=0, le=3600)] = 30
    risk_seconds: Annotated[int, Field(ge=0, le=3600)] = 60
    tiebreak_seconds: Annotated[int, Field(ge=0, le=3600)] = 15
    tiebreak_questions: Annotated[int, Field(ge=1, le=20)] = 3
    together_ms: Annotated[int, Field(ge=0, le=1000)] = 80

    def seconds(self, kind: RoundKind) -> int:
        """How long there is for an answer."""
        return {
            RoundKind.MUST: self.must_seconds,
            RoundKind.BUZZ: self.buzz_seconds,
            RoundKind.RISK: self.risk_seconds,
            RoundKind.TIEBREAK: self.tiebreak_seconds,
        }.get(kind, 0)


PRESET_A = ContestRules()
PRESET_B = ContestRules(early=EarlyRule.BARRED, risk_values=(20, 40, 60))


class Team(_Value):
    """A team by its seat, which is its key too."""

    id: TeamId
    name: Name


class Asked(_Value):
    """A question by its bank and id, as it was when it was asked; option_order: its letters as they are shown.

    `version` is the hash of its words and key then, so that a question changed since is noticed.
    """

    question: Name
    edition: Line = ""
    version: Line = ""
    option_order: tuple[Letter, ...] = ()


class Opened(_Value):
    """The contest begins: its rules, the teams in the order of their seats, the questions there are to draw from."""

    event: Literal["opened"] = "opened"
    rules: ContestRules = PRESET_A
    teams: Annotated[tuple[Team, ...], Field(max_length=MOST_TEAMS)] = ()
    pool: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({team.id for team in self.teams}) < len(self.teams):
            raise ValueError("two teams on one seat")
        return self


class TeamRenamed(_Value):
    """A team is called otherwise; its points stay."""

    event: Literal["team_renamed"] = "team_renamed"
    team: TeamId
    name: Name


class RoundBegan(_Value):
    """A round begins, with the teams that play it in the order in which they are asked."""

    event: Literal["round_began"] = "round_began"
    kind: RoundKind
    teams: tuple[TeamId, ...] = ()


class ValueChosen(_Value):
    """A team says what its next question of 风险 is worth, before it sees it."""

    event: Literal["value_chosen"] = "value_chosen"
    team: TeamId
    value: Value


class QuestionShown(_Value):
    """A question is shown; `team` is who is to answer, where that is settled before."""

    event: Literal["question_shown"] = "question_shown"
    slot: Slot
    asked: Asked
    team: TeamId | None = None


class BuzzOpened(_Value):
    """From now on a buzz counts (开抢)."""

    event: Literal["buzz_opened"] = "buzz_opened"
    slot: Slot


class Buzzed(_Value):
    """A team buzzed; `together`: so soon after the one before it that a person rules which was first."""

    event: Literal["buzzed"] = "buzzed"
    slot: Slot
    team: TeamId
    together: bool = False


class BuzzRuled(_Value):
    """Of teams that buzzed at one moment this one was first."""

    event: Literal["buzz_ruled"] = "buzz_ruled"
    slot: Slot
    team: TeamId
    reason: Line = ""
    by: Line = ""


class ClockStarted(_Value):
    """The clock runs."""

    event: Literal["clock_started"] = "clock_started"
    left_ms: LeftMs


class ClockStopped(_Value):
    """The clock stands."""

    event: Literal["clock_stopped"] = "clock_stopped"
    left_ms: LeftMs


class Paused(_Value):
    """All stands; a clock that ran goes on when it is resumed."""

    event: Literal["paused"] = "paused"
    left_ms: LeftMs | None = None


class Resumed(_Value):
    """It goes on."""

    event: Literal["resumed"] = "resumed"


class HandsCounted(_Value):
    """How many hands went up for each letter as shown, of how many people."""

    event: Literal["hands_counted"] = "hands_counted"
    slot: Slot
    counts: dict[Letter, Annotated[int, Field(ge=0, le=10_000)]]
    n: Annotated[int, Field(ge=0, le=10_000)]


class Judged(_Value):
    """What an answer was."""

    event: Literal["judged"] = "judged"
    slot: Slot
    team: TeamId
    verdict: Verdict


class Revealed(_Value):
    """The key is shown to the hall."""

    event: Literal["revealed"] = "revealed"
    slot: Slot


class Protested(_Value):
    """A team protests against what was decided of a team's answer, its own or another's; the clock stops."""

    event: Literal["protested"] = "protested"
    slot: Slot
    team: TeamId
    about: TeamId
    text: Line = ""
    left_ms: LeftMs | None = None


class Ruled(_Value):
    """What was decided about a protest, by its number: another verdict, points for the answer, or another penalty.

    With none of them the protest is dismissed (驳回).
    """

    event: Literal["ruled"] = "ruled"
    protest: Annotated[int, Field(ge=1, le=999)]
    verdict: Verdict | None = None
    points: Points | None = None
    penalty: Value | None = None
    reason: Name
    by: Line = ""

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if self.verdict is not None and self.points is not None:
            raise ValueError("a ruling sets a verdict or points, not both")
        return self


class ThrownOut(_Value):
    """A question does not count (作废)."""

    event: Literal["thrown_out"] = "thrown_out"
    slot: Slot
    reason: Name


class Replaced(_Value):
    """Another question stands in a question's place (换题)."""

    event: Literal["replaced"] = "replaced"
    slot: Slot
    asked: Asked
    reason: Name


class Corrected(_Value):
    """A team's points are changed by hand."""

    event: Literal["corrected"] = "corrected"
    team: TeamId
    delta: Points
    reason: Name


class LotDrawn(_Value):
    """The lot decides a 加赛: the teams still in it, first place first."""

    event: Literal["lot_drawn"] = "lot_drawn"
    teams: tuple[TeamId, ...]


class RoundEnded(_Value):
    """The round is over."""

    event: Literal["round_ended"] = "round_ended"


class Undone(_Value):
    """The newest event that still counts is taken back."""

    event: Literal["undone"] = "undone"


ContestEvent = Annotated[
    Opened | TeamRenamed | RoundBegan | ValueChosen | QuestionShown | BuzzOpened | Buzzed | BuzzRuled | ClockStarted
    | ClockStopped | Paused | Resumed | HandsCounted | Judged | Revealed | Protested | Ruled | ThrownOut | Replaced
    | Corrected | LotDrawn | RoundEnded | Undone,
    Field(discriminator="event"),
]  # fmt: skip
