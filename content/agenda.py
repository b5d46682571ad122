"""A learning session as a fold over its events: the agenda as it is now, where the session stands, its contest.

fold(events)        how a session stands
after(session, e)   how it stands after one more event
why_not(session, e) why an event cannot happen now
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from content import contest
from content.contest import Contest
from content.contest_events import Asked
from content.contest_refusals import Refusal
from content.session_events import (
    AgendaStep,
    Blackened,
    ContestStepped,
    DecisionNoted,
    HandsAsked,
    HandsRevealed,
    HandsTyped,
    PageTurned,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    SessionReopened,
    SignedIn,
    StepBegan,
    StepChanged,
    StepDropped,
    StepInserted,
    StepKind,
    StepMoved,
    WallChosen,
)
from content.words import _, mark_for_translation


class AgendaRefusal(StrEnum):
    """Why something cannot be done now."""

    NOT_OPENED = "not_opened"
    OPENED_BEFORE = "opened_before"
    CLOSED = "closed"
    NOT_CLOSED = "not_closed"
    NO_SUCH_STEP = "no_such_step"
    STEP_OVER = "step_over"
    LAST_STEP = "last_step"
    NO_QUESTION = "no_question"
    REVEALED = "revealed"

    @property
    def words(self) -> str:
        """What is said, in the language spoken now."""
        return _(_WORDS[self])


_WORDS = {
    AgendaRefusal.NOT_OPENED: mark_for_translation("the session has not begun"),
    AgendaRefusal.OPENED_BEFORE: mark_for_translation("the session has begun already"),
    AgendaRefusal.CLOSED: mark_for_translation("the session is over"),
    AgendaRefusal.NOT_CLOSED: mark_for_translation("the session is not over"),
    AgendaRefusal.NO_SUCH_STEP: mark_for_translation("the agenda has no such step"),
    AgendaRefusal.STEP_OVER: mark_for_translation("this step is over or under way: only steps to come can be changed"),
    AgendaRefusal.LAST_STEP: mark_for_translation("an agenda keeps one step"),
    AgendaRefusal.NO_QUESTION: mark_for_translation("no question is put up"),
    AgendaRefusal.REVEALED: mark_for_translation("the answer is shown already"),
}


@dataclass(frozen=True)
class Hands:
    """A question put up for hands: what was counted, and whether the key is shown."""

    asked: Asked
    counts: Mapping[str, int] = field(default_factory=dict)
    is_revealed: bool = False

    @property
    def n(self) -> int:
        """How many hands there were."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Session:
    """How a session stands. place: the step under way, from 0. took: the minutes of each step that is over, by place.
    held: 1 for each step that was gone to and left, however short it was.

    pages: the page each step was left at, by place. hands: the question put up; asked: all that were.
    """

    opened: SessionOpened | None = None
    steps: tuple[AgendaStep, ...] = ()
    place: int = 0
    took: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    present: int = 0
    expected: int = 0
    hands: Hands | None = None
    asked: frozenset[str] = frozenset()
    is_black: bool = False
    one_window: bool = False
    decisions: tuple[DecisionNoted, ...] = ()
    contest: Contest = field(default_factory=Contest)
    is_closed: bool = False
    ignored: int = 0

    @property
    def step(self) -> AgendaStep | None:
        """The step under way."""
        return self.steps[self.place] if self.steps else None

    @property
    def is_begun(self) -> bool:
        """Whether anything was done in a step: until then the wall is tried, and no time counts."""
        return bool(
            self.held or self.pages or self.present or self.asked or self.contest.state.rounds or self.is_closed
        )

    @property
    def page(self) -> int:
        """The page of this step that is read, from 0; each step begins at its first."""
        return self.pages[self.place] if self.place < len(self.pages) else 0

    @property
    def planned_minutes(self) -> int:
        """What all steps are planned to take."""
        return sum(step.minutes for step in self.steps)


def fold(events: Iterable[SessionEvent]) -> Session:
    """How a session stands after these events."""
    session = Session()
    for event in events:
        session = after(session, event)
    return session


def after(session: Session, event: SessionEvent) -> Session:
    """How a session stands after one more event; one that cannot happen is counted and changes nothing."""
    if why_not(session, event) is not None:
        return replace(session, ignored=session.ignored + 1)
    return _applied(session, event)


def why_not(session: Session, event: SessionEvent) -> AgendaRefusal | Refusal | None:
    """Why an event cannot happen now; None when it can."""
    if isinstance(event, SessionOpened):
        return AgendaRefusal.OPENED_BEFORE if session.opened else None
    if session.opened is None:
        return AgendaRefusal.NOT_OPENED
    if isinstance(event, SessionReopened):
        return None if session.is_closed else AgendaRefusal.NOT_CLOSED
    if session.is_closed:
        return AgendaRefusal.CLOSED
    match event:
        case StepBegan():
            return None if event.place < len(session.steps) else AgendaRefusal.NO_SUCH_STEP
        case StepMoved():
            return _to_come(session, event.place) or _to_come(session, event.to)
        case StepChanged():
            if event.place == session.place:
                return None
            return _to_come(session, event.place)
        case StepInserted():
            return _to_come(session, event.place, more=1)
        case StepDropped():
            return AgendaRefusal.LAST_STEP if len(session.steps) == 1 else _to_come(session, event.place)
        case HandsTyped() | HandsRevealed():
            if session.hands is None:
                return AgendaRefusal.NO_QUESTION
            return AgendaRefusal.REVEALED if session.hands.is_revealed and isinstance(event, HandsRevealed) else None
        case ContestStepped():
            return contest.why_not(session.contest, event.step)
    return None


