"""What stands at the host's desk: the step, the question with its key, what was typed and not confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom

from content.agenda import AgendaRefusal
from content.contest_events import (
    Asked,
    ContestEvent,
    Revealed,
    RoundKind,
    Verdict,
)
from content.contest_refusals import Refusal
from content.contest_state import (
    Phase,
    Protest,
    SlotState,
    answering,
    lot_is_due,
    next_team,
    tiebreak_order,
    verdict_of,
)
from content.errors import reason_of
from content.marking import ShownQuestion
from content.question_pool import Askable, Pool, can_be_partly_right, pool_of, wanted_size
from content.session_events import (
    AgendaStep,
    SessionEvent,
    StepBegan,
    StepKind,
)
from content.words import _
from desk.desk import Desk
from desk.session import LiveSession
from desk.session_questions import askable, drawn_from, shown_of

ASKING = (StepKind.HANDS, StepKind.QUIZ)
PLAYED = (StepKind.QUIZ, StepKind.CONTEST)  # whose questions are drawn first
BUZZED = (RoundKind.BUZZ, RoundKind.TIEBREAK)
MOST_DIGITS = 4


def drawn(teams: Sequence[int]) -> list[int]:
    """The teams in an order by lot."""
    return SystemRandom().sample(list(teams), len(teams))


@dataclass
class Typing:
    """What was typed and not confirmed yet: a verdict, how many hands each letter had, how many people are there.

    is_anew: whether the cursor came to a letter just now, so that a digit begins its number anew.
    was_none: whether Enter was pressed though no hand was counted: once more goes on without.
    """

    verdict: Verdict | None = None
    counts: list[str] = field(default_factory=list)
    at: int = 0
    is_anew: bool = False
    present: str = ""
    was_none: bool = False


class HostState:
    """What stands at the host's desk of a session.

    lot: draws teams in an order by chance.
    is_called: whether the team that buzzed first was called to answer, so that digits are verdicts now.
    """

    def __init__(self, desk: Desk, live: LiveSession, *, lot: Callable[[Sequence[int]], list[int]] = drawn) -> None:
        self.desk = desk
        self.live = live
        self.typing = Typing()
        self.said = ""
        self.is_called = False
        self._sure = self._sure_before = ""  # what the key pressed last, and the one before it, would pass over
        self._lot = lot
        self._pool: Pool | None = None
        self._known: dict[str, Askable] = {}

    # What stands there

    @property
    def step(self) -> AgendaStep | None:
        """The step under way."""
        return self.live.session.step

    @property
    def slot(self) -> SlotState | None:
        """The contest's question being asked."""
        return self.live.session.contest.state.slot

    @property
    def known(self) -> Mapping[str, Askable]:
        """Every question that can be asked in a hall, by its id."""
        if not self._known:
            self._known = {one.question.id: one for one in askable(self.desk, but=self.live.meeting_uid)}
        return self._known

    @property
    def pool(self) -> Pool:
        """The questions there are to draw from: those the contest was opened with; without one, those of its steps."""
        if self._pool is None:
            state, steps = self.live.session.contest.state, self.live.session.steps
            own = [one for step in steps if step.kind in PLAYED for one in step.questions]
            questions = [self.known[one].question for one in state.pool if one in self.known]
            if not state.pool:
                hands = {one for step in steps if step.kind is StepKind.HANDS for one in step.questions}
                but = self.live.meeting_uid
                questions = drawn_from(self.desk, own, wanted_size(0, 0), hands=hands, but=but)
            self._pool = pool_of(questions, own, state.rules.tiebreak_questions if state.rules else 0)
        return self._pool

    @property
    def shown(self) -> ShownQuestion | None:
        """The question being asked, with its key: for the host alone."""
        asked = self._asked()
        return shown_of(self.desk, asked) if asked else None

    @property
    def is_counting(self) -> bool:
        """Whether digits are counts of hands now."""
        hands, slot = self.live.session.hands, self.slot
        if self.step is None or self.live.view != "step":
            return False
        if self.step.kind in ASKING:
            return hands is not None and not hands.counts and not hands.is_revealed
        return slot is not None and slot.kind is RoundKind.AUDIENCE and not slot.is_closed and not slot.hands

    @property
    def is_signing_in(self) -> bool:
        """Whether people sign in now."""
        return self.step is not None and self.step.kind is StepKind.SIGN_IN and self.live.view == "step"

    @property
    def is_playing(self) -> bool:
        """Whether the contest is on the wall."""
        return self.step is not None and self.step.kind is StepKind.CONTEST and self.live.view == "step"

    @property
    def is_between_rounds(self) -> bool:
        """Whether the scores are on the wall after a round, so that a digit begins the next one."""
        is_contest = self.step is not None and self.step.kind is StepKind.CONTEST
        return is_contest and self.live.view == "scores" and self.live.session.contest.state.round is None

    @property
    def is_revealed(self) -> bool:
        """Whether the question on the wall is revealed, so that all of why may be shown too."""
        hands, slot = self.live.session.hands, self.slot
        if self.step is None or self.live.view != "step":
            return False
        return hands.is_revealed if hands else self.is_playing and slot is not None and slot.phase is Phase.REVEALED

    @property
    def can_be_partly_right(self) -> bool:
        """Whether the answer to the question being asked can be right in part."""
        return self.shown is None or can_be_partly_right(self.shown.question)

    def rulings(self, protest: Protest) -> list[Verdict]:
        """What an answer protested against can be ruled to be instead; none where it was not judged."""
        slot = self.live.session.contest.state.slots[protest.slot]
        judged, shown = verdict_of(slot, protest.about), shown_of(self.desk, slot.asked)
        has_part = shown is None or can_be_partly_right(shown.question)
        others = [one for one in Verdict if one is not judged and (has_part or one is not Verdict.PART)]
        return others if judged else []

    @property
    def next_team(self) -> int | None:
        """Whose turn is next, where a round goes by seats."""
        return next_team(self.live.session.contest.state)

    @property
    def has_next(self) -> bool:
        """Whether there is a question left for the round being played."""
        played = self.live.session.contest.state.round
        return played is not None and self.pool.next(played.kind, self._gone()) is not None

    @property
    def lot_can_be_drawn(self) -> bool:
        """Whether a 加赛 is left to the lot: all its questions were asked without a first, or none is left to ask."""
        state = self.live.session.contest.state
        if state.round is None or state.round.kind is not RoundKind.TIEBREAK or (self.slot and not self.slot.is_closed):
            return False
        number = len(state.rounds) - 1
        return lot_is_due(state, number) or not (self.has_next or tiebreak_order(state, number))

    def left(self, kind: RoundKind) -> int:
        """How many questions there are yet for a round of that kind."""
        return self.pool.left(kind, self._gone())

    def _asked(self) -> Asked | None:
        if self.step is not None and self.step.kind in ASKING:
            return self.live.session.hands.asked if self.live.session.hands else None
        return self.slot.asked if self.slot and self.step and self.step.kind is StepKind.CONTEST else None

    @property
    def is_answering(self) -> bool:
        """Whether a team was called to answer, so that digits are verdicts."""
        state, slot = self.live.session.contest.state, self.slot
        if slot is None or answering(state) is None:
            return False
        is_set = bool(state.clock.left_ms or state.clock.running or slot.verdicts)
        return slot.kind not in BUZZED or self.is_called or is_set

    def _begin_key(self) -> None:
        self.said = ""
        self._sure_before, self._sure = self._sure, ""

    def _must_be_sure(self, what: str, words: str) -> bool:
        """Whether a key is to be pressed once more: said the first time, done the second."""
        if self._sure_before == what:
            return False
        self._sure, self.said = what, words
        return True

    def _letters(self) -> list[str]:
        shown = self.shown
        return [letter for letter, _words in shown.choices] if shown else []

    def _gone(self) -> frozenset[str]:
        return self.live.session.contest.seen | self.live.session.asked

    def _play(self, step: ContestEvent) -> bool:
        return self._happened(self.live.play(step))

    def happens(self, event: SessionEvent) -> bool:
        """Let an event happen; whether it could, else it is said why not."""
        return self._happened(self.live.do(event))

    def _happened(self, why: AgendaRefusal | Refusal | None) -> bool:
        if why is not None:
            self.said = why.words
        elif (fault := self.live.hall_fault) is not None:
            self.said = _("It is kept. The wall does not show it yet: {reason}.").format(reason=reason_of(fault.error))
        return why is None

    def next_step(self) -> bool:
        """Go to the next step; True when there is none."""
        place = self.live.session.place + 1
        if place >= len(self.live.session.steps):
            return True
        self.typing = Typing()
        self.happens(StepBegan(place=place, took_minutes=self.live.minutes_taken()))
        return False

    def step_back(self) -> None:
        """Go back to the step before."""
        place = self.live.session.place - 1
        if place >= 0:
            self.typing = Typing()
            self.happens(StepBegan(place=place, took_minutes=self.live.minutes_taken()))

    def _reveal(self, slot: SlotState) -> None:
        self.is_called = False
        self._play(Revealed(slot=slot.number))
