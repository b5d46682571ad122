"""What can happen in a learning session: its agenda moves on and is changed, pages turn, hands go up, a contest plays.

Like the events of a contest these hold no key and no moment. Names of events and fields are permanent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from content.contest_events import Asked, ContestEvent, Letter
from content.texts import Line, Name, Text

MOST_STEPS = 100
MOST_MINUTES = 600  # of a step

Place = Annotated[int, Field(ge=0, le=200)]
People = Annotated[int, Field(ge=0, le=10_000)]
PlannedMinutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StepKind(StrEnum):
    """签到, 学习, 举手, 讨论, 答题, 竞赛, 小结; 其他, which its title names."""

    SIGN_IN = "sign_in"
    READING = "reading"
    HANDS = "hands"
    DISCUSSION = "discussion"
    QUIZ = "quiz"
    CONTEST = "contest"
    CLOSING = "closing"
    OTHER = "other"


class AgendaStep(_Value):
    """A step of an agenda: what it is, how long it may take, and what it is about.

    material, part: what is read, and which heading of it. questions: what is asked. notes: for the facilitator alone.
    """

    kind: StepKind
    title: Line = ""
    minutes: PlannedMinutes = 0
    material: Line = ""
    part: Line = ""
    questions: tuple[Name, ...] = ()
    points: tuple[Line, ...] = ()
    notes: Text = ""


class SessionOpened(_Value):
    """A session begins: its title, its agenda, and how many people are expected."""

    event: Literal["session_opened"] = "session_opened"
    title: Name
    branch: Line = ""
    from_time: Line = ""
    to_time: Line = ""
    steps: Annotated[tuple[AgendaStep, ...], Field(min_length=1, max_length=MOST_STEPS)]
    expected: People = 0


class StepBegan(_Value):
    """The session goes to a step, by its place from 0; the one before took so long."""

    event: Literal["step_began"] = "step_began"
    place: Place
    took_minutes: PlannedMinutes = 0


class StepMoved(_Value):
    """A step still to come takes another place."""

    event: Literal["step_moved"] = "step_moved"
    place: Place
    to: Place


class StepChanged(_Value):
    """A step gets other minutes (shortened, extended)."""

    event: Literal["step_changed"] = "step_changed"
    place: Place
    minutes: PlannedMinutes


class StepInserted(_Value):
    """A step comes in at a place still to come."""

    event: Literal["step_inserted"] = "step_inserted"
    place: Place
    step: AgendaStep


class StepDropped(_Value):
    """A step still to come is left out."""

    event: Literal["step_dropped"] = "step_dropped"
    place: Place


class PageTurned(_Value):
    """Another page of the material stands on the hall."""

    event: Literal["page_turned"] = "page_turned"
    page: Annotated[int, Field(ge=0, le=9999)]


class HandsAsked(_Value):
    """A question is put up for a show of hands or of cards."""

    event: Literal["hands_asked"] = "hands_asked"
    asked: Asked


class HandsTyped(_Value):
    """How many hands went up for each letter as shown."""

    event: Literal["hands_typed"] = "hands_typed"
    counts: dict[Letter, Annotated[int, Field(ge=0, le=10_000)]]


class HandsRevealed(_Value):
    """The key is shown."""

    event: Literal["hands_revealed"] = "hands_revealed"


class SignedIn(_Value):
    """How many are there now; and how many are expected, where the sign-in list says it anew."""

    event: Literal["signed_in"] = "signed_in"
    present: People
    expected: People | None = None


class Blackened(_Value):
    """The wall goes black, or shows again what it showed."""

    event: Literal["blackened"] = "blackened"
    is_black: bool


class WallChosen(_Value):
    """Whether the one window that there is shows the wall, so that nothing of the desk may stand in it."""

    event: Literal["wall_chosen"] = "wall_chosen"
    one_window: bool


class DecisionNoted(_Value):
    """Something was decided, in one line."""

    event: Literal["decision_noted"] = "decision_noted"
    uid: Name
    text: Name


class ContestStepped(_Value):
    """A step of the contest."""

    event: Literal["contest_stepped"] = "contest_stepped"
    step: ContestEvent


class SessionClosed(_Value):
    """The session is over."""

    event: Literal["session_closed"] = "session_closed"


class SessionReopened(_Value):
    """It was ended too early, and goes on."""

    event: Literal["session_reopened"] = "session_reopened"


SessionEvent = Annotated[
    SessionOpened | StepBegan | StepMoved | StepChanged | StepInserted | StepDropped | PageTurned | HandsAsked
    | HandsTyped | HandsRevealed | SignedIn | Blackened | WallChosen | DecisionNoted | ContestStepped | SessionClosed
    | SessionReopened,
    Field(discriminator="event"),
]  # fmt: skip
