"""What the keys of the host's desk do: Enter goes on, digits say teams, verdicts, counts; nothing is shown too early.

A screen hands over keys and paints what stands here. `said` is the one line about the key pressed last.
"""

from __future__ import annotations

from content.contest_events import (
    BuzzOpened,
    BuzzRuled,
    ClockStarted,
    ClockStopped,
    HandsCounted,
    Judged,
    LotDrawn,
    QuestionShown,
    Replaced,
    Revealed,
    RoundBegan,
    RoundEnded,
    RoundKind,
    ThrownOut,
    ValueChosen,
    Verdict,
)
from content.contest_refusals import Refusal
from content.contest_state import (
    Phase,
    SlotState,
    answering,
    order_by_score,
    still_in,
    tiebreak_order,
    tied,
)
from content.question_pool import suits
from content.session_events import (
    Blackened,
    HandsAsked,
    HandsRevealed,
    HandsTyped,
    PageTurned,
    SignedIn,
    StepBegan,
    StepKind,
)
from content.words import _
from desk.host_state import ASKING, BUZZED, MOST_DIGITS, HostState, Typing
from desk.session_questions import asked_of

ROUNDS = (RoundKind.MUST, RoundKind.BUZZ, RoundKind.RISK, RoundKind.AUDIENCE, RoundKind.TIEBREAK)
VERDICTS = (Verdict.RIGHT, Verdict.WRONG, Verdict.PART, Verdict.PASS)


