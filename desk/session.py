"""A learning session under way at the desk: events in, the log and the hall kept at every step; resumed after a kill.

A screen makes one, asks it to `do` an event and shows what came; it holds the session of one meeting until `close`.
The hall sees what `hall_state` gives and nothing else.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Literal

from content.agenda import AgendaRefusal, Session, after, fold, points_in_line, step_words, why_not
from content.contest_events import Buzzed, ClockStopped, ContestEvent, Undone
from content.contest_refusals import Refusal
from content.contest_state import Phase, next_team
from content.hall import (
    SMALLEST,
    Asking,
    Black,
    HallClock,
    HallState,
    HandsView,
    ReadingView,
    SignInView,
    TestPicture,
    TextView,
    asking_of,
    pages_of,
    parts_of,
    playoff_words,
    question_view,
    round_view,
    scores_view,
)
from content.markdown import has_section, joined, section_of, unmarked
from content.session_events import (
    AgendaStep,
    ContestStepped,
    PageTurned,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    SessionReopened,
    StepBegan,
    StepKind,
)
from content.texts import clean_line, clean_text
from content.words import _
from desk.desk import Desk
from desk.meetings import change_meeting
from desk.session_minutes import minutes_shown, minutes_taken
from desk.session_questions import shown_of
from storage.errors import WriteFailed
from storage.hall_file import GONE_SECONDS, HallFollower, HallWriter, read_size
from storage.records import Decision, Meeting, Step
from storage.sessions import SessionLog, hall_file

View = Literal["step", "scores", "break", "test", "why"]
MOST_TITLE = 300


class LiveSession:
    """The session of one meeting, open at this desk.

    session: how it stands. view: what the hall shows of it. is_read_only: another desk has it open, this one watches.
    stopped_at_ms: what the clock had left when a kill, a lid or a long sleep stopped it; None when none did.
    window: how large this window is, where it is the wall itself.
    hall_fault: why the hall could not be told how it stands; what happened is kept all the same, and it is told again.
    ticks: a clock that only goes forward, in seconds.
    """

    def __init__(self, desk: Desk, meeting_uid: str, *, ticks: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._ticks = ticks
        self.meeting_uid = meeting_uid
        self._log = SessionLog(desk.home, meeting_uid, clock=desk.clock)
        self.is_read_only = self._log.is_read_only
        self.unreadable = self._log.unreadable
        self.session: Session = fold(self._log.events)
        self.view: View = "step"
        self.window: tuple[int, int] | None = None
        self._shown_on = SMALLEST
        self._part = 0  # of what is read, where the wall takes it in parts
        self.stopped_at_ms: int | None = None
        self.hall_fault: WriteFailed | None = None
        self._clock_since = ticks()
        self._beat_at = ticks()
        self._buzzed_at = float("-inf")
        self._pages: dict[tuple[str, str], list[str]] = {}
        self._hall: HallWriter | None = None
        if not self.is_read_only:
            left_ms = self._left_before()
            self._hall = HallWriter(hall_file(desk.home, meeting_uid))
            self._stop_the_clock(left_ms)
            if self.session.opened and not self.session.is_begun:
                self.view = "test"  # left while the wall was tried
            self.show()

    def begin(self, opened: SessionOpened) -> None:
        """Begin the session, where it is not begun yet."""
        if self.session.opened is None:
            self.do(opened)

    def do(self, event: SessionEvent) -> AgendaRefusal | Refusal | None:
        """Let an event happen, keep it, and show the hall what it changes; or say why it cannot happen.

        Raises:
            StorageError: it could not be kept, and did not happen.
        """
        if (why := why_not(self.session, event)) is not None:
            return why
        self._log.append(event)
        before = self.session.contest.state
        self.session = after(self.session, event)
        if isinstance(event, StepBegan | PageTurned):
            self._part = 0
        state = self.session.contest.state
        if state.clock is not before.clock or state.paused is not before.paused:
            self._clock_since = self._ticks()
        self.show()
        return None

    def play(self, step: ContestEvent) -> AgendaRefusal | Refusal | None:
        """Let a step of the contest happen; as `do`."""
        return self.do(ContestStepped(step=step))

    def buzz(self, team: int) -> AgendaRefusal | Refusal | None:
        """Let a team buzz for the question being asked; so soon after another that a person rules which was first."""
        state, now = self.session.contest.state, self._ticks()
        if state.rules is None or state.slot is None:
            return Refusal.NO_SUCH_QUESTION
        is_close = (now - self._buzzed_at) * 1000 < state.rules.together_ms
        together = bool(state.slot.queue) and is_close
        why = self.play(Buzzed(slot=state.slot.number, team=team, together=together))
        if why is None:
            self._buzzed_at = now
        return why

    def undo(self) -> AgendaRefusal | Refusal | None:
        """Take back the newest step of the contest that counts."""
        return self.play(Undone())

    def minutes(self) -> tuple[int, int]:
        """How many minutes the session and its step under way have taken, by the moments of their beginnings."""
        return minutes_shown(self._log.logged, self._desk.now()) if self.session.is_begun else (0, 0)

    def minutes_taken(self) -> int:
        """The minutes to be kept of the step under way: those of all steps add up to what the session took."""
        return minutes_taken(self._log.logged, self._desk.now())

    def look_again(self) -> Session:
        """How the session stands by its file: for a desk that only watches."""
        self.session = fold(self._log.look_again())
        self.unreadable = self._log.unreadable
        return self.session

    def turn_to(self, view: View) -> None:
        """Let the hall show the step, the scores, a break, the test picture, or why an answer is right."""
        if view == "step" and self.view == "test" and not self.session.is_begun:
            self.do(StepBegan(place=0, took_minutes=0))  # the session begins; what went before takes no minutes
        self.view, self._part = view, 0
        self.show()

    def show(self) -> None:
        """Let the hall see how it stands."""
        self._shown_on = self._wall()
        if self._hall is not None and self.session.opened is not None:
            with self._telling_the_hall():
                self._hall.show(self.hall_state(), self.left_ms())

    def left_ms(self) -> int | None:
        """What the clock has left now; None when none is set."""
        return self._left_at(self._ticks())

    def beat(self) -> None:
        """Tell the hall that the desk is there, every two seconds; after a long silence the clock stood meanwhile."""
        now = self._ticks()
        if now - self._beat_at > GONE_SECONDS:
            self._stop_the_clock(self._left_at(self._beat_at))
        self._beat_at = now
        if self.hall_fault is not None or self._wall() != self._shown_on:  # the wall was zoomed
            self.show()
        elif self._hall is not None:
            with self._telling_the_hall():
                self._hall.beat(self.left_ms())

    @contextlib.contextmanager
    def _telling_the_hall(self) -> Iterator[None]:
        """Take note when the hall cannot be told: what happened did happen."""
        try:
            yield
            self.hall_fault = None
        except WriteFailed as error:
            self.hall_fault = error

    def _left_at(self, moment: float) -> int | None:
        state = self.session.contest.state
        clock, since = state.clock, self._clock_since
        if not clock.left_ms and not clock.running:
            return None
        if not clock.running or state.paused:
            return clock.left_ms
        return max(clock.left_ms - round(1000 * max(moment - since, 0)), 0)

    def hall_state(self) -> HallState:
        """What the hall may see now."""
        session = self.session
        if session.is_black:
            return Black()
        if self.view == "test" or session.opened is None or session.step is None:
            return TestPicture()
        if self.view == "break" or session.contest.state.paused:
            return TextView(title=_("Break", context="session"))
        if self.view == "scores":
            state = session.contest.state
            return scores_view(state, state.slot, playoff_words(state))
        if self.view == "why" and (why := self._parts_of_why()):
            part = min(self._part, len(why) - 1)
            return ReadingView(title=_("Why"), text=why[part], page=part, pages=len(why))
        if session.hands is not None:
            return self._hands()
        kind, opened, step = session.step.kind, session.opened, session.step
        if kind is StepKind.SIGN_IN:
            return SignInView(
                title=opened.title, branch=opened.branch, expected=session.expected, present=session.present,
                from_time=opened.from_time, to_time=opened.to_time,
            )  # fmt: skip
        if kind is StepKind.READING:
            return self._reading()
        if kind is StepKind.CONTEST and (found := self._contest()) is not None:
            return found
        return TextView(title=step.title or step_words(kind), lines=step.points)

    def pages(self) -> list[str]:
        """The pages of what is read in this step."""
        step = self.session.step
        if step is None or not step.material:
            return [""]
        key = step.material, step.part
        if key not in self._pages:
            found = [one for one in self._desk.materials if one.id == step.material]
            text = clean_text(unmarked(joined(section_of(str(found[0].text), step.part)))) if found else ""
            self._pages[key] = pages_of(text or _("(This material is not here.)"))
        return self._pages[key]

    def turn_part(self, by: int) -> bool:
        """Turn to another part of what the wall takes in parts; whether there was one."""
        parts = self._parts_of_why() if self.view == "why" else self._parts()
        part = min(self._part, len(parts) - 1) + by
        if not 0 <= part < len(parts):
            return False
        self._part = part
        self.show()
        return True

    def _parts(self) -> list[str]:
        return parts_of(self.pages()[self.page], self._wall())

    def _parts_of_why(self) -> list[str]:
        """All of why the answer on the wall is right; nothing before it is revealed."""
        hands, slot = self.session.hands, self.session.contest.state.slot
        is_revealed = hands.is_revealed if hands else slot is not None and slot.phase is Phase.REVEALED
        asked = hands.asked if hands else slot.asked if slot else None
        shown = shown_of(self._desk, asked) if asked and is_revealed else None
        if shown is None:
            return []
        why = clean_text(f"{shown.explanation}\n{shown.question.source}")
        return [part for page in pages_of(why) for part in parts_of(page, self._wall())]

    def _wall(self) -> tuple[int, int]:
        """How large the wall is: this window, or what the hall said; never larger than pages are laid out from."""
        said = self.window if self.session.one_window else read_size(hall_file(self._desk.home, self.meeting_uid))
        width, height = said or SMALLEST
        return min(width, SMALLEST[0]), min(height, SMALLEST[1])

    @property
    def page(self) -> int:
        """The page that is read, from 0: one that there is, though a material is shorter now than it was."""
        return min(self.session.page, len(self.pages()) - 1)

    def end(self, meeting: Meeting) -> Meeting:
        """End the session: its steps and decisions go into the meeting, and the hall's file goes.

        Raises:
            ChangedElsewhere: the meeting is not the one that was opened; the session goes on.
            StorageError: it could not be saved.
        """
        steps = self.session.steps
        signed_in = self.session.present if any(one.kind is StepKind.SIGN_IN for one in steps) else None
        held, decided = self._held_steps(), self._decisions(meeting)
        changed = change_meeting(self._desk, meeting, steps=held, decisions=decided, signed_in=signed_in)
        if not self.session.is_closed:
            self._log.append(SessionClosed())
            self.session = after(self.session, SessionClosed())
        if self._hall is not None:
            self._hall.end()
            self._hall = None
        return changed

    def reopen(self) -> None:
        """Go on with a session that was ended too early, in the step it ended in; the time between counts nowhere.

        Raises:
            StorageError: it could not be kept.
        """
        minutes = self.minutes_taken()
        if self.do(SessionReopened()) is None:
            self.do(StepBegan(place=self.session.place, took_minutes=minutes))

    def leave(self) -> None:
        """Leave the desk on purpose: the clock stands, and where the wall was this window nothing brings it back."""
        if self._hall is not None and self.session.one_window:
            self._stop_the_clock(self.left_ms())
            self._hall.end()
            self._hall = None

    def close(self) -> None:
        """Let the files go; the session can be gone on with."""
        if self._hall is not None:
            self._hall.close()
        self._log.close()

    def _hands(self) -> HandsView:
        hands = self.session.hands
        assert hands is not None  # asked before
        shown = shown_of(self._desk, hands.asked)
        asking = _gone() if shown is None else asking_of(shown, is_revealed=hands.is_revealed, counts=hands.counts)
        return HandsView(number=len(self.session.asked), asking=asking, present=self.session.present)

    def _reading(self) -> ReadingView:
        step, pages, parts = self.session.step, self.pages(), self._parts()
        assert step is not None  # asked before
        page = self.page
        title = clean_line(self._named_as_shown() or step.title or step.part)
        return ReadingView(title=title, text=parts[min(self._part, len(parts) - 1)], page=page, pages=len(pages))

    def _named_as_shown(self) -> str:
        """The material's title where the part that was meant is not in it any more and all of it is shown; else ""."""
        step = self.session.step
        found = [one for one in self._desk.materials if step is not None and step.part and one.id == step.material]
        gone = [one for one in found if step is not None and not has_section(str(one.text), step.part)]
        return str(gone[0].title) if gone else ""

    def _contest(self) -> HallState | None:
        """The question, or which round is played where none stands; a value is seen before its question."""
        state = self.session.contest.state
        slot, played = state.slot, state.round
        if slot is None or (slot.is_closed and played is not None and next_team(state) in played.chosen):
            is_between = played is None and bool(state.rounds)
            return scores_view(state, None, playoff_words(state)) if is_between else round_view(state)
        shown = shown_of(self._desk, slot.asked)
        if shown is None:
            return TextView(title=_gone().stem)
        is_set = state.clock.left_ms or state.clock.running
        clock = HallClock(left_ms=state.clock.left_ms, running=state.clock.running) if is_set else None
        return question_view(state, slot, shown, clock)

    def _held_steps(self) -> tuple[Step, ...]:
        here = StepBegan(place=self.session.place, took_minutes=self.minutes_taken())
        ended = after(self.session, here)  # with the step under way
        return tuple(
            Step(
                kind=str(step.kind), title=self._held_title(step), planned_minutes=step.minutes,
                minutes=minutes if is_held else None,
            )
            for step, minutes, is_held in zip(ended.steps, ended.took, ended.held, strict=False)
        )  # fmt: skip

    def _held_title(self, step: AgendaStep) -> str:
        """What a step was about: the material and its part that were read, else its title or what was discussed."""
        read = [str(one.title) for one in self._desk.materials if step.material and one.id == step.material]
        parts = [*read, step.title or step.part] if read else [step.title or points_in_line(step.points)]
        return clean_line(" ".join(dict.fromkeys(filter(None, parts))))[:MOST_TITLE]

    def _decisions(self, meeting: Meeting) -> tuple[Decision, ...]:
        known = {one.uid for one in meeting.decisions}
        noted = [one for one in self.session.decisions if one.uid not in known]
        return (*meeting.decisions, *(Decision(uid=one.uid, text=one.text) for one in noted))

    def _left_before(self) -> int | None:
        """What the hall was told last of a clock that ran when the desk was killed."""
        follower = HallFollower(hall_file(self._desk.home, self.meeting_uid))
        follower.look(0)
        return follower.seen.left_now(0)

    def _stop_the_clock(self, left_ms: int | None) -> None:
        clock = self.session.contest.state.clock
        if not clock.running or self.session.contest.state.paused or self.is_read_only:
            return
        left = clock.left_ms if left_ms is None else min(left_ms, clock.left_ms)
        if self.play(ClockStopped(left_ms=left)) is None:
            self.stopped_at_ms = left


def _gone() -> Asking:
    return Asking(stem=_("(This question is not in its bank any more.)"))
