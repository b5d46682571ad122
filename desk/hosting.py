"""What the keys of the host's desk do: Enter goes on, digits say teams, verdicts, counts; nothing is shown too early.

A screen hands over keys and paints what stands here. `said` is the one line about the key pressed last.
"""

from __future__ import annotations

from content.contest_events import (
    BuzzOpened,
    BuzzRuled,
    ClockStarted,
    ClockStopped,
    Judged,
    LotDrawn,
    QuestionShown,
    Replaced,
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
    asked_less,
    order_by_score,
    still_in,
    tiebreak_order,
    tied,
)
from content.hall import round_words
from content.session_events import (
    Blackened,
    HandsTyped,
    PageTurned,
    SignedIn,
    StepKind,
)
from content.words import _
from desk.host_hands import HostHands
from desk.host_state import ASKING, BUZZED, MOST_DIGITS, Typing
from desk.session_questions import asked_of

ROUNDS = (RoundKind.MUST, RoundKind.BUZZ, RoundKind.RISK, RoundKind.AUDIENCE, RoundKind.TIEBREAK)
VERDICTS = (Verdict.RIGHT, Verdict.WRONG, Verdict.PART, Verdict.PASS)


class Host(HostHands):
    """The keys of the host's desk; every method runs in the desk's thread."""

    # Keys

    def enter(self) -> bool:
        """Go on by one; True when the agenda is over and only the end is left."""
        self._begin_key()
        if self.live.view != "step":
            self.live.turn_to("step")
            return False
        kind = self.step.kind if self.step else StepKind.CLOSING
        if kind is StepKind.READING and self._turn_page(1):
            return False
        if kind in ASKING:
            return self._enter_hands()
        if kind is StepKind.CONTEST and self._enter_contest():
            return False
        return not self._passes_over(kind) and self.next_step()

    def _passes_over(self, kind: StepKind) -> bool:
        """Whether a step would be left with nothing done in it, which is said once before Enter does it."""
        contest = self.live.session.contest.state
        if kind is StepKind.SIGN_IN and self.live.session.opened and not self.live.session.present:
            return self._must_be_sure("sign_in", _("Nobody is signed in yet. Enter again goes on without."))
        if kind is StepKind.CONTEST and contest.rules is not None and not contest.rounds:
            return self._must_be_sure("contest", _("No round was played. A digit begins one; Enter again goes on."))
        return False

    def turn(self, pages: int) -> None:
        """Turn pages; while hands are counted go from letter to letter; pass on without revealing; all are there."""
        self._begin_key()
        kind = self.step.kind if self.step else None
        if self.is_counting:
            self._go_to_letter(min(max(self.typing.at + pages, 0), max(len(self._letters()) - 1, 0)))
        elif self.live.view == "why":
            self.live.turn_part(pages)
        elif kind is StepKind.READING:
            self._turn_page(pages)
        elif self.is_revealed and pages < 0:
            self.live.turn_to("why")
        elif kind in ASKING and pages > 0 and self.live.session.hands:
            self._next_hands()
        elif kind in ASKING and self.live.session.hands and not self.live.session.hands.is_revealed:
            self.happens(HandsTyped(counts={}))  # counted again
        elif self.is_signing_in and pages > 0 and self.live.session.opened:
            self.all_there()

    def _turn_page(self, by: int) -> bool:
        """Turn a page, or a part of one where the wall is small; whether there was one."""
        page = self.live.page + by
        if self.live.turn_part(by):
            return True
        return 0 <= page < len(self.live.pages()) and self.happens(PageTurned(page=page))

    def all_there(self) -> None:
        """Everybody is there but whom the register has on leave or absent: the wall says what the register does."""
        meeting, expected = self.desk.journal.meetings.get(self.live.meeting_uid), self.live.session.expected
        present = meeting.present if meeting and meeting.attendance else expected
        self.typing = Typing()
        if self.sign_in(SignedIn(present=present)) and present < expected:
            self.said = _("The register has {n} on leave or absent.").format(n=expected - present)

    def sign_in(self, signed: SignedIn) -> bool:
        """Say how many are there; whether it could be kept. That nobody was is said no longer."""
        self._begin_key()
        return self.happens(signed)

    def digit(self, number: int) -> None:
        """What a digit says now."""
        self._begin_key()
        if self.is_counting:
            self._count(number)
        elif self.is_signing_in:
            self.typing.present = (self.typing.present + str(number))[-MOST_DIGITS:]
            self.happens(SignedIn(present=int(self.typing.present)))
        elif self.is_playing or self.is_between_rounds:
            self._digit_contest(number)

    def erase(self) -> None:
        """Take back what was typed and not confirmed."""
        self.typing = Typing()
        self._keep_counts()
        self._begin_key()

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

    def _end_by_key(self) -> None:
        """End the round; where some teams were asked less often it is said once before."""
        state = self.live.session.contest.state
        names = _(", ").join(state.teams[team] for team in asked_less(state))
        words = _("Asked less often: {teams}. 0 again ends the round all the same.").format(teams=names)
        if not names or not self._must_be_sure("end", words):
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
        elif number == 0:
            self.said = _("A question stands: reveal it, or throw it out with Tab; then 0 ends the round.")
        elif self.is_answering:
            self._choose_verdict(number)
        elif slot.kind in BUZZED:
            self._buzz(slot, number)

    def _choose_verdict(self, number: int) -> None:
        verdict = VERDICTS[number - 1] if number <= len(VERDICTS) else None
        if verdict is Verdict.PART and not self.can_be_partly_right:
            self.said = _("One letter is the answer: it is right or wrong.")
            return
        self.typing.verdict = verdict

    def _buzz(self, slot: SlotState, team: int) -> None:
        """A team buzzed; one that was too early is said with what it costs, since the digit may have been a slip."""
        why = self.live.buzz(team)
        if why is not None:
            self.said = why.words
        elif slot.phase is Phase.SHOWN:
            state = self.live.session.contest.state
            cost = state.slots[slot.number].penalties.get(team, 0)
            words = _("Too early: {team}, {n} points off. F7 takes it back.")
            self.said = words.format(team=state.teams[team], n=cost)

    def _between(self, number: int) -> None:
        """Between two questions: 0 ends the round; in 风险 a digit chooses a value, in 加赛 1 draws the lot."""
        state = self.live.session.contest.state
        if number == 0:
            self._end_by_key()
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
        there = self.left(kind)
        words = _("{round}: {n} questions left for {teams} teams. The same digit begins it all the same.")
        said = words.format(round=round_words(kind), n=there, teams=len(teams))
        if kind in (RoundKind.MUST, RoundKind.RISK) and there < len(teams) and self._must_be_sure(kind, said):
            return
        if self._play(RoundBegan(kind=kind, teams=teams)) and self.live.view != "step":
            self.live.turn_to("step")