class Host(HostState):
    """The keys of the host's desk; every method runs in the desk's thread."""

    # Keys

    def enter(self) -> bool:
        """Go on by one; True when the agenda is over and only the end is left."""
        self.said = ""
        if self.live.view != "step":
            self.live.turn_to("step")
            return False
        kind = self.step.kind if self.step else StepKind.CLOSING
        if kind is StepKind.READING and self.live.page + 1 < len(self.live.pages()):
            self.turn(1)
            return False
        if kind in ASKING:
            return self._enter_hands()
        if kind is StepKind.CONTEST and self._enter_contest():
            return False
        return self.next_step()

    def next_step(self) -> bool:
        """Go to the next step; True when there is none."""
        place = self.live.session.place + 1
        if place >= len(self.live.session.steps):
            return True
        self.typing = Typing()
        self.happens(StepBegan(place=place, took_minutes=self.live.minutes()[1]))
        return False

    def step_back(self) -> None:
        """Go back to the step before."""
        place = self.live.session.place - 1
        if place >= 0:
            self.typing = Typing()
            self.happens(StepBegan(place=place, took_minutes=self.live.minutes()[1]))

    def turn(self, pages: int) -> None:
        """Turn pages; while hands are counted go from letter to letter; pass on without revealing; all are there."""
        self.said = ""
        kind = self.step.kind if self.step else None
        if self.is_counting:
            self.typing.at = min(max(self.typing.at + pages, 0), max(len(self._letters()) - 1, 0))
        elif kind is StepKind.READING:
            page = self.live.page + pages
            if 0 <= page < len(self.live.pages()):
                self.happens(PageTurned(page=page))
        elif kind in ASKING and pages > 0 and self.live.session.hands:
            self._next_hands()
        elif kind in ASKING and self.live.session.hands and not self.live.session.hands.is_revealed:
            self.happens(HandsTyped(counts={}))  # counted again
        elif self.is_signing_in and pages > 0 and self.live.session.opened:
            self.all_there()

    def all_there(self) -> None:
        """Everybody is there but whom the register has on leave or absent: the wall says what the register does."""
        meeting, opened = self.desk.journal.meetings.get(self.live.meeting_uid), self.live.session.opened
        expected = opened.expected if opened else 0
        present = meeting.present if meeting and meeting.attendance else expected
        self.typing = Typing()
        if self.happens(SignedIn(present=present)) and present < expected:
            self.said = _("The register has {n} on leave or absent.").format(n=expected - present)

    def digit(self, number: int) -> None:
        """What a digit says now."""
        self.said = ""
        if self.is_counting:
            self._count(number)
        elif self.is_signing_in:
            self.typing.present = (self.typing.present + str(number))[-MOST_DIGITS:]
            self.happens(SignedIn(present=int(self.typing.present)))
        elif self.step is not None and self.step.kind is StepKind.CONTEST and self.live.view == "step":
            self._digit_contest(number)

    def erase(self) -> None:
        """Take back what was typed and not confirmed."""
        self.typing = Typing()
        self.said = ""

    def undo(self) -> None:
        """Take back the newest step of the contest, and what the clock did after it; the teams stay."""
        contest = self.live.session.contest
        if self.step is None or self.step.kind is not StepKind.CONTEST or not contest.state.rounds:
            self.said = Refusal.NOTHING_TO_UNDO.words
            return
        self.typing, self.is_called = Typing(), False
        while contest.before is not None and isinstance(contest.before[1], ClockStarted | ClockStopped):
            self.live.undo()
            contest = self.live.session.contest
        why = self.live.undo()
        self.said = why.words if why else _("Taken back.", context="host")

    def blacken(self) -> None:
        """Make the wall black, or show again what it showed."""
        self.happens(Blackened(is_black=not self.live.session.is_black))

    def stop_clock(self) -> None:
        """Stop the clock, or let it go on."""
        clock, left = self.live.session.contest.state.clock, self.live.left_ms()
        if left is None:
            self.said = _("No clock is running.")
        else:
            self._play(ClockStopped(left_ms=left) if clock.running else ClockStarted(left_ms=left))

    def throw_out(self, reason: str) -> None:
        """Let the question that is asked, or was asked last, count nothing."""
        slot = self.slot
        if slot is None:
            self.said = Refusal.NO_SUCH_QUESTION.words
        else:
            self._play(ThrownOut(slot=slot.number, reason=reason))

    def replace(self, reason: str) -> None:
        """Put another question in the place of the one asked."""
        slot = self.slot
        question = self.pool.next(slot.kind, self._gone(), is_instead=True) if slot else None
        if slot is None or question is None:
            self.said = _("There is no other question for it.")
            return
        self.typing, self.is_called = Typing(), False
        asked = asked_of(question, self.live.meeting_uid)
        if self._play(Replaced(slot=slot.number, asked=asked, reason=reason)) and slot.kind not in BUZZED:
            self._start_clock(slot.kind)

    # A show of hands

    def _enter_hands(self) -> bool:
        hands = self.live.session.hands
        if hands is None:
            return not self._ask_hands(0) and self.next_step()
        if self.is_counting:
            self._confirm_counts()
        elif not hands.is_revealed:
            self.happens(HandsRevealed())
        else:
            return self._next_hands()
        return False

    def _next_hands(self) -> bool:
        hands, step = self.live.session.hands, self.step
        ids = step.questions if step else ()
        place = ids.index(hands.asked.question) + 1 if hands and hands.asked.question in ids else len(ids)
        self.typing = Typing()
        return not self._ask_hands(place) and self.next_step()

    def _ask_hands(self, place: int) -> bool:
        step = self.step
        if step is None or place >= len(step.questions):
            return False
        found = self.known.get(step.questions[place])
        if found is None or not suits(found.question, None):
            return self._ask_hands(place + 1)
        self.typing = Typing()
        return self.happens(HandsAsked(asked=asked_of(found.question, self.live.meeting_uid)))

    def _confirm_counts(self) -> None:
        """Enter goes to the next letter; at the last one the counts are kept; where there are none it reveals."""
        typing, letters = self.typing, self._letters()
        if typing.was_none and not any(typing.counts):
            self.typing = Typing()
            self._reveal_uncounted()
            return
        if typing.at + 1 < len(letters):
            typing.at += 1
            return
        counted = (typing.counts + [""] * len(letters))[: len(letters)]
        counts = {letter: int(text or 0) for letter, text in zip(letters, counted, strict=True)}
        n, present = sum(counts.values()), self.live.session.present
        self.typing = Typing()
        if present and n > present:
            self.typing.is_too_many = True
            self.said = _("{n} hands of {present} present: not taken. Count again.").format(n=n, present=present)
            return
        if not n:
            self.typing.was_none = True
            self.said = _("No hand was counted. Type the numbers, or Enter again to reveal without them.")
            return
        if self.slot is not None and self.step is not None and self.step.kind is StepKind.CONTEST:
            self._play(HandsCounted(slot=self.slot.number, counts=counts, n=n))
        else:
            self.happens(HandsTyped(counts=counts))
        if present and n != present:
            self.said = _("{n} hands, {present} present.").format(n=n, present=present)

    def _reveal_uncounted(self) -> None:
        slot = self.slot
        if slot is not None and self.step is not None and self.step.kind is StepKind.CONTEST:
            self._reveal(slot)
        else:
            self.happens(HandsRevealed())

    # A contest

    def _enter_contest(self) -> bool:
        """Go on in the contest; False when Enter means the next step of the agenda."""
        state, slot = self.live.session.contest.state, self.slot
        if state.rules is None or state.round is None:
            return False
        if slot is None or slot.is_closed:
            self._go_on(state.round.kind)
        elif self.is_counting:
            self._confirm_counts()
        elif slot.together:
            self.said = Refusal.NOT_RULED.words
        elif slot.kind in BUZZED and slot.phase is Phase.SHOWN:
            self._play(BuzzOpened(slot=slot.number))
        elif answering(state) is None:
            self._reveal(slot)
        elif slot.kind in BUZZED and not self.is_answering:
            self.is_called = True
            self._start_clock(slot.kind)
        else:
            self._judge(slot)
        return True

    def _judge(self, slot: SlotState) -> None:
        team = answering(self.live.session.contest.state)
        if self.typing.verdict is None or team is None:
            self.said = _("Say first what the answer was: 1 to 4.")
            return
        verdict, self.typing = self.typing.verdict, Typing()
        if self._play(Judged(slot=slot.number, team=team, verdict=verdict)):
            if answering(self.live.session.contest.state) is None:
                self._reveal(slot)
            else:
                self._start_clock(slot.kind)

    def _reveal(self, slot: SlotState) -> None:
        self.is_called = False
        self._play(Revealed(slot=slot.number))

    def _go_on(self, kind: RoundKind) -> None:
        """Show the next question; a 加赛 that is decided ends, and one that only the lot decides says so."""
        state = self.live.session.contest.state
        number = len(state.rounds) - 1
        if kind is RoundKind.TIEBREAK and tiebreak_order(state, number):
            self._end_round()
        elif kind is RoundKind.TIEBREAK and self.lot_can_be_drawn:
            self.said = _("Nobody is first yet: 1 draws the lot, 0 ends the round.")
        else:
            self._show_question(kind)

    def _draw_lot(self) -> None:
        """Let the lot decide between the teams still in a 加赛, and end it."""
        state = self.live.session.contest.state
        number = len(state.rounds) - 1
        if not self.lot_can_be_drawn:
            n = state.rules.tiebreak_questions if state.rules else 0
            self.said = _("The lot is drawn after {n} questions without a first.").format(n=n)
        elif self._play(LotDrawn(teams=tuple(self._lot(still_in(state, number))))):
            self._end_round()

    def _end_round(self) -> None:
        if self._play(RoundEnded()) and self.live.session.contest.state.teams:
            self.live.turn_to("scores")

    def _show_question(self, kind: RoundKind) -> None:
        state = self.live.session.contest.state
        question = self.pool.next(kind, self._gone())
        if question is None:
            self.said = _("There is no question left for this round. 0 ends it.")
            return
        team, self.typing, self.is_called = self.next_team, Typing(), False
        asked = asked_of(question, self.live.meeting_uid)
        if self._play(QuestionShown(slot=len(state.slots) + 1, asked=asked, team=team)) and kind not in BUZZED:
            self._start_clock(kind)

    def _start_clock(self, kind: RoundKind) -> None:
        rules = self.live.session.contest.state.rules
        seconds = rules.seconds(kind) if rules else 0
        if seconds:
            self._play(ClockStarted(left_ms=seconds * 1000))

    def _digit_contest(self, number: int) -> None:
        state, slot = self.live.session.contest.state, self.slot
        if state.rules is None:
            self.said = Refusal.NOT_OPENED.words
        elif state.round is None:
            self._begin_round(number)
        elif slot is None or slot.is_closed:
            self._between(number)
        elif slot.together and number in slot.queue:
            self._play(BuzzRuled(slot=slot.number, team=number))
        elif self.is_answering:
            self.typing.verdict = VERDICTS[number - 1] if 1 <= number <= len(VERDICTS) else None
        elif slot.kind in BUZZED and number:
            why = self.live.buzz(number)
            self.said = why.words if why else ""

    def _between(self, number: int) -> None:
        """Between two questions: 0 ends the round; in 风险 a digit chooses a value, in 加赛 1 draws the lot."""
        state = self.live.session.contest.state
        if number == 0:
            self._end_round()
        elif state.round and state.round.kind is RoundKind.TIEBREAK and number == 1:
            self._draw_lot()
        elif state.round and state.round.kind is RoundKind.RISK and state.rules and self.next_team:
            values = state.rules.risk_values
            if number <= len(values):
                self._play(ValueChosen(team=self.next_team, value=values[number - 1]))

    def _begin_round(self, number: int) -> None:
        state = self.live.session.contest.state
        if not 1 <= number <= len(ROUNDS):
            return
        kind, teams = ROUNDS[number - 1], tuple(sorted(state.teams))
        if kind is RoundKind.AUDIENCE:
            teams = ()
        elif kind is RoundKind.RISK:
            teams = order_by_score(state, self._lot(teams))
        elif kind is RoundKind.TIEBREAK:
            groups = tied(state)
            if not groups:
                self.said = _("No teams share a place: no play-off.")
                return
            teams = groups[0]
        self._play(RoundBegan(kind=kind, teams=teams))
