"""The host's desk while a session is on the wall: keys go to the desk, lines come back; nothing else may show."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from content.cells import cut, fold, pad
from content.hall import TextView
from content.hall_drawing import draw
from content.session_events import DecisionNoted, SignedIn
from content.words import _, mark_for_translation
from desk.desk import Desk
from desk.hosting import Host
from screens.kit.bars import Keys, keyed
from screens.kit.checks import empty_field
from screens.kit.choose import ChooseDialog
from screens.kit.drafted import Drafted
from screens.kit.form import Field
from screens.meeting import steps
from screens.meeting.host_base import HostBase
from screens.meeting.host_lines import host_lines
from screens.meeting.host_menu import more
from screens.meeting.wall import HALL_STYLES
from storage.hall_file import BEAT_SECONDS
from storage.records import Meeting, clean_line, new_uid

TWICE = 0.3  # seconds in which a second Enter is one too many
TICK = 0.5
MOST_SAID = 2  # lines over the last ones of a wall in the only window


class HostScreen(HostBase):
    """A session as its host sees it; the result is "ended" when it is over.

    In one window the hall's drawing alone is painted, and the keys are blind: for a screen that is only mirrored.
    """

    IS_ON_WALL: ClassVar[bool] = True
    HELP = mark_for_translation(
        "Enter goes on by one: page, question, answer, step. The key of a question stands here; on the wall only once "
        "you reveal it.\n"
        "Contest: a digit begins a round; Enter shows a question; Enter opens the buzzers; digits say which teams "
        "buzzed, in order; Enter lets the first one answer; 1 right, 2 wrong, 3 partly, 4 no answer; Enter keeps it "
        "and reveals. 0 ends a round.\n"
        "{host.black} makes the wall black, {host.clock} stops the clock, {host.undo} takes back a step of the "
        "contest, {host.decision} notes what was decided. "
        "Tab: protest, throwing out, another question, points, agenda, break, end. Everything is kept at once: if the "
        "program ends, the session goes on where it was.\n"
        "Where this window is the wall, the keys are blind: the facilitator's sheet has them."
    )
    DEFAULT_CSS = """
    HostScreen #desk { height: 1fr; width: 1fr; }
    HostScreen Keys { dock: bottom; }
    """
    BINDINGS = [
        Binding("enter", "enter", mark_for_translation("go on"), id="host.enter", show=False),  # the line above says it
        *(Binding(str(number), f"digit({number})", "", show=False, id=f"host.digit_{number}") for number in range(10)),
        Binding("left", "turn(-1)", mark_for_translation("back", context="host"), id="host.left", show=False),
        Binding("right", "turn(1)", mark_for_translation("next"), id="host.right", show=False),
        Binding("f5", "black", mark_for_translation("black"), id="host.black"),
        Binding("f6", "clock", mark_for_translation("clock"), id="host.clock"),
        Binding("f7", "undo", mark_for_translation("undo"), id="host.undo"),
        Binding("f9", "decision", mark_for_translation("decision"), id="host.decision"),
        Binding("tab", "more", mark_for_translation("more"), id="host.more", priority=True),
        Binding("escape", "erase", mark_for_translation("clear"), id="host.erase", show=False),
    ]

    def __init__(self, desk: Desk, host: Host, meeting: Meeting) -> None:
        super().__init__(desk, host)
        self.meeting = meeting
        self._entered_at = float("-inf")
        self.is_over = False  # ended where this window is the wall: it says so until somebody opens the program
        self.small_lines: list[list[tuple[str, str]]] = []  # the wall, for a terminal zoomed below 80 × 24

    def compose(self) -> ComposeResult:
        """All lines, and the keys; in one window the drawing of the hall alone."""
        yield Static("", id="desk", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Paint, and go on painting while the clock runs."""
        self.set_interval(TICK, self._tick)
        self.set_interval(BEAT_SECONDS, self._beat)
        self.call_after_refresh(self.paint)

    def on_resize(self, _event: events.Resize) -> None:
        """Paint to the new size."""
        self.call_after_refresh(self.paint)

    def on_screen_resume(self) -> None:
        """Paint what was done in a dialog."""
        super().on_screen_resume()
        self.call_after_refresh(self.paint)

    async def on_unmount(self) -> None:
        """Let the session's files go; it can be gone on with."""
        await super().on_unmount()
        if self.desk.is_open:
            await self.desk.do(self.host.live.close)

    @property
    def one_window(self) -> bool:
        """Whether this window is the wall, so that nothing of the desk may stand in it."""
        return self.host.live.session.one_window

    @property
    def is_watching(self) -> bool:
        """Whether another desk runs the session, so that nothing can be done here."""
        return self.host.live.is_read_only

    def words_before_quitting(self) -> str:
        """A session under way is not left by a slip; where this window is the wall, nothing may be asked on it."""
        if self.is_watching or self.one_window:
            return ""
        return keyed(
            self,
            _("Everything is kept: {today.host} on Today goes on when the program is opened again. The wall waits."),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A desk that only watches can be left, and explains itself; so can one whose session is over."""
        return not (self.is_watching or self.is_over) or action in ("erase", "help", "press")

    def other_words(self) -> Mapping[str, str]:
        """What Esc does at a desk that only watches."""
        return {"erase": _("close")} if self.is_watching else {}

    async def paint(self) -> None:
        """Show how it stands."""
        if not self.is_attached:
            return
        width, height = self.app.size
        self.query_one(Keys).display = not self.one_window
        if self.one_window:
            width, height = getattr(self.app, "terminal", None) or self.app.size
            self.host.live.window = (width, height)
            self.small_lines = await self.desk.do(lambda: self._hall_lines(width, height))
            lines = [Content.assemble(*line) for line in self.small_lines]
        else:
            self.small_lines = []
            lines = await self.desk.do(lambda: host_lines(self.host, width, height - 1, self.desk.clock().astimezone()))
        if self.is_attached:
            self.query_one("#desk", Static).update(Content("\n").join(lines))

    def _hall_lines(self, width: int, height: int) -> list[list[tuple[str, str]]]:
        state = _over() if self.is_over else self.host.live.hall_state()
        drawn = draw(state, width, height, left_ms=self.host.live.left_ms())
        lines = [[(text, HALL_STYLES[role]) for text, role in line] for line in drawn]
        line = "" if self.host.live.session.is_black else self.host.said  # no secret, and nowhere else to be seen
        words = _("Another desk runs this session. Esc closes.") if self.is_watching else self.fault or line
        said = fold(words, width)[:MOST_SAID] if words else []
        lines[len(lines) - len(said) :] = [[(pad(cut(one, width), width), HALL_STYLES["warning"])] for one in said]
        return lines

    async def _tick(self) -> None:
        if self.app.screen is not self:
            return
        if self.is_watching:
            await self.desk.do(self.host.live.look_again)
        await self.paint()

    async def _beat(self) -> None:
        if not self.is_watching and self.desk.is_open:
            await self.do(self.host.live.beat)

    async def _key(self, job: Callable[[], Any]) -> Any:
        if self.is_watching:
            return None
        result = await self.do(job)
        await self.paint()
        return result

    # Keys

    async def action_enter(self) -> None:
        """Go on by one; a second Enter in haste is dropped."""
        now = time.monotonic()
        is_twice, self._entered_at = now - self._entered_at < TWICE, now
        if is_twice:
            return
        if await self._key(self.host.enter):
            self.begin(self._ask_end)

    async def action_digit(self, number: int) -> None:
        """Say a digit; at sign-in 1 and 2 have their own sense, but no names may stand where the window is the wall."""
        if self.host.is_signing_in and not self.one_window and not self.is_watching:
            if number == 1:
                await self._key(self.host.all_there)
            elif number == 2:
                self.begin(self._sign_in)
            return
        await self._key(lambda: self.host.digit(number))

    async def _signed_in(self, meeting: Meeting) -> None:
        signed = SignedIn(present=meeting.present, expected=meeting.expected if meeting.attendance else None)
        await self._key(lambda: self.host.sign_in(signed))

    async def _sign_in(self) -> None:
        """Mark who is not there; kept in the meeting. Whoever leaves the list as it was has signed nobody in."""
        meeting = await self.do(lambda: self.desk.journal.meetings.get(self.meeting.uid)) or self.meeting
        people = await steps.ask_attendance(self, meeting)
        if people is None:
            return
        if people != meeting.attendance:
            done = await steps.keep_attendance(self, meeting, people)
            if done is None:
                return
            meeting = done.meeting
        self.meeting = meeting
        await self._signed_in(meeting)

    async def action_turn(self, pages: int) -> None:
        """Turn pages, or go from letter to letter."""
        await self._key(lambda: self.host.turn(pages))

    async def action_black(self) -> None:
        """Make the wall black, or show it again."""
        await self._key(self.host.blacken)

    async def action_clock(self) -> None:
        """Stop the clock, or let it go on."""
        await self._key(self.host.stop_clock)

    async def action_undo(self) -> None:
        """Take back a step of the contest."""
        await self._key(self.host.undo)

    async def action_erase(self) -> None:
        """Take back what was typed; a desk that only watches is closed."""
        if self.is_watching or self.is_over:
            self.dismiss("ended" if self.is_over else None)
        else:
            await self._key(self.host.erase)

    def action_decision(self) -> None:
        """Note what was decided, in one line."""
        if not self.is_watching:
            self.begin(self._note_decision)

    def help_title(self) -> str:
        """The help says of which screen it is."""
        return _("{name}: {words}").format(name=_("Help"), words=_("Host's desk"))

    async def _note_decision(self) -> None:
        needed = {"text": _("Say what was decided, in one line.")}
        fields = (
            Field(
                "text",
                _("Decided"),
                hint=_("what, who, from which day on"),
                about=keyed(
                    self,
                    _(
                        "Stands in the meeting; {meeting.decide} in Meetings makes it a matter or an item of the "
                        "branch's list, who and when read from the line."
                    ),
                ),
            ),
        )
        form = Drafted(self, f"decision/{self.meeting.uid}")
        values = await form.fill_in(_("Decided at this meeting"), fields, lambda values: empty_field(values, needed))
        if values is not None:
            noted = DecisionNoted(uid=new_uid(self.desk.now()), text=clean_line(values["text"]))
            await self._key(lambda: self.host.live.do(noted))
            if not self.fault:
                await form.drop()

    def tell(self, words: str) -> None:
        """Say one line where this screen says all: no message comes up on a wall."""
        self.host.said = words

    def action_more(self) -> None:
        """What is done more rarely."""
        if not self.is_watching:
            self.begin(self._more)

    async def _more(self) -> None:
        wish = await more(self)
        if wish == "end":
            await self._ask_end()
        elif wish == "leave":
            await self.do(self.host.live.leave)
            self.dismiss(None)
        else:
            await self.paint()

    async def _ask_end(self) -> None:
        choices = [("stay", _("Not yet: go on")), ("end", _("End it"))]  # Enter was the last key: it ends nothing
        explain = _("Its steps and decisions go into the meeting. The wall goes blank.")
        if await self.ask(ChooseDialog(_("End the session?"), choices, about=explain)) != "end":
            await self.paint()
            return
        if await self.do(lambda: self.host.live.end(self._meeting_now())) is None:
            return
        if not self.one_window:
            self.dismiss("ended")
            return
        self.is_over, self.host.said = True, ""  # what comes next may be the person's own, and stand on the wall
        await self.paint()

    def _meeting_now(self) -> Meeting:
        return self.desk.journal.meetings.get(self.meeting.uid) or self.meeting


def _over() -> TextView:
    """What stands on the only window's wall after the end: nothing of the program before somebody asks for it."""
    return TextView(title=_("The session is over"), lines=(_("Esc opens the program: not on a wall"),))
