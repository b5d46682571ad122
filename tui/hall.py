"""The hall's window: it paints what the desk lets be seen, and follows it; no pack is opened here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Static

from content.hall import TextView
from content.hall_drawing import draw
from content.words import _
from screens.meeting.wall import HALL_GROUND, HALL_STYLES
from storage.hall_file import POLL_SECONDS, HallFollower, write_size
from storage.sessions import hall_file, sessions_under_way
from storage.settings import read_settings
from tui.exit_filter import ExitFilter

LOOK_EVERY = 1.0  # seconds between looks for a session, while none is followed
REPAINT = 0.2  # seconds between paintings while a clock runs


class HallApp(App[None]):
    """The wall, from 30 × 10 up; only Ctrl+Q ends it."""

    ENABLE_COMMAND_PALETTE = False
    CSS = f"""
    Screen {{ background: {HALL_GROUND}; overflow: hidden; }}
    #wall {{ width: 1fr; height: 1fr; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "", show=False, priority=True)]

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.home = home
        self.follower: HallFollower | None = None
        self._looked_at = self._painted_at = float("-inf")
        self._was_gone = False
        self._exit_filter = ExitFilter()
        self._exit_filter.wants_plain_signs = read_settings(home).settings.signs == "plain"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal: titles and banks are others' texts here too."""
        return [*super().get_line_filters(), self._exit_filter]

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static("", id="wall", markup=False)

    def on_mount(self) -> None:
        """Begin to follow."""
        self.set_interval(POLL_SECONDS, self._look)
        self.call_after_refresh(self._paint)

    def on_resize(self, event: events.Resize) -> None:
        """Paint to the new size: the terminal was zoomed; the desk lays out pages by it."""
        if self.follower is not None:
            write_size(self.follower.path, (event.size.width, event.size.height))
        self.call_after_refresh(self._paint)

    def action_help_quit(self) -> None:
        """Ctrl+C does nothing: no message comes up on a wall."""

    def _look(self) -> None:
        now = time.monotonic()
        if self.follower is None or self.follower.seen.is_over:
            if now - self._looked_at < LOOK_EVERY:
                return
            self._looked_at = now
            if not self._find():
                return
        follower = self.follower
        if follower is None:
            return
        is_new = follower.look(now)
        is_gone = follower.seen.is_desk_gone(now)
        runs = follower.seen.left_now(now) is not None and now - self._painted_at >= REPAINT
        if is_new or runs or is_gone is not self._was_gone:
            self._was_gone = is_gone
            self._paint()

    def _find(self) -> bool:
        """Follow the session written last, if one is under way."""
        there = [path for uid in sessions_under_way(self.home) if (path := hall_file(self.home, uid)).exists()]
        if there:
            self.follower = HallFollower(there[0])
            write_size(there[0], (self.size.width, self.size.height))
        return bool(there)

    def _paint(self) -> None:
        now = self._painted_at = time.monotonic()
        width, height = self.size
        seen = self.follower.seen if self.follower else None
        if seen is None or seen.state is None or seen.is_over:
            state = _over() if seen is not None and seen.is_over else _waiting()
            lines = draw(state, width, height)
        else:
            lines = draw(seen.state, width, height, left_ms=seen.left_now(now), is_desk_gone=seen.is_desk_gone(now))
        painted = [Content.assemble(*((text, HALL_STYLES[role]) for text, role in line)) for line in lines]
        self.query_one("#wall", Static).update(Content("\n").join(painted))


def _waiting() -> TextView:
    """What stands there before a session: how to make the letters larger."""
    return TextView(
        title=_("The session has not begun"),
        lines=(
            _("Larger: Ctrl and +, or Ctrl, Shift and +; on a Mac Cmd and +"),
            _("Smaller: Ctrl and -; whole screen: F11 or Alt and Enter"),
            _("Ctrl+Q closes this window"),
        ),
    )


def _over() -> TextView:
    return TextView(title=_("Thank you"))