def _to_come(session: Session, place: int, more: int = 0) -> AgendaRefusal | None:
    if place >= len(session.steps) + more:
        return AgendaRefusal.NO_SUCH_STEP
    return None if place > session.place else AgendaRefusal.STEP_OVER


def _applied(session: Session, event: SessionEvent) -> Session:
    match event:
        case SessionOpened():
            return Session(event, event.steps, expected=event.expected)
        case StepBegan():
            took = _of_all(session.took, session)
            here = session.place
            took = (*took[:here], took[here] + event.took_minutes, *took[here + 1 :])
            held = _of_all(session.held, session)
            held = (*held[:here], 1, *held[here + 1 :])
            return replace(session, place=event.place, took=took, held=held, hands=None)
        case StepMoved() | StepChanged() | StepInserted() | StepDropped():
            took, pages, held = (_moved(one, event) for one in (session.took, session.pages, session.held))
            return replace(session, steps=_changed(session.steps, event), took=took, pages=pages, held=held)
        case PageTurned():
            pages, here = _of_all(session.pages, session), session.place
            return replace(session, pages=(*pages[:here], event.page, *pages[here + 1 :]))
        case SignedIn():
            expected = session.expected if event.expected is None else event.expected
            return replace(session, present=event.present, expected=expected)
        case HandsAsked():
            return replace(session, hands=Hands(event.asked), asked=session.asked | {event.asked.question})
        case HandsTyped():
            return replace(session, hands=session.hands and replace(session.hands, counts=dict(event.counts)))
        case HandsRevealed():
            return replace(session, hands=session.hands and replace(session.hands, is_revealed=True))
        case Blackened():
            return replace(session, is_black=event.is_black)
        case WallChosen():
            return replace(session, one_window=event.one_window)
        case DecisionNoted():
            kept = tuple(one for one in session.decisions if one.uid != event.uid)
            return replace(session, decisions=(*kept, event))
        case ContestStepped():
            return replace(session, contest=contest.after(session.contest, event.step))
        case SessionClosed():
            return replace(session, is_closed=True)
        case SessionReopened():
            return replace(session, is_closed=False)


def _changed(
    steps: tuple[AgendaStep, ...], event: StepMoved | StepChanged | StepInserted | StepDropped
) -> tuple[AgendaStep, ...]:
    found = list(steps)
    match event:
        case StepMoved():
            found.insert(event.to, found.pop(event.place))
        case StepChanged():
            step = found[event.place]
            found[event.place] = AgendaStep(**{**step.model_dump(), "minutes": event.minutes})
        case StepInserted():
            found.insert(event.place, event.step)
        case StepDropped():
            del found[event.place]
    return tuple(found)


def _of_all(numbers: tuple[int, ...], session: Session) -> tuple[int, ...]:
    """A number for every step, 0 where none is known yet."""
    return (*numbers, *[0] * len(session.steps))[: len(session.steps)]


def _moved(numbers: tuple[int, ...], event: StepMoved | StepChanged | StepInserted | StepDropped) -> tuple[int, ...]:
    """The minutes that steps took, and their pages, go with them: who went back can change steps held before."""
    found = list(numbers)
    match event:
        case StepMoved() if event.place < len(found) and event.to < len(found):
            found.insert(event.to, found.pop(event.place))
        case StepInserted() if event.place < len(found):
            found.insert(event.place, 0)
        case StepDropped() if event.place < len(found):
            del found[event.place]
    return tuple(found)


def points_in_line(points: Iterable[str]) -> str:
    """What is discussed in one line; a sign that ends a sentence needs none behind it."""
    line = ""
    for point in points:
        line += point if not line or line[-1] in "？！。；?!" else "；" + point
    return line


def step_called(step: AgendaStep) -> str:
    """What a step is called, and what it is about; one that is no kind has its title alone."""
    if step.kind is StepKind.OTHER and step.title:
        return step.title
    return f"{step_words(step.kind)} {step.title}".rstrip()


def step_words(kind: StepKind) -> str:
    """What a step is called."""
    return {
        StepKind.SIGN_IN: _("Sign-in", context="session"),
        StepKind.READING: _("Reading", context="session"),
        StepKind.HANDS: _("Show of hands", context="session"),
        StepKind.DISCUSSION: _("Discussion", context="session"),
        StepKind.QUIZ: _("Questions", context="session"),
        StepKind.CONTEST: _("Contest", context="session"),
        StepKind.CLOSING: _("Closing", context="session"),
        StepKind.OTHER: _("Other", context="session"),
    }[kind]
