"""After a kill of the only window on a wall: nothing private stands in it before somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from content.hall import TextView
from content.hall_drawing import draw
from content.words import _, mark_for_translation
from desk.desk import Desk
from screens.kit.base import Room
from screens.kit.door import Door
from screens.meeting.hosting import host_session
from screens.meeting.wall import HALL_STYLES


class WallAgain(Room):
    """Enter goes on with the session on the wall, Esc opens the program; nothing else does anything."""

    IS_ON_WALL: ClassVar[bool] = True
    HELP = mark_for_translation("Enter goes on with the session on the wall, Esc opens the program.")
    BINDINGS = [
        Binding("enter", "go_on", mark_for_translation("go on"), id="wall_again.on"),
        Binding("escape", "leave", mark_for_translation("open the program"), id="wall_again.leave"),
    ]
    DEFAULT_CSS = """
    WallAgain #wall { width: 1fr; height: 1fr; }
    """

    def __init__(self, desk: Desk, doors: Sequence[Door], meeting_uid: str) -> None:
        super().__init__(desk, doors)
        self.meeting_uid = meeting_uid
        self.small_lines: list[list[tuple[str, str]]] = []

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static("", id="wall", markup=False)

    def on_mount(self) -> None:
        """Say it."""
        self._paint()

    def on_resize(self, _event: events.Resize) -> None:
        """Say it at the new size."""
        self._paint()

    def on_screen_resume(self) -> None:
        """Nothing is read here."""

    async def look_again(self) -> None:
        """Nothing is read here."""

    def _paint(self) -> None:
        said = TextView(
            title=_("The session is not over"),
            lines=(_("Enter goes on with it on the wall"), _("Esc opens the program: not on a wall")),
        )
        width, height = getattr(self.app, "terminal", None) or self.app.size
        self.small_lines = [[(text, HALL_STYLES[role]) for text, role in line] for line in draw(said, width, height)]
        lines = [Content.assemble(*line) for line in self.small_lines]
        self.query_one("#wall", Static).update(Content("\n").join(lines))

    def action_go_on(self) -> None:
        """Go on with the session."""
        self.begin(self._go_on)

    async def _go_on(self) -> None:
        meeting = await self.attempt(lambda: self.desk.journal.meetings.get(self.meeting_uid))
        if meeting is not None:
            await host_session(self, meeting)
        self.dismiss(None)
